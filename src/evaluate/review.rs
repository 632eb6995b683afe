//! What a reviewer's time buys: F1 after each screen, simulated with the gold as the reviewer.

use super::comparison::Comparison;
use super::counts::Counts;
use super::gold::{UnitPair, ordered};
use super::ranking::Candidates;
use std::collections::BTreeSet;

/// Candidates shown on a screen for each other document; recall hardly grows beyond ten.
const SHOWN: usize = 10;

/// F1 of links after each screen; the first entry is before any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewCurve {
    /// F1, [0, 1].
    pub f1: Vec<f64>,
}

/// Simulates a reviewer who follows the queue and always answers as the gold does.
///
/// A screen shows one unit with its ten likeliest partners in each other document and the partners it was given; the
/// reviewer ticks the right ones. Screens come in the order of their doubt, the sum of p(1 − p) over what they show;
/// ties go to the unit that stands earlier. `None` where the predictions hold no ranking.
///
/// # Complexity
/// n log n in scored pairs.
pub(super) fn review(comparison: &Comparison<'_>, candidates: &Candidates) -> Option<ReviewCurve> {
    if comparison.ranked.is_empty() {
        return None;
    }
    let mut links = comparison.counted();
    let same = &comparison.gold.same;
    let mut counts = Counts::of(same, &links);
    let mut curve = vec![counts.f1()];
    for screen in queue(comparison, candidates) {
        for pair in screen {
            match (same.contains(&pair), links.contains(&pair)) {
                (true, false) => {
                    counts.right += 1;
                    counts.missed -= 1;
                    links.insert(pair);
                }
                (false, true) => {
                    counts.wrong -= 1;
                    links.remove(&pair);
                }
                _ => {}
            }
        }
        curve.push(counts.f1());
    }
    Some(ReviewCurve { f1: curve })
}

/// What each screen shows, most doubtful first.
fn queue(comparison: &Comparison<'_>, candidates: &Candidates) -> Vec<BTreeSet<UnitPair>> {
    let gold = comparison.gold;
    let mut given = vec![BTreeSet::new(); gold.units.len()];
    for &pair in &comparison.predicted {
        given[pair.0].insert(pair);
        given[pair.1].insert(pair);
    }
    let mut screens: Vec<(f64, BTreeSet<UnitPair>)> = given
        .into_iter()
        .enumerate()
        .map(|(unit, mut shown)| {
            let mut doubt = 0.0;
            for key in 0..gold.keys.len() {
                for &(p, partner) in candidates.of(unit, key).iter().take(SHOWN) {
                    doubt += p * (1.0 - p);
                    shown.insert(ordered(unit, partner));
                }
            }
            (doubt, shown)
        })
        .collect();
    screens.sort_by(|a, b| b.0.total_cmp(&a.0));
    screens.into_iter().map(|(_, shown)| shown).collect()
}
