//! Honest figures: every document pair and every statute is judged by a scorer that has not seen it.

use super::fit::{Leave, scorer};
use super::lesson::Lesson;
use super::retraced::{Retraced, retraced};
use crate::align::signals::{MODEL, SIGNALS};
use crate::align::{self, scorer::Scorer};
use crate::decisions;
use crate::evaluate::{self, Calibration, Predictions, Report, ScoredPair};
use rayon::prelude::*;

/// How a scorer does on what it has not seen.
#[derive(Clone, Debug)]
pub struct Study {
    /// Lessons of the rewritten world, each document pair left out in turn.
    pub pairs: Vec<(String, Report)>,
    /// Lessons of the revised world, each left out as a whole.
    pub series: Vec<(String, Report)>,
    /// Lessons of the rewritten world: what a review buys where the series is traced again after it.
    pub retraced: Vec<(String, Vec<Retraced>)>,
}

/// What a study comes to when one signal is taken away everywhere.
#[derive(Clone, Debug)]
pub struct Ablation {
    /// The signal.
    pub signal: &'static str,
    /// What is left.
    pub standing: Standing,
}

/// The headline figures of a study, each in [0, 1].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// Mean F1 of links over the lessons of the rewritten world.
    pub rewritten: f64,
    /// Mean expected calibration error of the links there, related ones included.
    pub calibration: f64,
    /// The same over all candidate pairs.
    pub calibration_of_candidates: f64,
    /// Mean F1 over the lessons of the revised world.
    pub revised: f64,
    /// The same over changed, split and merged units alone.
    pub revised_changed: f64,
}

impl Study {
    /// The headline figures.
    pub fn standing(&self) -> Standing {
        let mean = |reports: &[(String, Report)], of: &dyn Fn(&Report) -> f64| {
            reports.iter().map(|(_, report)| of(report)).sum::<f64>() / reports.len().max(1) as f64
        };
        Standing {
            rewritten: mean(&self.pairs, &|r| r.links.f1()),
            calibration: mean(&self.pairs, &|r| {
                r.link_calibration.as_ref().map_or(0.0, Calibration::error)
            }),
            calibration_of_candidates: mean(&self.pairs, &|r| {
                r.candidate_calibration.as_ref().map_or(0.0, Calibration::error)
            }),
            revised: mean(&self.series, &|r| r.links.f1()),
            revised_changed: mean(&self.series, &|r| r.breakdown.changed.f1()),
        }
    }
}

/// Measures lessons by scorers that have not seen them.
///
/// A lesson whose documents were mostly revised is left out as a whole, since its one document pair is all of it; one
/// that was rewritten is left out document pair by document pair. `base` says what is left out besides.
pub fn study(lessons: &[Lesson], base: &Leave) -> Study {
    let (pairs, series) = reports(lessons, base);
    let rewritten = lessons.iter().enumerate().filter(|(_, lesson)| !is_revised(lesson));
    Study {
        pairs,
        series,
        retraced: rewritten
            .map(|(number, lesson)| (lesson.name.clone(), retraced(lessons, number, base)))
            .collect(),
    }
}

/// The same with each signal taken away in turn, in the order of [`SIGNALS`]; that of an embedding model only where a
/// lesson names one.
pub fn ablations(lessons: &[Lesson], base: &Leave) -> Vec<Ablation> {
    let modelled = lessons.iter().any(|lesson| lesson.features.embeddings.is_some());
    let known = SIGNALS.par_iter().filter(|s| modelled || s.name != MODEL);
    let signals = known.map(|signal| {
        let leave = Leave {
            signal: Some(signal.name),
            ..base.clone()
        };
        Ablation {
            signal: signal.name,
            standing: standing(lessons, &leave),
        }
    });
    signals.collect()
}

fn standing(lessons: &[Lesson], leave: &Leave) -> Standing {
    let (pairs, series) = reports(lessons, leave);
    let retraced = Vec::new();
    Study {
        pairs,
        series,
        retraced,
    }
    .standing()
}

type Named = Vec<(String, Report)>;

fn reports(lessons: &[Lesson], base: &Leave) -> (Named, Named) {
    let (mut pairs, mut series) = (Vec::new(), Vec::new());
    for (number, lesson) in lessons.iter().enumerate() {
        if is_revised(lesson) {
            let leave = Leave {
                lesson: Some(number),
                ..base.clone()
            };
            let predictions = predict(lesson, &scorer(lessons, &leave));
            series.push((lesson.name.clone(), evaluate::evaluate(&lesson.gold, &predictions)));
        } else {
            let report = evaluate::leave_one_pair_out(&lesson.gold, |fold| {
                let leave = Leave {
                    pair: Some((number, fold.held_out)),
                    ..base.clone()
                };
                predict(lesson, &scorer(lessons, &leave))
            });
            pairs.push((lesson.name.clone(), report));
        }
    }
    (pairs, series)
}

pub(super) fn is_revised(lesson: &Lesson) -> bool {
    let (count, sum) = lesson
        .annotated()
        .fold((0, 0.0), |(count, sum), (_, sheet)| (count + 1, sum + sheet.revised));
    count > 0 && sum / f64::from(count) > 0.5
}

/// Links a lesson's series without decisions; the ranking holds every candidate pair.
fn predict(lesson: &Lesson, scorer: &Scorer) -> Predictions {
    decided(lesson, scorer, &decisions::Standing::default())
}

/// The same with the verdicts of reviewers.
pub(super) fn decided(lesson: &Lesson, scorer: &Scorer, standing: &decisions::Standing) -> Predictions {
    let alignment = align::align(&lesson.features, &lesson.candidates, scorer, standing);
    let probabilities = align::score::probabilities(&lesson.features, &lesson.candidates, scorer);
    let blocks = lesson.candidates.blocks.iter().zip(&probabilities);
    let at = |unit: u32| lesson.features.units[unit as usize].at;
    let ranking = blocks.flat_map(|(block, probabilities)| {
        let scored = block.pairs.iter().zip(probabilities);
        scored.map(|(&(old, new), &probability)| ScoredPair {
            old: at(old),
            new: at(new),
            probability,
        })
    });
    Predictions {
        ranking: ranking.collect(),
        ..Predictions::from_alignment(&lesson.documents, &lesson.trees, &alignment)
    }
}
