//! The words by which texts are read once their links stand: the built-in ones and those of the series together.

use super::agency::AgencyNames;
use super::instrument::Instruments;
use super::ladder::Ladder;
use super::{Lexicon, LexiconError, built_in, built_in_instruments};

/// Ladder of certainty, instruments and agencies of a run.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// The ladder of certainty.
    pub ladder: Ladder,
    /// Expressions that suggest policy instruments.
    pub instruments: Instruments,
    /// Names that stand for one agency.
    pub agencies: AgencyNames,
}

impl Vocabulary {
    /// The built-in words, and what a series adds to them or has otherwise.
    pub fn of(own: Option<&Lexicon>) -> Self {
        let empty = Lexicon::default();
        // Words that no matcher can hold together with the built-in ones count as absent, as a file that cannot be read.
        let own = own.and_then(|own| Self::layered(own).ok());
        own.unwrap_or_else(|| Self::layered(&empty).expect("the built-in words are few"))
    }

    fn layered(own: &Lexicon) -> Result<Self, LexiconError> {
        Ok(Self {
            ladder: Ladder::of(&[&built_in().rungs, &own.rungs])?,
            instruments: Instruments::of(&[&built_in_instruments().instruments, &own.instruments])?,
            agencies: own.agencies.clone(),
        })
    }
}
