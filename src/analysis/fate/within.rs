//! Fate of a lineage in a track that holds it.

use super::super::event::{Event, EventKind, Evidence};
use super::super::scope::Coverage;
use super::super::series::Series;
use super::super::tie::Closeness;
use super::super::track::Track;
use super::{Fate, FateKind};
use crate::lang::Bilingual;
use crate::lineage::Lineage;
use regex::Regex;
use std::sync::LazyLock;

/// Tells it from the lineage's `events` in the track, of which there is at least one.
pub(super) fn fate(evidence: &Evidence, track: &Track, lineage: &Lineage, events: &[&Event]) -> Fate {
    let holds = |d: &usize| !lineage.in_document(*d).is_empty();
    let seen: Vec<usize> = track.documents.iter().copied().filter(holds).collect();
    let newest = track.newest();
    let last = seen.last().copied().unwrap_or(newest);
    let fate = Fate {
        track: track.name.clone(),
        kind: FateKind::New,
        last_seen: Some(last),
        confidence: 1.0,
        reason: Bilingual::default(),
        into: None,
        nearest: Vec::new(),
    };
    if last == newest {
        present(evidence, track, lineage, events, &seen, fate)
    } else {
        absent(evidence, track, lineage, events, fate)
    }
}

/// In the track's newest document.
fn present(
    evidence: &Evidence,
    track: &Track,
    lineage: &Lineage,
    events: &[&Event],
    seen: &[usize],
    fate: Fate,
) -> Fate {
    let series = evidence.series;
    let (newest, id) = (track.newest(), |d: usize| series.documents[d].id.as_str());
    let arrivals = || {
        events
            .iter()
            .filter(|e| e.to == newest && !e.new.is_empty() && e.into.is_none())
    };
    let surest = |kinds: &dyn Fn(EventKind) -> bool| {
        let fitting = arrivals().filter(|e| kinds(e.kind));
        fitting
            .copied()
            .reduce(|a, b| if b.confidence > a.confidence { b } else { a })
    };
    let told = |kind, confidence, reason| Fate {
        kind,
        confidence,
        reason,
        ..fate.clone()
    };
    let carried = surest(&|kind| !matches!(kind, EventKind::New | EventKind::Related));
    if let Some(reason) = lapsed(series, newest) {
        let confidence = carried.map_or(1.0, |e| e.confidence);
        return told(FateKind::Lapsed, confidence, reason);
    }
    if let Some(event) = carried {
        let reason = match &event.note {
            Some(note) if event.out_of.is_some() && seen.len() == 1 => note.clone(),
            _ => Bilingual::new(
                format!("见于 {} 等 {} 份文件", id(seen[0]), seen.len()),
                format!("found in {} documents from {} on", seen.len(), id(seen[0])),
            ),
        };
        return told(FateKind::Carried, event.confidence, reason);
    }
    let foreign: Vec<usize> = (0..newest).filter(|d| !track.documents.contains(d)).collect();
    let tie = evidence.ties.best_of(lineage.in_document(newest), &foreign);
    if let Some(tie) = tie.filter(|tie| tie.closeness == Closeness::Same) {
        let from = id(tie.other.document_index());
        let reason = Bilingual::new(
            format!("对应条款先见于 {from}"),
            format!("a corresponding clause stands first in {from}"),
        );
        return told(FateKind::TakenUp, tie.certainty, reason);
    }
    let kin = surest(&|kind| kind == EventKind::Related);
    let fresh = surest(&|kind| kind == EventKind::New);
    let (kind, reason) = match (kin, tie) {
        (Some(event), _) => (FateKind::Related, event.note.clone().unwrap_or_default()),
        (None, Some(tie)) => {
            let clause = &series.clause(tie.other).id;
            let reason = Bilingual::new(
                format!("此前未见对应条款，仅有相关条款 {clause}"),
                format!("nothing corresponds earlier; {clause} is related"),
            );
            (FateKind::Related, reason)
        }
        (None, None) => {
            let reason = Bilingual::new("仅见于最新文件", "found in the newest document only");
            (FateKind::New, reason)
        }
    };
    let event = kin.or(fresh);
    Fate {
        nearest: event.map_or_else(Vec::new, |e| e.nearest.clone()),
        ..told(kind, event.map_or(1.0, |e| e.confidence), reason)
    }
}

