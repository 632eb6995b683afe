//! Longest common substring of the compared texts, by characters.

use super::Pairs;

/// Characters above which a longer match says no more.
const ENOUGH_CHARS: f32 = 12.0;

/// Length of the longest common substring over [`ENOUGH_CHARS`], at most 1.
pub(super) fn longest(pairs: &Pairs<'_>) -> Vec<f32> {
    lengths(pairs).into_iter().map(|n| (n / ENOUGH_CHARS).min(1.0)).collect()
}

/// Length of the longest common substring over the shorter text's.
pub(super) fn longest_share(pairs: &Pairs<'_>) -> Vec<f32> {
    let shorter = pairs.each(|old, new| old.text.len().min(new.text.len()).max(2) as f32);
    lengths(pairs).into_iter().zip(shorter).map(|(n, shorter)| (n / shorter).min(1.0)).collect()
}

fn lengths(pairs: &Pairs<'_>) -> Vec<f32> {
    pairs.each(|old, new| crate::align::evidence::longest_common_chars(old, new) as f32)
}
