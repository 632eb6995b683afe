//! Weighted bags: numbered features, and weights from the series blended with a background.

use rustc_hash::FxHashMap;
use std::hash::Hash;

/// A sparse row: feature numbers ascending, with their values.
pub type Row = Vec<(u32, f32)>;

/// Numbers features in the order they are first seen, so that numbers depend on the input alone.
#[derive(Clone, Debug)]
pub struct Numbering<K> {
    numbers: FxHashMap<K, u32>,
    keys: Vec<K>,
}

impl<K: Hash + Eq + Clone> Default for Numbering<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl Numbering<String> {
    /// The number of a word, given now if it is new; a known one is not copied.
    pub fn number_str(&mut self, word: &str) -> u32 {
        match self.numbers.get(word) {
            Some(&number) => number,
            None => self.number(word.to_owned()),
        }
    }
}

impl<K: Hash + Eq + Clone> Numbering<K> {
    /// An empty numbering.
    pub fn new() -> Self {
        Self {
            numbers: FxHashMap::default(),
            keys: Vec::new(),
        }
    }

    /// The number of a key, given now if it is new.
    pub fn number(&mut self, key: K) -> u32 {
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let keys = &mut self.keys;
        *self.numbers.entry(key).or_insert_with_key(|key| {
            keys.push(key.clone());
            next
        })
    }

    /// Keys by number.
    pub fn keys(&self) -> &[K] {
        &self.keys
    }
}

/// Weight that the background has against the series, in units (clauses).
///
/// A series of four documents has a few hundred clauses; with 200 background clauses a word that is common in
/// government language (推进) stays light even where the series happens to use it once. From the prototype.
pub const BACKGROUND_UNITS: f32 = 200.0;

/// Inverse document frequency, natural logarithm, of each feature over the series blended with a background:
/// `-ln((df + κ·share) / (units + κ))`, κ = [`BACKGROUND_UNITS`], `share` the feature's share of background clauses.
pub fn inverse_frequency(counts: &[u32], units: usize, share: impl Fn(usize) -> f32) -> Vec<f32> {
    let total = units as f32 + BACKGROUND_UNITS;
    counts
        .iter()
        .enumerate()
        .map(|(feature, &df)| {
            -((df as f32 + BACKGROUND_UNITS * share(feature)) / total)
                .clamp(1e-9, 1.0)
                .ln()
        })
        .collect()
}

/// Counts in how many rows each feature stands.
pub fn document_frequency(rows: &[Row], features: usize) -> Vec<u32> {
    let mut counts = vec![0; features];
    for (feature, _) in rows.iter().flatten() {
        counts[*feature as usize] += 1;
    }
    counts
}

/// Sums repeated numbers of one text into a row of counts.
pub fn count(mut numbers: Vec<u32>) -> Row {
    numbers.sort_unstable();
    let mut row: Row = Vec::with_capacity(numbers.len());
    for number in numbers {
        match row.last_mut() {
            Some((last, n)) if *last == number => *n += 1.0,
            _ => row.push((number, 1.0)),
        }
    }
    row.shrink_to_fit();
    row
}

/// Weighs counts as `sqrt(count) · weight` and scales the row to unit length.
pub fn weigh(counts: &Row, weights: &[f32]) -> Row {
    unit(
        counts
            .iter()
            .map(|&(feature, n)| (feature, n.sqrt() * weights[feature as usize]))
            .collect(),
    )
}

/// Scales a row to unit length; an empty row stays empty.
pub fn unit(mut row: Row) -> Row {
    let norm = row.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    if norm > 0.0 {
        row.iter_mut().for_each(|(_, w)| *w /= norm);
    }
    row
}

/// Sums the weights of a row's distinct features.
pub fn mass(row: &Row, weights: &[f32]) -> f32 {
    row.iter().map(|(feature, _)| weights[*feature as usize]).sum()
}

/// Adds `factor · other` to a row.
pub fn add_scaled(row: &Row, other: &Row, factor: f32) -> Row {
    let (mut out, mut i, mut j) = (Row::with_capacity(row.len() + other.len()), 0, 0);
    while i < row.len() || j < other.len() {
        let left = row.get(i).map_or(u32::MAX, |e| e.0);
        let right = other.get(j).map_or(u32::MAX, |e| e.0);
        let feature = left.min(right);
        let mut value = 0.0;
        if left == feature {
            value += row[i].1;
            i += 1;
        }
        if right == feature {
            value += factor * other[j].1;
            j += 1;
        }
        out.push((feature, value));
    }
    out.shrink_to_fit();
    out
}

/// Inner product of two sparse rows.
pub fn dot(a: &Row, b: &Row) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_add_and_multiply() {
        let (a, b) = (count(vec![3, 1, 3]), count(vec![2, 3]));
        assert_eq!(a, [(1, 1.0), (3, 2.0)]);
        assert_eq!(dot(&a, &b), 2.0);
        assert_eq!(add_scaled(&a, &b, 0.5), [(1, 1.0), (2, 0.5), (3, 2.5)]);
        assert_eq!(unit(Row::new()), Row::new());
    }

    #[test]
    fn rare_features_weigh_more_and_the_background_counts() {
        let idf = inverse_frequency(&[1, 100, 1], 100, |feature| if feature == 2 { 0.2 } else { 0.0 });
        assert!(idf[0] > idf[2] && idf[2] > idf[1], "{idf:?}");
        assert!(idf.iter().all(|w| *w >= 0.0));
    }
}
