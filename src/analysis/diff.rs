//! What changed in words along one link: kept, removed and added phrases.
//!
//! # Method
//! Words of both sides are compared by the method of Hunt and Szymanski (1977; `similar`), whose cost goes with what
//! the two share: on rewritten sentences a tenth of Myers'. Then short kept islands between two edits are given up,
//! because a rewritten Chinese sentence otherwise breaks into confetti: 的, 和 and single commas are always shared.

mod long;

use super::cut::{Cuts, Side};
use super::edit::{EditOp, Edits};
use super::event::EventKind;
use super::series::Series;
use super::strength::{self, Bigrams, StrengthChange, Wordings};
use crate::align::{Alignment, Link};
use crate::letter::is_letter_or_digit;
use rayon::prelude::*;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Letters that a kept stretch between two edits must hold to stay: two one-character words or one common word are
/// found in any two sentences of the field.
pub(super) const ISLAND: usize = 3;

/// Similarity below which the two wordings are shown in two columns: see method.md, "Pitfalls others fell into".
pub(super) const TWO_COLUMNS: f64 = 0.35;

/// Similarity of the nearest headings, by shared characters, below which a clause counts as moved.
pub(super) const SAME_HEADING: f64 = 0.5;

/// Pairs of words above which two texts are compared by their rarer words first. Of 52 reports, containers of more than
/// 5,000 characters were 0.3 % of the links and four fifths of the pairs of characters. The longest chapters of the dev
/// gold's documents stay below: 2.6 million.
const LONG_PAIRS: usize = 4_000_000;

/// What changed along one link.
#[derive(Clone, Debug)]
pub struct Change {
    /// Unchanged or modified.
    pub kind: EventKind,
    /// Share of the old text that stands in the new, [0, 1], by letters and digits.
    pub kept_share: f64,
    /// Share of the new text that stood in the old, [0, 1], by letters and digits.
    pub inherited_share: f64,
    /// How the two wordings are best shown.
    pub layout: Layout,
    /// Edits in reading order.
    pub edits: Edits,
    /// Direction of strength by component; a component that neither side shows is left out.
    pub strength: Vec<StrengthChange>,
    /// Set where the clause stands under another heading now.
    pub moved: Option<Moved>,
}

/// The headings above a clause before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Headings in the old document, outermost first, joined by ` / `.
    pub from: String,
    /// Headings in the new document.
    pub to: String,
}

/// How two wordings are best shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// One text with marks.
    Inline,
    /// Side by side: too little is shared for marks to be read.
    TwoColumns,
}

/// Compares the two sides of every link, in the links' order.
///
/// # Complexity
/// Linear in the links; within one, the length of both sides times the number of edits.
pub(super) fn changes(series: &Series, wordings: &Wordings, alignment: &Alignment) -> Vec<Change> {
    let cuts = Cuts::read(series, wordings.clauses());
    let links = alignment.links.par_iter();
    let compare = |known: &mut Bigrams, link: &Link| {
        let sides = (cuts.side(series, link.old), cuts.side(series, link.new));
        let strength = strength::compare(wordings.of(link.old), wordings.of(link.new), known);
        change(series, link, &sides.0, &sides.1, strength)
    };
    links.map_init(Bigrams::default, compare).collect()
}

fn change(series: &Series, link: &Link, old: &Side, new: &Side, strength: Vec<StrengthChange>) -> Change {
    if old.wording().eq(new.wording()) {
        return Change {
            kind: EventKind::Unchanged,
            kept_share: 1.0,
            inherited_share: 1.0,
            layout: Layout::Inline,
            edits: same_wording(old, new),
            strength,
            moved: moved(series, link),
        };
    }
    let runs = runs(old, new);
    let kept: usize = runs.iter().map(Run::kept).sum();
    let share = |of: &Side| kept as f64 / of.all_letters().max(1) as f64;
    let similarity = 2.0 * kept as f64 / (old.all_letters() + new.all_letters()).max(1) as f64;
    Change {
        kind: EventKind::Modified,
        kept_share: share(old),
        inherited_share: share(new),
        layout: if similarity < TWO_COLUMNS {
            Layout::TwoColumns
        } else {
            Layout::Inline
        },
        edits: edits(old, new, &merge_islands(runs)),
        strength,
        moved: moved(series, link),
    }
}

