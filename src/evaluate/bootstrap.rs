//! How far the figures would move on another sample of measures.

use super::comparison::Comparison;
use super::counts::Counts;
use super::fates::{Direction, FateTable, fates};
use super::gold::UnitPair;
use super::groups::groups;
use std::collections::BTreeSet;

/// Resamples drawn; at a thousand the ends of a 95 % interval move by less than a third of a point on the dev gold.
pub const RESAMPLES: usize = 1000;

/// Any fixed number: the same input must give the same intervals.
pub(super) const SEED: u64 = 2016;

/// Range that holds the middle 95 % of the resamples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// 95 % intervals of the main figures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Intervals {
    /// Precision of links.
    pub precision: Interval,
    /// Recall of links.
    pub recall: Interval,
    /// F1 of links.
    pub f1: Interval,
    /// Macro-F1 of new.
    pub new_macro_f1: Interval,
    /// Macro-F1 of dropped.
    pub dropped_macro_f1: Interval,
    /// Number of groups that were drawn from.
    pub groups: usize,
}

/// What one group of units adds to the figures.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    links: Counts,
    new: FateTable,
    dropped: FateTable,
}

/// Draws whole measures with replacement, as many as there are, and looks where the figures fall.
///
/// # Method
/// Percentile bootstrap (B. Efron, R. Tibshirani 1993) over the connected groups of the gold: units of one lineage are
/// not independent of each other. A wrong link between two groups is counted with that of its older unit.
///
/// # Complexity
/// Groups times [`RESAMPLES`].
pub(super) fn intervals(comparison: &Comparison<'_>, counted: &BTreeSet<UnitPair>) -> Intervals {
    let shares = shares(comparison, counted);
    let mut random = SplitMix64(SEED);
    let draws: Vec<Share> = (0..RESAMPLES).map(|_| draw(&shares, &mut random)).collect();
    let interval = |figure: &dyn Fn(&Share) -> f64| middle(draws.iter().map(figure).collect());
    Intervals {
        precision: interval(&|s| s.links.precision()),
        recall: interval(&|s| s.links.recall()),
        f1: interval(&|s| s.links.f1()),
        new_macro_f1: interval(&|s| s.new.macro_f1()),
        dropped_macro_f1: interval(&|s| s.dropped.macro_f1()),
        groups: shares.len(),
    }
}

fn shares(comparison: &Comparison<'_>, counted: &BTreeSet<UnitPair>) -> Vec<Share> {
    let gold = comparison.gold;
    let group = groups(gold.units.len(), &gold.same);
    let mut shares = vec![Share::default(); group.iter().max().map_or(0, |m| m + 1)];
    for &pair in counted.union(&gold.same) {
        shares[group[gold.in_time(pair).0]].links += Counts::of_one(&pair, &gold.same, counted);
    }
    for fate in fates(comparison, Direction::Earlier) {
        shares[group[fate.unit]].new += FateTable::of(&[fate]);
    }
    for fate in fates(comparison, Direction::Later) {
        shares[group[fate.unit]].dropped += FateTable::of(&[fate]);
    }
    shares
}

fn draw(shares: &[Share], random: &mut SplitMix64) -> Share {
    let mut sum = Share::default();
    for _ in shares {
        let drawn = shares[random.below(shares.len())];
        sum.links += drawn.links;
        sum.new += drawn.new;
        sum.dropped += drawn.dropped;
    }
    sum
}

/// Cuts 2.5 % off either end.
pub(super) fn middle(mut figures: Vec<f64>) -> Interval {
    figures.sort_by(f64::total_cmp);
    let cut = figures.len() / 40;
    Interval {
        low: figures.get(cut).copied().unwrap_or(0.0),
        high: figures.iter().rev().nth(cut).copied().unwrap_or(0.0),
    }
}

/// A small generator with a fixed stream, so that no crate's next version can move the intervals.
///
/// # Method
/// G. L. Steele, D. Lea, C. H. Flood (2014), Fast splittable pseudorandom number generators.
pub(super) struct SplitMix64(pub(super) u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`; the bias of the multiplication is below 2⁻⁴⁰ for any number of groups here.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.next()) * bound as u128;
        usize::try_from(wide >> 64).expect("the high half of a product with a usize fits one")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::predictions::Predictions;
    use crate::evaluate::sample::two_documents;

    fn check(same: &[UnitPair], predicted: &[UnitPair], holds: impl Fn(Interval) -> bool) {
        let gold = two_documents(20, same);
        let mut comparison = Comparison::new(&gold, &Predictions::default());
        comparison.predicted = predicted.iter().copied().collect();
        let found = intervals(&comparison, &comparison.predicted);
        assert!(holds(found.f1), "{found:?}");
        assert_eq!(found, intervals(&comparison, &comparison.predicted), "fixed stream");
    }

    #[test]
    fn intervals_hold_the_figure_and_widen_with_doubt() {
        let same: Vec<UnitPair> = (0..20).map(|i| (i, i + 20)).collect();
        check(&same, &same, |f1| f1 == Interval { low: 1.0, high: 1.0 });
        check(&same, &same[..10], |f1| f1.low < 2.0 / 3.0 && f1.high > 2.0 / 3.0);
        check(&same, &[], |f1| f1 == Interval::default());
    }

    #[test]
    fn the_generator_is_the_published_one() {
        // First outputs for seed 1234567, as published with the reference implementation.
        let mut random = SplitMix64(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }
}
