//! Beads: which units of two documents belong together as one group, judged as in sentence alignment.

use super::counts::{Counts, share};
use super::gold::{Gold, UnitPair};
use super::groups::groups;
use std::collections::{BTreeMap, BTreeSet};

/// Strict and lax scores of beads over all annotated document pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Beads {
    /// A bead is right where the gold has exactly the same one.
    pub strict: Counts,
    /// Share of predicted beads that meet a gold bead on both sides, [0, 1].
    pub lax_precision: f64,
    /// Share of gold beads that a predicted bead meets on both sides, [0, 1].
    pub lax_recall: f64,
}

impl Beads {
    /// Harmonic mean of the lax precision and recall, [0, 1].
    pub fn lax_f1(&self) -> f64 {
        let sum = self.lax_precision + self.lax_recall;
        if sum > 0.0 {
            2.0 * self.lax_precision * self.lax_recall / sum
        } else {
            0.0
        }
    }
}

/// Units of one bead, sorted.
type Bead = Vec<usize>;

/// Compares the beads of two sets of pairs.
///
/// # Method
/// A bead is a connected group of linked units of one document pair (1–1, 1–n, n–m); units without link form none.
/// Strict and lax as in R. Sennrich, M. Volk (2010), MT-based sentence alignment for OCR-generated parallel texts.
///
/// # Complexity
/// n log n in pairs for each document pair.
pub(super) fn beads(gold: &Gold, predicted: &BTreeSet<UnitPair>) -> Beads {
    let (ours, theirs) = (all(gold, predicted), all(gold, &gold.same));
    let met = |side: &BTreeSet<Bead>, pairs: &BTreeSet<UnitPair>| meeting(gold, side, pairs);
    Beads {
        strict: Counts::of(&theirs, &ours),
        lax_precision: share(met(&ours, &gold.same), ours.len()),
        lax_recall: share(met(&theirs, predicted), theirs.len()),
    }
}

fn all(gold: &Gold, pairs: &BTreeSet<UnitPair>) -> BTreeSet<Bead> {
    let mut by_documents: BTreeMap<_, Vec<UnitPair>> = BTreeMap::new();
    for &pair in pairs.iter().filter(|p| gold.annotated(**p)) {
        by_documents.entry(gold.keys_of(pair)).or_default().push(pair);
    }
    by_documents.values().flat_map(|pairs| connected(pairs)).collect()
}

fn connected(pairs: &[UnitPair]) -> Vec<Bead> {
    let units: BTreeSet<usize> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    let units: Vec<usize> = units.into_iter().collect();
    let at = |unit| units.binary_search(&unit).expect("every unit of a pair was gathered");
    let local: Vec<UnitPair> = pairs.iter().map(|&(a, b)| (at(a), at(b))).collect();
    let members = super::groups::members(&groups(units.len(), &local));
    members
        .into_iter()
        .map(|bead| bead.into_iter().map(|i| units[i]).collect())
        .collect()
}

/// How many beads share a unit of either document with one and the same bead of the other side.
fn meeting(gold: &Gold, beads: &BTreeSet<Bead>, other: &BTreeSet<UnitPair>) -> usize {
    let mut home: BTreeMap<(usize, (usize, usize)), usize> = BTreeMap::new();
    for (number, bead) in all(gold, other).iter().enumerate() {
        let documents = documents_of(gold, bead);
        home.extend(bead.iter().map(|&unit| ((unit, documents), number)));
    }
    let meets = |bead: &&Bead| {
        let documents = documents_of(gold, bead);
        let homes = |key| {
            let units = bead.iter().filter(move |u| gold.units[**u].key == key);
            units.filter_map(|&u| home.get(&(u, documents)).copied())
        };
        let olds: BTreeSet<usize> = homes(documents.0).collect();
        homes(documents.1).any(|number| olds.contains(&number))
    };
    beads.iter().filter(meets).count()
}

fn documents_of(gold: &Gold, bead: &Bead) -> (usize, usize) {
    let keys = bead.iter().map(|&u| gold.units[u].key);
    (keys.clone().min().unwrap_or(0), keys.max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::sample::two_documents;

    fn check(same: &[UnitPair], predicted: &[UnitPair], strict: (usize, usize, usize), lax: (f64, f64)) {
        let gold = two_documents(4, same);
        let found = beads(&gold, &predicted.iter().copied().collect());
        let counts = found.strict;
        assert_eq!((counts.right, counts.wrong, counts.missed), strict);
        assert_eq!((found.lax_precision, found.lax_recall), lax);
    }

    #[test]
    fn strict_wants_the_whole_bead_and_lax_a_part() {
        check(&[(0, 4), (0, 5), (1, 6)], &[(0, 4), (1, 6)], (1, 1, 1), (1.0, 1.0));
        check(&[(0, 4)], &[(0, 5)], (0, 1, 1), (0.0, 0.0));
        check(&[(0, 4), (1, 5)], &[(0, 5), (1, 4)], (0, 1 + 1, 2), (0.0, 0.0));
        check(&[], &[(0, 4)], (0, 1, 0), (0.0, 0.0));
        check(&[(2, 7)], &[(2, 7)], (1, 0, 0), (1.0, 1.0));
    }
}
