//! Absences: how sure it is that a measure has no partner in a document, and which candidates came nearest.

use crate::align::Alignment;
use crate::ids::ClauseRef;
use std::collections::BTreeMap;

/// Refused candidates that stand beside an absence.
const NEAREST: usize = 3;

/// What was refused, by who looked for a partner and where.
pub(super) struct Refusals<'a> {
    alignment: &'a Alignment,
    /// By (clause, document of the candidate): indices into the alignment's refusals, likeliest first.
    index: BTreeMap<(ClauseRef, u32), Vec<usize>>,
}

impl<'a> Refusals<'a> {
    /// Reads the alignment once.
    pub(super) fn new(alignment: &'a Alignment) -> Self {
        let mut index: BTreeMap<(ClauseRef, u32), Vec<usize>> = BTreeMap::new();
        for (at, refusal) in alignment.refused.iter().enumerate() {
            index
                .entry((refusal.clause, refusal.candidate.document))
                .or_default()
                .push(at);
        }
        Self { alignment, index }
    }

    /// How sure it is that none of the clauses has a partner in the documents: one minus the probability of the
    /// likeliest candidate that was refused, 1 where there was none; and up to [`NEAREST`] such candidates (indices into
    /// the alignment's refusals), likeliest first, ties to the lower index.
    pub(super) fn absence(&self, clauses: &[ClauseRef], documents: &[usize]) -> (f64, Vec<usize>) {
        let mut nearest: Vec<usize> = clauses
            .iter()
            .flat_map(|&c| documents.iter().map(move |&d| (c, ClauseRef::new(d, 0).document)))
            .filter_map(|key| self.index.get(&key))
            .flatten()
            .copied()
            .collect();
        let p = |at: usize| self.alignment.refused[at].possibility();
        nearest.sort_by(|&a, &b| p(b).total_cmp(&p(a)).then(a.cmp(&b)));
        let best = nearest.first().map_or(0.0, |&at| p(at));
        nearest.truncate(NEAREST);
        ((1.0 - best).clamp(0.0, 1.0), nearest)
    }
}
