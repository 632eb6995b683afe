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
    /// Reworded, split or merged.
    pub changed: Counts,
    /// One to one with the same wording, enumerator apart: easy, and flattering.
    pub identical: Counts,
}

/// Counts the links that count, in parts.
pub(super) fn breakdown(comparison: &Comparison<'_>) -> Breakdown {
    let gold = comparison.gold;
    let counted = comparison.counted();
    let part = |keep: &dyn Fn(UnitPair) -> bool| Counts::of(&kept(&gold.same, keep), &kept(&counted, keep));
    let by_pair = gold
        .pairs
        .iter()
        .map(|&keys| (keys, part(&|p| gold.keys_of(p) == keys)));
    let adjacent = |p| {
        let (old, new) = gold.keys_of(p);
        new - old <= 1
    };
    let wording = Wording::new(comparison);
    Breakdown {
        by_pair: by_pair.collect(),
        adjacent: part(&adjacent),
        skipping: part(&|p| !adjacent(p)),
        changed: part(&|p| !wording.is_identical(p)),
        identical: part(&|p| wording.is_identical(p)),
    }
}

fn kept(pairs: &BTreeSet<UnitPair>, keep: &dyn Fn(UnitPair) -> bool) -> BTreeSet<UnitPair> {
    pairs.iter().copied().filter(|&p| keep(p)).collect()
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
