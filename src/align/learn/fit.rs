//! What the decisions of a series teach its scorer.
//!
//! # Method
//! The trained scorer is the prior. Two small changes of it are fitted to the decided pairs, each pulled towards no
//! change by a ridge penalty: slope and offset of the log odds alone (Platt 1999), or besides a factor for the weight of
//! each signal, at least 0. Form and penalty are chosen by the log loss on decisions that came later: each part of them
//! is foretold from the parts before it (prequential, Dawid 1984). A review begins with what is most in doubt, where a
//! scorer errs more than elsewhere; what was decided last is most like what nobody decided yet. The change is kept only
//! where it lowers that loss by more than chance would; else the scorer stays as it was.

use super::Example;
use super::places::Places;
use crate::align::scorer::{Adjustment, Scorer};
use crate::align::signals::SIGNALS;
use crate::align::train::{self, Examples, TrainOptions};
/// Fewest decided pairs of either kind, same measure or not: with fewer the loss on what is left out tells nothing.
const LEAST_OF_A_KIND: usize = 10;

/// Parts, in the order of the decisions; the first is foretold by the scorer as it was.
const PARTS: usize = 5;

/// Strengths of the pull towards no change that are tried, per squared standard deviation of what a signal adds.
const PENALTIES: [f64; 5] = [100.0, 30.0, 10.0, 3.0, 1.0];

/// What is changed of the scorer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Slope and offset of the log odds.
    Calibration,
    /// Offset, and a factor for the weight of each signal.
    Weights,
}

impl Form {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Form::Calibration => "calibration",
            Form::Weights => "weights",
        }
    }
}

/// What came of learning.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// Decided pairs that were learned from.
    pub pairs: usize,
    /// How many of them are the same measure.
    pub same: usize,
    /// The best change; `None` where too few pairs were decided to try any.
    pub best: Option<Trial>,
}

/// Standard errors, over the clauses, by which a change must lower the loss: one chance in forty.
///
/// In twelve simulated reviews of the dev gold no change raised F1 (docs/method.md). With clauses left out at random in
/// place of later ones, and one standard error, three of the twelve were kept and took .01 to .03 off it; with later
/// ones and one, one was and took .06; with two, none.
const SURE: f64 = 2.0;

/// A change of the scorer with how it does on clauses that it has not seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// What is changed.
    pub form: Form,
    /// Strength of the pull towards no change.
    pub penalty: f64,
    /// The change, learned from all decided pairs.
    pub adjustment: Adjustment,
    /// Mean log loss of a decided pair by the scorer as it was.
    pub before: f64,
    /// The same by changes that were learned from earlier decisions alone.
    pub after: f64,
    /// Standard error of the difference of the two, over the clauses.
    pub error: f64,
}

impl Trial {
    /// Whether the change helps on what it has not seen, beyond chance.
    pub fn helps(&self) -> bool {
        self.before - self.after > SURE * self.error
    }
}

impl Learned {
    /// The change that is applied: the best one where it helps.
    pub fn kept(&self) -> Option<&Trial> {
        self.best.as_ref().filter(|trial| trial.helps())
    }

    /// A scorer with that change.
    pub fn adjusted(&self, scorer: &Scorer) -> Scorer {
        changed(scorer, self.kept())
    }

    /// A scorer with the best change, whether it helps or not.
    pub fn forced(&self, scorer: &Scorer) -> Scorer {
        changed(scorer, self.best.as_ref())
    }
}

fn changed(scorer: &Scorer, trial: Option<&Trial>) -> Scorer {
    Scorer {
        adjustment: trial.map(|trial| trial.adjustment.clone()).unwrap_or_default(),
        ..scorer.clone()
    }
}

/// Learns from decided pairs, each with its turn; deterministic.
///
/// # Complexity
/// Pairs times signals squared for each Newton step of each part, form and penalty.
pub fn learn(mut examples: Vec<Example>) -> Learned {
    examples.sort_by_key(|example| example.turn);
    let same = examples.iter().filter(|example| example.is_same).count();
    let enough = same.min(examples.len() - same) >= LEAST_OF_A_KIND;
    Learned {
        pairs: examples.len(),
        same,
        best: enough.then(|| best(&examples)),
    }
}

fn best(examples: &[Example]) -> Trial {
    let places = Places::of(examples);
    let before: Vec<f64> = examples.iter().map(|example| loss(example, example.log_odds)).collect();
    let mut best: Option<Trial> = None;
    for form in [Form::Calibration, Form::Weights] {
        for penalty in PENALTIES {
            let after = foretold(examples, form, penalty);
            let (gain, error) = places.difference(&before, &after);
            let mean = before.iter().sum::<f64>() / examples.len() as f64;
            if best.as_ref().is_none_or(|b| mean - gain < b.after) {
                best = Some(Trial {
                    form,
                    penalty,
                    adjustment: Adjustment::default(),
                    before: mean,
                    after: mean - gain,
                    error,
                });
            }
        }
    }
    let mut best = best.expect("there are forms and penalties to try");
    best.adjustment = fit(examples.iter(), best.form, best.penalty);
    best
}

