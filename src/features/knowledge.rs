//! What features are made with, beside the texts: the lexicons, the vectors, the words.

use crate::corpus::Corpus;
use crate::document::Document;
use crate::lexicon::{self, Lexicon, Vocabulary};
use crate::model::Model;
use crate::vectors::{self, Vectors};
use crate::words::Words;

/// What features are made with, beside the texts.
#[derive(Clone, Copy)]
pub struct Knowledge<'k> {
    /// The built-in lexicon, neutral to the field.
    pub lexicon: &'k Lexicon,
    /// The series' own codebook.
    pub codebook: Option<&'k Lexicon>,
    /// Word vectors with background frequencies.
    pub vectors: &'k Vectors,
    /// The embedding model that the series names.
    pub model: Option<&'k Model>,
    /// How texts are cut into words.
    pub words: &'k Words,
}

/// What a series brings along, and the dictionary as far as its texts need it.
pub struct Resources {
    codebook: Option<Lexicon>,
    vectors: Option<Vectors>,
    model: Option<Model>,
    words: Words,
}

impl Resources {
    /// Reads the side files of a series; a codebook, vector file or model that cannot be read counts as absent (the
    /// command line refuses it before).
    pub fn of(corpus: &Corpus, documents: &[Document]) -> Self {
        let codebook = corpus.lexicon.as_ref().and_then(|file| lexicon::parse(&file.text).ok());
        let own = || {
            let file = corpus.vectors.as_ref()?;
            Vectors::parse(file.bytes.clone()).ok()
        };
        let texts = documents.iter().map(|d| d.text.as_str());
        let terms = lexicon::built_in()
            .words()
            .chain(codebook.iter().flat_map(Lexicon::words));
        let (words, (vectors, _)) = rayon::join(
            || Words::of(texts, terms),
            // The built-in ones are read beside the dictionary, whoever asks for them later.
            || rayon::join(own, || corpus.vectors.is_none().then(vectors::built_in)),
        );
        Self {
            codebook,
            vectors,
            model: corpus.model.as_ref().and_then(|files| Model::parse(files).ok()),
            words,
        }
    }

    /// The same without the codebook's concepts, to measure what they are worth.
    pub fn without_codebook(self) -> Self {
        Self { codebook: None, ..self }
    }

    /// What is used of it.
    pub fn knowledge(&self) -> Knowledge<'_> {
        Knowledge {
            lexicon: lexicon::built_in(),
            codebook: self.codebook.as_ref(),
            vectors: self.vectors.as_ref().unwrap_or_else(|| vectors::built_in()),
            model: self.model.as_ref(),
            words: &self.words,
        }
    }

    /// The words by which texts are read once their links stand.
    pub fn vocabulary(&self) -> Vocabulary {
        Vocabulary::of(self.codebook.as_ref())
    }

    /// How the texts of the series are cut into words.
    pub fn words(&self) -> &Words {
        &self.words
    }
}
