//! Connected groups of units.

use super::gold::UnitPair;
use std::collections::BTreeMap;

/// Puts each of `count` units into a group: units joined by a chain of pairs are in one, others alone.
///
/// Answers with the number of each unit's group; groups are numbered by their first unit, without gaps.
///
/// # Complexity
/// Near-linear in units and pairs (union by lower root, path halving).
pub(super) fn groups<'p>(count: usize, pairs: impl IntoIterator<Item = &'p UnitPair>) -> Vec<usize> {
    let mut root: Vec<usize> = (0..count).collect();
    for &(a, b) in pairs {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        root[a.max(b)] = a.min(b);
    }
    let mut number = BTreeMap::new();
    (0..count)
        .map(|unit| {
            let next = number.len();
            *number.entry(find(&mut root, unit)).or_insert(next)
        })
        .collect()
}

/// Members of each group, in the order of the groups.
pub(super) fn members(groups: &[usize]) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); groups.iter().max().map_or(0, |m| m + 1)];
    for (unit, &group) in groups.iter().enumerate() {
        members[group].push(unit);
    }
    members
}

fn find(root: &mut [usize], mut unit: usize) -> usize {
    while root[unit] != unit {
        root[unit] = root[root[unit]];
        unit = root[unit];
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: usize, pairs: &[UnitPair], expect: &[usize]) {
        assert_eq!(groups(count, pairs), expect);
    }

    #[test]
    fn chains_join_and_numbers_follow_the_first_unit() {
        check(5, &[(3, 4), (1, 3)], &[0, 1, 2, 1, 1]);
        check(3, &[], &[0, 1, 2]);
        check(0, &[], &[]);
        assert_eq!(members(&[0, 1, 0]), [vec![0, 2], vec![1]]);
    }
}
