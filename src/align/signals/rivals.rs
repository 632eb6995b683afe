//! Rivals: a strong partner suppresses weaker ones of the same unit, and a clear lead speaks for a pair.

use super::Pairs;

/// Wording from which a partner is strong, and the stretch over which it becomes fully so.
pub(super) const STRONG_FROM: f32 = 0.45;
pub(super) const STRONG_OVER: f32 = 0.3;

/// Minus the larger distance below the best partner of the old or the new unit, as far as that partner is strong.
pub(super) fn suppression(pairs: &Pairs<'_>) -> Vec<f32> {
    let wording = pairs.wording();
    let mut out = vec![0.0_f32; pairs.len()];
    for run in pairs.runs_of_old().into_iter().chain(pairs.runs_of_new()) {
        let best = run.iter().map(|&p| wording[p]).fold(0.0_f32, f32::max);
        let strength = ((best - STRONG_FROM) / STRONG_OVER).clamp(0.0, 1.0);
        run.iter()
            .for_each(|&p| out[p] = out[p].min(-(best - wording[p]) * strength));
    }
    out
}

/// The larger of the two leads.
pub(super) fn larger_lead(pairs: &Pairs<'_>) -> Vec<f32> {
    leads(pairs, f32::max)
}

/// The smaller of the two leads.
pub(super) fn smaller_lead(pairs: &Pairs<'_>) -> Vec<f32> {
    leads(pairs, f32::min)
}

/// Lead in wording: over the second best for the best pair of a unit, else (below 0) the distance to the best.
fn leads(pairs: &Pairs<'_>, join: fn(f32, f32) -> f32) -> Vec<f32> {
    let wording = pairs.wording();
    let spread = |runs: Vec<Vec<usize>>| {
        let mut out = vec![0.0; pairs.len()];
        for run in runs {
            let mut values: Vec<f32> = run.iter().map(|&p| wording[p]).collect();
            values.sort_unstable_by(|a, b| b.total_cmp(a));
            let (best, second) = (values[0], values.get(1).copied().unwrap_or(0.0));
            run.iter()
                .for_each(|&p| out[p] = wording[p] - if wording[p] >= best { second } else { best });
        }
        out
    };
    let (old, new) = (spread(pairs.runs_of_old()), spread(pairs.runs_of_new()));
    old.into_iter().zip(new).map(|(a, b)| join(a, b)).collect()
}
