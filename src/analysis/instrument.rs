//! Policy instruments after Rothwell & Zegveld (1985): supply, environment, demand. Suggestions from a word list.
//!
//! A word list cannot tell what a measure does, only what it speaks of: what is found here is a start for coding by
//! people, with the words that suggest it beside it. The list is `assets/instruments.toml` and what the series adds.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::lexicon::{InstrumentKind, Subtype};
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

/// Suggests instruments for every measure, in time and reading order; one use for each sub-type of a clause, in the
/// order of the words, where the sub-type's first word stands.
///
/// # Complexity
/// Linear in the texts and the hits.
pub(super) fn instruments(series: &Series) -> Vec<InstrumentUse> {
    let measures = (0..series.documents.len()).flat_map(|d| series.measures(d));
    measures.flat_map(|clause| of_clause(series, clause)).collect()
}

fn of_clause(series: &Series, clause: ClauseRef) -> Vec<InstrumentUse> {
    let offset = series.span(clause).start;
    let found = series.vocabulary.instruments.suggested(series.text(clause));
    let instrument = |(subtype, span): (&Subtype, Span)| InstrumentUse {
        clause,
        kind: subtype.kind,
        subtype: subtype.name.clone(),
        span: span.shifted(offset),
    };
    found.into_iter().map(instrument).collect()
}
