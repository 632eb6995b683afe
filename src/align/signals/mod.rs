//! Signals: what speaks for and against two units being the same measure, each in a file of its own.
//!
//! A signal is a column over the candidate pairs of two documents. To add one, write its file and its line in
//! [`SIGNALS`], then train the scorer anew.

mod concepts;
mod context;
mod form;
mod headings;
mod overlap;
mod parts;
mod rank;
mod soft;
mod substring;

use crate::candidates::Block;
use crate::features::{Features, Unit};
use std::sync::OnceLock;

/// One signal.
pub struct Signal {
    /// Stable kebab-case name.
    pub name: &'static str,
    /// What it measures and in which range, for people.
    pub meaning: &'static str,
    /// Computes the column, one value a pair.
    pub(super) column: fn(&Pairs<'_>) -> Vec<f32>,
}

const fn signal(name: &'static str, meaning: &'static str, column: fn(&Pairs<'_>) -> Vec<f32>) -> Signal {
    Signal { name, meaning, column }
}

/// All signals, in the order of the scorer's columns.
pub static SIGNALS: &[Signal] = &[
    signal("bigram-cosine", "cosine of weighted character bigrams, [0, 1]", overlap::bigram_cosine),
    signal("word-cosine", "cosine of weighted words, [0, 1]", overlap::word_cosine),
    signal("bigram-containment", "weight of shared bigrams over the smaller side's, [0, 1]", overlap::bigram_containment),
    signal("word-containment", "weight of shared words over the smaller side's, [0, 1]", overlap::word_containment),
    signal("shared-weight", "ln(1 + weight of shared bigrams)", overlap::shared_weight),
    signal("rarest-words", "weight of the two rarest shared words / 10", overlap::rarest_words),
    signal("vector-cosine", "cosine of centred sentence vectors, [-1, 1]", soft::vector_cosine),
    signal("soft-coverage", "larger share of one side's words that the other side has or nearly has, [0, 1]", soft::coverage_max),
    signal("soft-harmony", "harmonic mean of both shares, [0, 1]", soft::coverage_f),
    signal("common-substring", "longest common substring, characters / 12, at most 1", substring::longest),
    signal("common-substring-share", "longest common substring over the shorter text, [0, 1]", substring::longest_share),
    signal("part-bigrams", "best bigram cosine of two comma-level parts, [0, 1]", parts::bigrams),
    signal("part-vector", "best vector cosine of two comma-level parts, [-1, 1]", parts::vector),
    signal("part-mixed", "best mean of bigrams, vector and soft words of two parts, [0, 1]", parts::mixed),
    signal("parts-covered-max", "larger share of one side's parts that the other covers, [0, 1]", parts::covered_max),
    signal("parts-covered-min", "smaller of the two shares, [0, 1]", parts::covered_min),
    signal("heading-cosine", "bigram cosine of the innermost headings, [0, 1]", headings::bigram_cosine),
    signal("heading-vector", "vector cosine of the innermost headings, [-1, 1]", headings::vector_cosine),
    signal("heading-in-text-max", "larger share of one heading's words in the other text, [0, 1]", headings::in_text_max),
    signal("heading-in-text-min", "smaller of the two shares, [0, 1]", headings::in_text_min),
    signal("chapter-vector", "vector cosine of the headings above, [-1, 1]", headings::chapter_vector),
    signal("context-bigrams", "bigram cosine with a share of heading or body, [0, 1]", context::bigrams),
    signal("context-words", "word cosine with a share of heading or body, [0, 1]", context::words),
    signal("context-vector", "vector cosine with a share of heading or body, [-1, 1]", context::vector),
    signal("concept-cosine", "cosine of concepts of the built-in lexicon, [0, 1]", concepts::cosine),
    signal("concept-containment", "weight of shared concepts over the smaller side's, [0, 1]", concepts::containment),
    signal("concept-rarest", "weight of the rarest shared concept / 5", concepts::rarest),
    signal("codebook-cosine", "cosine of concepts of the series' codebook, [0, 1]; 0 without one", concepts::codebook_cosine),
    signal("codebook-containment", "weight of shared codebook concepts over the smaller side's, [0, 1]", concepts::codebook_containment),
    signal("codebook-rarest", "weight of the rarest shared codebook concept / 5", concepts::codebook_rarest),
    signal("length-ratio", "shorter over longer length, (0, 1]", form::length_ratio),
    signal("shorter-length", "ln of the shorter length in characters / 4", form::shorter_length),
    signal("one-heading", "1 where just one side is a heading", form::one_heading),
    signal("both-headings", "1 where both sides are headings", form::both_headings),
    signal("position", "1 - distance of the relative places in the documents, [0, 1]", form::position),
    signal("rank-best", "1 / better of the two ranks among the candidates, (0, 1]", rank::best),
    signal("rank-worst", "1 / worse of the two ranks, (0, 1]", rank::worst),
    signal("margin", "cross-domain similarity margin: 2·base less the mean of the best three on each side", rank::margin),
    signal("suppression", "how far below a strong partner, on the side where it is less; at most 0", rank::suppression),
];

/// The candidate pairs of two documents with what the signals share.
pub struct Pairs<'f> {
    /// The series.
    pub features: &'f Features,
    /// The pairs, sorted by (old, new).
    pub pairs: &'f [(u32, u32)],
    /// Pair numbers sorted by (new, old).
    by_new: Vec<u32>,
    parts: OnceLock<parts::PartColumns>,
    soft: OnceLock<(Vec<f32>, Vec<f32>)>,
    base: OnceLock<Vec<f32>>,
}

impl<'f> Pairs<'f> {
    /// Prepares a block.
    pub fn new(features: &'f Features, block: &'f Block) -> Self {
        let mut by_new: Vec<u32> = (0..u32::try_from(block.pairs.len()).unwrap_or(u32::MAX)).collect();
        by_new.sort_unstable_by_key(|&p| (block.pairs[p as usize].1, block.pairs[p as usize].0));
        let (parts, soft, base) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { features, pairs: &block.pairs, by_new, parts, soft, base }
    }

    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// The two units of a pair.
    pub fn units(&self, pair: usize) -> (&'f Unit, &'f Unit) {
        let (old, new) = self.pairs[pair];
        (&self.features.units[old as usize], &self.features.units[new as usize])
    }

