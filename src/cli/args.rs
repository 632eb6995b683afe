//! What the user can type. English help stands here; `chinese` holds the same in Chinese, and a test compares them.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand};
use std::path::PathBuf;
use yange::lang::Lang;
use yange::render::Format;

/// Traces every measure through a dated series of Chinese policy documents.
#[derive(Debug, Parser)]
#[command(
    name = "yange",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = "\
Examples:
  yange trace corpus/hangzhou-ip            write reports/hangzhou-ip/ and print a summary
  yange compare 2020.txt 2025.txt           show what became of every measure between two documents
  yange init my-documents                   write a corpus.toml to correct and to complete

Exit codes: 0 done, 1 a check that you asked for failed, 2 error."
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// What all commands share.
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What all commands share.
#[derive(Debug, Default, Args)]
pub(crate) struct Common {
    /// Language of messages and of the report; without it messages follow the locale and the report opens in Chinese
    #[arg(long, global = true, value_name = "LANG", value_parser = lang_parser())]
    pub(crate) lang: Option<Lang>,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more: every remark on every document
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// Print this help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    pub(crate) help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    pub(crate) version: Option<bool>,
}

/// One subcommand each.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Traces a series and writes its report
    #[command(after_help = "\
Examples:
  yange trace corpus/hangzhou-ip                        a series with a manifest, to reports/hangzhou-ip/
  yange trace my-documents --out report                 a folder of documents, to report/
  yange trace 2016.txt 2020.docx 2025.pdf --lang en     single documents; the report opens in English
  yange trace corpus/hangzhou-ip --format json --out -  only JSON, to standard output")]
    Trace(TraceArguments),
    /// Shows the clause tree of one document
    #[command(after_help = "\
Examples:
  yange segment 2020.txt                  the tree, each clause cut to one line
  yange segment 2020.txt --verbose        the tree with the whole text
  yange segment 2020.txt --format json    the document as it stands in lineage.json")]
    Segment(SegmentArguments),
    /// Compares two documents: where each old clause went, where each new clause has its counterpart
    #[command(after_help = "\
Examples:
  yange compare 2020.txt 2025.txt                               the correlation table, here
  yange compare 2020.txt 2025.txt --format html,csv --out diff  files in diff/ as well")]
    Compare(CompareArguments),
    /// Writes a commented corpus.toml for a folder of documents; never overwrites one
    #[command(after_help = "\
Examples:
  yange init my-documents     write my-documents/corpus.toml
  yange trace my-documents    then trace the series")]
    Init(InitArguments),
    /// Measures links against gold: what people judged to be the same measure
    #[command(after_help = "\
Examples:
  yange evaluate --gold corpus/hangzhou-ip/gold.json corpus/hangzhou-ip   all metrics as tables
  yange evaluate --gold gold.json my-documents --format json              the same for programs
  yange evaluate --gold gold.json my-documents --at-least 0.6             exit code 1 where F1 is lower
  yange evaluate --gold my-series/decisions.toml my-series                against what reviewers decided, pair by pair")]
    Evaluate(EvaluateArguments),
    /// Learns from gold or from texts what the program ships with; for developers and for fields of one's own
    #[command(
        disable_help_subcommand = true,
        after_help = "\
Examples:
  yange train scorer lessons.toml --out scorer.json     weights of the signals, from gold
  yange train scorer lessons.toml --held-out            how well they do on what they have not seen"
    )]
    Train {
        /// What to learn
        #[command(subcommand)]
        what: super::train::What,
    },
    /// Helps with the codebook of a series
    #[command(
        disable_help_subcommand = true,
        after_help = "\
Examples:
  yange lexicon suggest corpus/hangzhou-ip    a draft of terms and concepts from the texts of the series"
    )]
    Lexicon {
        /// What to do
        #[command(subcommand)]
        what: super::lexicon::What,
    },
    /// Shows why clauses are linked, or why they are not
    #[command(after_help = "\
Examples:
  yange explain corpus/hangzhou-ip 2020/二/（一）/1                    one clause: its links, and the nearest refused
  yange explain corpus/hangzhou-ip 2020/二/（一）/1 2025/二/（三）/1   between two: signals, shared phrases, runners-up
  yange explain --weights                                              the scorer's weights, what each signal means")]
    Explain(super::explain::ExplainArguments),
    /// Finds measures by clause, fate, agency, words or topic
    #[command(after_help = "\
Examples:
  yange query corpus/hangzhou-ip --fate dropped --in 2020    measures that are no longer found in 2020
  yange query lineage.json --text 保险 --format markdown     measures that say 保险, as a Markdown table
  yange query lineage.json --agency 市场监管 --topic 保护    conditions can be combined")]
    Query(super::query::QueryArguments),
    /// Tells the life of one measure: every wording in time order, and what changed
    #[command(after_help = "\
