//! `yange agreement`: how far two coders agree, and where they do not.

use super::args::MetricsFormat;
use super::chinese::{ABOUT, EXAMPLES, Row};
use super::failure::Failure;
use super::terminal::Terminal;
use super::{Verdict, problems};
use std::path::{Path, PathBuf};
use yange::corpus::Problem;
use yange::decisions::{Decision, Decisions, parse};
use yange::evaluate::{Coding, SelfContradiction, coders};
use yange::lang::Bilingual;
use yange::render::agreement;

/// Arguments of `agreement`.
#[derive(Debug, clap::Args)]
pub(crate) struct AgreementArguments {
    /// Decisions of the first coder
    #[arg(value_name = "A.toml")]
    pub(crate) first: PathBuf,
    /// Decisions of the second coder, on the same texts
    #[arg(value_name = "B.toml")]
    pub(crate) second: PathBuf,
    /// How to show it
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = MetricsFormat::Table)]
    pub(crate) format: MetricsFormat,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    ("agreement", ABOUT, "计算两位编码者判定的一致程度，列出分歧"),
    (
        "agreement",
        EXAMPLES,
        "\
示例：
  yange agreement anna.toml bo.toml                  Cohen κ 与 Krippendorff α、混淆矩阵、分歧
  yange agreement anna.toml bo.toml --format json    同样内容，供程序读取",
    ),
    ("agreement", "first", "第一位编码者的判定文件"),
    ("agreement", "second", "第二位编码者对同样文本的判定文件"),
    ("agreement", "format", "显示方式"),
];

/// Prints agreement and disagreements.
pub(crate) fn run(wanted: &AgreementArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let (first, second) = (read(&wanted.first, terminal)?, read(&wanted.second, terminal)?);
    let codings = compare(&first, &second, terminal)?;
    match wanted.format {
        MetricsFormat::Table => terminal.print(&agreement::table(&codings, terminal.lang))?,
        MetricsFormat::Json => terminal.print_bytes(&agreement::json(&codings))?,
    }
    Ok(Verdict::Done)
}

/// Reads a decision file, showing every problem in it.
pub(super) fn read(path: &Path, terminal: &Terminal) -> Result<Decisions, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(path).because(error))?;
    let (decisions, found) = parse(&shown.to_string(), &text);
    if found.is_empty() {
        Ok(decisions)
    } else {
        Err(unusable(&found, terminal))
    }
}

/// The decisions of a file that may not be there yet.
pub(super) fn read_or_begin(path: &Path, terminal: &Terminal) -> Result<Decisions, Failure> {
    if path.exists() {
        read(path, terminal)
    } else {
        Ok(Decisions::default())
    }
}

/// Shows two decisions that exclude each other, each with its place and hand.
pub(super) fn show_contradiction(first: &Decision, second: &Decision, terminal: &Terminal) {
    let at = |d: &Decision| format!("{} {} {}", d.origin, d.by, agreement::label(d));
    terminal.tell(&format!("{} ↔ {}\n", at(first), at(second)));
}

/// A file of decisions or verdicts that cannot be read.
pub(super) fn unreadable(path: &Path) -> Failure {
    let shown = path.display();
    Failure::new(
        Bilingual::new(
            format!("无法读取判定文件 {shown}"),
            format!("the decision file {shown} cannot be read"),
        ),
        Bilingual::new(
            "请检查路径；文件须是 UTF-8 编码",
            "check the path; the file must be in UTF-8",
        ),
    )
}

/// Compares two files; one that contradicts itself is an error that shows every pair.
pub(super) fn compare<'d>(
    first: &'d Decisions,
    second: &'d Decisions,
    terminal: &Terminal,
) -> Result<Vec<Coding<'d>>, Failure> {
    coders(first, second).map_err(|contradictions| {
        for SelfContradiction { first, second } in &contradictions {
            show_contradiction(first, second, terminal);
        }
        Failure::new(
            Bilingual::new("判定文件自相矛盾", "a decision file contradicts itself"),
            Bilingual::new(
                "以上各对对同一问题作了不同回答；请只留一个",
                "the pairs above answer one question differently; keep one of each",
            ),
        )
    })
}

pub(super) fn unusable(found: &[Problem], terminal: &Terminal) -> Failure {
    terminal.tell(&problems::corpus(found, terminal.lang));
    let count = found.len();
    Failure::new(
        Bilingual::new("判定文件无法使用", "the decision file cannot be used"),
        Bilingual::new(
            format!("请改正以上 {count} 处"),
            format!("correct the {count} problem(s) above"),
        ),
    )
}
