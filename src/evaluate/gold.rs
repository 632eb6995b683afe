//! Gold: which units of the texts people judged to be the same measure.

use super::gold_error::{GoldError, GoldProblem};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Two units by their positions in [`Gold::units`], the lower first.
pub type UnitPair = (usize, usize);

/// Two documents by their positions in [`Gold::keys`], the earlier first.
pub type KeyPair = (usize, usize);

/// What people found in a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// Names of the source files, sorted.
    pub files: Vec<String>,
    /// Keys of the documents, sorted; the order of the keys is the order of time.
    pub keys: Vec<String>,
    /// Units in the order of the file.
    pub units: Vec<GoldUnit>,
    /// Pairs that are the same measure.
    pub same: BTreeSet<UnitPair>,
    /// Pairs that count neither for nor against; disjoint from `same`.
    pub neutral: BTreeSet<UnitPair>,
    /// Units whose wrong pairs are not counted.
    pub neutral_units: BTreeSet<usize>,
    /// The pairs that are not the same measure, where people judged pair by pair: all others are neutral then. `None`
    /// where they read the whole texts, so that every pair that is not `same` is not the same.
    pub different: Option<BTreeSet<UnitPair>>,
    /// Document pairs that were annotated.
    pub pairs: BTreeSet<KeyPair>,
    /// What the annotators say happened to a pair (`unchanged`, `renumbered`, `modified`, `split` ...), where they do.
    pub kinds: BTreeMap<UnitPair, String>,
}

/// One stretch of text that people judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldUnit {
    /// Id, unique in the gold.
    pub id: String,
    /// Position of its file in [`Gold::files`].
    pub file: usize,
    /// Position of its document's key in [`Gold::keys`].
    pub key: usize,
    /// Where it stands.
    pub place: Place,
}

/// Where a unit stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The text itself, searched in reading order.
    Quote(String),
    /// Characters of the text without its white space, half open.
    Characters {
        /// First.
        start: usize,
        /// One past the last.
        end: usize,
    },
    /// A clause as the program itself cut it.
    Clause {
        /// Position among the clauses of its document.
        index: usize,
        /// Its text.
        text: String,
    },
}

