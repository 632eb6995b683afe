//! The wire types: the only place where the program's results become serialisable.

use crate::corpus::Corpus;
use crate::pipeline::Outcome;
use crate::span::CharOffsets;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `lineage.json` as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Always `yange.lineage`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// Program that wrote it.
    pub generator: Generator,
    /// The series.
    pub series: Series,
    /// Documents, oldest first.
    pub documents: Vec<DocumentView>,
    /// Links, ordered by clause positions.
    pub links: Vec<LinkView>,
    /// Lineages, ordered by first clause.
    pub lineages: Vec<LineageView>,
}

/// Program that wrote a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Generator {
    /// `yange`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Option<String>,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentView {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Date that orders the series.
    pub date: Option<String>,
    /// Path of the source.
    pub source: String,
    /// SHA-256 of the source.
    pub sha256: String,
    /// Clauses in reading order.
    pub clauses: Vec<ClauseView>,
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseView {
    /// Id.
    pub id: String,
    /// Id of the parent.
    pub parent: Option<String>,
    /// Kind.
    pub kind: String,
    /// Own text, verbatim.
    pub text: String,
    /// Own span in Unicode scalar values.
    pub span: SpanView,
}

/// A span in Unicode scalar values of the decoded source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanView {
    /// First.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// One link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkView {
    /// Earlier clause.
    pub old: String,
    /// Later clause.
    pub new: String,
    /// `same` or `related`.
    pub relation: String,
    /// Calibrated probability.
    pub probability: f64,
    /// Similarity of wording.
    pub similarity: f64,
    /// Signal values.
    pub signals: BTreeMap<String, f64>,
}

/// One lineage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineageView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Clause ids in time order.
    pub clauses: Vec<String>,
}

impl View {
    /// Makes the view of an outcome.
    pub fn new(corpus: &Corpus, outcome: &Outcome) -> Self {
        let id = |at: crate::ids::ClauseRef| {
            outcome.trees[at.document_index()].clauses[at.clause_index()]
                .id
                .to_string()
        };
        let documents = outcome
            .documents
            .iter()
            .zip(&outcome.trees)
            .map(|(document, tree)| {
                let offsets = CharOffsets::new(&document.text);
                let clauses = tree
                    .clauses
                    .iter()
                    .map(|c| {
                        let (start, end) = offsets.span(c.span);
                        ClauseView {
                            id: c.id.to_string(),
                            parent: c.parent.map(|p| tree.clauses[p].id.to_string()),
                            kind: c.kind.name().into(),
                            text: c.span.of(&document.text).into(),
                            span: SpanView { start, end },
                        }
                    })
                    .collect();
                DocumentView {
                    id: document.id.to_string(),
                    title: document.metadata.title.value.clone(),
                    date: document.metadata.date.as_ref().map(|d| d.value.to_string()),
                    source: document.origin.path.clone(),
                    sha256: document.origin.sha256.clone(),
                    clauses,
                }
            })
            .collect();
        let links = outcome
            .alignment
            .links
            .iter()
            .map(|l| LinkView {
                old: id(l.old),
                new: id(l.new),
                relation: l.relation.name().into(),
                probability: l.probability,
                similarity: l.similarity,
                signals: l.signals.iter().map(|s| (s.name.to_owned(), s.value)).collect(),
            })
            .collect();
        let lineages = outcome
            .lineages
            .lineages
            .iter()
            .map(|l| LineageView {
                id: l.id.to_string(),
                name: l.name.clone(),
                clauses: l.clauses.iter().map(|&c| id(c)).collect(),
            })
            .collect();
        View {
            format: "yange.lineage".into(),
            version: 1,
            generator: Generator {
                name: "yange".into(),
                version: env!("CARGO_PKG_VERSION").into(),
            },
            series: Series {
                id: corpus.id.clone(),
                title: corpus.title.clone(),
            },
            documents,
            links,
            lineages,
        }
    }
}
