//! Pairs of units worth scoring: recall and cost, no final score.
//!
//! # Method
//! An inverted index over the rarer character bigrams, each unit in its context, accumulates a cheap cosine; the best
//! few of each other document, seen from either side, go on; in a small series a second and third index over the concepts
//! of the lexicons propose what is said in other words. On the dev gold all 209 pairs are among them, on a
//! second series (industrial quality notices) all.

use crate::features::bag::Row;
use crate::features::{Features, Unit};
use crate::parameter::Parameter;
use rayon::prelude::*;

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

/// Partners a unit keeps in each other document while the series is small; 20 would lose 2 more of 209.
const PARTNERS: usize = 40;

/// Partners that the concepts of each lexicon propose in each other document while the series is small.
const CONCEPT_PARTNERS: usize = 20;

/// Documents in which a unit of a long series keeps partners: those that answer it best, beside its neighbours in
/// time. A measure that stands in fifty yearly reports is tied to the likest of them, not to each: links grow with the
/// clauses, not with clauses times documents.
///
/// On the 52 reports on the work of government three documents and four partners made 118,658 links of 196,520 pairs and
/// linked 23,395 clauses; two and three make 88,901 of 140,826 and link 23,133; one and three 63,249, and 22,437.
const DOCUMENTS: usize = 2;

/// Partners in each of those documents: the margins look at three rivals.
const LEAST_PARTNERS: usize = 3;

/// Cheap similarity below which a pair of a long series is not scored; links of the dev gold lie above it.
const FLOOR: f32 = 0.08;

/// Units up to which a series is small.
const SMALL_SERIES_UNITS: usize = 5_000;

/// In a small series, a bigram that stands in more than this share of the units proposes nobody.
const COMMON_SHARE: f32 = 0.10;

/// In a long series, a bigram that stands in more units than this proposes nobody.
const COMMON_UNITS: usize = 400;

/// What shapes the candidates.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::new("candidates.partners", PARTNERS as f64),
    Parameter::new("candidates.concept-partners", CONCEPT_PARTNERS as f64),
    Parameter::new("candidates.documents", DOCUMENTS as f64),
    Parameter::new("candidates.least-partners", LEAST_PARTNERS as f64),
    Parameter::new("candidates.floor", FLOOR as f64),
    Parameter::new("candidates.small-series-units", SMALL_SERIES_UNITS as f64),
    Parameter::new("candidates.common-share", COMMON_SHARE as f64),
    Parameter::new("candidates.common-units", COMMON_UNITS as f64),
];

/// Proposes the pairs worth scoring.
///
/// # Complexity
/// Proportional to the postings that rare bigrams share; capped per bigram, so near-linear in the text.
pub fn generate(features: &Features) -> Candidates {
    let limits = Limits::of(features);
    let mut pairs = channel(features, |unit| &unit.bigrams_in_context, limits);
    if let Some(limits) = limits.of_concepts() {
        pairs.extend(channel(features, |unit| &unit.concepts.row, limits));
        pairs.extend(channel(features, |unit| &unit.codebook.row, limits));
    }
    pairs.par_sort_unstable();
    pairs.dedup();
    Candidates {
        blocks: blocks(features, &pairs),
    }
}

/// The pairs that one kind of feature proposes.
fn channel(features: &Features, row: fn(&Unit) -> &Row, limits: Limits) -> Vec<(u32, u32)> {
    let index = Index::new(features, row, limits.common);
    let units = (0..features.units.len()).into_par_iter();
    let found = units.map_init(
        || Scores::new(features.units.len()),
        |scores, unit| {
            scores.add(&index, row(&features.units[unit]));
            partners(features, unit, scores, limits)
        },
    );
    found.flatten_iter().collect()
}

/// What a run of this size can afford.
#[derive(Clone, Copy)]
struct Limits {
    common: usize,
    partners: usize,
    documents: usize,
    floor: f32,
}

impl Limits {
    /// The same for the proposals of concepts, which a long series does without.
    fn of_concepts(self) -> Option<Self> {
        (self.documents == usize::MAX).then_some(Self {
            partners: CONCEPT_PARTNERS,
            ..self
        })
    }

