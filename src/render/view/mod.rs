//! The wire types: the only place where the program's results become serialisable.
//!
//! Apart from the inner types on purpose: the contract (docs/format.md) stays while the inside moves.
//! Everything that a renderer shows is in the [`View`]; renderers see nothing else.

mod build;
mod document;
mod lineage;
mod link;

pub use document::{AgencyView, CitationView, ClauseView, DiagnosticView, DocumentView, FactView, SpanView};
pub use lineage::{EventView, FateView, LineageView, NearestView, TextView};
pub use link::{ChangeView, EditView, EvidenceView, LinkView, MovedView, RivalView, SignalView, StrengthView};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// Headline figures with numerator and denominator.
    pub statistics: BTreeMap<String, Vec<RateView>>,
    /// Documents, oldest first.
    pub documents: Vec<DocumentView>,
    /// Links, ordered by clause positions.
    pub links: Vec<LinkView>,
    /// Lineages, ordered by first clause.
    pub lineages: Vec<LineageView>,
}

impl View {
    /// Writes JSON as `formatter` lays it out.
    pub(in crate::render) fn to_json(&self, formatter: impl serde_json::ser::Formatter) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
        self.serialize(&mut serializer)
            .expect("a view holds only strings, numbers and lists, and memory takes every write");
        bytes
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
    /// Named parameters.
    pub parameters: BTreeMap<String, serde_json::Value>,
    /// Every file that was read, in document order, then codebook, decisions, vectors.
    pub inputs: Vec<InputView>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputView {
    /// `document`, `lexicon`, `decisions` or `vectors`.
    pub role: String,
    /// Path as named by the user.
    pub path: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
}

/// A share with what it was counted from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RateView {
    /// Id of the document compared from.
    pub from: String,
    /// Id of the document compared to.
    pub to: String,
    /// Counted.
    pub numerator: usize,
    /// Out of.
    pub denominator: usize,
}

/// Rounds to six digits: more would be noise, and fewer bytes diff better.
fn round(value: f64) -> f64 {
    if value.is_finite() {
        (value * 1e6).round() / 1e6
    } else {
        0.0
    }
}
