//! What one picture of the series holds: blocks in columns, and strands of lineages between neighbouring columns.
//!
//! Knows no sizes and no words. A lineage that skips a document waits in that column's away block, so that every
//! strand joins neighbours and none runs behind a block that it has nothing to do with.

use super::chapters::Chapters;
use super::thread::{Kind, Thread};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// Documents drawn as columns, in time.
    pub(super) columns: Vec<usize>,
    /// Blocks by column, in reading order, away blocks last.
    pub(super) blocks: Vec<Block>,
    /// Strands by ends and kind.
    pub(super) strands: Vec<Strand>,
}

/// One block of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its column.
    pub(super) column: usize,
    /// The chapters it stands for; none for lineages that are absent here and come back later.
    pub(super) chapters: Vec<usize>,
    /// Its lineages.
    pub(super) lineages: Vec<usize>,
}

/// Lineages that are drawn as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Strand {
    /// Block on the left; none for a beginning.
    pub(super) from: Option<usize>,
    /// Block on the right; none for an end.
    pub(super) to: Option<usize>,
    /// What happened; none for beginnings, ends and ways into an away block.
    pub(super) kind: Option<Kind>,
    /// Indices of the view's lineages, ascending.
    pub(super) lineages: Vec<usize>,
}

impl Block {
    /// Whether its lineages are absent here and come back later.
    pub(super) fn is_away(&self) -> bool {
        self.chapters.is_empty()
    }
}

/// Gathers the blocks and strands of the given columns. Where there would be more than `limit` pairs of joined blocks,
/// the smallest chapters of the most divided document become one block, until there are not.
///
/// # Complexity
/// `O(threads * columns * log chapters)`, up to the logarithms of the maps.
pub(super) fn sheet(columns: &[usize], threads: &[Thread], chapters: &Chapters, limit: usize) -> Sheet {
    let paths: Vec<Path> = threads.iter().filter_map(|t| path(columns, t, chapters)).collect();
    let groups = group(columns, &paths, chapters, limit);
    assemble(columns, &paths, &groups)
}

/// A lineage through the columns.
struct Path {
    lineage: usize,
    /// Its chapter by column.
    chapters: Vec<Option<usize>>,
    /// What happened on the way into each column.
    kinds: Vec<Option<Kind>>,
    first: usize,
    last: usize,
    /// Whether it comes from another lineage, and goes on in another: nothing begins or ends there.
    comes: bool,
    goes: bool,
}

fn path(columns: &[usize], thread: &Thread, chapters: &Chapters) -> Option<Path> {
    if columns.iter().all(|&d| thread.home(d).is_none()) {
        return None;
    }
    let chapter = |&d: &usize| thread.home(d).and_then(|at| chapters.of.get(&at)).copied();
    let kind = |&d: &usize| thread.steps.iter().find(|s| s.to == d).map(|s| s.kind);
    let chapters: Vec<Option<usize>> = columns.iter().map(chapter).collect();
    let first = chapters.iter().position(Option::is_some)?;
    let last = chapters.iter().rposition(Option::is_some)?;
    Some(Path {
        lineage: thread.lineage,
        kinds: columns.iter().map(kind).collect(),
        first,
        last,
        comes: thread.comes_from_another && thread.homes.first().map(|at| at.0) == Some(columns[first]),
        goes: thread.goes_on_in_another && thread.last() == Some(columns[last]),
        chapters,
    })
}

/// By chapter, the least chapter of the block that it belongs to.
type Groups = BTreeMap<usize, usize>;

/// Joins chapters until no more than `limit` flows are left, or every document is one block.
///
/// A join never makes more flows, so that the number of joins can be searched for by halves.
fn group(columns: &[usize], paths: &[Path], chapters: &Chapters, limit: usize) -> Groups {
    let ranks = ranks(columns, paths, chapters);
    let (mut few, mut enough) = (0, ranks.iter().map(|r| r.len().saturating_sub(1)).sum());
    while few < enough {
        let half = few + (enough - few) / 2;
        if flows(paths, &joined(&ranks, half)) > limit {
            few = half + 1;
        } else {
            enough = half;
        }
    }
    joined(&ranks, few)
}

/// The chapters of each column, lightest first; ties go to the one that stands later.
fn ranks(columns: &[usize], paths: &[Path], chapters: &Chapters) -> Vec<Vec<usize>> {
    let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
    for chapter in paths.iter().flat_map(|p| p.chapters.iter().flatten()) {
        *weights.entry(*chapter).or_default() += 1;
    }
    let of = |&d: &usize| {
        let here = weights.keys().copied().filter(|&c| chapters.all[c].document == d);
        let mut all: Vec<usize> = here.collect();
        all.sort_by_key(|c| (weights[c], Reverse(*c)));
        all
    };
    columns.iter().map(of).collect()
}