#[derive(Deserialize)]
struct File {
    documents: BTreeMap<String, String>,
    units: Vec<UnitTable>,
    same: Vec<(String, String)>,
    #[serde(default)]
    neutral: Vec<(String, String)>,
    #[serde(default)]
    neutral_units: Vec<String>,
    pairs: Option<Vec<(String, String)>>,
    #[serde(default)]
    kinds: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct UnitTable {
    id: String,
    file: String,
    quote: Option<String>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Gold {
    /// Reads a gold file's text.
    ///
    /// The units of one file are all placed by `start` and `end` where each of them has both, else all by `quote`.
    /// Without `pairs` every document pair counts as annotated.
    ///
    /// # Errors
    /// Every problem found: bad JSON, unknown files, units, keys, repeated ids, units without a place.
    pub fn parse(text: &str) -> Result<Gold, GoldError> {
        let text = text.trim_start_matches('\u{feff}');
        let file: File = serde_json::from_str(text).map_err(|e| GoldError {
            problems: vec![unreadable(text, &e)],
        })?;
        let mut problems = Vec::new();
        let gold = Builder::new(&file, &mut problems).build(&file, &mut problems);
        if problems.is_empty() {
            Ok(gold)
        } else {
            Err(GoldError { problems })
        }
    }

    /// Whether a pair counts neither for nor against.
    pub fn is_neutral(&self, pair: UnitPair) -> bool {
        let free = |unit: usize| self.neutral_units.contains(&unit);
        let undecided = (self.different.as_ref()).is_some_and(|different| !different.contains(&pair));
        !self.same.contains(&pair) && (undecided || self.neutral.contains(&pair) || free(pair.0) || free(pair.1))
    }

    /// Whether the two units' documents were compared by the annotators.
    pub fn annotated(&self, (a, b): UnitPair) -> bool {
        self.pairs.contains(&ordered(self.units[a].key, self.units[b].key))
    }

    /// The same gold for one document pair only: other pairs of units are forgotten.
    pub fn restricted(&self, pairs: &BTreeSet<KeyPair>) -> Gold {
        let kept = |set: &BTreeSet<UnitPair>| {
            let keys = |&(a, b): &UnitPair| ordered(self.units[a].key, self.units[b].key);
            set.iter().filter(|p| pairs.contains(&keys(p))).copied().collect()
        };
        Gold {
            same: kept(&self.same),
            neutral: kept(&self.neutral),
            different: self.different.as_ref().map(kept),
            pairs: self.pairs.intersection(pairs).copied().collect(),
            ..self.clone()
        }
    }

    /// The unit of the earlier document first; units of one document in their own order.
    pub fn in_time(&self, (a, b): UnitPair) -> UnitPair {
        if self.units[b].key < self.units[a].key {
            (b, a)
        } else {
            (a, b)
        }
    }

    /// The documents of a pair of units, the earlier first.
    pub fn keys_of(&self, (a, b): UnitPair) -> KeyPair {
        ordered(self.units[a].key, self.units[b].key)
    }
}

/// Puts the lower of two positions first.
pub(super) fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

fn unreadable(text: &str, error: &serde_json::Error) -> GoldProblem {
    let line = error.line();
    let own = text.lines().nth(line.saturating_sub(1)).unwrap_or("");
    // The reader counts bytes; people count characters.
    let bytes = own.floor_char_boundary(error.column().saturating_sub(1));
    let column = own[..bytes].chars().count() + 1;
    let full = error.to_string();
    let detail = full.split(" at line ").next().unwrap_or(&full).to_owned();
    if error.is_data() {
        GoldProblem::WrongShape { line, column, detail }
    } else {
        GoldProblem::NotJson { line, column, detail }
    }
}

/// Look-up tables from the names in the file to positions.
struct Builder {
    files: Vec<String>,
    keys: Vec<String>,
    key_of_file: Vec<usize>,
    unit_at: BTreeMap<String, usize>,
}

impl Builder {
    fn new(file: &File, problems: &mut Vec<GoldProblem>) -> Self {
        let keys: BTreeSet<&String> = file.documents.values().collect();
        let keys: Vec<String> = keys.into_iter().cloned().collect();
        let key_of_file = file
            .documents
            .values()
            .map(|k| keys.binary_search(k).expect("keys are taken from the same table"))
            .collect();
        let mut unit_at = BTreeMap::new();
        for (index, unit) in file.units.iter().enumerate() {
            if unit_at.insert(unit.id.clone(), index).is_some() {
                problems.push(GoldProblem::RepeatedUnit { unit: unit.id.clone() });
            }
        }
        Self {
            files: file.documents.keys().cloned().collect(),
            keys,
            key_of_file,
            unit_at,
        }
    }

    fn build(self, file: &File, problems: &mut Vec<GoldProblem>) -> Gold {
        let units = self.units(file, problems);
        let same = self.unit_pairs("same", &file.same, problems);
        let mut neutral = self.unit_pairs("neutral", &file.neutral, problems);
        neutral.retain(|pair| !same.contains(pair));
        let neutral_units = (1..)
            .zip(&file.neutral_units)
            .filter_map(|(position, id)| self.unit("neutral_units", position, id, problems))
            .collect();
        Gold {
            units,
            same,
            neutral,
            neutral_units,
            different: None,
            kinds: self.kinds(file),
            pairs: self.key_pairs(file.pairs.as_deref(), problems),
            files: self.files,
            keys: self.keys,
        }
    }

    fn units(&self, file: &File, problems: &mut Vec<GoldProblem>) -> Vec<GoldUnit> {
        let quoted: BTreeSet<&str> = file
            .units
            .iter()
            .filter(|u| u.start.is_none() || u.end.is_none())
            .map(|u| u.file.as_str())
            .collect();
        let mut units = Vec::with_capacity(file.units.len());
        for unit in &file.units {
            let Ok(at) = self.files.binary_search(&unit.file) else {
                problems.push(GoldProblem::UnknownDocument {
                    unit: unit.id.clone(),
                    file: unit.file.clone(),
                });
                continue;
            };
            let place = match (unit.start, unit.end, &unit.quote) {
                (Some(start), Some(end), _) if start <= end && !quoted.contains(unit.file.as_str()) => {
                    Place::Characters { start, end }
                }
                (_, _, Some(quote)) if quoted.contains(unit.file.as_str()) => Place::Quote(quote.clone()),
                _ => {
                    problems.push(GoldProblem::NoPlace { unit: unit.id.clone() });
                    continue;
                }
            };
            units.push(GoldUnit {
                id: unit.id.clone(),
                file: at,
                key: self.key_of_file[at],
                place,
            });
        }
        units
    }

    fn unit_pairs(
        &self,
        list: &'static str,
        pairs: &[(String, String)],
        problems: &mut Vec<GoldProblem>,
    ) -> BTreeSet<UnitPair> {
        (1..)
            .zip(pairs)
            .filter_map(|(position, (a, b))| {
                let a = self.unit(list, position, a, problems);
                let b = self.unit(list, position, b, problems);
                Some(ordered(a?, b?))
            })
            .collect()
    }

    /// Kinds stand under `unit|unit`; remarks on anything else are of no use here and are passed over.
    fn kinds(&self, file: &File) -> BTreeMap<UnitPair, String> {
        let named = file.kinds.iter().filter_map(|(pair, kind)| {
            let (a, b) = pair.split_once('|')?;
            let pair = ordered(*self.unit_at.get(a)?, *self.unit_at.get(b)?);
            Some((pair, kind.clone()))
        });
        named.collect()
    }

    fn unit(&self, list: &'static str, position: usize, id: &str, problems: &mut Vec<GoldProblem>) -> Option<usize> {
        let found = self.unit_at.get(id).copied();
        if found.is_none() {
            problems.push(GoldProblem::UnknownUnit {
                list,
                position,
                unit: id.to_owned(),
            });
        }
        found
    }

    fn key_pairs(&self, pairs: Option<&[(String, String)]>, problems: &mut Vec<GoldProblem>) -> BTreeSet<KeyPair> {
        let Some(pairs) = pairs else {
            let n = self.keys.len();
            return (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j))).collect();
        };
        let mut found = BTreeSet::new();
        for (position, (a, b)) in (1..).zip(pairs) {
            let mut at = |key: &String| {
                let at = self.keys.binary_search(key).ok();
                if at.is_none() {
                    problems.push(GoldProblem::UnknownKey {
                        position,
                        key: key.clone(),
                    });
                }
                at
            };
            if let (Some(a), Some(b)) = (at(a), at(b)) {
                found.insert(ordered(a, b));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"{"documents":{"a.txt":"1","b.txt":"2"},"#;

    fn check(rest: &str, expect: &[&str]) {
        let found = Gold::parse(&format!("{HEAD}{rest}"));
        let found: Vec<String> = match &found {
            Ok(_) => Vec::new(),
            Err(error) => error.problems.iter().map(|p| p.message().zh).collect(),
        };
        assert_eq!(found.len(), expect.len(), "{found:?}");
        for (found, expect) in found.iter().zip(expect) {
            assert!(found.contains(expect), "{found} lacks {expect}");
        }
    }

    #[test]
    fn names_every_problem_with_its_place() {
        check(r#""units":[],"same":[]}"#, &[]);
        check(r#""units":[],"same":[}"#, &["第 1 行第"]);
        check(r#""units":[]}"#, &["missing field `same`"]);
        check(
            r#""units":[{"id":"x","file":"c.txt","quote":"甲"},{"id":"y","file":"a.txt"}],"same":[["x","z"]],"pairs":[["1","3"]]}"#,
            &[
                "c.txt",
                "y 没有可用的位置",
                "same 的第 1 项提到 z",
                "pairs 的第 1 项提到 3",
            ],
        );
        check(
            r#""units":[{"id":"x","file":"a.txt","quote":"甲"},{"id":"x","file":"a.txt","quote":"乙"}],"same":[]}"#,
            &["两个单元都叫 x"],
        );
        check(
            r#""units":[{"id":"x","file":"a.txt","start":5,"end":2}],"same":[]}"#,
            &["x 没有可用的位置"],
        );
    }

    #[test]
    fn one_quoted_unit_makes_its_file_quoted() {
        let text = r#""units":[{"id":"x","file":"a.txt","quote":"甲","start":0,"end":1},{"id":"y","file":"a.txt","quote":"乙"},{"id":"z","file":"b.txt","start":0,"end":1}],"same":[["z","x"]],"neutral":[["x","z"],["y","z"]]}"#;
        let gold = Gold::parse(&format!("{HEAD}{text}")).expect("a good file");
        assert_eq!(gold.units[0].place, Place::Quote("甲".into()));
        assert_eq!(gold.units[2].place, Place::Characters { start: 0, end: 1 });
        assert_eq!(gold.same, BTreeSet::from([(0, 2)]));
        assert_eq!(gold.neutral, BTreeSet::from([(1, 2)]));
        assert_eq!(gold.pairs, BTreeSet::from([(0, 1)]));
    }
}
