//! Signals: what speaks for two units being the same measure, each family in a small file of its own.
//!
//! A signal is a column over the candidate pairs of two documents. To add one, write its function and its line in
//! [`SIGNALS`], then train the scorer anew.

mod claims;
mod concepts;
mod margin;
mod meaning;
mod model;
mod rivals;
mod topic;
mod wording;

pub use meaning::meaning;
pub use model::NAME as MODEL;

use crate::candidates::Block;
use crate::features::{Features, Unit};
use crate::parameter::Parameter;
use std::sync::OnceLock;

/// What shapes the signals.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::new("signals.nearly-the-same", NEARLY_THE_SAME as f64),
    Parameter::new("signals.claim-from", claims::CLAIM_FROM as f64),
    Parameter::new("signals.claim-over", claims::CLAIM_OVER as f64),
    Parameter::new("signals.strong-from", rivals::STRONG_FROM as f64),
    Parameter::new("signals.strong-over", rivals::STRONG_OVER as f64),
    Parameter::new("signals.rivals", margin::RIVALS as f64),
];

/// One signal.
pub struct Signal {
    /// Stable kebab-case name.
    pub name: &'static str,
    /// What it measures and in which range, for people.
    pub meaning: &'static str,
    column: fn(&Pairs<'_>) -> Vec<f32>,
}

const fn signal(name: &'static str, meaning: &'static str, column: fn(&Pairs<'_>) -> Vec<f32>) -> Signal {
    Signal { name, meaning, column }
}

/// All signals, in the order of the rows that the scorer reads.
pub static SIGNALS: &[Signal] = &[
    signal("wording", "cosine of weighted character bigrams, [0, 1]", |p| {
        p.wording().to_vec()
    }),
    signal(
        "wording-in-context",
        "the same with a share of the heading or the body, [0, 1]",
        |p| p.in_context().to_vec(),
    ),
    signal(
        "margin-in-context",
        "wording in context against the best three rivals of both sides, [-2, 2]",
        margin::in_context,
    ),
    signal(
        "margin",
        "likeness against the best three rivals of the side with fewer, [-1, 1]",
        margin::likeness,
    ),
    signal(
        "margin-of-wording",
        "wording against the best three rivals of both sides, [-2, 2]",
        margin::wording,
    ),
    signal("topic", "cosine of the two items' mean vectors, [-1, 1]", topic::items),
    signal(
        "topic-concepts",
        "cosine of the built-in concepts of the two items, [0, 1]",
        topic::item_concepts,
    ),
    signal(
        "place",
        "1 - distance of the relative places in the two documents, [0, 1]",
        topic::place,
    ),
    signal(
        "shared-concept",
        "weight of the rarest shared built-in concept / 5, [0, 6]",
        concepts::rarest,
    ),
    signal(
        "suppression",
        "minus the distance below a strong partner of either side, [-1, 0]",
        rivals::suppression,
    ),
    signal(
        "lead-larger",
        "larger lead in wording over the best rival of either side, [-1, 1]",
        rivals::larger_lead,
    ),
    signal(
        "lead-smaller",
        "smaller lead in wording over the best rival of either side, [-1, 1]",
        rivals::smaller_lead,
    ),
    signal(
        "claim-larger",
        "larger share of one side's parts whose best partner is in the other, [0, 1]",
        claims::larger,
    ),
    signal("claim-smaller", "smaller of the two shares, [0, 1]", claims::smaller),
    signal(
        "codebook-shared",
        "ln(1 + weight of the shared concepts of the codebook); 0 without one",
        concepts::codebook_shared,
    ),
    signal(
        "codebook-cosine",
        "cosine of the concepts of the codebook, [0, 1]; 0 without one",
        concepts::codebook_cosine,
    ),
    signal(
        MODEL,
        "cosine of the embedding model against the best three rivals of both sides, [-4, 4]; 0 without one",
        model::margin,
    ),
];

/// The candidate pairs of two documents with what several signals share.
pub struct Pairs<'f> {
    features: &'f Features,
    pairs: &'f [(u32, u32)],
    /// Pair numbers sorted by (old, new), which is how pairs are numbered.
    by_old: Vec<usize>,
    /// Pair numbers sorted by (new, old).
    by_new: Vec<usize>,
    wording: OnceLock<Vec<f32>>,
    in_context: OnceLock<Vec<f32>>,
    claims: OnceLock<claims::Claims>,
}

impl<'f> Pairs<'f> {
    /// Prepares a block.
    pub fn new(features: &'f Features, block: &'f Block) -> Self {
        let by_old: Vec<usize> = (0..block.pairs.len()).collect();
        let mut by_new = by_old.clone();
        by_new.sort_unstable_by_key(|&p| (block.pairs[p].1, block.pairs[p].0));
        let (wording, in_context, claims) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self {
            features,
            pairs: &block.pairs,
            by_old,
            by_new,
            wording,
            in_context,
            claims,
        }
    }

    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Whether both sides of a pair name a concept of the codebook; never without one.
    pub fn covered(&self, pair: usize) -> bool {
        let (old, new) = self.units(pair);
        !old.codebook.row.is_empty() && !new.codebook.row.is_empty()
    }