/// The groups after so many joins, each in the document that is then most divided (ties: the later), of its lightest
/// chapter and those joined before.
fn joined(ranks: &[Vec<usize>], joins: usize) -> Groups {
    let mut blocks: Vec<usize> = ranks.iter().map(Vec::len).collect();
    for _ in 0..joins {
        if let Some(most) = (0..blocks.len()).max_by_key(|&i| (blocks[i], i)) {
            blocks[most] = blocks[most].saturating_sub(1);
        }
    }
    let mut groups = Groups::new();
    for (ranks, blocks) in ranks.iter().zip(blocks) {
        let (together, apart) = ranks.split_at((ranks.len() - blocks + 1).min(ranks.len()));
        let least = together.iter().min().copied().unwrap_or_default();
        groups.extend(together.iter().map(|&c| (c, least)));
        groups.extend(apart.iter().map(|&c| (c, c)));
    }
    groups
}

/// Pairs of joined blocks in neighbouring columns.
fn flows(paths: &[Path], groups: &Groups) -> usize {
    let mut seen = BTreeSet::new();
    for path in paths {
        let block = |i: usize| path.chapters[i].map(|c| groups[&c]);
        seen.extend((path.first..path.last).map(|i| (i, block(i), block(i + 1))));
    }
    seen.len()
}

/// Both blocks of a strand, and what happened between them.
type Ends = (Option<usize>, Option<usize>, Option<Kind>);

