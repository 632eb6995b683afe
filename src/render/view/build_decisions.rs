//! Fills the wire types of decisions.

use super::build::Builder;
use super::{DecisionView, LearnedView, TrialView, VerdictView, round};
use crate::align::learn::{Relearned, Trial};
use crate::align::scorer::Adjustment;
use crate::decisions::{Decision, Firmness, Held, Lost, Weight};
use crate::ids::ClauseRef;

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

impl Builder<'_> {
    /// What the scorer learned from the decisions.
    pub(super) fn learned(&self, relearned: &Relearned) -> LearnedView {
        let Relearned { learned, gained, lost } = relearned;
        let ids = |pairs: &[(ClauseRef, ClauseRef)]| pairs.iter().map(|&(a, b)| [self.id(a), self.id(b)]).collect();
        LearnedView {
            pairs: learned.pairs,
            same: learned.same,
            kept: learned.kept().is_some(),
            change: learned.best.as_ref().map(change),
            gained: ids(gained),
            lost: ids(lost),
        }
    }
}

fn change(trial: &Trial) -> TrialView {
    let Adjustment { slope, offset, factors } = &trial.adjustment;
    TrialView {
        form: trial.form.name().into(),
        penalty: trial.penalty,
        slope: round(*slope),
        offset: round(*offset),
        factors: factors
            .iter()
            .map(|(&name, &factor)| (name.to_owned(), round(factor)))
            .collect(),
        before: round(trial.before),
        after: round(trial.after),
        error: round(trial.error),
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
        said: verdict(decision),
        written: decision.origin.to_string(),
        clauses: Vec::new(),
        standing: String::new(),
        firmness: None,
        reason: None,
    }
}

/// What was said, by whom, when and why.
pub(super) fn verdict(decision: &Decision) -> VerdictView {
    VerdictView {
        verdict: decision.subject.verdict().into(),
        by: decision.by.to_string(),
        on: decision.on.map(|day| day.to_string()),
        note: decision.note.clone(),
    }
}
