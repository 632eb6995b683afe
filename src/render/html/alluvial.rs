//! Layout of an alluvial picture: blocks stacked in columns, flows as ribbons between them, ends that stop.
//!
//! Knows only columns and weights, no documents. All lengths are in units of the picture.

use std::collections::BTreeMap;

/// Rounds of ordering; the number of crossings stops falling after three or four on series of up to ten documents.
const SWEEPS: usize = 6;

/// Height of one unit at most: a series of three measures is not a wall.
const LARGEST_UNIT: f64 = 26.0;

/// What is to be drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Diagram {
    /// Number of columns.
    pub(super) columns: usize,
    /// Blocks, in each column in the order they are read.
    pub(super) blocks: Vec<Block>,
    /// Flows between blocks of different columns, forward.
    pub(super) flows: Vec<Flow>,
}

/// A block to be stacked.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Its column.
    pub(super) column: usize,
    /// How much it holds.
    pub(super) weight: usize,
    /// Least height, so that its label fits.
    pub(super) least: f64,
}

/// A flow to be drawn; at most as much leaves and enters a block as it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flow {
    /// Block it leaves.
    pub(super) from: usize,
    /// Block it enters, in a later column.
    pub(super) to: usize,
    /// How much flows.
    pub(super) weight: usize,
}

/// Sizes of the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Height to be filled by the fullest column.
    pub(super) height: f64,
    /// Space between two blocks of a column.
    pub(super) gap: f64,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// Top and bottom of each block.
    pub(super) blocks: Vec<Stretch>,
    /// Both ends of each flow.
    pub(super) ribbons: Vec<Ribbon>,
    /// Height of one unit of weight.
    pub(super) unit: f64,
    /// Height of the tallest column.
    pub(super) height: f64,
}

/// A vertical stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stretch {
    /// Upper end.
    pub(super) top: f64,
    /// Lower end.
    pub(super) bottom: f64,
}

/// Both ends of a flow.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ribbon {
    /// On the right side of the block it leaves.
    pub(super) left: Stretch,
    /// On the left side of the block it enters.
    pub(super) right: Stretch,
}

/// Orders the blocks of each column by the barycentre of what they are connected to, and places everything.
///
/// The order that is read stands as the first answer and is left only for fewer crossings; ties keep the reading order.
///
/// # Complexity
/// `O(sweeps * (flows log flows + crossings))`.
///
/// # Method
/// Sugiyama, Tagawa, Toda 1981: barycentre sweeps forward and backward.
pub(super) fn layout(diagram: &Diagram, frame: Frame) -> Layout {
    let order = order(&canonical(diagram));
    let (blocks, unit) = stack(diagram, &order, frame);
    let ribbons = attach(diagram, &blocks, unit);
    let height = blocks.iter().map(|b| b.bottom).fold(0.0, f64::max);
    Layout {
        blocks,
        ribbons,
        unit,
        height,
    }
}

/// The same diagram with its flows in one order, so that sums of fractions come out alike.
fn canonical(diagram: &Diagram) -> Diagram {
    let mut same = diagram.clone();
    same.flows.sort_by_key(|f| (f.from, f.to, f.weight));
    same
}

/// Blocks of each column, top first.
type Order = Vec<Vec<usize>>;

fn order(diagram: &Diagram) -> Order {
    let mut current: Order = vec![Vec::new(); diagram.columns];
    for (i, block) in diagram.blocks.iter().enumerate() {
        current[block.column].push(i);
    }
    let mut best = current.clone();
    let mut fewest = crossings(diagram, &best);
    for sweep in 0..SWEEPS {
        let forward = sweep % 2 == 0;
        let columns: Vec<usize> = if forward {
            (1..diagram.columns).collect()
        } else {
            (0..diagram.columns.saturating_sub(1)).rev().collect()
        };
        for column in columns {
            sort_column(diagram, &mut current, column, forward);
        }
        let count = crossings(diagram, &current);
        if count < fewest {
            fewest = count;
            best = current.clone();
        }
    }
    best
}

fn ranks(diagram: &Diagram, order: &Order) -> Vec<f64> {
    let mut ranks = vec![0.0; diagram.blocks.len()];
    for column in order {
        for (rank, &block) in column.iter().enumerate() {
            ranks[block] = (rank as f64 + 0.5) / column.len() as f64;
        }
    }
    ranks
}

