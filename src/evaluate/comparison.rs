//! Brings predictions and gold onto one ground: pairs of gold units.

use super::counts::share;
use super::gold::{Gold, GoldUnit, KeyPair, Place, UnitPair, ordered};
use super::predictions::{Claim, PredictedDocument, Predictions, documents};
use super::squeezed::{locate, squeeze};
use crate::document::Document;
use crate::ids::ClauseRef;
use crate::segment::ClauseTree;
use crate::span::{CharOffsets, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Predictions seen through the units of a gold.
#[derive(Clone, Debug)]
pub struct Comparison<'g> {
    /// What people found.
    pub gold: &'g Gold,
    /// Pairs of units that a link of the claim "same" stands for, in annotated document pairs; neutral ones included.
    pub predicted: BTreeSet<UnitPair>,
    /// The best probability of any link, related ones included, that stands for a pair of units.
    pub linked: BTreeMap<UnitPair, f64>,
    /// The best probability of any scored pair that stands for a pair of units.
    pub ranked: BTreeMap<UnitPair, f64>,
    /// Units of each predicted lineage, sorted, those with none left out.
    pub lineages: Vec<Vec<usize>>,
    /// Text of each unit without white space; empty where the unit was not found.
    pub texts: Vec<String>,
    /// How well the two sides cover each other.
    pub coverage: Coverage,
    /// For each predicted document and clause: the units it stands for.
    units: Vec<Vec<Vec<usize>>>,
}

/// How well gold and predictions cover each other and the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Share of the non-blank text of the gold's documents that lies in clauses, [0, 1].
    pub text: f64,
    /// Clauses in the gold's documents.
    pub clauses: usize,
    /// Clauses with a text that the source does not hold verbatim.
    pub not_verbatim: usize,
    /// Ends of links of the claim "same" that no document holds.
    pub unknown_link_ends: usize,
    /// Files of the gold that the predictions lack.
    pub missing_documents: Vec<String>,
    /// Ids of units whose text was not found; their links count as missed.
    pub units_not_found: Vec<String>,
}

impl<'g> Comparison<'g> {
    /// Finds for each clause the units it stands for, and turns links of clauses into pairs of units.
    ///
    /// A clause stands for every unit that it shares at least half of the shorter text with.
    ///
    /// # Complexity
    /// Locating is linear in the texts; the rest n log n in clauses, units and links.
    pub fn new(gold: &'g Gold, predictions: &Predictions) -> Self {
        let mut ground = Ground::of(gold, predictions);
        let links = predictions.links.iter();
        let same = links.clone().filter(|l| l.claim == Claim::Same);
        let ends = same.clone().flat_map(|l| [l.old, l.new]);
        ground.coverage.unknown_link_ends = ends.filter(|&end| !is_declared(predictions, end)).count();
        Self {
            gold,
            predicted: same.flat_map(|l| ground.pairs(gold, l.old, l.new)).collect(),
            linked: best(links.flat_map(|l| with(ground.pairs(gold, l.old, l.new), l.probability))),
            ranked: best(
                (predictions.ranking.iter()).flat_map(|p| with(ground.pairs(gold, p.old, p.new), p.probability)),
            ),
            lineages: ground.lineages(predictions),
            units: ground.units,
            texts: ground.texts,
            coverage: Coverage {
                text: share(ground.covered, ground.total),
                ..ground.coverage
            },
        }
    }

    /// Predicted pairs that count: neither neutral themselves nor wrong at a neutral unit.
    pub fn counted(&self) -> BTreeSet<UnitPair> {
        self.predicted.iter().copied().filter(|&p| self.counts(p)).collect()
    }

    /// Whether a pair counts for or against a method.
    pub fn counts(&self, pair: UnitPair) -> bool {
        !self.gold.is_neutral(pair)
    }

    /// The pairs of units that two clauses stand for, in annotated document pairs.
    pub(super) fn pairs(&self, old: ClauseRef, new: ClauseRef) -> impl Iterator<Item = UnitPair> + '_ {
        pairs(&self.units, self.gold, old, new)
    }

    /// Whether the annotators compared two predicted documents.
    pub(super) fn compared(&self, old: usize, new: usize) -> bool {
        let key = |d: usize| key(self.gold, self.units.get(d)?);
        let keys = key(old).zip(key(new));
        keys.is_some_and(|(a, b)| self.gold.pairs.contains(&ordered(a, b)))
    }
}

/// What the gold says of pairs of clauses, for a method that learns.
pub struct Teacher<'g> {
    gold: &'g Gold,
    ground: Ground,
    /// Key of each document, as far as the gold has units in it.
    keys: Vec<Option<usize>>,
}

