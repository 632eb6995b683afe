//! Pairs of units worth scoring: recall and cost, no final score.
//!
//! # Method
//! An inverted index over the rarer words and character bigrams, each in its context, accumulates a cheap
//! similarity for every unit; the best few of each other document go on. Recall is measured by `yange evaluate`.

use crate::features::bag::Row;
use crate::features::{Features, Unit};
use rayon::prelude::*;
use std::ops::Range;

/// Pairs of units worth scoring, one block for each pair of documents that has any.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Blocks, ordered by (old, new) document.
    pub blocks: Vec<Block>,
}

/// The candidate pairs of two documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Index of the earlier document.
    pub old: usize,
    /// Index of the later document.
    pub new: usize,
    /// Unit numbers (old, new), sorted.
    pub pairs: Vec<(u32, u32)>,
}

/// Partners a unit keeps in each other document while the series is small.
const PARTNERS: usize = 24;

/// Partners a unit keeps over all other documents; in long series the share of each document shrinks to this.
const PARTNERS_IN_ALL: usize = 160;

/// Least partners in each other document, however long the series.
const LEAST_PARTNERS: usize = 3;

/// Cheap similarity below which a pair is never scored in a long series; two unrelated sentences have about .05.
const FLOOR: f32 = 0.12;

/// Documents up to which the series is small: every pair with a shared feature may compete.
const SMALL_SERIES: usize = 8;

/// A feature that stands in more units than this proposes nobody; it still counts in the score.
const COMMON: usize = 400;

/// Proposes the pairs worth scoring.
///
/// # Complexity
/// Proportional to the postings that rare features share: near-linear in the text while vocabulary grows with it.
pub fn generate(features: &Features) -> Candidates {
    let indices = [
        Index::new(&features.units, |u| &u.bigrams_in_context),
        Index::new(&features.units, |u| &u.word_row),
    ];
    let documents = features.documents.len();
    let budget = if documents <= SMALL_SERIES {
        PARTNERS
    } else {
        (PARTNERS_IN_ALL / (documents - 1)).max(LEAST_PARTNERS)
    };
    let floor = if documents <= SMALL_SERIES {
        f32::MIN_POSITIVE
    } else {
        FLOOR
    };
    let mut pairs: Vec<(u32, u32)> = (0..features.units.len())
        .into_par_iter()
        .map_init(
            || vec![0.0_f32; features.units.len()],
            |scores, unit| {
                accumulate(&indices, features, unit, scores);
                let partners = best_partners(features, unit, scores, budget, floor);
                scores.fill(0.0);
                partners
            },
        )
        .flatten_iter()
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    Candidates {
        blocks: blocks(features, pairs),
    }
}

/// Postings of one kind of feature.
struct Index<'f> {
    row: fn(&Unit) -> &Row,
    starts: Vec<u32>,
    postings: Vec<(u32, f32)>,
    units: std::marker::PhantomData<&'f ()>,
}

impl<'f> Index<'f> {
    fn new(units: &'f [Unit], row: fn(&Unit) -> &Row) -> Self {
        let features = units
            .iter()
            .flat_map(|u| row(u))
            .map(|(f, _)| *f as usize + 1)
            .max()
            .unwrap_or(0);
        let mut starts = vec![0_u32; features + 1];
        units
            .iter()
            .flat_map(|u| row(u))
            .for_each(|(f, _)| starts[*f as usize + 1] += 1);
        for f in 0..features {
            starts[f + 1] += starts[f];
        }
        let mut next = starts.clone();
        let mut postings = vec![(0, 0.0); starts.last().map_or(0, |n| *n as usize)];
        for (unit, content) in units.iter().enumerate() {
            for &(feature, weight) in row(content) {
                let at = &mut next[feature as usize];
                postings[*at as usize] = (u32::try_from(unit).unwrap_or(u32::MAX), weight);
                *at += 1;
            }
        }
        Self {
            row,
            starts,
            postings,
            units: std::marker::PhantomData,
        }
    }

    fn of(&self, feature: u32) -> &[(u32, f32)] {
        &self.postings[self.starts[feature as usize] as usize..self.starts[feature as usize + 1] as usize]
    }
}

fn accumulate(indices: &[Index<'_>; 2], features: &Features, unit: usize, scores: &mut [f32]) {
    let small = features.documents.len() <= SMALL_SERIES;
    for index in indices {
        for &(feature, weight) in (index.row)(&features.units[unit]) {
            let postings = index.of(feature);
            if small || postings.len() <= COMMON {
                postings
                    .iter()
                    .for_each(|(other, theirs)| scores[*other as usize] += 0.5 * weight * theirs);
            }
        }
    }
}

fn best_partners(features: &Features, unit: usize, scores: &[f32], budget: usize, floor: f32) -> Vec<(u32, u32)> {
    let own = features.units[unit].at.document_index();
    let mut pairs = Vec::new();
    for (document, range) in features.documents.iter().enumerate().filter(|(d, _)| *d != own) {
        for other in best_of(range, scores, budget, floor) {
            let (old, new) = if document < own { (other, unit) } else { (unit, other) };
            pairs.push((
                u32::try_from(old).unwrap_or(u32::MAX),
                u32::try_from(new).unwrap_or(u32::MAX),
            ));
        }
    }
    pairs
}

/// The best of a range by score, ties to the lower unit.
fn best_of(range: &Range<usize>, scores: &[f32], budget: usize, floor: f32) -> Vec<usize> {
    let mut found: Vec<usize> = range.clone().filter(|&u| scores[u] >= floor).collect();
    if found.len() > budget {
        found.select_nth_unstable_by(budget - 1, |a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        found.truncate(budget);
    }
    found
}

fn blocks(features: &Features, pairs: Vec<(u32, u32)>) -> Vec<Block> {
    let document = |unit: u32| features.units[unit as usize].at.document_index();
    let mut keyed: Vec<((usize, usize), (u32, u32))> =
        pairs.into_iter().map(|p| ((document(p.0), document(p.1)), p)).collect();
    keyed.par_sort_unstable();
    keyed
        .chunk_by(|a, b| a.0 == b.0)
        .map(|chunk| Block {
            old: chunk[0].0.0,
            new: chunk[0].0.1,
            pairs: chunk.iter().map(|(_, pair)| *pair).collect(),
        })
        .collect()
}
