//! From scored pairs to links with their explanation, and to the nearest refused.

use super::score::{self, Scored};
use super::scorer::{Layer, Scorer};
use super::select::{Choice, select};
use super::{Alignment, Decider, Link, Refusal, RefusalReason, Relation, Rival, Signal, evidence};
use crate::align::context::CONTEXT_SIGNALS;
use crate::align::signals::SIGNALS;
use crate::candidates::{Block, Candidates};
use crate::features::{Features, bag};
use crate::ids::ClauseRef;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Refused candidates kept for a clause in each other document.
const NEAREST: usize = 3;

/// Probability below which a refused candidate is not worth showing.
const LEAST_SHOWN: f64 = 0.02;

/// Makes links of the selected pairs and keeps the nearest refused of every unit.
pub(super) fn alignment(features: &Features, candidates: &Candidates, scorer: &Scorer, scored: &Scored) -> Alignment {
    let blocks: Vec<Alignment> = candidates
        .blocks
        .par_iter()
        .enumerate()
        .map(|(number, block)| in_block(features, block, scorer, scored, scored.starts[number]))
        .collect();
    let mut whole = Alignment::default();
    for block in blocks {
        whole.links.extend(block.links);
        whole.refused.extend(block.refused);
    }
    whole.links.sort_by_key(|l| (l.old, l.new));
    whole.refused.sort_by(|a, b| {
        let place = |r: &Refusal| (r.clause, r.candidate.document);
        place(a).cmp(&place(b)).then(b.probability.total_cmp(&a.probability)).then(a.candidate.cmp(&b.candidate))
    });
    whole
}

/// A pair of the block with its standing.
struct Standing {
    number: usize,
    choice: Choice,
    relation: Option<Relation>,
}

fn in_block(features: &Features, block: &Block, scorer: &Scorer, scored: &Scored, start: usize) -> Alignment {
    let choices: Vec<Choice> = block
        .pairs
        .iter()
        .enumerate()
        .map(|(i, &(old, new))| Choice { old, new, probability: scored.probabilities[start + i] })
        .collect();
    let taken = select(&choices, scorer.threshold);
    let standings: Vec<Standing> = choices
        .into_iter()
        .zip(taken)
        .enumerate()
        .map(|(i, (choice, taken))| {
            let related = choice.probability >= scorer.related && same_role(features, choice);
            let relation = if taken { Some(Relation::Same) } else { related.then_some(Relation::Related) };
            Standing { number: start + i, choice, relation }
        })
        .collect();
    let mut by_unit: BTreeMap<u32, Vec<&Standing>> = BTreeMap::new();
    for standing in standings.iter().filter(|s| s.relation.is_some() || s.choice.probability >= LEAST_SHOWN) {
        by_unit.entry(standing.choice.old).or_default().push(standing);
        by_unit.entry(standing.choice.new).or_default().push(standing);
    }
    for list in by_unit.values_mut() {
        list.sort_by(|a, b| b.choice.probability.total_cmp(&a.choice.probability).then(a.number.cmp(&b.number)));
    }
    let refused = by_unit.iter().flat_map(|(&unit, list)| nearest_refused(features, unit, list, scorer)).collect();
    let linked: Vec<&Standing> = standings.iter().filter(|s| s.relation.is_some()).collect();
    let rows = signal_rows(features, block, &linked);
    let links = linked
        .iter()
        .zip(rows)
        .map(|(standing, row)| link(features, scorer, scored, standing, &row, &by_unit))
        .collect();
    Alignment { links, refused }
}

fn same_role(features: &Features, choice: Choice) -> bool {
    features.units[choice.old as usize].role == features.units[choice.new as usize].role
}

/// Signal rows of the linked pairs; ranks need the whole block, so it is computed once more where it has links.
fn signal_rows(features: &Features, block: &Block, linked: &[&Standing]) -> Vec<Vec<f32>> {
    if linked.is_empty() {
        return Vec::new();
    }
    let rows = score::rows(features, block);
    let place = |s: &Standing| block.pairs.binary_search(&(s.choice.old, s.choice.new)).unwrap_or(0);
    linked.iter().map(|s| rows[place(s)].clone()).collect()
}

fn nearest_refused(features: &Features, unit: u32, list: &[&Standing], scorer: &Scorer) -> Vec<Refusal> {
    let refused = list.iter().filter(|s| s.relation != Some(Relation::Same)).take(NEAREST);
    refused
        .map(|s| {
            let other = if s.choice.old == unit { s.choice.new } else { s.choice.old };
            let likely = s.choice.probability >= scorer.threshold;
            Refusal {
                clause: features.units[unit as usize].at,
                candidate: features.units[other as usize].at,
                probability: s.choice.probability,
                reason: if likely { RefusalReason::BetterPartner } else { RefusalReason::BelowThreshold },
            }
        })
        .collect()
}

fn link(features: &Features, scorer: &Scorer, scored: &Scored, standing: &Standing, row: &[f32], by_unit: &BTreeMap<u32, Vec<&Standing>>) -> Link {
    let Choice { old, new, probability } = standing.choice;
    let (left, right) = (&features.units[old as usize], &features.units[new as usize]);
    let at = |unit: u32| -> ClauseRef { features.units[unit as usize].at };
    let runner_up = |unit: u32| {
        let other = |s: &&&Standing| if s.choice.old == unit { s.choice.new } else { s.choice.old };
        by_unit[&unit].iter().find(|s| s.number != standing.number).map(|s| Rival { clause: at(other(&s)), probability: s.choice.probability })
    };
    Link {
        old: left.at,
        new: right.at,
        relation: standing.relation.unwrap_or(Relation::Related),
        probability,
        similarity: f64::from(bag::dot(&left.bigram_row, &right.bigram_row)).clamp(0.0, 1.0),
        signals: contributions(scorer, row, &scored.context[standing.number]),
        evidence: evidence::shared(features, left, right),
        decided_by: Decider::Model,
        runner_up_of_old: runner_up(old),
        runner_up_of_new: runner_up(new),
    }
}

/// Every signal's value and share of the final log odds.
///
/// The first layer reaches the end through `first-stage`; its signals are shown by what they add to that term.
fn contributions(scorer: &Scorer, row: &[f32], context: &[f32]) -> Vec<Signal> {
    let slope = scorer.calibration.0;
    let through = scorer.second.terms.first().map_or(0.0, |t| t.weight / t.scale) * slope;
    let values = |layer: &Layer, names: &[&'static str], row: &[f32], factor: f64| -> Vec<Signal> {
        let parts: Vec<f64> = layer.contributions(row).collect();
        names
            .iter()
            .zip(row)
            .zip(parts)
            .map(|((&name, &value), part)| Signal { name, value: f64::from(value), contribution: part * factor })
            .collect()
    };
    let first: Vec<&'static str> = SIGNALS.iter().map(|s| s.name).collect();
    let second: Vec<&'static str> = CONTEXT_SIGNALS.iter().map(|s| s.name).collect();
    let mut all = values(&scorer.first, &first, row, through);
    all.extend(values(&scorer.second, &second, context, slope).into_iter().skip(1));
    all
}
