//! Wire types of links: evidence, signals, change.

use super::{EditsView, SignalsView, SpanView, VerdictView, Word};
use serde::{Deserialize, Serialize};

/// One link; `old` is always the clause of the earlier document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkView {
    /// Earlier clause.
    pub old: String,
    /// Later clause.
    pub new: String,
    /// `same` or `related`.
    pub relation: Word,
    /// Calibrated probability.
    pub probability: f64,
    /// Similarity of wording.
    pub similarity: f64,
    /// `scorer`, `person` or `model:<name>`.
    pub decided_by: Word,
    /// The verdict of the person or program that decided; `null` where the scorer did.
    pub decision: Option<Box<VerdictView>>,
    /// Signal values with their contribution.
    pub signals: SignalsView,
    /// Shared phrases.
    pub evidence: Vec<EvidenceView>,
    /// What changed along the link.
    pub change: ChangeView,
    /// Next best partner of the old clause in the new clause's document.
    pub runner_up_of_old: Option<RivalView>,
    /// Next best partner of the new clause in the old clause's document.
    pub runner_up_of_new: Option<RivalView>,
}

/// A phrase or concept that both sides share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceView {
    /// Place in the earlier document.
    pub old_span: SpanView,
    /// Place in the later document.
    pub new_span: SpanView,
    /// The words, as the earlier document has them.
    pub text: Box<str>,
    /// The concept, where the wording differs.
    pub concept: Option<Box<str>>,
}

/// Another candidate partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RivalView {
    /// The clause.
    pub clause: String,
    /// Its probability.
    pub probability: f64,
}

/// What changed along a link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeView {
    /// `unchanged` or `modified`.
    pub kind: Word,
    /// Share of the old text that stands in the new.
    pub kept_share: f64,
    /// Share of the new text that stood in the old.
    pub inherited_share: f64,
    /// How the two are best shown: `inline` or `two-columns`.
    pub layout: Word,
    /// Word-level edits in reading order.
    pub edits: EditsView,
    /// Direction of strength by component.
    pub strength: Vec<StrengthView>,
    /// Headings before and after, where the clause moved.
    pub moved: Option<Box<MovedView>>,
}

/// How one component of strength changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StrengthView {
    /// `certainty`, `scope`, `actor`, `amount` or `deadline`.
    pub component: Word,
    /// `stronger`, `weaker`, `level`, `mixed` or `incomparable`.
    pub direction: Word,
    /// Words that show it in the earlier text.
    pub old: Vec<String>,
    /// Words that show it in the later text.
    pub new: Vec<String>,
}

/// A move to another chapter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MovedView {
    /// Headings before.
    pub from: String,
    /// Headings after.
    pub to: String,
}
