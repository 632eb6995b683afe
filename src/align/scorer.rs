//! The learned scorer: small additive models over the signals, readable term by term.
//!
//! # Method
//! Logistic regression whose weights may not be negative: a likeness may never count against a link, which is what
//! carries over from one policy field to another. Two models, since rewritten policies and revised statutes are
//! different worlds, blended by the share of clauses that kept nearly the same wording; a third layer reads the
//! codebook as far as that speaks of the clauses, so that it is never learned, nor counts, where it is silent. Weights stand in
//! `assets/scorer.json`, written by `yange train scorer`; `yange explain --weights` prints them.

use super::signals::SIGNALS;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The scorer as trained.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorer {
    /// Where policies are rewritten and measures carried on.
    pub rewrite: Layer,
    /// On top of `rewrite`, as far as the series' codebook has a say; reads its log odds as `rewrite`.
    pub codebook: Layer,
    /// Added to the calibrated log odds of `rewrite`, where the series names an embedding model.
    pub model: Layer,
    /// Where a text was revised and most clauses kept their wording.
    pub revision: Layer,
    /// Calibrated probability from which a pair is the same measure, by world.
    pub threshold: Thresholds,
    /// Calibrated probability from which a refused pair is reported as related.
    pub related: f64,
    /// What the decisions of a series taught on top.
    #[serde(skip)]
    pub adjustment: Adjustment,
}

/// What is changed of a trained scorer for one series; by default nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjustment {
    /// What all log odds are multiplied by.
    pub slope: f64,
    /// What is added to them then.
    pub offset: f64,
    /// What the weights of single signals are multiplied by besides; a signal that is not named keeps its own.
    pub factors: BTreeMap<&'static str, f64>,
}

impl Default for Adjustment {
    fn default() -> Self {
        Self {
            slope: 1.0,
            offset: 0.0,
            factors: BTreeMap::new(),
        }
    }
}

/// Thresholds of the two worlds; between them they are blended as the models are.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// For rewritten policies.
    pub rewrite: f64,
    /// For revised texts.
    pub revision: f64,
}

/// One additive model: `bias + Σ weight · signal`, then `slope · z + offset` for calibration.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// Log odds of a pair whose signals are all 0.
    pub bias: f64,
    /// Weight of each signal that the layer reads, log odds for one unit.
    pub weights: BTreeMap<String, f64>,
    /// Calibration: slope.
    pub slope: f64,
    /// Calibration: offset.
    pub offset: f64,
}

/// Name under which the layers above the rewrite layer read the log odds below them.
pub const REWRITE: &str = "rewrite";

/// What is known about two documents before their pairs are looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct World {
    /// How much they are in the world of revised texts, [0, 1].
    pub revised: f64,
    /// How far the codebook has a say, [0, 1].
    pub codebook: f64,
    /// Whether an embedding model has read them.
    pub modelled: bool,
}

/// Signals that only the codebook layer reads.
pub const CODEBOOK_SIGNALS: &[&str] = &["codebook-shared", "codebook-cosine"];

/// Share of kept wording from which texts count as revised, and the stretch over which they come to do so in full.
///
/// Twelve statutes have .70 to .96, five pairs of rewritten policies 0 to .21.
pub(super) const REVISED_FROM: f32 = 0.35;
pub(super) const REVISED_OVER: f32 = 0.25;

/// How much a pair of documents is in the world of revised texts, [0, 1].
pub fn revised(share: f32) -> f64 {
    f64::from(((share - REVISED_FROM) / REVISED_OVER).clamp(0.0, 1.0))
}

/// Share of the clauses of two documents that name a concept of the codebook from which its silence about a clause
/// tells something, and the stretch over which it comes to do so in full.
///
/// The codebook of the seeds covers .82 to .89 of their clauses; random halves of it cover .52 to .63, and judging by
/// their silence too took .08 off F1, where judging by what they name took nothing.
pub(super) const SILENCE_TELLS_FROM: f64 = 0.6;
pub(super) const SILENCE_TELLS_OVER: f64 = 0.2;

/// How much the silence of a codebook of this coverage tells, [0, 1].
pub fn silence_tells(coverage: f64) -> f64 {
    ((coverage - SILENCE_TELLS_FROM) / SILENCE_TELLS_OVER).clamp(0.0, 1.0)
}

impl Layer {
    /// Log odds of a row, before calibration.
    pub fn log_odds(&self, row: &[f32]) -> f64 {
        self.bias + self.contributions(row).iter().sum::<f64>()
    }

    /// What each signal adds to the log odds of a row, in the order of [`SIGNALS`]; unread signals add 0.
    fn contributions(&self, row: &[f32]) -> Vec<f64> {
        let weight = |name: &str| self.weights.get(name).copied().unwrap_or(0.0);
        SIGNALS
            .iter()
            .zip(row)
            .map(|(signal, &value)| weight(signal.name) * f64::from(value))
            .collect()
    }
}

/// A scorer prepared for one pair of documents.
pub struct Judge {
    /// Final weight of each signal.
    weights: Vec<f64>,
    bias: f64,
    /// Calibrated probability from which a pair is linked.
    pub threshold: f64,
}

