//! Comma-level parts: one measure is often one part of a longer sentence.

use super::Pairs;
use super::soft::Coverage;
use crate::features::{Part, bag, inner};

/// Weight of words at which a part is full evidence; a part of two light words is nearly none.
const FULL_MASS: f32 = 12.0;

/// What is computed in one walk over all pairs of parts.
#[derive(Default)]
pub(super) struct PartColumns {
    bigrams: Vec<f32>,
    vector: Vec<f32>,
    mixed: Vec<f32>,
    covered_old: Vec<f32>,
    covered_new: Vec<f32>,
}

/// Best bigram cosine of a part of one side with a part of the other.
pub(super) fn bigrams(pairs: &Pairs<'_>) -> Vec<f32> {
    columns(pairs).bigrams.clone()
}

/// Best vector cosine of two parts.
pub(super) fn vector(pairs: &Pairs<'_>) -> Vec<f32> {
    columns(pairs).vector.clone()
}

/// Best mean of bigram cosine, vector cosine and soft word harmony of two parts, scaled down for light parts.
pub(super) fn mixed(pairs: &Pairs<'_>) -> Vec<f32> {
    columns(pairs).mixed.clone()
}

/// The larger of the two shares of parts covered.
pub(super) fn covered_max(pairs: &Pairs<'_>) -> Vec<f32> {
    let columns = columns(pairs);
    columns.covered_old.iter().zip(&columns.covered_new).map(|(a, b)| a.max(*b)).collect()
}

/// The smaller of the two shares.
pub(super) fn covered_min(pairs: &Pairs<'_>) -> Vec<f32> {
    let columns = columns(pairs);
    columns.covered_old.iter().zip(&columns.covered_new).map(|(a, b)| a.min(*b)).collect()
}

fn columns<'p>(pairs: &'p Pairs<'_>) -> &'p PartColumns {
    pairs.parts.get_or_init(|| {
        let mut all = PartColumns::default();
        let mut cover = Coverage::new(pairs.features);
        let weights = &pairs.features.word_weights;
        for pair in 0..pairs.len() {
            let (old, new) = pairs.units(pair);
            let mut best = Best { old: vec![0.0; old.parts.len()], new: vec![0.0; new.parts.len()], ..Best::default() };
            // Share of each new part's words that each old part covers, by spreading the old parts one by one.
            for (i, left) in old.parts.iter().enumerate() {
                cover.spread(left.words.iter().copied());
                let covered: Vec<f32> = new.parts.iter().map(|right| cover.share(right.words.iter().copied(), right.mass)).collect();
                cover.clear();
                for (j, right) in new.parts.iter().enumerate() {
                    let back = coverage_of(left, right, pairs, weights);
                    best.add(i, j, left, right, covered[j], back);
                }
            }
            all.push(&best, &old.parts, &new.parts);
        }
        all
    })
}

/// Weighted share of the left part's words that the right part has or nearly has.
fn coverage_of(left: &Part, right: &Part, pairs: &Pairs<'_>, weights: &[f32]) -> f32 {
    let nearest = |word: u32| {
        let row = &pairs.features.neighbours[word as usize];
        let near = |other: &u32| row.binary_search_by_key(other, |e| e.0).map_or(0.0, |at| row[at].1);
        right.words.iter().map(near).fold(0.0_f32, f32::max)
    };
    left.words.iter().map(|&w| weights[w as usize] * nearest(w)).sum::<f32>() / (left.mass + 1e-6)
}

#[derive(Default)]
struct Best {
    bigrams: f32,
    vector: f32,
    mixed: f32,
    old: Vec<f32>,
    new: Vec<f32>,
}

impl Best {
    fn add(&mut self, i: usize, j: usize, left: &Part, right: &Part, forth: f32, back: f32) {
        let cosine = bag::dot(&left.bigram_row, &right.bigram_row);
        let vector = inner(&left.vector, &right.vector);
        let soft = 2.0 * forth * back / (forth + back + 1e-6);
        let mixed = (cosine + vector.max(0.0) + soft) / 3.0;
        let weight = (left.mass.min(right.mass) / FULL_MASS).min(1.0);
        self.bigrams = self.bigrams.max(cosine);
        self.vector = if i == 0 && j == 0 { vector } else { self.vector.max(vector) };
        self.mixed = self.mixed.max(mixed * weight);
        self.old[i] = self.old[i].max(mixed);
        self.new[j] = self.new[j].max(mixed);
    }
}

impl PartColumns {
    fn push(&mut self, best: &Best, old: &[Part], new: &[Part]) {
        let share = |best: &[f32], parts: &[Part]| {
            let mass: f32 = parts.iter().map(|p| p.mass).sum();
            best.iter().zip(parts).map(|(b, p)| b * p.mass).sum::<f32>() / (mass + 1e-6)
        };
        self.bigrams.push(best.bigrams);
        self.vector.push(best.vector);
        self.mixed.push(best.mixed);
        self.covered_old.push(share(&best.old, old));
        self.covered_new.push(share(&best.new, new));
    }
}
