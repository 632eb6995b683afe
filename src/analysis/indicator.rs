//! The same indicator through time, with what forbids to compare its figures.
//!
//! # Method
//! In the order of time each target joins the indicator whose newest earlier target names most of the same bigrams
//! (overlap coefficient) and ends in the same character, where Chinese has the head of the name; the longer overlap wins,
//! then the earlier indicator. Two targets of one document are never the same indicator.

use super::series::Series;
use super::strength::Direction;
use super::target::{Basis, Target};
use crate::lang::Bilingual;
use crate::letter::is_letter_or_digit;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Share of the shorter name's bigrams that the longer must hold: 有效发明专利拥有量 and 高价值发明专利拥有量 share .75.
const SAME_NAME: f64 = 0.7;

/// Share below which the indicator was redefined, though it is the same.
pub(super) const SAME_DEFINITION: f64 = 0.85;

/// Bigrams that a name must have to be recognised by them.
const LEAST_BIGRAMS: usize = 2;

/// The same indicator through time.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Name: the wording that its targets share, or of the newest.
    pub name: String,
    /// Unit of the newest target.
    pub unit: String,
    /// Indices into [`super::Analysis::targets`], in time and reading order.
    pub targets: Vec<usize>,
    /// One for each target and the next.
    pub comparisons: Vec<Comparison>,
}

/// How one target stands to the one before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Index of the earlier target.
    pub old: usize,
    /// Index of the later target.
    pub new: usize,
    /// Whether the figures may be compared.
    pub comparability: Comparability,
    /// Direction of the figure; `Incomparable` where they may not be compared. A higher figure is no stronger policy.
    pub direction: Direction,
    /// What to bear in mind, in words.
    pub note: Bilingual,
}

/// Whether two figures may be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparability {
    /// Same basis, unit and level.
    Comparable,
    /// 累计 against 年度, for example.
    OtherBasis,
    /// A city's figure against a district's.
    OtherLevel,
    /// Units differ.
    OtherUnit,
    /// The indicator itself was redefined (发明专利 against 高价值发明专利).
    OtherDefinition,
}

impl Comparability {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Comparability::Comparable => "comparable",
            Comparability::OtherBasis => "other-basis",
            Comparability::OtherLevel => "other-level",
            Comparability::OtherUnit => "other-unit",
            Comparability::OtherDefinition => "other-definition",
        }
    }
}

