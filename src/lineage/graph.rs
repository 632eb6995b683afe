//! Derivations as a directed graph from older to newer measures.

use super::{Cut, CutReason, Lane};
use crate::align::{Alignment, Relation};
use crate::ids::ClauseRef;
use crate::segment::ClauseTree;
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;

/// Partners that one clause may have in one other document. In the development gold no sentence has more than six
/// (two of 305 have that many); beyond that a clause is general (加强组织领导) and its weakest links only glue.
pub(super) const HUB_CAP: usize = 6;

/// The graph: nodes in time and reading order, edges weighted by the index of their link.
pub(super) struct Derivations {
    graph: DiGraph<ClauseRef, usize>,
    /// Links that are no edges, with the reason.
    pub(super) cuts: Vec<Cut>,
}

/// An edge as seen from its newer end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    /// Index of the link.
    pub(super) link: usize,
    /// Node number of the older clause.
    pub(super) old: usize,
}

impl Derivations {
    /// Reads the nodes and lifts every link to them.
    pub(super) fn read(trees: &[ClauseTree], nodes: &[Vec<usize>], alignment: &Alignment) -> Self {
        let mut graph = DiGraph::new();
        let mut number: BTreeMap<ClauseRef, NodeIndex> = BTreeMap::new();
        for (d, clauses) in nodes.iter().enumerate() {
            for &c in clauses {
                let at = ClauseRef::new(d, c);
                number.insert(at, graph.add_node(at));
            }
        }
        let lane = |at: ClauseRef| Lane::of(trees[at.document_index()].clauses[at.clause_index()].kind);
        let mut cuts = Vec::new();
        let mut ties = Vec::new();
        for (link, tie) in alignment.links.iter().enumerate() {
            if tie.relation != Relation::Same || tie.old.document >= tie.new.document {
                continue;
            }
            let (old, new) = (tie.old, tie.new);
            let reason = match (number.get(&old), number.get(&new)) {
                (Some(_), Some(_)) if lane(old) != lane(new) => CutReason::CrossLane,
                (Some(&a), Some(&b)) => {
                    ties.push((link, a, b));
                    continue;
                }
                _ => CutReason::Structure,
            };
            cuts.push(Cut { link, reason });
        }
        let kept = without_hubs(&graph, alignment, ties, &mut cuts);
        for (link, old, new) in kept {
            graph.add_edge(old, new, link);
        }
        cuts.sort_unstable();
        Self { graph, cuts }
    }

    /// Number of nodes.
    pub(super) fn len(&self) -> usize {
        self.graph.node_count()
    }

    /// The clause of a node.
    pub(super) fn clause(&self, node: usize) -> ClauseRef {
        self.graph[NodeIndex::new(node)]
    }

    /// The edges that lead into a node, by ascending link.
    pub(super) fn origins(&self, node: usize) -> Vec<Origin> {
        let mut found: Vec<Origin> = self
            .graph
            .edges_directed(NodeIndex::new(node), Direction::Incoming)
            .map(|e| Origin {
                link: *e.weight(),
                old: e.source().index(),
            })
            .collect();
        found.sort_unstable_by_key(|o| o.link);
        found
    }
}

type Tie = (usize, NodeIndex, NodeIndex);

/// Keeps the [`HUB_CAP`] likeliest partners of each clause in each other document; a link must be kept on both sides.
fn without_hubs(
    graph: &DiGraph<ClauseRef, usize>,
    alignment: &Alignment,
    ties: Vec<Tie>,
    cuts: &mut Vec<Cut>,
) -> Vec<Tie> {
    let mut order: Vec<&Tie> = ties.iter().collect();
    order.sort_by(|a, b| {
        let p = |t: &Tie| alignment.links[t.0].certainty();
        p(b).total_cmp(&p(a)).then(a.0.cmp(&b.0))
    });
    let mut partners: BTreeMap<(NodeIndex, u32), usize> = BTreeMap::new();
    let mut dropped = Vec::new();
    for &&(link, old, new) in &order {
        let keys = [(old, graph[new].document), (new, graph[old].document)];
        if keys.iter().any(|k| partners.get(k).copied().unwrap_or(0) >= HUB_CAP) {
            dropped.push(link);
            cuts.push(Cut {
                link,
                reason: CutReason::Hub,
            });
        } else {
            for key in keys {
                *partners.entry(key).or_default() += 1;
            }
        }
    }
    dropped.sort_unstable();
    ties.into_iter()
        .filter(|t| dropped.binary_search(&t.0).is_err())
        .collect()
}
