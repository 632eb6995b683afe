//! The learned scorer: two small additive layers over standardised signals, and a calibration.
//!
//! # Method
//! Logistic regression whose weights may not be negative where more of a signal must speak for a link; the second
//! layer reads the first layer's results around a pair. Weights stand in `assets/scorer.json`, written by
//! `yange train scorer`, and `yange explain --weights` prints them.

use super::context::CONTEXT_SIGNALS;
use super::signals::SIGNALS;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The scorer as trained.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scorer {
    /// Over [`SIGNALS`].
    pub first: Layer,
    /// Over [`CONTEXT_SIGNALS`].
    pub second: Layer,
    /// Slope and offset that turn the second layer's log odds into calibrated log odds.
    pub calibration: (f64, f64),
    /// Probability from which a pair is linked as the same measure.
    pub threshold: f64,
    /// Probability from which a refused pair is still reported as related.
    pub related: f64,
}

/// One additive layer: `bias + Σ weight · (value - mean) / scale`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// One term for each signal, in the signals' order.
    pub terms: Vec<Term>,
    /// Log odds of an average pair.
    pub bias: f64,
}

/// One signal's place in a layer.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The signal's name.
    pub signal: String,
    /// Mean over the training pairs.
    pub mean: f64,
    /// Standard deviation over the training pairs.
    pub scale: f64,
    /// Log odds for one standard deviation.
    pub weight: f64,
}

impl Layer {
    /// What each signal adds to the log odds of a row.
    pub fn contributions<'r>(&'r self, row: &'r [f32]) -> impl Iterator<Item = f64> + 'r {
        self.terms.iter().zip(row).map(|(term, value)| term.weight * (f64::from(*value) - term.mean) / term.scale)
    }

    /// Log odds of a row.
    pub fn log_odds(&self, row: &[f32]) -> f64 {
        self.bias + self.contributions(row).sum::<f64>()
    }
}

impl Scorer {
    /// Calibrated probability of a second-layer row.
    pub fn probability(&self, row: &[f32]) -> f64 {
        let (slope, offset) = self.calibration;
        1.0 / (1.0 + (-(slope * self.second.log_odds(row) + offset)).exp())
    }

    /// Whether the layers name exactly the signals that this program computes.
    pub fn fits(&self) -> bool {
        let same = |layer: &Layer, names: Vec<&str>| layer.terms.iter().map(|t| t.signal.as_str()).eq(names);
        same(&self.first, SIGNALS.iter().map(|s| s.name).collect())
            && same(&self.second, CONTEXT_SIGNALS.iter().map(|s| s.name).collect())
    }
}

/// The scorer that is built into the program.
pub fn built_in() -> &'static Scorer {
    static SCORER: LazyLock<Scorer> = LazyLock::new(|| {
        let text = include_str!("../../assets/scorer.json");
        serde_json::from_str(text).expect("a unit test reads the scorer in assets/")
    });
    &SCORER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_scorer_reads_and_fits_the_signals() {
        assert!(built_in().fits(), "train the scorer anew: yange train scorer");
        let positive = built_in().first.terms.iter().filter(|t| t.weight > 0.0).count();
        assert!(positive >= 5, "a scorer of fewer signals was not trained");
    }
}
