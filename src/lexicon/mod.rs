//! The codebook: concepts and their expressions, in two layers: built in and neutral, and the series' own.

/// Concepts that the aligner may count as shared.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Concepts in file order, built-in first.
    pub concepts: Vec<Concept>,
}

/// One concept with the expressions that stand for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Name a person gave it.
    pub name: String,
    /// Expressions, any of which stands for the concept.
    pub expressions: Vec<String>,
}
