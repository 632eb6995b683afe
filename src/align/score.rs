//! Scores all candidate pairs of a series.

use super::scorer::{Codebook, Judge, Scorer, revised};
use super::signals::{self, Pairs};
use crate::candidates::{Block, Candidates};
use crate::features::Features;
use rayon::prelude::*;

/// The candidate pairs of two documents with their probabilities.
pub struct Scored {
    /// Calibrated probability of each pair, in the block's order.
    pub probabilities: Vec<f64>,
    /// The scorer as blended for these two documents.
    pub judge: Judge,
    /// Signal rows of the pairs.
    pub rows: Vec<Vec<f32>>,
}

/// Scores the candidate pairs of two documents.
///
/// # Complexity
/// Linear in the number of pairs times the comma-level parts of both sides.
pub fn score(features: &Features, block: &Block, scorer: &Scorer) -> Scored {
    let pairs = Pairs::new(features, block);
    let codebook = if features.codebook_weights.is_empty() {
        Codebook::Absent
    } else {
        Codebook::Present
    };
    let judge = scorer.judge(revised(pairs.revised_share()), codebook);
    let rows = signals::rows(&pairs);
    Scored {
        probabilities: rows.iter().map(|row| judge.probability(row)).collect(),
        judge,
        rows,
    }
}

/// Probabilities of all candidate pairs, block by block.
pub fn probabilities(features: &Features, candidates: &Candidates, scorer: &Scorer) -> Vec<Vec<f64>> {
    candidates
        .blocks
        .par_iter()
        .map(|block| score(features, block, scorer).probabilities)
        .collect()
}
