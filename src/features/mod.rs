//! What the aligner may see of each clause: words, bigrams, parts, vectors, concepts and context, weighed over the
//! whole series. Knows no pairs and no thresholds.

pub mod bag;
mod comparable;
mod concepts;
mod embeddings;
mod knowledge;
mod units;
mod vectors;

pub use comparable::Comparable;
pub use concepts::ConceptRow;
pub use embeddings::Embeddings;
pub use knowledge::{Knowledge, Resources};
pub(crate) use vectors::inner;
pub use vectors::{Packed, centre};

use crate::document::Document;
use crate::ids::ClauseRef;
use crate::letter::is_letter;
use crate::lexicon::Lexicon;
use crate::parameter::Parameter;
use crate::segment::ClauseTree;
use crate::vectors::Vectors;
use bag::{Numbering, Row};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// The comparable view of a series.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Units of alignment in time and reading order.
    pub units: Vec<Unit>,
    /// Units of each document.
    pub documents: Vec<Range<usize>>,
    /// Weight of each word.
    pub word_weights: Vec<f32>,
    /// Weight of each character bigram.
    pub bigram_weights: Vec<f32>,
    /// Weight of each concept of the built-in lexicon.
    pub concept_weights: Vec<f32>,
    /// Weight of each concept of the series' codebook; empty without one.
    pub codebook_weights: Vec<f32>,
    /// Names of the built-in concepts.
    pub concept_names: Vec<String>,
    /// Names of the codebook's concepts.
    pub codebook_names: Vec<String>,
    /// Centred vectors of the units by the series' own embedding model; `None` without one.
    pub embeddings: Option<Embeddings>,
}

/// One clause as the aligner sees it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The clause.
    pub at: ClauseRef,
    /// Heading or body.
    pub role: Role,
    /// Text as compared.
    pub text: Comparable,
    /// Bigrams in the order of the text, each with its first byte in the comparable text.
    pub bigram_places: Vec<(u32, u32)>,
    /// Unit-length word weights.
    pub word_row: Row,
    /// Unit-length bigram weights.
    pub bigram_row: Row,
    /// Centred sentence vector of unit length.
    pub vector: Vec<f32>,
    /// Comma-level parts.
    pub parts: Vec<Part>,
    /// Heading units above, outermost first.
    pub headings: Vec<usize>,
    /// Bigram weights with a share of the heading's (or, for a heading, of its body's).
    pub bigrams_in_context: Row,
    /// Mean vector of the item: the innermost heading with its direct sentences, which share it.
    pub item_vector: Arc<[f32]>,
    /// Concepts of the built-in lexicon over the item, unit length; shared like its vector.
    pub item_concepts: Arc<Row>,
    /// Concepts of the built-in lexicon.
    pub concepts: ConceptRow,
    /// Concepts of the series' codebook.
    pub codebook: ConceptRow,
}

/// Part of a unit between two commas.
#[derive(Clone, Debug)]
pub struct Part {
    /// Bytes of the comparable text.
    pub range: Range<usize>,
    /// Unit-length bigram weights.
    pub bigram_row: Row,
    /// Centred vector of unit length, packed.
    pub vector: Packed,
    /// Sum of the weights of the distinct words.
    pub mass: f32,
}

/// Whether a unit heads others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading: its body stands below it.
    Heading,
    /// A sentence, an article, an item without children.
    Body,
}

impl Unit {
    /// The innermost heading: the unit itself if it is one.
    pub fn item(&self, own: usize) -> Option<usize> {
        match self.role {
            Role::Heading => Some(own),
            Role::Body => self.headings.last().copied(),
        }
    }

    /// The heading above the innermost one.
    pub fn chapter(&self) -> Option<usize> {
        match self.role {
            Role::Heading => self.headings.last().copied(),
            Role::Body => self.headings.len().checked_sub(2).map(|i| self.headings[i]),
        }
    }
}

/// Weight of words of the policy frame (建立, 完善, 机制) against all others; from the prototype.
const FRAME_WEIGHT: f32 = 0.4;

