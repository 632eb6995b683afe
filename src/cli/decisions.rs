//! `yange decisions`: what reviewers decided on a series, where it stands, and decisions from elsewhere.

use super::chinese::{ABOUT, EXAMPLES, Row};
use super::failure::Failure;
use super::terminal::{Terminal, Volume};
use super::{Verdict as Outcome, agreement, decide, series, today, write};
use clap::Subcommand;
use std::path::{Path, PathBuf};
use yange::decisions::{self, Anchors, Decision, Decisions, Origin, Reviewer, Standing, Verdict};
use yange::lang::{Bilingual, Lang};
use yange::pipeline;
use yange::render::verdicts;

/// What is done with decisions.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Lists all decisions of a series with where they stand in the texts of today
    #[command(after_help = "\
Examples:
  yange decisions list my-documents")]
    List(SeriesArguments),
    /// The same for those that are lost or contradict each other; exit code 1 where there are any
    #[command(after_help = "\
Examples:
  yange decisions check my-documents")]
    Check(SeriesArguments),
    /// Puts several decision files into one, leaving out repeats
    #[command(after_help = "\
Examples:
  yange decisions merge anna.toml bo.toml --out decisions.toml")]
    Merge(MergeArguments),
    /// Takes verdicts from JSON lines, one {\"old\": ID, \"new\": ID, \"verdict\": \"same\"} a line
    #[command(after_help = "\
Examples:
  yange decisions import my-documents verdicts.jsonl --by model:qwen    a program's verdicts; a person's outweigh them")]
    Import(ImportArguments),
}

/// Arguments of `decisions list` and `decisions check`.
#[derive(Debug, clap::Args)]
pub(crate) struct SeriesArguments {
    /// A series folder with corpus.toml, or such a file
    #[arg(value_name = "SERIES")]
    pub(crate) series: PathBuf,
}

/// Arguments of `decisions merge`.
#[derive(Debug, clap::Args)]
pub(crate) struct MergeArguments {
    /// Decision files
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// File to write; an older one is replaced
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

/// Arguments of `decisions import`.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArguments {
    /// A series folder with corpus.toml, or such a file
    #[arg(value_name = "SERIES")]
    pub(crate) series: PathBuf,
    /// Verdicts, one JSON object a line
    #[arg(value_name = "FILE.jsonl")]
    pub(crate) file: PathBuf,
    /// Who decided; a program as model:<name>
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// Decision file to write to; without it the series' own, or decisions.toml beside the manifest
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    ("decisions", ABOUT, "查看、核对、合并、导入一个系列的人工判定"),
    (
        "decisions",
        EXAMPLES,
        "\
示例：
  yange decisions list 我的系列                                      全部判定及其现状
  yange decisions check 我的系列                                     只列失效和互相矛盾的；有则退出码为 1
  yange decisions import 我的系列 判定.jsonl --by model:qwen         导入程序的判定",
    ),
    ("decisions list", ABOUT, "列出一个系列的全部判定及其在今日文本中的现状"),
    (
        "decisions list",
        EXAMPLES,
        "\
示例：
  yange decisions list 我的系列",
    ),
    ("decisions list", "series", "含 corpus.toml 的系列文件夹，或该清单"),
    ("decisions check", ABOUT, "只列失效和互相矛盾的判定；有则退出码为 1"),
    (
        "decisions check",
        EXAMPLES,
        "\
示例：
  yange decisions check 我的系列",
    ),
    ("decisions check", "series", "含 corpus.toml 的系列文件夹，或该清单"),
    ("decisions merge", ABOUT, "把几个判定文件合为一个，略去重复"),
    (
        "decisions merge",
        EXAMPLES,
        "\
示例：
  yange decisions merge anna.toml bo.toml --out decisions.toml",
    ),
    ("decisions merge", "files", "判定文件"),
    ("decisions merge", "out", "要写的文件；已有的会被替换"),
    (
        "decisions import",
        ABOUT,
        "从 JSON 行导入判定，每行一个 {\"old\": 条款, \"new\": 条款, \"verdict\": \"same\"}",
    ),
    (
        "decisions import",
        EXAMPLES,
        "\
示例：
  yange decisions import 我的系列 判定.jsonl --by model:qwen    程序的判定；人的判定优先于它",
    ),
    ("decisions import", "series", "含 corpus.toml 的系列文件夹，或该清单"),
    ("decisions import", "file", "判定，每行一个 JSON 对象"),
    ("decisions import", "by", "判定人；程序写作 model:<名称>"),
    (
        "decisions import",
        "out",
        "写入哪个判定文件；不写时为系列自己的判定文件，或清单旁的 decisions.toml",
    ),
];

/// Does what is asked for.
pub(crate) fn run(what: &What, terminal: &Terminal) -> anyhow::Result<Outcome> {
    match what {
        What::List(wanted) => list(&wanted.series, terminal),
        What::Check(wanted) => check(&wanted.series, terminal),
        What::Merge(wanted) => merge(wanted, terminal),
        What::Import(wanted) => import(wanted, terminal),
    }
}

fn list(input: &Path, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let outcome = pipeline::read(&series::load(&[input.to_owned()], terminal)?);
    terminal.print(&verdicts::all(&outcome.standing, &outcome.trees, terminal.lang))?;
    Ok(Outcome::Done)
}

