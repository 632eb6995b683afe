//! What a reviewer's time buys: F1 after each screen, simulated with the gold as the reviewer.

use super::bootstrap::SplitMix64;
use super::comparison::{Comparison, verdict};
use super::counts::Counts;
use super::gold::{Gold, UnitPair};
use super::predictions::{Claim, Predictions};
use crate::align::Relation;
use crate::ids::ClauseRef;
use crate::review::{Candidate, queue};
use std::collections::BTreeMap;

/// Shuffles that random order is the mean of.
const SHUFFLES: u64 = 50;

/// F1 of links after each screen, in three orders of the same screens; the first entry of each is before any.
///
/// A curve ends where nothing is left to ask; its last value holds from there on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewCurve {
    /// F1 in the order of the queue, [0, 1].
    pub f1: Vec<f64>,
    /// F1 in reading order, documents oldest first.
    pub reading_order: Vec<f64>,
    /// Mean F1 of fifty random orders.
    pub random_order: Vec<f64>,
}

impl ReviewCurve {
    /// F1 after so many screens; a curve holds its last value, and 0 where it has none.
    pub fn at(curve: &[f64], screens: usize) -> f64 {
        curve.get(screens).or(curve.last()).copied().unwrap_or(0.0)
    }
}

/// Simulates a reviewer who follows the queue ([`queue`], which `yange review` follows) and answers as the gold does.
///
/// Two clauses are the same measure where any units that they stand for are; where the gold is silent or neutral, the
/// link stays as it is. Screens show only pairs of documents that the annotators compared; one with nothing left to ask
/// is passed over. `None` where the predictions hold no ranking.
///
/// # Complexity
/// n log n in scored pairs.
pub(super) fn review(comparison: &Comparison<'_>, predictions: &Predictions) -> Option<ReviewCurve> {
    if predictions.ranking.is_empty() {
        return None;
    }
    let desk = Desk::new(comparison, predictions);
    let first: Vec<usize> = (0..desk.screens.len()).collect();
    let mut reading = first.clone();
    reading.sort_by_key(|&i| desk.screens[i].clause);
    let mut random = SplitMix64(SHUFFLES);
    let shuffled = (0..SHUFFLES).map(|_| {
        let mut order = reading.clone();
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        desk.walk(&order)
    });
    Some(ReviewCurve {
        f1: desk.walk(&first),
        reading_order: desk.walk(&reading),
        random_order: mean(&shuffled.collect::<Vec<_>>()),
    })
}

/// What the simulated reviewer says on the first `screens` screens of the queue that ask anything: pairs of clauses,
/// the earlier first, with whether they are the same measure. Where the gold is silent or neutral, nothing is said.
///
/// # Complexity
/// n log n in scored pairs.
pub fn answers(gold: &Gold, predictions: &Predictions, screens: usize) -> Vec<(ClauseRef, ClauseRef, bool)> {
    let desk = Desk::new(&Comparison::new(gold, predictions), predictions);
    let order: Vec<usize> = (0..desk.screens.len()).collect();
    let asked = desk.open(&order).into_iter().take(screens).flatten();
    let questions = asked.map(|number| &desk.questions[number]);
    questions
        .filter_map(|q| Some((q.ends.0, q.ends.1, q.answer?)))
        .collect()
}

/// Means of curves, each held at its last value as far as the longest goes.
fn mean(curves: &[Vec<f64>]) -> Vec<f64> {
    let longest = curves.iter().map(Vec::len).max().unwrap_or(0);
    let sum = |n: usize| curves.iter().map(|c| ReviewCurve::at(c, n)).sum::<f64>();
    (0..longest).map(|n| sum(n) / curves.len() as f64).collect()
}

/// All pairs of clauses with what the gold says of them, and the screens that ask.
struct Desk {
    screens: Vec<Shown>,
    questions: Vec<Question>,
    /// Whether each pair of units that a question can touch is in the gold.
    right: Vec<bool>,
    /// Pairs of the gold that no question can touch.
    fixed: Counts,
}

/// A screen: its clause and its questions, by number.
struct Shown {
    clause: ClauseRef,
    questions: Vec<usize>,
}

/// Two clauses on a screen.
struct Question {
    /// The two, the earlier first.
    ends: (ClauseRef, ClauseRef),
    /// The pairs of units that the two stand for, by number.
    units: Vec<usize>,
    /// Whether the two are linked before the review.
    linked: bool,
    /// What the gold says.
    answer: Option<bool>,
}

