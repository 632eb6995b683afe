//! What is to be judged: texts cut into clauses, links between them, and optionally every scored pair.

use crate::align::Alignment;
use crate::document::Document;
use crate::ids::ClauseRef;
use crate::pipeline::Outcome;
use crate::review::asks_about;
use crate::segment::ClauseTree;
use std::collections::BTreeSet;

/// The answer of any method, in a form that does not depend on how it was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Predictions {
    /// Documents in the order that the positions of clauses refer to.
    pub documents: Vec<PredictedDocument>,
    /// Links in any order.
    pub links: Vec<PredictedLink>,
    /// Lineages as lists of clauses; where empty, the connected groups of the links stand in.
    pub lineages: Vec<Vec<ClauseRef>>,
    /// Scored pairs, refused ones included, in any order; empty where the method keeps none.
    pub ranking: Vec<ScoredPair>,
    /// Clauses that a reviewer would be asked about; where empty, all.
    pub asked: BTreeSet<ClauseRef>,
}

/// One document as the method cut it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PredictedDocument {
    /// File name without its folder.
    pub file: String,
    /// The whole decoded text.
    pub text: String,
    /// Own texts of the clauses in reading order, verbatim.
    pub clauses: Vec<String>,
}

/// One link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PredictedLink {
    /// The earlier clause.
    pub old: ClauseRef,
    /// The later clause.
    pub new: ClauseRef,
    /// What the method claims; only [`Claim::Same`] counts as a prediction.
    pub claim: Claim,
    /// Probability that the two are the same measure, [0, 1].
    pub probability: f64,
}

/// What a method says of two clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The same measure.
    Same,
    /// Near, but not the same.
    Related,
}

/// A pair with its probability, linked or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoredPair {
    /// The earlier clause.
    pub old: ClauseRef,
    /// The later clause.
    pub new: ClauseRef,
    /// Probability that the two are the same measure, [0, 1].
    pub probability: f64,
}

impl Predictions {
    /// Takes what a run of the pipeline found; the ranking holds the links and the nearest refused candidates.
    pub fn from_outcome(outcome: &Outcome) -> Self {
        let lineages = outcome.lineages.lineages.iter().map(|l| l.clauses.clone()).collect();
        Self {
            lineages,
            ..Self::from_alignment(&outcome.documents, &outcome.trees, &outcome.alignment)
        }
    }

    /// Takes the links of any alignment; the connected groups of the links stand in for lineages.
    pub fn from_alignment(texts: &[Document], trees: &[ClauseTree], alignment: &Alignment) -> Self {
        let links: Vec<PredictedLink> = alignment
            .links
            .iter()
            .map(|link| PredictedLink {
                old: link.old,
                new: link.new,
                claim: if link.relation.name() == "same" {
                    Claim::Same
                } else {
                    Claim::Related
                },
                probability: link.probability,
            })
            .collect();
        let linked = links.iter().map(|l| (l.old, l.new, l.probability));
        let refused = alignment.refused.iter().map(|r| {
            let (old, new) = (r.clause.min(r.candidate), r.clause.max(r.candidate));
            (old, new, r.probability)
        });
        let mut ranking: Vec<ScoredPair> = linked
            .chain(refused)
            .map(|(old, new, probability)| ScoredPair { old, new, probability })
            .collect();
        ranking.sort_by(|a, b| {
            (a.old, a.new)
                .cmp(&(b.old, b.new))
                .then(b.probability.total_cmp(&a.probability))
        });
        ranking.dedup_by_key(|p| (p.old, p.new));
        Self {
            documents: documents(texts, trees),
            links,
            lineages: Vec::new(),
            ranking,
            asked: asked(trees),
        }
    }
}

/// Clauses that a reviewer is asked about.
fn asked(trees: &[ClauseTree]) -> BTreeSet<ClauseRef> {
    let all = trees.iter().enumerate().flat_map(|(d, tree)| {
        let clauses = tree.clauses.iter().enumerate();
        let asked = clauses.filter(|(_, clause)| asks_about(clause.kind));
        asked.map(move |(c, _)| ClauseRef::new(d, c))
    });
    all.collect()
}

/// Documents as they were cut.
pub(super) fn documents(texts: &[Document], trees: &[ClauseTree]) -> Vec<PredictedDocument> {
    let pairs = texts.iter().zip(trees);
    pairs
        .map(|(document, tree)| PredictedDocument {
            file: file_name(&document.origin.path).to_owned(),
            text: document.text.clone(),
            clauses: tree
                .clauses
                .iter()
                .map(|c| c.span.of(&document.text).to_owned())
                .collect(),
        })
        .collect()
}

pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
