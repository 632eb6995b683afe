//! The terms of a series: words and runs of words that are used as one.
//!
//! # Method
//! Runs of up to four words that neither begin nor end with a word of the policy frame, counted by clause. A run that
//! nearly always stands in one longer run is no term of its own, and runs are ranked by C-value: frequency less the
//! mean frequency of the longer terms around it, times the logarithm of the length (Frantzi, Ananiadou & Mima 2000).

use super::Term;
use crate::features::{Features, Knowledge, is_han};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Clauses that a term must stand in: of one clause nothing can be learned.
pub(super) const LEAST_CLAUSES: usize = 2;

/// Share of the clauses above which a term says nothing about any of them: 知识产权 stands in half of the seeds'.
pub(super) const COMMON_SHARE: f64 = 0.05;

/// Share of the background's sentences from which a word is general.
const GENERAL_SHARE: f64 = 0.004;

/// Share of a run's clauses from which a longer run swallows it.
pub(super) const SWALLOWED: f64 = 0.8;

/// Words in a term at most, and characters.
const MOST_WORDS: usize = 4;
const MOST_CHARS: usize = 12;

/// Terms of several words that are proposed at most.
const MOST_COMPOUNDS: usize = 40;

/// Terms of a series with the units that hold them.
pub(super) struct Terms {
    /// Terms in the order of their text.
    pub(super) list: Vec<Entry>,
    /// Numbers of the terms in each unit, ascending.
    pub(super) of_unit: Vec<Vec<usize>>,
}

/// One term.
pub(super) struct Entry {
    /// Its text.
    pub(super) text: String,
    /// Its words.
    pub(super) words: Vec<String>,
    /// Units that hold it, ascending.
    pub(super) units: Vec<usize>,
    /// Documents that hold it.
    pub(super) documents: usize,
    /// Logarithm of its length times its frequency less that of the longer terms around it.
    c_value: f64,
}

impl Entry {
    pub(super) fn term(&self) -> Term {
        Term {
            text: self.text.clone(),
            clauses: self.units.len(),
            documents: self.documents,
        }
    }
}

impl Terms {
    /// Reads the terms of all units.
    ///
    /// # Complexity
    /// n log n in the words of the series.
    pub(super) fn read(features: &Features, knowledge: Knowledge<'_>) -> Self {
        let mut runs: BTreeMap<Vec<&str>, BTreeSet<usize>> = BTreeMap::new();
        for (number, unit) in features.units.iter().enumerate() {
            let text = unit.text.text();
            for run in runs_of(text, &knowledge.words.cut(text), knowledge) {
                runs.entry(run).or_default().insert(number);
            }
        }
        let most = (features.units.len() as f64 * COMMON_SHARE).ceil() as usize;
        runs.retain(|_, units| units.len() >= LEAST_CLAUSES);
        let around = longer(&runs);
        let mut list: Vec<Entry> = Vec::new();
        for (words, units) in &runs {
            let wider = around.get(words.as_slice());
            let swallowed = wider.is_some_and(|w| w.iter().any(|&n| n as f64 >= SWALLOWED * units.len() as f64));
            if swallowed || units.len() > most || general(words, knowledge) {
                continue;
            }
            let text = words.concat();
            let mean = wider.map_or(0.0, |w| w.iter().sum::<usize>() as f64 / w.len() as f64);
            let documents: BTreeSet<_> = units.iter().map(|&u| features.units[u].at.document).collect();
            list.push(Entry {
                c_value: (text.chars().count() as f64).log2() * (units.len() as f64 - mean),
                words: words.iter().map(|w| (*w).to_owned()).collect(),
                units: units.iter().copied().collect(),
                documents: documents.len(),
                text,
            });
        }
        list.sort_by(|a, b| a.text.cmp(&b.text));
        list.dedup_by(|a, b| a.text == b.text);
        let mut of_unit = vec![Vec::new(); features.units.len()];
        for (term, entry) in list.iter().enumerate() {
            entry.units.iter().for_each(|&unit| of_unit[unit].push(term));
        }
        Self { list, of_unit }
    }

    /// Terms of several words in several documents that are not in the user dictionary yet, the highest C-value first.
    pub(super) fn compounds(&self, knowledge: Knowledge<'_>) -> Vec<Term> {
        let several =
            |entry: &&Entry| entry.words.len() > 1 && entry.documents > 1 && entry.words.iter().any(|w| short(w));
        let mut found: Vec<&Entry> = self.list.iter().filter(several).collect();
        found.retain(|entry| knowledge.vectors.number(&entry.text).is_none());
        found.sort_by(|a, b| b.c_value.total_cmp(&a.c_value).then(a.text.cmp(&b.text)));
        found.into_iter().take(MOST_COMPOUNDS).map(Entry::term).collect()
    }
}

/// Whether all words say little about a field: the background is full of them.
fn general(words: &[&str], knowledge: Knowledge<'_>) -> bool {
    let sentences = f64::from(knowledge.vectors.sentences().max(1));
    let share = |word: &str| f64::from(knowledge.vectors.document_frequency(word)) / sentences;
    words.iter().all(|word| share(word) > GENERAL_SHARE)
}

/// Whether a word is a single character: what holds one is likelier a term that was cut apart than two words in a row.
fn short(word: &str) -> bool {
    word.chars().count() == 1
}

/// Every run of words that may be a term.
fn runs_of<'t>(text: &'t str, cut: &[Span], knowledge: Knowledge<'_>) -> Vec<Vec<&'t str>> {
    let words: Vec<&str> = cut.iter().map(|span| span.of(text)).collect();
    let lexicon = knowledge.lexicon;
    let edge = |word: &str| !lexicon.is_frame_word(word) && !lexicon.is_stop_word(word);
    let mut runs = Vec::new();
    // What follows a figure is its measure: 第19｜届, 2｜家.
    let counted = |start: usize| start > 0 && words[start - 1].ends_with(|c: char| c.is_ascii_digit());
    for (start, first) in words.iter().enumerate() {
        if !is_word(first) || !edge(first) || counted(start) {
            continue;
        }
        let mut length = 0;
        let stretch = words[start..]
            .iter()
            .take_while(|word| is_word(word) && !lexicon.is_stop_word(word));
        for (more, word) in stretch.take(MOST_WORDS).enumerate() {
            length += word.chars().count();
            if length > MOST_CHARS {
                break;
            }
            let whole = more > 0 || first.chars().count() > 1;
            if whole && edge(word) {
                runs.push(words[start..=start + more].to_vec());
            }
        }
    }
    runs
}

fn is_word(word: &str) -> bool {
    let mut chars = word.chars();
    chars.all(|c| is_han(c) || c.is_ascii_alphabetic() || c == '、') && word != "、"
}

/// For each run the frequencies of the runs with one word more around it.
fn longer<'r>(runs: &'r BTreeMap<Vec<&str>, BTreeSet<usize>>) -> BTreeMap<&'r [&'r str], Vec<usize>> {
    let mut around: BTreeMap<&[&str], Vec<usize>> = BTreeMap::new();
    for (words, units) in runs.iter().filter(|(words, _)| words.len() > 1) {
        for start in 0..words.len() {
            for end in start + 1..=words.len() {
                if end - start < words.len() && runs.contains_key(&words[start..end]) {
                    around.entry(&words[start..end]).or_default().push(units.len());
                }
            }
        }
    }
    around
}
