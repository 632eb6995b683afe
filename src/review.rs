//! What a person should look at, and in which order: one clause with its likeliest partners a screen.
//!
//! Knows links, refusals and which clauses count as measures, not texts.

use crate::align::{Alignment, Relation};
use crate::ids::ClauseRef;
use crate::lineage::{Lane, Lineage};
use std::collections::{BTreeMap, BTreeSet};

/// Candidates shown for each other document, beside the links; recall hardly grows beyond ten.
pub const SHOWN: usize = 10;

/// One clause with its likeliest partners in every other document: the unit of a reviewer's work.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// The clause.
    pub clause: ClauseRef,
    /// Its partners, by document, then likeliest first; ties go to the one that stands earlier. Never empty.
    pub partners: Vec<Partner>,
    /// The sum of p (1 − p) over the partners: what a verdict on the screen is expected to settle.
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
}

/// The screens of a series, most doubtful first; ties go to the clause that stands earlier.
///
/// Only clauses that are counted as measures are shown: headings, titles and the like change no result. A clause without
/// any link or candidate has no screen.
///
/// # Method
/// Uncertainty sampling over screens (Lewis & Gale 1994), a screen's doubt being the sum of its pairs' variances.
///
/// # Complexity
/// n log n in links and refusals.
///
/// ```
/// use yange::{align::Alignment, review};
/// assert!(review::screens(&Alignment::default(), &[]).is_empty());
/// ```
pub fn screens(alignment: &Alignment, lineages: &[Lineage]) -> Vec<Screen> {
    let measures = lineages.iter().filter(|l| l.lane == Lane::Measures);
    let counted: BTreeSet<ClauseRef> = measures.flat_map(|l| l.clauses.iter().copied()).collect();
    let counts = |a, b| counted.contains(&a) && counted.contains(&b);
    let mut shown: BTreeMap<ClauseRef, BTreeMap<ClauseRef, Partner>> = BTreeMap::new();
    for link in alignment.links.iter().filter(|l| counts(l.old, l.new)) {
        for (clause, other) in [(link.old, link.new), (link.new, link.old)] {
            let partner = Partner {
                clause: other,
                probability: link.probability,
                relation: Some(link.relation),
            };
            shown.entry(clause).or_default().insert(other, partner);
        }
    }
    for refusal in alignment.refused.iter().filter(|r| counts(r.clause, r.candidate)) {
        let partner = Partner {
            clause: refusal.candidate,
            probability: refusal.probability,
            relation: None,
        };
        let partners = shown.entry(refusal.clause).or_default();
        partners.entry(refusal.candidate).or_insert(partner);
    }
    let mut screens: Vec<Screen> = shown.into_iter().map(|(c, p)| screen(c, p)).collect();
    screens.sort_by(|a, b| b.doubt.total_cmp(&a.doubt).then(a.clause.cmp(&b.clause)));
    screens
}

fn screen(clause: ClauseRef, partners: BTreeMap<ClauseRef, Partner>) -> Screen {
    let mut all: Vec<Partner> = partners.into_values().collect();
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
    let doubt = all.iter().map(|p| p.probability * (1.0 - p.probability)).sum();
    Screen {
        clause,
        partners: all,
        doubt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{Refusal, RefusalReason};
    use crate::ids::LineageId;

    fn at(document: usize, clause: usize) -> ClauseRef {
        ClauseRef::new(document, clause)
    }

    fn refused(clause: ClauseRef, candidate: ClauseRef, probability: f64) -> Refusal {
        Refusal {
            clause,
            candidate,
            probability,
            reason: RefusalReason::BelowThreshold,
            decision: None,
        }
    }

    fn measure(clauses: Vec<ClauseRef>) -> Lineage {
        Lineage {
            id: LineageId::new("1"),
            name: String::new(),
            lane: Lane::Measures,
            clauses,
            derivations: Vec::new(),
        }
    }

    fn check(refused: Vec<Refusal>, expect: &[(ClauseRef, &[ClauseRef])]) {
        let alignment = Alignment {
            refused,
            ..Alignment::default()
        };
        let all = alignment.refused.iter().flat_map(|r| [r.clause, r.candidate]);
        let counted = [measure(all.collect())];
        let got: Vec<(ClauseRef, Vec<ClauseRef>)> = screens(&alignment, &counted)
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
        check(refusals, &[(at(0, 0), &expect)]);
    }
}
