//! Form: lengths, headings, place in the document.

use super::Pairs;
use crate::features::Role;

/// Shorter over longer length.
pub(super) fn length_ratio(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| {
        let (a, b) = (old.text.len() as f32, new.text.len() as f32);
        a.min(b) / a.max(b).max(1.0)
    })
}

/// Natural logarithm of the shorter length, over 4.
pub(super) fn shorter_length(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| (old.text.len().min(new.text.len()).max(2) as f32).ln() / 4.0)
}

/// 1 where just one side is a heading.
pub(super) fn one_heading(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| f32::from(u8::from(old.role != new.role)))
}

/// 1 where both sides are headings.
pub(super) fn both_headings(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| f32::from(u8::from(old.role == Role::Heading && new.role == Role::Heading)))
}

/// 1 less the distance of the relative places in the two documents.
pub(super) fn position(pairs: &Pairs<'_>) -> Vec<f32> {
    let place = |unit: usize| {
        let range = &pairs.features.documents[pairs.features.units[unit].at.document_index()];
        (unit - range.start) as f32 / range.len().max(1) as f32
    };
    pairs.each_numbered(|old, new| 1.0 - (place(old) - place(new)).abs())
}
