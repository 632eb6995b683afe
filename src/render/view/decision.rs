//! Wire types of decisions: what reviewers said, and where it stands in the texts of today.

use super::TextView;
use serde::{Deserialize, Serialize};

/// What was decided, by whom, when and why; as a link bears it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerdictView {
    /// `same`, `related`, `different`, `cut`, `join`, `kind`, `name` or `note`; of a link one of the first three.
    pub verdict: String,
    /// Who decided; a program as `model:<name>`.
    pub by: String,
    /// The day, `2026-11-27`.
    pub on: Option<String>,
    /// Why; the remark of a `note`.
    pub note: Option<String>,
}

/// A decision of the series and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionView {
    /// What was decided.
    #[serde(flatten)]
    pub said: VerdictView,
    /// File and line.
    pub written: String,
    /// Its clauses today; of a lost decision the ids as it names them.
    pub clauses: Vec<String>,
    /// `applied`, `outweighed` by a person's, or `lost`.
    pub standing: String,
    /// How surely these are its clauses: `exact`, `renumbered` or `corrected`; `null` where it is lost.
    pub firmness: Option<String>,
    /// Why it is lost and what to do.
    pub reason: Option<TextView>,
}
