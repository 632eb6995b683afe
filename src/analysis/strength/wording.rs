//! What one clause shows of its strength, read once however many links it has.

use super::super::date;
use super::super::indicator::Name;
use super::super::series::Series;
use super::super::target::{self, Target};
use super::{COVERAGE, MOST_BEFORE_VERB, SHARED_PHRASE};
use crate::ids::ClauseRef;
use crate::letter::{bigrams, is_letter_or_digit};
use crate::lexicon::Ladder;
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
    /// The bodies they are, sorted, once each.
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
        let body = |span: &Span| series.vocabulary.agencies.body(span.of(document));
        let mut actors: Vec<&str> = agencies.iter().map(body).collect();
        actors.sort_unstable();
        actors.dedup();
        let years = years(text, start);
        let due = years.iter().map(|(year, _)| *year).min();
        let year = series.year(at.document_index());
        let targets = target::in_clause(series, at).into_iter();
        Self {
            text,
            verbs: verbs(&series.vocabulary.ladder, text, start),
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
        known.extend(bigrams(other, is_letter_or_digit));
        let shared = |phrase: &str| {
            let (mut all, mut held) = (0_usize, 0_usize);
            for pair in bigrams(phrase, is_letter_or_digit) {
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

/// Comma-level phrases; what stands in quotation marks is one word of its phrase.
fn phrases(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c| {
        quoted = (quoted || c == '“') && c != '”';
        !quoted && matches!(c, ',' | '，' | ';' | '；' | '。' | '：' | ':')
    })
}

/// How a phrase begins that has its verb behind its object: 将执法职能下放至区.
const OBJECT_FIRST: [char; 2] = ['将', '把'];

/// How a phrase begins that is the means, wherever its verb stands: 通过向基层下放执法权.
const MEANS: &str = "通过";

/// The verb that says how firm a phrase is.
fn verb(ladder: &Ladder, phrase: &str) -> Option<(u8, Span)> {
    let begins = phrase.trim_start();
    if begins.starts_with(OBJECT_FIRST) {
        return ladder.rungs(phrase).last();
    }
    let (rung, span) = ladder.rungs(phrase).next()?;
    let leads = phrase[..span.start].trim_start().chars().count() <= MOST_BEFORE_VERB;
    (leads || begins.starts_with(MEANS)).then_some((rung, span))
}

fn verbs(ladder: &Ladder, text: &str, start: usize) -> Box<[(usize, u8, Span)]> {
    let leading = |(number, phrase): (usize, &str)| {
        let offset = start + (phrase.as_ptr() as usize - text.as_ptr() as usize);
        let (rung, span) = verb(ladder, phrase)?;
        Some((number, rung, span.shifted(offset)))
    };
    phrases(text).enumerate().filter_map(leading).collect()
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
    let above = tree.ancestors(at.clause_index()).into_iter().rev();
    let own = std::iter::once(at.clause_index()).chain(above);
    let nearest = own
        .map(|i| &tree.clauses[i].agencies)
        .find(|agencies| !agencies.is_empty());
    nearest.into_iter().flatten().map(|agency| agency.span).collect()
}

fn years(text: &str, start: usize) -> Vec<(i32, Span)> {
    let found = date::deadlines(text).into_iter();
    found.map(|(year, span)| (year, span.shifted(start))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Vocabulary;

    fn check(text: &str, expect: &[&str]) {
        let ladder = Vocabulary::of(None).ladder;
        let found = verbs(&ladder, text, 0);
        assert_eq!(found.iter().map(|v| v.2.of(text)).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn the_verb_leads_its_phrase_or_follows_its_object() {
        check("各地要建立工作责任制,狠抓落实。", &["建立", "落实"]);
        check("推进城市服务体系建设,支持高新区发展。", &["推进", "支持"]);
        check("通过向基层下放专利执法权，加大保护力度", &["下放", "加大"]);
        check("将“调解纠纷,处理纠纷”职能下放至上城区。", &["下放至"]);
        check("知识产权质押融资额达到8亿元。", &[]);
    }
}
