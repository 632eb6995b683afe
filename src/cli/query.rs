//! `yange query`: which measures answer to a clause, a fate, an agency, a word, a topic.

use super::chinese::{ABOUT, EXAMPLES, Row};
use super::explain::no_such_clause;
use super::failure::Failure;
use super::terminal::Terminal;
use super::{Verdict, series};
use clap::builder::{PossibleValue, PossibleValuesParser};
use std::collections::BTreeMap;
use std::path::PathBuf;
use yange::lang::Bilingual;
use yange::render::query::{self, Answer, Question, UnknownName};
use yange::render::words;

/// Arguments of `query`.
#[derive(Debug, clap::Args)]
pub(crate) struct QueryArguments {
    /// A series folder with corpus.toml, such a file, a folder of documents, or a lineage.json
    #[arg(value_name = "INPUT")]
    pub(crate) input: PathBuf,
    /// Measures that hold this clause, or a clause below it
    #[arg(long, value_name = "CLAUSE")]
    pub(crate) clause: Option<String>,
    /// The lineage of this id
    #[arg(long, value_name = "LINEAGE")]
    pub(crate) lineage: Option<String>,
    /// Measures to which this happened
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub(crate) fate: Option<String>,
    /// Document: where --fate happened (dropped --in 2020: no longer found in 2020) or, of what is no event but an outcome, where the measure was last seen; without --fate, where it stands
    #[arg(long = "in", value_name = "DOCUMENT")]
    pub(crate) document: Option<String>,
    /// Measures that an agency is named for; part of its name will do
    #[arg(long, value_name = "AGENCY")]
    pub(crate) agency: Option<String>,
    /// Measures that say these words
    #[arg(long, value_name = "WORDS")]
    pub(crate) text: Option<String>,
    /// Measures about this topic
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Option<String>,
    /// How to show them
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = AnswerFormat::Table)]
    pub(crate) format: AnswerFormat,
}

/// How answers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum AnswerFormat {
    /// Lines for a terminal.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// Markdown.
    Markdown,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    ("query", ABOUT, "查询：哪些措施符合所列条件"),
    (
        "query",
        EXAMPLES,
        "\
示例：
  yange query corpus/hangzhou-ip --fate dropped --in 2020    到 2020 年未见后续的措施
  yange query lineage.json --text 保险 --format markdown     写有“保险”的措施，Markdown 表格
  yange query lineage.json --agency 市场监管 --topic 保护    条件可以合用",
    ),
    (
        "query",
        "input",
        "含 corpus.toml 的系列文件夹、该清单文件、存放文件的文件夹，或 lineage.json",
    ),
    ("query", "clause", "含有该条款或其下条款的措施"),
    ("query", "lineage", "该 id 的沿革"),
    ("query", "fate", "有此变化或去向的措施；也可写中文（如 未见后续）"),
    (
        "query",
        "document",
        "文件：--fate 所指变化发生的文件（dropped --in 2020 即到 2020 未见）；去向类则为最后见于的文件；不写 --fate 时，为措施所在的文件",
    ),
    ("query", "agency", "由某单位负责的措施；名称可只写一部分"),
    ("query", "text", "写有这些字词的措施"),
    ("query", "topic", "属于该专题的措施"),
    ("query", "format", "显示方式"),
];

/// Prints the measures that answer; where none does, says so and what is nearest.
pub(crate) fn run(wanted: &QueryArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let view = series::view(&wanted.input, terminal)?;
    let question = Question {
        clause: wanted.clause.clone(),
        lineage: wanted.lineage.clone(),
        fate: wanted.fate.clone(),
        document: wanted.document.clone(),
        agency: wanted.agency.clone(),
        text: wanted.text.clone(),
        topic: wanted.topic.clone(),
    };
    let answer = Answer::new(&view, &question).map_err(|unknown| no_such_name(&unknown))?;
    if answer.is_empty() {
        terminal.warn(&Bilingual::new("没有符合条件的措施", "no measure answers"));
        query::suggestions(&view, &question)
            .iter()
            .for_each(|s| terminal.warn(s));
        return Ok(Verdict::Done);
    }
    match wanted.format {
        AnswerFormat::Table => terminal.print(&answer.table(terminal.lang))?,
        AnswerFormat::Jsonl => terminal.print_bytes(&answer.json_lines())?,
        AnswerFormat::Markdown => terminal.print(&answer.markdown(terminal.lang))?,
    }
    Ok(Verdict::Done)
}

/// Kinds of events and fates, each also by its Chinese name where that names one kind only.
fn kinds() -> impl clap::builder::TypedValueParser<Value = String> {
    let all = || words::EVENTS.iter().chain(&words::FATES);
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for &(kind, zh, _) in all() {
        let aliases = names.entry(kind).or_default();
        if !aliases.contains(&zh) {
            aliases.push(zh);
        }
    }
    let values = names
        .into_iter()
        .map(|(kind, aliases)| PossibleValue::new(kind).aliases(aliases));
    let canonical = |name: String| {
        let found = words::EVENTS.iter().chain(&words::FATES).find(|(_, zh, _)| *zh == name);
        found.map_or(name, |(kind, ..)| (*kind).to_owned())
    };
    clap::builder::TypedValueParser::map(PossibleValuesParser::new(values), canonical)
}

fn no_such_name(unknown: &UnknownName) -> Failure {
    let (message, zh, en) = match unknown {
        UnknownName::Clause(clause) => return no_such_clause(clause),
        UnknownName::Document { id, known } => (
            Bilingual::new(format!("没有文件 {id}"), format!("there is no document {id}")),
            known.join("、"),
            known.join(", "),
        ),
        UnknownName::Topic { name, known } => (
            Bilingual::new(format!("没有专题 {name}"), format!("there is no topic {name}")),
            known.join("、"),
            known.join(", "),
        ),
    };
    Failure::new(
        message,
        Bilingual::new(format!("已有：{zh}"), format!("there are: {en}")),
    )
}