/// Not in the track's newest document.
fn absent(evidence: &Evidence, track: &Track, lineage: &Lineage, events: &[&Event], fate: Fate) -> Fate {
    let last = fate.last_seen.unwrap_or_default();
    let after = || {
        events
            .iter()
            .filter(|e| e.from == Some(last) && (e.new.is_empty() || e.into.is_some()))
    };
    let of = |kind| after().find(|e| e.kind == kind);
    let told = |kind, event: Option<&&Event>, reason| Fate {
        kind,
        reason,
        confidence: event.map_or(1.0, |e| e.confidence),
        into: event.and_then(|e| e.into),
        nearest: event.map_or_else(Vec::new, |e| e.nearest.clone()),
        ..fate.clone()
    };
    if let Some(event) = of(EventKind::Merged).or(of(EventKind::Absorbed)) {
        let place = event.new.first().map_or("", |&c| evidence.series.clause(c).id.as_str());
        let reason = Bilingual::new(format!("并入 {place}"), format!("goes on in {place}"));
        return told(FateKind::Merged, Some(event), reason);
    }
    let (dropped, related) = (of(EventKind::Dropped), of(EventKind::Related));
    let reason = missing(evidence, track, lineage, last);
    if let Some((name, year)) = occasion(evidence.series, lineage)
        && evidence.series.year(track.newest()).is_some_and(|now| now > year)
    {
        let reason = Bilingual::new(
            format!("{}；所涉“{name}”（{year} 年）已结束", reason.zh),
            format!("{}; its occasion, {name} ({year}), has passed", reason.en),
        );
        return told(FateKind::OccasionPassed, dropped.or(related), reason);
    }
    if let Some(event) = related {
        return told(FateKind::Related, Some(event), event.note.clone().unwrap_or_default());
    }
    match (dropped, of(EventKind::OutsideScope)) {
        (None, Some(event)) => told(
            FateKind::OutsideScope,
            Some(event),
            event.note.clone().unwrap_or_default(),
        ),
        _ => told(FateKind::Dropped, dropped, reason),
    }
}

/// Later documents from which on they are counted, not named: of a long series the names alone would be most of what is
/// written, and with thousands of documents more than memory holds.
const MANY_LATER: usize = 6;

/// In which later documents of the track the measure is not found, and which do not cover its topic.
fn missing(evidence: &Evidence, track: &Track, lineage: &Lineage, last: usize) -> Bilingual {
    let clauses = lineage.in_document(last);
    let later = track.documents.iter().copied().filter(|&d| d > last);
    let (covering, outside): (Vec<usize>, Vec<usize>) =
        later.partition(|&d| evidence.scopes.coverage(clauses, d) != Coverage::Outside);
    let ids = |documents: &[usize], and: &str| {
        let ids = documents.iter().map(|&d| evidence.series.documents[d].id.as_str());
        ids.collect::<Vec<_>>().join(and)
    };
    let named = |documents: &[usize]| match documents {
        [first, rest @ ..] if documents.len() >= MANY_LATER => {
            let (first, more) = (ids(&[*first], ""), rest.len());
            (
                format!("{first} 等 {} 份文件", more + 1),
                format!("{first} and {more} more"),
            )
        }
        _ => (ids(documents, "、"), ids(documents, ", ")),
    };
    let part = |documents: &[usize], zh: &str, en: &str| {
        (!documents.is_empty()).then(|| {
            let (zh_ids, en_ids) = named(documents);
            (format!("{zh_ids} {zh}"), format!("{en} {en_ids}"))
        })
    };
    let parts = [
        part(&outside, "不涉及该专题", "outside the scope of"),
        part(&covering, "未见后续", "not found later in"),
    ];
    let (zh, en): (Vec<String>, Vec<String>) = parts.into_iter().flatten().unzip();
    Bilingual::new(zh.join("；"), en.join("; "))
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
