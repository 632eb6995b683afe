//! Wire types of the review queue.

use super::{SpanView, Word};
use serde::{Deserialize, Serialize};

/// One clause with its likeliest partners in every other document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScreenView {
    /// The clause.
    pub clause: String,
    /// What a decision quotes of it: without its number, of a heading the heading alone.
    pub span: SpanView,
    /// Content hash by which a decision holds.
    pub hash: String,
    /// Hashes of the clauses before and after.
    pub around: String,
    /// Links that the screen is expected to make or undo, those left out that an earlier screen asks for.
    pub doubt: f64,
    /// Partners by document, then likeliest first.
    pub partners: Vec<PartnerView>,
}

/// A clause that may be the same measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartnerView {
    /// The clause.
    pub clause: String,
    /// Probability that the two are the same measure.
    pub probability: f64,
    /// `same` or `related` where the two are linked.
    pub relation: Option<Word>,
    /// `person` or `model` where a decision of the series made it so; absent where none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
}