impl Desk {
    fn new(comparison: &Comparison<'_>, predictions: &Predictions) -> Self {
        let candidates = candidates(comparison, predictions);
        let mut unit_numbers: BTreeMap<UnitPair, usize> = BTreeMap::new();
        let mut numbers: BTreeMap<(ClauseRef, ClauseRef), usize> = BTreeMap::new();
        let mut questions = Vec::new();
        for candidate in &candidates {
            let ends = (candidate.old, candidate.new);
            numbers.entry(ends).or_insert_with(|| {
                let pairs: Vec<UnitPair> = comparison.pairs(ends.0, ends.1).collect();
                questions.push(Question {
                    ends,
                    answer: verdict(comparison.gold, pairs.iter().copied()),
                    linked: candidate.relation == Some(Relation::Same),
                    units: (pairs.into_iter().filter(|&p| comparison.counts(p)))
                        .map(|pair| {
                            let next = unit_numbers.len();
                            *unit_numbers.entry(pair).or_insert(next)
                        })
                        .collect(),
                });
                questions.len() - 1
            });
        }
        let is_asked = |clause| predictions.asked.is_empty() || predictions.asked.contains(&clause);
        let asked = candidates.into_iter().filter(|c| is_asked(c.old) && is_asked(c.new));
        let screens = queue(asked).into_iter().map(|screen| Shown {
            clause: screen.clause,
            questions: (screen.partners.iter())
                .map(|p| numbers[&(screen.clause.min(p.clause), screen.clause.max(p.clause))])
                .collect(),
        });
        let mut right = vec![false; unit_numbers.len()];
        for (pair, &number) in &unit_numbers {
            right[number] = comparison.gold.same.contains(pair);
        }
        let untouched = comparison.gold.same.iter().filter(|p| !unit_numbers.contains_key(p));
        Self {
            screens: screens.collect(),
            questions,
            right,
            fixed: Counts {
                missed: untouched.count(),
                ..Counts::default()
            },
        }
    }

    /// The questions that each screen asks first, in the given order; screens that ask nothing are passed over.
    fn open(&self, order: &[usize]) -> Vec<Vec<usize>> {
        let mut asked = vec![false; self.questions.len()];
        let mut first = |&screen: &usize| -> Vec<usize> {
            let questions = self.screens[screen].questions.iter().copied();
            questions.filter(|&q| !std::mem::replace(&mut asked[q], true)).collect()
        };
        order.iter().map(&mut first).filter(|open| !open.is_empty()).collect()
    }

    /// F1 before the first screen and after each in the given order.
    fn walk(&self, order: &[usize]) -> Vec<f64> {
        let mut support = vec![0_usize; self.right.len()];
        let linked = self.questions.iter().filter(|q| q.linked);
        linked.flat_map(|q| &q.units).for_each(|&unit| support[unit] += 1);
        let mut counts = self.fixed;
        for (&held, &right) in support.iter().zip(&self.right) {
            match (right, held > 0) {
                (true, true) => counts.right += 1,
                (true, false) => counts.missed += 1,
                (false, true) => counts.wrong += 1,
                (false, false) => {}
            }
        }
        let mut curve = vec![counts.f1()];
        for open in self.open(order) {
            for question in open.into_iter().map(|q| &self.questions[q]) {
                self.answer(question, &mut support, &mut counts);
            }
            curve.push(counts.f1());
        }
        curve
    }

    fn answer(&self, question: &Question, support: &mut [usize], counts: &mut Counts) {
        match (question.answer, question.linked) {
            (Some(true), false) => {
                for &unit in &question.units {
                    support[unit] += 1;
                    if support[unit] == 1 && self.right[unit] {
                        counts.right += 1;
                        counts.missed -= 1;
                    } else if support[unit] == 1 {
                        counts.wrong += 1;
                    }
                }
            }
            (Some(false), true) => {
                for &unit in &question.units {
                    support[unit] -= 1;
                    if support[unit] == 0 && self.right[unit] {
                        counts.right -= 1;
                        counts.missed += 1;
                    } else if support[unit] == 0 {
                        counts.wrong -= 1;
                    }
                }
            }
            _ => {}
        }
    }
}

/// Links and scored pairs of documents that the annotators compared, links first.
fn candidates(comparison: &Comparison<'_>, predictions: &Predictions) -> Vec<Candidate> {
    let links = predictions.links.iter().map(|link| Candidate {
        old: link.old,
        new: link.new,
        probability: link.probability,
        relation: Some(match link.claim {
            Claim::Same => Relation::Same,
            Claim::Related => Relation::Related,
        }),
        decided: None,
    });
    let ranked = predictions.ranking.iter().map(|pair| Candidate {
        old: pair.old,
        new: pair.new,
        probability: pair.probability,
        relation: None,
        decided: None,
    });
    let compared = |c: &Candidate| comparison.compared(c.old.document_index(), c.new.document_index());
    links.chain(ranked).filter(compared).collect()
}
