//! Topic and place: the items around the two units, and where in their documents they stand.

use super::Pairs;
use crate::features::{bag::dot, inner};

/// Cosine of the mean vectors of the two items (heading with its direct sentences).
pub(super) fn items(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| inner(&old.item_vector, &new.item_vector))
}

/// Cosine of the built-in concepts that the two items name.
pub(super) fn item_concepts(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| dot(&old.item_concepts, &new.item_concepts))
}

/// 1 less the distance of the relative places; policy texts keep a rough order of topics.
pub(super) fn place(pairs: &Pairs<'_>) -> Vec<f32> {
    let place = |unit: u32| {
        let range = &pairs.features.documents[pairs.features.units[unit as usize].at.document_index()];
        (unit as usize - range.start) as f32 / range.len().max(1) as f32
    };
    pairs
        .pairs
        .iter()
        .map(|&(old, new)| 1.0 - (place(old) - place(new)).abs())
        .collect()
}
