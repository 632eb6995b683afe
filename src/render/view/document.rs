//! Wire types of documents and clauses.

use super::{TextView, Word};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentView {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Date that orders the series: `2016`, `2016-01` or `2016-01-11`.
    pub date: Option<String>,
    /// Issuing body.
    pub issuer: Option<String>,
    /// Territory.
    pub jurisdiction: Option<String>,
    /// `nation`, `province`, `city` or `county`.
    pub level: Option<String>,
    /// Track in which fates are told.
    pub track: String,
    /// Document number 文号.
    pub number: Option<String>,
    /// `in-force`, `draft` or `expired`.
    pub status: String,
    /// First day in force.
    pub effective_from: Option<String>,
    /// Last day in force.
    pub effective_to: Option<String>,
    /// First and last year of the period covered.
    pub period: Option<(i32, i32)>,
    /// Body that leads the implementation.
    pub lead: Option<String>,
    /// Where each value of the metadata came from.
    pub facts: Vec<FactView>,
    /// Path of the source.
    pub source: String,
    /// File format: `txt`, `md`, `html`, `docx` or `pdf`.
    pub source_format: String,
    /// Program that extracted the text, where it is not this one.
    pub reader: Option<String>,
    /// SHA-256 of the source.
    pub sha256: String,
    /// Encoding of the source, WHATWG name.
    pub encoding: String,
    /// Documents cited, in the order of the text.
    pub citations: Vec<CitationView>,
    /// What it covers: topics that it does not cover are told apart from measures that it dropped.
    pub scope: ScopeView,
    /// What was noticed while reading.
    pub diagnostics: Vec<DiagnosticView>,
    /// Clauses in reading order.
    pub clauses: Vec<ClauseView>,
}

/// What a document covers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScopeView {
    /// Topics that the document is confined to; empty where it is general.
    pub focus: Vec<String>,
    /// By topic: `title`, `heading`, `measure`, `general` or `outside`.
    pub topics: BTreeMap<String, String>,
    /// Why, in words.
    pub reason: TextView,
}

/// Where one value of a document's metadata came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactView {
    /// Name of the field.
    pub field: String,
    /// `manifest`, `text`, `file-name` or `inferred`.
    pub basis: String,
    /// Place, where the text says it.
    pub span: Option<SpanView>,
}

/// A document cited in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CitationView {
    /// Title without the outer book-title marks.
    pub title: String,
    /// 文号 that follows.
    pub number: Option<String>,
    /// `basis`, `replaces` or `mention`.
    pub role: String,
    /// Place.
    pub span: SpanView,
}

/// One observation made while reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiagnosticView {
    /// `note` or `warning`.
    pub severity: String,
    /// Stable name.
    pub code: String,
    /// Place.
    pub span: Option<SpanView>,
    /// What was found and what was done.
    pub message: TextView,
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseView {
    /// Id.
    pub id: String,
    /// Id of the parent.
    pub parent: Option<String>,
    /// Part it plays: `heading`, `target`, `measure` and so on.
    pub kind: Word,
    /// What made it a node: `section`, `item`, `sentence` and so on.
    pub form: Word,
    /// Printed enumerator alone.
    pub label: Option<String>,
    /// Number of ancestors.
    pub depth: usize,
    /// Headings of the ancestors, outermost first.
    pub path: Vec<String>,
    /// Own text, verbatim; children's text not.
    pub text: String,
    /// Own span.
    pub span: SpanView,
    /// Agencies named as responsible.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<AgencyView>,
    /// The measure clauses of a sentence that holds several, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartView>,
}

/// A measure within a sentence of several; its parent is the sentence, which owns the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartView {
    /// Id.
    pub id: String,
    /// Text, verbatim.
    pub text: String,
    /// Place.
    pub span: SpanView,
}

/// An agency named as responsible for a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyView {
    /// Name as printed.
    pub name: String,
    /// `lead`, `responsible` or `support`.
    pub role: String,
    /// Place.
    pub span: SpanView,
}

/// A span in Unicode scalar values of the decoded source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SpanView {
    /// First.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}
