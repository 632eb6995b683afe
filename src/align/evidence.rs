//! What both sides share, with its places: common phrases, and concepts that are worded differently.

use super::Evidence;
use crate::features::{Features, Unit};
use std::ops::Range;

/// A phrase shorter than this is evidence only inside a longer one: 知识产权 is four characters, 保护 two.
const SHORTEST_PHRASE_CHARS: usize = 3;

/// Phrases and concepts listed for one link.
const MOST_PHRASES: usize = 12;

/// Shared phrases of a link, in the order of the old text, then concepts worded differently.
///
/// Longer phrases win; a phrase inside one that is already listed is left out. Ties go to the earlier place.
pub(super) fn shared(features: &Features, old: &Unit, new: &Unit) -> Vec<Evidence> {
    let mut runs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for_common_runs(old, new, |a, b, bigrams| {
        if bigrams + 1 >= SHORTEST_PHRASE_CHARS {
            runs.push((bytes(old, a, bigrams), bytes(new, b, bigrams)));
        }
    });
    runs.sort_by_key(|(a, b)| (std::cmp::Reverse(a.len()), a.start, b.start));
    let mut kept: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (a, b) in runs {
        if kept.len() < MOST_PHRASES && !kept.iter().any(|(x, y)| overlap(x, &a) || overlap(y, &b)) {
            kept.push((a, b));
        }
    }
    let mut evidence: Vec<Evidence> = kept
        .iter()
        .map(|(a, b)| Evidence {
            old: old.text.source_span(a.start, a.end),
            new: new.text.source_span(b.start, b.end),
            concept: None,
        })
        .collect();
    evidence.sort_by_key(|e| (e.old, e.new));
    evidence.extend(concepts(features, old, new).into_iter().take(MOST_PHRASES));
    evidence
}

/// Concepts of both layers that both sides name in different words, rarest first.
fn concepts(features: &Features, old: &Unit, new: &Unit) -> Vec<Evidence> {
    let layers = [
        (
            &old.codebook,
            &new.codebook,
            &features.codebook_weights,
            &features.codebook_names,
        ),
        (
            &old.concepts,
            &new.concepts,
            &features.concept_weights,
            &features.concept_names,
        ),
    ];
    let mut found = Vec::new();
    for (a, b, weights, names) in layers {
        for (concept, left) in &a.places {
            let Ok(at) = b.places.binary_search_by_key(concept, |(c, _)| *c) else {
                continue;
            };
            let right = &b.places[at].1;
            if old.text.text()[left.clone()] == new.text.text()[right.clone()] {
                continue;
            }
            let evidence = Evidence {
                old: old.text.source_span(left.start, left.end),
                new: new.text.source_span(right.start, right.end),
                concept: Some(names[*concept as usize].clone()),
            };
            found.push((weights[*concept as usize], evidence));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1.old, a.1.new).cmp(&(b.1.old, b.1.new))));
    found.into_iter().map(|(_, evidence)| evidence).collect()
}

/// Visits every maximal run of equal bigrams as (first bigram of old, first of new, number of bigrams).
fn for_common_runs(old: &Unit, new: &Unit, mut visit: impl FnMut(usize, usize, usize)) {
    let mut index: Vec<(u32, u32)> = new
        .bigram_places
        .iter()
        .enumerate()
        .map(|(j, (b, _))| (*b, narrow(j)))
        .collect();
    index.sort_unstable();
    let mut previous: Vec<(u32, usize)> = Vec::new();
    for i in 0..=old.bigram_places.len() {
        let mut current: Vec<(u32, usize)> = Vec::new();
        if let Some((bigram, _)) = old.bigram_places.get(i) {
            let first = index.partition_point(|(b, _)| b < bigram);
            for &(_, j) in index[first..].iter().take_while(|(b, _)| b == bigram) {
                let joined = i > 0 && j > 0 && adjoins(old, i) && adjoins(new, j as usize);
                let before = if joined { run_at(&previous, j - 1) } else { 0 };
                current.push((j, before + 1));
            }
        }
        for &(j, length) in &previous {
            let goes_on = adjoins(old, i) && adjoins(new, j as usize + 1) && run_at(&current, j + 1) == length + 1;
            if !goes_on {
                visit(i - length, j as usize + 1 - length, length);
            }
        }
        previous = current;
    }
}

fn run_at(runs: &[(u32, usize)], j: u32) -> usize {
    runs.binary_search_by_key(&j, |r| r.0).map_or(0, |at| runs[at].1)
}

/// Whether bigram `i` begins one character after bigram `i - 1`.
fn adjoins(unit: &Unit, i: usize) -> bool {
    let places = &unit.bigram_places;
    let (Some((_, here)), Some((_, before))) = (places.get(i), i.checked_sub(1).and_then(|b| places.get(b))) else {
        return false;
    };
    let before = *before as usize;
    unit.text.text()[before..]
        .chars()
        .next()
        .is_some_and(|c| before + c.len_utf8() == *here as usize)
}

/// Byte range in the comparable text of `bigrams` bigrams from the one numbered `first`.
fn bytes(unit: &Unit, first: usize, bigrams: usize) -> Range<usize> {
    let start = unit.bigram_places[first].1 as usize;
    let length: usize = unit.text.text()[start..]
        .chars()
        .take(bigrams + 1)
        .map(char::len_utf8)
        .sum();
    start..start + length
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
