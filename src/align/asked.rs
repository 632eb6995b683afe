//! The signals of single pairs, for whoever asks why the scorer says what it says of them.

use super::Signal;
use super::decided::Decided;
use super::report::contributions;
use super::score::score;
use super::scorer::Scorer;
use crate::candidates::Candidates;
use crate::decisions::Standing;
use crate::features::Features;
use crate::ids::ClauseRef;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Two clauses, the earlier first.
pub type Pair = (ClauseRef, ClauseRef);

/// Every signal that counts for each of the wanted pairs, as [`super::Link::signals`] has them of links; a pair that the
/// scorer does not look at is left out.
///
/// # Complexity
/// That of scoring all candidate pairs of the documents that a wanted pair is of.
pub fn signals(
    features: &Features,
    candidates: &Candidates,
    scorer: &Scorer,
    standing: &Standing,
    wanted: &BTreeSet<Pair>,
) -> BTreeMap<Pair, Vec<Signal>> {
    let candidates = Decided::read(features, standing)
        .candidates(features, candidates)
        .into_owned();
    let at = |unit: u32| features.units[unit as usize].at;
    let found = candidates.blocks.par_iter().flat_map_iter(|block| {
        let pairs = block.pairs.iter().map(|&(old, new)| (at(old), at(new)));
        let asked: Vec<(usize, Pair)> = pairs.enumerate().filter(|(_, pair)| wanted.contains(pair)).collect();
        let scored = (!asked.is_empty()).then(|| score(features, block, scorer));
        let told = asked
            .into_iter()
            .filter_map(move |(number, pair)| Some((pair, contributions(scored.as_ref()?, number))));
        told.collect::<Vec<_>>()
    });
    found.collect()
}
