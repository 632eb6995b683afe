//! From lessons to a scorer.
//!
//! # Method
//! Three layers of L2-regularised logistic regression ([`train::fit`]). A pair of documents teaches the layer `rewrite`
//! by 1 less its share of the revised world and the layer `revision` by that share. The layer `codebook` is stacked on
//! `rewrite` (Wolpert 1992): it reads the log odds that a rewrite layer gives which has not seen the document pair, so
//! that its trust in them is not learned from pairs known by heart. The same log odds calibrate the layer `rewrite`
//! (Platt 1999).

use super::lesson::{Lesson, Sheet};
use crate::align::scorer::{Adjustment, CODEBOOK_SIGNALS, Layer, REWRITE, Scorer, Thresholds};
use crate::align::signals::{MODEL, SIGNALS};
use crate::align::train::{self, Examples, TrainOptions};
use crate::evaluate::KeyPair;
use std::collections::BTreeMap;

/// Pull of the weights towards 0, per squared standard deviation. On left-out document pairs of the dev gold F1 is .712,
/// .715, .705 and .696 at 1, 3, 10 and 30, on left-out statutes .977, .977, .974 and .972.
pub const PENALTY: f64 = 3.0;

/// Least share of a world from which a pair of documents teaches it.
const LEAST_SHARE: f64 = 0.05;

/// Probability from which a pair is the same measure: half of the F1 that a calibrated scorer reaches is the best cut
/// for F1 (Lipton, Elkan & Naryanaswamy 2014), and that is about .65 where policies are rewritten and .98 for statutes.
const THRESHOLDS: Thresholds = Thresholds {
    rewrite: 0.32,
    revision: 0.5,
};

/// Probability from which a refused pair is reported as related: below it, readers of the dev gold's pairs saw no more
/// than a common topic.
const RELATED: f64 = 0.12;

/// What a fit must not see or use, and how it is held back.
#[derive(Clone, Debug)]
pub struct Leave {
    /// A lesson as a whole, by position.
    pub lesson: Option<usize>,
    /// One document pair of a lesson.
    pub pair: Option<(usize, KeyPair)>,
    /// A signal, by name.
    pub signal: Option<&'static str>,
    /// Pull of the weights towards 0, per squared standard deviation.
    pub penalty: f64,
}

impl Default for Leave {
    fn default() -> Self {
        Self {
            lesson: None,
            pair: None,
            signal: None,
            penalty: PENALTY,
        }
    }
}

/// Learns a scorer from lessons, without what is left out.
///
/// Deterministic: the order of lessons, documents and pairs is the order of summation.
///
/// # Complexity
/// Pairs times signals squared for each Newton step, once more for each document pair of the rewritten world.
pub fn scorer(lessons: &[Lesson], leave: &Leave) -> Scorer {
    let sheets = seen(lessons, leave);
    let learning = Learning {
        off: leave.signal,
        penalty: leave.penalty,
    };
    let rewritten: Vec<&Sheet> = world(&sheets, rewrite_share);
    let unseen = out_of_fold(&rewritten, learning);
    let rewrite = calibrated(layer(&rewritten, rewrite_share, learning), &rewritten, &unseen);
    Scorer {
        model: model(&rewritten, &unseen, &rewrite, learning),
        rewrite,
        codebook: codebook(&rewritten, &unseen, learning),
        revision: layer(&world(&sheets, revision_share), revision_share, learning),
        threshold: THRESHOLDS,
        related: RELATED,
        adjustment: Adjustment::default(),
    }
}

fn seen<'l>(lessons: &'l [Lesson], leave: &Leave) -> Vec<&'l Sheet> {
    let kept = lessons.iter().enumerate().filter(|(i, _)| leave.lesson != Some(*i));
    kept.flat_map(|(i, lesson)| lesson.annotated().map(move |(keys, sheet)| (i, keys, sheet)))
        .filter(|&(i, keys, _)| leave.pair != Some((i, keys)))
        .map(|(_, _, sheet)| sheet)
        .collect()
}

/// How a layer is learned.
#[derive(Clone, Copy)]
struct Learning {
    off: Option<&'static str>,
    penalty: f64,
}

fn rewrite_share(sheet: &Sheet) -> f64 {
    1.0 - sheet.revised
}

fn revision_share(sheet: &Sheet) -> f64 {
    sheet.revised
}

fn world<'l>(sheets: &[&'l Sheet], share: fn(&Sheet) -> f64) -> Vec<&'l Sheet> {
    sheets.iter().copied().filter(|s| share(s) >= LEAST_SHARE).collect()
}

/// Adds the pairs of a sheet that the gold speaks of, each with its weight and the row that is made for it.
fn teach(examples: &mut Examples, sheet: &Sheet, weight: impl Fn(usize) -> f64, row: impl Fn(usize) -> Vec<f32>) {
    for (pair, label) in sheet.labels.iter().enumerate() {
        let Some(label) = label else { continue };
        examples.rows.push(row(pair));
        examples.labels.push(*label);
        examples.weights.push(weight(pair));
    }
}

