//! Clauses without a successor in their lineage: gone on in another one, merely related to something, outside the
//! scope of the document, or dropped.

use super::super::scope::Coverage;
use super::super::tie::{Closeness, Tie};
use super::super::track::Step;
use super::{Event, EventKind, Evidence, SECOND_SHARE};
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::lineage::Lineage;

/// What the documents since a lineage was last seen have told of its clauses there; a clause that goes on in another
/// lineage waits no more.
pub(super) struct Waiting(Vec<(ClauseRef, Option<EventKind>)>);

impl Waiting {
    pub(super) fn new(clauses: &[ClauseRef]) -> Self {
        Self(clauses.iter().map(|&c| (c, None)).collect())
    }

    /// Whether some clause was told so.
    pub(super) fn holds(&self, kind: EventKind) -> bool {
        self.0.iter().any(|w| w.1 == Some(kind))
    }
}

impl Evidence<'_> {
    /// Tells of a document that the lineage is not in what it was last seen with. An absence is told once; a later
    /// document is asked for the same measure in another lineage, and for what the first one's scope left open.
    pub(super) fn part(&self, lineage: &Lineage, step: Step, waiting: &mut Waiting) -> Vec<Event> {
        let (mut events, mut outside, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
        waiting.0.retain_mut(|(clause, told)| {
            let is_open = matches!(told, None | Some(EventKind::OutsideScope));
            let same = |tie: &Tie| tie.closeness == Closeness::Same;
            let tie = self.ties.best(*clause, step.to);
            let tie = tie.or_else(|| is_open.then(|| self.inherited(lineage, step)).flatten());
            match tie {
                Some(tie) if same(&tie) && tie.own == *clause => events.push(self.merged(step, tie)),
                _ if !is_open => return true,
                tie => {
                    let covered = self.scopes.coverage(&[*clause], step.to) != Coverage::Outside;
                    match tie.filter(|_| covered) {
                        Some(tie) => {
                            events.push(self.related(lineage, step, *clause, tie));
                            *told = Some(EventKind::Related);
                        }
                        None if covered => {
                            dropped.push(*clause);
                            *told = Some(EventKind::Dropped);
                        }
                        None => {
                            if told.is_none() {
                                outside.push(*clause);
                            }
                            *told = Some(EventKind::OutsideScope);
                        }
                    }
                    return true;
                }
            }
            false
        });
        events.extend((!dropped.is_empty()).then(|| self.lost(step, EventKind::Dropped, dropped)));
        events.extend((!outside.is_empty()).then(|| self.lost(step, EventKind::OutsideScope, outside)));
        events
    }

    /// What an earlier wording of the measure in this track answers to in the document, in another lineage.
    fn inherited(&self, lineage: &Lineage, step: Step) -> Option<Tie> {
        let earlier = self.tracks[step.track].documents.iter().copied();
        let clauses = earlier
            .take_while(|&d| d < step.from)
            .flat_map(|d| lineage.in_document(d));
        let tie = self.ties.best_of(&clauses.copied().collect::<Vec<_>>(), &[step.to]);
        let is_elsewhere = |tie: &Tie| self.lineages.of(tie.own) != Some(tie.lineage);
        tie.filter(|tie| tie.closeness == Closeness::Same && is_elsewhere(tie))
    }

    fn merged(&self, step: Step, tie: Tie) -> Event {
        let host = &self.lineages.lineages[tie.lineage];
        let mine = self.changes[tie.link].inherited_share;
        let others = host.derivations.iter().filter(|&&l| {
            let other = &self.alignment.links[l];
            other.new == tie.other && other.old.document_index() == step.from
        });
        let all = others.map(|&l| self.changes[l].inherited_share).sum::<f64>() + mine;
        Event {
            kind: if mine >= SECOND_SHARE * all {
                EventKind::Merged
            } else {
                EventKind::Absorbed
            },
            shares: vec![self.share(tie.link)],
            confidence: tie.certainty,
            into: Some(tie.lineage),
            ..self.between(step, vec![tie.own], vec![tie.other])
        }
    }

    /// Nothing but a related clause, or one that answers to an earlier wording.
    fn related(&self, lineage: &Lineage, step: Step, clause: ClauseRef, tie: Tie) -> Event {
        let (confidence, nearest) = self.refusals.absence(&[clause], &[step.to]);
        let id = &self.series.clause(tie.other).id;
        let note = if tie.own == clause {
            Bilingual::new(
                format!("未见对应条款，仅有相关条款 {id}"),
                format!("nothing corresponds; {id} is related"),
            )
        } else {
            debug_assert!(lineage.clauses.contains(&tie.own), "an earlier wording");
            let own = &self.series.clause(tie.own).id;
            Bilingual::new(
                format!("未见对应条款；更早的 {own} 与 {id} 对应"),
                format!("nothing corresponds to it; the earlier wording {own} corresponds to {id}"),
            )
        };
        Event {
            kind: EventKind::Related,
            shares: vec![self.share(tie.link)],
            confidence: confidence.min(1.0 - tie.certainty),
            nearest,
            into: Some(tie.lineage),
            note: Some(note),
            ..self.between(step, vec![clause], vec![tie.other])
        }
    }

    fn lost(&self, step: Step, kind: EventKind, old: Vec<ClauseRef>) -> Event {
        let (confidence, nearest) = self.refusals.absence(&old, &[step.to]);
        Event {
            kind,
            confidence,
            nearest,
            note: (kind == EventKind::OutsideScope).then(|| self.scopes.reason(step.to).clone()),
            ..self.between(step, old, Vec::new())
        }
    }
}
