//! Margins: how far a pair stands above the best rivals, so that general clauses, near to everything, gain nothing.
//!
//! # Method
//! CSLS (Conneau et al. 2018, "Word translation without parallel data") with k = 3.

use super::{Pairs, wording};

/// Rivals that a margin is taken against.
pub(super) const RIVALS: usize = 3;

/// Twice the wording in context less the mean of the best three of the old and of the new side.
pub(super) fn in_context(pairs: &Pairs<'_>) -> Vec<f32> {
    both_sides(pairs, pairs.in_context())
}

/// Twice the wording less the means of the best three.
pub(super) fn wording(pairs: &Pairs<'_>) -> Vec<f32> {
    both_sides(pairs, pairs.wording())
}

/// The likeness less the smaller of the two means of the best three.
pub(super) fn likeness(pairs: &Pairs<'_>) -> Vec<f32> {
    let likeness = wording::likeness(pairs);
    let (old, new) = best_means(pairs, &likeness);
    (0..pairs.len()).map(|p| likeness[p] - old[p].min(new[p])).collect()
}

pub(super) fn both_sides(pairs: &Pairs<'_>, values: &[f32]) -> Vec<f32> {
    let (old, new) = best_means(pairs, values);
    (0..pairs.len()).map(|p| 2.0 * values[p] - old[p] - new[p]).collect()
}

/// For each pair the mean of the best three values of its old unit and of its new unit.
fn best_means(pairs: &Pairs<'_>, values: &[f32]) -> (Vec<f32>, Vec<f32>) {
    fn spread<'r>(values: &[f32], runs: impl Iterator<Item = &'r [usize]>) -> Vec<f32> {
        let (mut out, mut best) = (vec![0.0; values.len()], Vec::new());
        for run in runs {
            best.clear();
            best.extend(run.iter().map(|&p| values[p]));
            best.sort_unstable_by(|a, b| b.total_cmp(a));
            best.truncate(RIVALS);
            let mean = best.iter().sum::<f32>() / best.len().max(1) as f32;
            run.iter().for_each(|&p| out[p] = mean);
        }
        out
    }
    (spread(values, pairs.runs_of_old()), spread(values, pairs.runs_of_new()))
}
