//! Claims: which comma-level parts of one side find their best partner of the whole other document in the other side.
//!
//! One measure is often one part of a longer sentence, and one sentence is often split over several.

use super::Pairs;
use crate::features::{Part, bag::dot};

/// Likeness of two parts from which a claim counts, and the stretch over which it comes to count in full.
pub(super) const CLAIM_FROM: f32 = 0.3;
pub(super) const CLAIM_OVER: f32 = 0.35;

/// Claims of every pair, from the old and from the new side.
pub(super) struct Claims {
    old: Vec<f32>,
    new: Vec<f32>,
}

/// The larger of the two claims.
pub(super) fn larger(pairs: &Pairs<'_>) -> Vec<f32> {
    join(pairs, f32::max)
}

/// The smaller of the two claims.
pub(super) fn smaller(pairs: &Pairs<'_>) -> Vec<f32> {
    join(pairs, f32::min)
}

fn join(pairs: &Pairs<'_>, join: fn(f32, f32) -> f32) -> Vec<f32> {
    let claims = pairs.claims.get_or_init(|| {
        let (mut old, mut new) = (vec![0.0; pairs.len()], vec![0.0; pairs.len()]);
        for run in pairs.runs_of_old() {
            claim(
                pairs,
                run,
                &pairs.units(run[0]).0.parts,
                |p| &pairs.units(p).1.parts,
                &mut old,
            );
        }
        for run in pairs.runs_of_new() {
            claim(
                pairs,
                run,
                &pairs.units(run[0]).1.parts,
                |p| &pairs.units(p).0.parts,
                &mut new,
            );
        }
        Claims { old, new }
    });
    claims.old.iter().zip(&claims.new).map(|(a, b)| join(*a, *b)).collect()
}

/// Gives each of a unit's parts to the candidate that holds its best partner; ties go to the earlier one.
fn claim<'f>(pairs: &Pairs<'f>, run: &[usize], own: &[Part], parts: impl Fn(usize) -> &'f [Part], out: &mut [f32]) {
    let total: f32 = own.iter().map(|p| p.mass).sum::<f32>() + 1e-6;
    debug_assert!(run.iter().all(|&p| p < pairs.len()), "a run holds pair numbers");
    for part in own {
        let mut best = (0.0, None);
        for &pair in run {
            for other in parts(pair) {
                let likeness = f32::midpoint(
                    dot(&part.bigram_row, &other.bigram_row),
                    part.vector.inner(&other.vector).max(0.0),
                );
                if likeness > best.0 {
                    best = (likeness, Some(pair));
                }
            }
        }
        if let (likeness, Some(pair)) = best {
            out[pair] += part.mass * ((likeness - CLAIM_FROM) / CLAIM_OVER).clamp(0.0, 1.0) / total;
        }
    }
}
