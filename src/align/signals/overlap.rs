//! Shared wording: cosines and containments of weighted bigrams and words.

use super::Pairs;
use crate::features::bag::{Row, dot};

/// Cosine of tf-idf character bigrams; the peer's method is the same over words.
pub(super) fn bigram_cosine(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.bigram_row, &new.bigram_row))
}

/// Cosine of tf-idf words.
pub(super) fn word_cosine(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.word_row, &new.word_row))
}

/// Weight of the shared bigrams over the smaller side's weight.
pub(super) fn bigram_containment(pairs: &Pairs<'_>) -> Vec<f32> {
    let weights = &pairs.features.bigram_weights;
    pairs.each(|old, new| shared(&old.bigram_row, &new.bigram_row, weights) / old.bigram_mass.min(new.bigram_mass).max(1e-6))
}

/// Weight of the shared words over the smaller side's weight.
pub(super) fn word_containment(pairs: &Pairs<'_>) -> Vec<f32> {
    let weights = &pairs.features.word_weights;
    pairs.each(|old, new| shared(&old.words, &new.words, weights) / old.word_mass.min(new.word_mass).max(1e-6))
}

/// `ln(1 + weight of the shared bigrams)`: long shared wording counts beyond its share.
pub(super) fn shared_weight(pairs: &Pairs<'_>) -> Vec<f32> {
    let weights = &pairs.features.bigram_weights;
    pairs.each(|old, new| shared(&old.bigram_row, &new.bigram_row, weights).ln_1p())
}

/// Weight of the two rarest shared words, over 10.
pub(super) fn rarest_words(pairs: &Pairs<'_>) -> Vec<f32> {
    let weights = &pairs.features.word_weights;
    pairs.each(|old, new| {
        let (mut first, mut second) = (0.0_f32, 0.0_f32);
        for_shared(&old.words, &new.words, |word| {
            let weight = weights[word as usize];
            if weight > first {
                (first, second) = (weight, first);
            } else {
                second = second.max(weight);
            }
        });
        (first + second) / 10.0
    })
}

/// Sum of the weights of the features that both rows hold.
pub(super) fn shared(a: &Row, b: &Row, weights: &[f32]) -> f32 {
    let mut sum = 0.0;
    for_shared(a, b, |feature| sum += weights[feature as usize]);
    sum
}

/// Visits the features that both rows hold, ascending.
pub(super) fn for_shared(a: &Row, b: &Row, mut visit: impl FnMut(u32)) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                visit(a[i].0);
                i += 1;
                j += 1;
            }
        }
    }
}
