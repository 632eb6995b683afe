//! What happened to each unit between two documents, told by the same rule from the gold and from the prediction.

use super::breakdown::{Wording, partners};
use super::comparison::Comparison;
use super::counts::{Counts, share};
use super::gold::{Gold, KeyPair, UnitPair};
use std::collections::{BTreeMap, BTreeSet};

/// What became of a unit of the old document, or where a unit of the new one comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// 延续: one to one, the same wording.
    Unchanged,
    /// 修改: one to one, another wording.
    Reworded,
    /// 拆分: one old unit, several new ones.
    Split,
    /// 合并: several old units, one new one.
    Merged,
    /// 新增: a new unit without an old one.
    New,
    /// 未见后续: an old unit without a new one.
    Dropped,
}

impl Event {
    /// All events, in the order of tables.
    pub const ALL: [Event; 6] = [
        Event::Unchanged,
        Event::Reworded,
        Event::Split,
        Event::Merged,
        Event::New,
        Event::Dropped,
    ];

    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Event::Unchanged => "unchanged",
            Event::Reworded => "reworded",
            Event::Split => "split",
            Event::Merged => "merged",
            Event::New => "new",
            Event::Dropped => "dropped",
        }
    }
}

/// How often each event of the gold was told as each event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventTable {
    /// Rows are the gold's events, columns the predicted ones, in the order of [`Event::ALL`].
    pub confusion: [[usize; Event::ALL.len()]; Event::ALL.len()],
}

impl EventTable {
    /// How well one event is told.
    pub fn counts(&self, event: Event) -> Counts {
        let at = event as usize;
        let right = self.confusion[at][at];
        Counts {
            right,
            wrong: self.confusion.iter().map(|row| row[at]).sum::<usize>() - right,
            missed: self.confusion[at].iter().sum::<usize>() - right,
        }
    }

    /// Number of units, each counted once for each document pair it is in.
    pub fn units(&self) -> usize {
        self.confusion.iter().flatten().sum()
    }

    /// Share of units with the right event, [0, 1].
    pub fn accuracy(&self) -> f64 {
        let right = Event::ALL.iter().map(|&e| self.counts(e).right).sum();
        share(right, self.units())
    }

    /// Mean F1 of the events that the gold or the prediction holds, [0, 1].
    pub fn macro_f1(&self) -> f64 {
        let counts = Event::ALL.iter().map(|&e| self.counts(e));
        let seen: Vec<f64> = counts
            .filter(|c| c.gold() + c.predicted() > 0)
            .map(|c| c.f1())
            .collect();
        seen.iter().sum::<f64>() / seen.len().max(1) as f64
    }
}

/// Tells every unit's event in every annotated document pair; neutral units without gold partner are left out.
///
/// An old unit with several partners is split, one whose only partner has several is merged; the same seen from the
/// new document. Where both hold, the unit's own number decides.
///
/// # Complexity
/// n log n in pairs, plus units times document pairs.
pub(super) fn events(comparison: &Comparison<'_>) -> EventTable {
    let gold = comparison.gold;
    let counted = comparison.counted();
    let (people, method) = (Teller::new(comparison, &gold.same), Teller::new(comparison, &counted));
    let neutral = partners(gold, &gold.neutral);
    let judged = gold.different.as_ref().map(|different| partners(gold, different));
    let mut units_of = vec![Vec::new(); gold.keys.len()];
    for (unit, known) in gold.units.iter().enumerate() {
        units_of[known.key].push(unit);
    }
    let mut table = EventTable::default();
    for &(old, new) in gold.pairs.iter().filter(|(old, new)| old != new) {
        for &unit in units_of[old].iter().chain(&units_of[new]) {
            let other = if gold.units[unit].key == old { new } else { old };
            let is_open = neutral.contains_key(&(unit, other))
                || gold.neutral_units.contains(&unit)
                || judged
                    .as_ref()
                    .is_some_and(|judged| !judged.contains_key(&(unit, other)));
            if is_open && !people.links.contains_key(&(unit, other)) {
                continue;
            }
            let [row, column] = [&people, &method].map(|t| t.tell(unit, (old, new)) as usize);
            table.confusion[row][column] += 1;
        }
    }
    table
}

/// Tells events from one set of pairs.
struct Teller<'c> {
    gold: &'c Gold,
    wording: Wording<'c>,
    /// For each unit and other document: its partners there.
    links: BTreeMap<(usize, usize), Vec<usize>>,
}

impl<'c> Teller<'c> {
    fn new(comparison: &'c Comparison<'_>, pairs: &BTreeSet<UnitPair>) -> Self {
        let gold = comparison.gold;
        let mut links: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for &(a, b) in pairs {
            links.entry((a, gold.units[b].key)).or_default().push(b);
            links.entry((b, gold.units[a].key)).or_default().push(a);
        }
        Self {
            gold,
            wording: Wording::new(comparison),
            links,
        }
    }

    fn tell(&self, unit: usize, (old, new): KeyPair) -> Event {
        let own = self.gold.units[unit].key;
        let is_old = own == old;
        let other = if is_old { new } else { old };
        match self.links.get(&(unit, other)).map_or(&[][..], Vec::as_slice) {
            [] if is_old => Event::Dropped,
            [] => Event::New,
            [partner] => {
                let is_shared = self.links.get(&(*partner, own)).is_some_and(|l| l.len() > 1);
                match (is_shared, is_old) {
                    (true, true) => Event::Merged,
                    (true, false) => Event::Split,
                    _ if self.wording.reads_alike((unit, *partner)) => Event::Unchanged,
                    _ => Event::Reworded,
                }
            }
            _ if is_old => Event::Split,
            _ => Event::Merged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::predictions::Predictions;
    use crate::evaluate::sample::two_documents;

    fn check(same: &[UnitPair], predicted: &[UnitPair], expect: &[(Event, Event, usize)]) {
        let gold = two_documents(2, same);
        let mut comparison = Comparison::new(&gold, &Predictions::default());
        comparison.predicted = predicted.iter().copied().collect();
        let mut table = EventTable::default();
        for &(row, column, count) in expect {
            table.confusion[row as usize][column as usize] = count;
        }
        assert_eq!(events(&comparison), table);
    }

    #[test]
    fn both_sides_are_told_by_one_rule() {
        use Event::{Dropped, Merged, New, Reworded, Split};
        check(&[], &[], &[(Dropped, Dropped, 2), (New, New, 2)]);
        check(
            &[(0, 2), (0, 3)],
            &[(0, 2)],
            &[(Split, Reworded, 2), (Split, New, 1), (Dropped, Dropped, 1)],
        );
        check(
            &[(0, 2), (1, 2)],
            &[(0, 2), (1, 2)],
            &[(Merged, Merged, 3), (New, New, 1)],
        );
    }
}
