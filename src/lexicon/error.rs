//! What can be wrong with a lexicon file.

use crate::lang::Bilingual;
use std::ops::Range;

/// A lexicon file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// Not the expected TOML.
    #[error("{message}")]
    Syntax {
        /// Byte range in the file's text.
        span: Option<Range<usize>>,
        /// What the reader expected.
        message: String,
    },
    /// A concept lacks its name or its expressions.
    #[error("concept number {number} lacks its name or its expressions")]
    EmptyConcept {
        /// Counted from 1 in file order.
        number: usize,
        /// Byte range in the file's text.
        span: Range<usize>,
    },
    /// An entry of another table cannot be used.
    #[error("an entry of {} cannot be used", table.name())]
    Entry {
        /// The table.
        table: Table,
        /// Byte range in the file's text.
        span: Range<usize>,
        /// What is wrong with it.
        fault: EntryFault,
    },
    /// More expressions than a matcher can hold.
    #[error("the lexicon holds too many expressions")]
    TooLarge,
}

/// A table whose entries add to the built-in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// `[[rung]]`
    Rung,
    /// `[[instrument]]`
    Instrument,
    /// `[[agency]]`
    Agency,
}

impl Table {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Table::Rung => "[[rung]]",
            Table::Instrument => "[[instrument]]",
            Table::Agency => "[[agency]]",
        }
    }

    pub(super) fn wrong(self, span: Range<usize>, fault: EntryFault) -> LexiconError {
        LexiconError::Entry {
            table: self,
            span,
            fault,
        }
    }
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryFault {
    /// A name or a list is empty.
    Empty,
    /// There is no such rung.
    Level,
    /// Something that may stand once stands twice.
    Twice(String),
}

impl From<toml::de::Error> for LexiconError {
    fn from(error: toml::de::Error) -> Self {
        LexiconError::Syntax {
            span: error.span(),
            message: error.message().to_owned(),
        }
    }
}

impl LexiconError {
    /// Place in the file, where there is one.
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            LexiconError::Syntax { span, .. } => span.clone(),
            LexiconError::Entry { span, .. } | LexiconError::EmptyConcept { span, .. } => Some(span.clone()),
            LexiconError::TooLarge => None,
        }
    }

    /// What is wrong, in both languages.
    pub fn message(&self) -> Bilingual {
        match self {
            LexiconError::Syntax { message, .. } => Bilingual::new(
                format!("词表格式有误：{message}"),
                format!("the lexicon is not valid: {message}"),
            ),
            LexiconError::EmptyConcept { number, .. } => Bilingual::new(
                format!("第 {number} 个概念缺少 name 或 expressions"),
                format!("concept number {number} lacks its name or its expressions"),
            ),
            LexiconError::Entry { table, fault, .. } => {
                let (table, (zh, en)) = (table.name(), fault.words());
                Bilingual::new(format!("{table} {zh}"), format!("{table} {en}"))
            }
            LexiconError::TooLarge => Bilingual::new("词表过大", "the lexicon holds too many expressions"),
        }
    }

    /// What to do about it, in both languages.
    pub fn hint(&self) -> Bilingual {
        let table = match self {
            LexiconError::Entry { table, .. } => Some(*table),
            _ => None,
        };
        let (zh, en, example) = match table {
            None => (
                "每个概念写作",
                "write each concept as",
                "[[concept]] name = \"…\" expressions = [\"…\", \"…\"]",
            ),
            Some(Table::Rung) => (
                "力度词写作（0 不计，1 最弱，7 最强；一词只在一级）",
                "write verbs as (0 not counted, 1 weakest, 7 strongest; each word on one rung)",
                "[[rung]] level = 3 words = [\"…\", \"…\"]",
            ),
            Some(Table::Instrument) => (
                "政策工具写作（without 所列不再提示；一词只属一类）",
                "write instruments as (those in `without` suggest nothing; each expression in one sub-type)",
                "[[instrument]] kind = \"supply\" zh = \"…\" en = \"…\" expressions = [\"…\"] without = [\"…\"]",
            ),
            Some(Table::Agency) => (
                "机构写作（names 为其简称和旧称；一个名称只属一个机构）",
                "write agencies as (`names` are its short and former names; each name of one agency)",
                "[[agency]] name = \"…\" names = [\"…\", \"…\"]",
            ),
        };
        Bilingual::new(format!("{zh}：{example}"), format!("{en}: {example}"))
    }
}

impl EntryFault {
    fn words(&self) -> (String, String) {
        match self {
            EntryFault::Empty => ("有空白的名称或词表".into(), "has an empty name or list".into()),
            EntryFault::Level => (
                "的 level 应为 0 至 7".into(),
                "has a `level` that is not from 0 to 7".into(),
            ),
            EntryFault::Twice(word) => (format!("中“{word}”出现两次"), format!("names {word:?} twice")),
        }
    }
}