    /// A column from a function of the two units.
    fn each(&self, value: impl Fn(&Unit, &Unit) -> f32) -> Vec<f32> {
        (0..self.len()).map(|p| self.units(p)).map(|(old, new)| value(old, new)).collect()
    }

    /// A column from a function of the two unit numbers.
    fn each_numbered(&self, value: impl Fn(usize, usize) -> f32) -> Vec<f32> {
        self.pairs.iter().map(|&(old, new)| value(old as usize, new as usize)).collect()
    }

    /// Runs of pairs that share their old unit, as (old unit, pair numbers).
    fn by_old(&self) -> impl Iterator<Item = (u32, std::ops::Range<usize>)> + '_ {
        let mut start = 0;
        self.pairs.chunk_by(|a, b| a.0 == b.0).map(move |run| {
            let range = start..start + run.len();
            start = range.end;
            (run[0].0, range)
        })
    }

    /// Runs of pair numbers that share their new unit.
    fn by_new(&self) -> impl Iterator<Item = (u32, &[u32])> + '_ {
        self.by_new.chunk_by(|a, b| self.pairs[*a as usize].1 == self.pairs[*b as usize].1).map(|run| (self.pairs[run[0] as usize].1, run))
    }

    /// Mean of the five similarities that need no context: what ranks and margins are taken on.
    fn base(&self) -> &[f32] {
        self.base.get_or_init(|| {
            let columns = [
                overlap::bigram_cosine(self),
                overlap::word_cosine(self),
                soft::coverage_f(self),
                parts::mixed(self),
                soft::vector_cosine(self).into_iter().map(|v| v.max(0.0)).collect(),
            ];
            (0..self.len()).map(|p| columns.iter().map(|c| c[p]).sum::<f32>() / 5.0).collect()
        })
    }
}

/// All signals of a block: `values[signal][pair]`.
pub fn compute(pairs: &Pairs<'_>) -> Vec<Vec<f32>> {
    SIGNALS.iter().map(|signal| (signal.column)(pairs)).collect()
}