    fn of(features: &Features) -> Self {
        let units = features.units.len();
        if units <= SMALL_SERIES_UNITS {
            let common = (units as f32 * COMMON_SHARE).ceil() as usize;
            return Self {
                common: common.max(10),
                partners: PARTNERS,
                documents: usize::MAX,
                floor: f32::MIN_POSITIVE,
            };
        }
        Self {
            common: COMMON_UNITS,
            partners: LEAST_PARTNERS,
            documents: DOCUMENTS,
            floor: FLOOR,
        }
    }
}

/// Postings of the features that are rare enough to propose.
struct Index {
    starts: Vec<usize>,
    postings: Vec<(u32, f32)>,
}

impl Index {
    fn new(features: &Features, row: fn(&Unit) -> &Row, common: usize) -> Self {
        let rows = || features.units.iter().map(row);
        let largest = rows()
            .filter_map(|row| row.last())
            .map(|last| last.0 as usize + 1)
            .max();
        let mut counts = vec![0_usize; largest.unwrap_or(0)];
        rows().flatten().for_each(|(feature, _)| counts[*feature as usize] += 1);
        let mut starts = Vec::with_capacity(counts.len() + 1);
        starts.push(0);
        for &count in &counts {
            starts.push(starts[starts.len() - 1] + if count <= common { count } else { 0 });
        }
        let mut next = starts.clone();
        let mut postings = vec![(0, 0.0); starts[counts.len()]];
        for (unit, row) in rows().enumerate() {
            for &(feature, weight) in row {
                if counts[feature as usize] <= common {
                    let at = &mut next[feature as usize];
                    postings[*at] = (narrow(unit), weight);
                    *at += 1;
                }
            }
        }
        Self { starts, postings }
    }

    fn of(&self, feature: u32) -> &[(u32, f32)] {
        &self.postings[self.starts[feature as usize]..self.starts[feature as usize + 1]]
    }
}

/// Accumulated similarities of one unit to all others; cleared by what was touched.
struct Scores {
    values: Vec<f32>,
    touched: Vec<u32>,
}

impl Scores {
    fn new(units: usize) -> Self {
        Self {
            values: vec![0.0; units],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, index: &Index, row: &Row) {
        for &(feature, weight) in row {
            for &(other, theirs) in index.of(feature) {
                let value = &mut self.values[other as usize];
                if *value == 0.0 {
                    self.touched.push(other);
                }
                *value += weight * theirs;
            }
        }
    }

    fn clear(&mut self) {
        self.touched.drain(..).for_each(|unit| self.values[unit as usize] = 0.0);
    }
}

/// The best partners of a unit by the accumulated scores, which are cleared.
fn partners(features: &Features, unit: usize, scores: &mut Scores, limits: Limits) -> Vec<(u32, u32)> {
    let document = |unit: u32| features.units[unit as usize].at.document;
    let own = document(narrow(unit));
    let mut found: Vec<u32> = scores
        .touched
        .iter()
        .copied()
        .filter(|&u| document(u) != own && scores.values[u as usize] >= limits.floor)
        .collect();
    let score = |u: u32| scores.values[u as usize];
    found.sort_unstable_by(|&a, &b| {
        document(a)
            .cmp(&document(b))
            .then(score(b).total_cmp(&score(a)))
            .then(a.cmp(&b))
    });
    let mut runs: Vec<&[u32]> = found.chunk_by(|&a, &b| document(a) == document(b)).collect();
    if runs.len() > limits.documents {
        let neighbour = |run: &[u32]| document(run[0]).abs_diff(own) == 1;
        runs.sort_by(|a, b| {
            neighbour(b)
                .cmp(&neighbour(a))
                .then(score(b[0]).total_cmp(&score(a[0])))
                .then(document(a[0]).cmp(&document(b[0])))
        });
        let neighbours = runs.iter().take(2).filter(|run| neighbour(run)).count();
        runs.truncate(limits.documents + neighbours);
    }
    let best = runs.iter().flat_map(|run| run.iter().take(limits.partners));
    let pairs = best
        .map(|&other| {
            if document(other) < own {
                (other, narrow(unit))
            } else {
                (narrow(unit), other)
            }
        })
        .collect();
    scores.clear();
    pairs
}

/// Groups sorted pairs by their two documents.
fn blocks(features: &Features, pairs: &[(u32, u32)]) -> Vec<Block> {
    let document = |unit: u32| features.units[unit as usize].at.document_index();
    let mut keyed: Vec<((usize, usize), (u32, u32))> =
        pairs.iter().map(|&p| ((document(p.0), document(p.1)), p)).collect();
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

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
