//! The wire types of an evaluation; they may not change their names.

use crate::evaluate::{BINS, Calibration, Counts, DEPTHS, Event, FateTable, Interval, RESAMPLES, Report};
use serde::Serialize;
use std::collections::BTreeMap;

/// Writes the report as indented JSON with a final line end.
///
/// The first fields bear the names that `score.py` gives them; shares are in [0, 1].
pub fn json(report: &Report) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&wire(report)).expect("a report holds only strings, numbers and lists");
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Wire<'r> {
    format: &'static str,
    version: u32,
    precision: f64,
    recall: f64,
    f1: f64,
    gold: usize,
    predicted: usize,
    new: FateWire,
    dropped: FateWire,
    coverage: f64,
    clauses: usize,
    not_verbatim: usize,
    links_to_unknown_clauses: usize,
    missing_documents: &'r [String],
    units_not_found: &'r [String],
    intervals: BTreeMap<&'static str, IntervalWire>,
    resamples: usize,
    groups: usize,
    by_document_pair: Vec<PairWire<'r>>,
    adjacent: CountsWire,
    skipping: CountsWire,
    changed: CountsWire,
    identical: CountsWire,
    beads_strict: CountsWire,
    beads_lax: SharesWire,
    lineages_bcubed: SharesWire,
    events: EventsWire,
    recall_at: Option<RecallWire>,
    link_calibration: Option<CalibrationWire>,
    candidate_calibration: Option<CalibrationWire>,
    review_f1: Option<&'r [f64]>,
    review_f1_reading_order: Option<&'r [f64]>,
    review_f1_random_order: Option<&'r [f64]>,
    wrong: &'r [(String, String)],
    missed: &'r [(String, String)],
}

#[derive(Serialize)]
struct CountsWire {
    precision: f64,
    recall: f64,
    f1: f64,
    gold: usize,
    predicted: usize,
    right: usize,
}

#[derive(Serialize)]
struct SharesWire {
    precision: f64,
    recall: f64,
    f1: f64,
}

#[derive(Serialize)]
struct PairWire<'r> {
    old: &'r str,
    new: &'r str,
    #[serde(flatten)]
    counts: CountsWire,
}

#[derive(Serialize)]
struct FateWire {
    accuracy: f64,
    macro_f1: f64,
    n: usize,
    both: usize,
    gold_only: usize,
    predicted_only: usize,
    neither: usize,
}

#[derive(Serialize)]
struct IntervalWire {
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct EventsWire {
    accuracy: f64,
    macro_f1: f64,
    n: usize,
    f1: BTreeMap<&'static str, f64>,
    /// By event of the gold, then by predicted event.
    confusion: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
}

#[derive(Serialize)]
struct RecallWire {
    n: usize,
    longest: usize,
    at: BTreeMap<usize, f64>,
}

#[derive(Serialize)]
struct CalibrationWire {
    ece: f64,
    brier: f64,
    n: usize,
    bins: Vec<BinWire>,
}

#[derive(Serialize)]
struct BinWire {
    from: f64,
    pairs: usize,
    probability: f64,
    right: f64,
}

fn wire(report: &Report) -> Wire<'_> {
    let (coverage, parts) = (&report.coverage, &report.breakdown);
    let by_pair = parts.by_pair.iter().map(|(&(old, new), &c)| PairWire {
        old: &report.keys[old],
        new: &report.keys[new],
        counts: counts(c),
    });
    Wire {
        format: "yange.evaluation",
        version: 1,
        precision: report.links.precision(),
        recall: report.links.recall(),
        f1: report.links.f1(),
        gold: report.links.gold(),
        predicted: report.links.predicted(),
        new: fate(report.new),
        dropped: fate(report.dropped),
        coverage: coverage.text,
        clauses: coverage.clauses,
        not_verbatim: coverage.not_verbatim,
        links_to_unknown_clauses: coverage.unknown_link_ends,
        missing_documents: &coverage.missing_documents,
        units_not_found: &coverage.units_not_found,
        intervals: named_intervals(report)
            .into_iter()
            .map(|(n, i)| (n, interval(i)))
            .collect(),
        resamples: RESAMPLES,
        groups: report.intervals.groups,
        by_document_pair: by_pair.collect(),
        adjacent: counts(parts.adjacent),
        skipping: counts(parts.skipping),
        changed: counts(parts.changed),
        identical: counts(parts.identical),
        beads_strict: counts(report.beads.strict),
        beads_lax: SharesWire {
            precision: report.beads.lax_precision,
            recall: report.beads.lax_recall,
            f1: report.beads.lax_f1(),
        },
        lineages_bcubed: SharesWire {
            precision: report.lineages.precision,
            recall: report.lineages.recall,
            f1: report.lineages.f1(),
        },
        events: events(report),
        recall_at: report.recall_at.map(|r| RecallWire {
            n: r.total,
            longest: r.longest,
            at: DEPTHS.into_iter().zip(r.shares()).collect(),
        }),
        link_calibration: report.link_calibration.as_ref().map(calibration),
        candidate_calibration: report.candidate_calibration.as_ref().map(calibration),
        review_f1: report.review.as_ref().map(|r| r.f1.as_slice()),
        review_f1_reading_order: report.review.as_ref().map(|r| r.reading_order.as_slice()),
        review_f1_random_order: report.review.as_ref().map(|r| r.random_order.as_slice()),
        wrong: &report.wrong,
        missed: &report.missed,
    }
}

fn counts(counts: Counts) -> CountsWire {
    CountsWire {
        precision: counts.precision(),
        recall: counts.recall(),
        f1: counts.f1(),
        gold: counts.gold(),
        predicted: counts.predicted(),
        right: counts.right,
    }
}

fn fate(table: FateTable) -> FateWire {
    FateWire {
        accuracy: table.accuracy(),
        macro_f1: table.macro_f1(),
        n: table.units(),
        both: table.both,
        gold_only: table.gold_only,
        predicted_only: table.predicted_only,
        neither: table.neither,
    }
}

fn interval(interval: Interval) -> IntervalWire {
    IntervalWire {
        low: interval.low,
        high: interval.high,
    }
}

fn named_intervals(report: &Report) -> [(&'static str, Interval); 5] {
    let all = &report.intervals;
    [
        ("precision", all.precision),
        ("recall", all.recall),
        ("f1", all.f1),
        ("new_macro_f1", all.new_macro_f1),
        ("dropped_macro_f1", all.dropped_macro_f1),
    ]
}

fn events(report: &Report) -> EventsWire {
    let table = &report.events;
    let row = |gold: Event| {
        let cells = Event::ALL.map(|told| (told.name(), table.confusion[gold as usize][told as usize]));
        (gold.name(), cells.into_iter().collect())
    };
    EventsWire {
        accuracy: table.accuracy(),
        macro_f1: table.macro_f1(),
        n: table.units(),
        f1: Event::ALL
            .into_iter()
            .map(|e| (e.name(), table.counts(e).f1()))
            .collect(),
        confusion: Event::ALL.into_iter().map(row).collect(),
    }
}

fn calibration(calibration: &Calibration) -> CalibrationWire {
    let bins = calibration.bins.iter().enumerate().map(|(at, bin)| BinWire {
        from: at as f64 / BINS as f64,
        pairs: bin.pairs,
        probability: bin.confidence(),
        right: bin.accuracy(),
    });
    CalibrationWire {
        ece: calibration.error(),
        brier: calibration.brier,
        n: calibration.pairs(),
        bins: bins.collect(),
    }
}
