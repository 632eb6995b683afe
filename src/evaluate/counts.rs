//! Precision, recall and F1 from counts.

use std::collections::BTreeSet;
use std::ops::AddAssign;

/// Right, wrong and missed answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Predicted and in the gold.
    pub right: usize,
    /// Predicted and not in the gold.
    pub wrong: usize,
    /// In the gold and not predicted.
    pub missed: usize,
}

impl Counts {
    /// Compares two sets of answers.
    pub fn of<T: Ord>(gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Self {
        let right = gold.intersection(predicted).count();
        Self {
            right,
            wrong: predicted.len() - right,
            missed: gold.len() - right,
        }
    }

    /// Looks up one answer in both sets.
    pub fn of_one<T: Ord>(answer: &T, gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Self {
        let (in_gold, is_predicted) = (gold.contains(answer), predicted.contains(answer));
        Self {
            right: usize::from(in_gold && is_predicted),
            wrong: usize::from(!in_gold && is_predicted),
            missed: usize::from(in_gold && !is_predicted),
        }
    }

    /// Number of answers in the gold.
    pub fn gold(self) -> usize {
        self.right + self.missed
    }

    /// Number of answers given.
    pub fn predicted(self) -> usize {
        self.right + self.wrong
    }

    /// Share of the answers given that are right, [0, 1]; 0 where none was given.
    pub fn precision(self) -> f64 {
        share(self.right, self.predicted())
    }

    /// Share of the gold that was found, [0, 1]; 0 where the gold is empty.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold())
    }

    /// Harmonic mean of precision and recall, [0, 1] (van Rijsbergen 1979).
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.predicted() + self.gold())
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

/// `part` of `whole`, [0, 1]; 0 of nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(gold: &[u8], predicted: &[u8], expect: (f64, f64, f64)) {
        let counts = Counts::of(&gold.iter().collect(), &predicted.iter().collect());
        assert_eq!((counts.precision(), counts.recall(), counts.f1()), expect);
    }

    #[test]
    fn counts_agree_with_the_definitions() {
        check(&[1, 2, 3, 4], &[1, 2, 9], (2.0 / 3.0, 0.5, 4.0 / 7.0));
        check(&[1], &[1], (1.0, 1.0, 1.0));
        check(&[1], &[], (0.0, 0.0, 0.0));
        check(&[], &[1], (0.0, 0.0, 0.0));
        check(&[], &[], (0.0, 0.0, 0.0));
    }
}
