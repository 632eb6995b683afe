//! Decisions of reviewers as lines for the terminal.

use crate::decisions::{Decision, Firmness, Held, Standing, Weight};
use crate::lang::{Bilingual, Lang};
use crate::segment::ClauseTree;

/// Every decision with where it stands, one line each: those that hold, in the order of their files, then those lost.
pub fn all(standing: &Standing, trees: &[ClauseTree], lang: Lang) -> String {
    let held = standing.held.iter().map(|held| self::held(held, trees, lang));
    let lines: Vec<String> = held.chain(lost(standing, lang)).collect();
    match lines.is_empty() {
        true => Bilingual::new("没有人工判定\n", "no decisions\n").get(lang).to_owned(),
        false => lines.concat(),
    }
}

/// Decisions that are lost and those that contradict each other.
pub fn faults(standing: &Standing, lang: Lang) -> String {
    let against = standing.contradictions.iter().map(|pair| {
        let (first, second) = (said(&pair.first), said(&pair.second));
        let word = Bilingual::new("互相矛盾", "contradiction");
        format!("{}: {first} ↔ {second}\n", word.get(lang))
    });
    lost(standing, lang).chain(against).collect()
}

fn held(held: &Held, trees: &[ClauseTree], lang: Lang) -> String {
    let ids = held
        .clauses
        .iter()
        .map(|at| trees[at.document_index()].clauses[at.clause_index()].id.to_string());
    let ids: Vec<String> = ids.collect();
    let weight = match held.weight {
        Weight::Applied => Bilingual::new("生效", "applied"),
        Weight::Outweighed => Bilingual::new("让位于人的判定", "outweighed by a person's"),
        Weight::Contradicted => Bilingual::new("与他条矛盾", "contradicted"),
    };
    let firmness = match held.firmness {
        Firmness::Exact => Bilingual::new("", ""),
        Firmness::Renumbered => Bilingual::new("，编号已变", ", renumbered"),
        Firmness::Corrected => Bilingual::new("，原文略有改动", ", slightly corrected"),
    };
    let (weight, firmness) = (weight.get(lang), firmness.get(lang));
    format!("{}  {}  [{weight}{firmness}]\n", said(&held.decision), ids.join(" ↔ "))
}

fn lost(standing: &Standing, lang: Lang) -> impl Iterator<Item = String> {
    standing.lost.iter().map(move |lost| {
        let word = Bilingual::new("失效", "lost");
        let why = lost.loss.message(&lost.clause);
        format!("{}  [{}] {}\n", said(&lost.decision), word.get(lang), why.get(lang))
    })
}

/// File and line, hand, day, verdict and note.
fn said(decision: &Decision) -> String {
    let day = decision.on.map(|day| day.to_string());
    let parts = [
        Some(decision.origin.to_string()),
        Some(decision.by.to_string()),
        day,
        Some(decision.subject.verdict().to_owned()),
        decision.note.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
