//! How far two coders agree, as text and as JSON: figures with intervals, the table, and where they differ.

use super::texts::brief;
use crate::decisions::Decision;
use crate::evaluate::{Coding, Interval, Judged, Question, RESAMPLES, Reliability};
use crate::lang::{Bilingual, Lang};
use serde_json::{Value, json};
use std::fmt::Write;

/// Everything as lines for people.
pub fn table(codings: &[Coding<'_>], lang: Lang) -> String {
    let mut page = String::new();
    for coding in codings.iter().filter(|c| !c.is_empty()) {
        question(&mut page, coding, lang);
    }
    if page.is_empty() {
        let nothing = Bilingual::new(
            "两份文件都没有对条款对或条款类别的判定\n",
            "neither file holds a verdict on a pair or on a clause's kind\n",
        );
        page.push_str(nothing.get(lang));
    }
    page
}

/// Everything for programs, indented, with a final line end.
pub fn json(codings: &[Coding<'_>]) -> Vec<u8> {
    let questions: Vec<Value> = codings.iter().filter(|c| !c.is_empty()).map(wire).collect();
    let all = json!({ "format": "yange.agreement", "version": 1, "resamples": RESAMPLES, "questions": questions });
    format!("{all:#}\n").into_bytes()
}

fn wire(coding: &Coding<'_>) -> Value {
    let by_label = coding.labels.iter().enumerate().map(|(i, label)| {
        let mut one = figures(&coding.reliability(Some(i)));
        one["label"] = json!(label);
        one
    });
    let judged = |j: &Judged<'_>| json!({ "first": decision(j.first), "second": decision(j.second) });
    let list = |decisions: &[&Decision]| -> Value { decisions.iter().map(|d| decision(d)).collect() };
    json!({
        "question": match coding.question { Question::Pair => "pair", Question::Kind => "kind" },
        "labels": coding.labels,
        "items": coding.both.len(),
        "all": figures(&coding.reliability(None)),
        "by_label": by_label.collect::<Value>(),
        "confusion": coding.confusion().counts,
        "disagreements": coding.disagreements().map(judged).collect::<Value>(),
        "only_first": list(&coding.only_first),
        "only_second": list(&coding.only_second),
    })
}

fn figures(found: &Reliability) -> Value {
    let ends = |i: Option<Interval>| i.map(|i| [i.low, i.high]);
    json!({
        "observed": found.observed,
        "kappa": found.kappa, "kappa_interval": ends(found.kappa_interval),
        "alpha": found.alpha, "alpha_interval": ends(found.alpha_interval),
    })
}

fn decision(decision: &Decision) -> Value {
    let anchors = decision.subject.anchors();
    let clauses = anchors.iter().map(|a| json!({ "clause": a.clause, "text": a.text }));
    json!({
        "label": label(decision), "by": decision.by.to_string(), "note": decision.note,
        "line": decision.origin.line, "clauses": clauses.collect::<Value>(),
    })
}

/// The verdict or the kind; empty for what no scale measures.
pub fn label(decision: &Decision) -> &'static str {
    crate::evaluate::Item::of(decision).map_or("", |(_, label)| label)
}

fn question(page: &mut String, coding: &Coding<'_>, lang: Lang) {
    let head = match coding.question {
        Question::Pair => Bilingual::new("条款对", "Pairs of clauses"),
        Question::Kind => Bilingual::new("条款类别", "Kinds of clauses"),
    };
    let (both, first, second) = (coding.both.len(), coding.only_first.len(), coding.only_second.len());
    let counts = Bilingual::new(
        format!("两人都判定 {both} 项，只有甲判定 {first} 项，只有乙判定 {second} 项"),
        format!("{both} judged by both, {first} by the first only, {second} by the second only"),
    );
    line(page, format_args!("{}\n{}\n", head.get(lang), counts.get(lang)));
    line(
        page,
        format_args!("{:<12} {:>8} {:>20} {:>20}", "", "%", "κ [95 %]", "α [95 %]"),
    );
    let all = Bilingual::new("全部", "all");
    row(page, all.get(lang), &coding.reliability(None));
    for (i, label) in coding.labels.iter().enumerate() {
        row(page, label, &coding.reliability(Some(i)));
    }
    let axes = Bilingual::new("行：甲；列：乙", "rows: first coder; columns: second");
    line(page, format_args!("\n{}", axes.get(lang)));
    let columns: String = coding.labels.iter().map(|l| format!(" {l:>12}")).collect();
    line(page, format_args!("{:<12}{columns}", ""));
    for (label, counts) in coding.labels.iter().zip(coding.confusion().counts) {
        let cells: String = counts.iter().map(|c| format!(" {c:>12}")).collect();
        line(page, format_args!("{label:<12}{cells}"));
    }
    let title = Bilingual::new("分歧", "Disagreements");
    line(
        page,
        format_args!("\n{}: {}", title.get(lang), coding.disagreements().count()),
    );
    for judged in coding.disagreements() {
        page.push_str(&disagreement(judged, lang));
    }
    page.push('\n');
}

/// One disagreement: both answers with their notes, then the clauses.
pub fn disagreement(judged: &Judged<'_>, lang: Lang) -> String {
    let mut page = String::new();
    let answer = |d: &Decision| {
        let note = d.note.as_ref().map(|n| format!(" ({n})")).unwrap_or_default();
        format!("{} {}{note}", d.by, label(d))
    };
    let against = Bilingual::new("；", "; ");
    let (first, second) = (answer(judged.first), answer(judged.second));
    line(
        &mut page,
        format_args!("  {}{}{}", first.trim(), against.get(lang), second.trim()),
    );
    for anchor in judged.first.subject.anchors() {
        line(
            &mut page,
            format_args!("    {}  {}", anchor.clause, brief(&anchor.text)),
        );
    }
    page
}

fn row(page: &mut String, name: &str, found: &Reliability) {
    let figure = |point: Option<f64>, interval: Option<Interval>| match (point, interval) {
        (Some(p), Some(i)) => format!("{p:.2} [{:.2}, {:.2}]", i.low, i.high),
        (Some(p), None) => format!("{p:.2}"),
        _ => "–".to_owned(),
    };
    let (kappa, alpha) = (
        figure(found.kappa, found.kappa_interval),
        figure(found.alpha, found.alpha_interval),
    );
    line(
        page,
        format_args!("{name:<12} {:>8.1} {kappa:>20} {alpha:>20}", found.observed * 100.0),
    );
}

fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(page, "{text}").expect("writing to a string cannot fail");
}
