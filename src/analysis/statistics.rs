//! Statistics with denominators: rates by step, survival, density by topic, first said in.

mod bootstrap;

pub(super) use bootstrap::DRAWS as BOOTSTRAP_DRAWS;

use super::event::{self, Event, EventKind};
use super::series::Series;
use super::topic::Topics;
use super::track::{Step, Track};
use crate::ids::ClauseRef;
use crate::letter::is_letter_or_digit;
use crate::lineage::{Lane, Lineage, Lineages};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Everything counted. Boilerplate is left out of all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Clauses of each step by what happened to them, by track and time.
    pub steps: Vec<StepCounts>,
    /// Rates of each step, by step, name and basis.
    pub rates: Vec<Rate>,
    /// One curve for each track of two documents or more.
    pub survival: Vec<Survival>,
    /// Measures of each document by topic.
    pub density: Vec<TopicDensity>,
    /// Each document by the document in which its measures were first said, by document, then first.
    pub composition: Vec<Composition>,
}

/// Clauses of one step by what happened to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepCounts {
    /// The step.
    pub step: Step,
    /// Measures of the old document.
    pub old: usize,
    /// Measures of the new document.
    pub new: usize,
    /// Old clauses by event; together they are `old`.
    pub fates: BTreeMap<EventKind, usize>,
    /// New clauses by event; together they are `new`. A clause carried past documents that did not cover it counts
    /// by its event.
    pub origins: BTreeMap<EventKind, usize>,
}

/// A share with what it was counted from.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// What it is.
    pub name: RateName,
    /// Clauses or characters.
    pub basis: Basis,
    /// The step.
    pub step: Step,
    /// Counted.
    pub numerator: usize,
    /// Out of.
    pub denominator: usize,
    /// Lower end of the 95 % interval, [0, 1], by bootstrap over lineages.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Which share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RateName {
    /// Old measures found later, in whatever form, of those within the new document's scope.
    Retention,
    /// Old measures not found later, of those within the new document's scope.
    Termination,
    /// New document's measures that are new to the track.
    Innovation,
    /// New document's measures that had been absent.
    Revival,
    /// Old measures of which only related clauses were found, of those within the new document's scope: what lies between
    /// retention and termination.
    Related,
}

impl RateName {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            RateName::Retention => "retention",
            RateName::Termination => "termination",
            RateName::Innovation => "innovation",
            RateName::Revival => "revival",
            RateName::Related => "related",
        }
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Clauses.
    Clauses,
    /// Letters and digits of clauses.
    Characters,
}

impl Basis {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Clauses => "clauses",
            Basis::Characters => "characters",
        }
    }
}

/// Kaplan–Meier curve of the lineages of one track.
#[derive(Clone, Debug, PartialEq)]
pub struct Survival {
    /// Index of the track.
    pub track: usize,
    /// Points by age, youngest first.
    pub points: Vec<SurvivalPoint>,
    /// Years after which half were gone; `None` where more than half survive.
    pub half_life_years: Option<i32>,
}

/// One point of a survival curve.
#[derive(Clone, Debug, PartialEq)]
pub struct SurvivalPoint {
    /// Years since the lineage's first document in the track.
    pub age_years: i32,
    /// Lineages that were still followed at this age.
    pub at_risk: usize,
    /// Lineages not found any more at this age.
    pub ended: usize,
    /// Share still alive, [0, 1].
    pub share: f64,
}

/// Measures of one document about one topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicDensity {
    /// Index of the document.
    pub document: usize,
    /// Index of the topic; `None` for measures without one.
    pub topic: Option<usize>,
    /// Clauses.
    pub clauses: usize,
    /// Their letters and digits.
    pub characters: usize,
}

/// Measures of one document that were first said in another, or in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composition {
    /// Index of the document.
    pub document: usize,
    /// Index of the document in which their lineages begin.
    pub first: usize,
    /// Clauses.
    pub clauses: usize,
    /// Their letters and digits.
    pub characters: usize,
}

/// What statistics are counted from.
pub(super) struct Evidence<'a> {
    pub(super) series: &'a Series<'a>,
    pub(super) tracks: &'a [Track],
    pub(super) topics: &'a Topics,
    pub(super) lineages: &'a Lineages,
    pub(super) events: &'a [Vec<Event>],
}

