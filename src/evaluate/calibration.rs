//! Do probabilities mean what they say: of links given 0.8, are four in five right?

use super::comparison::Comparison;
use super::counts::share;
use super::gold::UnitPair;
use std::collections::BTreeMap;

/// Number of bins of equal width; ten is what the literature compares by.
pub const BINS: usize = 10;

/// How probabilities agree with what is right.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Calibration {
    /// Pairs from the lowest to the highest probability; 1.0 falls into the last bin, what is no number into the first.
    pub bins: [Bin; BINS],
    /// Mean squared difference of probability and truth, [0, 1]; 0 is best.
    pub brier: f64,
}

/// Pairs of similar probability.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// Number of pairs.
    pub pairs: usize,
    /// How many of them are right.
    pub right: usize,
    /// Sum of their probabilities.
    pub probability: f64,
}

impl Bin {
    /// Share of the pairs that are right, [0, 1].
    pub fn accuracy(&self) -> f64 {
        share(self.right, self.pairs)
    }

    /// Mean probability, [0, 1].
    pub fn confidence(&self) -> f64 {
        self.probability / self.pairs.max(1) as f64
    }
}

impl Calibration {
    /// Number of pairs.
    pub fn pairs(&self) -> usize {
        self.bins.iter().map(|b| b.pairs).sum()
    }

    /// Expected calibration error, [0, 1]: mean distance of accuracy and probability, bins weighted by their pairs.
    ///
    /// # Method
    /// M. P. Naeini, G. F. Cooper, M. Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning.
    pub fn error(&self) -> f64 {
        let bins = self.bins.iter();
        let gaps = bins.map(|b| b.pairs as f64 * (b.accuracy() - b.confidence()).abs());
        gaps.sum::<f64>() / self.pairs().max(1) as f64
    }
}

/// Compares the probabilities of pairs of units with the gold; neutral pairs are left out.
///
/// `None` where no pair remains.
pub(super) fn calibration(comparison: &Comparison<'_>, scored: &BTreeMap<UnitPair, f64>) -> Option<Calibration> {
    let counted = scored.iter().filter(|(pair, _)| comparison.counts(**pair));
    let judged = counted.map(|(pair, &probability)| (probability, comparison.gold.same.contains(pair)));
    measure(judged)
}

fn measure(judged: impl Iterator<Item = (f64, bool)>) -> Option<Calibration> {
    let mut found = Calibration::default();
    let mut squares = 0.0;
    for (probability, right) in judged {
        let probability = if probability.is_nan() {
            0.0
        } else {
            probability.clamp(0.0, 1.0)
        };
        let bin = (probability * BINS as f64) as usize;
        let bin = &mut found.bins[bin.min(BINS - 1)];
        bin.pairs += 1;
        bin.right += usize::from(right);
        bin.probability += probability;
        squares += (probability - f64::from(u8::from(right))).powi(2);
    }
    found.brier = squares / found.pairs().max(1) as f64;
    (found.pairs() > 0).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(judged: &[(f64, bool)], expect: Option<(f64, f64)>) {
        let found = measure(judged.iter().copied()).map(|c| (c.error(), c.brier));
        match (found, expect) {
            (Some(found), Some(expect)) => {
                assert!((found.0 - expect.0).abs() < 1e-12, "{found:?}");
                assert!((found.1 - expect.1).abs() < 1e-12, "{found:?}");
            }
            (found, expect) => assert_eq!(found, expect),
        }
    }

    #[test]
    fn error_and_brier_agree_with_the_definitions() {
        check(&[], None);
        check(&[(1.0, true), (0.0, false)], Some((0.0, 0.0)));
        check(&[(1.0, false)], Some((1.0, 1.0)));
        check(
            &[(0.8, true), (0.8, true), (0.8, false), (0.8, true)],
            Some((0.05, (3.0 * 0.04 + 0.64) / 4.0)),
        );
        check(&[(0.25, true), (0.85, true)], Some((0.45, (0.5625 + 0.0225) / 2.0)));
        check(&[(f64::NAN, true)], Some((1.0, 1.0)));
    }
}
