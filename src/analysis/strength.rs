//! Strength 力度: how firmly a text commits, component by component. Never summed.

use super::series::Series;
use super::target::Target;
use super::{date, indicator, target};
use crate::ids::ClauseRef;
use crate::lineage::Lineage;
use crate::span::Span;
use regex::Regex;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// How one component of strength changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrengthChange {
    /// certainty, scope, actor, amount, deadline.
    pub component: StrengthComponent,
    /// Direction.
    pub direction: Direction,
    /// Words that show it in the old text.
    pub old: Vec<Span>,
    /// Words that show it in the new text.
    pub new: Vec<Span>,
}

/// What strength is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrengthComponent {
    /// Modal and instrument verbs.
    Certainty,
    /// Who or what is covered.
    Scope,
    /// Who acts.
    Actor,
    /// Figures.
    Amount,
    /// By when.
    Deadline,
}

impl StrengthComponent {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            StrengthComponent::Certainty => "certainty",
            StrengthComponent::Scope => "scope",
            StrengthComponent::Actor => "actor",
            StrengthComponent::Amount => "amount",
            StrengthComponent::Deadline => "deadline",
        }
    }
}

/// Direction of a change of strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// 加强
    Stronger,
    /// 减弱
    Weaker,
    /// 持平
    Level,
    /// 混合
    Mixed,
    /// 不可比
    Incomparable,
}

impl Direction {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Stronger => "stronger",
            Direction::Weaker => "weaker",
            Direction::Level => "level",
            Direction::Mixed => "mixed",
            Direction::Incomparable => "incomparable",
        }
    }
}

/// Strength of a lineage's last wording against its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The first clause.
    pub old: ClauseRef,
    /// The last clause.
    pub new: ClauseRef,
    /// One for each component that either shows.
    pub components: Vec<StrengthChange>,
}

/// Compares two wordings; a component that neither shows is left out. A verb, an amount or a deadline that only one shows
/// cannot be compared; coverage and agencies that only one names are left out.
///
/// # Method
/// Certainty by the rungs of the lexicon's ladder: the leading verbs of the comma-level phrases that the two share words in, so that
/// the verbs of other measures in the same sentence stay out; stronger where neither the lowest nor the highest rung
/// falls and one rises, mixed where they go apart. Amounts by targets of the same indicator, unit and basis. Deadlines
/// by the time left from the document's own year. Agencies and coverage say that they changed, never which is stronger,
/// except that everywhere is more than somewhere.
pub(super) fn compare(series: &Series, old: ClauseRef, new: ClauseRef) -> Vec<StrengthChange> {
    let change = |component, (direction, old, new): Found| StrengthChange {
        component,
        direction,
        old,
        new,
    };
    let found = [
        (StrengthComponent::Certainty, certainty(series, old, new)),
        (StrengthComponent::Scope, scope(series, old, new)),
        (StrengthComponent::Actor, actor(series, old, new)),
        (StrengthComponent::Amount, amount(series, old, new)),
        (StrengthComponent::Deadline, deadline(series, old, new)),
    ];
    let found = found
        .into_iter()
        .filter_map(|(component, found)| Some(change(component, found?)));
    found.collect()
}

/// A direction with the words that show it on both sides.
type Found = (Direction, Vec<Span>, Vec<Span>);

/// Share of a phrase's bigrams that the other side must hold for its verbs to count.
const SHARED_PHRASE: f64 = 0.25;

/// Characters that may stand before the verb that leads a phrase (各地要建立…); further in, 建设 and 发展 are nouns.
const MOST_BEFORE_VERB: usize = 4;

fn certainty(series: &Series, old: ClauseRef, new: ClauseRef) -> Option<Found> {
    let (one, other) = (
        rungs(series, old, series.text(new)),
        rungs(series, new, series.text(old)),
    );
    found(one, other)
}

