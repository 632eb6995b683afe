//! Fate of a lineage in a track that does not hold it.

use super::super::event::Evidence;
use super::super::scope::Coverage;
use super::super::tie::{Closeness, Tie};
use super::super::track::Track;
use super::{Fate, FateKind};
use crate::lang::Bilingual;
use crate::lineage::Lineage;

/// Tells it; `None` where the track has no document after the lineage's first clause.
pub(super) fn fate(evidence: &Evidence, track: &Track, lineage: &Lineage) -> Option<Fate> {
    let first = lineage.first().document_index();
    let later: Vec<usize> = track.documents.iter().copied().filter(|&d| d > first).collect();
    let newest = *later.last()?;
    // What was said before a document can be taken up in it, nothing else.
    let said = |d: usize| &lineage.clauses[..lineage.clauses.partition_point(|c| c.document_index() < d)];
    let ties = later.iter().filter_map(|&d| evidence.ties.best_of(said(d), &[d]));
    let tie = ties.reduce(Tie::closer);
    let covers = later
        .iter()
        .any(|&d| evidence.scopes.coverage(said(d), d) != Coverage::Outside);
    let (confidence, nearest) = evidence.refusals.absence(&lineage.clauses, &later);
    let fate = |kind, reason| Fate {
        track: track.name.clone(),
        kind,
        last_seen: None,
        confidence,
        reason,
        into: None,
        nearest,
    };
    let id = evidence.series.documents[newest].id.as_str();
    Some(match tie {
        Some(tie) if tie.closeness == Closeness::Same => taken_up(evidence, track, tie),
        Some(tie) if covers => {
            let place = &evidence.series.clause(tie.other).id;
            let reason = Bilingual::new(
                format!("未见对应条款，仅有相关条款 {place}"),
                format!("nothing corresponds; {place} is related"),
            );
            Fate {
                confidence: confidence.min(1.0 - tie.certainty),
                into: Some(tie.lineage),
                ..fate(FateKind::Related, reason)
            }
        }
        _ if covers => {
            let reason = Bilingual::new(
                format!("{id} 未见对应条款"),
                format!("no corresponding clause found in {id}"),
            );
            fate(FateKind::NotTakenUp, reason)
        }
        _ => {
            let reason = Bilingual::new(format!("{id} 不涉及该专题"), format!("{id} does not cover its topic"));
            fate(FateKind::OutsideScope, reason)
        }
    })
}

/// The track has a clause of another lineage that answers to it.
fn taken_up(evidence: &Evidence, track: &Track, tie: Tie) -> Fate {
    let place = &evidence.series.clause(tie.other).id;
    Fate {
        track: track.name.clone(),
        kind: FateKind::TakenUp,
        last_seen: Some(tie.other.document_index()),
        confidence: tie.certainty,
        reason: Bilingual::new(
            format!("{place} 与之对应（属另一措施）"),
            format!("{place} corresponds, as part of another measure"),
        ),
        into: Some(tie.lineage),
        nearest: Vec::new(),
    }
}
