//! Fates: what became of a lineage in each track, as of the track's newest document.

use super::absence::Refusals;
use super::event::{Event, EventKind};
use super::scope::{Coverage, Scope};
use super::series::Series;
use super::topic::Topics;
use super::track::Track;
use crate::lang::Bilingual;
use crate::lineage::{Lineage, Lineages};
use regex::Regex;
use std::sync::LazyLock;

/// What became of a lineage in one track, as of the track's newest document.
#[derive(Clone, Debug, PartialEq)]
pub struct Fate {
    /// The track's name.
    pub track: String,
    /// What became of it.
    pub kind: FateKind,
    /// Index of the document in which it was last found in this track.
    pub last_seen: Option<usize>,
    /// How sure it is, [0, 1].
    pub confidence: f64,
    /// Why, in words.
    pub reason: Bilingual,
    /// Index of the lineage that it goes on in, where it was merged or absorbed.
    pub into: Option<usize>,
    /// Nearest refused candidates (indices into the alignment's refusals), where it was not found later.
    pub nearest: Vec<usize>,
}

/// What can become of a lineage in a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FateKind {
    /// Found in the newest document, and before.
    Carried,
    /// Found only in the newest document.
    New,
    /// Not found after `last_seen`.
    Dropped,
    /// Goes on in another lineage.
    Merged,
    /// Not found after `last_seen`, and the occasion it names has passed (第19届亚运会).
    OccasionPassed,
    /// Absent from documents that do not cover its topic.
    OutsideScope,
    /// Its document expired without a successor.
    Lapsed,
    /// Taken up by another track.
    TakenUp,
    /// Not taken up by another track.
    NotTakenUp,
}

impl FateKind {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            FateKind::Carried => "carried",
            FateKind::New => "new",
            FateKind::Dropped => "dropped",
            FateKind::Merged => "merged",
            FateKind::OccasionPassed => "occasion-passed",
            FateKind::OutsideScope => "outside-scope",
            FateKind::Lapsed => "lapsed",
            FateKind::TakenUp => "taken-up",
            FateKind::NotTakenUp => "not-taken-up",
        }
    }
}

/// Tracks up to which a lineage's absence from each other track is told. A few thousand statutes of a thousand
/// issuers are no series: a thousand absences for every measure would say nothing and take gigabytes.
const MANY_TRACKS: usize = 24;

/// Later documents from which on they are counted, not named: of a long series the names alone would be most of what is
/// written, and with thousands of documents more than memory holds.
const MANY_LATER: usize = 6;

/// Tells the fates of every lineage in the tracks that have a document no older than its first clause; where there are
/// more than [`MANY_TRACKS`], in those alone that hold it.
pub(super) fn fates(
    series: &Series,
    tracks: &[Track],
    scopes: &[Scope],
    topics: &Topics,
    lineages: &Lineages,
    events: &[Vec<Event>],
    refusals: &Refusals,
) -> Vec<Vec<Fate>> {
    let covers = |lineage: usize, document: usize| {
        topics
            .of(lineage)
            .map_or(Coverage::General, |t| scopes[document].topics[t])
            != Coverage::Outside
    };
    lineages
        .lineages
        .iter()
        .enumerate()
        .map(|(at, lineage)| {
            let told = tracks.iter().enumerate().filter_map(|(number, track)| {
                let own: Vec<&Event> = events[at].iter().filter(|e| e.track == number).collect();
                match own.last() {
                    None if tracks.len() > MANY_TRACKS => None,
                    Some(last) => Some(within(series, track, lineage, &own, last)),
                    None => across(series, track, lineage, refusals, |d| covers(at, d)),
                }
            });
            told.collect()
        })
        .collect()
}

/// Fate in a track that holds the lineage.
fn within(series: &Series, track: &Track, lineage: &Lineage, own: &[&Event], last: &Event) -> Fate {
    let seen: Vec<usize> = track
        .documents
        .iter()
        .copied()
        .filter(|&d| !lineage.in_document(d).is_empty())
        .collect();
    let newest = track.newest();
    let last_seen = seen.last().copied();
    let id = |d: usize| series.documents[d].id.as_str();
    let lapsed = lapsed(series, newest);
    let foreign = lineage.first().document_index() < seen[0];
    let (kind, reason) = match () {
        () if last_seen == Some(newest) && lapsed.is_some() => (FateKind::Lapsed, lapsed.unwrap_or_default()),
        () if last_seen == Some(newest) && seen.len() > 1 => (
            FateKind::Carried,
            Bilingual::new(
                format!("见于 {} 等 {} 份文件", id(seen[0]), seen.len()),
                format!("found in {} documents from {} on", seen.len(), id(seen[0])),
            ),
        ),
        () if last_seen == Some(newest) && foreign => (
            FateKind::TakenUp,
            Bilingual::new(
                format!("对应条款先见于 {}", id(lineage.first().document_index())),
                format!(
                    "a corresponding clause stands first in {}",
                    id(lineage.first().document_index())
                ),
            ),
        ),
        () if last_seen == Some(newest) => (
            FateKind::New,
            Bilingual::new("仅见于最新文件", "found in the newest document only"),
        ),
        () => absent(series, track, lineage, own, last_seen.unwrap_or(newest)),
    };
    let ending = own.iter().rev().find(|e| e.new.is_empty() || e.into.is_some());
    let gone = last_seen != Some(newest);
    Fate {
        track: track.name.clone(),
        kind,
        last_seen,
        confidence: ending.filter(|_| gone).map_or(last.confidence, |e| e.confidence),
        reason,
        into: ending.filter(|_| gone).and_then(|e| e.into),
        nearest: ending.filter(|_| gone).map_or_else(Vec::new, |e| e.nearest.clone()),
    }
}