/// The leading verbs of the phrases that share words with the other text; of all phrases where none does.
fn rungs(series: &Series, at: ClauseRef, other: &str) -> Vec<(u8, Span)> {
    let (text, start) = (series.text(at), series.span(at).start);
    let known: BTreeSet<(char, char)> = bigrams(other).collect();
    let phrases: Vec<&str> = text.split([',', '，', ';', '；', '。', '：', ':']).collect();
    let shared = |phrase: &&&str| {
        let all: Vec<_> = bigrams(phrase).collect();
        let held = all.iter().filter(|pair| known.contains(pair)).count();
        held as f64 >= SHARED_PHRASE * all.len().max(1) as f64
    };
    let mut read: Vec<&&str> = phrases.iter().filter(|phrase| shared(phrase)).collect();
    if read.is_empty() {
        read = phrases.iter().collect();
    }
    let words = read.into_iter().filter_map(|phrase| {
        let offset = start + (phrase.as_ptr() as usize - text.as_ptr() as usize);
        let (level, span) = series.vocabulary.ladder.rungs(phrase).into_iter().next()?;
        let leads = phrase[..span.start].trim_start().chars().count() <= MOST_BEFORE_VERB;
        leads.then(|| (level, span.shifted(offset)))
    });
    words.collect()
}

fn bigrams(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
}

/// Compares the lowest and the highest level of both sides.
fn found(old: Vec<(u8, Span)>, new: Vec<(u8, Span)>) -> Option<Found> {
    if old.is_empty() && new.is_empty() {
        return None;
    }
    let ends = |words: &[(u8, Span)]| {
        let levels = words.iter().map(|(level, _)| *level);
        Some((levels.clone().min()?, levels.max()?))
    };
    let direction = match (ends(&old), ends(&new)) {
        (Some((low, high)), Some((new_low, new_high))) => match (new_low.cmp(&low), new_high.cmp(&high)) {
            (Ordering::Equal, Ordering::Equal) => Direction::Level,
            (Ordering::Equal | Ordering::Greater, Ordering::Equal | Ordering::Greater) => Direction::Stronger,
            (Ordering::Equal | Ordering::Less, Ordering::Equal | Ordering::Less) => Direction::Weaker,
            _ => Direction::Mixed,
        },
        _ => Direction::Incomparable,
    };
    let spans = |words: Vec<(u8, Span)>| words.into_iter().map(|(_, span)| span).collect();
    Some((direction, spans(old), spans(new)))
}

/// Words that cover all, and words that cover some.
static COVERAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<all>全市|全区|全省|全国|全行业|全领域|全链条|全过程|全覆盖|各区|各地|各类|各级|所有|一律)|(?P<some>部分|重点|个别|有条件的|试点(?:区域|单位|企业|地区))")
        .expect("the pattern is constant")
});

fn scope(series: &Series, old: ClauseRef, new: ClauseRef) -> Option<Found> {
    let read = |at: ClauseRef| -> Vec<(u8, Span)> {
        let start = series.span(at).start;
        let hits = COVERAGE.captures_iter(series.text(at));
        hits.filter_map(|hit| {
            let whole = hit.get(0)?;
            let level = if hit.name("all").is_some() { 2 } else { 1 };
            Some((level, Span::new(whole.start(), whole.end()).shifted(start)))
        })
        .collect()
    };
    let (one, other) = (read(old), read(new));
    if one.is_empty() || other.is_empty() {
        // Most measures cover what they name without saying so.
        return None;
    }
    found(one, other)
}

/// Who is named as responsible for the clause or for the item that it stands in.
fn agencies(series: &Series, at: ClauseRef) -> Vec<Span> {
    let tree = &series.trees[at.document_index()];
    let above = tree.ancestors(at.clause_index());
    let own = std::iter::once(at.clause_index()).chain(above);
    let nearest = own
        .map(|i| &tree.clauses[i].agencies)
        .find(|agencies| !agencies.is_empty());
    nearest.into_iter().flatten().map(|agency| agency.span).collect()
}

