//! Wire types of statistics; documents and tracks by id and name, every share with its denominator.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StatisticsView {
    /// What happened from each document to the next of its track.
    pub steps: Vec<StepView>,
    /// Shares of the steps with bootstrap intervals.
    pub rates: Vec<RateView>,
    /// Survival curves, one for each track.
    pub survival: Vec<SurvivalView>,
    /// Measures by document and topic.
    pub density: Vec<DensityView>,
    /// Measures by document and the document in which they were first said.
    pub composition: Vec<CompositionView>,
}

/// What happened from one document to the next of its track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepView {
    /// The track.
    pub track: String,
    /// Earlier document.
    pub from: String,
    /// Later document.
    pub to: String,
    /// Measures of the earlier document.
    pub old: usize,
    /// Measures of the later document.
    pub new: usize,
    /// What became of the old ones; the counts add up to `old`.
    pub fates: BTreeMap<String, usize>,
    /// Where the new ones come from; the counts add up to `new`.
    pub origins: BTreeMap<String, usize>,
}

/// A share with what it was counted from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RateView {
    /// `retention`, `termination`, `innovation`, `revival` or `related`.
    pub name: String,
    /// What is counted: `clauses` or `characters`.
    pub basis: String,
    /// The track.
    pub track: String,
    /// Earlier document.
    pub from: String,
    /// Later document.
    pub to: String,
    /// Counted.
    pub numerator: usize,
    /// Out of.
    pub denominator: usize,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// How long the lineages of a track live (Kaplan and Meier).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurvivalView {
    /// The track.
    pub track: String,
    /// Points by age.
    pub points: Vec<SurvivalPointView>,
    /// Years after which half were gone.
    pub half_life_years: Option<i32>,
}

/// One point of a survival curve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurvivalPointView {
    /// Years since the lineage's first document.
    pub age_years: i32,
    /// Lineages still followed at this age.
    pub at_risk: usize,
    /// Lineages not found any more at this age.
    pub ended: usize,
    /// Share still alive.
    pub share: f64,
}

/// Measures of one document about one topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DensityView {
    /// The document.
    pub document: String,
    /// The topic; none for measures without one.
    pub topic: Option<String>,
    /// Clauses.
    pub clauses: usize,
    /// Letters and digits.
    pub characters: usize,
}

/// Measures of one document by where they were first said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompositionView {
    /// The document.
    pub document: String,
    /// The document in which their lineages begin.
    pub first: String,
    /// Clauses.
    pub clauses: usize,
    /// Letters and digits.
    pub characters: usize,
}
