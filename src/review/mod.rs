//! What a person should look at, and in which order: one clause with its likeliest partners a screen.
//!
//! Knows links and refusals, not texts.

mod worth;

use crate::align::{Alignment, Relation};
use crate::decisions::Decision;
use crate::ids::ClauseRef;
use crate::segment::{ClauseKind, ClauseTree};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use worth::{Scale, Shown, Worth};

/// Candidates shown for each other document, beside the links; recall hardly grows beyond ten.
pub const SHOWN: usize = 10;

/// Two clauses of different documents that may be the same measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The clause of the earlier document.
    pub old: ClauseRef,
    /// The clause of the later document.
    pub new: ClauseRef,
    /// Probability that the two are the same measure, [0, 1].
    pub probability: f64,
    /// How the two are linked; `None` where they are not.
    pub relation: Option<Relation>,
    /// Who decided, so that there is nothing to ask.
    pub decided: Option<Hand>,
}

/// Who decided on a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// A person.
    Person,
    /// A program in a person's place.
    Model,
}

impl Hand {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Hand::Person => "person",
            Hand::Model => "model",
        }
    }

    fn of(decision: Option<&Decision>) -> Option<Self> {
        decision.map(|d| if d.by.is_person() { Hand::Person } else { Hand::Model })
    }
}

/// One clause with its likeliest partners in every other document: the unit of a reviewer's work.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// The clause.
    pub clause: ClauseRef,
    /// Its partners, by document, then likeliest first; ties go to the one that stands earlier. Never empty.
    pub partners: Vec<Partner>,
    /// The number of links that the screen is expected to make or to undo, those left out that a reviewer has
    /// decided or that an earlier screen asks for; 0 where nothing is left to ask.
    pub doubt: f64,
}

/// A clause that may be the same measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Partner {
    /// The clause.
    pub clause: ClauseRef,
    /// Probability that the two are the same measure, [0, 1].
    pub probability: f64,
    /// How the two are linked; `None` for a refused candidate.
    pub relation: Option<Relation>,
    /// Who decided.
    pub decided: Option<Hand>,
}

/// The screens of a series in the order in which a person should see them.
///
/// Asks only about clauses that [`asks_about`] lets through, given their trees. A clause without any link or candidate has
/// no screen. Order and ties are those of [`queue`].
///
/// ```
/// use yange::{align::Alignment, review};
/// assert!(review::screens(&Alignment::default(), &[]).is_empty());
/// ```
pub fn screens(alignment: &Alignment, trees: &[ClauseTree]) -> Vec<Screen> {
    let links = alignment.links.iter().map(|link| Candidate {
        old: link.old,
        new: link.new,
        probability: link.probability,
        relation: Some(link.relation),
        decided: Hand::of(link.decision.as_deref()),
    });
    let refused = alignment.refused.iter().map(|refusal| Candidate {
        old: refusal.clause.min(refusal.candidate),
        new: refusal.clause.max(refusal.candidate),
        probability: refusal.probability,
        relation: None,
        decided: Hand::of(refusal.decision.as_deref()),
    });
    let asked = |at: ClauseRef| asks_about(trees[at.document_index()].clauses[at.clause_index()].kind);
    queue(links.chain(refused).filter(|c| asked(c.old) && asked(c.new)))
}

/// Whether a reviewer is asked about clauses of this kind: those that are counted as measures, and headings, which often
/// state one themselves (加强专利保护: a fifth of the pairs of the dev gold); not titles, preambles and the like.
pub fn asks_about(kind: ClauseKind) -> bool {
    match kind {
        ClauseKind::Measure | ClauseKind::Target | ClauseKind::Safeguard | ClauseKind::Other | ClauseKind::Heading => {
            true
        }
        ClauseKind::Title
        | ClauseKind::Salutation
        | ClauseKind::Preamble
        | ClauseKind::Principle
        | ClauseKind::Attribution => false,
    }
}

/// Orders the screens of any candidates by what they would change: first the one whose links are expected to change
/// most, then the one that is expected to do so of what is left, and so on.
///
/// A link counts as far as it is in doubt: a refused candidate by its probability, raised where both sides lead to one
/// clause of a third document; and half as much again for each side that it would turn from dropped or new to carried, or
/// back. A measure that seems dropped or new has no link to undo: its screen is worth its close candidates. Of a pair
/// that is given more than once the first counts. Ties go to the clause that stands earlier. Each pair stands on two
/// screens and is asked for on the first of them alone.
///
/// # Method
/// Expected error reduction (Settles 2010, section 3.4), one screen a query; greedy, since what a screen is worth only
/// falls when another is answered (lazy evaluation: Minoux 1978).
///
/// # Complexity
/// n log n in the candidates, as far as most screens are looked at only a few times, times the links of a clause.
pub fn queue(candidates: impl IntoIterator<Item = Candidate>) -> Vec<Screen> {
    let mut shown = Shown::new();
    for Candidate {
        old,
        new,
        probability,
        relation,
        decided,
    } in candidates
    {
        for (clause, other) in [(old, new), (new, old)] {
            let partners = shown.entry(clause).or_default();
            partners.entry(other).or_insert(Partner {
                clause: other,
                probability,
                relation,
                decided,
            });
        }
    }
    let scale = Scale::new(&shown);
    ordered(shown.iter().map(|(c, p)| screen(*c, p)).collect(), &scale)
}

