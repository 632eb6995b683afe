//! The whole program in straight lines: one stage a line. The only module that names every stage.

use crate::align::{self, Alignment, scorer};
use crate::analysis::{self, Analysis};
use crate::candidates;
use crate::corpus::Corpus;
use crate::decisions::{self, Standing};
use crate::document::{self, Document};
use crate::features::{self, Resources};
use crate::lexicon;
use crate::lineage::{self, Lineages};
use crate::parameter::Parameter;
use crate::segment::{self, ClauseTree};

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
    let documents = document::parse(corpus);
    let trees = documents.iter().map(segment::segment).collect();
    corrected(corpus, documents, trees)
}

fn corrected(corpus: &Corpus, documents: Vec<Document>, mut trees: Vec<ClauseTree>) -> Read {
    let (decisions, _) = decisions::read(&corpus.decisions);
    let standing = decisions::restructure(&documents, &mut trees, &decisions);
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
    let documents = document::parse(corpus);
    let (trees, resources) = rayon::join(
        || documents.iter().map(segment::segment).collect::<Vec<_>>(),
        || Resources::of(corpus, &documents),
    );
    let Read {
        documents,
        trees,
        standing,
    } = corrected(corpus, documents, trees);
    let features = features::extract(&documents, &trees, resources.knowledge());
    let candidates = candidates::generate(&features);
    let alignment = align::align(&features, &candidates, scorer::built_in(), &standing);
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
        lineages,
        analysis,
    }
}
