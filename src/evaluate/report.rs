//! All metrics of one comparison.

use super::bcubed::{BCubed, bcubed};
use super::beads::{Beads, beads};
use super::bootstrap::{Intervals, intervals};
use super::breakdown::{Breakdown, breakdown};
use super::calibration::{Calibration, calibration};
use super::comparison::{Comparison, Coverage};
use super::counts::Counts;
use super::events::{EventTable, events};
use super::fates::{Direction, FateTable, fates};
use super::gold::{Gold, UnitPair};
use super::groups::{groups, members};
use super::predictions::Predictions;
use super::ranking::{RecallAt, recall_at};
use super::review::{ReviewCurve, review};
use std::collections::BTreeSet;

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Keys of the documents in time order.
    pub keys: Vec<String>,
    /// Links over pairs of units.
    pub links: Counts,
    /// The same in parts.
    pub breakdown: Breakdown,
    /// Has a counterpart in an earlier document, or is new.
    pub new: FateTable,
    /// Has a counterpart in a later document, or is dropped.
    pub dropped: FateTable,
    /// Groups of linked units of two documents.
    pub beads: Beads,
    /// Groups of units over all documents.
    pub lineages: BCubed,
    /// What happened between two documents.
    pub events: EventTable,
    /// True partners among the first candidates, where a ranking was given and people read the whole texts.
    pub recall_at: Option<RecallAt>,
    /// Probabilities of links, related ones included.
    pub link_calibration: Option<Calibration>,
    /// Probabilities of all scored pairs, where a ranking was given.
    pub candidate_calibration: Option<Calibration>,
    /// F1 as a reviewer goes on, where a ranking was given and people read the whole texts.
    pub review: Option<ReviewCurve>,
    /// How far the main figures may move.
    pub intervals: Intervals,
    /// How well gold, clauses and text cover each other.
    pub coverage: Coverage,
    /// Predicted pairs that are wrong, by ids of units.
    pub wrong: Vec<(String, String)>,
    /// Gold pairs that were not found, by ids of units.
    pub missed: Vec<(String, String)>,
}

/// Measures predictions against a gold.
///
/// Total: documents that the predictions lack and units that are not found are named in [`Report::coverage`] and count
/// as missed.
///
/// # Complexity
/// n log n in units and links, apart from locating, which is linear in the texts.
pub fn evaluate(gold: &Gold, predictions: &Predictions) -> Report {
    let comparison = Comparison::new(gold, predictions);
    let counted = comparison.counted();
    // Beside pairs that nobody judged, neither a rank nor a review can be told.
    let is_whole = gold.different.is_none();
    let table = |direction| FateTable::of(&fates(&comparison, direction));
    let names = |pairs: Vec<UnitPair>| {
        let name = |u: usize| gold.units[u].id.clone();
        pairs.into_iter().map(|(a, b)| (name(a), name(b))).collect()
    };
    Report {
        keys: gold.keys.clone(),
        links: Counts::of(&gold.same, &counted),
        breakdown: breakdown(&comparison),
        new: table(Direction::Earlier),
        dropped: table(Direction::Later),
        beads: beads(gold, &counted),
        lineages: lineages(&comparison, &counted),
        events: events(&comparison),
        recall_at: is_whole.then(|| recall_at(&comparison)).flatten(),
        link_calibration: calibration(&comparison, &comparison.linked),
        candidate_calibration: calibration(&comparison, &comparison.ranked),
        review: is_whole.then(|| review(&comparison, predictions)).flatten(),
        intervals: intervals(&comparison, &counted),
        wrong: names(counted.difference(&gold.same).copied().collect()),
        missed: names(gold.same.difference(&counted).copied().collect()),
        coverage: comparison.coverage,
    }
}

