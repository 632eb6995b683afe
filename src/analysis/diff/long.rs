//! Long texts compared by their rarer words first.
//!
//! # Method
//! The cost of Hunt and Szymanski's method is that of the pairs of equal words, and in a chapter most of those are pairs
//! of commas and 的. Words that stand often in the new text match nothing at first; between two matches of rarer words
//! they are then taken in from both ends, so that a sentence that was kept is kept with its commas.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::ops::Range;

/// Times that a word may stand in the new text to be matched at first.
const OFTEN: usize = 16;

/// Numbers that no word has, one for the frequent words of each side.
const OLD: u32 = u32::MAX;
const NEW: u32 = u32::MAX - 1;

/// Compares two sequences of words.
pub(super) fn diff(old: &[u32], new: &[u32]) -> Vec<DiffOp> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    new.iter().for_each(|&word| *counts.entry(word).or_default() += 1);
    let rare = |words: &[u32], other: u32| -> Vec<u32> {
        let masked = words.iter().map(|word| match counts.get(word) {
            Some(&count) if count > OFTEN => other,
            _ => *word,
        });
        masked.collect()
    };
    let mut ops = Ops::default();
    for op in capture_diff_slices(Algorithm::Hunt, &rare(old, OLD), &rare(new, NEW)) {
        let (tag, o, n) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            ops.equal(o.start, n.start, o.len());
            continue;
        }
        let first = common(old[o.clone()].iter(), new[n.clone()].iter());
        let (a, b) = (&old[o.start + first..o.end], &new[n.start + first..n.end]);
        let last = common(a.iter().rev(), b.iter().rev());
        ops.equal(o.start, n.start, first);
        ops.other(o.start + first..o.end - last, n.start + first..n.end - last);
        ops.equal(o.end - last, n.end - last, last);
    }
    ops.0
}

/// How many elements two sequences begin with in common.
fn common<'w>(a: impl Iterator<Item = &'w u32>, b: impl Iterator<Item = &'w u32>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[derive(Default)]
struct Ops(Vec<DiffOp>);

impl Ops {
    /// Goes on with a stretch that is equal; none is begun where one has just ended.
    fn equal(&mut self, old_index: usize, new_index: usize, more: usize) {
        match self.0.last_mut() {
            _ if more == 0 => {}
            Some(DiffOp::Equal { len, .. }) => *len += more,
            _ => self.0.push(DiffOp::Equal {
                old_index,
                new_index,
                len: more,
            }),
        }
    }

    fn other(&mut self, old: Range<usize>, new: Range<usize>) {
        if !old.is_empty() || !new.is_empty() {
            self.0.push(DiffOp::Replace {
                old_index: old.start,
                old_len: old.len(),
                new_index: new.start,
                new_len: new.len(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_kept_sentence_is_kept_with_its_commas() {
        // 0 is a comma, which stands often.
        let sentence = |words: Range<u32>| words.flat_map(|word| [word, 0]);
        let old: Vec<u32> = sentence(1..40).collect();
        let new: Vec<u32> = sentence(100..130).chain(sentence(1..40)).collect();
        let ops = diff(&old, &new);
        let kept: usize = ops
            .iter()
            .filter(|op| op.tag() == DiffTag::Equal)
            .map(|op| op.old_range().len())
            .sum();
        assert_eq!(kept, old.len());
        assert_eq!(ops.len(), 2, "{ops:?}");
    }

    proptest! {
        #[test]
        fn both_texts_come_back_and_what_is_equal_is(old in prop::collection::vec(0_u32..9, 0..90), new in prop::collection::vec(0_u32..9, 0..90)) {
            let (mut at_old, mut at_new) = (0, 0);
            for op in diff(&old, &new) {
                let (tag, o, n) = op.as_tag_tuple();
                prop_assert_eq!((o.start, n.start), (at_old, at_new));
                prop_assert_eq!(tag == DiffTag::Equal, old[o.clone()] == new[n.clone()]);
                (at_old, at_new) = (o.end, n.end);
            }
            prop_assert_eq!((at_old, at_new), (old.len(), new.len()));
        }
    }
}
