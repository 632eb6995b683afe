//! Where decisions stand today: those that hold, those that lost their text, those that contradict each other.

use super::{Anchors, Correction, Decision, Decisions, Firmness, Loss, Reviewer, Subject, Verdict};
use crate::ids::ClauseRef;
use std::collections::BTreeMap;

/// Decisions seen against the clauses of today.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Decisions whose clauses were found, in their order.
    pub held: Vec<Held>,
    /// Decisions whose clauses were not, in their order; each is reported.
    pub lost: Vec<Lost>,
    /// Decisions that exclude each other; neither is applied.
    pub contradictions: Vec<Contradiction>,
}

/// Positions and answers of the decisions, by question and clauses.
type Asked = BTreeMap<(Question, Vec<ClauseRef>), Vec<(usize, String)>>;

/// A decision that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The decision.
    pub decision: Decision,
    /// Its clauses, two for a pair with the earlier first, else one.
    pub clauses: Vec<ClauseRef>,
    /// How surely they are the ones that were meant: the least sure of them.
    pub firmness: Firmness,
    /// Whether it is applied: not where a person's outweighs it, or where another contradicts it.
    pub weight: Weight,
}

/// Whether a decision that holds is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It is.
    Applied,
    /// A person decided otherwise.
    Outweighed,
    /// Another decision of the same weight says otherwise.
    Contradicted,
}

/// A decision whose text is gone or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// The decision.
    pub decision: Decision,
    /// The clause that was not found, as the decision names it.
    pub clause: String,
    /// Why.
    pub loss: Loss,
}

/// Two decisions that exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// The one that stands first.
    pub first: Decision,
    /// The other.
    pub second: Decision,
}

impl Standing {
    /// Decisions that are applied.
    pub fn applied(&self) -> impl Iterator<Item = &Held> {
        self.held.iter().filter(|h| h.weight == Weight::Applied)
    }

    /// Names of lineages that are applied, each by one of its clauses.
    pub fn names(&self) -> impl Iterator<Item = (ClauseRef, &str)> {
        self.applied()
            .filter_map(|held| match (&held.decision.subject, &*held.clauses) {
                (Subject::Name { name, .. }, &[clause]) => Some((clause, name.as_str())),
                _ => None,
            })
    }

    /// Verdicts on pairs that are applied, with their deciders.
    pub fn verdicts(&self) -> impl Iterator<Item = (ClauseRef, ClauseRef, Verdict, &Decision)> {
        self.applied()
            .filter_map(|held| match (&held.decision.subject, &*held.clauses) {
                (Subject::Pair { verdict, .. }, &[old, new]) => Some((old, new, *verdict, &held.decision)),
                _ => None,
            })
    }
}

/// Finds the clauses of every decision and weighs decisions on the same clauses.
///
/// A pair is turned so that the earlier document comes first; a person's decision outweighs a program's.
///
/// # Complexity
/// That of finding the clauses, then n log n in the decisions.
pub fn stand(decisions: &Decisions, anchors: &Anchors<'_>) -> Standing {
    let mut standing = Standing::default();
    for decision in &decisions.list {
        match find(decision, anchors) {
            Ok(held) => standing.held.push(held),
            Err(lost) => standing.lost.push(*lost),
        }
    }
    weigh(&mut standing);
    standing
}

fn find(decision: &Decision, anchors: &Anchors<'_>) -> Result<Held, Box<Lost>> {
    let (mut clauses, mut firmness) = (Vec::new(), Firmness::Exact);
    for anchor in decision.subject.anchors() {
        match anchors.find(anchor) {
            Ok((at, how)) => {
                clauses.push(at);
                firmness = firmness.max(how);
            }
            Err(loss) => {
                return Err(Box::new(Lost {
                    decision: decision.clone(),
                    clause: anchor.clause.clone(),
                    loss,
                }));
            }
        }
    }
    clauses.sort_unstable();
    Ok(Held {
        decision: decision.clone(),
        clauses,
        firmness,
        weight: Weight::Applied,
    })
}

/// What a decision answers.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    Pair,
    Cut,
    Kind,
    Name,
}

/// The question and what is answered; decisions on one question must agree.
fn answer(decision: &Decision) -> Option<(Question, String)> {
    Some(match &decision.subject {
        Subject::Pair { verdict, .. } => (Question::Pair, verdict.name().to_owned()),
        Subject::Clause { correction, .. } => match correction {
            // A clause may be cut in several places.
            Correction::Cut(_) => (Question::Cut, "cut".to_owned()),
            Correction::Join => (Question::Cut, "join".to_owned()),
            Correction::Kind(kind) => (Question::Kind, kind.name().to_owned()),
        },
        Subject::Name { name, .. } => (Question::Name, name.clone()),
        Subject::Note { .. } => return None,
    })
}

fn weigh(standing: &mut Standing) {
    let mut asked: Asked = BTreeMap::new();
    for (index, held) in standing.held.iter().enumerate() {
        if let Some((question, answer)) = answer(&held.decision) {
            let key = (question, held.clauses.clone());
            asked.entry(key).or_default().push((index, answer));
        }
    }
    let mut contradictions = Vec::new();
    for answers in asked.into_values() {
        let person = |i: usize| standing.held[i].decision.by.is_person();
        let decided = answers.iter().any(|(i, _)| person(*i));
        let (heard, outweighed): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(i, _)| !decided || person(*i));
        let other = heard.iter().find(|(_, answer)| *answer != heard[0].1).map(|(i, _)| *i);
        if let Some(second) = other {
            contradictions.push((heard[0].0, second));
        }
        for (index, _) in outweighed {
            standing.held[index].weight = Weight::Outweighed;
        }
        for (index, _) in heard.iter().filter(|_| other.is_some()) {
            standing.held[*index].weight = Weight::Contradicted;
        }
    }
    contradictions.sort_unstable();
    standing.contradictions = contradictions
        .into_iter()
        .map(|(first, second)| Contradiction {
            first: standing.held[first].decision.clone(),
            second: standing.held[second].decision.clone(),
        })
        .collect();
}

impl Reviewer {
    /// The name that a link decided by them bears: `person` or `model:<name>`.
    pub fn label(&self) -> String {
        match self {
            Self::Person(_) => "person".to_owned(),
            Self::Model(_) => self.to_string(),
        }
    }
}
