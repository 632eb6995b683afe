//! Concepts that both sides name: the built-in lexicon's, and the series' codebook's where it has one.

use super::Pairs;
use crate::features::bag::{Row, dot};

/// Weight of the rarest shared built-in concept, over 5.
pub(super) fn rarest(pairs: &Pairs<'_>) -> Vec<f32> {
    let weights = &pairs.features.concept_weights;
    pairs.each(|old, new| {
        shared(&old.concepts.row, &new.concepts.row)
            .map(|c| weights[c])
            .fold(0.0, f32::max)
            / 5.0
    })
}

/// `ln(1 + weight of the shared codebook concepts)`.
pub(super) fn codebook_shared(pairs: &Pairs<'_>) -> Vec<f32> {
    let weights = &pairs.features.codebook_weights;
    pairs.each(|old, new| {
        shared(&old.codebook.row, &new.codebook.row)
            .map(|c| weights[c])
            .sum::<f32>()
            .ln_1p()
    })
}

/// Cosine of the codebook concepts.
pub(super) fn codebook_cosine(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.codebook.row, &new.codebook.row))
}

/// Concepts that both rows hold, ascending.
fn shared<'r>(a: &'r Row, b: &'r Row) -> impl Iterator<Item = usize> + 'r {
    let both = |(concept, _): &&(u32, f32)| b.binary_search_by_key(concept, |e| e.0).is_ok();
    a.iter().filter(both).map(|(concept, _)| *concept as usize)
}
