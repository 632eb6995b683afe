//! Fills the wire types of decisions.

use super::build::Builder;
use super::{DecisionView, VerdictView};
use crate::decisions::{Decision, Firmness, Held, Lost, Weight};

impl Builder<'_> {
    /// Every decision of the series, those that hold first, in the order of their files.
    pub(super) fn decisions(&self) -> Vec<DecisionView> {
        let standing = &self.outcome.standing;
        let held = standing.held.iter().map(|held| self.held(held));
        held.chain(standing.lost.iter().map(lost)).collect()
    }

    fn held(&self, held: &Held) -> DecisionView {
        let standing = match held.weight {
            Weight::Applied => "applied",
            Weight::Outweighed => "outweighed",
            Weight::Contradicted => "contradicted",
        };
        let firmness = match held.firmness {
            Firmness::Exact => "exact",
            Firmness::Renumbered => "renumbered",
            Firmness::Corrected => "corrected",
        };
        DecisionView {
            clauses: self.ids(&held.clauses),
            standing: standing.into(),
            firmness: Some(firmness.into()),
            ..view(&held.decision)
        }
    }
}

fn lost(lost: &Lost) -> DecisionView {
    let anchors = lost.decision.subject.anchors();
    DecisionView {
        clauses: anchors.into_iter().map(|anchor| anchor.clause.clone()).collect(),
        standing: "lost".into(),
        reason: Some((&lost.loss.message(&lost.clause)).into()),
        ..view(&lost.decision)
    }
}

fn view(decision: &Decision) -> DecisionView {
    DecisionView {
        verdict: decision.subject.verdict().into(),
        by: decision.by.to_string(),
        on: decision.on.map(|day| day.to_string()),
        note: decision.note.clone(),
        written: decision.origin.to_string(),
        clauses: Vec::new(),
        standing: String::new(),
        firmness: None,
        reason: None,
    }
}

/// What a link or a refusal says of the decision that made it.
pub(super) fn of_pair(decision: &Decision) -> VerdictView {
    VerdictView {
        verdict: decision.subject.verdict().into(),
        by: decision.by.to_string(),
        on: decision.on.map(|day| day.to_string()),
        note: decision.note.clone(),
    }
}
