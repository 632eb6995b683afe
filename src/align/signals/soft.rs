//! Likeness by meaning: sentence vectors, and words that the other side has or nearly has.

use super::Pairs;
use crate::features::inner;

/// Cosine of the centred sentence vectors.
pub(super) fn vector_cosine(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| inner(&old.vector, &new.vector))
}

/// The larger of the two coverages.
pub(super) fn coverage_max(pairs: &Pairs<'_>) -> Vec<f32> {
    let (old, new) = coverages(pairs);
    old.iter().zip(new).map(|(a, b)| a.max(*b)).collect()
}

/// Harmonic mean of the two coverages.
pub(super) fn coverage_f(pairs: &Pairs<'_>) -> Vec<f32> {
    let (old, new) = coverages(pairs);
    old.iter().zip(new).map(|(a, b)| 2.0 * a * b / (a + b + 1e-6)).collect()
}

/// For each pair the weighted share of the old side's words that stand in the new side, a near word counting by
/// its similarity, and the same the other way round.
pub(super) fn coverages<'p>(pairs: &'p Pairs<'_>) -> (&'p [f32], &'p [f32]) {
    let (old, new) = pairs.soft.get_or_init(|| {
        let mut cover = Coverage::new(pairs.features);
        let (mut of_old, mut of_new) = (vec![0.0; pairs.len()], vec![0.0; pairs.len()]);
        for (old, run) in pairs.by_old() {
            cover.spread(pairs.features.units[old as usize].words.iter().map(|(w, _)| *w));
            for pair in run {
                let unit = pairs.units(pair).1;
                of_new[pair] = cover.share(unit.words.iter().map(|(w, _)| *w), unit.word_mass);
            }
            cover.clear();
        }
        for (new, run) in pairs.by_new() {
            cover.spread(pairs.features.units[new as usize].words.iter().map(|(w, _)| *w));
            for &pair in run {
                let unit = pairs.units(pair as usize).0;
                of_old[pair as usize] = cover.share(unit.words.iter().map(|(w, _)| *w), unit.word_mass);
            }
            cover.clear();
        }
        (of_old, of_new)
    });
    (old, new)
}

/// A text spread over the vocabulary: for each word the similarity of the text's nearest word.
pub(super) struct Coverage<'f> {
    features: &'f crate::features::Features,
    nearest: Vec<f32>,
    touched: Vec<u32>,
}

impl<'f> Coverage<'f> {
    pub(super) fn new(features: &'f crate::features::Features) -> Self {
        Self { features, nearest: vec![0.0; features.words.len()], touched: Vec::new() }
    }

    /// Spreads a text's words.
    pub(super) fn spread(&mut self, words: impl Iterator<Item = u32>) {
        for word in words {
            for &(near, similarity) in &self.features.neighbours[word as usize] {
                let slot = &mut self.nearest[near as usize];
                if *slot == 0.0 {
                    self.touched.push(near);
                }
                *slot = slot.max(similarity);
            }
        }
    }

    /// Weighted share of the words that the spread text covers; `mass` is the sum of their weights.
    pub(super) fn share(&self, words: impl Iterator<Item = u32>, mass: f32) -> f32 {
        let covered: f32 = words.map(|w| self.features.word_weights[w as usize] * self.nearest[w as usize]).sum();
        covered / (mass + 1e-6)
    }

    /// Forgets the text.
    pub(super) fn clear(&mut self) {
        self.touched.drain(..).for_each(|word| self.nearest[word as usize] = 0.0);
    }
}
