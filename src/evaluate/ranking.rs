//! Does the true partner stand among the first candidates?

use super::comparison::Comparison;
use super::counts::share;
use super::gold::UnitPair;
use std::collections::BTreeMap;

/// Numbers of candidates that a reviewer may be shown.
pub const DEPTHS: [usize; 5] = [1, 3, 5, 10, 20];

/// Recall of true partners among the first candidates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecallAt {
    /// For each of [`DEPTHS`]: how many true partners stand that near the top.
    pub found: [usize; DEPTHS.len()],
    /// How many there are: each pair of the gold seen from both sides.
    pub total: usize,
    /// Most candidates that any unit has in one document; deeper figures are lower bounds.
    pub longest: usize,
}

impl RecallAt {
    /// Recall at each of [`DEPTHS`], [0, 1], never falling.
    pub fn shares(&self) -> [f64; DEPTHS.len()] {
        self.found.map(|found| share(found, self.total))
    }
}

/// Candidates of each unit in each other document, best first; ties go to the unit that stands earlier.
struct Candidates(BTreeMap<(usize, usize), Vec<(f64, usize)>>);

impl Candidates {
    fn new(comparison: &Comparison<'_>) -> Self {
        let gold = comparison.gold;
        let mut lists: BTreeMap<_, Vec<(f64, usize)>> = BTreeMap::new();
        for (&pair, &probability) in &comparison.ranked {
            if comparison.counts(pair) {
                for (unit, partner) in [pair, (pair.1, pair.0)] {
                    let list = lists.entry((unit, gold.units[partner].key)).or_default();
                    list.push((probability, partner));
                }
            }
        }
        for list in lists.values_mut() {
            list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
        Self(lists)
    }

    /// Candidates of `unit` in the document `key`.
    fn of(&self, unit: usize, key: usize) -> &[(f64, usize)] {
        self.0.get(&(unit, key)).map_or(&[], Vec::as_slice)
    }

    fn rank(&self, unit: usize, partner: usize, key: usize) -> Option<usize> {
        self.of(unit, key).iter().position(|&(_, p)| p == partner)
    }
}

/// Looks for each gold pair from both sides: is the partner among the first candidates in its document?
///
/// Other true partners stay in the list, so that recall at 1 stays below 1 where a measure was split.
/// `None` where the predictions hold no ranking.
///
/// # Complexity
/// n log n in scored pairs.
pub(super) fn recall_at(comparison: &Comparison<'_>) -> Option<RecallAt> {
    if comparison.ranked.is_empty() {
        return None;
    }
    let candidates = Candidates::new(comparison);
    let gold = comparison.gold;
    let mut recall = RecallAt {
        longest: candidates.0.values().map(Vec::len).max().unwrap_or(0),
        ..RecallAt::default()
    };
    let both_ways = |&(a, b): &UnitPair| [(a, b), (b, a)];
    for (unit, partner) in gold.same.iter().filter(|p| gold.annotated(**p)).flat_map(both_ways) {
        recall.total += 1;
        if let Some(rank) = candidates.rank(unit, partner, gold.units[partner].key) {
            for (depth, found) in DEPTHS.iter().zip(&mut recall.found) {
                *found += usize::from(rank < *depth);
            }
        }
    }
    Some(recall)
}
