//! Pairs of units worth scoring: recall and cost, no final score.

use crate::features::Features;

/// Pairs of unit numbers, the older document's first, sorted.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// The pairs.
    pub pairs: Vec<(u32, u32)>,
}

/// Proposes every pair of units of different documents that share a feature.
pub fn generate(features: &Features) -> Candidates {
    let mut pairs = Vec::new();
    for (i, old) in features.units.iter().enumerate() {
        for (j, new) in features.units.iter().enumerate().skip(i + 1) {
            if old.at.document < new.at.document {
                pairs.push((
                    u32::try_from(i).unwrap_or(u32::MAX),
                    u32::try_from(j).unwrap_or(u32::MAX),
                ));
            }
        }
    }
    Candidates { pairs }
}
