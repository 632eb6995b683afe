//! Decides which clauses are the same measure: signals, scorer, calibration, selection, people's decisions.
//!
//! Knows nothing of graphs.

mod asked;
mod decided;
mod evidence;
pub mod learn;
mod report;
pub mod score;
pub mod scorer;
pub mod select;
pub mod signals;
pub mod train;

pub use asked::{Pair, signals as signals_of};

use crate::candidates::Candidates;
use crate::decisions::{Decision, Standing};
use crate::features::Features;
use crate::ids::ClauseRef;
use crate::parameter::Parameter;
use crate::span::Span;
use scorer::Scorer;

/// What shapes the links, beside the scorer's weights.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::new("align.revised-from", scorer::REVISED_FROM as f64),
    Parameter::new("align.revised-over", scorer::REVISED_OVER as f64),
    Parameter::new("align.silence-tells-from", scorer::SILENCE_TELLS_FROM),
    Parameter::new("align.silence-tells-over", scorer::SILENCE_TELLS_OVER),
    Parameter::new("align.further-partner-price", select::FURTHER_PARTNER_PRICE),
    Parameter::new("align.most-further-partners", select::MOST_FURTHER_PARTNERS),
    Parameter::new("align.nearest-refused", report::NEAREST as f64),
    Parameter::new("align.least-shown", report::LEAST_SHOWN),
];

/// Links with their evidence, and the nearest candidates that were refused.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// Accepted links, ordered by (old, new).
    pub links: Vec<Link>,
    /// For every unit and every other document: up to ten nearest candidates that were refused,
    /// ordered by (clause, descending probability, candidate).
    pub refused: Vec<Refusal>,
}

/// Two clauses of different documents that are the same or a related measure.
#[derive(Clone, Debug)]
pub struct Link {
    /// The clause of the earlier document.
    pub old: ClauseRef,
    /// The clause of the later document.
    pub new: ClauseRef,
    /// Same measure or related.
    pub relation: Relation,
    /// Calibrated probability that a reader would call the two the same measure, [0, 1], whatever a reviewer decided; 0
    /// for clauses that the scorer does not look at.
    pub probability: f64,
    /// Similarity of the wording, [0, 1].
    pub similarity: f64,
    /// Every signal with its value and its contribution to the score (log odds), in the scorer's order.
    pub signals: Vec<Signal>,
    /// Shared phrases, longest first on ties by place.
    pub evidence: Vec<Evidence>,
    /// The verdict that made it; `None` where the scorer decided.
    pub decision: Option<Box<Decision>>,
    /// The next best partner of the old clause in the new clause's document.
    pub runner_up_of_old: Option<Rival>,
    /// The next best partner of the new clause in the old clause's document.
    pub runner_up_of_new: Option<Rival>,
}

/// How two linked clauses stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same measure.
    Same,
    /// Near, but not the same measure.
    Related,
}

impl Relation {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Same => "same",
            Relation::Related => "related",
        }
    }
}

/// Who decided where no reviewer did.
pub const SCORER: &str = "scorer";

/// The name of who decided: `scorer`, `person` or `model:<name>`.
fn decider(decision: Option<&Decision>) -> String {
    decision.map_or_else(|| SCORER.to_owned(), |decision| decision.by.label())
}

impl Link {
    /// Who decided: `scorer`, `person` or `model:<name>`.
    pub fn decided_by(&self) -> String {
        decider(self.decision.as_deref())
    }

    /// How much the link counts in what is built on it, [0, 1]: its probability; 1 where a reviewer called the two the
    /// same.
    pub fn certainty(&self) -> f64 {
        match (&self.decision, self.relation) {
            (Some(_), Relation::Same) => 1.0,
            _ => self.probability,
        }
    }
}

impl Refusal {
    /// Who decided: `scorer`, `person` or `model:<name>`.
    pub fn decided_by(&self) -> String {
        decider(self.decision.as_deref())
    }

    /// How likely the candidate still is the same measure, [0, 1]: its probability; 0 where a reviewer said no.
    pub fn possibility(&self) -> f64 {
        if self.decision.is_some() { 0.0 } else { self.probability }
    }
}

/// A signal's value and what it added to the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signal {
    /// Stable kebab-case name.
    pub name: &'static str,
    /// The value; the range is documented with the signal.
    pub value: f64,
    /// Weight times value, in log odds.
    pub contribution: f64,
}

/// A phrase or concept that both sides share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Place in the old document.
    pub old: Span,
    /// Place in the new document.
    pub new: Span,
    /// The concept, where the wording differs.
    pub concept: Option<String>,
}

/// Another candidate partner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rival {
    /// The clause.
    pub clause: ClauseRef,
    /// Its probability.
    pub probability: f64,
}

/// A candidate that was looked at and refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The clause that was looked at.
    pub clause: ClauseRef,
    /// The partner that was refused.
    pub candidate: ClauseRef,
    /// Its probability.
    pub probability: f64,
    /// Why.
    pub reason: RefusalReason,
    /// The verdict that refused it; `None` where the scorer decided.
    pub decision: Option<Box<Decision>>,
}

/// Why a candidate was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalReason {
    /// Too unlikely by itself.
    BelowThreshold,
    /// A better partner took the place.
    BetterPartner,
    /// A reviewer said no.
    Decision,
}

impl RefusalReason {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            RefusalReason::BelowThreshold => "below-threshold",
            RefusalReason::BetterPartner => "better-partner",
            RefusalReason::Decision => "decision",
        }
    }
}

/// Scores the candidates and selects links; verdicts of reviewers are taken as given and outweigh the scorer.
///
/// A pair that a reviewer called the same measure takes its place before all others compete for theirs.
///
/// # Complexity
/// Linear in the number of candidate pairs and the lengths of their texts, apart from the selection.
pub fn align(features: &Features, candidates: &Candidates, scorer: &Scorer, standing: &Standing) -> Alignment {
    report::alignment(features, candidates, scorer, standing)
}