/// Units that are cut into words together before their words are numbered; any number gives the same features.
const CUT_TOGETHER: usize = 8_192;

/// What shapes the features.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::new("features.frame-weight", FRAME_WEIGHT as f64),
    Parameter::new("features.heading-share", units::HEADING_SHARE as f64),
    Parameter::new("features.body-share", units::BODY_SHARE as f64),
    Parameter::new("features.background-units", bag::BACKGROUND_UNITS as f64),
    Parameter::new("features.largest-rarity", concepts::LARGEST_RARITY as f64),
];

/// Reads the features of all clauses that take part in alignment.
///
/// # Complexity
/// Linear in the length of the texts, times the dimensions of the word vectors.
pub fn extract(documents: &[Document], trees: &[ClauseTree], knowledge: Knowledge<'_>) -> Features {
    let drafts = units::draft(documents, trees);
    let (mut words, mut bigrams) = (Numbering::<String>::new(), Numbering::<(char, char)>::new());
    let mut word_numbers: Vec<Vec<(u32, u32)>> = Vec::with_capacity(drafts.units.len());
    // Cut side by side, number in order; a stretch at a time, so that the strings of a long series never stand in
    // memory together.
    for stretch in drafts.units.chunks(CUT_TOGETHER) {
        let tokens: Vec<Vec<(&str, u32)>> = stretch.par_iter().map(|u| words_of(&u.text, knowledge)).collect();
        word_numbers.extend(tokens.into_iter().map(|unit| {
            let numbered = unit.into_iter().map(|(word, at)| (words.number_str(word), at));
            let mut numbered: Vec<(u32, u32)> = numbered.collect();
            numbered.shrink_to_fit();
            numbered
        }));
    }
    let bigram_numbers: Vec<Vec<(u32, u32)>> = drafts
        .units
        .iter()
        .map(|unit| {
            let pairs = bigrams_of(unit.text.text());
            let mut numbers: Vec<(u32, u32)> = pairs.map(|(pair, at)| (bigrams.number(pair), at)).collect();
            numbers.shrink_to_fit();
            numbers
        })
        .collect();
    let counts = |numbers: &[Vec<(u32, u32)>]| -> Vec<Row> {
        numbers
            .par_iter()
            .map(|unit| bag::count(unit.iter().map(|(n, _)| *n).collect()))
            .collect()
    };
    let (word_counts, bigram_counts) = (counts(&word_numbers), counts(&bigram_numbers));
    let word_weights = weigh_words(&word_counts, words.keys(), knowledge);
    let bigram_weights = weigh_bigrams(&bigram_counts, bigrams.keys(), knowledge.vectors);
    let embedding = vectors::Embedding::new(words.keys(), knowledge);
    let (raw, mean) = embedding.centred(&word_counts, &word_weights);
    let units: Vec<Unit> = (drafts.units, raw, word_numbers, bigram_numbers)
        .into_par_iter()
        .enumerate()
        .map(|(i, (draft, vector, word_numbers, bigram_numbers))| {
            let parts = parts_of(
                &draft.text,
                &word_numbers,
                &bigram_numbers,
                &word_weights,
                &bigram_weights,
                &embedding,
                &mean,
            );
            Unit {
                at: draft.at,
                role: draft.role,
                headings: draft.headings,
                word_row: bag::weigh(&word_counts[i], &word_weights),
                bigram_row: bag::weigh(&bigram_counts[i], &bigram_weights),
                bigram_places: bigram_numbers,
                vector,
                parts,
                concepts: ConceptRow::find(knowledge.lexicon, draft.text.text()),
                codebook: knowledge
                    .codebook
                    .map(|c| ConceptRow::find(c, draft.text.text()))
                    .unwrap_or_default(),
                text: draft.text,
                bigrams_in_context: Row::new(),
                item_vector: Arc::default(),
                item_concepts: Arc::default(),
            }
        })
        .collect();
    let embeddings = knowledge
        .model
        .map(|model| Embeddings::new(model, units.iter().map(|unit| unit.text.text())));
    let mut features = Features {
        embeddings,
        units,
        documents: drafts.documents,
        word_weights,
        bigram_weights,
        concept_weights: Vec::new(),
        codebook_weights: Vec::new(),
        concept_names: names(knowledge.lexicon),
        codebook_names: knowledge.codebook.map(names).unwrap_or_default(),
    };
    concepts::weigh(&mut features, knowledge);
    units::borrow_context(&mut features);
    features
}