/// Counts everything.
pub(super) fn statistics(evidence: &Evidence) -> Statistics {
    let steps: Vec<Step> = event::steps(evidence.tracks);
    let tallies = tallies(evidence, &steps);
    Statistics {
        steps: steps.iter().zip(&tallies).map(|(s, t)| counts(*s, t)).collect(),
        rates: steps
            .par_iter()
            .zip(&tallies)
            .flat_map_iter(|(s, t)| rates(*s, t))
            .collect(),
        survival: (0..evidence.tracks.len())
            .filter_map(|t| survival(evidence, t))
            .collect(),
        density: density(evidence),
        composition: composition(evidence),
    }
}

/// What one event adds to the counts of a step.
#[derive(Clone, Copy)]
struct Tally {
    kind: EventKind,
    /// Clauses and characters of the old document.
    old: [usize; 2],
    /// Clauses and characters of the new document.
    new: [usize; 2],
    lineage: usize,
}

/// What the events of each step add, in the steps' order; within one by lineage.
fn tallies(evidence: &Evidence, steps: &[Step]) -> Vec<Vec<Tally>> {
    let places = steps.iter().enumerate().map(|(at, step)| ((step.track, step.to), at));
    let place: BTreeMap<(usize, usize), usize> = places.collect();
    let measured = |clauses: &[ClauseRef], document: usize| {
        let own = clauses.iter().filter(|c| c.document_index() == document);
        own.fold([0, 0], |sum, &c| [sum[0] + 1, sum[1] + letters(evidence.series, c)])
    };
    let mut tallies = vec![Vec::new(); steps.len()];
    for (lineage, events) in evidence.events.iter().enumerate() {
        if evidence.lineages.lineages[lineage].lane != Lane::Measures {
            continue;
        }
        for e in events {
            // The first document of a track ends no step.
            let Some(&at) = place.get(&(e.track, e.to)) else {
                continue;
            };
            let step = steps[at];
            tallies[at].push(Tally {
                kind: e.kind,
                old: if e.out_of.is_none() {
                    measured(&e.old, step.from)
                } else {
                    [0, 0]
                },
                new: if e.into.is_none() {
                    measured(&e.new, step.to)
                } else {
                    [0, 0]
                },
                lineage,
            });
        }
    }
    tallies
}

fn letters(series: &Series, at: ClauseRef) -> usize {
    series.text(at).chars().filter(|&c| is_letter_or_digit(c)).count()
}

fn counts(step: Step, tallies: &[Tally]) -> StepCounts {
    let mut counts = StepCounts {
        step,
        old: 0,
        new: 0,
        fates: BTreeMap::new(),
        origins: BTreeMap::new(),
    };
    for t in tallies {
        counts.old += t.old[0];
        counts.new += t.new[0];
        if t.old[0] > 0 {
            *counts.fates.entry(t.kind).or_default() += t.old[0];
        }
        if t.new[0] > 0 {
            *counts.origins.entry(t.kind).or_default() += t.new[0];
        }
    }
    counts
}

fn rates(step: Step, tallies: &[Tally]) -> Vec<Rate> {
    let mut rates = Vec::new();
    for name in [
        RateName::Retention,
        RateName::Termination,
        RateName::Innovation,
        RateName::Revival,
        RateName::Related,
    ] {
        for (at, basis) in [Basis::Clauses, Basis::Characters].into_iter().enumerate() {
            let pairs = by_lineage(tallies, name, at);
            let (numerator, denominator) = pairs.iter().fold((0, 0), |s, p| (s.0 + p.0, s.1 + p.1));
            let (low, high) = bootstrap::interval(&pairs);
            rates.push(Rate {
                name,
                basis,
                step,
                numerator,
                denominator,
                low,
                high,
            });
        }
    }
    rates
}

/// Numerator and denominator of each lineage: lineages, not clauses, are drawn anew for the interval.
fn by_lineage(tallies: &[Tally], name: RateName, at: usize) -> Vec<(usize, usize)> {
    let mut pairs: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for t in tallies {
        let (gone, is_related) = (t.kind == EventKind::Dropped, t.kind == EventKind::Related);
        let (hit, of) = match name {
            _ if t.kind == EventKind::OutsideScope => (false, 0),
            RateName::Retention => (!gone && !is_related, t.old[at]),
            RateName::Termination => (gone, t.old[at]),
            RateName::Related => (is_related, t.old[at]),
            RateName::Innovation => (t.kind == EventKind::New, t.new[at]),
            RateName::Revival => (t.kind == EventKind::Revived, t.new[at]),
        };
        let pair = pairs.entry(t.lineage).or_default();
        pair.0 += if hit { of } else { 0 };
        pair.1 += of;
    }
    pairs.into_values().filter(|p| p.1 > 0).collect()
}

