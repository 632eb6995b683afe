//! The lineage graph: clauses as nodes, derivations as edges, forward in time. petgraph never leaves here.

use crate::align::{Alignment, Relation};
use crate::document::Document;
use crate::ids::{ClauseRef, LineageId};
use crate::segment::{ClauseForm, ClauseKind, ClauseTree};
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// All lineages of a series.
#[derive(Clone, Debug, Default)]
pub struct Lineages {
    /// Lineages, ordered by their first clause.
    pub lineages: Vec<Lineage>,
}

/// One measure through all documents.
#[derive(Clone, Debug)]
pub struct Lineage {
    /// Id that survives a further document: made of the first clause's id.
    pub id: LineageId,
    /// Name a person would give it.
    pub name: String,
    /// Measures, or boilerplate kept out of the rates.
    pub lane: Lane,
    /// Clauses in time and reading order.
    pub clauses: Vec<ClauseRef>,
    /// Indices into the alignment's links that hold the lineage together.
    pub derivations: Vec<usize>,
}

/// Where a lineage is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Counted in all rates.
    Measures,
    /// 指导思想, 附则, 施行日期: shown apart.
    Boilerplate,
}

impl Lane {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Lane::Measures => "measures",
            Lane::Boilerplate => "boilerplate",
        }
    }
}

/// Groups clauses into lineages.
pub fn build(documents: &[Document], trees: &[ClauseTree], alignment: &Alignment) -> Lineages {
    let nodes: Vec<ClauseRef> = trees
        .iter()
        .enumerate()
        .flat_map(|(d, t)| {
            t.clauses
                .iter()
                .enumerate()
                .filter(|(_, c)| c.form == ClauseForm::Sentence)
                .map(move |(i, _)| ClauseRef::new(d, i))
        })
        .collect();
    let index: BTreeMap<ClauseRef, usize> = nodes.iter().enumerate().map(|(i, n)| (*n, i)).collect();
    let mut sets = UnionFind::<usize>::new(nodes.len());
    for link in alignment.links.iter().filter(|l| l.relation == Relation::Same) {
        if let (Some(&a), Some(&b)) = (index.get(&link.old), index.get(&link.new)) {
            sets.union(a, b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<ClauseRef>> = BTreeMap::new();
    let mut leader: BTreeMap<usize, usize> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        let first = *leader.entry(sets.find(i)).or_insert(i);
        groups.entry(first).or_default().push(*node);
    }
    let lineages = groups
        .into_values()
        .map(|clauses| {
            let first = clauses[0];
            let clause = &trees[first.document_index()].clauses[first.clause_index()];
            let text = clause.extent.of(&documents[first.document_index()].text);
            let derivations = (0..alignment.links.len())
                .filter(|&l| clauses.contains(&alignment.links[l].old) && clauses.contains(&alignment.links[l].new))
                .collect();
            let lane = if clause.kind == ClauseKind::Measure {
                Lane::Measures
            } else {
                Lane::Boilerplate
            };
            Lineage {
                id: LineageId::new(clause.id.as_str()),
                name: text.chars().take(16).collect(),
                lane,
                clauses,
                derivations,
            }
        })
        .collect();
    Lineages { lineages }
}
