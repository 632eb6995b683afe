//! A scorer that learns from the decisions of a series, and what that changes of its links.

mod fit;
mod places;

pub use fit::{Form, Learned, Trial, learn};

use super::decided::Decided;
use super::score::score;
use super::scorer::Scorer;
use super::{Alignment, Relation, align};
use crate::candidates::Candidates;
use crate::decisions::{Standing, Verdict};
use crate::features::Features;
use crate::ids::ClauseRef;
use std::collections::{BTreeMap, BTreeSet};

/// A pair that a reviewer decided, as the scorer sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Place among the decisions.
    pub turn: usize,
    /// The earlier clause; pairs of one clause are not independent of each other.
    pub old: ClauseRef,
    /// The later clause.
    pub new: ClauseRef,
    /// Log odds by the scorer.
    pub log_odds: f64,
    /// What each signal adds to them, in the order of [`super::signals::SIGNALS`].
    pub contributions: Vec<f64>,
    /// Whether the two are the same measure.
    pub is_same: bool,
}

/// What was learned from the decisions of a series, and what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Relearned {
    /// What was learned.
    pub learned: Learned,
    /// Links of the same measure that it made, by position.
    pub gained: Vec<(ClauseRef, ClauseRef)>,
    /// Links of the same measure that it undid, by position.
    pub lost: Vec<(ClauseRef, ClauseRef)>,
}

/// Learns from the decisions and aligns by what was learned, where that helps on decisions that were left out, else by
/// the scorer as it is.
///
/// # Complexity
/// That of [`align`] three times, and that of [`learn`].
pub fn relearn(
    features: &Features,
    candidates: &Candidates,
    scorer: &Scorer,
    standing: &Standing,
) -> (Alignment, Relearned) {
    let learned = learn(examples(features, candidates, scorer, standing));
    let before = align(features, candidates, scorer, standing);
    let mut relearned = Relearned {
        learned,
        gained: Vec::new(),
        lost: Vec::new(),
    };
    if relearned.learned.kept().is_none() {
        return (before, relearned);
    }
    let after = align(features, candidates, &relearned.learned.adjusted(scorer), standing);
    let (old, new) = (same(&before), same(&after));
    relearned.gained = new.difference(&old).copied().collect();
    relearned.lost = old.difference(&new).copied().collect();
    (after, relearned)
}

fn same(alignment: &Alignment) -> BTreeSet<(ClauseRef, ClauseRef)> {
    let links = alignment.links.iter().filter(|link| link.relation == Relation::Same);
    links.map(|link| (link.old, link.new)).collect()
}

/// The decided pairs of a series, in the order of document pairs and clauses; those that the scorer does not look at are left out.
///
/// # Complexity
/// That of scoring all candidate pairs.
pub fn examples(features: &Features, candidates: &Candidates, scorer: &Scorer, standing: &Standing) -> Vec<Example> {
    let decided = Decided::read(features, standing);
    let candidates = decided.candidates(features, candidates);
    let turns = standing
        .verdicts()
        .enumerate()
        .map(|(turn, (old, new, ..))| ((old, new), turn));
    let turns: BTreeMap<(ClauseRef, ClauseRef), usize> = turns.collect();
    let mut examples = Vec::new();
    for block in &candidates.blocks {
        let judged: Vec<(usize, Verdict)> = (0..block.pairs.len())
            .filter_map(|pair| Some((pair, decided.on(block.pairs[pair].0, block.pairs[pair].1)?.0)))
            .collect();
        if judged.is_empty() {
            continue;
        }
        let scored = score(features, block, scorer);
        examples.extend(judged.into_iter().map(|(pair, verdict)| {
            let (judge, row) = (scored.judge(pair), &scored.rows[pair]);
            let [old, new] = [block.pairs[pair].0, block.pairs[pair].1].map(|unit| features.units[unit as usize].at);
            Example {
                turn: turns.get(&(old, new)).copied().unwrap_or(0),
                old,
                new,
                log_odds: judge.log_odds(row),
                contributions: judge.contributions(row),
                is_same: verdict == Verdict::Same,
            }
        }));
    }
    examples
}
