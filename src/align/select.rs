//! Joint selection: which of the likely pairs of two documents become links.
//!
//! # Method
//! A linear programme in flow form: maximise `Σ (p - t) x - price (Σ u + Σ v)` where a unit may have one partner for
//! nothing and each further one at a price (`u`, `v`). Its matrix is that of a network flow, so the optimum is
//! whole-numbered (Ahuja, Magnanti & Orlin 1993) and a link is taken or not. Solved for each connected group alone.

use good_lp::{Expression, ProblemVariables, Solution, SolverModel, microlp, variable};
use std::collections::BTreeMap;

/// What a further partner of the same unit costs, in probability: a split or merge must be that much more likely.
///
/// Measured on left-out pairs of the dev gold: F1 is flat from 0 to .1 and falls from .15 on.
pub(super) const FURTHER_PARTNER_PRICE: f64 = 0.05;

/// Further partners that a unit may have.
pub(super) const MOST_FURTHER_PARTNERS: f64 = 4.0;

/// Weight by which a tie goes to the earlier pair; far below any difference that is shown.
const TIE_BREAK: f64 = 1e-9;

/// A pair that may become a link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Unit of the earlier document.
    pub old: u32,
    /// Unit of the later document.
    pub new: u32,
    /// Calibrated probability.
    pub probability: f64,
}

/// What a pair counts that is given: more than any other can gain, so that it has its place first.
pub(super) const GIVEN: f64 = 10.0;

/// Decides for each pair of two documents whether it is taken, in the given order.
///
/// Pairs below the threshold are never taken, those that are given always. Ties go to the earlier pair.
///
/// # Complexity
/// One linear programme a connected group of pairs at or above the threshold.
pub fn select(options: &[Choice], threshold: f64) -> Vec<bool> {
    let mut taken = vec![false; options.len()];
    for group in groups(options, threshold) {
        let chosen = match star(options, &group, threshold) {
            Some(chosen) => chosen,
            None => solve(options, &group, threshold),
        };
        group
            .iter()
            .zip(chosen)
            .for_each(|(&option, chosen)| taken[option] = chosen || options[option].probability == GIVEN);
    }
    taken
}

/// Groups of option numbers that share units, each group and the list of groups in order.
fn groups(options: &[Choice], threshold: f64) -> Vec<Vec<usize>> {
    let likely: Vec<usize> = (0..options.len())
        .filter(|&i| options[i].probability >= threshold)
        .collect();
    let (mut olds, mut news) = (BTreeMap::new(), BTreeMap::new());
    for &i in &likely {
        olds.entry(options[i].old).or_insert_with(Vec::new).push(i);
        news.entry(options[i].new).or_insert_with(Vec::new).push(i);
    }
    let mut seen = vec![false; options.len()];
    let mut out = Vec::new();
    for &start in &likely {
        let (mut group, mut open) = (Vec::new(), vec![start]);
        while let Some(i) = open.pop() {
            if std::mem::replace(&mut seen[i], true) {
                continue;
            }
            group.push(i);
            open.extend(
                olds[&options[i].old]
                    .iter()
                    .chain(&news[&options[i].new])
                    .filter(|&&j| !seen[j]),
            );
        }
        if !group.is_empty() {
            group.sort_unstable();
            out.push(group);
        }
    }
    out
}

/// The optimum where all pairs of a group share one unit, most groups by far: the best pair, and those further ones
/// that are worth their price. `None` for any other group.
fn star(options: &[Choice], group: &[usize], threshold: f64) -> Option<Vec<bool>> {
    let first = options[*group.first()?];
    let one_old = group.iter().all(|&i| options[i].old == first.old);
    if !one_old && !group.iter().all(|&i| options[i].new == first.new) {
        return None;
    }
    let worth = |place: usize| options[group[place]].probability - threshold + tie_break(group, place);
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by(|&a, &b| worth(b).total_cmp(&worth(a)).then(a.cmp(&b)));
    let mut taken = vec![false; group.len()];
    for (rank, &place) in order.iter().enumerate().take(1 + MOST_FURTHER_PARTNERS as usize) {
        taken[place] = rank == 0 || worth(place) > FURTHER_PARTNER_PRICE;
    }
    Some(taken)
}