fn names(lexicon: &Lexicon) -> Vec<String> {
    lexicon.concepts().iter().map(|concept| concept.name.clone()).collect()
}

/// Content words of a comparable text, each with its first byte.
fn words_of<'t>(text: &'t Comparable, knowledge: Knowledge<'_>) -> Vec<(&'t str, u32)> {
    let spans = knowledge.words.cut(text.text());
    let words = spans.into_iter().map(|span| (span.of(text.text()), narrow(span.start)));
    words
        .filter(|(word, _)| is_content(word) && !knowledge.lexicon.is_stop_word(word))
        .collect()
}

/// Han and Latin words; figures and punctuation are left out, so that numbers do not decide a match.
fn is_content(word: &str) -> bool {
    let letter = |c: char| is_han(c) || c.is_ascii_alphabetic() || c == '+';
    word.chars().next().is_some_and(letter) && word.chars().all(|c| letter(c) || c == '-')
}

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
        || ('\u{3400}'..='\u{4DBF}').contains(&c)
        || ('\u{20000}'..='\u{323AF}').contains(&c)
}

/// Neighbouring pairs of Han or Latin characters, each with its first byte.
fn bigrams_of(text: &str) -> impl Iterator<Item = ((char, char), u32)> {
    let letter = |c: char| is_letter(c) || is_han(c);
    let second = text.chars().skip(1);
    text.char_indices()
        .zip(second)
        .filter(move |((_, first), second)| letter(*first) && letter(*second))
        .map(|((at, first), second)| ((first, second), narrow(at)))
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn weigh_words(counts: &[Row], words: &[String], knowledge: Knowledge<'_>) -> Vec<f32> {
    let vectors = knowledge.vectors;
    let sentences = vectors.sentences().max(1) as f32;
    let df = bag::document_frequency(counts, words.len());
    let mut weights = bag::inverse_frequency(&df, counts.len(), |w| {
        vectors.document_frequency(&words[w]) as f32 / sentences
    });
    for (weight, word) in weights.iter_mut().zip(words) {
        if knowledge.lexicon.is_frame_word(word) {
            *weight *= FRAME_WEIGHT;
        }
    }
    weights
}

fn weigh_bigrams(counts: &[Row], bigrams: &[(char, char)], vectors: &Vectors) -> Vec<f32> {
    let sentences = vectors.sentences().max(1) as f32;
    let df = bag::document_frequency(counts, bigrams.len());
    bag::inverse_frequency(&df, counts.len(), |b| {
        vectors.bigram_frequency(bigrams[b].0, bigrams[b].1) as f32 / sentences
    })
}

fn parts_of(
    text: &Comparable,
    words: &[(u32, u32)],
    bigrams: &[(u32, u32)],
    word_weights: &[f32],
    bigram_weights: &[f32],
    embedding: &vectors::Embedding,
    mean: &[f32],
) -> Vec<Part> {
    // Words and bigrams stand in the order of the text, as the parts do.
    let inside = |numbers: &[(u32, u32)], range: &Range<usize>| -> Row {
        let before = |byte: usize| numbers.partition_point(|(_, at)| (*at as usize) < byte);
        let held = &numbers[before(range.start)..before(range.end)];
        bag::count(held.iter().map(|(n, _)| *n).collect())
    };
    units::part_ranges(text.text())
        .into_iter()
        .map(|range| {
            let counts = inside(words, &range);
            let mut vector = embedding.sentence(&counts, word_weights);
            centre(&mut vector, mean);
            Part {
                bigram_row: bag::weigh(&inside(bigrams, &range), bigram_weights),
                mass: bag::mass(&counts, word_weights),
                vector: Packed::new(&vector),
                range,
            }
        })
        .collect()
}