/// Kaplan and Meier 1958: an ending counts at the age of the document in which the measure is not found, a measure
/// that stands in the newest document, goes on elsewhere, leaves by scope or for what is merely related is followed up to
/// where it was last found and no further.
fn survival(evidence: &Evidence, track: usize) -> Option<Survival> {
    let documents = &evidence.tracks[track].documents;
    if documents.len() < 2 {
        return None;
    }
    let lineages = evidence.lineages.lineages.iter().zip(evidence.events);
    let measured = lineages.filter(|(lineage, _)| lineage.lane == Lane::Measures);
    let lives: Vec<(i32, bool)> = measured
        .filter_map(|(lineage, events)| life(evidence, track, lineage, events))
        .collect();
    let mut ages: Vec<i32> = lives.iter().filter(|l| l.1).map(|l| l.0).collect();
    ages.sort_unstable();
    ages.dedup();
    let mut share = 1.0;
    let points: Vec<SurvivalPoint> = ages
        .into_iter()
        .map(|age_years| {
            let at_risk = lives.iter().filter(|l| l.0 >= age_years).count();
            let ended = lives.iter().filter(|l| l.1 && l.0 == age_years).count();
            share *= 1.0 - ended as f64 / at_risk as f64;
            SurvivalPoint {
                age_years,
                at_risk,
                ended,
                share,
            }
        })
        .collect();
    let half_life_years = points.iter().find(|p| p.share <= 0.5).map(|p| p.age_years);
    Some(Survival {
        track,
        points,
        half_life_years,
    })
}

/// How many years a lineage was followed in a track, and whether it ended then; `None` where it is not in the track or a
/// document has no year.
fn life(evidence: &Evidence, track: usize, lineage: &Lineage, events: &[Event]) -> Option<(i32, bool)> {
    let documents = &evidence.tracks[track].documents;
    let mut seen = documents.iter().filter(|&&d| !lineage.in_document(d).is_empty());
    let first = *seen.next()?;
    let last = seen.next_back().copied().unwrap_or(first);
    // What became of its last wording there, where nothing of it stands later.
    let endings = || {
        events
            .iter()
            .filter(|e| e.track == track && e.from == Some(last) && e.to > last)
    };
    let merged = endings().find(|e| matches!(e.kind, EventKind::Merged | EventKind::Absorbed));
    let dropped = endings().find(|e| e.kind == EventKind::Dropped && merged.is_none());
    let until = merged.or(dropped).map_or(last, |e| e.to);
    let years = evidence.series.year(until)? - evidence.series.year(first)?;
    Some((years, dropped.is_some()))
}

fn density(evidence: &Evidence) -> Vec<TopicDensity> {
    grouped(evidence, |lineage| evidence.topics.of(lineage))
        .into_iter()
        .map(|((document, topic), (clauses, characters))| TopicDensity {
            document,
            topic,
            clauses,
            characters,
        })
        .collect()
}

fn composition(evidence: &Evidence) -> Vec<Composition> {
    grouped(evidence, |lineage| {
        evidence.lineages.lineages[lineage].first().document_index()
    })
    .into_iter()
    .map(|((document, first), (clauses, characters))| Composition {
        document,
        first,
        clauses,
        characters,
    })
    .collect()
}

/// Clauses and characters by document and by a property of the lineage.
fn grouped<K: Ord>(evidence: &Evidence, key: impl Fn(usize) -> K) -> BTreeMap<(usize, K), (usize, usize)> {
    let mut sums: BTreeMap<(usize, K), (usize, usize)> = BTreeMap::new();
    for (at, lineage) in evidence.lineages.lineages.iter().enumerate() {
        for &clause in lineage.clauses.iter().filter(|_| lineage.lane == Lane::Measures) {
            let sum = sums.entry((clause.document_index(), key(at))).or_default();
            sum.0 += 1;
            sum.1 += letters(evidence.series, clause);
        }
    }
    sums
}
