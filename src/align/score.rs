//! Scores all candidate pairs of a series: signals, first layer, context, second layer.

use super::context::Context;
use super::scorer::Scorer;
use super::signals::{self, Pairs};
use crate::candidates::{Block, Candidates};
use crate::features::Features;
use rayon::prelude::*;

/// All candidate pairs with their probabilities, in the candidates' order.
#[derive(Clone, Debug, Default)]
pub struct Scored {
    /// Unit numbers (old, new).
    pub pairs: Vec<(u32, u32)>,
    /// Calibrated probability of each pair.
    pub probabilities: Vec<f64>,
    /// Second-layer rows, for the explanation.
    pub context: Vec<Vec<f32>>,
    /// Log odds of the first layer.
    pub first: Vec<f32>,
    /// Where each block's pairs begin; one more at the end.
    pub starts: Vec<usize>,
}

/// Scores every candidate pair.
///
/// # Complexity
/// Linear in the number of pairs and the lengths of their texts.
pub fn score(features: &Features, candidates: &Candidates, scorer: &Scorer) -> Scored {
    let first = first_stage(features, candidates, |row| scorer.first.log_odds(row) as f32);
    let pairs: Vec<(u32, u32)> = candidates.blocks.iter().flat_map(|b| b.pairs.iter().copied()).collect();
    let context = Context::new(features, &pairs, &first);
    let rows: Vec<Vec<f32>> = pairs.par_iter().enumerate().map(|(number, &pair)| context.row(number, pair)).collect();
    let probabilities = rows.par_iter().map(|row| scorer.probability(row)).collect();
    Scored { probabilities, context: rows, first, starts: starts(candidates), pairs }
}

/// One value for each candidate pair from its signal row, in the candidates' order.
pub fn first_stage(features: &Features, candidates: &Candidates, value: impl Fn(&[f32]) -> f32 + Sync) -> Vec<f32> {
    // Blocks are scored whole, since ranks look at all pairs of two documents.
    let blocks: Vec<Vec<f32>> = candidates
        .blocks
        .par_iter()
        .map(|block| rows(features, block).iter().map(|row| value(row)).collect())
        .collect();
    blocks.concat()
}

/// Signal rows of one block.
pub fn rows(features: &Features, block: &Block) -> Vec<Vec<f32>> {
    let columns = signals::compute(&Pairs::new(features, block));
    (0..block.pairs.len()).map(|pair| columns.iter().map(|c| c[pair]).collect()).collect()
}

fn starts(candidates: &Candidates) -> Vec<usize> {
    let mut starts = vec![0];
    for block in &candidates.blocks {
        starts.push(starts[starts.len() - 1] + block.pairs.len());
    }
    starts
}