impl<'g> Teacher<'g> {
    /// Finds the units that the clauses of a series stand for.
    ///
    /// # Complexity
    /// That of [`Comparison::new`].
    pub fn new(gold: &'g Gold, texts: &[Document], trees: &[ClauseTree]) -> Self {
        let predictions = Predictions {
            documents: documents(texts, trees),
            ..Predictions::default()
        };
        let ground = Ground::of(gold, &predictions);
        Self {
            gold,
            keys: ground.units.iter().map(|units| key(gold, units)).collect(),
            ground,
        }
    }

    /// The two documents as the gold knows them, by position in time; `None` where nobody compared them.
    pub fn keys(&self, old: usize, new: usize) -> Option<KeyPair> {
        let keys = ordered(self.keys.get(old).copied()??, self.keys.get(new).copied()??);
        self.gold.pairs.contains(&keys).then_some(keys)
    }

    /// Whether two clauses are the same measure: yes where any of the units that they stand for are; `None` where the
    /// gold has no units there, or is neutral.
    pub fn verdict(&self, old: ClauseRef, new: ClauseRef) -> Option<bool> {
        verdict(self.gold, self.ground.pairs(self.gold, old, new))
    }
}

/// What the gold says of two clauses, by the pairs of units that they stand for.
pub(super) fn verdict(gold: &Gold, pairs: impl Iterator<Item = UnitPair>) -> Option<bool> {
    let pairs: Vec<UnitPair> = pairs.collect();
    if pairs.iter().any(|pair| gold.same.contains(pair)) {
        return Some(true);
    }
    (!pairs.is_empty() && !pairs.iter().any(|&pair| gold.is_neutral(pair))).then_some(false)
}

/// The key of a document, as far as the gold has units in it.
fn key(gold: &Gold, units: &[Vec<usize>]) -> Option<usize> {
    units.iter().flatten().next().map(|&unit| gold.units[unit].key)
}

/// The pairs of units that two clauses stand for, in annotated document pairs.
fn pairs<'s>(
    units: &'s [Vec<Vec<usize>>],
    gold: &'s Gold,
    old: ClauseRef,
    new: ClauseRef,
) -> impl Iterator<Item = UnitPair> + 's {
    let of = move |at: ClauseRef| {
        let document = units.get(at.document_index());
        document
            .and_then(|d| d.get(at.clause_index()))
            .map_or(&[][..], Vec::as_slice)
    };
    of(old)
        .iter()
        .flat_map(move |&a| of(new).iter().map(move |&b| (a.min(b), a.max(b))))
        .filter(|&pair| gold.annotated(pair))
}

fn with(pairs: impl Iterator<Item = UnitPair>, value: f64) -> impl Iterator<Item = (UnitPair, f64)> {
    pairs.map(move |pair| (pair, value))
}

fn best(scored: impl Iterator<Item = (UnitPair, f64)>) -> BTreeMap<UnitPair, f64> {
    let mut found = BTreeMap::new();
    for (pair, value) in scored {
        let slot = found.entry(pair).or_insert(value);
        *slot = value.max(*slot);
    }
    found
}

fn is_declared(predictions: &Predictions, at: ClauseRef) -> bool {
    let document = predictions.documents.get(at.document_index());
    document.is_some_and(|d| at.clause_index() < d.clauses.len())
}

/// What is gathered file by file.
#[derive(Default)]
struct Ground {
    /// For each predicted document and clause: the units it stands for.
    units: Vec<Vec<Vec<usize>>>,
    texts: Vec<String>,
    coverage: Coverage,
    covered: usize,
    total: usize,
}

impl Ground {
    fn of(gold: &Gold, predictions: &Predictions) -> Self {
        let mut ground = Self {
            units: vec![Vec::new(); predictions.documents.len()],
            texts: vec![String::new(); gold.units.len()],
            ..Self::default()
        };
        for file in 0..gold.files.len() {
            ground.read(gold, file, predictions);
        }
        ground
    }

    fn read(&mut self, gold: &Gold, file: usize, predictions: &Predictions) {
        let units: Vec<(usize, &GoldUnit)> = gold.units.iter().enumerate().filter(|(_, u)| u.file == file).collect();
        let name = &gold.files[file];
        let Some(at) = predictions.documents.iter().position(|d| &d.file == name) else {
            self.coverage.missing_documents.push(name.clone());
            return;
        };
        let document = &predictions.documents[at];
        let whole = squeeze(document.text.trim_start_matches('\u{feff}'));
        let placed = self.place(&units, &whole);
        self.units[at] = self.clauses(document, &whole, &placed);
        self.take(at, &units);
    }

    /// Units that are clauses stand for themselves.
    fn take(&mut self, document: usize, units: &[(usize, &GoldUnit)]) {
        for &(number, unit) in units {
            if let Place::Clause { index, text } = &unit.place {
                match self.units[document].get_mut(*index) {
                    Some(stands_for) => {
                        stands_for.push(number);
                        self.texts[number] = squeeze(text);
                    }
                    None => self.coverage.units_not_found.push(unit.id.clone()),
                }
            }
        }
    }