fn check(input: &Path, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let outcome = pipeline::read(&series::load(&[input.to_owned()], terminal)?);
    let Standing {
        held,
        lost,
        contradictions,
    } = &outcome.standing;
    terminal.print(&verdicts::faults(&outcome.standing, terminal.lang))?;
    let all = held.len() + lost.len();
    let (gone, against) = (lost.len(), contradictions.len());
    let said = Bilingual::new(
        format!("共 {all} 条判定，失效 {gone} 条，互相矛盾 {against} 处\n"),
        format!("{all} decisions, {gone} lost, {against} contradictions\n"),
    );
    terminal.print(said.get(terminal.lang))?;
    Ok(if gone + against == 0 {
        Outcome::Done
    } else {
        Outcome::CheckFailed
    })
}

fn merge(wanted: &MergeArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let mut all = Decisions::default();
    let mut read = 0;
    for file in &wanted.files {
        let decisions = agreement::read(file, terminal)?;
        read += decisions.list.len();
        all.merge(decisions);
    }
    write::replace(&wanted.out, decisions::write(&all).as_bytes())?;
    let (kept, path) = (all.list.len(), wanted.out.display());
    tell(
        terminal,
        Bilingual::new(
            format!("{read} 条判定合为 {kept} 条，写入 {path}\n"),
            format!("{read} decisions made {kept}, written to {path}\n"),
        ),
    )?;
    Ok(Outcome::Done)
}

/// One line of the file.
#[derive(serde::Deserialize)]
struct Line {
    old: String,
    new: String,
    /// Null where it was not answered.
    verdict: Option<String>,
    note: Option<String>,
    texts: Option<Texts>,
}

/// The texts as `yange review --format jsonl` wrote them.
#[derive(serde::Deserialize)]
struct Texts {
    old: Text,
    new: Text,
}

#[derive(serde::Deserialize)]
struct Text {
    hash: String,
}

fn import(wanted: &ImportArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let corpus = series::load(std::slice::from_ref(&wanted.series), terminal)?;
    let out = decide::file(&wanted.series, &corpus, wanted.out.as_deref())?;
    let text = std::fs::read_to_string(&wanted.file).map_err(|e| agreement::unreadable(&wanted.file).because(e))?;
    let read = pipeline::read(&corpus);
    let anchors = Anchors::new(&read.documents, &read.trees);
    let mut known = agreement::read_or_begin(&out, terminal)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let (mut taken, mut replaced) = (0, 0);
    for (number, line) in lines {
        let decision = decision(line, wanted, &anchors).map_err(|f| f.at(&wanted.file, number + 1))?;
        let Some(decision) = decision else { continue };
        taken += 1;
        replaced += usize::from(known.decide(decision).is_some());
    }
    write::replace(&out, decisions::write(&known).as_bytes())?;
    let path = out.display();
    tell(
        terminal,
        Bilingual::new(
            format!("导入 {taken} 条判定（取代先前的 {replaced} 条），写入 {path}\n"),
            format!("{taken} verdicts taken ({replaced} in place of earlier ones), written to {path}\n"),
        ),
    )?;
    Ok(Outcome::Done)
}

/// The decision of one line; `None` where it holds no verdict.
fn decision(line: &str, wanted: &ImportArguments, anchors: &Anchors<'_>) -> Result<Option<Decision>, Failure> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        Failure::new(
            Bilingual::new("不是所要的 JSON 对象", "not the JSON object that is expected"),
            Bilingual::new(
                "每行写作 {\"old\": \"2016/二/1\", \"new\": \"2020/三/2\", \"verdict\": \"same\"}，可加 \"note\"",
                "write each line as {\"old\": \"2016/二/1\", \"new\": \"2020/三/2\", \"verdict\": \"same\"}, with \"note\" if you like",
            ),
        )
        .because(error.into())
    })?;
    let Some(said) = &line.verdict else { return Ok(None) };
    let found = |id: &str| anchors.named(id).ok_or_else(|| decide::unknown(id));
    let verdict = Verdict::named(said).ok_or_else(|| {
        Failure::new(
            Bilingual::new(format!("没有判定 {said}"), format!("there is no verdict {said}")),
            Bilingual::new("可用 same、related、different", "one of same, related, different"),
        )
    })?;
    let (old, new) = (found(&line.old)?, found(&line.new)?);
    let read = line.texts.iter().flat_map(|t| [(old, &t.old.hash), (new, &t.new.hash)]);
    for (at, hash) in read {
        let today = anchors.of(at);
        if today.hash.as_ref() != Some(hash) {
            return Err(other_text(&today.clause));
        }
    }
    Ok(Some(Decision {
        subject: decide::pair(anchors, old, new, verdict).ok_or_else(decide::one_document)?,
        by: Reviewer::named(&wanted.by),
        on: Some(today::utc()),
        note: line.note,
        origin: Origin::default(),
    }))
}

fn other_text(clause: &str) -> Failure {
    Failure::new(
        Bilingual::new(
            format!("{clause} 的文字已不是当初送判的文字"),
            format!("{clause} no longer says what was asked about"),
        ),
        Bilingual::new(
            "请用 yange review --format jsonl 重新生成待判的行",
            "write the questions anew with yange review --format jsonl",
        ),
    )
}

fn tell(terminal: &Terminal, said: Bilingual) -> anyhow::Result<()> {
    if terminal.volume > Volume::Quiet {
        let lang: Lang = terminal.lang;
        terminal.print(said.get(lang))?;
    }
    Ok(())
}
