//! `yange decide`: one decision of a reviewer, put into the series' decision file.

use super::chinese::{ABOUT, EXAMPLES, Row};
use super::failure::Failure;
use super::terminal::{Terminal, Volume};
use super::{Verdict as Outcome, agreement, series, today, write};
use std::path::{Path, PathBuf};
use yange::corpus::Corpus;
use yange::date::Date;
use yange::decisions::{self, Anchors, Correction, Decision, Decisions, KINDS, Origin, Reviewer, Subject, Verdict};
use yange::ids::ClauseRef;
use yange::lang::Bilingual;
use yange::pipeline;

/// Arguments of `decide`.
#[derive(Debug, clap::Args)]
pub(crate) struct DecideArguments {
    /// A series folder with corpus.toml, or such a file
    #[arg(value_name = "SERIES")]
    pub(crate) series: PathBuf,
    /// Clause ids, then the verdict: `OLD NEW same|related|different`, or `CLAUSE cut|join|kind|name|note`
    #[arg(required = true, num_args = 2..=3, value_names = ["CLAUSE", "VERDICT"])]
    pub(crate) what: Vec<String>,
    /// Who decides; a program as model:<name>
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// Why; the remark of `note`
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// What the verdict needs: the words at which to `cut`, the `kind`, the `name`
    #[arg(long, value_name = "TEXT")]
    pub(crate) text: Option<String>,
    /// The day; without it today (UTC)
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// Decision file to write to; without it the series' own, or decisions.toml beside the manifest
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    ("decide", ABOUT, "记下一条人工判定"),
    (
        "decide",
        EXAMPLES,
        "\
示例：
  yange decide 我的系列 2016/二/1 2020/三/2 same --by 王 --note \"换了说法\"    两条是同一措施
  yange decide 我的系列 2016/二/1 2020/三/4 different --by 王                 两条不是
  yange decide 我的系列 2020/三/2 name --text 专利导航 --by 王                给沿革命名
  yange decide 我的系列 2020/三/2 cut --text 建立预警机制 --by 王             在这几个字前切开",
    ),
    ("decide", "series", "含 corpus.toml 的系列文件夹，或该清单"),
    (
        "decide",
        "what",
        "条款 id 和判定：旧条 新条 same|related|different，或 条款 cut|join|kind|name|note",
    ),
    ("decide", "by", "判定人；程序写作 model:<名称>"),
    ("decide", "note", "理由；verdict 为 note 时即其内容"),
    ("decide", "text", "判定所需的文字：切开处的原文、类别或名称"),
    ("decide", "on", "日期；不写时为今天（UTC）"),
    (
        "decide",
        "out",
        "写入哪个判定文件；不写时为系列自己的判定文件，或清单旁的 decisions.toml",
    ),
];

/// Writes the decision down.
pub(crate) fn run(wanted: &DecideArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let corpus = series::load(std::slice::from_ref(&wanted.series), terminal)?;
    let out = file(&wanted.series, &corpus, wanted.out.as_deref())?;
    let read = pipeline::read(&corpus);
    let anchors = Anchors::new(&read.documents, &read.trees);
    let decision = Decision {
        subject: subject(wanted, &anchors)?,
        by: Reviewer::named(&wanted.by),
        on: Some(day(wanted.on.as_deref())?),
        note: wanted.note.clone(),
        origin: Origin::default(),
    };
    let mut known = agreement::read_or_begin(&out, terminal)?;
    let earlier = put(&out, &mut known, decision)?;
    if terminal.volume > Volume::Quiet {
        let path = out.display();
        let told = match earlier {
            true => Bilingual::new(
                format!("已写入 {path}，取代同一人先前的判定；再运行 yange trace 即生效\n"),
                format!("written to {path}, in place of the same hand's earlier decision; yange trace applies it\n"),
            ),
            false => Bilingual::new(
                format!("已写入 {path}；再运行 yange trace 即生效\n"),
                format!("written to {path}; yange trace applies it\n"),
            ),
        };
        terminal.print(told.get(terminal.lang))?;
    }
    Ok(Outcome::Done)
}

/// The decision file of a series: the one asked for, the first that the manifest names, or the one beside it.
///
/// # Errors
/// A series without a manifest reads no decisions, so none are written for it.
pub(super) fn file(input: &Path, corpus: &Corpus, asked: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(path) = asked {
        return Ok(path.to_owned());
    }
    if let Some(first) = corpus.decisions.first() {
        return Ok(PathBuf::from(&first.path));
    }
    let manifest = if input.is_dir() {
        input.join("corpus.toml")
    } else {
        input.to_owned()
    };
    if manifest.is_file() && manifest.extension().is_some_and(|e| e == "toml") {
        return Ok(manifest.with_file_name("decisions.toml"));
    }
    let shown = input.display();
    Err(Failure::new(
        Bilingual::new(
            format!("{shown} 没有 corpus.toml，判定无处存放"),
            format!("{shown} has no corpus.toml, so decisions have no place"),
        ),
        Bilingual::new(
            format!("先运行 yange init {shown}，或用 --out 写明判定文件"),
            format!("run yange init {shown} first, or name a decision file with --out"),
        ),
    ))
}

