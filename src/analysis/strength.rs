//! Strength 力度: how firmly a text commits, component by component. Never summed.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::lineage::Lineage;
use crate::span::Span;

/// How one component of strength changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrengthChange {
    /// certainty, scope, actor, amount, deadline.
    pub component: StrengthComponent,
    /// Direction.
    pub direction: Direction,
    /// Words that show it in the old text.
    pub old: Vec<Span>,
    /// Words that show it in the new text.
    pub new: Vec<Span>,
}

/// What strength is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrengthComponent {
    /// Modal and instrument verbs.
    Certainty,
    /// Who or what is covered.
    Scope,
    /// Who acts.
    Actor,
    /// Figures.
    Amount,
    /// By when.
    Deadline,
}

impl StrengthComponent {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            StrengthComponent::Certainty => "certainty",
            StrengthComponent::Scope => "scope",
            StrengthComponent::Actor => "actor",
            StrengthComponent::Amount => "amount",
            StrengthComponent::Deadline => "deadline",
        }
    }
}

/// Direction of a change of strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// 加强
    Stronger,
    /// 减弱
    Weaker,
    /// 持平
    Level,
    /// 混合
    Mixed,
    /// 不可比
    Incomparable,
}

impl Direction {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Stronger => "stronger",
            Direction::Weaker => "weaker",
            Direction::Level => "level",
            Direction::Mixed => "mixed",
            Direction::Incomparable => "incomparable",
        }
    }
}

/// Strength of a lineage's last wording against its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The first clause.
    pub old: ClauseRef,
    /// The last clause.
    pub new: ClauseRef,
    /// One for each component that either shows.
    pub components: Vec<StrengthChange>,
}

/// Compares two wordings; a component that neither shows is left out.
pub(super) fn compare(_series: &Series, _old: ClauseRef, _new: ClauseRef) -> Vec<StrengthChange> {
    Vec::new()
}

/// Compares the first and the last wording of a lineage.
pub(super) fn trend(series: &Series, lineage: &Lineage) -> Option<Trend> {
    let (old, new) = (lineage.first(), lineage.last());
    (old.document != new.document).then(|| Trend {
        old,
        new,
        components: compare(series, old, new),
    })
}
