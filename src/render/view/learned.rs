//! Wire types of what a scorer learned from the decisions of a series.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the scorer learned from the decisions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LearnedView {
    /// Decided pairs that were learned from.
    pub pairs: usize,
    /// How many of them are the same measure.
    pub same: usize,
    /// Whether the change is applied: it helped on decided clauses that were left out.
    pub kept: bool,
    /// The best change; `null` where too few pairs were decided to try any.
    pub change: Option<TrialView>,
    /// Links of the same measure that it made, `[old, new]`.
    pub gained: Vec<[String; 2]>,
    /// Links of the same measure that it undid.
    pub lost: Vec<[String; 2]>,
}

/// A change of the scorer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrialView {
    /// `calibration` (slope and offset alone) or `weights`.
    pub form: String,
    /// Strength of the pull towards no change.
    pub penalty: f64,
    /// What all log odds are multiplied by.
    pub slope: f64,
    /// What is added to them then.
    pub offset: f64,
    /// What the weights of single signals are multiplied by.
    pub factors: BTreeMap<String, f64>,
    /// Mean log loss of a decided pair by the scorer as it was.
    pub before: f64,
    /// The same by changes that have not seen the pair's clause.
    pub after: f64,
    /// Standard error of the difference, over the clauses.
    pub error: f64,
}
