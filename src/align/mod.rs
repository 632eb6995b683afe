//! Decides which clauses are the same measure: signals, scorer, calibration, selection, people's decisions.
//!
//! Knows nothing of graphs.

mod evidence;
mod report;
pub mod score;
pub mod scorer;
pub mod select;
pub mod signals;
pub mod train;

use crate::candidates::Candidates;
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
    /// Calibrated probability that a reader would call the two the same measure, [0, 1].
    pub probability: f64,
    /// Similarity of the wording, [0, 1].
    pub similarity: f64,
    /// Every signal with its value and its contribution to the score (log odds), in the scorer's order.
    pub signals: Vec<Signal>,
    /// Shared phrases, longest first on ties by place.
    pub evidence: Vec<Evidence>,
    /// Who decided.
    pub decided_by: Decider,
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

/// Who decided on a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider {
    /// The scorer.
    Model,
    /// A person, in the series' decisions.
    Person,
}

impl Decider {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Decider::Model => "model",
            Decider::Person => "person",
        }
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
}

/// Why a candidate was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalReason {
    /// Too unlikely by itself.
    BelowThreshold,
    /// A better partner took the place.
    BetterPartner,
    /// A person said no.
    Person,
}

impl RefusalReason {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            RefusalReason::BelowThreshold => "below-threshold",
            RefusalReason::BetterPartner => "better-partner",
            RefusalReason::Person => "person",
        }
    }
}

/// Scores the candidates and selects links.
///
/// # Complexity
/// Linear in the number of candidate pairs and the lengths of their texts, apart from the selection.
pub fn align(features: &Features, candidates: &Candidates, scorer: &Scorer) -> Alignment {
    report::alignment(features, candidates, scorer)
}
