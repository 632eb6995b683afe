//! `yange adjudicate`: walks the disagreements of two coders and writes the third file.
//!
//! Answers are lines of standard input, so that it works in a terminal and from a pipe. The third file is written whole
//! after every answer; begun again, the walk goes on where it stopped. The two files are only read.

use super::agreement::{compare, read, read_or_begin};
use super::chinese::{ABOUT, EXAMPLES, Row};
use super::failure::Failure;
use super::terminal::Terminal;
use super::{Verdict as Outcome, write};
use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use yange::decisions::{self, Decision, Decisions, Origin, Reviewer, Subject, Verdict};
use yange::evaluate::{Coding, Item, Judged};
use yange::lang::Bilingual;
use yange::render::agreement;

/// Arguments of `adjudicate`.
#[derive(Debug, clap::Args)]
pub(crate) struct AdjudicateArguments {
    /// Decisions of the first coder
    #[arg(value_name = "A.toml")]
    pub(crate) first: PathBuf,
    /// Decisions of the second coder, on the same texts
    #[arg(value_name = "B.toml")]
    pub(crate) second: PathBuf,
    /// The third file; where it exists, its decisions stay and the walk goes on
    #[arg(short, long, value_name = "C.toml")]
    pub(crate) out: PathBuf,
    /// Who adjudicates
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(crate) by: String,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    ("adjudicate", ABOUT, "逐条裁定两位编码者的分歧，写成第三份判定文件"),
    (
        "adjudicate",
        EXAMPLES,
        "\
示例：
  yange adjudicate anna.toml bo.toml --out decisions.toml --by 王    逐条裁定；中断后再次运行即继续",
    ),
    ("adjudicate", "first", "第一位编码者的判定文件"),
    ("adjudicate", "second", "第二位编码者对同样文本的判定文件"),
    ("adjudicate", "out", "第三份文件；已存在时保留其中的判定，继续裁定"),
    ("adjudicate", "by", "裁定者"),
];

/// What a line of input asks for.
enum Answer {
    First,
    Second,
    Verdict(Verdict),
    Skip,
    Undo,
    Quit,
}

/// Walks the disagreements that the third file does not settle.
pub(crate) fn run(wanted: &AdjudicateArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    refuse_an_input(wanted)?;
    let (first, second) = (read(&wanted.first, terminal)?, read(&wanted.second, terminal)?);
    let codings = compare(&first, &second, terminal)?;
    let mut third = read_or_begin(&wanted.out, terminal)?;
    carry_over(&mut third, &first, &second, &codings);
    save(&wanted.out, &third)?;
    let settled: BTreeSet<Item> = third.list.iter().filter_map(|d| Some(Item::of(d)?.0)).collect();
    let queue: Vec<&Judged<'_>> = codings.iter().flat_map(Coding::disagreements).collect();
    let open: Vec<&Judged<'_>> = queue
        .into_iter()
        .filter(|j| Item::of(j.first).is_none_or(|(item, _)| !settled.contains(&item)))
        .collect();
    let decided = walk(wanted, terminal, &mut third, &open)?;
    let (left, out) = (open.len() - decided, wanted.out.display());
    let done = Bilingual::new(
        format!("裁定 {decided} 项，余 {left} 项；见 {out}\n"),
        format!("{decided} decided, {left} left; see {out}\n"),
    );
    terminal.print(done.get(terminal.lang))?;
    Ok(Outcome::Done)
}

