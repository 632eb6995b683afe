//! What the aligner may see of each clause: weights over the whole series. Knows no pairs and no thresholds.

use crate::document::Document;
use crate::ids::ClauseRef;
use crate::segment::{ClauseForm, ClauseTree};
use std::collections::BTreeMap;

/// The comparable view of a series.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Units of alignment in time and reading order.
    pub units: Vec<Unit>,
}

/// One clause as the aligner sees it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The clause.
    pub at: ClauseRef,
    /// Unit-length weights of character bigrams, by feature number.
    pub bigrams: Vec<(u32, f32)>,
}

/// Reads the features of all clauses that take part in alignment.
pub fn extract(documents: &[Document], trees: &[ClauseTree]) -> Features {
    let mut rows: Vec<(ClauseRef, BTreeMap<u32, f32>)> = Vec::new();
    let mut numbers: BTreeMap<(char, char), u32> = BTreeMap::new();
    for (d, (document, tree)) in documents.iter().zip(trees).enumerate() {
        for (c, clause) in tree.clauses.iter().enumerate() {
            if clause.form != ClauseForm::Sentence || clause.extent.of(&document.text).chars().count() < 6 {
                continue;
            }
            let chars: Vec<char> = clause
                .extent
                .of(&document.text)
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect();
            let mut row = BTreeMap::new();
            for pair in chars.windows(2) {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *row.entry(*numbers.entry((pair[0], pair[1])).or_insert(next))
                    .or_insert(0.0) += 1.0;
            }
            rows.push((ClauseRef::new(d, c), row));
        }
    }
    let mut frequency = vec![0_f32; numbers.len()];
    for (_, row) in &rows {
        for feature in row.keys() {
            frequency[*feature as usize] += 1.0;
        }
    }
    let total = rows.len() as f32;
    let weigh = |row: BTreeMap<u32, f32>| {
        let mut weights: Vec<(u32, f32)> = row
            .into_iter()
            .map(|(f, n)| (f, (1.0 + n.ln()) * ((1.0 + total) / (1.0 + frequency[f as usize])).ln()))
            .collect();
        let norm = weights
            .iter()
            .map(|(_, w)| w * w)
            .sum::<f32>()
            .sqrt()
            .max(f32::MIN_POSITIVE);
        weights.iter_mut().for_each(|(_, w)| *w /= norm);
        weights
    };
    Features {
        units: rows
            .into_iter()
            .map(|(at, row)| Unit {
                at,
                bigrams: weigh(row),
            })
            .collect(),
    }
}
