//! Concepts that both sides name: the built-in lexicon's, and the series' codebook's where it has one.

use super::Pairs;
use super::overlap::{for_shared, shared};
use crate::features::{ConceptRow, bag::dot};

/// Weight at which the rarest shared concept counts 1.
const RARE_WEIGHT: f32 = 5.0;

/// Cosine of the built-in concepts.
pub(super) fn cosine(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.concepts.row, &new.concepts.row))
}

/// Weight of the shared built-in concepts over the smaller side's.
pub(super) fn containment(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| contained(&old.concepts, &new.concepts, &pairs.features.concept_weights))
}

/// Weight of the rarest shared built-in concept.
pub(super) fn rarest(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| rarest_of(&old.concepts, &new.concepts, &pairs.features.concept_weights))
}

/// Cosine of the codebook's concepts.
pub(super) fn codebook_cosine(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.codebook.row, &new.codebook.row))
}

/// Weight of the shared codebook concepts over the smaller side's.
pub(super) fn codebook_containment(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| contained(&old.codebook, &new.codebook, &pairs.features.codebook_weights))
}

/// Weight of the rarest shared codebook concept.
pub(super) fn codebook_rarest(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| rarest_of(&old.codebook, &new.codebook, &pairs.features.codebook_weights))
}

fn contained(old: &ConceptRow, new: &ConceptRow, weights: &[f32]) -> f32 {
    shared(&old.row, &new.row, weights) / (old.mass.min(new.mass) + 1e-6)
}

fn rarest_of(old: &ConceptRow, new: &ConceptRow, weights: &[f32]) -> f32 {
    let mut best = 0.0_f32;
    for_shared(&old.row, &new.row, |concept| best = best.max(weights[concept as usize]));
    best / RARE_WEIGHT
}
