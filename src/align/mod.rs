//! Decides which clauses are the same measure: signals, scorer, calibration, selection, people's decisions.
//!
//! Knows nothing of graphs.

use crate::candidates::Candidates;
use crate::features::{Features, Unit};
use crate::ids::ClauseRef;
use crate::span::Span;

/// Links with their evidence, and the nearest candidates that were refused.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// Accepted links, ordered by (old, new).
    pub links: Vec<Link>,
    /// For every unit and every other document: up to three nearest candidates that were refused,
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

/// Cosine of bigram weights above which the first method links; dev gold F1 peaks near it.
const THRESHOLD: f64 = 0.22;

/// Scores the candidates and selects links.
pub fn align(features: &Features, candidates: &Candidates) -> Alignment {
    let mut links = Vec::new();
    let mut refused = Vec::new();
    for &(i, j) in &candidates.pairs {
        let (old, new) = (&features.units[i as usize], &features.units[j as usize]);
        let similarity = cosine(old, new);
        let probability = (similarity / (2.0 * THRESHOLD)).min(1.0);
        if similarity >= THRESHOLD {
            links.push(Link {
                old: old.at,
                new: new.at,
                relation: Relation::Same,
                probability,
                similarity,
                signals: vec![Signal {
                    name: "bigram-cosine",
                    value: similarity,
                    contribution: similarity,
                }],
                evidence: Vec::new(),
                decided_by: Decider::Model,
                runner_up_of_old: None,
                runner_up_of_new: None,
            });
        } else if similarity > 0.08 {
            for (clause, candidate) in [(old.at, new.at), (new.at, old.at)] {
                refused.push(Refusal {
                    clause,
                    candidate,
                    probability,
                    reason: RefusalReason::BelowThreshold,
                });
            }
        }
    }
    refused.sort_by(|a, b| {
        (a.clause, a.candidate.document)
            .cmp(&(b.clause, b.candidate.document))
            .then(b.probability.total_cmp(&a.probability))
            .then(a.candidate.cmp(&b.candidate))
    });
    let mut rank = 0;
    let mut last = None;
    refused.retain(|r| {
        let key = Some((r.clause, r.candidate.document));
        rank = if key == last { rank + 1 } else { 0 };
        last = key;
        rank < 3
    });
    links.sort_by_key(|l| (l.old, l.new));
    Alignment { links, refused }
}

fn cosine(a: &Unit, b: &Unit) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0_f64);
    while i < a.bigrams.len() && j < b.bigrams.len() {
        match a.bigrams[i].0.cmp(&b.bigrams[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += f64::from(a.bigrams[i].1) * f64::from(b.bigrams[j].1);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
