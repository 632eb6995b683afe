//! Wire types of what was found in the texts: targets, agencies, citations, programmes, instruments, topics.

use super::{SpanView, TextView};
use serde::{Deserialize, Serialize};

/// Documents in which fates are told together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackView {
    /// Name.
    pub name: String,
    /// Ids of its documents, oldest first.
    pub documents: Vec<String>,
}

/// A word that chapters are headed by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopicView {
    /// The word.
    pub name: String,
    /// Ids of the documents with such a heading.
    pub headed_in: Vec<String>,
    /// Number of lineages that have it.
    pub lineages: usize,
}

/// A stretch of a clause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceView {
    /// The clause.
    pub clause: String,
    /// The stretch, in the clause's document.
    pub span: SpanView,
}

/// A figure that commits to something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetView {
    /// Name of the indicator, normalised.
    pub name: String,
    /// The figure.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// `at-least`, `at-most`, `reach` or `about`.
    pub bound: String,
    /// `cumulative`, `annual`, `per-capita` or `unstated`.
    pub basis: String,
    /// Year by which.
    pub year: Option<i32>,
    /// The clause.
    pub clause: String,
    /// The figure with its unit.
    pub span: SpanView,
    /// The same as printed.
    pub text: String,
}

/// One indicator through time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndicatorView {
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Positions in `targets`.
    pub targets: Vec<usize>,
    /// Each two of them, one after the other.
    pub comparisons: Vec<ComparisonView>,
}

/// Two figures of one indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparisonView {
    /// Position of the earlier target.
    pub old: usize,
    /// Position of the later target.
    pub new: usize,
    /// `comparable`, `other-basis`, `other-level`, `other-unit` or `other-definition`.
    pub comparability: String,
    /// `stronger`, `weaker`, `level`, `mixed` or `incomparable`.
    pub direction: String,
    /// What a reader should know.
    pub note: TextView,
}

/// A date in a measure's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateView {
    /// The clause.
    pub clause: String,
    /// The date.
    pub span: SpanView,
    /// `deadline`, `period`, `occasion`, `in-force`, `expiry`, `title` or `other`.
    pub kind: String,
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
}

/// An agency and its clauses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgencyWorkView {
    /// Name: as printed, or what the codebook calls the body of that name.
    pub name: String,
    /// The names by which the texts call it, by first mention.
    pub names: Vec<String>,
    /// Where it is named.
    pub uses: Vec<AgencyUseView>,
}

/// One mention of an agency as responsible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgencyUseView {
    /// The clause.
    pub clause: String,
    /// The name as printed.
    pub span: SpanView,
    /// `lead`, `responsible` or `support`.
    pub role: String,
}

/// A document that is cited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CitedWorkView {
    /// Title.
    pub title: String,
    /// Document number 文号.
    pub number: Option<String>,
    /// Id, where it is a document of the series.
    pub document: Option<String>,
    /// Who cites it.
    pub uses: Vec<CitationUseView>,
}

/// One citation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CitationUseView {
    /// The citing document.
    pub document: String,
    /// Place.
    pub span: SpanView,
    /// `basis`, `replaces` or `mention`.
    pub role: String,
}

/// A named programme, institution or occasion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeView {
    /// Name.
    pub name: String,
    /// `quoted`, `institution` or `occasion`.
    pub kind: String,
    /// Where it is named.
    pub mentions: Vec<PlaceView>,
}

/// A policy instrument, as a suggestion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InstrumentView {
    /// The clause.
    pub clause: String,
    /// `supply`, `environment` or `demand` (Rothwell and Zegveld).
    pub kind: String,
    /// Kind within it.
    pub subtype: TextView,
    /// The words that suggest it.
    pub span: SpanView,
}
