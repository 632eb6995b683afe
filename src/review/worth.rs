//! What an answer on a pair is worth: how likely it changes the link, and how many fates that would turn.

use super::Partner;
use crate::align::Relation;
use crate::ids::ClauseRef;
use std::collections::BTreeMap;

/// What a link counts more for each side whose only link to the other document it is or would be: such a side turns
/// from dropped or new to carried, or back.
///
/// Simulated on the dev gold with the program's scorer held out, F1 after 10 and 50 screens is .782 and .908 at 0, .777 and .910 at .5, .776
/// and .906 at 1, without a codebook .708 and .866, .708 and .866, .708 and .863; beyond 100 screens none leads.
const FATE: f64 = 0.5;

/// All candidates, seen from each of their clauses.
pub(super) type Shown = BTreeMap<ClauseRef, BTreeMap<ClauseRef, Partner>>;

/// What an answer on a pair is expected to bring.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Worth {
    /// Probability that what is said of the pair now, the same measure or not, is wrong.
    pub(super) doubt: f64,
    /// The same, weighed by the fates that would turn.
    pub(super) weighed: f64,
}

/// Tells the worth of any pair.
pub(super) struct Scale<'s> {
    shown: &'s Shown,
    /// For each clause: its links, by document.
    links: BTreeMap<ClauseRef, Vec<(ClauseRef, f64)>>,
}

impl<'s> Scale<'s> {
    pub(super) fn new(shown: &'s Shown) -> Self {
        let same = |partner: &&Partner| partner.relation == Some(Relation::Same);
        let links = shown.iter().map(|(clause, partners)| {
            let linked = partners.values().filter(same).map(|p| (p.clause, likely(p)));
            (*clause, linked.collect())
        });
        Self {
            shown,
            links: links.collect(),
        }
    }

    /// The worth of an answer on a clause and its partner; the same from either side.
    pub(super) fn weigh(&self, clause: ClauseRef, partner: &Partner) -> Worth {
        let linked = partner.relation == Some(Relation::Same);
        let doubt = if linked {
            1.0 - partner.probability
        } else {
            let path = self.path(clause, partner.clause).max(self.path(partner.clause, clause));
            1.0 - (1.0 - partner.probability) * (1.0 - path)
        };
        let turns = |of: ClauseRef, other: ClauseRef| self.between(of, other.document) == usize::from(linked);
        let sides = [(clause, partner.clause), (partner.clause, clause)];
        let fates = sides.into_iter().filter(|&(of, other)| turns(of, other)).count();
        Worth {
            doubt,
            weighed: doubt * (1.0 + FATE * fates as f64),
        }
    }

    /// How likely two clauses are the same measure by way of a third document: the best link of the one to a clause
    /// that is a candidate for the other.
    fn path(&self, from: ClauseRef, to: ClauseRef) -> f64 {
        let candidates = &self.shown[&to];
        let links = self.links[&from].iter().filter(|(at, _)| at.document != to.document);
        links
            .filter_map(|(at, first)| Some(first * likely(candidates.get(at)?)))
            .fold(0.0, f64::max)
    }

    /// Number of links of a clause to a document.
    fn between(&self, clause: ClauseRef, document: u32) -> usize {
        let links = self.links[&clause].iter();
        links.filter(|(at, _)| at.document == document).count()
    }
}

/// How likely a partner is the same measure, given what a reviewer said.
fn likely(partner: &Partner) -> f64 {
    match (partner.decided.is_some(), partner.relation) {
        (false, _) => partner.probability,
        (true, Some(Relation::Same)) => 1.0,
        (true, _) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(document: usize) -> ClauseRef {
        ClauseRef::new(document, 0)
    }

    fn shown(pairs: &[(usize, usize, f64, Option<Relation>)]) -> Shown {
        let mut shown = Shown::new();
        for &(old, new, probability, relation) in pairs {
            for (clause, other) in [(at(old), at(new)), (at(new), at(old))] {
                let partner = Partner {
                    clause: other,
                    probability,
                    relation,
                    decided: None,
                };
                shown.entry(clause).or_default().insert(other, partner);
            }
        }
        shown
    }

    fn check(pairs: &[(usize, usize, f64, Option<Relation>)], expect: (f64, f64)) {
        let shown = shown(pairs);
        let scale = Scale::new(&shown);
        let (old, new) = (at(pairs[0].0), at(pairs[0].1));
        let (forth, back) = (
            scale.weigh(old, &shown[&old][&new]),
            scale.weigh(new, &shown[&new][&old]),
        );
        assert_eq!(forth, back, "the same from either side");
        assert!(
            (forth.doubt - expect.0).abs() < 1e-12 && (forth.weighed - expect.1).abs() < 1e-12,
            "{forth:?}"
        );
    }

    #[test]
    fn a_third_document_and_turned_fates_make_an_answer_worth_more() {
        let same = Some(Relation::Same);
        check(&[(0, 1, 0.2, None)], (0.2, 0.4));
        check(&[(0, 1, 0.9, same)], (0.1, 0.2));
        // Both are linked to one clause of a third document, which the two links make likely to be one measure.
        check(
            &[(0, 2, 0.2, None), (0, 1, 0.9, same), (1, 2, 0.5, same)],
            (1.0 - 0.8 * 0.55, 2.0 * (1.0 - 0.8 * 0.55)),
        );
        // A link that no side stands on alone turns no fate.
        let elsewhere = |clause| ClauseRef::new(clause, 1);
        let mut crowded = shown(&[(0, 1, 0.9, same)]);
        let further = Partner {
            clause: elsewhere(1),
            probability: 0.9,
            relation: same,
            decided: None,
        };
        crowded.entry(at(0)).or_default().insert(elsewhere(1), further);
        let worth = Scale::new(&crowded).weigh(at(0), &crowded[&at(0)][&at(1)]);
        assert!((worth.weighed - 0.15).abs() < 1e-12, "{worth:?}");
    }
}
