//! What one clause shows of its strength, read once however many links it has.

use super::super::indicator::Name;
use super::super::series::Series;
use super::super::target::{self, Target};
use super::{COVERAGE, MOST_BEFORE_VERB, SHARED_PHRASE, YEAR};
use crate::ids::ClauseRef;
use crate::letter::is_letter_or_digit;
use crate::lexicon;
use crate::span::Span;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Pairs of neighbouring letters that a text holds; a set that is filled again and again.
pub(in super::super) type Bigrams = FxHashSet<(char, char)>;

/// What one clause shows of its strength.
pub(in super::super) struct Wording<'t> {
    pub(super) text: &'t str,
    /// Verbs that lead a phrase: the number of the phrase, the rung, the place.
    verbs: Box<[(usize, u8, Span)]>,
    /// How much is covered, with the words that say so.
    pub(super) coverage: Vec<(u8, Span)>,
    /// Who is named as responsible for the clause or for the item that it stands in.
    pub(super) agencies: Vec<Span>,
    /// Their names, sorted, once each.
    pub(super) actors: Vec<&'t str>,
    pub(super) targets: Vec<(Target, Name)>,
    /// Years by which something is due.
    pub(super) years: Vec<(i32, Span)>,
    /// Years left to the first of them from the document's own.
    pub(super) left: Option<i32>,
}

impl<'t> Wording<'t> {
    fn read(series: &Series<'t>, at: ClauseRef) -> Self {
        let (text, start) = (series.text(at), series.span(at).start);
        let agencies = agencies(series, at);
        let document = series.document_text(at.document_index());
        let mut actors: Vec<&str> = agencies.iter().map(|span| span.of(document)).collect();
        actors.sort_unstable();
        actors.dedup();
        let years = years(text, start);
        let due = years.iter().map(|(year, _)| *year).min();
        let year = series.year(at.document_index());
        let targets = target::in_clause(series, at).into_iter();
        Self {
            text,
            verbs: verbs(text, start),
            coverage: coverage(text, start),
            agencies,
            actors,
            targets: targets
                .map(|target| {
                    let name = Name::of(&target.name);
                    (target, name)
                })
                .collect(),
            left: due.and_then(|due| Some(due - year?)),
            years,
        }
    }

    /// The leading verbs of the phrases that share words with the other text; of all phrases where none does.
    pub(super) fn rungs(&self, other: &str, known: &mut Bigrams) -> Vec<(u8, Span)> {
        if self.verbs.is_empty() {
            return Vec::new();
        }
        known.clear();
        known.extend(bigrams(other));
        let shared = |phrase: &str| {
            let (mut all, mut held) = (0_usize, 0_usize);
            for pair in bigrams(phrase) {
                all += 1;
                held += usize::from(known.contains(&pair));
            }
            held as f64 >= SHARED_PHRASE * all.max(1) as f64
        };
        let shared: Vec<bool> = phrases(self.text).map(shared).collect();
        let none = !shared.contains(&true);
        let read = self.verbs.iter().filter(|(phrase, ..)| none || shared[*phrase]);
        read.map(|&(_, rung, span)| (rung, span)).collect()
    }
}

/// The wordings of the clauses of a series that are compared.
pub(in super::super) struct Wordings<'t> {
    clauses: Vec<ClauseRef>,
    wordings: Vec<Wording<'t>>,
}

impl<'t> Wordings<'t> {
    /// Reads each of the clauses once.
    pub(in super::super) fn read(series: &Series<'t>, clauses: impl Iterator<Item = ClauseRef>) -> Self {
        let mut clauses: Vec<ClauseRef> = clauses.collect();
        clauses.par_sort_unstable();
        clauses.dedup();
        let wordings = clauses.par_iter().map(|&at| Wording::read(series, at)).collect();
        Self { clauses, wordings }
    }

    /// The clauses, sorted, once each.
    pub(in super::super) fn clauses(&self) -> &[ClauseRef] {
        &self.clauses
    }

    pub(in super::super) fn of(&self, at: ClauseRef) -> &Wording<'t> {
        let place = self.clauses.binary_search(&at);
        &self.wordings[place.expect("every clause that is compared was read")]
    }
}

fn phrases(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', ';', '；', '。', '：', ':'])
}

fn verbs(text: &str, start: usize) -> Box<[(usize, u8, Span)]> {
    let leading = |(number, phrase): (usize, &str)| {
        let offset = start + (phrase.as_ptr() as usize - text.as_ptr() as usize);
        let (rung, span) = lexicon::built_in().first_rung(phrase)?;
        let leads = phrase[..span.start].trim_start().chars().count() <= MOST_BEFORE_VERB;
        leads.then(|| (number, rung, span.shifted(offset)))
    };
    phrases(text).enumerate().filter_map(leading).collect()
}

fn bigrams(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(a, b)| is_letter_or_digit(*a) && is_letter_or_digit(*b))
}

fn coverage(text: &str, start: usize) -> Vec<(u8, Span)> {
    let hits = COVERAGE.captures_iter(text);
    hits.filter_map(|hit| {
        let whole = hit.get(0)?;
        let level = if hit.name("all").is_some() { 2 } else { 1 };
        Some((level, Span::new(whole.start(), whole.end()).shifted(start)))
    })
    .collect()
}

fn agencies(series: &Series, at: ClauseRef) -> Vec<Span> {
    let tree = &series.trees[at.document_index()];
    let above = tree.ancestors(at.clause_index());
    let own = std::iter::once(at.clause_index()).chain(above);
    let nearest = own
        .map(|i| &tree.clauses[i].agencies)
        .find(|agencies| !agencies.is_empty());
    nearest.into_iter().flatten().map(|agency| agency.span).collect()
}

fn years(text: &str, start: usize) -> Vec<(i32, Span)> {
    let hits = YEAR.captures_iter(text);
    hits.filter_map(|hit| {
        let whole = hit.get(0)?;
        let year = hit.name("year").or(hit.name("by"))?.as_str().parse().ok()?;
        Some((year, Span::new(whole.start(), whole.end()).shifted(start)))
    })
    .collect()
}
