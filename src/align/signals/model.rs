//! What the series' own embedding model says: an optional signal, 0 without one.

use super::{Pairs, margin};

/// Name of the signal; only the layer of the same name reads it.
pub const NAME: &str = "model-margin";

/// Twice the cosine of the two clauses' embeddings less the mean of the best three of the old and of the new side.
///
/// As a margin, not as a cosine: how near unlike texts lie differs from model to model, how far a true partner stands
/// out much less.
pub(super) fn margin(pairs: &Pairs<'_>) -> Vec<f32> {
    let Some(embeddings) = &pairs.features.embeddings else {
        return vec![0.0; pairs.len()];
    };
    let cosine = |&(old, new): &(u32, u32)| embeddings.cosine(old as usize, new as usize);
    margin::both_sides(pairs, &pairs.pairs.iter().map(cosine).collect::<Vec<_>>())
}
