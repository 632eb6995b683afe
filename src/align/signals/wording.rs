//! Shared wording.

use super::Pairs;
use crate::features::{bag::dot, inner};

/// Cosine of tf-idf character bigrams.
pub(super) fn cosine(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.bigram_row, &new.bigram_row))
}

/// The same where a sentence has a share of its heading's bigrams and a heading a share of its body's.
pub(super) fn cosine_in_context(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.bigrams_in_context, &new.bigrams_in_context))
}

/// Mean of four likenesses: bigrams, words, sentence vectors, the best pair of comma-level parts by vectors.
pub(super) fn likeness(pairs: &Pairs<'_>) -> Vec<f32> {
    let wording = pairs.wording();
    let rest = pairs.each(|old, new| {
        let parts = old
            .parts
            .iter()
            .flat_map(|p| new.parts.iter().map(|q| p.vector.inner(&q.vector)));
        dot(&old.word_row, &new.word_row) + inner(&old.vector, &new.vector).max(0.0) + parts.fold(0.0, f32::max)
    });
    wording.iter().zip(rest).map(|(w, rest)| (w + rest) / 4.0).collect()
}