/// Edits of two texts with the same letters and digits: blanks and marks between these may differ, nothing else.
fn same_wording(old: &Side, new: &Side) -> Edits {
    let mut edits = Edits::starting(old.span.start, new.span.start);
    let (mut left, mut right) = (old.text(), new.text());
    while !left.is_empty() || !right.is_empty() {
        let shared: usize = left
            .chars()
            .zip(right.chars())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        edits.push(EditOp::Kept, shared);
        (left, right) = (&left[shared..], &right[shared..]);
        let between = |text: &str| text.find(is_letter_or_digit).unwrap_or(text.len());
        let (removed, added) = (between(left), between(right));
        edits.push(EditOp::Removed, removed);
        edits.push(EditOp::Added, added);
        (left, right) = (&left[removed..], &right[added..]);
    }
    edits.finish()
}

/// A stretch of words: kept on both sides, or replaced (either side may be empty).
#[derive(Clone, Copy)]
struct Run {
    same: Option<usize>,
    old: (usize, usize),
    new: (usize, usize),
}

impl Run {
    fn kept(&self) -> usize {
        self.same.unwrap_or(0)
    }
}

fn runs(old: &Side, new: &Side) -> Vec<Run> {
    let (a, b) = (old.numbers(), new.numbers());
    let ops = if a.len() * b.len() > LONG_PAIRS {
        long::diff(a, b)
    } else {
        capture_diff_slices(Algorithm::Hunt, a, b)
    };
    ops.into_iter()
        .map(|op| {
            let (tag, o, n) = op.as_tag_tuple();
            let same = (tag == DiffTag::Equal).then(|| old.letters(o.start, o.end));
            Run {
                same,
                old: (o.start, o.end),
                new: (n.start, n.end),
            }
        })
        .collect()
}

/// Joins edits with the short kept islands between them; islands at either end stay.
fn merge_islands(runs: Vec<Run>) -> Vec<Run> {
    let last = runs.len().saturating_sub(1);
    let mut merged: Vec<Run> = Vec::new();
    for (i, mut run) in runs.into_iter().enumerate() {
        if run.same.is_some_and(|n| n < ISLAND) && i != 0 && i != last {
            run.same = None;
        }
        match merged.last_mut() {
            Some(before) if before.same.is_none() && run.same.is_none() => {
                before.old.1 = run.old.1;
                before.new.1 = run.new.1;
            }
            _ => merged.push(run),
        }
    }
    merged
}

fn edits(old: &Side, new: &Side, runs: &[Run]) -> Edits {
    let mut edits = Edits::starting(old.span.start, new.span.start);
    for run in runs {
        let (o, n) = (old.bytes(run.old.0, run.old.1), new.bytes(run.new.0, run.new.1));
        if run.same.is_some() {
            edits.push(EditOp::Kept, o);
        } else {
            edits.push(EditOp::Removed, o);
            edits.push(EditOp::Added, n);
        }
    }
    edits.finish()
}

fn moved(series: &Series, link: &Link) -> Option<Moved> {
    let (from, to) = (series.headings(link.old), series.headings(link.new));
    let (a, b) = (from.last()?, to.last()?);
    (shared_characters(a, b) < SAME_HEADING).then(|| Moved {
        from: from.join(" / "),
        to: to.join(" / "),
    })
}

/// Dice's coefficient over the characters of two headings, [0, 1].
fn shared_characters(a: &str, b: &str) -> f64 {
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().filter(|&c| is_letter_or_digit(c)).collect();
        chars.sort_unstable();
        chars
    };
    let (a, b) = (sorted(a), sorted(b));
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * f64::from(shared) / (a.len() + b.len()).max(1) as f64
}
