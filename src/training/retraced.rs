//! What a review buys where the series is traced again after it: by the scorer as it is, and by one that learned from
//! the verdicts. Simulated, with the gold as the reviewer.

use super::fit::{Leave, scorer};
use super::held_out::decided;
use super::lesson::Lesson;
use crate::align::learn::{self, Example, Learned};
use crate::align::scorer::Scorer;
use crate::candidates::Candidates;
use crate::decisions::{Anchor, Decision, Firmness, Held, Origin, Reviewer, Standing, Subject, Verdict, Weight};
use crate::evaluate::{self, KeyPair, Predictions};
use crate::ids::ClauseRef;

/// Screens of review after which a series is traced again.
pub const STOPS: [usize; 6] = [10, 25, 50, 75, 100, 150];

/// A series traced again after a review.
#[derive(Clone, Debug, PartialEq)]
pub struct Retraced {
    /// Screens that were answered before.
    pub screens: usize,
    /// F1 by the scorer as it is, verdicts taken as given.
    pub f1: f64,
    /// The same by the scorer that learned from the verdicts; as `f1` where it was not better on what was left out.
    pub relearned: f64,
    /// The same by the best change, whether it was better or not.
    pub forced: f64,
    /// What was learned.
    pub learned: Learned,
}

/// Traces a lesson again after each of [`STOPS`].
///
/// Each document pair is linked by a scorer that has not seen its gold; the verdicts on all of them teach one change,
/// each pair being scored for it by that same scorer.
pub(super) fn retraced(lessons: &[Lesson], number: usize, base: &Leave) -> Vec<Retraced> {
    let lesson = &lessons[number];
    let keys = lesson.gold.pairs.iter().copied();
    let folds: Vec<(KeyPair, Scorer)> = keys
        .map(|held_out| {
            let pair = Some((number, held_out));
            (held_out, scorer(lessons, &Leave { pair, ..base.clone() }))
        })
        .collect();
    let before = joined(lesson, &folds, &Standing::default());
    let f1 = |folds: &[(KeyPair, Scorer)], standing: &Standing| {
        evaluate::evaluate(&lesson.gold, &joined(lesson, folds, standing))
            .links
            .f1()
    };
    STOPS
        .into_iter()
        .map(|screens| {
            let standing = standing(evaluate::answers(&lesson.gold, &before, screens));
            let learned = learn::learn(examples(lesson, &folds, &standing));
            let changed = |change: &dyn Fn(&Scorer) -> Scorer| -> Vec<(KeyPair, Scorer)> {
                folds.iter().map(|(keys, scorer)| (*keys, change(scorer))).collect()
            };
            Retraced {
                screens,
                f1: f1(&folds, &standing),
                relearned: f1(&changed(&|scorer| learned.adjusted(scorer)), &standing),
                forced: f1(&changed(&|scorer| learned.forced(scorer)), &standing),
                learned,
            }
        })
        .collect()
}

/// The links of every document pair by its own scorer.
fn joined(lesson: &Lesson, folds: &[(KeyPair, Scorer)], standing: &Standing) -> Predictions {
    let mut joined = Predictions::default();
    for (keys, scorer) in folds {
        let answer = decided(lesson, scorer, standing);
        let is_held_out = |old, new| keys_of(lesson, old, new) == Some(*keys);
        let links = answer.links.iter().filter(|l| is_held_out(l.old, l.new));
        joined.links.extend(links.copied());
        let scored = answer.ranking.iter().filter(|p| is_held_out(p.old, p.new));
        joined.ranking.extend(scored.copied());
        (joined.documents, joined.asked) = (answer.documents, answer.asked);
    }
    joined
}

/// The decided pairs of every document pair as its own scorer sees them.
fn examples(lesson: &Lesson, folds: &[(KeyPair, Scorer)], standing: &Standing) -> Vec<Example> {
    let mut all = Vec::new();
    for (keys, scorer) in folds {
        let held_out = lesson.candidates.blocks.iter().zip(&lesson.sheets);
        let blocks = held_out.filter(|(_, sheet)| sheet.keys == Some(*keys));
        let candidates = Candidates {
            blocks: blocks.map(|(block, _)| block.clone()).collect(),
        };
        let found = learn::examples(&lesson.features, &candidates, scorer, standing);
        all.extend(
            found
                .into_iter()
                .filter(|e| keys_of(lesson, e.old, e.new) == Some(*keys)),
        );
    }
    all
}

fn keys_of(lesson: &Lesson, old: ClauseRef, new: ClauseRef) -> Option<KeyPair> {
    let documents = (old.document_index(), new.document_index());
    let blocks = lesson.candidates.blocks.iter().zip(&lesson.sheets);
    let mut found = blocks.filter(|(block, _)| (block.old, block.new) == documents);
    found.find_map(|(_, sheet)| sheet.keys)
}

/// Verdicts as decisions that hold.
fn standing(verdicts: Vec<(ClauseRef, ClauseRef, bool)>) -> Standing {
    let held = verdicts.into_iter().map(|(old, new, is_same)| Held {
        decision: Decision {
            subject: Subject::Pair {
                old: Anchor::default(),
                new: Anchor::default(),
                verdict: if is_same { Verdict::Same } else { Verdict::Different },
            },
            by: Reviewer::Person(String::new()),
            on: None,
            note: None,
            origin: Origin::default(),
        },
        clauses: vec![old, new],
        firmness: Firmness::Exact,
        weight: Weight::Applied,
    });
    Standing {
        held: held.collect(),
        ..Standing::default()
    }
}
