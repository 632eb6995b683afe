//! `yange explain`: why clauses are linked, or are not.

use super::args::MetricsFormat;
use super::chinese::{ABOUT, EXAMPLES, Row};
use super::failure::Failure;
use super::terminal::Terminal;
use super::{Verdict, series};
use std::path::PathBuf;
use yange::align::scorer;
use yange::lang::Bilingual;
use yange::render::explanation::{self, Explanation, UnknownClause};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArguments {
    /// A series folder with corpus.toml, such a file, or a folder of documents
    #[arg(value_name = "INPUT", required_unless_present = "weights")]
    pub(crate) input: Option<PathBuf>,
    /// Id of a clause, as in reports and `yange segment`; or of two
    #[arg(value_name = "CLAUSE", num_args = 1..=2, required_unless_present = "weights")]
    pub(crate) clauses: Vec<String>,
    /// Print the scorer's weights and what each signal means instead
    #[arg(long, conflicts_with_all = ["input", "clauses"])]
    pub(crate) weights: bool,
    /// How to show it
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = MetricsFormat::Table)]
    pub(crate) format: MetricsFormat,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    ("explain", ABOUT, "说明条款为何对应、为何没有对应"),
    (
        "explain",
        EXAMPLES,
        "\
示例：
  yange explain corpus/hangzhou-ip 2020/二/（一）/1                        一个条款：它的对应，和最接近而落选的三个
  yange explain corpus/hangzhou-ip 2020/二/（一）/1 2025/二/（三）/1       两个条款之间：信号、共有词句、次选
  yange explain --weights                                                  打分器的权重和每个信号的含义",
    ),
    (
        "explain",
        "input",
        "含 corpus.toml 的系列文件夹、该清单文件，或存放文件的文件夹",
    ),
    (
        "explain",
        "clauses",
        "条款 id，与报告和 yange segment 所示相同；可给两个",
    ),
    ("explain", "weights", "改为打印打分器的权重和每个信号的含义"),
    ("explain", "format", "显示方式"),
];

/// Prints the explanation.
pub(crate) fn run(wanted: &ExplainArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let Some(input) = &wanted.input else {
        let scorer = scorer::built_in();
        match wanted.format {
            MetricsFormat::Table => terminal.print(&explanation::weights(scorer, terminal.lang))?,
            MetricsFormat::Json => terminal.print_bytes(&explanation::weights_json(scorer))?,
        }
        return Ok(Verdict::Done);
    };
    let traced = series::trace(std::slice::from_ref(input), terminal)?;
    let found = Explanation::new(&traced.view, &traced.outcome, &wanted.clauses).map_err(|u| no_such_clause(&u))?;
    match wanted.format {
        MetricsFormat::Table => terminal.print(&found.show(terminal.lang))?,
        MetricsFormat::Json => terminal.print_bytes(&found.json())?,
    }
    Ok(Verdict::Done)
}

/// What to say of a clause id that the series does not hold.
pub(super) fn no_such_clause(unknown: &UnknownClause) -> Failure {
    let UnknownClause { id, near } = unknown;
    let hint = if near.is_empty() {
        Bilingual::new(
            "yange segment 文件 会列出一份文件的全部条款 id",
            "yange segment FILE lists the ids of a document's clauses",
        )
    } else {
        Bilingual::new(
            format!("是否指 {}？", near.join("、")),
            format!("did you mean {}?", near.join(", ")),
        )
    };
    Failure::new(
        Bilingual::new(format!("没有条款 {id}"), format!("there is no clause {id}")),
        hint,
    )
}