    /// Whether an embedding model has read the clauses.
    pub fn modelled(&self) -> bool {
        self.features.embeddings.is_some()
    }

    /// Share of the units of both documents that name a concept of the codebook, [0, 1]; 0 without one.
    pub fn coverage(&self) -> f64 {
        let Some(&(old, new)) = self.pairs.first() else {
            return 0.0;
        };
        let document = |unit: u32| {
            let at = self.features.units[unit as usize].at;
            self.features.units[self.features.documents[at.document_index()].clone()].iter()
        };
        let (named, all) = document(old)
            .chain(document(new))
            .fold((0_u32, 0_u32), |(named, all), unit| {
                (named + u32::from(!unit.codebook.row.is_empty()), all + 1)
            });
        f64::from(named) / f64::from(all.max(1))
    }

    /// Share of the smaller document's units with a partner of nearly the same wording, [0, 1].
    ///
    /// High between two versions of a statute (.70 to .96 in twelve), low where everything is rewritten (0 to .21).
    pub fn revised_share(&self) -> f32 {
        let (Some(&(old, new)), wording) = (self.pairs.first(), self.wording()) else {
            return 0.0;
        };
        let size = |unit: u32| self.features.documents[self.features.units[unit as usize].at.document_index()].len();
        let near = |run: &[usize]| run.iter().any(|&p| wording[p] >= NEARLY_THE_SAME);
        let near = |run: &&[usize]| near(run);
        if size(old) <= size(new) {
            self.runs_of_old().filter(near).count() as f32 / size(old).max(1) as f32
        } else {
            self.runs_of_new().filter(near).count() as f32 / size(new).max(1) as f32
        }
    }

    /// The two units of a pair.
    fn units(&self, pair: usize) -> (&'f Unit, &'f Unit) {
        let (old, new) = self.pairs[pair];
        (&self.features.units[old as usize], &self.features.units[new as usize])
    }

    /// A column from a function of the two units.
    fn each(&self, value: impl Fn(&Unit, &Unit) -> f32) -> Vec<f32> {
        (0..self.len())
            .map(|p| self.units(p))
            .map(|(old, new)| value(old, new))
            .collect()
    }

    /// Pair numbers of each old unit.
    fn runs_of_old(&self) -> impl Iterator<Item = &[usize]> {
        self.by_old.chunk_by(|&a, &b| self.pairs[a].0 == self.pairs[b].0)
    }

    /// Pair numbers of each new unit.
    fn runs_of_new(&self) -> impl Iterator<Item = &[usize]> {
        self.by_new.chunk_by(|&a, &b| self.pairs[a].1 == self.pairs[b].1)
    }

    fn wording(&self) -> &[f32] {
        self.wording.get_or_init(|| wording::cosine(self))
    }

    fn in_context(&self) -> &[f32] {
        self.in_context.get_or_init(|| wording::cosine_in_context(self))
    }
}

/// Wording from which two units are nearly the same text.
pub(super) const NEARLY_THE_SAME: f32 = 0.6;

/// All signals of a block, one row a pair, in the order of [`SIGNALS`].
pub fn rows(pairs: &Pairs<'_>) -> Vec<Vec<f32>> {
    let columns: Vec<Vec<f32>> = SIGNALS.iter().map(|signal| (signal.column)(pairs)).collect();
    (0..pairs.len())
        .map(|pair| columns.iter().map(|column| column[pair]).collect())
        .collect()
}