fn layer(sheets: &[&Sheet], share: fn(&Sheet) -> f64, learning: Learning) -> Layer {
    let mut examples = Examples::default();
    for sheet in sheets {
        teach(&mut examples, sheet, |_| share(sheet), |pair| sheet.rows[pair].clone());
    }
    let names: Vec<&str> = SIGNALS.iter().map(|s| s.name).collect();
    let above = CODEBOOK_SIGNALS.iter().copied().chain([MODEL]);
    let off: Vec<&str> = above.chain(learning.off).collect();
    let options = TrainOptions {
        names: &names,
        free: &[],
        off: &off,
        penalty: learning.penalty,
        ..TrainOptions::default()
    };
    train::fit(&examples, options)
}

/// Log odds of every pair of each sheet by a layer that has not seen the sheet; where there is but one, it has.
fn out_of_fold(sheets: &[&Sheet], learning: Learning) -> Vec<Vec<f64>> {
    (0..sheets.len())
        .map(|out| {
            let others: Vec<&Sheet> = (0..sheets.len()).filter(|&i| i != out).map(|i| sheets[i]).collect();
            let learned = layer(
                if others.is_empty() { sheets } else { &others },
                rewrite_share,
                learning,
            );
            sheets[out].rows.iter().map(|row| learned.log_odds(row)).collect()
        })
        .collect()
}

/// Log odds from which pairs are calibrated, about a probability of .05: below it nobody is shown a link, and the many
/// plain refusals there would set the slope for the few that count. On left-out pairs without codebook the calibration
/// error of links was .057 with this, .072 without it (with the vectors before those of 2026-11-27).
const CALIBRATED_FROM: f64 = -3.0;

/// Sets slope and offset so that the unseen log odds become probabilities (Platt 1999).
fn calibrated(layer: Layer, sheets: &[&Sheet], unseen: &[Vec<f64>]) -> Layer {
    let mut examples = Examples::default();
    for (sheet, log_odds) in sheets.iter().zip(unseen) {
        let weight = |pair: usize| {
            if log_odds[pair] < CALIBRATED_FROM {
                0.0
            } else {
                rewrite_share(sheet)
            }
        };
        teach(&mut examples, sheet, weight, |pair| vec![log_odds[pair] as f32]);
    }
    if !examples.labels.contains(&true) {
        return layer;
    }
    let options = TrainOptions {
        names: &[REWRITE],
        free: &[],
        off: &[],
        ..TrainOptions::default()
    };
    let platt = train::fit(&examples, options);
    Layer {
        slope: platt.weights.get(REWRITE).copied().unwrap_or(1.0),
        offset: platt.bias,
        ..layer
    }
}

/// The layer over the rewrite layer's log odds and the codebook's signals, learned as far as the codebook has a say;
/// passes the log odds through where no lesson has one.
fn codebook(sheets: &[&Sheet], unseen: &[Vec<f64>], learning: Learning) -> Layer {
    let weight = |sheet: &Sheet, pair: usize| rewrite_share(sheet) * sheet.covered[pair];
    stacked(sheets, unseen, CODEBOOK_SIGNALS, weight, learning).unwrap_or_else(|| Layer {
        weights: BTreeMap::from([(REWRITE.to_owned(), 1.0)]),
        slope: 1.0,
        ..Layer::default()
    })
}

/// What an embedding model adds where no lesson names one: weight of its margin, and log odds of a pair of no margin.
///
/// Learned with a skip-gram model of 128 dimensions (Mikolov et al. 2013) over 166,000 sentences of statutes and
/// government reports, a stand-in for what a user supplies. With
/// it, on left-out document pairs of the dev gold, F1 goes from .608 to .616 without codebook, and from .716 to .699
/// with one, whose concepts tell the same things better.
const UNKNOWN_MODEL: (f64, f64) = (1.5, 0.2);

/// What the margin of an embedding model adds to the calibrated log odds, learned from the lessons that name one.
fn model(sheets: &[&Sheet], unseen: &[Vec<f64>], rewrite: &Layer, learning: Learning) -> Layer {
    let calibrated = |odds: &Vec<f64>| odds.iter().map(|z| rewrite.slope * z + rewrite.offset).collect();
    let below: Vec<Vec<f64>> = unseen.iter().map(calibrated).collect();
    let weight = |sheet: &Sheet, _: usize| if sheet.modelled { rewrite_share(sheet) } else { 0.0 };
    let learned = stacked(sheets, &below, &[MODEL], weight, learning).map(|layer| {
        let of = |name: &str| layer.weights.get(name).copied().unwrap_or(0.0);
        // In units of the log odds below, so that what is added says how far to move them.
        let unit = of(REWRITE).max(f64::EPSILON);
        (of(MODEL) / unit, layer.bias / unit)
    });
    let (margin, bias) = learned.unwrap_or(UNKNOWN_MODEL);
    Layer {
        bias,
        weights: BTreeMap::from([(MODEL.to_owned(), margin)]),
        slope: 1.0,
        ..Layer::default()
    }
}

