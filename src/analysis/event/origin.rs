//! Where the first clauses of a lineage in a track come from: another lineage of the track, a related clause, nowhere.

use super::super::tie::{Closeness, Tie};
use super::{Event, EventKind, Evidence};
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::lineage::Lineage;

impl Evidence<'_> {
    /// The first appearance in a track, whose `earlier` documents the lineage is not in.
    ///
    /// The same measure is looked for in all of them, related ones in the last alone, as after a document only the next
    /// is asked: in a long series something related stands somewhere.
    pub(super) fn begin(&self, lineage: &Lineage, track: usize, to: usize, earlier: &[usize]) -> Vec<Event> {
        let (mut events, mut fresh) = (Vec::new(), Vec::new());
        for &clause in lineage.in_document(to) {
            let same = self.ties.best_of(&[clause], earlier);
            let same = same.filter(|tie| tie.closeness == Closeness::Same);
            match same.or_else(|| self.ties.best(clause, *earlier.last()?)) {
                Some(tie) => events.push(self.out_of(track, tie, earlier)),
                None => fresh.push(clause),
            }
        }
        if !fresh.is_empty() {
            events.push(self.fresh(lineage, track, fresh, earlier));
        }
        events
    }

    /// A clause that answers to one of another lineage.
    fn out_of(&self, track: usize, tie: Tie, earlier: &[usize]) -> Event {
        let is_same = tie.closeness == Closeness::Same;
        let (confidence, nearest) = self.refusals.absence(&[tie.own], earlier);
        let id = &self.series.clause(tie.other).id;
        let note = if is_same {
            Bilingual::new(
                format!("承接另一措施的条款 {id}"),
                format!("carries on {id} of another measure"),
            )
        } else {
            Bilingual::new(
                format!("本序列此前未见对应，仅有相关条款 {id}"),
                format!("nothing corresponds earlier in this track; {id} is related"),
            )
        };
        Event {
            kind: if is_same {
                self.changes[tie.link].kind
            } else {
                EventKind::Related
            },
            track,
            from: Some(tie.other.document_index()),
            to: tie.own.document_index(),
            old: vec![tie.other],
            new: vec![tie.own],
            into: None,
            out_of: Some(tie.lineage),
            shares: vec![self.share(tie.link)],
            confidence: if is_same {
                tie.certainty
            } else {
                confidence.min(1.0 - tie.certainty)
            },
            nearest: if is_same { Vec::new() } else { nearest },
            note: Some(note),
        }
    }

    fn fresh(&self, lineage: &Lineage, track: usize, new: Vec<ClauseRef>, earlier: &[usize]) -> Event {
        let (confidence, nearest) = self.refusals.absence(&new, earlier);
        let (origin, to) = (lineage.first(), new[0].document_index());
        let note = (origin.document_index() != to).then(|| {
            let id = &self.series.documents[origin.document_index()].id;
            Bilingual::new(
                format!("本序列首次出现；对应条款最早见于 {id}"),
                format!("first in this track; a corresponding clause stands in {id} already"),
            )
        });
        Event {
            kind: EventKind::New,
            track,
            from: None,
            to,
            old: Vec::new(),
            new,
            into: None,
            out_of: None,
            shares: Vec::new(),
            confidence,
            nearest,
            note,
        }
    }
}
