//! Concepts of the lexicons in a unit, and their weights.

use super::bag::{self, Row};
use super::{Features, Knowledge};
use crate::lexicon::Lexicon;
use std::ops::Range;

/// Concepts that a unit names.
#[derive(Clone, Debug, Default)]
pub struct ConceptRow {
    /// Unit-length weights by concept.
    pub row: Row,
    /// Sum of the weights.
    pub mass: f32,
    /// Where each concept first stands in the comparable text.
    pub places: Vec<(u32, Range<usize>)>,
}

impl ConceptRow {
    /// Finds the concepts of a text; weights are set later.
    pub(super) fn find(lexicon: &Lexicon, text: &str) -> Self {
        let mut places: Vec<(u32, Range<usize>)> = Vec::new();
        for hit in lexicon.find(text) {
            let concept = u32::try_from(hit.concept).unwrap_or(u32::MAX);
            match places.iter_mut().find(|(known, _)| *known == concept) {
                // The longest expression shows the concept best.
                Some((_, place)) if hit.end - hit.start > place.len() => *place = hit.start..hit.end,
                Some(_) => {}
                None => places.push((concept, hit.start..hit.end)),
            }
        }
        places.sort_by_key(|(concept, _)| *concept);
        Self {
            row: places.iter().map(|(concept, _)| (*concept, 1.0)).collect(),
            mass: 0.0,
            places,
        }
    }

    fn weigh(&mut self, weights: &[f32]) {
        self.mass = bag::mass(&self.row, weights);
        self.row = bag::unit(
            self.row
                .iter()
                .map(|&(concept, _)| (concept, weights[concept as usize]))
                .collect(),
        );
    }
}

/// Logarithm of rarity at which a concept's weight stops to grow; from the prototype.
pub(super) const LARGEST_RARITY: f32 = 5.5;

/// Weighs the concepts of both layers by how rare they are in the series: `ln((units + 1) / (df + ½))`, within
/// [0, [`LARGEST_RARITY`]], squared, so that one rare concept outweighs several common ones.
pub(super) fn weigh(features: &mut Features, knowledge: Knowledge<'_>) {
    let weights = |rows: Vec<&Row>, concepts: usize| -> Vec<f32> {
        let mut df = vec![0_f32; concepts];
        rows.iter()
            .flat_map(|row| row.iter())
            .for_each(|(concept, _)| df[*concept as usize] += 1.0);
        let total = rows.len() as f32;
        df.into_iter()
            .map(|n| ((total + 1.0) / (n + 0.5)).ln().clamp(0.0, LARGEST_RARITY).powi(2))
            .collect()
    };
    features.concept_weights = weights(
        features.units.iter().map(|u| &u.concepts.row).collect(),
        knowledge.lexicon.concepts().len(),
    );
    let concepts = knowledge.codebook.map_or(0, |c| c.concepts().len());
    features.codebook_weights = weights(features.units.iter().map(|u| &u.codebook.row).collect(), concepts);
    for unit in &mut features.units {
        unit.concepts.weigh(&features.concept_weights);
        unit.codebook.weigh(&features.codebook_weights);
    }
}
