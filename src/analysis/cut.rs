//! The documents of a series cut into numbered words, once however many links a clause has and however deep it lies.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::letter::is_letter_or_digit;
use crate::span::Span;
use crate::words::Words;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A stretch of a document cut into words: twelve bytes a word.
struct Cut {
    /// First byte of each word, and the end of the last.
    starts: Vec<u32>,
    /// Letters and digits before each word, and in all.
    letters: Vec<u32>,
    /// The same number for the same word in the whole series.
    numbers: Vec<u32>,
}

impl Cut {
    fn read<'t>(words: &Words, text: &'t str, stretch: Span) -> (Self, Vec<&'t str>) {
        let text = stretch.of(text);
        let (mut starts, mut letters) = (vec![narrow(stretch.start)], vec![0]);
        let mut found = Vec::new();
        for word in words.cut(text).into_iter().map(|span| span.of(text)) {
            let count = word.chars().filter(|&c| is_letter_or_digit(c)).count();
            starts.push(starts[found.len()] + narrow(word.len()));
            letters.push(letters[found.len()] + narrow(count));
            found.push(word);
        }
        let numbers = Vec::new();
        (
            Self {
                starts,
                letters,
                numbers,
            },
            found,
        )
    }

    /// The words that make up a stretch; `None` where one reaches across either of its ends.
    fn words_of(&self, stretch: Span) -> Option<Range<usize>> {
        let at = |byte: usize| self.starts.binary_search(&narrow(byte)).ok();
        Some(at(stretch.start)?..at(stretch.end)?)
    }
}

/// Numbers of words.
#[derive(Default)]
struct Numbers<'t>(FxHashMap<&'t str, u32>);

impl<'t> Numbers<'t> {
    fn give(&mut self, mut cut: Cut, words: Vec<&'t str>) -> Cut {
        let number = |word| {
            let next = narrow(self.0.len());
            *self.0.entry(word).or_insert(next)
        };
        cut.numbers = words.into_iter().map(number).collect();
        cut
    }
}

/// All documents of a series, cut into words.
pub(super) struct Cuts {
    documents: Vec<Cut>,
    /// Clauses that end within a word of the whole text.
    apart: FxHashMap<ClauseRef, Cut>,
}

impl Cuts {
    /// Cuts the documents, and once more those of the clauses that begin or end within a word.
    ///
    /// # Complexity
    /// Linear in the texts.
    pub(super) fn read(series: &Series, clauses: &[ClauseRef]) -> Self {
        let texts = series.documents.par_iter();
        let read: Vec<_> = texts
            .map(|document| {
                let text = document.text.as_str();
                Cut::read(series.words, text, Span::new(0, text.len()))
            })
            .collect();
        let mut numbers = Numbers::default();
        let documents: Vec<Cut> = read.into_iter().map(|(cut, words)| numbers.give(cut, words)).collect();
        let split = clauses.iter().filter(|at| {
            let cut = &documents[at.document_index()];
            cut.words_of(series.span(**at)).is_none()
        });
        let apart = split
            .map(|&at| {
                let text = series.document_text(at.document_index());
                let (cut, words) = Cut::read(series.words, text, series.span(at));
                (at, numbers.give(cut, words))
            })
            .collect();
        Self { documents, apart }
    }

    /// The words of a clause.
    pub(super) fn side<'s>(&'s self, series: &Series<'s>, at: ClauseRef) -> Side<'s> {
        let span = series.span(at);
        let document = &self.documents[at.document_index()];
        let (cut, words) = match (document.words_of(span), self.apart.get(&at)) {
            (Some(words), _) => (document, words),
            (None, Some(cut)) => (cut, 0..cut.numbers.len()),
            (None, None) => (document, 0..0),
        };
        Side {
            text: series.text(at),
            span,
            cut,
            words,
        }
    }
}

/// One side of a comparison: the words of a clause.
pub(super) struct Side<'s> {
    text: &'s str,
    pub(super) span: Span,
    cut: &'s Cut,
    words: Range<usize>,
}

impl Side<'_> {
    /// The words, the same number for the same word.
    pub(super) fn numbers(&self) -> &[u32] {
        &self.cut.numbers[self.words.clone()]
    }

    /// Letters and digits of the words from one to another, the first being 0.
    pub(super) fn letters(&self, from: usize, to: usize) -> usize {
        let before = |word: usize| self.cut.letters[self.words.start + word];
        (before(to) - before(from)) as usize
    }

    /// Letters and digits of all words.
    pub(super) fn all_letters(&self) -> usize {
        self.letters(0, self.words.len())
    }

    /// Bytes of the words from one to another.
    pub(super) fn bytes(&self, from: usize, to: usize) -> usize {
        let at = |word: usize| self.cut.starts[self.words.start + word];
        (at(to) - at(from)) as usize
    }

    /// Letters and digits in order: spaces, enumerators' marks and the width of punctuation are no change of wording.
    pub(super) fn wording(&self) -> impl Iterator<Item = char> + '_ {
        self.text.chars().filter(|&c| is_letter_or_digit(c))
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