fn sort_column(diagram: &Diagram, order: &mut Order, column: usize, forward: bool) {
    let ranks = ranks(diagram, order);
    let centre = |block: usize| {
        let near = diagram.flows.iter().filter_map(|f| match forward {
            true if f.to == block => Some((ranks[f.from], f.weight)),
            false if f.from == block => Some((ranks[f.to], f.weight)),
            _ => None,
        });
        let (sum, weight) = near.fold((0.0, 0), |(s, w), (r, n)| (s + r * n as f64, w + n));
        if weight == 0 { ranks[block] } else { sum / weight as f64 }
    };
    let mut keyed: Vec<(f64, usize)> = order[column].iter().map(|&b| (centre(b), b)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    order[column] = keyed.into_iter().map(|(_, b)| b).collect();
}

/// Weight of the pairs of flows that cross between the same two columns.
fn crossings(diagram: &Diagram, order: &Order) -> u64 {
    let ranks = ranks(diagram, order);
    let mut groups: BTreeMap<(usize, usize), Vec<&Flow>> = BTreeMap::new();
    for flow in &diagram.flows {
        let columns = (diagram.blocks[flow.from].column, diagram.blocks[flow.to].column);
        groups.entry(columns).or_default().push(flow);
    }
    let cross = |a: &Flow, b: &Flow| (ranks[a.from] - ranks[b.from]) * (ranks[a.to] - ranks[b.to]) < 0.0;
    let mut sum = 0;
    for flows in groups.values() {
        for (i, a) in flows.iter().enumerate() {
            let crossed = flows[i + 1..].iter().filter(|b| cross(a, b));
            sum += crossed.map(|b| (a.weight * b.weight) as u64).sum::<u64>();
        }
    }
    sum
}

fn stack(diagram: &Diagram, order: &Order, frame: Frame) -> (Vec<Stretch>, f64) {
    let weight = |column: &Vec<usize>| column.iter().map(|&b| diagram.blocks[b].weight).sum::<usize>();
    let room = |column: &Vec<usize>| (frame.height - frame.gap * column.len() as f64).max(frame.height / 2.0);
    let unit = order
        .iter()
        .filter(|c| weight(c) > 0)
        .map(|c| room(c) / weight(c) as f64)
        .fold(f64::INFINITY, f64::min);
    let unit = if unit.is_finite() { unit.min(LARGEST_UNIT) } else { 1.0 };
    let size = |b: usize| (diagram.blocks[b].weight as f64 * unit).max(diagram.blocks[b].least);
    let tall = |column: &Vec<usize>| column.iter().map(|&b| size(b) + frame.gap).sum::<f64>();
    let tallest = order.iter().map(tall).fold(0.0, f64::max);
    let mut blocks = vec![Stretch::default(); diagram.blocks.len()];
    for column in order {
        let spare = (tallest - tall(column)) / column.len().max(1) as f64;
        let mut top = 0.0;
        for &b in column {
            blocks[b] = Stretch {
                top,
                bottom: top + size(b),
            };
            top += size(b) + frame.gap + spare.min(frame.gap * 4.0);
        }
    }
    (blocks, unit)
}

/// Stacks the flows on each side of each block in the order of their other ends.
fn attach(diagram: &Diagram, blocks: &[Stretch], unit: f64) -> Vec<Ribbon> {
    let mut ribbons = vec![Ribbon::default(); diagram.flows.len()];
    let middle = |b: usize| blocks[b].top + blocks[b].bottom;
    let sorted = |far: &dyn Fn(&Flow) -> usize| {
        let mut all: Vec<usize> = (0..diagram.flows.len()).collect();
        all.sort_by(|&a, &b| {
            let (x, y) = (far(&diagram.flows[a]), far(&diagram.flows[b]));
            let key = |i: usize| (diagram.flows[i].from, diagram.flows[i].to, diagram.flows[i].weight);
            middle(x).total_cmp(&middle(y)).then_with(|| key(a).cmp(&key(b)))
        });
        all
    };
    let place = |used: &mut f64, block: usize, weight: usize| {
        let top = blocks[block].top + *used;
        *used += weight as f64 * unit;
        Stretch {
            top,
            bottom: top + weight as f64 * unit,
        }
    };
    let mut used = vec![0.0; blocks.len()];
    for i in sorted(&|f| f.to) {
        let flow = diagram.flows[i];
        ribbons[i].left = place(&mut used[flow.from], flow.from, flow.weight);
    }
    let mut used = vec![0.0; blocks.len()];
    for i in sorted(&|f| f.from) {
        let flow = diagram.flows[i];
        ribbons[i].right = place(&mut used[flow.to], flow.to, flow.weight);
    }
    ribbons
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Frame = Frame {
        height: 500.0,
        gap: 6.0,
    };

    fn diagram(sizes: &[usize], flows: &[(usize, usize)]) -> Diagram {
        let mut blocks = Vec::new();
        for (column, &n) in sizes.iter().enumerate() {
            blocks.extend((0..n).map(|_| Block {
                column,
                weight: 0,
                least: 10.0,
            }));
        }
        let mut merged: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for &(a, b) in flows {
            let (a, b) = (a % blocks.len(), b % blocks.len());
            let (a, b) = if blocks[a].column < blocks[b].column {
                (a, b)
            } else {
                (b, a)
            };
            if blocks[a].column < blocks[b].column {
                *merged.entry((a, b)).or_default() += 1;
                blocks[a].weight += 1;
                blocks[b].weight += 1;
            }
        }
        let flows = merged.into_iter().map(|((from, to), weight)| Flow { from, to, weight });
        Diagram {
            columns: sizes.len(),
            flows: flows.collect(),
            blocks,
        }
    }

    #[test]
    fn uncrosses_what_can_be_uncrossed() {
        let d = diagram(&[2, 2], &[(0, 3), (1, 2)]);
        let layout = layout(&d, FRAME);
        let up = |b: usize| layout.blocks[b].top;
        assert_eq!(up(0) < up(1), up(3) < up(2), "both flows run beside each other");
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let layout = layout(
            &Diagram {
                columns: 3,
                ..Diagram::default()
            },
            FRAME,
        );
        assert!(layout.blocks.is_empty() && layout.ribbons.is_empty());
        assert_eq!(layout.height, 0.0);
    }

    fn a_layout(diagram: &Diagram) -> Layout {
        layout(diagram, FRAME)
    }

    fn any_diagram() -> impl Strategy<Value = Diagram> {
        let sizes = proptest::collection::vec(1_usize..6, 1..5);
        let flows = proptest::collection::vec((0_usize..40, 0_usize..40), 0..60);
        (sizes, flows).prop_map(|(s, f)| diagram(&s, &f))
    }

    proptest! {
        #[test]
        fn blocks_of_a_column_never_overlap(d in any_diagram()) {
            let layout = layout(&d, FRAME);
            for (i, a) in d.blocks.iter().enumerate() {
                for (j, b) in d.blocks.iter().enumerate().skip(i + 1).filter(|(_, b)| b.column == a.column) {
                    let (x, y) = (layout.blocks[i], layout.blocks[j]);
                    prop_assert!(x.bottom <= y.top || y.bottom <= x.top, "{a:?} {b:?}");
                }
            }
        }

        #[test]
        fn every_ribbon_ends_within_its_blocks(d in any_diagram()) {
            let layout = layout(&d, FRAME);
            prop_assert_eq!(layout.ribbons.len(), d.flows.len());
            for (flow, ribbon) in d.flows.iter().zip(&layout.ribbons) {
                for (side, block) in [(ribbon.left, flow.from), (ribbon.right, flow.to)] {
                    let block = layout.blocks[block];
                    prop_assert!(side.top >= block.top - 1e-6 && side.bottom <= block.bottom + 1e-6);
                    prop_assert!(side.bottom > side.top);
                }
            }
        }

        #[test]
        fn never_crosses_more_than_the_reading_order(d in any_diagram()) {
            let mut reading: Order = vec![Vec::new(); d.columns];
            d.blocks.iter().enumerate().for_each(|(i, b)| reading[b.column].push(i));
            prop_assert!(crossings(&d, &order(&canonical(&d))) <= crossings(&d, &reading));
        }

        #[test]
        fn the_order_of_the_flows_does_not_matter(d in any_diagram()) {
            let mut turned = d.clone();
            turned.flows.reverse();
            let (a, b) = (layout(&d, FRAME), layout(&turned, FRAME));
            prop_assert_eq!(a.blocks, b.blocks);
            let ends = |d: &Diagram, l: &Layout| {
                let mut all: Vec<_> = d.flows.iter().zip(&l.ribbons).map(|(f, r)| ((f.from, f.to), format!("{r:?}"))).collect();
                all.sort();
                all
            };
            prop_assert_eq!(ends(&d, &a_layout(&d)), ends(&turned, &a_layout(&turned)));
        }
    }
}
