//! Strength 力度: how firmly a text commits, component by component. Never summed.

mod wording;

pub(super) use wording::{Bigrams, Wording, Wordings};

use super::indicator::{self, Name};
use super::target::Target;
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
pub(super) fn compare(old: &Wording, new: &Wording, known: &mut Bigrams) -> Vec<StrengthChange> {
    let change = |component, (direction, old, new): Found| StrengthChange {
        component,
        direction,
        old,
        new,
    };
    let found = [
        (StrengthComponent::Certainty, certainty(old, new, known)),
        (StrengthComponent::Scope, scope(old, new)),
        (StrengthComponent::Actor, actor(old, new)),
        (StrengthComponent::Amount, amount(old, new)),
        (StrengthComponent::Deadline, deadline(old, new)),
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

fn certainty(old: &Wording, new: &Wording, known: &mut Bigrams) -> Option<Found> {
    let one = old.rungs(new.text, known);
    found(one, new.rungs(old.text, known))
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

fn scope(old: &Wording, new: &Wording) -> Option<Found> {
    if old.coverage.is_empty() || new.coverage.is_empty() {
        // Most measures cover what they name without saying so.
        return None;
    }
    found(old.coverage.clone(), new.coverage.clone())
}

fn actor(old: &Wording, new: &Wording) -> Option<Found> {
    if old.agencies.is_empty() || new.agencies.is_empty() {
        // A text without lists of agencies says nothing about who acts.
        return None;
    }
    let direction = if old.actors == new.actors {
        Direction::Level
    } else {
        Direction::Incomparable
    };
    Some((direction, old.agencies.clone(), new.agencies.clone()))
}

fn amount(old: &Wording, new: &Wording) -> Option<Found> {
    let (one, other) = (&old.targets, &new.targets);
    if one.is_empty() && other.is_empty() {
        return None;
    }
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    let same = pairs.filter(|((a, name), (b, other))| {
        a.unit == b.unit && a.basis == b.basis && name.overlap(other) >= indicator::SAME_DEFINITION
    });
    let directions: BTreeSet<Direction> = same
        .map(|((a, _), (b, _))| indicator::direction(a.value, b.value))
        .collect();
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
    let spans = |targets: &[(Target, Name)]| targets.iter().map(|(target, _)| target.span).collect();
    Some((direction, spans(one), spans(other)))
}

fn deadline(old: &Wording, new: &Wording) -> Option<Found> {
    if old.years.is_empty() && new.years.is_empty() {
        return None;
    }
    let direction = match (old.left, new.left) {
        (Some(before), Some(after)) => indicator::direction(f64::from(after), f64::from(before)),
        _ => Direction::Incomparable,
    };
    let spans = |years: &[(i32, Span)]| years.iter().map(|(_, span)| *span).collect();
    Some((direction, spans(&old.years), spans(&new.years)))
}

/// The first and the last clause of a lineage, whose wordings make its trend; `None` where it stands in one document.
pub(super) fn ends(lineage: &Lineage) -> Option<(ClauseRef, ClauseRef)> {
    let (old, new) = (lineage.first(), lineage.last());
    (old.document != new.document).then_some((old, new))
}

/// Compares the first and the last wording of a lineage.
pub(super) fn trend(wordings: &Wordings, lineage: &Lineage, known: &mut Bigrams) -> Option<Trend> {
    let (old, new) = ends(lineage)?;
    Some(Trend {
        old,
        new,
        components: compare(wordings.of(old), wordings.of(new), known),
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
