//! Policy instruments after Rothwell & Zegveld (1985): sub-types with the expressions that suggest them.

use super::LexiconError;
use super::error::{EntryFault, Table};
use crate::lang::Bilingual;
use crate::span::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// The built-in list as it is stored.
pub const BUILT_IN_INSTRUMENTS: &str = include_str!("../../assets/instruments.toml");

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

/// One sub-type as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    kind: InstrumentKind,
    zh: Spanned<String>,
    en: Spanned<String>,
    #[serde(default)]
    expressions: Vec<Spanned<String>>,
    /// Built-in expressions that shall suggest nothing.
    #[serde(default)]
    without: Vec<Spanned<String>>,
}

/// One sub-type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtype {
    /// Type.
    pub kind: InstrumentKind,
    /// Name, in both languages.
    pub name: Bilingual,
}

/// One sub-type of a file, with what it adds and what it takes away.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    subtype: Subtype,
    expressions: Vec<String>,
    without: Vec<String>,
}

/// Reads the sub-types of one file, in which no expression may stand twice.
pub(super) fn read(entries: &[Entry]) -> Result<Vec<Listed>, LexiconError> {
    let (mut names, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut listed = Vec::new();
    for entry in entries {
        for name in [&entry.zh, &entry.en] {
            let text = name.get_ref().trim();
            if text.is_empty() {
                return Err(Table::Instrument.wrong(name.span(), EntryFault::Empty));
            }
            if !names.insert(text) {
                return Err(Table::Instrument.wrong(name.span(), EntryFault::Twice(text.to_owned())));
            }
        }
        if entry.expressions.is_empty() && entry.without.is_empty() {
            return Err(Table::Instrument.wrong(entry.zh.span(), EntryFault::Empty));
        }
        for expression in entry.expressions.iter().chain(&entry.without) {
            let text = expression.get_ref().trim();
            if text.is_empty() {
                return Err(Table::Instrument.wrong(expression.span(), EntryFault::Empty));
            }
            if !seen.insert(text) {
                return Err(Table::Instrument.wrong(expression.span(), EntryFault::Twice(text.to_owned())));
            }
        }
        let texts = |list: &[Spanned<String>]| list.iter().map(|e| e.get_ref().trim().to_owned()).collect();
        listed.push(Listed {
            subtype: Subtype {
                kind: entry.kind,
                name: Bilingual::new(entry.zh.get_ref().trim(), entry.en.get_ref().trim()),
            },
            expressions: texts(&entry.expressions),
            without: texts(&entry.without),
        });
    }
    Ok(listed)
}

/// The word list, ready for search.
#[derive(Clone, Debug)]
pub struct Instruments {
    subtypes: Vec<Subtype>,
    matcher: AhoCorasick,
    /// Sub-type of each pattern.
    owners: Vec<usize>,
}

/// A word that one of these follows belongs to an agency's name (市场监管局, 宣传部): it says who, not how. Read off the
/// agencies in brackets of the district's plan of 2022.
const AGENCY_ENDS: [char; 4] = ['局', '部', '委', '厅'];

impl Instruments {
    /// A later layer's sub-type of the same Chinese name is the earlier one, with more expressions; an expression
    /// belongs to the layer that names it last, and one that a layer takes away to none.
    pub(super) fn of(layers: &[&[Listed]]) -> Result<Self, LexiconError> {
        let mut subtypes: Vec<Subtype> = Vec::new();
        let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
        for listed in layers.iter().copied().flatten() {
            let known = subtypes.iter().position(|s| s.name.zh == listed.subtype.name.zh);
            let owner = known.unwrap_or(subtypes.len());
            match known {
                Some(at) => subtypes[at] = listed.subtype.clone(),
                None => subtypes.push(listed.subtype.clone()),
            }
            owners.extend(listed.expressions.iter().map(|e| (e.as_str(), owner)));
            for expression in &listed.without {
                owners.remove(expression.as_str());
            }
        }
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(owners.keys())
            .map_err(|_| LexiconError::TooLarge)?;
        Ok(Self {
            subtypes,
            matcher,
            owners: owners.into_values().collect(),
        })
    }

    /// Sub-types that a text suggests, each with its first word, in the order of the words' ends (of words that end
    /// together the longer); words broken over lines are read as one.
    ///
    /// # Complexity
    /// Linear in the text and the hits.
    pub fn suggested(&self, text: &str) -> Vec<(&Subtype, Span)> {
        let (mut compact, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (at, letter) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            compact.push(letter);
            places.extend(at..at + letter.len_utf8());
        }
        let mut seen = BTreeSet::new();
        let hits = self.matcher.find_overlapping_iter(&compact);
        let first = hits
            .filter(|hit| !compact[hit.end()..].starts_with(AGENCY_ENDS))
            .filter_map(|hit| {
                let owner = self.owners[hit.pattern().as_usize()];
                let span = Span::new(places[hit.start()], places[hit.end() - 1] + 1);
                seen.insert(owner).then(|| (&self.subtypes[owner], span))
            });
        first.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse, vocabulary::Vocabulary};
    use super::*;

    fn check(own: &str, text: &str, expect: &[(&str, &str)]) {
        let own = parse(own).expect("valid");
        let vocabulary = Vocabulary::of(Some(&own));
        let found = vocabulary.instruments.suggested(text);
        let found: Vec<_> = found
            .iter()
            .map(|(s, span)| (s.name.zh.as_str(), span.of(text)))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn the_built_in_list_has_all_types_and_is_neutral_to_the_field() {
        let listed = read(&parse_entries(BUILT_IN_INSTRUMENTS)).expect("the list in assets/ is valid");
        let kinds: BTreeSet<_> = listed.iter().map(|l| l.subtype.kind).collect();
        assert_eq!(kinds.len(), 3, "all three types have words");
        let mut expressions = listed.iter().flat_map(|l| &l.expressions);
        let of_the_field = |e: &&String| {
            ["专利", "商标", "著作权", "地理标志"]
                .iter()
                .any(|word| e.contains(word))
        };
        assert_eq!(expressions.find(of_the_field), None);
    }

    fn parse_entries(text: &str) -> Vec<Entry> {
        #[derive(Deserialize)]
        struct File {
            instrument: Vec<Entry>,
        }
        toml::from_str::<File>(text).expect("valid").instrument
    }

    #[test]
    fn suggests_each_subtype_once_where_its_first_word_stands() {
        check(
            "",
            "通过财政补贴、政府采购和服务券等形式",
            &[("资金投入", "财政补贴"), ("政府采购", "政府采购")],
        );
        check("", "开展专利保险\n试点", &[("金融支持", "保险"), ("示范试点", "试点")]);
        check("", "税收\n　优惠", &[("税收优惠", "税收\n　优惠")]);
        check("", "[区市场监管局、区委宣传部]", &[]);
        check("", "本意见自发布之日起施行。", &[]);
        check("", "", &[]);
    }

    #[test]
    fn a_series_adds_moves_and_takes_away() {
        let own = "[[instrument]]\nkind = 'supply'\nzh = '资金投入'\nen = 'funding'\nexpressions = ['服务券']\n\
                   [[instrument]]\nkind = 'demand'\nzh = '先行采购'\nen = 'first purchase'\nexpressions = ['政府采购']\n\
                   without = ['财政补贴']";
        check(
            own,
            "通过财政补贴、政府采购和服务券等形式",
            &[("先行采购", "政府采购"), ("资金投入", "服务券")],
        );
    }
}
