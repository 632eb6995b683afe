//! The lineage graph: measures as nodes, derivations as edges, forward in time. petgraph never leaves here.
//!
//! # Method
//! Nodes are the *measures* of a document: its articles (条), outside of them its sentences, and whatever else holds text
//! of its own and has no sentence under it: what clauses are compared by. A heading over sentences is structure and makes
//! no lineage; a link between two headings, or between two items, is therefore no derivation, and a split at item level
//! that is none at sentence level is not one.
//! A link of a part counts for its sentence.
//!
//! Lineages grow forward in time (`grow`): a clause joins the one earlier lineage that its links support best, or
//! begins its own. With the links given, a further document can thus never change what was said about the earlier ones,
//! which connected components would not promise, and general clauses cannot glue the series into one heap. (The links
//! themselves depend on the weights of words in the whole series: with a fourth seed up to 18 % of those between the
//! other three flip; `tests/integration/history.rs` holds the figure.) A clause with two
//! ancestors of different lineages joins the better one; the link to the other is kept as a [`Merge`]. A clause that is
//! linked to less than half of what a lineage holds in the same documents goes on from one branch of it: it begins its own
//! lineage, and the link is a merge into that.

mod graph;
mod grow;
mod name;

use crate::align::Alignment;
use crate::document::Document;
use crate::ids::{ClauseRef, LineageId};
use crate::parameter::Parameter;
use crate::segment::{ClauseKind, ClauseTree};
use crate::words::Words;
use std::collections::BTreeMap;

/// What shapes the lineages.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::new("lineage.weak-bridge", grow::WEAK_BRIDGE),
    Parameter::new("lineage.coherent", grow::COHERENT),
    Parameter::new("lineage.hub-cap", graph::HUB_CAP as f64),
];

/// All lineages of a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineages {
    /// Lineages, ordered by their first clause.
    pub lineages: Vec<Lineage>,
    /// Links by which a lineage ends in a clause of another, ordered by link.
    pub merges: Vec<Merge>,
    /// Links that were not followed, ordered by link, each with its reason.
    pub cuts: Vec<Cut>,
    index: BTreeMap<ClauseRef, usize>,
}

/// One measure through all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Lineage {
    /// Id that survives a further document: made of the first clause's id.
    pub id: LineageId,
    /// Name a person would give it: the phrases its clauses share.
    pub name: String,
    /// Measures, or boilerplate kept out of the rates.
    pub lane: Lane,
    /// Clauses in time and reading order.
    pub clauses: Vec<ClauseRef>,
    /// Indices into the alignment's links that hold the lineage together, ascending.
    pub derivations: Vec<usize>,
}

/// A link from a clause of one lineage to a clause that belongs to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merge {
    /// Index into the alignment's links.
    pub link: usize,
    /// Lineage of the older clause.
    pub from: usize,
    /// Lineage of the newer clause.
    pub into: usize,
}

/// A link that was not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// Index into the alignment's links.
    pub link: usize,
    /// Why.
    pub reason: CutReason,
}

/// Why a link was not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CutReason {
    /// One end is a general clause with stronger links elsewhere (加强组织领导).
    Hub,
    /// The only and doubtful tie of a clause to a lineage.
    WeakBridge,
    /// It ties boilerplate to a measure.
    CrossLane,
    /// It ties headings or items, whose sentences are the measures.
    Structure,
}

impl CutReason {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            CutReason::Hub => "hub",
            CutReason::WeakBridge => "weak-bridge",
            CutReason::CrossLane => "cross-lane",
            CutReason::Structure => "structure",
        }
    }
}

/// Where a lineage is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Counted in all rates.
    Measures,
    /// 标题、主送机关、引言、指导思想、落款: shown apart.
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

    /// Lane of a clause by its kind. A kind says nothing of other documents, so that a lane never changes.
    pub fn of(kind: ClauseKind) -> Self {
        match kind {
            ClauseKind::Measure | ClauseKind::Target | ClauseKind::Safeguard | ClauseKind::Other => Lane::Measures,
            ClauseKind::Title
            | ClauseKind::Salutation
            | ClauseKind::Preamble
            | ClauseKind::Heading
            | ClauseKind::Principle
            | ClauseKind::Attribution => Lane::Boilerplate,
        }
    }
}

