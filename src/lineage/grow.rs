//! Grows lineages forward in time: each clause joins the earlier lineage that its links support best.

use super::graph::{Derivations, Origin};
use super::{Cut, CutReason, Merge};
use crate::align::Alignment;
use crate::ids::ClauseRef;
use std::collections::{BTreeMap, BTreeSet};

/// Certainty below which a single link does not tie a clause to a lineage. Of 1, .5, .45, .42, .4, .38 and none, .4 groups
/// the dev gold's sentences best (F1 of pairs .63; .59 at .5, .62 at .38).
pub(super) const WEAK_BRIDGE: f64 = 0.4;

/// Share of a lineage's clauses, in the documents of the links, that a clause must be linked to in order to join it: half.
/// Without it one article of 2002 with a list of purposes draws 44 articles of eleven statutes on patents into one lineage;
/// with it the largest has 18. The dev gold's sentences are grouped alike from 0 to .5.
pub(super) const COHERENT: f64 = 0.5;

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
        let tied = supported(&origins, &lineage_of, alignment);
        let chosen = best(tied.iter().filter(|tie| coheres(graph, &grown, tie)));
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
            } else if chosen.is_some() || tied.iter().any(|tie| tie.lineage == from) {
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

/// A lineage that a clause is tied to.
struct Tied {
    lineage: usize,
    /// Nodes of the lineage that the clause is linked to.
    nodes: Vec<usize>,
    /// How sure it is that one of the links is right.
    support: f64,
}

/// The lineages that a clause is tied to firmly enough, by number.
fn supported(origins: &[Origin], lineage_of: &[usize], alignment: &Alignment) -> Vec<Tied> {
    let mut ties: BTreeMap<usize, Vec<Origin>> = BTreeMap::new();
    for origin in origins {
        ties.entry(lineage_of[origin.old]).or_default().push(*origin);
    }
    let tied = ties.into_iter().map(|(lineage, links)| {
        let misses = links.iter().map(|o| 1.0 - alignment.links[o.link].certainty());
        let tied = Tied {
            lineage,
            nodes: links.iter().map(|o| o.old).collect(),
            support: 1.0 - misses.product::<f64>(),
        };
        (links.len(), tied)
    });
    tied.filter(|(links, tied)| *links > 1 || tied.support >= WEAK_BRIDGE)
        .map(|(_, tied)| tied)
        .collect()
}

/// Whether a clause is linked to enough of what the lineage holds in the documents of its links to be the same measure.
/// One that goes on from a single branch of a measure that was split begins its own.
fn coheres(graph: &Derivations, grown: &Grown, tied: &Tied) -> bool {
    let documents: BTreeSet<u32> = tied.nodes.iter().map(|&n| graph.clause(n).document).collect();
    let members = grown.members[tied.lineage].iter();
    let there = members.filter(|c| documents.contains(&c.document)).count();
    tied.nodes.len() as f64 >= COHERENT * there as f64
}

/// The lineage with the most support; ties go to the one that began first.
fn best<'t>(tied: impl Iterator<Item = &'t Tied>) -> Option<usize> {
    let best = tied.reduce(|a, b| if b.support > a.support { b } else { a });
    best.map(|tied| tied.lineage)
}
