//! `yange biography`: one measure's life, every wording in time order with what changed.

use super::chinese::{ABOUT, EXAMPLES, Row};
use super::explain::no_such_clause;
use super::failure::Failure;
use super::query::AnswerFormat;
use super::terminal::Terminal;
use super::{Verdict, series};
use std::path::PathBuf;
use yange::lang::Bilingual;
use yange::render::biography::Biography;
use yange::render::explanation::UnknownClause;

/// Arguments of `biography`.
#[derive(Debug, clap::Args)]
pub(crate) struct BiographyArguments {
    /// Id of a lineage, or of a clause in it, as in reports and `yange query`
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// A series folder with corpus.toml, such a file, a folder of documents, or a lineage.json
    #[arg(value_name = "INPUT")]
    pub(crate) input: PathBuf,
    /// How to show it
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = AnswerFormat::Table)]
    pub(crate) format: AnswerFormat,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    ("biography", ABOUT, "一条措施的沿革：按时间列出每次写法和变化"),
    (
        "biography",
        EXAMPLES,
        "\
示例：
  yange biography 2016/二/（一）/5./1 corpus/hangzhou-ip                       用沿革或其中条款的 id
  yange biography 2016/二/（一）/5./1 lineage.json --format markdown > 专利.md  供写作引用",
    ),
    ("biography", "id", "沿革或其中条款的 id，与报告和 yange query 所示相同"),
    (
        "biography",
        "input",
        "含 corpus.toml 的系列文件夹、该清单文件、存放文件的文件夹，或 lineage.json",
    ),
    ("biography", "format", "显示方式"),
];

/// Prints the biography.
pub(crate) fn run(wanted: &BiographyArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let view = series::view(&wanted.input, terminal)?;
    let is_clause = view
        .documents
        .iter()
        .flat_map(|d| &d.clauses)
        .any(|c| c.id == wanted.id);
    let found = Biography::new(&view, &wanted.id).map_err(|unknown| match is_clause {
        true => only_a_heading(&unknown),
        false => no_such_clause(&unknown),
    })?;
    match wanted.format {
        AnswerFormat::Table => terminal.print(&found.show(terminal.lang))?,
        AnswerFormat::Jsonl => terminal.print_bytes(&found.json())?,
        AnswerFormat::Markdown => terminal.print(&found.markdown(terminal.lang))?,
    }
    Ok(Verdict::Done)
}

fn only_a_heading(unknown: &UnknownClause) -> Failure {
    let UnknownClause { id, near } = unknown;
    Failure::new(
        Bilingual::new(
            format!("{id} 是标题，本身不是措施"),
            format!("{id} is a heading over measures and has no life of its own"),
        ),
        Bilingual::new(
            format!("其下的措施：{}；用 yange query --clause {id} 列出全部", near.join("、")),
            format!(
                "measures below it: {}; yange query --clause {id} lists all",
                near.join(", ")
            ),
        ),
    )
}
