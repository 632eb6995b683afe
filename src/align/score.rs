//! Scores all candidate pairs of a series.

use super::scorer::{Judge, Scorer, World, revised, silence_tells};
use super::signals::{self, Pairs};
use crate::candidates::{Block, Candidates};
use crate::features::Features;
use rayon::prelude::*;

/// The candidate pairs of two documents with their probabilities.
pub struct Scored {
    /// Calibrated probability of each pair, in the block's order.
    pub probabilities: Vec<f64>,
    /// The scorer as blended for these two documents: for pairs of which the codebook is silent, and for all others.
    judges: [Judge; 2],
    /// Whether the codebook speaks of both sides of each pair.
    covered: Vec<bool>,
    /// Signal rows of the pairs.
    pub rows: Vec<Vec<f32>>,
}

impl Scored {
    /// The scorer as blended for a pair.
    pub fn judge(&self, pair: usize) -> &Judge {
        &self.judges[usize::from(self.covered[pair])]
    }

    /// Calibrated probability from which a pair is linked; the same for all pairs of two documents.
    pub fn threshold(&self) -> f64 {
        self.judges[0].threshold
    }
}

/// Scores the candidate pairs of two documents.
///
/// Where the codebook is silent of a side, its layer has a say only if it covers most of the two documents: a full
/// codebook's silence tells, that of a few concepts must do no harm.
///
/// # Complexity
/// Linear in the number of pairs times the comma-level parts of both sides.
pub fn score(features: &Features, block: &Block, scorer: &Scorer) -> Scored {
    let pairs = Pairs::new(features, block);
    let revised = revised(pairs.revised_share());
    let mut scored = Scored {
        probabilities: Vec::new(),
        judges: [silence_tells(pairs.coverage()), 1.0].map(|codebook| {
            scorer.judge(World {
                revised,
                codebook,
                modelled: pairs.modelled(),
            })
        }),
        covered: (0..pairs.len()).map(|pair| pairs.covered(pair)).collect(),
        rows: signals::rows(&pairs),
    };
    let rows = scored.rows.iter().enumerate();
    scored.probabilities = rows.map(|(pair, row)| scored.judge(pair).probability(row)).collect();
    scored
}

/// Probabilities of all candidate pairs, block by block.
pub fn probabilities(features: &Features, candidates: &Candidates, scorer: &Scorer) -> Vec<Vec<f64>> {
    candidates
        .blocks
        .par_iter()
        .map(|block| score(features, block, scorer).probabilities)
        .collect()
}
