//! The whole program in straight lines: one stage a line. The only module that names every stage.

use crate::align::{self, Alignment, Pair, Signal, learn::Relearned, scorer};
use crate::analysis::{self, Analysis};
use crate::candidates;
use crate::corpus::Corpus;
use crate::decisions::{self, Decisions, Standing};
use crate::document::{self, Document};
use crate::features::{self, Resources};
use crate::lexicon;
use crate::lineage::{self, Lineages};
use crate::parameter::Parameter;
use crate::segment::{self, ClauseTree};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a run produced; every stage's result, in the stages' own types.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Documents, oldest first.
    pub documents: Vec<Document>,
    /// One clause tree for each document.
    pub trees: Vec<ClauseTree>,
    /// Where the decisions of reviewers stand in these trees.
    pub standing: Standing,
    /// Links and refusals.
    pub alignment: Alignment,
    /// What the scorer learned from the decisions, where the series says that it may.
    pub relearned: Option<Relearned>,
    /// Lineages.
    pub lineages: Lineages,
    /// What happened.
    pub analysis: Analysis,
}

/// Every constant that shapes a result, stage by stage.
pub fn parameters() -> impl Iterator<Item = Parameter> {
    [
        features::PARAMETERS,
        candidates::PARAMETERS,
        align::PARAMETERS,
        align::signals::PARAMETERS,
        lineage::PARAMETERS,
        analysis::PARAMETERS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The texts built into the program that shape a result; the vectors have [`crate::vectors::BUILT_IN_SHA256`].
pub const BUILT_IN: [(&str, &str); 3] = [
    ("scorer", scorer::BUILT_IN),
    ("lexicon", lexicon::BUILT_IN),
    ("instruments", lexicon::BUILT_IN_INSTRUMENTS),
];

/// A series as read, before anything is compared.
#[derive(Clone, Debug)]
pub struct Read {
    /// Documents, oldest first.
    pub documents: Vec<Document>,
    /// One clause tree for each document, with the corrections of reviewers.
    pub trees: Vec<ClauseTree>,
    /// Where the decisions of reviewers stand in these trees.
    pub standing: Standing,
}

/// Reads a series as [`run`] does, and stops there.
pub fn read(corpus: &Corpus) -> Read {
    read_with(corpus, &decisions::read(&corpus.decisions).0)
}

/// The same with other decisions than those of the series.
pub fn read_with(corpus: &Corpus, decisions: &Decisions) -> Read {
    let documents = document::parse(corpus);
    let trees = documents.iter().map(segment::segment).collect();
    corrected(documents, trees, decisions)
}

fn corrected(documents: Vec<Document>, mut trees: Vec<ClauseTree>, decisions: &Decisions) -> Read {
    let standing = decisions::restructure(&documents, &mut trees, decisions);
    Read {
        documents,
        trees,
        standing,
    }
}

/// Traces a series. Total: any corpus gives an outcome; a codebook or a vector file that cannot be read counts as
/// absent, and of decisions those that can be read are applied (the command line refuses such files before, and
/// decisions that contradict each other after).
pub fn run(corpus: &Corpus) -> Outcome {
    run_with(corpus, &decisions::read(&corpus.decisions).0)
}

/// The same with other decisions than those of the series.
pub fn run_with(corpus: &Corpus, decisions: &Decisions) -> Outcome {
    let documents = document::parse(corpus);
    let (trees, resources) = rayon::join(
        || documents.iter().map(segment::segment).collect::<Vec<_>>(),
        || Resources::of(corpus, &documents),
    );
    let Read {
        documents,
        trees,
        standing,
    } = corrected(documents, trees, decisions);
    let features = features::extract(&documents, &trees, resources.knowledge());
    let candidates = candidates::generate(&features);
    let (alignment, relearned) = if corpus.learn {
        let (alignment, relearned) = align::learn::relearn(&features, &candidates, scorer::built_in(), &standing);
        (alignment, Some(relearned))
    } else {
        (
            align::align(&features, &candidates, scorer::built_in(), &standing),
            None,
        )
    };
    // Of a long series they are the largest part; nothing later looks at them.
    drop((features, candidates));
    let mut lineages = lineage::build(&documents, &trees, &alignment, resources.words());
    standing
        .names()
        .for_each(|(clause, name)| lineages.rename(clause, name));
    let analysis = analysis::analyze(
        &documents,
        &trees,
        &alignment,
        &lineages,
        resources.words(),
        &resources.vocabulary(),
    );
    Outcome {
        documents,
        trees,
        standing,
        alignment,
        relearned,
        lineages,
        analysis,
    }
}

/// The signals of pairs of clauses of an outcome of `corpus`, whether they are linked or not.
///
/// # Complexity
/// That of [`run`] up to its candidates: an outcome keeps the signals of its links alone, since those of all pairs
/// would take more memory than everything else.
pub fn signals(corpus: &Corpus, outcome: &Outcome, pairs: &BTreeSet<Pair>) -> BTreeMap<Pair, Vec<Signal>> {
    let Outcome {
        documents,
        trees,
        standing,
        relearned,
        ..
    } = outcome;
    let resources = Resources::of(corpus, documents);
    let features = features::extract(documents, trees, resources.knowledge());
    let candidates = candidates::generate(&features);
    let built_in = scorer::built_in();
    let scorer = match relearned {
        Some(relearned) => Cow::Owned(relearned.learned.adjusted(built_in)),
        None => Cow::Borrowed(built_in),
    };
    align::signals_of(&features, &candidates, &scorer, standing, pairs)
}
