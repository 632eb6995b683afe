//! Trains one layer of the scorer.
//!
//! # Method
//! L2-regularised logistic regression with non-negative weights, except for named free ones, by Newton steps whose
//! quadratic is solved by cyclic coordinate descent with bounds. Deterministic: fixed order, no sampling.

use super::scorer::Layer;

/// Labelled rows of one layer.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// One row for each pair.
    pub rows: Vec<Vec<f32>>,
    /// Whether the pair is the same measure.
    pub labels: Vec<bool>,
    /// Weight of each pair.
    pub weights: Vec<f64>,
    /// Log odds of each pair that what is learned is added to; empty where there are none.
    pub offsets: Vec<f64>,
}

impl Examples {
    fn offset(&self, pair: usize) -> f64 {
        self.offsets.get(pair).copied().unwrap_or(0.0)
    }
}

/// How a layer is trained.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrainOptions<'o> {
    /// Names of the signals.
    pub names: &'o [&'o str],
    /// Signals whose weight may be negative: form says how likely, not how alike.
    pub free: &'o [&'o str],
    /// Signals held at weight 0 (ablation, or absent data).
    pub off: &'o [&'o str],
    /// Strength of the pull towards 0, per standard deviation squared.
    pub penalty: f64,
    /// Least weight of a signal that is not free: 0, or -1 where weights are added to others of 1.
    pub least: f64,
}

/// Newton steps; the fit stops earlier once no weight moves by [`STILL`].
const STEPS: usize = 40;

/// Sweeps over the coordinates within a Newton step.
const SWEEPS: usize = 60;

/// Halvings of a step before the fit is at rest.
const HALVINGS: usize = 30;

/// A weight that moves by less than this stands still.
const STILL: f64 = 1e-7;

/// Fits a layer.
///
/// # Complexity
/// Rows times signals squared for each Newton step.
pub fn fit(examples: &Examples, options: TrainOptions<'_>) -> Layer {
    let (mean, scale) = moments(examples, options.names.len());
    let signals = options.names.len();
    let lower: Vec<f64> = options
        .names
        .iter()
        .zip(&scale)
        .map(|(n, scale)| {
            if options.free.contains(n) {
                f64::NEG_INFINITY
            } else {
                options.least * scale
            }
        })
        .collect();
    let off: Vec<bool> = options.names.iter().map(|n| options.off.contains(n)).collect();
    let standard: Vec<Vec<f64>> = examples
        .rows
        .iter()
        .map(|row| {
            row.iter()
                .zip(mean.iter().zip(&scale))
                .map(|(v, (m, s))| (f64::from(*v) - m) / s)
                .chain([1.0])
                .collect()
        })
        .collect();
    let mut theta = vec![0.0; signals + 1];
    // Most pairs are different measures; what is added to log odds that know it begins at nothing.
    theta[signals] = if examples.offsets.is_empty() { -4.0 } else { 0.0 };
    let mut loss = loss_of(&standard, examples, &theta, options.penalty);
    for _ in 0..STEPS {
        let (gradient, hessian) = derivatives(&standard, examples, &theta, options.penalty);
        let mut aim = theta.clone();
        solve(&mut aim, &gradient, &hessian, &lower, &off);
        let (next, lower_loss) = step(&standard, examples, &theta, &aim, options.penalty, loss);
        let moved = next.iter().zip(&theta).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        (theta, loss) = (next, lower_loss);
        if moved < STILL {
            break;
        }
    }
    // Back from standard deviations to the signals' own units.
    let weights: Vec<f64> = (0..signals).map(|i| theta[i] / scale[i]).collect();
    let bias = theta[signals] - weights.iter().zip(&mean).map(|(w, m)| w * m).sum::<f64>();
    let read = options.names.iter().zip(&weights).filter(|(_, w)| **w != 0.0);
    Layer {
        bias: round(bias),
        weights: read.map(|(name, w)| ((*name).to_owned(), round(*w))).collect(),
        slope: 1.0,
        offset: 0.0,
    }
}

/// Goes from `start` towards `aim` as far as the loss falls, halving the step: a whole Newton step overshoots where the
/// classes are nearly apart. Both ends keep the bounds, so every point between them does.
fn step(
    rows: &[Vec<f64>],
    examples: &Examples,
    start: &[f64],
    aim: &[f64],
    penalty: f64,
    loss: f64,
) -> (Vec<f64>, f64) {
    let mut share = 1.0;
    for _ in 0..HALVINGS {
        let next: Vec<f64> = start.iter().zip(aim).map(|(s, a)| s + share * (a - s)).collect();
        let reached = loss_of(rows, examples, &next, penalty);
        if reached < loss {
            return (next, reached);
        }
        share /= 2.0;
    }
    (start.to_vec(), loss)
}

/// Weighted log loss with the penalty.
fn loss_of(rows: &[Vec<f64>], examples: &Examples, theta: &[f64], penalty: f64) -> f64 {
    let pull: f64 = theta[..theta.len() - 1].iter().map(|t| t * t).sum();
    let labelled = rows.iter().zip(&examples.labels).zip(&examples.weights);
    let losses = labelled.enumerate().map(|(pair, ((row, label), weight))| {
        let z: f64 = examples.offset(pair) + row.iter().zip(theta).map(|(x, t)| x * t).sum::<f64>();
        let against = if *label { -z } else { z };
        // ln(1 + e^x) without overflow.
        weight * (against.max(0.0) + (-against.abs()).exp().ln_1p())
    });
    losses.sum::<f64>() + 0.5 * penalty * pull
}