Examples:
  yange biography 2016/二/（一）/5./1 corpus/hangzhou-ip                       by the id of a lineage or of a clause in it
  yange biography 2016/二/（一）/5./1 lineage.json --format markdown > 专利.md  for a paper")]
    Biography(super::biography::BiographyArguments),
    /// Writes one decision of a reviewer into the series' decision file
    #[command(after_help = "\
Examples:
  yange decide my-series 2016/二/1 2020/三/2 same --by Wang --note \"reworded\"    the same measure
  yange decide my-series 2016/二/1 2020/三/4 different --by Wang                  not the same
  yange decide my-series 2020/三/2 name --text 专利导航 --by Wang                  what its lineage is called
  yange decide my-series 2020/三/2 cut --text 建立预警机制 --by Wang               two clauses, the second beginning so")]
    Decide(super::decide::DecideArguments),
    /// Lists, checks, merges and imports the decisions of a series
    #[command(
        disable_help_subcommand = true,
        after_help = "\
Examples:
  yange decisions list my-series                                     all decisions and where they stand
  yange decisions check my-series                                    only those lost or contradicted; exit code 1 then
  yange decisions import my-series verdicts.jsonl --by model:qwen    verdicts of a program"
    )]
    Decisions {
        /// What to do
        #[command(subcommand)]
        what: super::decisions::What,
    },
    /// Tells how far the decisions of two coders agree, and lists where they differ
    #[command(after_help = "\
Examples:
  yange agreement anna.toml bo.toml                  Cohen's κ and Krippendorff's α, the table, the disagreements
  yange agreement anna.toml bo.toml --format json    the same for programs")]
    Agreement(super::agreement::AgreementArguments),
    /// Settles the disagreements of two coders one by one and writes the third decision file
    #[command(after_help = "\
Examples:
  yange adjudicate anna.toml bo.toml --out decisions.toml --by Wang    one by one; run again to go on")]
    Adjudicate(super::adjudicate::AdjudicateArguments),
    /// Asks for decisions screen by screen, those first that change most
    #[command(after_help = "\
Examples:
  yange review my-documents --by Wang                                      screen by screen; run again to go on
  yange review my-documents --budget 50                                    the fifty screens that change most
  yange review my-documents --budget 50 --learn                            after the scorer has learned from the verdicts so far
  yange review my-documents --format jsonl --budget 50 --out ask.jsonl     fifty screens for a program to answer")]
    Review(super::review::ReviewArguments),
}

/// Arguments of `trace`.
#[derive(Debug, Args)]
pub(crate) struct TraceArguments {
    /// A series folder with corpus.toml, such a file, a folder of documents, or two or more documents
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder to write to, or - for standard output; without it reports/<series id>
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Formats to write, comma between them; without it all
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = format_parser())]
    pub(crate) format: Vec<Format>,
    /// Let the scorer learn from the decisions of the series, where that helps; corpus.toml can say so for good: learn = true
    #[arg(long)]
    pub(crate) learn: bool,
}

/// Arguments of `segment`.
#[derive(Debug, Args)]
pub(crate) struct SegmentArguments {
    /// The document
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// How to show it
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = TreeFormat::Tree)]
    pub(crate) format: TreeFormat,
}

/// How `segment` shows a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum TreeFormat {
    /// Indented lines.
    Tree,
    /// As in `lineage.json`.
    Json,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub(crate) struct CompareArguments {
    /// The earlier document
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The later document
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Folder for the files of --format; without it reports/<series id>
    #[arg(short, long, value_name = "DIR", requires = "format")]
    pub(crate) out: Option<PathBuf>,
    /// Formats to write to files, comma between them; without it the table is only shown
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = format_parser())]
    pub(crate) format: Vec<Format>,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    /// Folder that holds the documents
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
}

/// Arguments of `evaluate`.
#[derive(Debug, Args)]
pub(crate) struct EvaluateArguments {
    /// A series folder with corpus.toml, such a file, a folder of documents, or two or more documents
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The gold file (JSON), or a file of decisions (.toml); several files of decisions each with --gold
    #[arg(short, long, value_name = "FILE", required = true)]
    pub(crate) gold: Vec<PathBuf>,
    /// How to show the metrics
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = MetricsFormat::Table)]
    pub(crate) format: MetricsFormat,
    /// Least F1 of links, from 0 to 1; the exit code is 1 where it is not reached
    #[arg(long, value_name = "F1")]
    pub(crate) at_least: Option<f64>,
}

/// How `evaluate` shows what it measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum MetricsFormat {
    /// Aligned tables.
    Table,
    /// JSON.
    Json,
}

fn lang_parser() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new([Lang::Zh.code(), Lang::En.code()])
        .map(|code| if code == Lang::Zh.code() { Lang::Zh } else { Lang::En })
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).map(|name| {
        Format::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .expect("the parser lets only names of formats through")
    })
}