/// Log loss of every pair by a change that was learned from earlier parts alone.
fn foretold(examples: &[Example], form: Form, penalty: f64) -> Vec<f64> {
    let bounds: Vec<usize> = (0..=PARTS).map(|part| part * examples.len() / PARTS).collect();
    let parts = bounds.windows(2).map(|bounds| {
        let (before, part) = (&examples[..bounds[0]], &examples[bounds[0]..bounds[1]]);
        let known = before.iter().any(|e| e.is_same) && before.iter().any(|e| !e.is_same);
        let adjustment = if known {
            fit(before.iter(), form, penalty)
        } else {
            Adjustment::default()
        };
        part.iter().map(move |e| loss(e, adjusted(e, &adjustment)))
    });
    parts.flatten().collect()
}

fn fit<'e>(examples: impl Iterator<Item = &'e Example>, form: Form, penalty: f64) -> Adjustment {
    let mut lesson = Examples::default();
    for example in examples {
        lesson.rows.push(match form {
            Form::Calibration => vec![example.log_odds as f32],
            Form::Weights => example.contributions.iter().map(|c| *c as f32).collect(),
        });
        lesson.labels.push(example.is_same);
        lesson.weights.push(1.0);
        lesson.offsets.push(example.log_odds);
    }
    let names: Vec<&'static str> = match form {
        Form::Calibration => vec![SLOPE],
        Form::Weights => SIGNALS.iter().map(|signal| signal.name).collect(),
    };
    let change = train::fit(
        &lesson,
        TrainOptions {
            names: &names,
            penalty,
            least: -1.0,
            ..TrainOptions::default()
        },
    );
    let factor = |name: &str| 1.0 + change.weights.get(name).copied().unwrap_or(0.0);
    let factors = names.iter().filter(|name| change.weights.contains_key(**name));
    match form {
        Form::Calibration => Adjustment {
            slope: factor(SLOPE),
            offset: change.bias,
            ..Adjustment::default()
        },
        Form::Weights => Adjustment {
            offset: change.bias,
            factors: factors.map(|&name| (name, factor(name))).collect(),
            ..Adjustment::default()
        },
    }
}

/// Name of the one column where only the calibration is learned.
const SLOPE: &str = "slope";

/// Log odds of a pair by the changed scorer.
fn adjusted(example: &Example, adjustment: &Adjustment) -> f64 {
    let more = SIGNALS.iter().zip(&example.contributions).map(|(signal, part)| {
        let factor = adjustment.factors.get(signal.name).copied().unwrap_or(1.0);
        part * (factor - 1.0)
    });
    (example.log_odds + more.sum::<f64>()) * adjustment.slope + adjustment.offset
}

fn loss(example: &Example, log_odds: f64) -> f64 {
    let against = if example.is_same { -log_odds } else { log_odds };
    // ln(1 + e^x) without overflow.
    against.max(0.0) + (-against.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ClauseRef;

    /// Deterministic noise in [0, 1).
    fn noise(i: usize) -> f64 {
        ((i * 7919 + 13) % 1009) as f64 / 1009.0
    }

    /// Pairs whose true log odds are `slope` times those of the scorer and `offset` more.
    fn made_up(pairs: usize, slope: f64, offset: f64) -> Vec<Example> {
        (0..pairs)
            .map(|i| {
                let mut contributions = vec![0.0; SIGNALS.len()];
                contributions[0] = 8.0 * noise(i) - 4.0;
                let log_odds = contributions[0];
                let truth = 1.0 / (1.0 + (-(slope * log_odds + offset)).exp());
                Example {
                    turn: i,
                    old: ClauseRef::new(0, i / 3),
                    new: ClauseRef::new(1, i),
                    log_odds,
                    contributions,
                    is_same: noise(i * 31 + 7) < truth,
                }
            })
            .collect()
    }

    #[test]
    fn a_scorer_that_is_right_stays_as_it_is() {
        let learned = learn(made_up(300, 1.0, 0.0));
        assert_eq!(learned.kept(), None, "{learned:?}");
        assert!(learned.best.is_some_and(|trial| !trial.helps()));
    }

    #[test]
    fn a_scorer_that_is_too_sure_is_put_right() {
        let learned = learn(made_up(600, 0.4, -1.0));
        let best = learned.best.clone().expect("enough pairs");
        assert!(best.helps() && best.after < best.before, "{best:?}");
        let (low, high) = (-3.0, 3.0);
        let sure = |z: f64| {
            let mut example = made_up(1, 1.0, 0.0).remove(0);
            (example.log_odds, example.contributions[0]) = (z, z);
            adjusted(&example, &best.adjustment)
        };
        assert!(
            (sure(high) - 0.2).abs() < 0.6 && (sure(low) + 2.2).abs() < 0.6,
            "{best:?}"
        );
    }

    #[test]
    fn few_or_one_sided_verdicts_teach_nothing_and_the_order_does_not_matter() {
        assert_eq!(learn(Vec::new()).best, None);
        let mut all = made_up(200, 0.4, -1.0);
        all.iter_mut().for_each(|example| example.is_same = false);
        assert_eq!(learn(all).best, None);
        let forth = made_up(300, 0.4, -1.0);
        let mut back = forth.clone();
        back.reverse();
        assert_eq!(learn(forth), learn(back));
    }
}
