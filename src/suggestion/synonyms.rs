//! Expressions that answer each other in linked clauses.
//!
//! # Method
//! Two terms are exchanged where, of two linked clauses, one holds only the first and the other only the second. How
//! far that is beyond chance is told by the log-likelihood ratio (Dunning 1993); that the two mean something alike, by
//! the cosine of their word vectors. Terms are grouped by average linkage, the closest first (Sokal & Michener 1958).

use super::terms::Terms;
use super::{Idea, WITNESSES, Witness};
use crate::features::{Features, Knowledge, centre, inner};
use std::collections::{BTreeMap, BTreeSet};

/// Cosine from which two terms that are exchanged beyond chance are proposed together.
pub(super) const RELATED_MEANING: f32 = 0.35;

/// Cosine from which one exchange is enough.
pub(super) const SAME_MEANING: f32 = 0.6;

/// Log-likelihood ratio from which an exchange is beyond chance: .999 of a chi-squared with one degree of freedom.
pub(super) const EXCHANGE: f64 = 10.83;

/// Mean cosine from which two groups of terms become one.
const CLOSE_GROUPS: f32 = 0.45;

/// Expressions of a proposed concept at most.
const MOST_EXPRESSIONS: usize = 8;

/// How two terms are exchanged: by which links.
type Exchanges = BTreeMap<(usize, usize), Vec<(usize, usize)>>;

pub(super) fn ideas(
    features: &Features,
    terms: &Terms,
    links: &[(usize, usize)],
    knowledge: Knowledge<'_>,
) -> Vec<Idea> {
    let exchanges = exchanges(terms, links);
    let mut uses = vec![0_usize; terms.list.len()];
    for term in links
        .iter()
        .flat_map(|&(old, new)| only(terms, old, new).chain(only(terms, new, old)))
    {
        uses[term] += 1;
    }
    let meanings = meanings(terms, knowledge);
    let mut pairs: Vec<(f32, usize, usize)> = exchanges
        .iter()
        .filter_map(|(&(a, b), by)| {
            let likeness = inner(&meanings[a], &meanings[b]);
            let beyond = by.len() > 1 && ratio(by.len(), uses[a], uses[b], links.len()) >= EXCHANGE;
            let told = likeness >= SAME_MEANING || (likeness >= RELATED_MEANING && beyond);
            told.then_some((likeness, a, b))
        })
        .filter(|&(_, a, b)| !together(&terms.list[a].text, &terms.list[b].text, knowledge))
        .collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut found: Vec<Idea> = groups(&pairs, &meanings)
        .into_iter()
        .filter_map(|group| idea(features, terms, &group, &exchanges, knowledge))
        .collect();
    let clauses = |idea: &Idea| idea.expressions.iter().map(|e| e.clauses).sum::<usize>();
    found.sort_by(|a, b| {
        clauses(b)
            .cmp(&clauses(a))
            .then(a.expressions[0].text.cmp(&b.expressions[0].text))
    });
    found
}

/// Terms of one unit that the other lacks, leaving out those that overlap with one of the other's.
fn only(terms: &Terms, unit: usize, other: usize) -> impl Iterator<Item = usize> + '_ {
    let theirs = &terms.of_unit[other];
    let shares = move |term: usize| {
        let text = &terms.list[term].text;
        theirs.iter().any(|&t| {
            let other = &terms.list[t].text;
            other.contains(text.as_str()) || text.contains(other.as_str())
        })
    };
    terms.of_unit[unit].iter().copied().filter(move |&term| !shares(term))
}

fn exchanges(terms: &Terms, links: &[(usize, usize)]) -> Exchanges {
    let mut found = Exchanges::new();
    for &(old, new) in links {
        for a in only(terms, old, new) {
            for b in only(terms, new, old) {
                found.entry((a.min(b), a.max(b))).or_default().push((old, new));
            }
        }
    }
    found
}

/// Dunning's log-likelihood ratio of two terms that meet in `both` of `all` links, with `a` and `b` uses.
fn ratio(both: usize, a: usize, b: usize, all: usize) -> f64 {
    let (both, a, b, all) = (both as f64, a as f64, b as f64, all as f64);
    let cells = [
        (both, a, b),
        ((a - both).max(0.0), a, all - b),
        ((b - both).max(0.0), all - a, b),
        ((all - a - b + both).max(0.0), all - a, all - b),
    ];
    let part = |(seen, row, column): (f64, f64, f64)| {
        let expected = row * column / all;
        if seen > 0.0 && expected > 0.0 {
            seen * (seen / expected).ln()
        } else {
            0.0
        }
    };
    if both * all <= a * b {
        0.0
    } else {
        2.0 * cells.into_iter().map(part).sum::<f64>()
    }
}

