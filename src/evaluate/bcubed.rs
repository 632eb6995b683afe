//! Extended B-cubed: how well lineages group the units.

use super::groups::members;
use std::collections::BTreeSet;

/// Extended B-cubed precision and recall.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BCubed {
    /// How pure the predicted lineages are, [0, 1].
    pub precision: f64,
    /// How completely the gold's lineages are held together, [0, 1].
    pub recall: f64,
}

impl BCubed {
    /// Harmonic mean, [0, 1].
    pub fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 {
            2.0 * self.precision * self.recall / sum
        } else {
            0.0
        }
    }
}

/// Compares predicted lineages, which may overlap, with the gold's groups.
///
/// `gold` numbers each unit's group; `predicted` lists the units of each lineage, sorted. A unit in no lineage stands
/// alone. Alone units count: a method that links nothing has precision 1.
///
/// # Method
/// E. Amigó, J. Gonzalo, J. Artiles, F. Verdejo (2009), A comparison of extrinsic clustering evaluation metrics based
/// on formal constraints, extended B-cubed for overlapping clusters: for each unit the mean of min(shared lineages,
/// shared groups) / shared lineages over all units that share a lineage with it, and recall the other way round.
///
/// # Complexity
/// Sum over units of the smaller of its lineage and its group: quadratic only where both are large.
pub(super) fn bcubed(gold: &[usize], predicted: &[Vec<usize>]) -> BCubed {
    let gold_groups = Memberships::new(gold.len(), members(gold));
    let lineages = Memberships::new(gold.len(), predicted.to_vec());
    BCubed {
        precision: multiplicity(&lineages, &gold_groups),
        recall: multiplicity(&gold_groups, &lineages),
    }
}

struct Memberships {
    members: Vec<Vec<usize>>,
    of_unit: Vec<Vec<usize>>,
}

impl Memberships {
    fn new(units: usize, mut members: Vec<Vec<usize>>) -> Self {
        let placed: BTreeSet<usize> = members.iter().flatten().copied().collect();
        members.extend((0..units).filter(|u| !placed.contains(u)).map(|u| vec![u]));
        let mut of_unit = vec![Vec::new(); units];
        for (group, units) in members.iter().enumerate() {
            for &unit in units {
                of_unit[unit].push(group);
            }
        }
        Self { members, of_unit }
    }

    fn shared(&self, a: usize, b: usize) -> usize {
        let of_b = &self.of_unit[b];
        self.of_unit[a].iter().filter(|g| of_b.contains(g)).count()
    }

    /// Most units that `unit` can share a group with; an upper bound where its groups overlap.
    fn reach(&self, unit: usize) -> usize {
        self.of_unit[unit].iter().map(|&g| self.members[g].len()).sum()
    }

    /// Units that share a group with `unit`, itself included.
    fn companions(&self, unit: usize) -> BTreeSet<usize> {
        let groups = self.of_unit[unit].iter();
        groups.flat_map(|&g| self.members[g].iter().copied()).collect()
    }

    /// Number of companions.
    fn company(&self, unit: usize) -> usize {
        match self.of_unit[unit].as_slice() {
            [only] => self.members[*only].len(),
            _ => self.companions(unit).len(),
        }
    }
}

/// Mean over units of the mean over their companions of the share of companionship that `other` confirms.
fn multiplicity(own: &Memberships, other: &Memberships) -> f64 {
    let units = own.of_unit.len();
    let total: f64 = (0..units)
        .map(|unit| confirmed(unit, own, other) / own.company(unit) as f64)
        .sum();
    total / units.max(1) as f64
}

/// Only companions on both sides add anything, so the side with fewer is gone through.
fn confirmed(unit: usize, own: &Memberships, other: &Memberships) -> f64 {
    let fewer = if own.reach(unit) <= other.reach(unit) {
        own
    } else {
        other
    };
    let met = fewer.companions(unit).into_iter().filter_map(|companion| {
        let shared = own.shared(unit, companion);
        let kept = shared.min(other.shared(unit, companion));
        (shared > 0).then(|| kept as f64 / shared as f64)
    });
    met.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(gold: &[usize], predicted: &[&[usize]], expect: (f64, f64)) {
        let predicted: Vec<Vec<usize>> = predicted.iter().map(|l| l.to_vec()).collect();
        let found = bcubed(gold, &predicted);
        assert!((found.precision - expect.0).abs() < 1e-12, "{found:?}");
        assert!((found.recall - expect.1).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn agrees_with_counting_by_hand() {
        check(&[0, 0, 1], &[&[0, 1], &[2]], (1.0, 1.0));
        check(&[0, 0, 1], &[], (1.0, 2.0 / 3.0));
        check(
            &[0, 0, 1],
            &[&[0, 1, 2]],
            ((2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0) / 3.0, 1.0),
        );
        // A pair put together twice where the gold has it once: each meeting counts for half.
        check(&[0, 0], &[&[0, 1], &[0, 1]], ((0.5 + 0.5) / 2.0, 1.0));
        check(&[], &[], (0.0, 0.0));
    }
}