/// Asks until all are answered, the input ends or `q` is given; answers how many were decided.
fn walk(
    wanted: &AdjudicateArguments,
    terminal: &Terminal,
    third: &mut Decisions,
    open: &[&Judged<'_>],
) -> anyhow::Result<usize> {
    let mut lines = std::io::stdin().lock().lines();
    // For each disagreement passed, whether it was decided: then its decision is the last of the third file.
    let mut passed: Vec<Option<()>> = Vec::new();
    while let Some(judged) = open.get(passed.len()) {
        let (at, all) = (passed.len() + 1, open.len());
        terminal.print(&format!(
            "\n[{at}/{all}]\n{}",
            agreement::disagreement(judged, terminal.lang)
        ))?;
        let Some(answer) = ask(terminal, judged, &mut lines)? else {
            break;
        };
        let decision = match answer {
            Answer::Quit => break,
            Answer::Undo => {
                if let Some(Some(())) = passed.pop() {
                    third.list.pop();
                    save(&wanted.out, third)?;
                }
                continue;
            }
            Answer::Skip => None,
            Answer::First => Some(settle(judged, judged.first.subject.clone(), &wanted.by)),
            Answer::Second => Some(settle(judged, judged.second.subject.clone(), &wanted.by)),
            Answer::Verdict(verdict) => {
                let mut subject = judged.first.subject.clone();
                if let Subject::Pair { verdict: said, .. } = &mut subject {
                    *said = verdict;
                }
                Some(settle(judged, subject, &wanted.by))
            }
        };
        passed.push(decision.is_some().then_some(()));
        if let Some(decision) = decision {
            third.list.push(decision);
            save(&wanted.out, third)?;
        }
    }
    Ok(passed.iter().flatten().count())
}

/// One answer; asks again where it is not understood. `None` where the input ends.
fn ask(
    terminal: &Terminal,
    judged: &Judged<'_>,
    lines: &mut impl Iterator<Item = std::io::Result<String>>,
) -> anyhow::Result<Option<Answer>> {
    let pair = matches!(judged.first.subject, Subject::Pair { .. });
    let (zh, en) = if pair {
        ("，1 同一 2 相关 3 不同", ", 1 same 2 related 3 different")
    } else {
        ("", "")
    };
    let prompt = Bilingual::new(
        format!("a 依甲 b 依乙{zh}，s 跳过 u 撤销 q 退出 > "),
        format!("a as the first, b as the second{en}, s skip, u undo, q quit > "),
    );
    loop {
        terminal.print(prompt.get(terminal.lang))?;
        let Some(line) = lines.next() else {
            terminal.print("\n")?;
            return Ok(None);
        };
        let line = line?.trim().to_lowercase();
        let answer = match line.as_str() {
            "a" => Answer::First,
            "b" => Answer::Second,
            "1" | "same" if pair => Answer::Verdict(Verdict::Same),
            "2" | "related" if pair => Answer::Verdict(Verdict::Related),
            "3" | "different" if pair => Answer::Verdict(Verdict::Different),
            "s" => Answer::Skip,
            "u" => Answer::Undo,
            "q" => Answer::Quit,
            _ => continue,
        };
        return Ok(Some(answer));
    }
}

fn settle(judged: &Judged<'_>, subject: Subject, by: &str) -> Decision {
    let said = |d: &Decision| format!("{} {}", d.by, agreement::label(d)).trim().to_owned();
    Decision {
        subject,
        by: Reviewer::named(by),
        on: None,
        note: Some(format!("{} / {}", said(judged.first), said(judged.second))),
        origin: Origin::default(),
    }
}

/// Brings over what needs no adjudication: what both say, what only one judged, and what no scale measures.
fn carry_over(third: &mut Decisions, first: &Decisions, second: &Decisions, codings: &[Coding<'_>]) {
    let mut settled: BTreeSet<Item> = third.list.iter().filter_map(|d| Some(Item::of(d)?.0)).collect();
    settled.extend(
        codings
            .iter()
            .flat_map(Coding::disagreements)
            .filter_map(|j| Some(Item::of(j.first)?.0)),
    );
    let mut agreed = Vec::new();
    for coding in codings {
        let same = coding.both.iter().filter(|j| j.rating.first == j.rating.second);
        agreed.extend(same.map(|j| {
            let mut decision = j.first.clone();
            if j.first.by != j.second.by {
                decision.by = both(&j.first.by, &j.second.by);
            }
            decision
        }));
        agreed.extend(
            coding
                .only_first
                .iter()
                .chain(&coding.only_second)
                .map(|d| (*d).clone()),
        );
    }
    agreed.retain(|d| Item::of(d).is_none_or(|(item, _)| settled.insert(item)));
    third.list.extend(agreed);
    for file in [first, second] {
        let list = file.list.iter().filter(|d| Item::of(d).is_none()).cloned().collect();
        third.merge(Decisions { list });
    }
}

/// Two hands as one: a person where either is, so that the weight of the decision stays.
fn both(first: &Reviewer, second: &Reviewer) -> Reviewer {
    match (first, second) {
        (Reviewer::Person(a), Reviewer::Person(b)) => Reviewer::Person(format!("{a}, {b}")),
        (Reviewer::Model(a), Reviewer::Model(b)) => Reviewer::Model(format!("{a}, {b}")),
        (person @ Reviewer::Person(_), _) | (_, person) => person.clone(),
    }
}

fn save(path: &Path, decisions: &Decisions) -> Result<(), Failure> {
    write::replace(path, decisions::write(decisions).as_bytes())
}

fn refuse_an_input(wanted: &AdjudicateArguments) -> Result<(), Failure> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let out = real(&wanted.out);
    if out.is_some() && [&wanted.first, &wanted.second].iter().any(|p| real(p) == out) {
        return Err(Failure::new(
            Bilingual::new("--out 是两份输入之一", "--out is one of the two inputs"),
            Bilingual::new("请另取一个文件名", "give the third file a name of its own"),
        ));
    }
    Ok(())
}
