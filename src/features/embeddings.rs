//! Vectors of whole clauses by the embedding model that a series names.

use super::vectors::{centre, inner};
use crate::model::Model;

/// One vector a unit, without what all have in common, of unit length or zero.
///
/// Embeddings of texts of one field point much the same way; what they share tells nothing of a pair (Mu & Viswanath
/// 2018, "All-but-the-top").
#[derive(Clone, Debug, Default)]
pub struct Embeddings {
    dimensions: usize,
    rows: Vec<f32>,
}

impl Embeddings {
    /// Embeds the texts of all units, in their order.
    ///
    /// # Complexity
    /// That of [`Model::vectors`].
    pub fn new<'t>(model: &Model, texts: impl Iterator<Item = &'t str>) -> Self {
        let (dimensions, rows) = model.vectors(texts);
        Self::centred(dimensions, rows)
    }

    fn centred(dimensions: usize, mut rows: Vec<f32>) -> Self {
        let length = dimensions.max(1);
        let count = rows.len() / length;
        let mut mean = vec![0.0; length];
        for row in rows.chunks_exact(length) {
            mean.iter_mut().zip(row).for_each(|(sum, v)| *sum += v / count as f32);
        }
        // A text of which the model knows no word has no direction; it must not get the one away from the others.
        let known = |row: &&mut [f32]| row.iter().any(|v| *v != 0.0);
        rows.chunks_exact_mut(length)
            .filter(known)
            .for_each(|row| centre(row, &mean));
        Self { dimensions, rows }
    }

    /// Cosine of two units' vectors, [-1, 1]; 0 where the model knows no word of one.
    pub fn cosine(&self, old: usize, new: usize) -> f32 {
        let row = |unit: usize| &self.rows[unit * self.dimensions..][..self.dimensions];
        inner(row(old), row(new))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_share_is_taken_away_and_the_unknown_stays_unknown() {
        let embeddings = Embeddings::centred(2, vec![1.0, 0.5, 1.0, 0.5, 1.0, -1.0, 0.0, 0.0]);
        assert!((embeddings.cosine(0, 1) - 1.0).abs() < 1e-6);
        assert!(embeddings.cosine(0, 2) < 0.0, "before centring it was .45");
        assert_eq!(embeddings.cosine(0, 3), 0.0);
        assert!(Embeddings::centred(0, Vec::new()).rows.is_empty());
    }
}