/// Six decimals: enough for every figure that is shown, and stable to read in a diff.
fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn moments(examples: &Examples, signals: usize) -> (Vec<f64>, Vec<f64>) {
    let total: f64 = examples.weights.iter().sum::<f64>().max(1e-9);
    let weighted = |value: &dyn Fn(&[f32]) -> f64| {
        examples
            .rows
            .iter()
            .zip(&examples.weights)
            .map(|(row, w)| w * value(row))
            .sum::<f64>()
            / total
    };
    let mean: Vec<f64> = (0..signals).map(|i| weighted(&|row| f64::from(row[i]))).collect();
    let scale = (0..signals)
        .map(|i| weighted(&|row| (f64::from(row[i]) - mean[i]).powi(2)).sqrt().max(1e-4))
        .collect();
    (mean, scale)
}

fn derivatives(rows: &[Vec<f64>], examples: &Examples, theta: &[f64], penalty: f64) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = theta.len();
    let (mut gradient, mut hessian) = (vec![0.0; n], vec![vec![0.0; n]; n]);
    let labelled = rows.iter().zip(&examples.labels).zip(&examples.weights);
    for (pair, ((row, label), weight)) in labelled.enumerate() {
        let z: f64 = examples.offset(pair) + row.iter().zip(theta).map(|(x, t)| x * t).sum::<f64>();
        let p = 1.0 / (1.0 + (-z).exp());
        let residual = weight * (p - f64::from(u8::from(*label)));
        let curvature = (weight * p * (1.0 - p)).max(1e-9 * weight);
        for i in 0..n {
            gradient[i] += residual * row[i];
            let factor = curvature * row[i];
            hessian[i]
                .iter_mut()
                .zip(&row[..=i])
                .for_each(|(h, x)| *h += factor * x);
        }
    }
    for i in 0..n {
        let (above, below) = hessian.split_at_mut(i);
        above.iter_mut().zip(&below[0]).for_each(|(row, &h)| row[i] = h);
        hessian[i][i] += 1e-6;
        if i + 1 < n {
            gradient[i] += penalty * theta[i];
            hessian[i][i] += penalty;
        }
    }
    (gradient, hessian)
}

/// Minimises the quadratic within the bounds.
fn solve(theta: &mut [f64], gradient: &[f64], hessian: &[Vec<f64>], lower: &[f64], off: &[bool]) {
    let start = theta.to_vec();
    for _ in 0..SWEEPS {
        let mut moved = 0.0_f64;
        for i in 0..theta.len() {
            if off.get(i).copied().unwrap_or(false) {
                theta[i] = 0.0;
                continue;
            }
            let slope = gradient[i]
                + (0..theta.len())
                    .map(|j| hessian[i][j] * (theta[j] - start[j]))
                    .sum::<f64>();
            let next = (theta[i] - slope / hessian[i][i]).max(lower.get(i).copied().unwrap_or(f64::NEG_INFINITY));
            moved = moved.max((next - theta[i]).abs());
            theta[i] = next;
        }
        if moved < STILL {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Deterministic noise in [0, 1).
    fn noise(i: usize) -> f32 {
        ((i * 7919 + 13) % 1009) as f32 / 1009.0
    }

    fn examples() -> Examples {
        let rows: Vec<Vec<f32>> = (0..600)
            .map(|i| vec![noise(i), noise(i * 31 + 5), noise(i * 17 + 3)])
            .collect();
        let labels = rows
            .iter()
            .enumerate()
            .map(|(i, r)| 3.0 * r[0] - 3.0 * r[1] + 0.8 * noise(i * 3) > 0.9)
            .collect();
        Examples {
            weights: vec![1.0; rows.len()],
            rows,
            labels,
            offsets: Vec::new(),
        }
    }

    #[test]
    fn classes_that_lie_apart_do_not_run_away() {
        let rows: Vec<Vec<f32>> = (0..400)
            .map(|i| vec![if i % 20 == 0 { 5.0 } else { noise(i) }])
            .collect();
        let examples = Examples {
            labels: rows.iter().map(|r| r[0] > 2.0).collect(),
            weights: vec![1.0; rows.len()],
            rows,
            offsets: Vec::new(),
        };
        let options = TrainOptions {
            names: &["apart"],
            free: &[],
            off: &[],
            penalty: 1.0,
            ..TrainOptions::default()
        };
        let layer = fit(&examples, options);
        assert!((0.5..20.0).contains(&layer.weights["apart"]), "{layer:?}");
        assert!((-30.0..0.0).contains(&layer.bias), "{layer:?}");
    }

    #[test]
    fn finds_the_direction_and_keeps_the_bounds() {
        let names = ["for", "against", "noise"];
        let bound = fit(
            &examples(),
            TrainOptions {
                names: &names,
                free: &[],
                off: &[],
                penalty: 1.0,
                ..TrainOptions::default()
            },
        );
        assert!(
            bound.weights["for"] > 1.0 && !bound.weights.contains_key("against"),
            "{bound:?}"
        );
        let free = fit(
            &examples(),
            TrainOptions {
                names: &names,
                free: &["against"],
                off: &["noise"],
                penalty: 1.0,
                ..TrainOptions::default()
            },
        );
        assert!(
            free.weights["against"] < -1.0 && !free.weights.contains_key("noise"),
            "{free:?}"
        );
        let again = fit(
            &examples(),
            TrainOptions {
                names: &names,
                free: &["against"],
                off: &["noise"],
                penalty: 1.0,
                ..TrainOptions::default()
            },
        );
        assert_eq!(free, again);
    }
}
