//! Ties: which measures of a document a clause is linked to, whatever lineage they belong to.
//!
//! A clause has one lineage, but may have links into several. Before anything is told to be dropped or new, the links
//! beyond its lineage are looked at: on the dev gold two in three of the sentences with such a link have a counterpart
//! (21 of 32), two in five of those with merely related ones from [`LEAST_RELATED`] on (14 of 33).

use crate::align::{Alignment, Relation};
use crate::ids::ClauseRef;
use crate::lineage::Lineages;
use rustc_hash::FxHashMap;

/// Probability from which on a merely related link is worth telling. On the dev gold 14 of 33 sentences whose best link is
/// a related one above have a counterpart, 4 of 23 below, and 7 of 129 without any link: what lies below says little more
/// than nothing, and stands among the nearest refused candidates.
pub(super) const LEAST_RELATED: f64 = 0.2;

/// How a clause is tied to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closeness {
    /// Near, or the same by a link that lineages do not follow.
    Related,
    /// The same measure.
    Same,
}

/// A link as seen from one of its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tie {
    /// Index of the link.
    pub(super) link: usize,
    /// The clause that was asked for.
    pub(super) own: ClauseRef,
    /// The clause at the other end.
    pub(super) other: ClauseRef,
    /// Index of the other clause's lineage.
    pub(super) lineage: usize,
    /// How close.
    pub(super) closeness: Closeness,
    /// How much the link counts, [0, 1].
    pub(super) certainty: f64,
}

impl Tie {
    /// The closer of two, of equally close ones the likelier, else the first.
    pub(super) fn closer(self, other: Self) -> Self {
        let rank = |t: &Self| (t.closeness, t.certainty);
        if rank(&other) > rank(&self) { other } else { self }
    }
}

/// The ties between measures of one lane, by clause and the document at the other end.
pub(super) struct Ties {
    index: FxHashMap<(ClauseRef, u32), Vec<Tie>>,
}

impl Ties {
    /// Reads the links between measures; those of headings say nothing of the sentences below.
    ///
    /// # Complexity
    /// Linear in the links.
    pub(super) fn new(alignment: &Alignment, lineages: &Lineages) -> Self {
        let mut index: FxHashMap<(ClauseRef, u32), Vec<Tie>> = FxHashMap::default();
        let mut cuts = lineages.cuts.iter().map(|cut| cut.link).peekable();
        for (link, tie) in alignment.links.iter().enumerate() {
            while cuts.next_if(|&cut| cut < link).is_some() {}
            let ends = lineages.of(tie.old).zip(lineages.of(tie.new));
            let lane = |lineage: usize| lineages.lineages[lineage].lane;
            let Some((old, new)) = ends.filter(|&(old, new)| lane(old) == lane(new)) else {
                continue;
            };
            let closeness = match tie.relation {
                Relation::Same if cuts.peek() != Some(&link) => Closeness::Same,
                _ if tie.decision.is_some() || tie.probability >= LEAST_RELATED => Closeness::Related,
                _ => continue,
            };
            for (own, other, lineage) in [(tie.old, tie.new, new), (tie.new, tie.old, old)] {
                index.entry((own, other.document)).or_default().push(Tie {
                    link,
                    own,
                    other,
                    lineage,
                    closeness,
                    certainty: tie.certainty(),
                });
            }
        }
        Self { index }
    }

    /// All ties of a clause into a document, by link.
    pub(super) fn of(&self, clause: ClauseRef, document: usize) -> &[Tie] {
        let found = self.index.get(&(clause, ClauseRef::new(document, 0).document));
        found.map_or(&[], Vec::as_slice)
    }

    /// The closest tie of a clause into a document, of these the likeliest; ties go to the earlier link.
    pub(super) fn best(&self, clause: ClauseRef, document: usize) -> Option<Tie> {
        self.of(clause, document).iter().copied().reduce(Tie::closer)
    }

    /// The best tie of any of the clauses into any of the documents.
    pub(super) fn best_of(&self, clauses: &[ClauseRef], documents: &[usize]) -> Option<Tie> {
        let pairs = clauses.iter().flat_map(|&c| documents.iter().map(move |&d| (c, d)));
        pairs.filter_map(|(c, d)| self.best(c, d)).reduce(Tie::closer)
    }
}