    /// Spans of the units that were found, ordered by start.
    fn place(&mut self, units: &[(usize, &GoldUnit)], whole: &str) -> Vec<(Span, usize)> {
        let quotes = units.iter().map(|(_, u)| match &u.place {
            Place::Quote(quote) => quote.as_str(),
            Place::Characters { .. } | Place::Clause { .. } => "",
        });
        let found = locate(quotes, whole);
        let starts: Vec<usize> = whole
            .char_indices()
            .map(|(byte, _)| byte)
            .chain([whole.len()])
            .collect();
        let mut placed = Vec::with_capacity(units.len());
        for (&(index, unit), found) in units.iter().zip(found) {
            let span = match unit.place {
                Place::Quote(_) => found,
                Place::Characters { start, end } => (end < starts.len()).then(|| Span::new(start, end)),
                Place::Clause { .. } => continue,
            };
            let Some(span) = span else {
                self.coverage.units_not_found.push(unit.id.clone());
                continue;
            };
            whole[starts[span.start]..starts[span.end]].clone_into(&mut self.texts[index]);
            placed.push((span, index));
        }
        placed.sort_unstable();
        placed
    }

    fn clauses(&mut self, document: &PredictedDocument, whole: &str, placed: &[(Span, usize)]) -> Vec<Vec<usize>> {
        let total = CharOffsets::new(whole).chars_before(whole.len());
        let mut covered = vec![false; total];
        let shelf = Shelf::new(placed);
        let spans = locate(document.clauses.iter().map(String::as_str), whole);
        let mut stands_for = Vec::with_capacity(spans.len());
        for (span, text) in spans.into_iter().zip(&document.clauses) {
            if let Some(span) = span {
                covered[span.start..span.end].fill(true);
            } else if !text.trim().is_empty() {
                self.coverage.not_verbatim += 1;
            }
            stands_for.push(span.map_or_else(Vec::new, |span| shelf.halves(span)));
        }
        self.coverage.clauses += document.clauses.len();
        self.covered += covered.iter().filter(|c| **c).count();
        self.total += total;
        stands_for
    }

    fn units_of(&self, at: ClauseRef) -> &[usize] {
        let document = self.units.get(at.document_index());
        document
            .and_then(|d| d.get(at.clause_index()))
            .map_or(&[], Vec::as_slice)
    }

    fn pairs<'s>(&'s self, gold: &'s Gold, old: ClauseRef, new: ClauseRef) -> impl Iterator<Item = UnitPair> + 's {
        pairs(&self.units, gold, old, new)
    }

    fn lineages(&self, predictions: &Predictions) -> Vec<Vec<usize>> {
        let found = predictions.lineages.iter().map(|clauses| {
            let units: BTreeSet<usize> = clauses.iter().flat_map(|&c| self.units_of(c)).copied().collect();
            units.into_iter().collect::<Vec<_>>()
        });
        found.filter(|units| !units.is_empty()).collect()
    }
}

/// Units by place, for finding those that overlap a span.
struct Shelf<'u> {
    placed: &'u [(Span, usize)],
    /// Largest end of all units up to here, so that a search backward knows when to stop.
    reach: Vec<usize>,
}

impl<'u> Shelf<'u> {
    fn new(placed: &'u [(Span, usize)]) -> Self {
        let mut reach = Vec::with_capacity(placed.len());
        let mut end = 0;
        for (span, _) in placed {
            end = end.max(span.end);
            reach.push(end);
        }
        Self { placed, reach }
    }

    /// Units that share at least half of the shorter of the two texts with `span`.
    fn halves(&self, span: Span) -> Vec<usize> {
        let below = self.placed.partition_point(|(unit, _)| unit.start < span.end);
        let mut found = Vec::new();
        for at in (0..below).rev() {
            if self.reach[at] <= span.start {
                break;
            }
            let (unit, index) = self.placed[at];
            let shared = span.end.min(unit.end).saturating_sub(span.start.max(unit.start));
            if shared > 0 && 2 * shared >= span.len().min(unit.len()) {
                found.push(index);
            }
        }
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(units: &[(usize, usize)], span: (usize, usize), expect: &[usize]) {
        let mut placed: Vec<_> = (0..).zip(units).map(|(i, &(a, b))| (Span::new(a, b), i)).collect();
        placed.sort_unstable();
        assert_eq!(Shelf::new(&placed).halves(Span::new(span.0, span.1)), expect);
    }

    #[test]
    fn half_of_the_shorter_is_enough() {
        check(&[(0, 10), (10, 20)], (5, 15), &[0, 1]);
        check(&[(0, 10), (10, 20)], (6, 16), &[1]);
        check(&[(0, 100), (10, 20), (30, 31)], (12, 18), &[0, 1]);
        check(&[(0, 10)], (10, 12), &[]);
        check(&[], (0, 4), &[]);
    }
}
