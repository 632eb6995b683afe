//! One series with its gold: the signals of every candidate pair, and whether people called it the same measure.

use crate::align::scorer::{revised, silence_tells};
use crate::align::signals::{self, Pairs};
use crate::candidates::{self, Candidates};
use crate::corpus::Corpus;
use crate::document::{self, Document};
use crate::evaluate::{Gold, KeyPair, Teacher};
use crate::features::{self, Features, Resources};
use crate::segment::{self, ClauseTree};
use rayon::prelude::*;

/// A series, read as far as its candidates, with its gold.
pub struct Lesson {
    /// What it is called in tables.
    pub name: String,
    /// What people found.
    pub gold: Gold,
    /// Documents, oldest first.
    pub documents: Vec<Document>,
    /// Their clauses.
    pub trees: Vec<ClauseTree>,
    /// What the aligner sees.
    pub features: Features,
    /// Pairs worth scoring.
    pub candidates: Candidates,
    /// The same as a table to learn from, one for each block of the candidates.
    pub sheets: Vec<Sheet>,
}

/// The candidate pairs of two documents with their signals and what the gold says.
pub struct Sheet {
    /// Documents of the gold; `None` where the annotators did not compare the two.
    pub keys: Option<KeyPair>,
    /// How much the two are in the world of revised texts, [0, 1].
    pub revised: f64,
    /// Whether an embedding model has read the two.
    pub modelled: bool,
    /// Signals of each pair, in the order of [`signals::SIGNALS`].
    pub rows: Vec<Vec<f32>>,
    /// How far the codebook has a say in each pair, [0, 1].
    pub covered: Vec<f64>,
    /// Whether the pair is the same measure; `None` where the gold does not say.
    pub labels: Vec<Option<bool>>,
}

/// Whether the codebook of a series is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codebook {
    /// It is left out.
    Absent,
    /// It is, where there is one.
    Present,
}

impl Lesson {
    /// Reads a series as the pipeline does, up to the signals of its candidate pairs; with its codebook or without.
    ///
    /// # Complexity
    /// That of a run without lineages and analysis.
    pub fn new(name: String, corpus: &Corpus, gold: Gold, codebook: Codebook) -> Self {
        let documents = document::parse(corpus);
        let trees: Vec<ClauseTree> = documents.iter().map(segment::segment).collect();
        let mut resources = Resources::of(corpus, &documents);
        if codebook == Codebook::Absent {
            resources = resources.without_codebook();
        }
        let features = features::extract(&documents, &trees, resources.knowledge());
        let candidates = candidates::generate(&features);
        let teacher = Teacher::new(&gold, &documents, &trees);
        let sheets = candidates
            .blocks
            .par_iter()
            .map(|block| {
                let pairs = Pairs::new(&features, block);
                let at = |unit: u32| features.units[unit as usize].at;
                let silence = silence_tells(pairs.coverage());
                Sheet {
                    keys: teacher.keys(block.old, block.new),
                    revised: revised(pairs.revised_share()),
                    modelled: pairs.modelled(),
                    labels: block
                        .pairs
                        .iter()
                        .map(|&(old, new)| teacher.verdict(at(old), at(new)))
                        .collect(),
                    rows: signals::rows(&pairs),
                    covered: (0..pairs.len())
                        .map(|pair| if pairs.covered(pair) { 1.0 } else { silence })
                        .collect(),
                }
            })
            .collect();
        Self {
            name,
            gold,
            documents,
            trees,
            features,
            candidates,
            sheets,
        }
    }

    /// Sheets whose documents the annotators compared, with those documents.
    pub fn annotated(&self) -> impl Iterator<Item = (KeyPair, &Sheet)> {
        self.sheets.iter().filter_map(|sheet| Some((sheet.keys?, sheet)))
    }
}
