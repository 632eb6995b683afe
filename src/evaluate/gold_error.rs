//! What can be wrong with a gold file, in words that its author understands.

use crate::lang::Bilingual;

/// The gold could not be used; holds every problem that was found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error("{} problem(s) in the gold file", problems.len())]
pub struct GoldError {
    /// At least one problem, in the order of the file.
    pub problems: Vec<GoldProblem>,
}

/// One problem with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GoldProblem {
    /// Not JSON at all.
    #[error("not valid JSON at line {line}, column {column}: {detail}")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What the reader of JSON says.
        detail: String,
    },
    /// JSON, but a field is missing or of another type.
    #[error("not a gold file, line {line}, column {column}: {detail}")]
    WrongShape {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What the reader of JSON says.
        detail: String,
    },
    /// A unit lies in a file that `documents` does not name.
    #[error("unit {unit:?} lies in {file:?}, which \"documents\" does not name")]
    UnknownDocument {
        /// Id of the unit.
        unit: String,
        /// The file it names.
        file: String,
    },
    /// Two units bear one id.
    #[error("two units are called {unit:?}")]
    RepeatedUnit {
        /// The id.
        unit: String,
    },
    /// A list names a unit that does not exist.
    #[error("entry {position} of {list:?} names {unit:?}, which \"units\" does not hold")]
    UnknownUnit {
        /// Name of the list.
        list: &'static str,
        /// Place in the list, from 1.
        position: usize,
        /// The id.
        unit: String,
    },
    /// `pairs` names a document key that does not exist.
    #[error("entry {position} of \"pairs\" names {key:?}, which is no key in \"documents\"")]
    UnknownKey {
        /// Place in the list, from 1.
        position: usize,
        /// The key.
        key: String,
    },
    /// A unit has neither a quote nor a start and end, or its span runs backward.
    #[error("unit {unit:?} has no usable place")]
    NoPlace {
        /// Id of the unit.
        unit: String,
    },
}

impl GoldProblem {
    /// What is wrong and where.
    pub fn message(&self) -> Bilingual {
        let zh = match self {
            GoldProblem::NotJson { line, column, detail } => {
                format!("第 {line} 行第 {column} 列不是合法的 JSON（{detail}）")
            }
            GoldProblem::WrongShape { line, column, detail } => {
                format!("第 {line} 行第 {column} 列：不合标注文件的格式（{detail}）")
            }
            GoldProblem::UnknownDocument { unit, file } => {
                format!("单元 {unit} 所在的文件 {file} 没有列在 documents 中")
            }
            GoldProblem::RepeatedUnit { unit } => format!("有两个单元都叫 {unit}"),
            GoldProblem::UnknownUnit { list, position, unit } => {
                format!("{list} 的第 {position} 项提到 {unit}，units 中没有这个单元")
            }
            GoldProblem::UnknownKey { position, key } => {
                format!("pairs 的第 {position} 项提到 {key}，documents 中没有这个文件代号")
            }
            GoldProblem::NoPlace { unit } => format!("单元 {unit} 没有可用的位置"),
        };
        Bilingual::new(zh, self.to_string())
    }

    /// What to do about it.
    pub fn hint(&self) -> Bilingual {
        let (zh, en) = match self {
            GoldProblem::NotJson { .. } => (
                "请检查该处的引号、逗号和括号是否成对",
                "check the quotes, commas and brackets there",
            ),
            GoldProblem::WrongShape { .. } => (
                "标注文件要有 documents、units、same 三项，格式见 docs/evaluation.md",
                "a gold file has documents, units and same; docs/evaluation.md describes them",
            ),
            GoldProblem::UnknownDocument { .. } => (
                "请在 documents 中加上该文件，或改正单元的 file",
                "add the file to documents, or correct the unit's file",
            ),
            GoldProblem::RepeatedUnit { .. } => ("请给每个单元不同的 id", "give each unit an id of its own"),
            GoldProblem::UnknownUnit { .. } => (
                "请改正编号，或在 units 中加上这个单元",
                "correct the id, or add the unit to units",
            ),
            GoldProblem::UnknownKey { .. } => (
                "pairs 中应写 documents 里冒号右边的代号",
                "pairs holds the keys on the right-hand side of documents",
            ),
            GoldProblem::NoPlace { .. } => (
                "请给出 quote（原文），或给出 start 和 end（不计空白的字符位置，start 不大于 end）",
                "give a quote, or start and end in characters without white space, start not after end",
            ),
        };
        Bilingual::new(zh, en)
    }
}