impl Scorer {
    /// Blends the layers for two documents.
    ///
    /// All layers are linear, so one weight for each signal remains and every contribution can be shown.
    pub fn judge(&self, world: World) -> Judge {
        let World { revised, codebook, .. } = world;
        let ones = vec![1.0; SIGNALS.len()];
        let of = |layer: &Layer| layer.contributions(&ones);
        let rewrite = self.rewritten(world.modelled);
        let through = self.codebook.weights.get(REWRITE).copied().unwrap_or(0.0);
        // Each layer's share of the calibrated log odds; what is left of `rewrite` passes through `codebook`.
        let with = (1.0 - revised) * codebook * self.codebook.slope;
        let without = (1.0 - revised) * (1.0 - codebook) * rewrite.slope;
        let own = revised * self.revision.slope;
        let layers = of(&rewrite).into_iter().zip(of(&self.codebook)).zip(of(&self.revision));
        let weights = layers.map(|((below, codebook), revision)| {
            without * below + with * (through * below + codebook) + own * revision
        });
        let bias =
            without * rewrite.bias + with * (through * rewrite.bias + self.codebook.bias) + own * self.revision.bias;
        let offset = (1.0 - revised) * ((1.0 - codebook) * rewrite.offset + codebook * self.codebook.offset)
            + revised * self.revision.offset;
        let Adjustment { slope, factors, .. } = &self.adjustment;
        let adjusted = SIGNALS.iter().zip(weights).map(|(signal, weight)| {
            let factor = factors.get(signal.name).copied().unwrap_or(1.0);
            weight * factor * slope
        });
        Judge {
            weights: adjusted.collect(),
            bias: (bias + offset) * slope + self.adjustment.offset,
            threshold: (1.0 - revised) * self.threshold.rewrite + revised * self.threshold.revision,
        }
    }

    /// The rewrite layer with what an embedding model adds. Where a text was revised there is no such thing: its wording
    /// tells all, and a model would blur articles that say nearly the same.
    fn rewritten(&self, modelled: bool) -> Layer {
        let mut layer = self.rewrite.clone();
        if modelled {
            let uncalibrated = |log_odds: f64| log_odds / self.rewrite.slope;
            layer.bias += uncalibrated(self.model.bias);
            let weights = self
                .model
                .weights
                .iter()
                .map(|(name, w)| (name.clone(), uncalibrated(*w)));
            layer.weights.extend(weights);
        }
        layer
    }

    /// Whether every layer reads only signals that this program computes.
    pub fn fits(&self) -> bool {
        let known = |name: &String| name == REWRITE || SIGNALS.iter().any(|s| s.name == name);
        [&self.rewrite, &self.codebook, &self.model, &self.revision]
            .iter()
            .all(|layer| layer.weights.keys().all(known))
    }
}

impl Judge {
    /// What each signal adds to the log odds, in the order of [`SIGNALS`].
    pub fn contributions(&self, row: &[f32]) -> Vec<f64> {
        self.weights
            .iter()
            .zip(row)
            .map(|(weight, value)| weight * f64::from(*value))
            .collect()
    }

    /// Calibrated log odds of a row.
    pub fn log_odds(&self, row: &[f32]) -> f64 {
        self.bias + self.contributions(row).iter().sum::<f64>()
    }

    /// Calibrated probability of a row.
    pub fn probability(&self, row: &[f32]) -> f64 {
        1.0 / (1.0 + (-self.log_odds(row)).exp())
    }
}

/// The built-in scorer as it is stored.
pub const BUILT_IN: &str = include_str!("../../assets/scorer.json");

/// The scorer that is built into the program.
pub fn built_in() -> &'static Scorer {
    static SCORER: LazyLock<Scorer> =
        LazyLock::new(|| serde_json::from_str(BUILT_IN).expect("a unit test reads the scorer in assets/"));
    &SCORER
}

#[cfg(test)]
mod tests {
    use super::*;

    const REWRITTEN: World = World {
        revised: 0.0,
        codebook: 1.0,
        modelled: false,
    };

    #[test]
    fn the_built_in_scorer_reads_fits_and_never_counts_likeness_against_a_link() {
        let scorer = built_in();
        assert!(scorer.fits(), "train the scorer anew: yange train scorer");
        for layer in [&scorer.rewrite, &scorer.codebook, &scorer.model, &scorer.revision] {
            assert!(layer.weights.values().all(|w| *w >= 0.0) && layer.slope > 0.0);
        }
    }

    #[test]
    fn an_adjustment_scales_single_signals_then_all_log_odds() {
        let mut scorer = built_in().clone();
        let rows: Vec<Vec<f32>> = (0..SIGNALS.len())
            .map(|i| (0..SIGNALS.len()).map(|j| f32::from(u8::from(i == j))).collect())
            .collect();
        let before = scorer.judge(REWRITTEN);
        scorer.adjustment = Adjustment {
            slope: 2.0,
            offset: -1.0,
            factors: BTreeMap::from([(SIGNALS[3].name, 0.5)]),
        };
        let after = scorer.judge(REWRITTEN);
        for (i, row) in rows.iter().enumerate() {
            let factor = if i == 3 { 0.5 } else { 1.0 };
            let own = before.contributions(row)[i];
            let expect = (before.log_odds(row) - own + factor * own) * 2.0 - 1.0;
            assert!((after.log_odds(row) - expect).abs() < 1e-9, "{}", SIGNALS[i].name);
        }
        scorer.adjustment = Adjustment::default();
        let same = scorer.judge(REWRITTEN);
        assert!(
            rows.iter().all(|row| same.log_odds(row) == before.log_odds(row)),
            "to the last bit"
        );
    }

    #[test]
    fn blends_the_worlds() {
        let at = |revised| {
            let world = World {
                revised,
                codebook: 0.0,
                modelled: false,
            };
            built_in().judge(world).threshold
        };
        assert!(at(0.0) < at(0.5) && at(0.5) < at(1.0));
        assert_eq!(revised(0.2), 0.0);
        assert_eq!(revised(0.7), 1.0);
    }
}
