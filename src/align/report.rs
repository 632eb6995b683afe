//! From scored pairs to links with their explanation, and to the nearest refused.

use super::decided::{self, Decided};
use super::score::{Scored, score};
use super::scorer::Scorer;
use super::select::{Choice, GIVEN, select};
use super::{Alignment, Link, Refusal, RefusalReason, Relation, Rival, Signal, evidence};
use crate::align::signals::SIGNALS;
use crate::candidates::{Block, Candidates};
use crate::decisions::{Decision, Standing as Verdicts, Verdict};
use crate::features::{Features, bag};
use crate::ids::ClauseRef;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Refused candidates kept for a clause in each other document: as many as a reviewer is shown; recall hardly grows
/// beyond ten.
pub(super) const NEAREST: usize = 10;

/// Probability below which a refused candidate is not worth showing.
pub(super) const LEAST_SHOWN: f64 = 0.02;

/// Makes links of the selected pairs and keeps the nearest refused of every unit.
pub(super) fn alignment(
    features: &Features,
    candidates: &Candidates,
    scorer: &Scorer,
    standing: &Verdicts,
) -> Alignment {
    let decided = Decided::read(features, standing);
    let candidates = decided.candidates(features, candidates);
    let blocks: Vec<Alignment> = candidates
        .blocks
        .par_iter()
        .map(|block| in_block(features, block, scorer, &decided))
        .collect();
    let (links, refused) = decided.unscored();
    let mut whole = Alignment { links, refused };
    for block in blocks {
        whole.links.extend(block.links);
        whole.refused.extend(block.refused);
    }
    whole.links.sort_by_key(|l| (l.old, l.new));
    whole.refused.sort_by(|a, b| {
        let place = |r: &Refusal| (r.clause, r.candidate.document);
        place(a)
            .cmp(&place(b))
            .then(b.probability.total_cmp(&a.probability))
            .then(a.candidate.cmp(&b.candidate))
    });
    whole
}

/// A pair of the block with its standing.
struct Standing<'s> {
    number: usize,
    choice: Choice,
    relation: Option<Relation>,
    decision: Option<&'s Decision>,
}

fn in_block(features: &Features, block: &Block, scorer: &Scorer, decided: &Decided) -> Alignment {
    let scored = score(features, block, scorer);
    let choices: Vec<Choice> = block
        .pairs
        .iter()
        .enumerate()
        .map(|(i, &(old, new))| Choice {
            old,
            new,
            probability: scored.probabilities[i],
        })
        .collect();
    // The selection takes verdicts as given: a pair that is the same has its place, one that is not has none.
    let given = |choice: &Choice| Choice {
        probability: match decided.on(choice.old, choice.new) {
            Some((Verdict::Same, _)) => GIVEN,
            Some(_) => 0.0,
            None => choice.probability,
        },
        ..*choice
    };
    let taken = select(&choices.iter().map(given).collect::<Vec<_>>(), scored.threshold());
    let standings: Vec<Standing> = choices
        .into_iter()
        .zip(taken)
        .enumerate()
        .map(|(i, (choice, taken))| {
            let related = choice.probability >= scorer.related && same_role(features, choice);
            let verdict = decided.on(choice.old, choice.new);
            let relation = match verdict {
                Some((verdict, _)) => decided::relation(verdict),
                None if taken => Some(Relation::Same),
                None => related.then_some(Relation::Related),
            };
            Standing {
                number: i,
                choice,
                relation,
                decision: verdict.map(|(_, decision)| decision),
            }
        })
        .collect();
    let mut by_unit: BTreeMap<u32, Vec<&Standing>> = BTreeMap::new();
    for standing in standings
        .iter()
        .filter(|s| s.relation.is_some() || s.decision.is_some() || s.choice.probability >= LEAST_SHOWN)
    {
        by_unit.entry(standing.choice.old).or_default().push(standing);
        by_unit.entry(standing.choice.new).or_default().push(standing);
    }
    for list in by_unit.values_mut() {
        list.sort_by(|a, b| {
            b.choice
                .probability
                .total_cmp(&a.choice.probability)
                .then(a.number.cmp(&b.number))
        });
    }
    let refused = by_unit
        .iter()
        .flat_map(|(&unit, list)| nearest_refused(features, unit, list, scored.threshold()))
        .collect();
    let linked = standings.iter().filter(|s| s.relation.is_some());
    let links = linked
        .map(|standing| link(features, &scored, standing, &by_unit))
        .collect();
    Alignment { links, refused }
}

fn same_role(features: &Features, choice: Choice) -> bool {
    features.units[choice.old as usize].role == features.units[choice.new as usize].role
}

fn nearest_refused(features: &Features, unit: u32, list: &[&Standing], threshold: f64) -> Vec<Refusal> {
    let refused = list.iter().filter(|s| s.relation != Some(Relation::Same)).take(NEAREST);
    refused
        .map(|s| {
            let other = if s.choice.old == unit {
                s.choice.new
            } else {
                s.choice.old
            };
            let likely = s.choice.probability >= threshold;
            Refusal {
                clause: features.units[unit as usize].at,
                candidate: features.units[other as usize].at,
                probability: s.choice.probability,
                reason: if s.decision.is_some() {
                    RefusalReason::Decision
                } else if likely {
                    RefusalReason::BetterPartner
                } else {
                    RefusalReason::BelowThreshold
                },
                decision: s.decision.cloned().map(Box::new),
            }
        })
        .collect()
}

fn link(features: &Features, scored: &Scored, standing: &Standing, by_unit: &BTreeMap<u32, Vec<&Standing>>) -> Link {
    let Choice { old, new, probability } = standing.choice;
    let (left, right) = (&features.units[old as usize], &features.units[new as usize]);
    let at = |unit: u32| -> ClauseRef { features.units[unit as usize].at };
    let runner_up = |unit: u32| {
        let other = |s: &&&Standing| {
            if s.choice.old == unit {
                s.choice.new
            } else {
                s.choice.old
            }
        };
        by_unit[&unit]
            .iter()
            .find(|s| s.number != standing.number)
            .map(|s| Rival {
                clause: at(other(&s)),
                probability: s.choice.probability,
            })
    };
    Link {
        old: left.at,
        new: right.at,
        relation: standing.relation.unwrap_or(Relation::Related),
        probability,
        similarity: f64::from(bag::dot(&left.bigram_row, &right.bigram_row)).clamp(0.0, 1.0),
        signals: contributions(scored, standing.number),
        evidence: evidence::shared(features, left, right),
        decision: standing.decision.cloned().map(Box::new),
        runner_up_of_old: runner_up(old),
        runner_up_of_new: runner_up(new),
    }
}

/// Every signal that counts, with its value and its share of the log odds.
pub(super) fn contributions(scored: &Scored, number: usize) -> Vec<Signal> {
    let row = &scored.rows[number];
    let parts = scored.judge(number).contributions(row);
    let all = SIGNALS.iter().zip(row).zip(parts);
    all.filter(|(_, part)| *part != 0.0)
        .map(|((signal, &value), contribution)| Signal {
            name: signal.name,
            value: f64::from(value),
            contribution,
        })
        .collect()
}
