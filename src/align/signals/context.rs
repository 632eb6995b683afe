//! The same similarities with a share of the heading (for a sentence) or of the body (for a heading).

use super::Pairs;
use crate::features::{bag::dot, inner};

/// Bigram cosine in context.
pub(super) fn bigrams(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.bigrams_in_context, &new.bigrams_in_context))
}

/// Word cosine in context.
pub(super) fn words(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.words_in_context, &new.words_in_context))
}

/// Vector cosine in context.
pub(super) fn vector(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| inner(&old.vector_in_context, &new.vector_in_context))
}
