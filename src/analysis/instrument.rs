//! Policy instruments after Rothwell & Zegveld (1985): supply, environment, demand. Suggestions from a word list.
//!
//! A word list cannot tell what a measure does, only what it speaks of: what is found here is a start for coding by
//! people, with the words that suggest it beside it. The list is `assets/instruments.toml`.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::span::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The built-in word list as it is stored.
pub const BUILT_IN: &str = include_str!("../../assets/instruments.toml");

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// The word list as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "instrument")]
    instruments: Vec<Entry>,
}

/// One sub-type with the expressions that suggest it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: InstrumentKind,
    zh: String,
    en: String,
    expressions: Vec<String>,
}

/// The word list, ready for search.
struct WordList {
    entries: Vec<Entry>,
    matcher: AhoCorasick,
    /// Entry of each pattern.
    owners: Vec<usize>,
}

static WORDS: LazyLock<WordList> = LazyLock::new(|| {
    let file: File = toml::from_str(BUILT_IN).expect("a unit test reads the list in assets/");
    let (owners, patterns): (Vec<usize>, Vec<&String>) = file
        .instruments
        .iter()
        .enumerate()
        .flat_map(|(owner, entry)| entry.expressions.iter().map(move |e| (owner, e)))
        .unzip();
    let matcher = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&patterns);
    WordList {
        matcher: matcher.expect("a unit test builds the list in assets/"),
        entries: file.instruments,
        owners,
    }
});

/// A word that one of these follows belongs to an agency's name (市场监管局, 宣传部): it says who, not how. Read off the
/// agencies in brackets of the district's plan of 2022.
const AGENCY_ENDS: [char; 4] = ['局', '部', '委', '厅'];

/// Suggests instruments for every measure, in time and reading order; one use for each sub-type of a clause, in the
/// order of the words, where the sub-type's first word stands (of words that end together the earlier entry).
///
/// # Complexity
/// Linear in the texts and the hits.
pub(super) fn instruments(series: &Series) -> Vec<InstrumentUse> {
    let measures = (0..series.documents.len()).flat_map(|d| series.measures(d));
    measures.flat_map(|clause| of_clause(series, clause)).collect()
}

fn of_clause(series: &Series, clause: ClauseRef) -> Vec<InstrumentUse> {
    let offset = series.span(clause).start;
    let found = suggested(series.text(clause));
    let instrument = |(entry, span): (&'static Entry, Span)| InstrumentUse {
        clause,
        kind: entry.kind,
        subtype: Bilingual::new(&entry.zh, &entry.en),
        span: Span::new(offset + span.start, offset + span.end),
    };
    found.into_iter().map(instrument).collect()
}

/// Sub-types that a text suggests, each with its first word; words broken over lines are read as one.
fn suggested(text: &str) -> Vec<(&'static Entry, Span)> {
    let list: &'static WordList = &WORDS;
    let (mut compact, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (at, letter) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        compact.push(letter);
        places.extend(at..at + letter.len_utf8());
    }
    let mut seen = BTreeSet::new();
    let hits = list.matcher.find_overlapping_iter(&compact);
    let first = hits
        .filter(|hit| !compact[hit.end()..].starts_with(AGENCY_ENDS))
        .filter_map(|hit| {
            let owner = list.owners[hit.pattern().as_usize()];
            let span = Span::new(places[hit.start()], places[hit.end() - 1] + 1);
            seen.insert(owner).then(|| (&list.entries[owner], span))
        });
    first.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subtypes(text: &str) -> Vec<(&str, &str)> {
        suggested(text)
            .into_iter()
            .map(|(entry, span)| (entry.zh.as_str(), span.of(text)))
            .collect()
    }

    #[test]
    fn the_list_reads_and_says_each_thing_once() {
        assert_eq!(
            WORDS.entries.iter().map(|e| e.kind).collect::<BTreeSet<_>>().len(),
            3,
            "all three types have words"
        );
        let mut names = BTreeSet::new();
        let mut expressions = BTreeSet::new();
        for entry in &WORDS.entries {
            assert!(names.insert(&entry.zh) && names.insert(&entry.en), "{}", entry.zh);
            for expression in &entry.expressions {
                assert!(
                    !expression.trim().is_empty() && expressions.insert(expression),
                    "{expression}"
                );
            }
        }
    }

    #[test]
    fn the_list_is_neutral_to_the_field() {
        for word in ["专利", "商标", "著作权", "地理标志"] {
            let of_the_field = WORDS
                .entries
                .iter()
                .flat_map(|e| &e.expressions)
                .find(|e| e.contains(word));
            assert_eq!(of_the_field, None);
        }
    }

    #[test]
    fn suggests_each_subtype_once_where_its_first_word_stands() {
        assert_eq!(
            subtypes("通过财政补贴、政府采购和服务券等形式"),
            [("资金投入", "财政补贴"), ("政府采购", "政府采购")]
        );
        assert_eq!(
            subtypes("开展专利保险\n试点"),
            [("金融支持", "保险"), ("示范试点", "试点")]
        );
        assert_eq!(
            subtypes("税收\n　优惠"),
            [("税收优惠", "税收\n　优惠")],
            "words broken over lines"
        );
        assert!(
            subtypes("[区市场监管局、区委宣传部]").is_empty(),
            "agencies are no instruments"
        );
        assert!(subtypes("").is_empty());
        assert!(subtypes("本意见自发布之日起施行。").is_empty());
    }
}