/// A layer over log odds that were learned without the sheet, and signals of its own; `None` where no lesson has these.
fn stacked(
    sheets: &[&Sheet],
    below: &[Vec<f64>],
    signals: &[&str],
    weight: impl Fn(&Sheet, usize) -> f64,
    learning: Learning,
) -> Option<Layer> {
    let own: Vec<usize> = (0..SIGNALS.len())
        .filter(|&i| signals.contains(&SIGNALS[i].name))
        .collect();
    let mut examples = Examples::default();
    for (sheet, log_odds) in sheets.iter().zip(below) {
        teach(
            &mut examples,
            sheet,
            |pair| weight(sheet, pair),
            |pair| {
                let signals = own.iter().map(|&i| sheet.rows[pair][i]);
                signals.chain([log_odds[pair] as f32]).collect()
            },
        );
    }
    let silent = |row: &Vec<f32>| row[..own.len()].iter().all(|v| *v == 0.0);
    if examples.rows.iter().all(silent) {
        return None;
    }
    let names: Vec<&str> = own.iter().map(|&i| SIGNALS[i].name).chain([REWRITE]).collect();
    let off: Vec<&str> = learning.off.into_iter().collect();
    let options = TrainOptions {
        names: &names,
        free: &[],
        off: &off,
        penalty: learning.penalty,
        ..TrainOptions::default()
    };
    Some(train::fit(&examples, options))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Deterministic noise in [0, 1).
    fn noise(i: usize) -> f32 {
        ((i * 7919 + 13) % 1009) as f32 / 1009.0
    }

    fn column(name: &str) -> usize {
        SIGNALS
            .iter()
            .position(|s| s.name == name)
            .expect("a signal of this name")
    }

    /// Pairs that are the same measure where `telling` is high.
    fn sheet(keys: KeyPair, revised: f64, telling: &str, seed: usize) -> Sheet {
        let value = |i: usize| noise(i * 31 + seed);
        let row = |i: usize| {
            let mut row = vec![0.0; SIGNALS.len()];
            row[column(telling)] = value(i);
            row
        };
        Sheet {
            keys: Some(keys),
            revised,
            modelled: false,
            rows: (0..300).map(row).collect(),
            covered: vec![1.0; 300],
            labels: (0..300)
                .map(|i| (i % 7 != 0).then(|| value(i) + 0.2 * noise(i) > 0.8))
                .collect(),
        }
    }

    fn lesson(sheets: Vec<Sheet>) -> Lesson {
        Lesson {
            name: "made up".into(),
            gold: Default::default(),
            documents: Vec::new(),
            trees: Vec::new(),
            features: Default::default(),
            candidates: Default::default(),
            sheets,
        }
    }

    fn policies() -> Lesson {
        let pairs = [(0, 1), (0, 2), (1, 2)];
        lesson(
            pairs
                .into_iter()
                .zip(1..)
                .map(|(keys, seed)| sheet(keys, 0.0, "margin", seed))
                .collect(),
        )
    }

    #[test]
    fn each_world_teaches_its_own_layer() {
        let learned = scorer(
            &[policies(), lesson(vec![sheet((0, 1), 1.0, "wording", 9)])],
            &Leave::default(),
        );
        assert_eq!(learned.rewrite.weights.keys().collect::<Vec<_>>(), ["margin"]);
        assert_eq!(learned.revision.weights.keys().collect::<Vec<_>>(), ["wording"]);
        assert!(learned.rewrite.slope > 0.0);
        let passed = BTreeMap::from([(REWRITE.to_owned(), 1.0)]);
        assert_eq!(learned.codebook.weights, passed, "no lesson has a codebook");
        assert_eq!(
            learned,
            scorer(
                &[policies(), lesson(vec![sheet((0, 1), 1.0, "wording", 9)])],
                &Leave::default()
            )
        );
    }

    #[test]
    fn a_codebook_is_learned_on_top() {
        let mut taught = policies();
        for sheet in &mut taught.sheets {
            for (row, label) in sheet.rows.iter_mut().zip(&sheet.labels) {
                row[column("codebook-shared")] = if *label == Some(true) { 0.9 } else { 0.1 };
            }
        }
        let codebook = scorer(&[taught], &Leave::default()).codebook;
        assert!(codebook.weights["codebook-shared"] > 0.5, "{codebook:?}");
    }

    #[test]
    fn what_is_left_out_is_not_seen() {
        let leave = Leave {
            pair: Some((0, (0, 2))),
            ..Leave::default()
        };
        let before = scorer(&[policies()], &leave);
        let mut upside_down = policies();
        for label in upside_down.sheets[1].labels.iter_mut().flatten() {
            *label = !*label;
        }
        assert_eq!(scorer(std::slice::from_ref(&upside_down), &leave), before);
        assert_ne!(scorer(&[upside_down], &Leave::default()), before);
        let without = Leave {
            signal: Some("margin"),
            ..Leave::default()
        };
        assert!(scorer(&[policies()], &without).rewrite.weights.is_empty());
    }
}
