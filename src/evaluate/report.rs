//! All metrics of one comparison.

use super::bcubed::{BCubed, bcubed};
use super::beads::{Beads, beads};
use super::bootstrap::{Intervals, intervals};
use super::breakdown::{Breakdown, breakdown};
use super::calibration::{Calibration, calibration};
use super::comparison::{Comparison, Coverage};
use super::counts::Counts;
use super::events::{EventTable, events};
use super::fates::{Direction, FateTable, fates};
use super::gold::{Gold, UnitPair};
use super::groups::{groups, members};
use super::predictions::Predictions;
use super::ranking::{Candidates, RecallAt, recall_at};
use super::review::{ReviewCurve, review};
use std::collections::BTreeSet;

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Keys of the documents in time order.
    pub keys: Vec<String>,
    /// Links over pairs of units.
    pub links: Counts,
    /// The same in parts.
    pub breakdown: Breakdown,
    /// Has a counterpart in an earlier document, or is new.
    pub new: FateTable,
    /// Has a counterpart in a later document, or is dropped.
    pub dropped: FateTable,
    /// Groups of linked units of two documents.
    pub beads: Beads,
    /// Groups of units over all documents.
    pub lineages: BCubed,
    /// What happened between two documents.
    pub events: EventTable,
    /// True partners among the first candidates, where a ranking was given.
    pub recall_at: Option<RecallAt>,
    /// Probabilities of links, related ones included.
    pub link_calibration: Option<Calibration>,
    /// Probabilities of all scored pairs, where a ranking was given.
    pub candidate_calibration: Option<Calibration>,
    /// F1 as a reviewer goes on, where a ranking was given.
    pub review: Option<ReviewCurve>,
    /// How far the main figures may move.
    pub intervals: Intervals,
    /// How well gold, clauses and text cover each other.
    pub coverage: Coverage,
    /// Predicted pairs that are wrong, by ids of units.
    pub wrong: Vec<(String, String)>,
    /// Gold pairs that were not found, by ids of units.
    pub missed: Vec<(String, String)>,
}

/// Measures predictions against a gold.
///
/// Total: documents that the predictions lack and units that are not found are named in [`Report::coverage`] and count
/// as missed.
///
/// # Complexity
/// n log n in units and links, apart from locating, which is linear in the texts.
pub fn evaluate(gold: &Gold, predictions: &Predictions) -> Report {
    let comparison = Comparison::new(gold, predictions);
    let counted = comparison.counted();
    let candidates = Candidates::new(&comparison);
    let table = |direction| FateTable::of(&fates(&comparison, direction));
    let names = |pairs: Vec<UnitPair>| {
        let name = |u: usize| gold.units[u].id.clone();
        pairs.into_iter().map(|(a, b)| (name(a), name(b))).collect()
    };
    Report {
        keys: gold.keys.clone(),
        links: Counts::of(&gold.same, &counted),
        breakdown: breakdown(&comparison),
        new: table(Direction::Earlier),
        dropped: table(Direction::Later),
        beads: beads(gold, &counted),
        lineages: lineages(&comparison, &counted),
        events: events(&comparison),
        recall_at: recall_at(&comparison, &candidates),
        link_calibration: calibration(&comparison, &comparison.linked),
        candidate_calibration: calibration(&comparison, &comparison.ranked),
        review: review(&comparison, &candidates),
        intervals: intervals(&comparison, &counted),
        wrong: names(counted.difference(&gold.same).copied().collect()),
        missed: names(gold.same.difference(&counted).copied().collect()),
        coverage: comparison.coverage,
    }
}

/// Compares lineages; where the predictions name none, the connected groups of the links stand in.
fn lineages(comparison: &Comparison<'_>, counted: &BTreeSet<UnitPair>) -> BCubed {
    let count = comparison.gold.units.len();
    let people = groups(count, &comparison.gold.same);
    if comparison.lineages.is_empty() {
        bcubed(&people, &members(&groups(count, counted)))
    } else {
        bcubed(&people, &comparison.lineages)
    }
}