impl Lineages {
    /// Index of the lineage that a clause belongs to, for what stands within an article that of the article; a heading
    /// over sentences belongs to none.
    pub fn of(&self, clause: ClauseRef) -> Option<usize> {
        self.index.get(&clause).copied()
    }

    /// Gives the lineage of a clause another name; a clause of no lineage changes nothing.
    pub fn rename(&mut self, clause: ClauseRef, name: &str) {
        if let Some(lineage) = self.of(clause) {
            name.clone_into(&mut self.lineages[lineage].name);
        }
    }
}

impl Lineage {
    /// The clauses in one document, in reading order.
    ///
    /// # Complexity
    /// Logarithmic in the number of clauses.
    pub fn in_document(&self, document: usize) -> &[ClauseRef] {
        let start = self.clauses.partition_point(|c| c.document_index() < document);
        let end = self.clauses.partition_point(|c| c.document_index() <= document);
        &self.clauses[start..end]
    }

    /// The first clause in time.
    pub fn first(&self) -> ClauseRef {
        self.clauses[0]
    }

    /// The last clause in time.
    pub fn last(&self) -> ClauseRef {
        self.clauses[self.clauses.len() - 1]
    }
}

/// Groups the measures of all documents into lineages.
///
/// `documents` and `trees` run from old to new; `alignment` refers to them. No name cuts one of the `words` apart.
///
/// # Complexity
/// Linear in clauses, links and text, up to logarithms.
pub fn build(documents: &[Document], trees: &[ClauseTree], alignment: &Alignment, words: &Words) -> Lineages {
    let nodes: Vec<Vec<usize>> = trees.iter().map(measures).collect();
    let graph = graph::Derivations::read(trees, &nodes, alignment);
    let grown = grow::grow(&graph, alignment);
    let names = name::names(documents, trees, &grown.members, words);
    let mut index = BTreeMap::new();
    let lineages = grown
        .members
        .into_iter()
        .zip(grown.derivations)
        .zip(names)
        .enumerate()
        .map(|(at, ((clauses, derivations), name))| {
            index.extend(clauses.iter().map(|c| (*c, at)));
            let first = &trees[clauses[0].document_index()].clauses[clauses[0].clause_index()];
            Lineage {
                id: LineageId::new(first.id.as_str()),
                name,
                lane: Lane::of(first.kind),
                clauses,
                derivations,
            }
        })
        .collect();
    within(trees, &mut index);
    Lineages {
        lineages,
        merges: grown.merges,
        cuts: grown.cuts,
        index,
    }
}

/// Adds what stands within the clauses of lineages.
fn within(trees: &[ClauseTree], index: &mut BTreeMap<ClauseRef, usize>) {
    for (d, tree) in trees.iter().enumerate() {
        for (c, clause) in tree.clauses.iter().enumerate() {
            let Some(parent) = clause.parent else { continue };
            if let Some(&lineage) = index.get(&ClauseRef::new(d, parent)) {
                index.entry(ClauseRef::new(d, c)).or_insert(lineage);
            }
        }
    }
}

/// Indices of the clauses of a tree that are measured, as alignment compares them: an article as a whole, a sentence as
/// a whole, and clauses that neither stands under.
pub fn measures(tree: &ClauseTree) -> Vec<usize> {
    let mut inside = vec![false; tree.clauses.len()];
    let mut covered = vec![false; tree.clauses.len()];
    for (i, clause) in tree.clauses.iter().enumerate() {
        let Some(parent) = clause.parent else { continue };
        debug_assert!(parent < i, "a parent stands before its children");
        inside[i] = inside[parent] || tree.clauses[parent].form.is_whole();
        if !inside[i] {
            covered[parent] = true;
        }
    }
    (0..tree.clauses.len()).filter(|&i| !covered[i] && !inside[i]).collect()
}
