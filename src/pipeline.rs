//! The whole program in straight lines: one stage a line. The only module that names every stage.

use crate::align::{self, Alignment, scorer};
use crate::analysis::{self, Analysis};
use crate::candidates;
use crate::corpus::Corpus;
use crate::document::{self, Document};
use crate::features::{self, Knowledge};
use crate::lexicon;
use crate::lineage::{self, Lineages};
use crate::parameter::Parameter;
use crate::segment::{self, ClauseTree};
use crate::vectors::{self, Vectors};
use crate::words;

/// What a run produced; every stage's result, in the stages' own types.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Documents, oldest first.
    pub documents: Vec<Document>,
    /// One clause tree for each document.
    pub trees: Vec<ClauseTree>,
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

/// The texts built into the program that shape a result; the vectors have [`vectors::BUILT_IN_SHA256`].
pub const BUILT_IN: [(&str, &str); 3] = [
    ("scorer", scorer::BUILT_IN),
    ("lexicon", lexicon::BUILT_IN),
    ("instruments", analysis::BUILT_IN_INSTRUMENTS),
];

/// Traces a series. Total: any corpus gives an outcome; a codebook or a vector file that cannot be read counts as
/// absent (the command line refuses it before).
pub fn run(corpus: &Corpus) -> Outcome {
    let documents = document::parse(corpus);
    let own_vectors = corpus
        .vectors
        .as_ref()
        .and_then(|file| Vectors::parse(file.bytes.clone()).ok());
    let (trees, (built_in, ())) = rayon::join(
        || documents.iter().map(segment::segment).collect::<Vec<_>>(),
        || {
            rayon::join(vectors::built_in, || {
                words::prepare(documents.iter().map(|d| d.text.as_str()))
            })
        },
    );
    let codebook = corpus.lexicon.as_ref().and_then(|file| lexicon::parse(&file.text).ok());
    let knowledge = Knowledge {
        lexicon: lexicon::built_in(),
        codebook: codebook.as_ref(),
        vectors: own_vectors.as_ref().unwrap_or(built_in),
    };
    let features = features::extract(&documents, &trees, knowledge);
    let candidates = candidates::generate(&features);
    let alignment = align::align(&features, &candidates, scorer::built_in());
    // Of a long series they are the largest part; nothing later looks at them.
    drop((features, candidates));
    let lineages = lineage::build(&documents, &trees, &alignment);
    let analysis = analysis::analyze(&documents, &trees, &alignment, &lineages);
    Outcome {
        documents,
        trees,
        alignment,
        lineages,
        analysis,
    }
}
