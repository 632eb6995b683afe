//! The wire types: the only place where the program's results become serialisable.
//!
//! Apart from the inner types on purpose: the contract (docs/format.md) stays while the inside moves.
//! Everything that a renderer shows is in the [`View`]; renderers see nothing else.

mod build;
mod build_decisions;
mod build_findings;
mod build_links;
mod decision;
mod document;
mod edits;
mod findings;
mod learned;
mod lineage;
mod link;
mod screen;
mod signals;
mod statistics;

pub use decision::{DecisionView, VerdictView};
pub use document::{
    AgencyView, CitationView, ClauseView, DiagnosticView, DocumentView, FactView, PartView, ScopeView, SpanView,
};
pub use edits::{EditOpView, EditView, EditsView};
pub use findings::{
    AgencyUseView, AgencyWorkView, CitationUseView, CitedWorkView, ComparisonView, DateView, IndicatorView,
    InstrumentView, PlaceView, ProgrammeView, TargetView, TopicView, TrackView,
};
pub use learned::{LearnedView, TrialView};
pub use lineage::{EventView, FateView, LineageView, NearestView, ShareView, TextView, TrendView};
pub use link::{ChangeView, EvidenceView, LinkView, MovedView, RivalView, StrengthView};
pub use screen::{PartnerView, ScreenView};
pub use signals::{SignalView, SignalsView};
pub use statistics::{
    CompositionView, DensityView, RateView, StatisticsView, StepView, SurvivalPointView, SurvivalView,
};

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A word of the format, which is the same for many records and mostly known to the program.
pub type Word = Cow<'static, str>;

/// `lineage.json` as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Always `yange.lineage`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// Program that wrote it.
    pub generator: Generator,
    /// The series.
    pub series: Series,
    /// What shaped the result: two runs with the same stamp are byte-identical.
    pub options: OptionsView,
    /// Figures with numerator and denominator.
    pub statistics: StatisticsView,
    /// Tracks in which fates are told, in the order of their first documents.
    pub tracks: Vec<TrackView>,
    /// Topics, most frequent first.
    pub topics: Vec<TopicView>,
    /// Documents, oldest first.
    pub documents: Vec<DocumentView>,
    /// Links, ordered by clause positions.
    pub links: Vec<LinkView>,
    /// Lineages, ordered by first clause.
    pub lineages: Vec<LineageView>,
    /// Every figure that commits to something, in time and reading order.
    pub targets: Vec<TargetView>,
    /// The same indicator through time.
    pub indicators: Vec<IndicatorView>,
    /// Every date in a measure, with what it is for, in time and reading order.
    pub dates: Vec<DateView>,
    /// Who is responsible for what.
    pub agencies: Vec<AgencyWorkView>,
    /// What the documents cite; cited by most documents first.
    pub citations: Vec<CitedWorkView>,
    /// Named programmes, institutions and occasions, by first mention.
    pub programmes: Vec<ProgrammeView>,
    /// Suggested policy instruments, in time and reading order.
    pub instruments: Vec<InstrumentView>,
    /// What reviewers decided, and where it stands; those that hold first, in the order of their files.
    pub decisions: Vec<DecisionView>,
    /// What a reviewer should look at, in the order of what it would change.
    pub screens: Vec<ScreenView>,
}

impl View {
    /// Writes JSON as `formatter` lays it out.
    ///
    /// # Errors
    /// Where `to` cannot be written.
    pub(in crate::render) fn write_json(
        &self,
        to: impl Write,
        formatter: impl serde_json::ser::Formatter,
    ) -> io::Result<()> {
        let mut serializer = serde_json::Serializer::with_formatter(to, formatter);
        Ok(self.serialize(&mut serializer)?)
    }
}

/// Program that wrote a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Generator {
    /// `yange`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Files that were passed over, with the reason.
    pub skipped: Vec<SkippedView>,
}

/// A file that was passed over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SkippedView {
    /// Path as named by the user.
    pub path: String,
    /// Why.
    pub reason: TextView,
}

/// What shaped the result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptionsView {
    /// Every constant that shapes a result, `stage.name`; the code says what each means and where it was measured.
    pub parameters: BTreeMap<String, f64>,
    /// SHA-256 of the data built into the program: `scorer`, `lexicon`, `vectors`.
    pub built_in: BTreeMap<String, String>,
    /// Every file that was read, in document order, then codebook, decisions, vectors, model.
    pub inputs: Vec<InputView>,
    /// What the scorer learned from the decisions; absent where the series does not say that it may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned: Option<LearnedView>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputView {
    /// `document`, `lexicon`, `decisions`, `vectors` or `model`.
    pub role: String,
    /// Path as named by the user.
    pub path: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
}

/// Rounds to six digits: more would be noise, and fewer bytes diff better.
pub(in crate::render) fn round(value: f64) -> f64 {
    if value.is_finite() {
        (value * 1e6).round() / 1e6
    } else {
        0.0
    }
}
