//! Grows lineages forward in time: each clause joins the earlier lineage that its links support best.

use super::graph::{Derivations, Origin};
use super::{Cut, CutReason, Merge};
use crate::align::Alignment;
use crate::ids::ClauseRef;
use std::collections::BTreeMap;

/// Certainty below which a single link does not tie a clause to a lineage. Of 1, .5, .45, .42, .4, .38 and none, .4 groups
/// the dev gold's sentences best (F1 of pairs .63; .59 at .5, .62 at .38).
pub(super) const WEAK_BRIDGE: f64 = 0.4;

/// What growing gives: lineages by number, ordered by first clause.
pub(super) struct Grown {
    pub(super) members: Vec<Vec<ClauseRef>>,
    pub(super) derivations: Vec<Vec<usize>>,
    pub(super) merges: Vec<Merge>,
    pub(super) cuts: Vec<Cut>,
}

/// Grows all lineages.
///
/// Nodes come in time order, so that every ancestor has its lineage before its descendants look for theirs.
/// Ties go to the lineage that began first.
pub(super) fn grow(graph: &Derivations, alignment: &Alignment) -> Grown {
    let mut lineage_of: Vec<usize> = Vec::with_capacity(graph.len());
    let mut grown = Grown {
        members: Vec::new(),
        derivations: Vec::new(),
        merges: Vec::new(),
        cuts: graph.cuts.clone(),
    };
    for node in 0..graph.len() {
        let origins = graph.origins(node);
        let chosen = choose(&origins, &lineage_of, alignment);
        let own = chosen.unwrap_or(grown.members.len());
        if chosen.is_none() {
            grown.members.push(Vec::new());
            grown.derivations.push(Vec::new());
        }
        grown.members[own].push(graph.clause(node));
        for origin in origins {
            let from = lineage_of[origin.old];
            if from == own {
                grown.derivations[own].push(origin.link);
            } else if chosen.is_some() {
                grown.merges.push(Merge {
                    link: origin.link,
                    from,
                    into: own,
                });
            } else {
                grown.cuts.push(Cut {
                    link: origin.link,
                    reason: CutReason::WeakBridge,
                });
            }
        }
        lineage_of.push(own);
    }
    grown.derivations.iter_mut().for_each(|d| d.sort_unstable());
    grown.merges.sort_unstable();
    grown.cuts.sort_unstable();
    grown
}

/// The lineage with the most support, if its support carries the tie.
fn choose(origins: &[Origin], lineage_of: &[usize], alignment: &Alignment) -> Option<usize> {
    let mut support: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for origin in origins {
        support
            .entry(lineage_of[origin.old])
            .or_default()
            .push(alignment.links[origin.link].certainty());
    }
    support
        .into_iter()
        .filter(|(_, ps)| ps.len() > 1 || ps[0] >= WEAK_BRIDGE)
        .map(|(lineage, ps)| (lineage, 1.0 - ps.iter().map(|p| 1.0 - p).product::<f64>()))
        .fold(None, |best: Option<(usize, f64)>, next| match best {
            Some(b) if b.1 >= next.1 => Some(b),
            _ => Some(next),
        })
        .map(|(lineage, _)| lineage)
}
