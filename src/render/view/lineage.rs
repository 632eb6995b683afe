//! Wire types of lineages: events, fates, nearest rejected candidates.

use super::StrengthView;
use crate::lang::Bilingual;
use serde::{Deserialize, Serialize};

/// One measure through all documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineageView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// `measures` or `boilerplate` (kept out of the rates).
    pub lane: String,
    /// Topic; none where no topic's word occurs.
    pub topic: Option<String>,
    /// Clause ids in time and reading order.
    pub clauses: Vec<String>,
    /// What happened, in time order.
    pub events: Vec<EventView>,
    /// What became of it, one for each track.
    pub fates: Vec<FateView>,
    /// Names of the agencies that are responsible for its clauses, by first mention in the series.
    pub agencies: Vec<String>,
    /// Strength of the last wording against the first.
    pub trend: Option<TrendView>,
}

/// Strength of one wording against another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrendView {
    /// First wording.
    pub old: String,
    /// Last wording.
    pub new: String,
    /// Direction by component.
    pub components: Vec<StrengthView>,
}

/// One thing that happened to a lineage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventView {
    /// `unchanged`, `modified`, `split`, `merged`, `absorbed`, `new`, `dropped`, `outside-scope`, `revived` or `related`.
    pub kind: String,
    /// Track it happened in.
    pub track: String,
    /// Id of the document compared from.
    pub from: Option<String>,
    /// Id of the document compared to.
    pub to: String,
    /// Clauses before.
    pub old: Vec<String>,
    /// Clauses after.
    pub new: Vec<String>,
    /// Id of the lineage that it goes on in, or in which the related clause stands.
    pub into: Option<String>,
    /// Id of the lineage that the first clause of a track comes from.
    pub out_of: Option<String>,
    /// Shares that led to the label, one for each link between `old` and `new`.
    pub shares: Vec<ShareView>,
    /// How sure it is, [0, 1].
    pub confidence: f64,
    /// Nearest candidates that were refused.
    pub nearest: Vec<NearestView>,
    /// What else a reader should know.
    pub note: Option<TextView>,
}

/// How much of two linked clauses is common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShareView {
    /// Earlier clause.
    pub old: String,
    /// Later clause.
    pub new: String,
    /// Share of the old clause that stands in the new.
    pub kept: f64,
    /// Share of the new clause that stood in the old.
    pub inherited: f64,
}

/// A candidate that was looked at and refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearestView {
    /// The clause that has no partner.
    pub clause: String,
    /// The partner that was refused.
    pub candidate: String,
    /// Its probability.
    pub probability: f64,
    /// `below-threshold`, `better-partner` or `person`.
    pub reason: String,
}

/// What became of a lineage in one track, as of the newest document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FateView {
    /// The track.
    pub track: String,
    /// `carried`, `new`, `dropped`, `merged`, `occasion-passed`, `outside-scope`, `lapsed`, `taken-up`,
    /// `not-taken-up` or `related`.
    pub kind: String,
    /// Id of the document in which it was last found in this track.
    pub last_seen: Option<String>,
    /// How sure it is, [0, 1].
    pub confidence: f64,
    /// Why.
    pub reason: TextView,
    /// Id of the lineage that it goes on in, or in which the related clause stands.
    pub into: Option<String>,
    /// Nearest candidates that were refused, where it was not found later.
    pub nearest: Vec<NearestView>,
}

/// One text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextView {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl From<&Bilingual> for TextView {
    fn from(text: &Bilingual) -> Self {
        Self {
            zh: text.zh.clone(),
            en: text.en.clone(),
        }
    }
}
