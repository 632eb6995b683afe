//! All metrics of one comparison.

use super::breakdown::{Breakdown, breakdown};
use super::comparison::{Comparison, Coverage};
use super::counts::Counts;
use super::fates::{Direction, FateTable, fates};
use super::gold::{Gold, UnitPair};
use super::predictions::Predictions;

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
        wrong: names(counted.difference(&gold.same).copied().collect()),
        missed: names(gold.same.difference(&counted).copied().collect()),
        coverage: comparison.coverage,
    }
}
