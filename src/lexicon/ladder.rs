//! The ladder of certainty: verbs and modals with their rungs.

use super::LexiconError;
use super::error::{EntryFault, Table};
use crate::span::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The highest rung; 0 takes a word off the ladder.
pub const HIGHEST_RUNG: u8 = 7;

/// One rung as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rung {
    level: Spanned<u8>,
    words: Spanned<Vec<Spanned<String>>>,
}

/// Words with the rung on which each stands, 0 for none.
pub(super) type Rungs = BTreeMap<String, u8>;

/// Reads the rungs of one file, in which no word may stand twice.
pub(super) fn read(rungs: &[Rung]) -> Result<Rungs, LexiconError> {
    let mut found = Rungs::new();
    for rung in rungs {
        let level = *rung.level.get_ref();
        if level > HIGHEST_RUNG {
            return Err(Table::Rung.wrong(rung.level.span(), EntryFault::Level));
        }
        if rung.words.get_ref().is_empty() {
            return Err(Table::Rung.wrong(rung.words.span(), EntryFault::Empty));
        }
        for word in rung.words.get_ref() {
            let text = word.get_ref().trim();
            if text.is_empty() {
                return Err(Table::Rung.wrong(word.span(), EntryFault::Empty));
            }
            if found.insert(text.to_owned(), level).is_some() {
                return Err(Table::Rung.wrong(word.span(), EntryFault::Twice(text.to_owned())));
            }
        }
    }
    Ok(found)
}

/// The ladder, ready for search.
#[derive(Clone, Debug)]
pub struct Ladder {
    matcher: AhoCorasick,
    /// Level of each pattern.
    levels: Vec<u8>,
}

impl Ladder {
    /// Later layers outweigh earlier ones, word by word.
    pub(super) fn of(layers: &[&Rungs]) -> Result<Self, LexiconError> {
        let mut words: BTreeMap<&str, u8> = BTreeMap::new();
        for layer in layers {
            words.extend(layer.iter().map(|(word, level)| (word.as_str(), *level)));
        }
        // A word that was taken off still hides the shorter ones within it.
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.keys())
            .map_err(|_| LexiconError::TooLarge)?;
        Ok(Self {
            matcher,
            levels: words.into_values().collect(),
        })
    }

    /// Words of the ladder in a text with their levels, 1 for looking into something to [`HIGHEST_RUNG`] for having to do
    /// it, in the order of the text; of overlapping words the longest.
    ///
    /// # Complexity
    /// Linear in the text as far as it is read.
    pub fn rungs<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (u8, Span)> + 't {
        let hits = self.matcher.find_iter(text);
        hits.map(|hit| (self.levels[hit.pattern().as_usize()], Span::new(hit.start(), hit.end())))
            .filter(|(level, _)| *level > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse, vocabulary::Vocabulary};

    #[test]
    fn a_series_outweighs_the_built_in_ladder_word_by_word() {
        let own = parse("[[rung]]\nlevel = 6\nwords = ['领办', '推进']\n[[rung]]\nlevel = 0\nwords = ['支持']")
            .expect("valid");
        let levels =
            |vocabulary: &Vocabulary, text: &str| -> Vec<u8> { vocabulary.ladder.rungs(text).map(|r| r.0).collect() };
        let (mine, built_in) = (Vocabulary::of(Some(&own)), Vocabulary::of(None));
        assert_eq!(levels(&mine, "领办推进支持建立"), [6, 6, 4]);
        assert_eq!(levels(&built_in, "领办推进支持建立"), [3, 2, 4]);
    }
}