/// Compares lineages; where the predictions name none, or people judged pair by pair, the connected groups of the links
/// that count stand in.
fn lineages(comparison: &Comparison<'_>, counted: &BTreeSet<UnitPair>) -> BCubed {
    let count = comparison.gold.units.len();
    let people = groups(count, &comparison.gold.same);
    if comparison.lineages.is_empty() || comparison.gold.different.is_some() {
        bcubed(&people, &members(&groups(count, counted)))
    } else {
        bcubed(&people, &comparison.lineages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Claim, PredictedDocument, PredictedLink, Predictions, ReviewCurve, ScoredPair};
    use crate::ids::ClauseRef;

    const TEXTS: [&str; 2] = [
        "设立基金。加强执法，提高赔偿。开展培训。",
        "设立专项基金。加强执法。提高赔偿。举办展会。",
    ];

    fn gold() -> Gold {
        Gold::parse(
            r#"{"documents": {"a.txt": "1", "b.txt": "2"}, "units": [
            {"id": "a0", "file": "a.txt", "quote": "设立基金。"},
            {"id": "a1", "file": "a.txt", "quote": "加强执法，提高赔偿。"},
            {"id": "a2", "file": "a.txt", "quote": "开展培训。"},
            {"id": "b0", "file": "b.txt", "quote": "设立专项基金。"},
            {"id": "b1", "file": "b.txt", "quote": "加强执法。"},
            {"id": "b2", "file": "b.txt", "quote": "提高赔偿。"},
            {"id": "b3", "file": "b.txt", "quote": "举办展会。"}],
            "same": [["a0", "b0"], ["a1", "b1"], ["b2", "a1"]], "kinds": {"a0|b0": "renumbered"}}"#,
        )
        .expect("good gold")
    }

    fn predictions(links: &[(usize, usize)]) -> Predictions {
        let cut = |text: &str| text.split_inclusive('。').map(str::to_owned).collect();
        let ends = |&(old, new): &(usize, usize)| (ClauseRef::new(0, old), ClauseRef::new(1, new));
        Predictions {
            documents: ["a.txt", "b.txt"]
                .into_iter()
                .zip(TEXTS)
                .map(|(file, text)| PredictedDocument {
                    file: file.into(),
                    text: text.into(),
                    clauses: cut(text),
                })
                .collect(),
            links: links
                .iter()
                .map(ends)
                .map(|(old, new)| PredictedLink {
                    old,
                    new,
                    claim: Claim::Same,
                    probability: 1.0,
                })
                .collect(),
            ranking: (0..3)
                .flat_map(|old| (0..4).map(move |new| (old, new)))
                .map(|pair| ScoredPair {
                    old: ends(&pair).0,
                    new: ends(&pair).1,
                    probability: if links.contains(&pair) { 1.0 } else { 0.25 },
                })
                .collect(),
            ..Predictions::default()
        }
    }

    #[test]
    fn all_right_is_one_everywhere() {
        let report = evaluate(&gold(), &predictions(&[(0, 0), (1, 1), (1, 2)]));
        let review = report.review.expect("there is a ranking").f1;
        for figure in [
            report.links.f1(),
            report.breakdown.changed.f1(),
            report.breakdown.identical.f1(),
            report.breakdown.adjacent.f1(),
            report.new.macro_f1(),
            report.dropped.macro_f1(),
            report.beads.strict.f1(),
            report.beads.lax_f1(),
            report.lineages.f1(),
            report.events.accuracy(),
            report.events.macro_f1(),
            report.coverage.text,
            review[0],
        ] {
            assert!((figure - 1.0).abs() < 1e-12, "{figure}");
        }
        assert_eq!(report.breakdown.identical.gold(), 1, "the gold's own kind counts");
        assert_eq!((report.wrong.len(), report.missed.len()), (0, 0));
        // The split measure has two partners: only one of them can come first.
        assert_eq!(report.recall_at.map(|r| (r.found, r.total)), Some(([5, 6, 6, 6, 6], 6)));
    }

    #[test]
    fn a_wrong_link_is_named_and_a_review_mends_it() {
        let report = evaluate(&gold(), &predictions(&[(0, 0), (2, 3)]));
        assert_eq!(report.wrong, [("a2".into(), "b3".into())]);
        assert_eq!(report.missed, [("a1".into(), "b1".into()), ("a1".into(), "b2".into())]);
        assert_eq!((report.dropped.gold_only, report.dropped.predicted_only), (1, 1));
        let review = report.review.expect("there is a ranking").f1;
        assert!((review[0] - 0.4).abs() < 1e-12, "{review:?}");
        assert!((ReviewCurve::at(&review, 7) - 1.0).abs() < 1e-12, "{review:?}");
    }

    #[test]
    fn what_is_lacking_is_named() {
        let mut predictions = predictions(&[(0, 0)]);
        predictions.documents[0].text = "设立基金。".into();
        predictions.documents.truncate(1);
        let coverage = evaluate(&gold(), &predictions).coverage;
        assert_eq!(coverage.missing_documents, ["b.txt"]);
        assert_eq!(coverage.units_not_found, ["a1", "a2"]);
        assert_eq!(coverage.unknown_link_ends, 1);
        assert_eq!(coverage.not_verbatim, 2);
    }
}