/// Joins targets of the same indicator.
///
/// # Complexity
/// Linear in the targets, times the indicators that share a bigram and the last character of their names with one.
pub(super) fn indicators(series: &Series, targets: &[Target]) -> Vec<Indicator> {
    let names: Vec<Name> = targets.iter().map(|target| Name::of(&target.name)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut newest = Newest::default();
    for (index, target) in targets.iter().enumerate() {
        let mut best: Option<(f64, usize)> = None;
        for (group, shared) in newest.sharing(&names[index]) {
            let other = groups[group][groups[group].len() - 1];
            let likeness = names[other].overlap_of(shared, &names[index]);
            let fits = targets[other].clause.document != target.clause.document && likeness >= SAME_NAME;
            if fits && best.is_none_or(|(most, _)| likeness > most) {
                best = Some((likeness, group));
            }
        }
        match best {
            Some((_, group)) => {
                newest.remove(group, &names[groups[group][groups[group].len() - 1]]);
                groups[group].push(index);
                newest.add(group, &names[index]);
            }
            None => {
                newest.add(groups.len(), &names[index]);
                groups.push(vec![index]);
            }
        }
    }
    let groups = groups.into_iter();
    groups
        .map(|members| indicator(series, targets, &names, members))
        .collect()
}

/// Indicators by what their newest names hold: a bigram and the last character.
#[derive(Default)]
struct Newest(FxHashMap<(Bigram, char), Vec<usize>>);

type Bigram = (char, char);

impl Newest {
    fn add(&mut self, group: usize, name: &Name) {
        name.keys().for_each(|key| self.0.entry(key).or_default().push(group));
    }

    fn remove(&mut self, group: usize, name: &Name) {
        for key in name.keys() {
            if let Some(groups) = self.0.get_mut(&key) {
                groups.retain(|&g| g != group);
            }
        }
    }

    /// Indicators that share bigrams and the last character with a name, in order, with how many bigrams.
    fn sharing(&self, name: &Name) -> BTreeMap<usize, usize> {
        let mut shared = BTreeMap::new();
        let groups = name.keys().filter_map(|key| self.0.get(&key));
        groups
            .flatten()
            .for_each(|&group| *shared.entry(group).or_insert(0) += 1);
        shared
    }
}

fn indicator(series: &Series, targets: &[Target], names: &[Name], members: Vec<usize>) -> Indicator {
    let newest = &targets[members[members.len() - 1]];
    let pairs = members.windows(2);
    Indicator {
        name: newest.name.clone(),
        unit: newest.unit.clone(),
        comparisons: pairs
            .map(|pair| comparison(series, targets, names, pair[0], pair[1]))
            .collect(),
        targets: members,
    }
}

fn comparison(series: &Series, targets: &[Target], names: &[Name], old: usize, new: usize) -> Comparison {
    let (a, b) = (&targets[old], &targets[new]);
    let mut notes: Vec<(Comparability, Bilingual)> = Vec::new();
    if a.unit != b.unit {
        let note = Bilingual::new(
            format!("单位不同：{} 与 {}", a.unit, b.unit),
            format!("the units differ: {} and {}", a.unit, b.unit),
        );
        notes.push((Comparability::OtherUnit, note));
    }
    if a.basis != b.basis {
        let note = Bilingual::new(
            format!("口径不同：{} 与 {}", basis_word(a.basis).zh, basis_word(b.basis).zh),
            format!(
                "the bases differ: {} and {}",
                basis_word(a.basis).en,
                basis_word(b.basis).en
            ),
        );
        notes.push((Comparability::OtherBasis, note));
    }
    let place = |target: &Target| {
        let metadata = &series.documents[target.clause.document_index()].metadata;
        metadata
            .jurisdiction
            .as_ref()
            .map_or("", |fact| fact.value.as_str())
            .to_owned()
    };
    if place(a) != place(b) {
        let note = Bilingual::new(
            format!("地域不同：{} 与 {}", place(a), place(b)),
            format!("the territories differ: {} and {}", place(a), place(b)),
        );
        notes.push((Comparability::OtherLevel, note));
    }
    if names[old].overlap(&names[new]) < SAME_DEFINITION {
        let note = Bilingual::new(
            format!("指标名称不同：“{}”与“{}”", a.name, b.name),
            format!("the names differ: {} and {}", a.name, b.name),
        );
        notes.push((Comparability::OtherDefinition, note));
    }
    let join = |text: fn(&Bilingual) -> &str, mark: &str| {
        let texts: Vec<&str> = notes.iter().map(|(_, note)| text(note)).collect();
        texts.join(mark)
    };
    Comparison {
        old,
        new,
        comparability: notes.first().map_or(Comparability::Comparable, |(kind, _)| *kind),
        direction: if notes.is_empty() {
            direction(a.value, b.value)
        } else {
            Direction::Incomparable
        },
        note: Bilingual::new(join(|n| &n.zh, "；"), join(|n| &n.en, "; ")),
    }
}

/// Direction of a figure.
pub(super) fn direction(old: f64, new: f64) -> Direction {
    if new > old {
        Direction::Stronger
    } else if new < old {
        Direction::Weaker
    } else {
        Direction::Level
    }
}

fn basis_word(basis: Basis) -> Bilingual {
    match basis {
        Basis::Cumulative => Bilingual::new("累计", "cumulative"),
        Basis::Annual => Bilingual::new("年度", "annual"),
        Basis::PerCapita => Bilingual::new("人均", "per capita"),
        Basis::Unstated => Bilingual::new("未注明", "unstated"),
    }
}

/// What a name is recognised by.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The last character, where Chinese has the head of a name.
    last: char,
    /// Distinct bigrams of letters and digits, sorted.
    bigrams: Box<[Bigram]>,
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let letters: Vec<char> = name.chars().filter(|&c| is_letter_or_digit(c)).collect();
        let mut bigrams: Vec<Bigram> = letters.windows(2).map(|w| (w[0], w[1])).collect();
        bigrams.sort_unstable();
        bigrams.dedup();
        Self {
            last: name.chars().next_back().unwrap_or_default(),
            bigrams: bigrams.into_boxed_slice(),
        }
    }

    fn keys(&self) -> impl Iterator<Item = (Bigram, char)> + '_ {
        self.bigrams.iter().map(|&bigram| (bigram, self.last))
    }

    /// Share of the shorter name's bigrams that the other holds, [0, 1]; 0 where the names end differently or are too
    /// short.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        if self.last != other.last {
            return 0.0;
        }
        let held = |bigram: &&Bigram| other.bigrams.binary_search(bigram).is_ok();
        self.overlap_of(self.bigrams.iter().filter(held).count(), other)
    }

    /// The same of two names that end alike, from the number of bigrams that they share.
    fn overlap_of(&self, shared: usize, other: &Self) -> f64 {
        let least = self.bigrams.len().min(other.bigrams.len());
        if least < LEAST_BIGRAMS {
            return 0.0;
        }
        shared as f64 / least as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(a: &str, b: &str) -> f64 {
        Name::of(a).overlap(&Name::of(b))
    }

    #[test]
    fn names_are_the_same_by_most_of_their_words_and_their_head() {
        assert!(overlap("知识产权质押融资金额", "知识产权质押融资额") >= SAME_DEFINITION);
        assert!(overlap("知识产权保护社会满意度", "满意度") >= SAME_DEFINITION);
        let redefined = overlap("万人有效发明专利拥有量", "每万人高价值发明专利拥有量");
        assert!((SAME_NAME..SAME_DEFINITION).contains(&redefined), "{redefined}");
        assert_eq!(overlap("发明专利申请量", "发明专利申请人"), 0.0);
        assert_eq!(overlap("量", "量"), 0.0);
    }
}
