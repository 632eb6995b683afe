//! Which clauses are compared, and what stands around them.

use super::{Comparable, Features, Role, bag};
use crate::document::Document;
use crate::ids::ClauseRef;
use crate::segment::{ClauseForm, ClauseKind, ClauseTree};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// A unit before its features are weighed.
pub(super) struct Draft {
    pub(super) at: ClauseRef,
    pub(super) role: Role,
    pub(super) text: Comparable,
    pub(super) headings: Vec<usize>,
}

/// All units of a series.
pub(super) struct Drafts {
    pub(super) units: Vec<Draft>,
    pub(super) documents: Vec<Range<usize>>,
}

/// Fewer characters than this say nothing: 总则 is two.
const SHORTEST_UNIT_CHARS: usize = 2;

/// Share of its heading that a sentence borrows, and of its body that a heading borrows; from the prototype.
pub(super) const HEADING_SHARE: f32 = 0.3;
pub(super) const BODY_SHARE: f32 = 0.5;

/// Picks the units: an article as a whole, a sentence as a whole, a heading by itself, an item without children.
pub(super) fn draft(documents: &[Document], trees: &[ClauseTree]) -> Drafts {
    let (mut units, mut ranges) = (Vec::new(), Vec::new());
    for (d, (document, tree)) in documents.iter().zip(trees).enumerate() {
        let first = units.len();
        let mut heading_of: Vec<Option<usize>> = vec![None; tree.clauses.len()];
        let mut covered = 0;
        for (c, clause) in tree.clauses.iter().enumerate() {
            if clause.kind == ClauseKind::Title || (covered > 0 && clause.extent.end <= covered) {
                continue;
            }
            let has_children = tree.clauses.get(c + 1).is_some_and(|next| next.parent == Some(c));
            let (span, role) = match clause.form {
                form if form.is_whole() => (clause.extent, Role::Body),
                ClauseForm::Section | ClauseForm::Item | ClauseForm::Line if has_children => {
                    (clause.span, Role::Heading)
                }
                _ => (clause.span, Role::Body),
            };
            if clause.form.is_whole() {
                covered = clause.extent.end;
            }
            let text = Comparable::new(&document.text, span);
            if text.len() < SHORTEST_UNIT_CHARS {
                continue;
            }
            let headings = tree.ancestors(c).into_iter().filter_map(|a| heading_of[a]).collect();
            if role == Role::Heading {
                heading_of[c] = Some(units.len());
            }
            units.push(Draft {
                at: ClauseRef::new(d, c),
                role,
                text,
                headings,
            });
        }
        ranges.push(first..units.len());
    }
    Drafts {
        units,
        documents: ranges,
    }
}

/// Cuts a comparable text at commas, semicolons, colons and stops; enumerations (、) stay together.
pub(super) fn part_ranges(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut start) = (Vec::new(), 0);
    let close = |parts: &mut Vec<Range<usize>>, start: usize, end: usize| {
        if text[start..end].chars().count() >= 2 {
            parts.push(start..end);
        }
    };
    for (index, c) in text.char_indices() {
        if matches!(c, ',' | '，' | ';' | '；' | ':' | '：' | '。' | '!' | '！' | '?' | '？') {
            close(&mut parts, start, index);
            start = index + c.len_utf8();
        }
    }
    close(&mut parts, start, text.len());
    if parts.is_empty() && !text.is_empty() {
        parts.push(0..text.len());
    }
    parts
}

/// Lets a sentence borrow from its heading and a heading from its body, and sums up items.
pub(super) fn borrow_context(features: &mut Features) {
    let mut bodies: Vec<Vec<usize>> = vec![Vec::new(); features.units.len()];
    for (index, unit) in features.units.iter().enumerate() {
        if let (Role::Body, Some(&heading)) = (unit.role, unit.headings.last()) {
            bodies[heading].push(index);
        }
    }
    let items: Vec<usize> = (0..features.units.len())
        .map(|index| features.units[index].item(index).unwrap_or(index))
        .collect();
    let context: Vec<_> = (0..features.units.len())
        .into_par_iter()
        .map(|index| {
            let bigrams = bigrams_in_context(features, &bodies, index);
            // All units of an item share what the item says; it is summed up once.
            let own = (items[index] == index).then(|| {
                let vector: Arc<[f32]> = item_vector(features, &bodies, index).into();
                (vector, Arc::new(item_concepts(features, &bodies, index)))
            });
            (bigrams, own)
        })
        .collect();
    let of_items: Vec<_> = context.iter().map(|(_, own)| own.clone()).collect();
    for (index, (bigrams, _)) in context.into_iter().enumerate() {
        let unit = &mut features.units[index];
        unit.bigrams_in_context = bigrams;
        if let Some((vector, concepts)) = &of_items[items[index]] {
            unit.item_vector = Arc::clone(vector);
            unit.item_concepts = Arc::clone(concepts);
        }
    }
}

fn bigrams_in_context(features: &Features, bodies: &[Vec<usize>], index: usize) -> bag::Row {
    let unit = &features.units[index];
    let (lenders, share): (&[usize], f32) = match (unit.role, unit.headings.last()) {
        (Role::Body, Some(heading)) => (std::slice::from_ref(heading), HEADING_SHARE),
        (Role::Body, None) => (&[], 0.0),
        (Role::Heading, _) => (&bodies[index], BODY_SHARE / (bodies[index].len().max(1) as f32).sqrt()),
    };
    let mut row = unit.bigram_row.clone();
    for &lender in lenders {
        row = bag::add_scaled(&row, &features.units[lender].bigram_row, share);
    }
    bag::unit(row)
}

fn item_vector(features: &Features, bodies: &[Vec<usize>], item: usize) -> Vec<f32> {
    let mut sum = features.units[item].vector.clone();
    for &body in &bodies[item] {
        sum.iter_mut()
            .zip(&features.units[body].vector)
            .for_each(|(s, v)| *s += v);
    }
    super::vectors::scale_to_unit(&mut sum);
    sum
}

fn item_concepts(features: &Features, bodies: &[Vec<usize>], item: usize) -> bag::Row {
    let mut row = bag::Row::new();
    for &unit in std::iter::once(&item).chain(&bodies[item]) {
        let concepts = &features.units[unit].concepts.row;
        let weighed = concepts
            .iter()
            .map(|&(c, _)| (c, features.concept_weights[c as usize]))
            .collect();
        row = bag::add_scaled(&row, &weighed, 1.0);
    }
    bag::unit(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_commas() {
        let text = "完善估值、质押体系,加强宣讲，推进工作。";
        let parts: Vec<_> = part_ranges(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(parts, ["完善估值、质押体系", "加强宣讲", "推进工作"]);
        assert!(part_ranges("").is_empty());
    }
}
