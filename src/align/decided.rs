//! Verdicts of reviewers, brought to the pairs that the scorer looks at.

use super::{Link, Refusal, RefusalReason, Relation};
use crate::candidates::{Block, Candidates};
use crate::decisions::{Decision, Standing, Verdict};
use crate::features::Features;
use crate::ids::ClauseRef;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Verdicts that are applied.
#[derive(Default)]
pub(super) struct Decided<'s> {
    /// On pairs of units, by unit numbers.
    pairs: BTreeMap<(u32, u32), (Verdict, &'s Decision)>,
    /// On clauses that are not compared by themselves: part of a sentence, a title.
    apart: Vec<(ClauseRef, ClauseRef, Verdict, &'s Decision)>,
}

impl<'s> Decided<'s> {
    /// Looks up the units of every verdict.
    pub(super) fn read(features: &Features, standing: &'s Standing) -> Self {
        let unit = |at: ClauseRef| {
            let found = features.units.binary_search_by_key(&at, |unit| unit.at).ok();
            found.and_then(|unit| u32::try_from(unit).ok())
        };
        let mut decided = Self::default();
        let between = standing.verdicts().filter(|(old, new, ..)| old.document < new.document);
        for (old, new, verdict, decision) in between {
            match (unit(old), unit(new)) {
                (Some(a), Some(b)) => {
                    decided.pairs.insert((a, b), (verdict, decision));
                }
                _ => decided.apart.push((old, new, verdict, decision)),
            }
        }
        decided
    }

    /// The verdict on a pair of units.
    pub(super) fn on(&self, old: u32, new: u32) -> Option<(Verdict, &'s Decision)> {
        self.pairs.get(&(old, new)).copied()
    }

    /// The candidates with every pair that was decided on among them.
    pub(super) fn candidates<'c>(&self, features: &Features, candidates: &'c Candidates) -> Cow<'c, Candidates> {
        if self.pairs.is_empty() {
            return Cow::Borrowed(candidates);
        }
        let document = |unit: u32| features.units[unit as usize].at.document_index();
        let known = candidates
            .blocks
            .iter()
            .map(|block| ((block.old, block.new), block.pairs.clone()));
        let mut blocks: BTreeMap<(usize, usize), Vec<(u32, u32)>> = known.collect();
        for &(old, new) in self.pairs.keys() {
            blocks
                .entry((document(old), document(new)))
                .or_default()
                .push((old, new));
        }
        let block = |((old, new), mut pairs): (_, Vec<_>)| {
            pairs.sort_unstable();
            pairs.dedup();
            Block { old, new, pairs }
        };
        Cow::Owned(Candidates {
            blocks: blocks.into_iter().map(block).collect(),
        })
    }

    /// Links and refusals of clauses that the scorer does not look at.
    pub(super) fn unscored(&self) -> (Vec<Link>, Vec<Refusal>) {
        let (mut links, mut refused) = (Vec::new(), Vec::new());
        for &(old, new, verdict, decision) in &self.apart {
            match relation(verdict) {
                Some(relation) => links.push(Link {
                    old,
                    new,
                    relation,
                    probability: 0.0,
                    similarity: 0.0,
                    signals: Vec::new(),
                    evidence: Vec::new(),
                    decision: Some(Box::new(decision.clone())),
                    runner_up_of_old: None,
                    runner_up_of_new: None,
                }),
                None => refused.extend([(old, new), (new, old)].map(|(clause, candidate)| Refusal {
                    clause,
                    candidate,
                    probability: 0.0,
                    reason: RefusalReason::Decision,
                    decision: Some(Box::new(decision.clone())),
                })),
            }
        }
        (links, refused)
    }
}

/// What a verdict makes of a pair; `None` for no link.
pub(super) fn relation(verdict: Verdict) -> Option<Relation> {
    match verdict {
        Verdict::Same => Some(Relation::Same),
        Verdict::Related => Some(Relation::Related),
        Verdict::Different => None,
    }
}