/// Why a lineage is not in the newest document of its track.
fn absent(series: &Series, track: &Track, lineage: &Lineage, own: &[&Event], last: usize) -> (FateKind, Bilingual) {
    let told: Vec<&&Event> = own.iter().filter(|e| e.from == Some(last)).collect();
    let ids = |documents: &mut dyn Iterator<Item = &usize>| {
        documents
            .map(|&d| series.documents[d].id.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    let after: Vec<usize> = track.documents.iter().copied().filter(|&d| d > last).collect();
    let later = if after.len() < MANY_LATER {
        let all = ids(&mut after.iter());
        Bilingual::new(all.clone(), all)
    } else {
        let (next, more) = (ids(&mut after.iter().take(1)), after.len() - 1);
        Bilingual::new(
            format!("{next} 等 {} 份文件", more + 1),
            format!("{next} and {more} more"),
        )
    };
    if let Some(into) = told.iter().find(|e| e.into.is_some()) {
        let place = into.new.first().map_or("", |&c| series.clause(c).id.as_str());
        return (
            FateKind::Merged,
            Bilingual::new(format!("并入 {place}"), format!("goes on in {place}")),
        );
    }
    if let Some(outside) = told.iter().find(|e| e.kind == EventKind::OutsideScope)
        && after.len() == 1
    {
        return (FateKind::OutsideScope, outside.note.clone().unwrap_or_default());
    }
    if let Some((name, year)) = occasion(series, lineage)
        && series.year(track.newest()).is_some_and(|now| now > year)
    {
        return (
            FateKind::OccasionPassed,
            Bilingual::new(
                format!("{} 未见后续；所涉“{name}”（{year} 年）已结束", later.zh),
                format!(
                    "not found later in {}; its occasion, {name} ({year}), has passed",
                    later.en
                ),
            ),
        );
    }
    (
        FateKind::Dropped,
        Bilingual::new(
            format!("{} 未见后续", later.zh),
            format!("not found later in {}", later.en),
        ),
    )
}

/// Fate in a track that does not hold the lineage; `None` where the track has no document after its first clause.
fn across(
    series: &Series,
    track: &Track,
    lineage: &Lineage,
    refusals: &Refusals,
    covers: impl Fn(usize) -> bool,
) -> Option<Fate> {
    let first = lineage.first().document_index();
    let later: Vec<usize> = track.documents.iter().copied().filter(|&d| d > first).collect();
    let newest = *later.last()?;
    let id = series.documents[newest].id.as_str();
    let (kind, reason) = if later.iter().any(|&d| covers(d)) {
        (
            FateKind::NotTakenUp,
            Bilingual::new(
                format!("{id} 未见对应条款"),
                format!("no corresponding clause found in {id}"),
            ),
        )
    } else {
        (
            FateKind::OutsideScope,
            Bilingual::new(format!("{id} 不涉及该专题"), format!("{id} does not cover its topic")),
        )
    };
    let (confidence, nearest) = refusals.absence(&lineage.clauses, &later);
    Some(Fate {
        track: track.name.clone(),
        kind,
        last_seen: None,
        confidence,
        reason,
        into: None,
        nearest,
    })
}

/// Whether a document had expired by the date of the series' newest document, and why that is known.
fn lapsed(series: &Series, document: usize) -> Option<Bilingual> {
    let metadata = &series.documents[document].metadata;
    let end = metadata
        .effective_to
        .as_ref()
        .map(|f| f.value.year)
        .or(metadata.period.as_ref().map(|f| f.value.1))?;
    let now = (0..series.documents.len()).filter_map(|d| series.year(d)).max()?;
    (end < now).then(|| {
        Bilingual::new(
            format!("文件期限至 {end} 年，此后无后续文件"),
            format!("its document ran until {end} and has no successor"),
        )
    })
}

/// A dated occasion that the lineage names: 2022年第19届亚运会. The year may stand in any of its wordings.
fn occasion(series: &Series, lineage: &Lineage) -> Option<(String, i32)> {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(20\d\d)年[\p{Han}]{0,4}?(第[\d一二三四五六七八九十]+届[\p{Han}]{1,6}?[会节])")
            .expect("the pattern is constant")
    });
    lineage.clauses.iter().find_map(|&clause| {
        let found = DATED.captures(series.text(clause))?;
        Some((found[2].to_owned(), found[1].parse().ok()?))
    })
}
