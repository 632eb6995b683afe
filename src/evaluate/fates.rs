//! New and dropped: does a unit have a counterpart in any earlier, in any later document?

use super::comparison::Comparison;
use super::counts::{Counts, share};
use super::gold::{Gold, UnitPair};
use std::collections::BTreeSet;
use std::ops::AddAssign;

/// Which way to look for counterparts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards earlier documents: a unit without counterpart is new 新增.
    Earlier,
    /// Towards later documents: a unit without counterpart is dropped 未见后续.
    Later,
}

/// One unit's fate in the gold and in the prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// The unit.
    pub unit: usize,
    /// Whether the gold gives it a counterpart.
    pub in_gold: bool,
    /// Whether the prediction gives it a counterpart.
    pub predicted: bool,
}

/// How often gold and prediction agree on having a counterpart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FateTable {
    /// Both see a counterpart.
    pub both: usize,
    /// Only the gold sees one: wrongly called new or dropped.
    pub gold_only: usize,
    /// Only the prediction sees one: new or dropped, and not noticed.
    pub predicted_only: usize,
    /// Neither sees one.
    pub neither: usize,
}

impl FateTable {
    /// Counts fates.
    pub fn of(fates: &[Fate]) -> Self {
        let count = |gold, predicted| {
            let alike = fates.iter().filter(|f| (f.in_gold, f.predicted) == (gold, predicted));
            alike.count()
        };
        Self {
            both: count(true, true),
            gold_only: count(true, false),
            predicted_only: count(false, true),
            neither: count(false, false),
        }
    }

    /// Number of units.
    pub fn units(self) -> usize {
        self.both + self.gold_only + self.predicted_only + self.neither
    }

    /// Share of units with the right answer, [0, 1].
    pub fn accuracy(self) -> f64 {
        share(self.both + self.neither, self.units())
    }

    /// How well "has no counterpart" (new, dropped) is told.
    pub fn without(self) -> Counts {
        Counts {
            right: self.neither,
            wrong: self.gold_only,
            missed: self.predicted_only,
        }
    }

    /// How well "has a counterpart" is told.
    pub fn with(self) -> Counts {
        Counts {
            right: self.both,
            wrong: self.predicted_only,
            missed: self.gold_only,
        }
    }

    /// Mean of the F1 of the two answers, [0, 1].
    pub fn macro_f1(self) -> f64 {
        f64::midpoint(self.with().f1(), self.without().f1())
    }
}

impl AddAssign for FateTable {
    fn add_assign(&mut self, other: Self) {
        self.both += other.both;
        self.gold_only += other.gold_only;
        self.predicted_only += other.predicted_only;
        self.neither += other.neither;
    }
}

/// Tells each unit's fate; units that could have none, and units without counterpart but in neutral pairs, are left out.
///
/// Agrees with score.py: all predicted pairs count here, neutral ones included. Where people judged pair by pair, only
/// what they judged counts: a unit of which they decided nothing that way is left out.
///
/// # Complexity
/// n log n in units and pairs.
pub fn fates(comparison: &Comparison<'_>, direction: Direction) -> Vec<Fate> {
    let gold = comparison.gold;
    let found = |pairs: &BTreeSet<UnitPair>| with_counterpart(gold, pairs, direction);
    let (same, neutral) = (found(&gold.same), found(&gold.neutral));
    let (predicted, judged) = match &gold.different {
        None => (found(&comparison.predicted), vec![true; gold.units.len()]),
        Some(different) => (found(&comparison.counted()), found(different)),
    };
    let open: Vec<bool> = (0..gold.keys.len()).map(|key| can_have(gold, key, direction)).collect();
    (0..gold.units.len())
        .filter(|&u| open[gold.units[u].key] && (same[u] || judged[u] && !neutral[u]))
        .map(|unit| Fate {
            unit,
            in_gold: same[unit],
            predicted: predicted[unit],
        })
        .collect()
}

fn can_have(gold: &Gold, key: usize, direction: Direction) -> bool {
    gold.pairs.iter().any(|&(old, new)| match direction {
        Direction::Earlier => new == key && old < new,
        Direction::Later => old == key && old < new,
    })
}

fn with_counterpart(gold: &Gold, pairs: &BTreeSet<UnitPair>, direction: Direction) -> Vec<bool> {
    let mut has = vec![false; gold.units.len()];
    for &pair in pairs {
        let (old, new) = gold.in_time(pair);
        if gold.units[old].key != gold.units[new].key && gold.annotated(pair) {
            match direction {
                Direction::Earlier => has[new] = true,
                Direction::Later => has[old] = true,
            }
        }
    }
    has
}