fn screen(clause: ClauseRef, partners: &BTreeMap<ClauseRef, Partner>) -> Screen {
    let mut all: Vec<Partner> = partners.values().copied().collect();
    all.sort_by(|a, b| {
        (a.clause.document.cmp(&b.clause.document))
            .then(b.probability.total_cmp(&a.probability))
            .then(a.clause.cmp(&b.clause))
    });
    let mut in_document = (None, 0);
    all.retain(|p| {
        if in_document.0 != Some(p.clause.document) {
            in_document = (Some(p.clause.document), 0);
        }
        in_document.1 += 1;
        in_document.1 <= SHOWN || p.relation.is_some()
    });
    Screen {
        clause,
        partners: all,
        doubt: 0.0,
    }
}

/// Puts screens in order, given by clause.
fn ordered(mut screens: Vec<Screen>, scale: &Scale<'_>) -> Vec<Screen> {
    let worth: Vec<Vec<Worth>> = (screens.iter())
        .map(|s| s.partners.iter().map(|p| scale.weigh(s.clause, p)).collect())
        .collect();
    let pair = |a: ClauseRef, b: ClauseRef| (a.min(b), a.max(b));
    let decided = screens.iter().flat_map(|s| {
        s.partners
            .iter()
            .filter(|p| p.decided.is_some())
            .map(|p| pair(s.clause, p.clause))
    });
    let mut asked: BTreeSet<(ClauseRef, ClauseRef)> = decided.collect();
    let mut order = Vec::with_capacity(screens.len());
    // What a screen is worth is not negative, and such floats stand in the order of their bits.
    let mut open: BinaryHeap<(u64, Reverse<usize>)> =
        (0..screens.len()).map(|i| (f64::MAX.to_bits(), Reverse(i))).collect();
    while let Some((_, Reverse(i))) = open.pop() {
        let screen = &mut screens[i];
        let unasked = |p: &Partner| !asked.contains(&pair(screen.clause, p.clause));
        let all = screen.partners.iter().zip(&worth[i]);
        let left = all
            .filter(|(p, _)| unasked(p))
            .fold(Worth::default(), |sum, (_, worth)| Worth {
                doubt: sum.doubt + worth.doubt,
                weighed: sum.weighed + worth.weighed,
            });
        screen.doubt = left.doubt;
        let place = (left.weighed.to_bits(), Reverse(i));
        if open.peek().is_some_and(|next| *next > place) {
            open.push(place);
            continue;
        }
        asked.extend(screen.partners.iter().map(|p| pair(screen.clause, p.clause)));
        order.push(i);
    }
    let mut screens: Vec<Option<Screen>> = screens.into_iter().map(Some).collect();
    order.into_iter().filter_map(|i| screens[i].take()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(document: usize, clause: usize) -> ClauseRef {
        ClauseRef::new(document, clause)
    }

    fn refused(old: ClauseRef, new: ClauseRef, probability: f64) -> Candidate {
        Candidate {
            old,
            new,
            probability,
            relation: None,
            decided: None,
        }
    }

    #[test]
    fn a_pair_counts_on_the_first_of_its_two_screens_alone() {
        let one = Candidate {
            old: at(0, 0),
            new: at(1, 0),
            probability: 0.9,
            relation: Some(Relation::Same),
            decided: None,
        };
        let two = Candidate {
            new: at(1, 1),
            probability: 0.5,
            relation: None,
            ..one
        };
        let queue: Vec<(ClauseRef, f64)> = queue([one, two]).into_iter().map(|s| (s.clause, s.doubt)).collect();
        assert_eq!(queue[0].0, at(0, 0));
        assert!((queue[0].1 - 0.6).abs() < 1e-12, "{queue:?}");
        assert_eq!(queue[1..], [(at(1, 0), 0.0), (at(1, 1), 0.0)]);
    }

    fn check(refused: Vec<Candidate>, expect: &[(ClauseRef, &[ClauseRef])]) {
        let got: Vec<(ClauseRef, Vec<ClauseRef>)> = queue(refused)
            .into_iter()
            .map(|s| (s.clause, s.partners.iter().map(|p| p.clause).collect()))
            .collect();
        let expect: Vec<_> = expect.iter().map(|(c, p)| (*c, p.to_vec())).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn the_most_doubtful_screen_comes_first_and_ties_go_to_the_earlier() {
        check(
            vec![
                refused(at(0, 1), at(1, 4), 0.1),
                refused(at(0, 2), at(1, 5), 0.5),
                refused(at(0, 3), at(1, 6), 0.1),
            ],
            &[
                (at(0, 2), &[at(1, 5)]),
                (at(0, 1), &[at(1, 4)]),
                (at(0, 3), &[at(1, 6)]),
                // Nothing is left to ask of the other ends.
                (at(1, 4), &[at(0, 1)]),
                (at(1, 5), &[at(0, 2)]),
                (at(1, 6), &[at(0, 3)]),
            ],
        );
    }

    #[test]
    fn partners_stand_by_document_and_likelihood_and_no_more_than_ten_of_one_document() {
        let mut refusals = vec![refused(at(0, 0), at(2, 0), 0.9)];
        refusals.extend((0..12).map(|i| refused(at(0, 0), at(1, i), 0.4 - i as f64 / 100.0)));
        refusals.push(refused(at(0, 0), at(1, 20), 0.45));
        let mut expect = vec![at(1, 20)];
        expect.extend((0..9).map(|i| at(1, i)));
        expect.push(at(2, 0));
        let first = &queue(refusals)[0];
        let got: Vec<ClauseRef> = first.partners.iter().map(|p| p.clause).collect();
        assert_eq!((first.clause, got), (at(0, 0), expect));
    }
}
