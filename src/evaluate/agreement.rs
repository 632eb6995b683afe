//! How far two coders agree: the ceiling of what any method can reach on their gold.

use super::counts::Counts;
use super::gold::{Gold, KeyPair, UnitPair, ordered};
use std::collections::{BTreeMap, BTreeSet};

/// Agreement of two gold files on the same units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// The first gold taken as truth, the second as answer; F1 is the same either way.
    pub links: Counts,
    /// Pairs of units that either could have linked and neither left neutral.
    pub items: usize,
}

impl Agreement {
    /// Cohen's κ, [-1, 1]; `None` where neither coder varies.
    ///
    /// # Method
    /// J. Cohen (1960), A coefficient of agreement for nominal scales. Nearly all pairs of units are unlinked, so κ is
    /// close to the F1 of links here; see G. Hripcsak, A. Rothschild (2005).
    pub fn kappa(&self) -> Option<f64> {
        let n = self.items as f64;
        let (first, second) = (self.links.gold() as f64, self.links.predicted() as f64);
        let expected = (first * second + (n - first) * (n - second)) / (n * n);
        (expected < 1.0).then(|| 1.0 - (self.disagreement() / (1.0 - expected)))
    }

    /// Krippendorff's α for two coders and two values, at most 1; `None` where nobody varies.
    ///
    /// # Method
    /// K. Krippendorff (2004), Content analysis, chapter 11: 1 − observed / expected disagreement.
    pub fn alpha(&self) -> Option<f64> {
        let values = 2.0 * self.items as f64;
        let linked = (self.links.gold() + self.links.predicted()) as f64;
        let expected = 2.0 * linked * (values - linked) / (values * (values - 1.0));
        (expected > 0.0).then(|| 1.0 - self.disagreement() / expected)
    }

    fn disagreement(&self) -> f64 {
        (self.links.wrong + self.links.missed) as f64 / self.items as f64
    }
}

/// Compares two codings of the same units; units and document pairs that only one has are left out.
///
/// Units are matched by id, documents by key. A pair that either coder left neutral is no item.
///
/// # Complexity
/// n log n in units and pairs.
pub fn agreement(first: &Gold, second: &Gold) -> Agreement {
    let shared = Shared::new(first, second);
    let (mut ours, mut theirs) = (shared.own(&first.same), shared.translated(second, &second.same));
    let mut neutral = shared.own(&first.neutral);
    neutral.extend(shared.translated(second, &second.neutral));
    ours.retain(|p| !neutral.contains(p));
    theirs.retain(|p| !neutral.contains(p));
    Agreement {
        links: Counts::of(&ours, &theirs),
        items: shared.possible() - neutral.len(),
    }
}

/// What both coders looked at, in the positions of the first.
struct Shared<'g> {
    first: &'g Gold,
    units: BTreeSet<usize>,
    by_id: BTreeMap<&'g str, usize>,
    pairs: BTreeSet<KeyPair>,
}

impl<'g> Shared<'g> {
    fn new(first: &'g Gold, second: &Gold) -> Self {
        let theirs: BTreeSet<&str> = second.units.iter().map(|u| u.id.as_str()).collect();
        let named = first.units.iter().enumerate().map(|(i, u)| (u.id.as_str(), i));
        let by_id: BTreeMap<&str, usize> = named.filter(|(id, _)| theirs.contains(id)).collect();
        let key = |k: usize| first.keys.binary_search(&second.keys[k]).ok();
        let common = second
            .pairs
            .iter()
            .filter_map(|&(a, b)| Some(ordered(key(a)?, key(b)?)));
        Self {
            first,
            units: by_id.values().copied().collect(),
            by_id,
            pairs: common.filter(|p| first.pairs.contains(p)).collect(),
        }
    }

    fn own(&self, pairs: &BTreeSet<UnitPair>) -> BTreeSet<UnitPair> {
        pairs.iter().copied().filter(|&p| self.holds(p)).collect()
    }

    fn translated(&self, second: &Gold, pairs: &BTreeSet<UnitPair>) -> BTreeSet<UnitPair> {
        let at = |u: usize| self.by_id.get(second.units[u].id.as_str()).copied();
        let found = pairs.iter().filter_map(|&(a, b)| Some(ordered(at(a)?, at(b)?)));
        found.filter(|&p| self.holds(p)).collect()
    }

    fn holds(&self, pair: UnitPair) -> bool {
        self.units.contains(&pair.0) && self.units.contains(&pair.1) && self.pairs.contains(&self.first.keys_of(pair))
    }

    fn possible(&self) -> usize {
        let mut sizes = vec![0; self.first.keys.len()];
        for &unit in &self.units {
            sizes[self.first.units[unit].key] += 1;
        }
        let pairs = self.pairs.iter().filter(|(a, b)| a != b);
        pairs.map(|&(a, b)| sizes[a] * sizes[b]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::sample::two_documents;

    fn check(first: &[UnitPair], second: &[UnitPair], kappa: Option<f64>, alpha: Option<f64>) {
        let found = agreement(&two_documents(2, first), &two_documents(2, second));
        assert_eq!(found.items, 4);
        for (found, expect) in [(found.kappa(), kappa), (found.alpha(), alpha)] {
            assert_eq!(found.is_some(), expect.is_some(), "{found:?}");
            assert!(
                (found.unwrap_or(0.0) - expect.unwrap_or(0.0)).abs() < 1e-12,
                "{found:?}"
            );
        }
    }

    #[test]
    fn agrees_with_counting_by_hand() {
        check(&[(0, 2)], &[(0, 2)], Some(1.0), Some(1.0));
        check(&[], &[], None, None);
        // Two of four items differ; each coder links one: expected by chance (1 + 9) / 16, and 2·2·6 / (8·7).
        check(
            &[(0, 2)],
            &[(1, 3)],
            Some(1.0 - 0.5 / 0.375),
            Some(1.0 - 0.5 / (24.0 / 56.0)),
        );
        check(
            &[(0, 2), (1, 3)],
            &[(0, 2)],
            Some(1.0 - 0.25 / 0.5),
            Some(1.0 - 0.25 / (30.0 / 56.0)),
        );
    }

    /// `sklearn.metrics.cohen_kappa_score` (scikit-learn 1.9.1) and `krippendorff.alpha` (krippendorff 0.9.0) on the
    /// table 1, 0 / 1, 2.
    #[test]
    fn agrees_with_established_packages() {
        check(&[(0, 2), (1, 3)], &[(0, 2)], Some(0.5), Some(0.533_333_333_333_333_3));
    }
}
