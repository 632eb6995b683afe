//! Where links are right and wrong: by document pair, by distance in time, by how much the wording changed.

use super::comparison::Comparison;
use super::counts::Counts;
use super::gold::{Gold, KeyPair, UnitPair};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Counts of links in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// For each annotated document pair.
    pub by_pair: BTreeMap<KeyPair, Counts>,
    /// Between documents that follow each other in the gold.
    pub adjacent: Counts,
    /// Over at least one document in between.
    pub skipping: Counts,
    /// Reworded, split or merged: by the gold's own kinds where it has them, else by the texts.
    pub changed: Counts,
    /// One to one with the same wording, enumerator apart: easy, and flattering.
    pub identical: Counts,
}

/// Kinds in a gold file that leave the wording as it was.
const UNTOUCHED: [&str; 2] = ["unchanged", "renumbered"];

/// Counts the links that count, in parts.
///
/// # Complexity
/// n log n in links.
pub(super) fn breakdown(comparison: &Comparison<'_>) -> Breakdown {
    let gold = comparison.gold;
    let (same, counted) = (&gold.same, comparison.counted());
    let wording = Wording::new(comparison);
    let mut parts = Breakdown {
        by_pair: gold.pairs.iter().map(|&keys| (keys, Counts::default())).collect(),
        ..Breakdown::default()
    };
    for &pair in same.union(&counted) {
        let one = Counts::of_one(&pair, same, &counted);
        let (old, new) = gold.keys_of(pair);
        if let Some(counts) = parts.by_pair.get_mut(&(old, new)) {
            *counts += one;
        }
        let distance = if new - old <= 1 {
            &mut parts.adjacent
        } else {
            &mut parts.skipping
        };
        *distance += one;
        let is_untouched = match gold.kinds.get(&pair) {
            Some(kind) => UNTOUCHED.contains(&kind.as_str()),
            None => wording.is_identical(pair),
        };
        let change = if is_untouched {
            &mut parts.identical
        } else {
            &mut parts.changed
        };
        *change += one;
    }
    parts
}

/// Which pairs have the same wording.
pub(super) struct Wording<'t> {
    bodies: Vec<&'t str>,
    entangled: BTreeSet<(usize, usize)>,
    keys: Vec<usize>,
}

impl<'t> Wording<'t> {
    /// Strips enumerators, and notes which units have several partners in one document.
    pub(super) fn new(comparison: &'t Comparison<'_>) -> Self {
        let gold = comparison.gold;
        let several = partners(gold, &gold.same).into_iter().filter(|(_, n)| *n > 1);
        Self {
            bodies: comparison.texts.iter().map(|t| body(t)).collect(),
            entangled: several.map(|(side, _)| side).collect(),
            keys: gold.units.iter().map(|u| u.key).collect(),
        }
    }

    /// Whether two units read the same, enumerator and white space apart, and neither is split or merged.
    pub(super) fn is_identical(&self, (a, b): UnitPair) -> bool {
        self.reads_alike((a, b))
            && !self.entangled.contains(&(a, self.keys[b]))
            && !self.entangled.contains(&(b, self.keys[a]))
    }

    /// Whether two units read the same, enumerator and white space apart.
    pub(super) fn reads_alike(&self, (a, b): UnitPair) -> bool {
        !self.bodies[a].is_empty() && self.bodies[a] == self.bodies[b]
    }
}

/// For each unit and document key: how many partners the unit has there.
pub(super) fn partners(gold: &Gold, pairs: &BTreeSet<UnitPair>) -> BTreeMap<(usize, usize), usize> {
    let mut count = BTreeMap::new();
    for &(a, b) in pairs {
        *count.entry((a, gold.units[b].key)).or_insert(0) += 1;
        *count.entry((b, gold.units[a].key)).or_insert(0) += 1;
    }
    count
}

/// 第三条 第三条之一 （二） 3. 三、 ④ at the start of a text without white space.
static ENUMERATOR: LazyLock<Regex> = LazyLock::new(|| {
    const NUMBER: &str = "[0-9０-９一二三四五六七八九十百千零〇两]+";
    Regex::new(&format!(
        "^(?:第{NUMBER}[编章节条款项](?:之{NUMBER})?|[（(]{NUMBER}[）)]|{NUMBER}[、.．]|[①-⑳])"
    ))
    .expect("a pattern that the tests compile")
});

fn body(text: &str) -> &str {
    ENUMERATOR.find(text).map_or(text, |m| &text[m.end()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(body(text), expect);
    }

    #[test]
    fn only_the_enumerator_is_stripped() {
        check("第十二条国家保护商标。", "国家保护商标。");
        check("第十二条之一国家", "国家");
        check("（三）加强执法", "加强执法");
        check("三、加强执法", "加强执法");
        check("3.加强执法", "加强执法");
        check("一是加强执法", "一是加强执法");
        check("第一时间处置", "第一时间处置");
    }
}
