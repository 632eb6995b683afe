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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{corpus, lexicon, pipeline, render};
    use std::path::PathBuf;

    /// What the seeds suggest to someone whose codebook this is.
    fn suggested(codebook: Option<&str>) -> (Suggestions, Outcome) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/hangzhou-ip");
        let mut corpus = corpus::load(&[folder]).expect("the seeds are in the repository");
        corpus.lexicon = codebook.map(|text| corpus::SideFile {
            path: "lexicon.toml".into(),
            text: text.into(),
        });
        let outcome = pipeline::run(&corpus);
        (suggest(&corpus, &outcome), outcome)
    }

    #[test]
    fn the_seeds_suggest_terms_and_concepts_that_a_person_would_keep() {
        let (found, outcome) = suggested(None);
        let words: Vec<&str> = found.words.iter().map(|w| w.text.as_str()).collect();
        assert!(
            words.contains(&"技术调查官") && words.contains(&"高价值专利"),
            "{words:?}"
        );
        assert!(
            !words.iter().any(|w| w.starts_with('届')),
            "what follows a figure is its measure: {words:?}"
        );
        let together = |a: &str, b: &str| {
            let holds = |idea: &Idea, text: &str| idea.expressions.iter().any(|e| e.text == text);
            found.concepts.iter().any(|idea| holds(idea, a) && holds(idea, b))
        };
        assert!(together("侵权", "假冒专利") && together("公共服务", "公共服务平台"));
        for witness in found.concepts.iter().flat_map(|idea| &idea.witnesses) {
            let says = |at: ClauseRef, what: &str| {
                let document = &outcome.documents[at.document_index()];
                let clause = &outcome.trees[at.document_index()].clauses[at.clause_index()];
                clause.extent.of(&document.text).contains(what)
            };
            assert!(
                says(witness.old, &witness.said) && says(witness.new, &witness.instead),
                "{witness:?}"
            );
        }
        lexicon::parse(&render::codebook::toml(&found, &outcome)).expect("a draft is a valid lexicon");
    }

    #[test]
    fn what_a_codebook_has_is_not_proposed_again_and_what_it_lacks_extends_it() {
        let (found, _) = suggested(Some(
            "words = ['技术调查官']\n[[concept]]\nname = '服务'\nexpressions = ['公共服务']\n\
             [[concept]]\nname = '侵权'\nexpressions = ['侵权', '假冒专利', '侵权假冒']",
        ));
        assert!(found.words.iter().all(|w| w.text != "技术调查官"));
        for idea in &found.concepts {
            let texts: Vec<&str> = idea.expressions.iter().map(|e| e.text.as_str()).collect();
            assert!(!(texts.contains(&"侵权") && texts.contains(&"假冒专利")), "{texts:?}");
            assert!(
                idea.extends.is_none() || !texts.iter().any(|t| t.contains("公共服务")),
                "{texts:?}"
            );
        }
        assert!(
            found.concepts.iter().any(|idea| idea.extends.is_some()),
            "{:?}",
            found.concepts
        );
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(
            suggest(&Corpus::default(), &pipeline::run(&Corpus::default())),
            Suggestions::default()
        );
    }
}
