//! Headings: those above the two units, compared with each other and with the other side's text.

use super::{Pairs, soft::Coverage};
use crate::features::{Unit, bag::dot, inner};

/// Bigram cosine of the innermost headings; a unit without one stands for itself.
pub(super) fn bigram_cosine(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each_numbered(|old, new| dot(&heading(pairs, old).bigram_row, &heading(pairs, new).bigram_row))
}

/// Vector cosine of the innermost headings.
pub(super) fn vector_cosine(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each_numbered(|old, new| inner(&heading(pairs, old).vector, &heading(pairs, new).vector))
}

/// The larger share of one side's heading found in the other side's text.
pub(super) fn in_text_max(pairs: &Pairs<'_>) -> Vec<f32> {
    both_ways(pairs, f32::max)
}

/// The smaller share.
pub(super) fn in_text_min(pairs: &Pairs<'_>) -> Vec<f32> {
    both_ways(pairs, f32::min)
}

/// Vector cosine of the headings above the innermost; 0 where a side has none.
pub(super) fn chapter_vector(pairs: &Pairs<'_>) -> Vec<f32> {
    let units = &pairs.features.units;
    pairs.each_numbered(|old, new| match (units[old].chapter(), units[new].chapter()) {
        (Some(a), Some(b)) => inner(&units[a].vector, &units[b].vector),
        _ => 0.0,
    })
}

fn heading<'f>(pairs: &Pairs<'f>, unit: usize) -> &'f Unit {
    let units = &pairs.features.units;
    &units[units[unit].item(unit).unwrap_or(unit)]
}

fn both_ways(pairs: &Pairs<'_>, join: fn(f32, f32) -> f32) -> Vec<f32> {
    let mut cover = Coverage::new(pairs.features);
    let mut out = vec![0.0; pairs.len()];
    let share = |cover: &Coverage<'_>, heading: &Unit| cover.share(heading.words.iter().map(|(w, _)| *w), heading.word_mass);
    for (old, run) in pairs.by_old() {
        cover.spread(pairs.features.units[old as usize].words.iter().map(|(w, _)| *w));
        for pair in run {
            out[pair] = share(&cover, heading(pairs, pairs.pairs[pair].1 as usize));
        }
        cover.clear();
    }
    for (new, run) in pairs.by_new() {
        cover.spread(pairs.features.units[new as usize].words.iter().map(|(w, _)| *w));
        for &pair in run {
            let back = share(&cover, heading(pairs, pairs.pairs[pair as usize].0 as usize));
            out[pair as usize] = join(out[pair as usize], back);
        }
        cover.clear();
    }
    out
}
