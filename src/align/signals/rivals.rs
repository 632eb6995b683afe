//! Rivals: a strong partner suppresses weaker ones of the same unit, and a clear lead speaks for a pair.

use super::Pairs;

/// Wording from which a partner is strong, and the stretch over which it becomes fully so.
pub(super) const STRONG_FROM: f32 = 0.45;
pub(super) const STRONG_OVER: f32 = 0.3;

/// Minus the larger distance below the best partner of the old or the new unit, as far as that partner is strong.
pub(super) fn suppression(pairs: &Pairs<'_>) -> Vec<f32> {
    let wording = pairs.wording();
    let mut out = vec![0.0_f32; pairs.len()];
    for run in pairs.runs_of_old().chain(pairs.runs_of_new()) {
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
    fn spread<'r>(wording: &[f32], runs: impl Iterator<Item = &'r [usize]>) -> Vec<f32> {
        let (mut out, mut values) = (vec![0.0; wording.len()], Vec::new());
        for run in runs {
            values.clear();
            values.extend(run.iter().map(|&p| wording[p]));
            values.sort_unstable_by(|a, b| b.total_cmp(a));
            let (best, second) = (values[0], values.get(1).copied().unwrap_or(0.0));
            run.iter()
                .for_each(|&p| out[p] = wording[p] - if wording[p] >= best { second } else { best });
        }
        out
    }
    let (old, new) = (
        spread(wording, pairs.runs_of_old()),
        spread(wording, pairs.runs_of_new()),
    );
    old.into_iter().zip(new).map(|(a, b)| join(a, b)).collect()
}