/// Adds a decision to a file; whether one by the same hand on the same question gave way.
///
/// A file that only grows keeps what people wrote in it; one in which a decision gives way is written anew.
pub(super) fn put(path: &Path, known: &mut Decisions, decision: Decision) -> Result<bool, Failure> {
    let added = decisions::one(&decision);
    let gave_way = known.decide(decision).is_some();
    let text = if gave_way || !path.exists() {
        decisions::write(known)
    } else {
        let before = std::fs::read_to_string(path).map_err(|error| agreement::unreadable(path).because(error))?;
        format!("{}\n\n{added}", before.trim_end())
    };
    write::replace(path, text.as_bytes())?;
    Ok(gave_way)
}

fn day(asked: Option<&str>) -> Result<Date, Failure> {
    match asked {
        None => Ok(today::utc()),
        Some(text) => text.parse().map_err(|_| {
            Failure::new(
                Bilingual::new(format!("{text} 不是日期"), format!("{text} is no date")),
                Bilingual::new("写作 2026-11-27", "write it 2026-11-27"),
            )
        }),
    }
}

fn subject(wanted: &DecideArguments, anchors: &Anchors<'_>) -> Result<Subject, Failure> {
    let (verdict, clauses) = wanted.what.split_last().unwrap_or((&wanted.by, &[]));
    let found = |id: &String| anchors.named(id).ok_or_else(|| unknown(id));
    let text = || {
        wanted
            .text
            .clone()
            .filter(|t| !t.trim().is_empty())
            .ok_or_else(|| no_text(verdict))
    };
    match (Verdict::named(verdict), clauses) {
        (Some(verdict), [first, second]) => {
            let (a, b) = (found(first)?, found(second)?);
            pair(anchors, a, b, verdict).ok_or_else(one_document)
        }
        (None, [clause]) => {
            let clause = anchors.of(found(clause)?);
            Ok(match verdict.as_str() {
                "cut" => Subject::Clause {
                    clause,
                    correction: Correction::Cut(text()?),
                },
                "join" => Subject::Clause {
                    clause,
                    correction: Correction::Join,
                },
                "kind" => {
                    let name = text()?;
                    let kind = KINDS
                        .into_iter()
                        .find(|kind| kind.name() == name)
                        .ok_or_else(|| no_kind(&name))?;
                    Subject::Clause {
                        clause,
                        correction: Correction::Kind(kind),
                    }
                }
                "name" => Subject::Name { clause, name: text()? },
                "note" if wanted.note.is_some() => Subject::Note { clause },
                _ => return Err(no_verdict(verdict)),
            })
        }
        _ => Err(no_verdict(verdict)),
    }
}

/// A verdict on two clauses, the earlier first; `None` where they stand in one document.
pub(super) fn pair(anchors: &Anchors<'_>, a: ClauseRef, b: ClauseRef, verdict: Verdict) -> Option<Subject> {
    let (old, new) = (a.min(b), a.max(b));
    (old.document != new.document).then(|| Subject::Pair {
        old: anchors.of(old),
        new: anchors.of(new),
        verdict,
    })
}

pub(super) fn unknown(id: &str) -> Failure {
    Failure::new(
        Bilingual::new(format!("没有条款 {id}"), format!("there is no clause {id}")),
        Bilingual::new(
            "条款 id 见报告或 yange segment；注意全角括号",
            "ids stand in the report and in yange segment; mind the full-width brackets",
        ),
    )
}

pub(super) fn one_document() -> Failure {
    Failure::new(
        Bilingual::new("两条在同一份文件中", "both clauses stand in one document"),
        Bilingual::new("请给出两份文件中的条款", "give clauses of two documents"),
    )
}

fn no_text(verdict: &str) -> Failure {
    Failure::new(
        Bilingual::new(
            format!("{verdict} 还需要 --text"),
            format!("{verdict} needs --text as well"),
        ),
        Bilingual::new(
            "cut 写切开处的原文，kind 写类别，name 写名称",
            "the words at which to cut, the kind, or the name",
        ),
    )
}

fn no_kind(name: &str) -> Failure {
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name()).collect();
    let kinds = kinds.join(" ");
    Failure::new(
        Bilingual::new(format!("没有类别 {name}"), format!("there is no kind {name}")),
        Bilingual::new(format!("可用：{kinds}"), format!("one of: {kinds}")),
    )
}

fn no_verdict(verdict: &str) -> Failure {
    Failure::new(
        Bilingual::new(
            format!("不能这样判定：{verdict}"),
            format!("this is no decision: {verdict}"),
        ),
        Bilingual::new(
            "两条条款用 same、related、different；一条条款用 cut、join、kind、name，或 note 加 --note",
            "two clauses: same, related, different; one clause: cut, join, kind, name, or note with --note",
        ),
    )
}