/// Unit vectors of the terms, each the sum of its words' without what all terms have in common.
fn meanings(terms: &Terms, knowledge: Knowledge<'_>) -> Vec<Vec<f32>> {
    let dimensions = knowledge.vectors.dimensions();
    let sum = |words: &[String]| {
        let mut sum = vec![0.0; dimensions];
        for vector in words.iter().filter_map(|w| knowledge.vectors.vector_or_pieces(w)) {
            sum.iter_mut().zip(vector).for_each(|(s, v)| *s += v);
        }
        centre(&mut sum, &vec![0.0; dimensions]);
        sum
    };
    let mut found: Vec<Vec<f32>> = terms.list.iter().map(|term| sum(&term.words)).collect();
    let mut mean = vec![0.0; dimensions];
    for vector in &found {
        mean.iter_mut()
            .zip(vector)
            .for_each(|(m, v)| *m += v / found.len() as f32);
    }
    found.iter_mut().for_each(|vector| centre(vector, &mean));
    found
}

/// Whether one concept of either layer holds both already.
fn together(a: &str, b: &str, knowledge: Knowledge<'_>) -> bool {
    let layers = std::iter::once(knowledge.lexicon).chain(knowledge.codebook);
    layers.into_iter().any(|lexicon| {
        let of = |text: &str| -> BTreeSet<usize> { lexicon.find(text).iter().map(|hit| hit.concept).collect() };
        !of(a).is_disjoint(&of(b))
    })
}

/// Joins the closest pairs first; two groups join where their terms are alike on average.
fn groups(pairs: &[(f32, usize, usize)], meanings: &[Vec<f32>]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for &(_, a, b) in pairs {
        for term in [a, b] {
            group_of.entry(term).or_insert_with(|| {
                groups.insert(term, vec![term]);
                term
            });
        }
        let (into, from) = (group_of[&a].min(group_of[&b]), group_of[&a].max(group_of[&b]));
        if into == from || groups[&into].len() + groups[&from].len() > MOST_EXPRESSIONS {
            continue;
        }
        let sum: f32 = groups[&into]
            .iter()
            .flat_map(|&x| groups[&from].iter().map(move |&y| (x, y)))
            .map(|(x, y)| inner(&meanings[x], &meanings[y]))
            .sum();
        if sum / (groups[&into].len() * groups[&from].len()) as f32 >= CLOSE_GROUPS {
            let moved = groups.remove(&from).unwrap_or_default();
            moved.iter().for_each(|&term| {
                group_of.insert(term, into);
            });
            groups.entry(into).or_default().extend(moved);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn idea(
    features: &Features,
    terms: &Terms,
    group: &[usize],
    exchanges: &Exchanges,
    knowledge: Knowledge<'_>,
) -> Option<Idea> {
    let mut order = group.to_vec();
    order.sort_by(|&a, &b| {
        let clauses = |t: usize| terms.list[t].units.len();
        clauses(b)
            .cmp(&clauses(a))
            .then(terms.list[a].text.cmp(&terms.list[b].text))
    });
    let concept_of = |term: usize| {
        let codebook = knowledge.codebook?;
        let hit = codebook.find(&terms.list[term].text).into_iter().next()?;
        Some(codebook.concepts()[hit.concept].name.clone())
    };
    let extends = order.iter().find_map(|&term| concept_of(term));
    let expressions: Vec<_> = order
        .iter()
        .filter(|&&term| extends.is_none() || concept_of(term).is_none())
        .map(|&term| terms.list[term].term())
        .collect();
    let pairs = order
        .iter()
        .flat_map(|&a| order.iter().map(move |&b| (a, b)))
        .filter(|(a, b)| a < b);
    let seen = pairs.flat_map(|pair| {
        exchanges
            .get(&pair)
            .into_iter()
            .flatten()
            .map(move |link| (pair, *link))
    });
    let witnesses = seen
        .map(|((a, b), (old, new))| {
            let (said, instead) = if terms.of_unit[old].contains(&a) {
                (a, b)
            } else {
                (b, a)
            };
            Witness {
                old: features.units[old].at,
                said: terms.list[said].text.clone(),
                new: features.units[new].at,
                instead: terms.list[instead].text.clone(),
            }
        })
        .take(WITNESSES)
        .collect();
    (!expressions.is_empty()).then_some(Idea {
        extends,
        expressions,
        witnesses,
    })
}