fn assemble(columns: &[usize], paths: &[Path], groups: &Groups) -> Sheet {
    let mut blocks: BTreeMap<(usize, usize), Block> = BTreeMap::new();
    let key = |path: &Path, i: usize| (i, path.chapters[i].map_or(usize::MAX, |c| groups[&c]));
    for path in paths {
        for i in path.first..=path.last {
            let chapters = |g: &usize| groups.iter().filter(|(_, h)| *h == g).map(|(&c, _)| c).collect();
            let block = blocks.entry(key(path, i)).or_insert_with(|| Block {
                column: i,
                chapters: path.chapters[i].map(|c| chapters(&groups[&c])).unwrap_or_default(),
                lineages: Vec::new(),
            });
            block.lineages.push(path.lineage);
        }
    }
    let numbers: BTreeMap<(usize, usize), usize> = blocks.keys().enumerate().map(|(n, k)| (*k, n)).collect();
    let mut strands: BTreeMap<Ends, Vec<usize>> = BTreeMap::new();
    for path in paths {
        let at = |i: usize| Some(numbers[&key(path, i)]);
        let mut put = |from, to, kind| strands.entry((from, to, kind)).or_default().push(path.lineage);
        if path.first > 0 && !path.comes {
            put(None, at(path.first), None);
        }
        for i in path.first..path.last {
            put(at(i), at(i + 1), path.chapters[i + 1].and(path.kinds[i + 1]));
        }
        if path.last + 1 < columns.len() && !path.goes {
            put(at(path.last), None, None);
        }
    }
    let strands = strands.into_iter().map(|((from, to, kind), lineages)| Strand {
        from,
        to,
        kind,
        lineages,
    });
    Sheet {
        columns: columns.to_vec(),
        strands: strands.collect(),
        blocks: blocks.into_values().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::chapters::Chapter;
    use super::super::thread::Step;
    use super::*;
    use proptest::prelude::*;

    /// Threads by the chapter in which they stand, column by column; `None` where they do not.
    fn threads(rows: &[Vec<Option<usize>>]) -> (Vec<Thread>, Chapters) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let (mut all, mut of, mut known) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for (lineage, row) in rows.iter().enumerate() {
            let present = (0..columns).filter(|&d| row.get(d).copied().flatten().is_some());
            let homes: Vec<(usize, usize)> = present.map(|d| (d, lineage)).collect();
            let steps = homes.windows(2).map(|p| Step {
                from: p[0].0,
                to: p[1].0,
                kind: Kind::Modified,
            });
            all.push(Thread {
                lineage,
                steps: steps.collect(),
                homes,
                comes_from_another: false,
                goes_on_in_another: false,
            });
        }
        let mut chapters = Chapters::default();
        for d in 0..columns {
            for (lineage, row) in rows.iter().enumerate() {
                if let Some(c) = row.get(d).copied().flatten() {
                    let number = *known.entry((d, c)).or_insert_with(|| {
                        chapters.all.push(Chapter {
                            document: d,
                            heading: None,
                            name: format!("{d}.{c}"),
                        });
                        chapters.all.len() - 1
                    });
                    of.insert((d, lineage), number);
                }
            }
        }
        chapters.of = of;
        (all, chapters)
    }

    fn any_rows() -> impl Strategy<Value = Vec<Vec<Option<usize>>>> {
        (1_usize..7).prop_flat_map(|columns| {
            let cell = proptest::option::of(0_usize..6);
            proptest::collection::vec(proptest::collection::vec(cell, columns), 0..40)
        })
    }

    #[test]
    fn a_gap_goes_by_the_away_block() {
        let (threads, chapters) = threads(&[vec![Some(0), None, Some(1)], vec![Some(0), Some(0), None]]);
        let sheet = sheet(&[0, 1, 2], &threads, &chapters, 60);
        let away: Vec<&Block> = sheet.blocks.iter().filter(|b| b.is_away()).collect();
        assert_eq!(away.len(), 1);
        assert_eq!((away[0].column, &away[0].lineages), (1, &vec![0]));
        assert!(sheet.strands.iter().any(|s| s.to.is_none() && s.lineages == [1]));
    }

    #[test]
    fn what_goes_on_in_another_lineage_ends_nowhere() {
        let (mut threads, chapters) = threads(&[vec![Some(0), None], vec![None, Some(1)], vec![Some(0), None]]);
        threads[0].goes_on_in_another = true;
        threads[1].comes_from_another = true;
        let sheet = sheet(&[0, 1], &threads, &chapters, 60);
        let drawn: Vec<_> = sheet.strands.iter().map(|s| s.lineages.clone()).collect();
        assert_eq!(drawn, [vec![2]]);
        assert_eq!(
            sheet.blocks.iter().map(|b| b.lineages.len()).sum::<usize>(),
            3,
            "each stands where it stands"
        );
    }

    proptest! {
        #[test]
        fn every_strand_joins_neighbours_and_holds_what_its_blocks_hold(rows in any_rows(), limit in 1_usize..80) {
            let (threads, chapters) = threads(&rows);
            let columns: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).collect();
            let sheet = sheet(&columns, &threads, &chapters, limit);
            prop_assert!(sheet.blocks.windows(2).all(|b| b[0].column <= b[1].column), "columns in order");
            for strand in &sheet.strands {
                prop_assert!(strand.from.is_some() || strand.to.is_some());
                if let (Some(a), Some(b)) = (strand.from, strand.to) {
                    prop_assert_eq!(sheet.blocks[a].column + 1, sheet.blocks[b].column);
                }
                for block in [strand.from, strand.to].into_iter().flatten() {
                    prop_assert!(strand.lineages.iter().all(|l| sheet.blocks[block].lineages.contains(l)));
                }
            }
        }

        #[test]
        fn every_lineage_is_drawn_from_its_first_to_its_last_document(rows in any_rows(), limit in 1_usize..80) {
            let (threads, chapters) = threads(&rows);
            let columns: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).collect();
            let sheet = sheet(&columns, &threads, &chapters, limit);
            for (lineage, row) in rows.iter().enumerate() {
                let first = row.iter().position(Option::is_some);
                let last = row.iter().rposition(Option::is_some);
                let length = first.zip(last).map_or(0, |(a, b)| b - a);
                let through = sheet.strands.iter().filter(|s| s.from.is_some() && s.to.is_some());
                prop_assert_eq!(through.filter(|s| s.lineages.contains(&lineage)).count(), length);
            }
        }

        #[test]
        fn grouping_keeps_the_limit_where_it_can(rows in any_rows(), limit in 1_usize..80) {
            let (threads, chapters) = threads(&rows);
            let columns: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).collect();
            let sheet = sheet(&columns, &threads, &chapters, limit);
            let pairs: BTreeSet<_> = sheet.strands.iter().filter_map(|s| Some((s.from?, s.to?))).collect();
            let divided = columns.iter().any(|&c| sheet.blocks.iter().filter(|b| b.column == c && !b.is_away()).count() > 1);
            prop_assert!(pairs.len() <= limit || !divided);
            let chapters_drawn: usize = sheet.blocks.iter().map(|b| b.chapters.len()).sum();
            prop_assert_eq!(chapters_drawn, chapters.all.len(), "no chapter is lost");
        }

        #[test]
        fn the_order_of_the_lineages_does_not_matter(rows in any_rows(), limit in 1_usize..80) {
            let (threads, chapters) = threads(&rows);
            let columns: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).collect();
            let turned: Vec<Thread> = threads.iter().rev().cloned().collect();
            let (a, mut b) = (sheet(&columns, &threads, &chapters, limit), sheet(&columns, &turned, &chapters, limit));
            b.strands.iter_mut().for_each(|s| s.lineages.sort_unstable());
            b.blocks.iter_mut().for_each(|s| s.lineages.sort_unstable());
            prop_assert_eq!(a, b);
        }
    }
}
