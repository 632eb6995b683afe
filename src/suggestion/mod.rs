//! Proposes a codebook from a series: terms that are not to be cut apart, and concepts with the expressions that stand
//! for them.
//!
//! A proposal, never a result: the researcher reads it and keeps what is right. Knows links, not output formats.

mod synonyms;
mod terms;

use crate::align::Relation;
use crate::corpus::Corpus;
use crate::features::{self, Features, Resources, Role};
use crate::ids::ClauseRef;
use crate::pipeline::Outcome;
use terms::Terms;

/// What a series says about its own vocabulary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestions {
    /// Terms of several words, the weightiest first.
    pub words: Vec<Term>,
    /// Concepts, those that stand in most clauses first.
    pub concepts: Vec<Idea>,
}

/// An expression of the series.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// As it stands in the texts.
    pub text: String,
    /// Clauses that hold it, headings included.
    pub clauses: usize,
    /// Documents that hold it.
    pub documents: usize,
}

/// Expressions that seem to stand for one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Idea {
    /// The concept of the series' codebook that these would extend; `None` for a new one.
    pub extends: Option<String>,
    /// Expressions, the most frequent first; of an extension only those that the concept lacks.
    pub expressions: Vec<Term>,
    /// Linked clauses of which one says one expression and the other another, at most [`WITNESSES`], likeliest first.
    pub witnesses: Vec<Witness>,
}

/// Two linked clauses in which one expression answers another.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// The older clause.
    pub old: ClauseRef,
    /// What it says.
    pub said: String,
    /// The newer clause.
    pub new: ClauseRef,
    /// What it says instead.
    pub instead: String,
}

/// Witnesses kept of an idea.
pub const WITNESSES: usize = 3;

/// Reads a traced series for its vocabulary.
///
/// # Complexity
/// That of the features, and the terms of one side times those of the other for each link.
pub fn suggest(corpus: &Corpus, outcome: &Outcome) -> Suggestions {
    let resources = Resources::of(corpus, &outcome.documents);
    let knowledge = resources.knowledge();
    let features = features::extract(&outcome.documents, &outcome.trees, knowledge);
    let terms = Terms::read(&features, knowledge);
    let links = linked_units(&features, outcome);
    Suggestions {
        words: terms.compounds(knowledge),
        concepts: synonyms::ideas(&features, &terms, &links, knowledge),
    }
}

/// Unit numbers of links between bodies that are the same measure, likeliest first.
fn linked_units(features: &Features, outcome: &Outcome) -> Vec<(usize, usize)> {
    let unit = |at: ClauseRef| {
        let found = features.units.binary_search_by_key(&at, |unit| unit.at).ok();
        found.filter(|&unit| features.units[unit].role == Role::Body)
    };
    let same = outcome.alignment.links.iter().filter(|l| l.relation == Relation::Same);
    let mut links: Vec<(f64, (usize, usize))> = same
        .filter_map(|link| Some((link.probability, (unit(link.old)?, unit(link.new)?))))
        .collect();
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    links.into_iter().map(|(_, units)| units).collect()
}