fn actor(series: &Series, old: ClauseRef, new: ClauseRef) -> Option<Found> {
    let (one, other) = (agencies(series, old), agencies(series, new));
    if one.is_empty() || other.is_empty() {
        // A text without lists of agencies says nothing about who acts.
        return None;
    }
    let names = |at: ClauseRef, spans: &[Span]| -> BTreeSet<String> {
        let text = series.document_text(at.document_index());
        let body = |span: &Span| series.vocabulary.agencies.body(span.of(text)).to_owned();
        spans.iter().map(body).collect()
    };
    let direction = if names(old, &one) == names(new, &other) {
        Direction::Level
    } else {
        Direction::Incomparable
    };
    Some((direction, one, other))
}

fn amount(series: &Series, old: ClauseRef, new: ClauseRef) -> Option<Found> {
    let (one, other) = (target::in_clause(series, old), target::in_clause(series, new));
    if one.is_empty() && other.is_empty() {
        return None;
    }
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    let same = pairs.filter(|(a, b)| {
        a.unit == b.unit && a.basis == b.basis && indicator::overlap(&a.name, &b.name) >= indicator::SAME_DEFINITION
    });
    let directions: BTreeSet<Direction> = same.map(|(a, b)| indicator::direction(a.value, b.value)).collect();
    let direction = match directions
        .iter()
        .filter(|d| **d != Direction::Level)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] if directions.is_empty() => Direction::Incomparable,
        [] => Direction::Level,
        [only] => **only,
        _ => Direction::Mixed,
    };
    let spans = |targets: Vec<Target>| targets.into_iter().map(|target| target.span).collect();
    Some((direction, spans(one), spans(other)))
}

fn deadline(series: &Series, old: ClauseRef, new: ClauseRef) -> Option<Found> {
    let read = |at: ClauseRef| -> Vec<(i32, Span)> {
        let start = series.span(at).start;
        let found = date::deadlines(series.text(at)).into_iter();
        found.map(|(year, span)| (year, span.shifted(start))).collect()
    };
    let (one, other) = (read(old), read(new));
    if one.is_empty() && other.is_empty() {
        return None;
    }
    let left = |at: ClauseRef, years: &[(i32, Span)]| {
        let due = years.iter().map(|(year, _)| *year).min()?;
        Some(due - series.year(at.document_index())?)
    };
    let direction = match (left(old, &one), left(new, &other)) {
        (Some(before), Some(after)) => indicator::direction(f64::from(after), f64::from(before)),
        _ => Direction::Incomparable,
    };
    let spans = |years: Vec<(i32, Span)>| years.into_iter().map(|(_, span)| span).collect();
    Some((direction, spans(one), spans(other)))
}

/// Compares the first and the last wording of a lineage.
pub(super) fn trend(series: &Series, lineage: &Lineage) -> Option<Trend> {
    let (old, new) = (lineage.first(), lineage.last());
    (old.document != new.document).then(|| Trend {
        old,
        new,
        components: compare(series, old, new),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[u8], new: &[u8], expect: Option<Direction>) {
        let words = |levels: &[u8]| levels.iter().map(|&level| (level, Span::new(0, 1))).collect();
        assert_eq!(found(words(old), words(new)).map(|f| f.0), expect, "{old:?} {new:?}");
    }

    #[test]
    fn both_ends_of_the_ladder_count() {
        check(&[1], &[3], Some(Direction::Stronger));
        check(&[1, 5], &[3, 5], Some(Direction::Stronger));
        check(&[4], &[2], Some(Direction::Weaker));
        check(&[2, 4], &[1, 5], Some(Direction::Mixed));
        check(&[3], &[3, 3], Some(Direction::Level));
        check(&[3], &[], Some(Direction::Incomparable));
        check(&[], &[], None);
    }
}
