//! What the scorer learned from the decisions of a series, as lines for the terminal.

use crate::align::learn::{Form, Relearned, Trial};
use crate::ids::ClauseRef;
use crate::lang::{Bilingual, Lang};
use crate::pipeline::Outcome;

/// Links of each kind that are named; the others are counted, and all stand in `lineage.json`.
const NAMED: usize = 10;

/// What was learned, whether it is applied, the weights that moved, and the links made and undone; empty where the
/// series does not say that its scorer may learn.
pub fn text(outcome: &Outcome, lang: Lang) -> String {
    let Some(relearned) = &outcome.relearned else {
        return String::new();
    };
    let mut lines = vec![head(relearned)];
    if let Some(trial) = relearned.learned.kept() {
        lines.push(change(trial));
        lines.extend(links(outcome, &relearned.gained, ("新增对应", "links made")));
        lines.extend(links(outcome, &relearned.lost, ("撤去对应", "links undone")));
    }
    lines.iter().map(|line| format!("{}\n", line.get(lang))).collect()
}

fn head(relearned: &Relearned) -> Bilingual {
    let (pairs, same) = (relearned.learned.pairs, relearned.learned.same);
    let Some(trial) = &relearned.learned.best else {
        return Bilingual::new(
            format!("学习：只有 {pairs} 对判定（同一 {same}），太少，仍用原来的评分器"),
            format!("learning: only {pairs} decided pairs ({same} the same), too few; the scorer stays as it was"),
        );
    };
    let (before, after) = (trial.before, trial.after);
    let (zh, en) = if trial.helps() {
        ("采用学得的改动", "the change is applied")
    } else {
        (
            "差别在误差之内，仍用原来的评分器",
            "no better than chance; the scorer stays as it was",
        )
    };
    Bilingual::new(
        format!("学习：{pairs} 对判定（同一 {same}），留出部分的对数损失 {before:.3} → {after:.3}：{zh}"),
        format!(
            "learning: {pairs} decided pairs ({same} the same), log loss on those left out {before:.3} → {after:.3}: {en}"
        ),
    )
}

fn change(trial: &Trial) -> Bilingual {
    let adjustment = &trial.adjustment;
    let (slope, offset) = (adjustment.slope, adjustment.offset);
    match trial.form {
        Form::Calibration => Bilingual::new(
            format!("  校准：对数几率 ×{slope:.2} {offset:+.2}"),
            format!("  calibration: log odds ×{slope:.2} {offset:+.2}"),
        ),
        Form::Weights => {
            let moved = adjustment
                .factors
                .iter()
                .filter(|(_, factor)| (**factor - 1.0).abs() >= 0.005);
            let moved: Vec<String> = moved.map(|(name, factor)| format!("{name} ×{factor:.2}")).collect();
            let moved = moved.join(" ");
            Bilingual::new(
                format!("  权重：{moved}；截距 {offset:+.2}"),
                format!("  weights: {moved}; intercept {offset:+.2}"),
            )
        }
    }
}

fn links(outcome: &Outcome, pairs: &[(ClauseRef, ClauseRef)], name: (&str, &str)) -> Vec<Bilingual> {
    let id = |at: ClauseRef| &outcome.trees[at.document_index()].clauses[at.clause_index()].id;
    let mut lines = vec![Bilingual::new(
        format!("  {} {} 对", name.0, pairs.len()),
        format!("  {} {}", pairs.len(), name.1),
    )];
    for &(old, new) in pairs.iter().take(NAMED) {
        let line = format!("    {} ↔ {}", id(old), id(new));
        lines.push(Bilingual::new(line.clone(), line));
    }
    if pairs.len() > NAMED {
        let more = pairs.len() - NAMED;
        lines.push(Bilingual::new(
            format!("    另有 {more} 对"),
            format!("    and {more} more"),
        ));
    }
    lines
}
