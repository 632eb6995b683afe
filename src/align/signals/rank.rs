//! Standing among the rivals: ranks, the margin of cross-domain similarity, suppression by a strong partner.
//!
//! # Method
//! CSLS: Conneau et al. 2018, "Word translation without parallel data", with k = 3.

use super::Pairs;

/// Neighbours that the margin is taken against.
const NEIGHBOURS: usize = 3;

/// Bigram cosine from which a partner is strong, and the stretch over which it becomes so.
const STRONG_FROM: f32 = 0.45;
const STRONG_OVER: f32 = 0.3;

/// 1 / the better of the two ranks.
pub(super) fn best(pairs: &Pairs<'_>) -> Vec<f32> {
    let (old, new) = ranks(pairs);
    old.iter().zip(new).map(|(a, b)| 1.0 / (1.0 + a.min(b))).collect()
}

/// 1 / the worse of the two ranks.
pub(super) fn worst(pairs: &Pairs<'_>) -> Vec<f32> {
    let (old, new) = ranks(pairs);
    old.iter().zip(new).map(|(a, b)| 1.0 / (1.0 + a.max(b))).collect()
}

/// Twice the base similarity less the mean of the best three of either side.
pub(super) fn margin(pairs: &Pairs<'_>) -> Vec<f32> {
    let base = pairs.base();
    let mut out: Vec<f32> = base.iter().map(|b| 2.0 * b).collect();
    let mean = |mut values: Vec<f32>| {
        values.sort_unstable_by(|a, b| b.total_cmp(a));
        values.truncate(NEIGHBOURS);
        values.iter().sum::<f32>() / values.len().max(1) as f32
    };
    for_runs(pairs, |run| {
        let local = mean(run.iter().map(|&p| base[p]).collect());
        run.iter().for_each(|&p| out[p] -= local);
    });
    out
}

/// How far a pair stands below a strong partner of its old or its new side, whichever is less.
pub(super) fn suppression(pairs: &Pairs<'_>) -> Vec<f32> {
    let cosine = super::overlap::bigram_cosine(pairs);
    let mut gaps: Vec<Vec<f32>> = vec![Vec::with_capacity(2); pairs.len()];
    for_runs(pairs, |run| {
        let best = run.iter().map(|&p| cosine[p]).fold(0.0_f32, f32::max);
        let strength = ((best - STRONG_FROM) / STRONG_OVER).clamp(0.0, 1.0);
        run.iter().for_each(|&p| gaps[p].push((best - cosine[p]) * strength));
    });
    gaps.into_iter().map(|gap| -gap.into_iter().fold(f32::INFINITY, f32::min)).collect()
}

fn ranks(pairs: &Pairs<'_>) -> (Vec<f32>, Vec<f32>) {
    let base = pairs.base();
    let mut all: Vec<Vec<f32>> = vec![Vec::with_capacity(2); pairs.len()];
    for_runs(pairs, |run| {
        let mut order = run.to_vec();
        order.sort_by(|a, b| base[*b].total_cmp(&base[*a]).then(a.cmp(b)));
        order.iter().enumerate().for_each(|(rank, &p)| all[p].push(rank as f32));
    });
    all.into_iter().map(|r| (r[0], r[1])).unzip()
}

/// Visits the pairs of each old unit, then those of each new unit.
fn for_runs(pairs: &Pairs<'_>, mut visit: impl FnMut(&[usize])) {
    for (_, run) in pairs.by_old() {
        visit(&run.collect::<Vec<_>>());
    }
    for (_, run) in pairs.by_new() {
        visit(&run.iter().map(|&p| p as usize).collect::<Vec<_>>());
    }
}
