//! How sure a mean over decided pairs is, where those of one clause are not independent of each other.

use super::Example;
use crate::ids::ClauseRef;
use std::collections::BTreeSet;

/// The earlier clauses of examples, by number.
pub(super) struct Places {
    of_example: Vec<usize>,
    count: usize,
}

impl Places {
    pub(super) fn of(examples: &[Example]) -> Self {
        let clauses: BTreeSet<ClauseRef> = examples.iter().map(|example| example.old).collect();
        let clauses: Vec<ClauseRef> = clauses.into_iter().collect();
        let place = |example: &Example| clauses.partition_point(|clause| *clause < example.old);
        Self {
            of_example: examples.iter().map(place).collect(),
            count: clauses.len(),
        }
    }

    /// Mean of what a pair's loss fell by, and its standard error over the clauses.
    pub(super) fn difference(&self, before: &[f64], after: &[f64]) -> (f64, f64) {
        let pairs = before.len() as f64;
        let mut sums = vec![0.0; self.count];
        let mut sizes = vec![0.0; self.count];
        for (i, &place) in self.of_example.iter().enumerate() {
            sums[place] += before[i] - after[i];
            sizes[place] += 1.0;
        }
        let mean = sums.iter().sum::<f64>() / pairs;
        let squares: f64 = sums
            .iter()
            .zip(&sizes)
            .map(|(sum, size)| (sum - size * mean).powi(2))
            .sum();
        (mean, squares.sqrt() / pairs)
    }
}