/// What a pair gains by standing earlier in its group.
fn tie_break(group: &[usize], place: usize) -> f64 {
    TIE_BREAK * (group.len() - place) as f64
}

fn solve(options: &[Choice], group: &[usize], threshold: f64) -> Vec<bool> {
    let mut variables = ProblemVariables::new();
    let taken: Vec<_> = group
        .iter()
        .map(|_| variables.add(variable().min(0.0).max(1.0)))
        .collect();
    let mut objective = Expression::default();
    for (place, (&option, &x)) in group.iter().zip(&taken).enumerate() {
        objective += (options[option].probability - threshold + tie_break(group, place)) * x;
    }
    let mut sides: BTreeMap<(bool, u32), Vec<usize>> = BTreeMap::new();
    for (place, &option) in group.iter().enumerate() {
        sides.entry((false, options[option].old)).or_default().push(place);
        sides.entry((true, options[option].new)).or_default().push(place);
    }
    let shared: Vec<_> = sides.into_values().filter(|places| places.len() > 1).collect();
    let further: Vec<_> = shared
        .iter()
        .map(|_| variables.add(variable().min(0.0).max(MOST_FURTHER_PARTNERS)))
        .collect();
    for &u in &further {
        objective -= FURTHER_PARTNER_PRICE * u;
    }
    let mut model = variables.maximise(objective).using(microlp);
    for (places, &u) in shared.iter().zip(&further) {
        let sum: Expression = places.iter().map(|&place| taken[place]).sum();
        model = model.with((sum - u).leq(1.0));
    }
    match model.solve() {
        Ok(solution) => taken.iter().map(|&x| solution.value(x) > 0.5).collect(),
        // The programme is feasible (nothing taken) and bounded; should a solver fail all the same, keep all.
        Err(_) => vec![true; group.len()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(options: &[(u32, u32, f64)], expect: &[bool]) {
        let options: Vec<_> = options
            .iter()
            .map(|&(old, new, probability)| Choice { old, new, probability })
            .collect();
        assert_eq!(select(&options, 0.4), expect);
    }

    #[test]
    fn weighs_splits_and_merges() {
        check(&[(0, 5, 0.9)], &[true]);
        check(&[(0, 5, 0.39)], &[false]);
        check(&[(0, 5, 0.9), (0, 6, 0.8)], &[true, true]);
        check(&[(0, 5, 0.9), (0, 6, 0.42), (1, 6, 0.8)], &[true, false, true]);
        check(&[], &[]);
    }

    proptest! {
        #[test]
        fn a_star_is_solved_as_the_programme_solves_it(raw in prop::collection::vec(0.41_f64..1.0, 1..9), by_new: bool) {
            let choice = |(i, &probability): (usize, &f64)| {
                let other = u32::try_from(i).expect("few");
                let (old, new) = if by_new { (other, 50) } else { (50, other) };
                Choice { old, new, probability }
            };
            let options: Vec<_> = raw.iter().enumerate().map(choice).collect();
            let group: Vec<usize> = (0..options.len()).collect();
            prop_assert_eq!(star(&options, &group, 0.4), Some(solve(&options, &group, 0.4)));
        }

        #[test]
        fn takes_only_likely_pairs_and_depends_on_nothing_else(raw in prop::collection::btree_map((0_u32..6, 6_u32..12), 0.0_f64..1.0, 0..20)) {
            let options: Vec<_> = raw.iter().map(|(&(old, new), &probability)| Choice { old, new, probability }).collect();
            let taken = select(&options, 0.4);
            prop_assert_eq!(taken.len(), options.len());
            for (option, taken) in options.iter().zip(&taken) {
                prop_assert!(!taken || option.probability >= 0.4);
            }
            // The best pair of all is always taken.
            if let Some(best) = options.iter().enumerate().max_by(|a, b| a.1.probability.total_cmp(&b.1.probability)) {
                prop_assert!(best.1.probability < 0.4 || taken[best.0] || options.len() > 1);
            }
        }
    }
}
