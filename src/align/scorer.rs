//! The learned scorer: small additive models over the signals, readable term by term.
//!
//! # Method
//! Logistic regression whose weights may not be negative: a likeness may never count against a link, which is what
//! carries over from one policy field to another. Two models, since rewritten policies and revised statutes are
//! different worlds, blended by the share of clauses that kept nearly the same wording; a third layer reads the
//! codebook where the series has one, so that its weight is never learned where it is absent. Weights stand in
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
    /// On top of `rewrite`, where the series has a codebook; reads its log odds as `rewrite`.
    pub codebook: Layer,
    /// Where a text was revised and most clauses kept their wording.
    pub revision: Layer,
    /// Calibrated probability from which a pair is the same measure, by world.
    pub threshold: Thresholds,
    /// Calibrated probability from which a refused pair is reported as related.
    pub related: f64,
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

/// Name under which the codebook layer reads the rewrite layer's log odds.
pub const REWRITE: &str = "rewrite";

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
    /// Blends the layers for two documents: `revised` in [0, 1] and whether the series has a codebook.
    ///
    /// All layers are linear, so one weight for each signal remains and every contribution can be shown.
    pub fn judge(&self, revised: f64, codebook: Codebook) -> Judge {
        let ones = vec![1.0; SIGNALS.len()];
        let of = |layer: &Layer| layer.contributions(&ones);
        let mut rewrite = of(&self.rewrite);
        let mut bias = self.rewrite.bias;
        let layer = match codebook {
            Codebook::Absent => &self.rewrite,
            Codebook::Present => {
                let through = self.codebook.weights.get(REWRITE).copied().unwrap_or(0.0);
                rewrite = rewrite
                    .iter()
                    .zip(of(&self.codebook))
                    .map(|(w, c)| w * through + c)
                    .collect();
                bias = bias * through + self.codebook.bias;
                &self.codebook
            }
        };
        let blend = |rewrite: f64, revision: f64| {
            (1.0 - revised) * layer.slope * rewrite + revised * self.revision.slope * revision
        };
        let weights = rewrite
            .iter()
            .zip(of(&self.revision))
            .map(|(a, b)| blend(*a, b))
            .collect();
        let offset = (1.0 - revised) * layer.offset + revised * self.revision.offset;
        Judge {
            weights,
            bias: blend(bias, self.revision.bias) + offset,
            threshold: (1.0 - revised) * self.threshold.rewrite + revised * self.threshold.revision,
        }
    }

    /// Whether every layer reads only signals that this program computes.
    pub fn fits(&self) -> bool {
        let known = |name: &String| name == REWRITE || SIGNALS.iter().any(|s| s.name == name);
        [&self.rewrite, &self.codebook, &self.revision]
            .iter()
            .all(|layer| layer.weights.keys().all(known))
    }
}

/// Whether the series has a codebook of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codebook {
    /// It has none.
    Absent,
    /// It has one.
    Present,
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

    /// Calibrated probability of a row.
    pub fn probability(&self, row: &[f32]) -> f64 {
        let log_odds = self.bias + self.contributions(row).iter().sum::<f64>();
        1.0 / (1.0 + (-log_odds).exp())
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

    #[test]
    fn the_built_in_scorer_reads_fits_and_never_counts_likeness_against_a_link() {
        let scorer = built_in();
        assert!(scorer.fits(), "train the scorer anew: yange train scorer");
        for layer in [&scorer.rewrite, &scorer.codebook, &scorer.revision] {
            assert!(layer.weights.values().all(|w| *w >= 0.0) && layer.slope > 0.0);
        }
    }

    #[test]
    fn blends_the_worlds() {
        let at = |revised, codebook| built_in().judge(revised, codebook).threshold;
        assert!(
            at(0.0, Codebook::Absent) < at(0.5, Codebook::Absent)
                && at(0.5, Codebook::Absent) < at(1.0, Codebook::Absent)
        );
        assert_eq!(revised(0.2), 0.0);
        assert_eq!(revised(0.7), 1.0);
    }
}
