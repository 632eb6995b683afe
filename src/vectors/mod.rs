//! Word vectors with background frequencies, trained from public legal and government texts.
//!
//! A series may name its own, made by `yange train vectors`. See `docs/vectors.md`.

mod format;
mod train;

pub use format::VectorsError;
pub use train::{DIMENSIONS, SMOOTHING, Trained, WINDOW, WORDS, train};

use std::borrow::Cow;
use std::sync::LazyLock;

/// Word vectors, document frequencies of words, and of character bigrams, over a background corpus.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    dimensions: usize,
    sentences: u32,
    /// Words in the order of their bytes, joined by line ends, with where each begins.
    words: Cow<'static, str>,
    starts: Vec<u32>,
    frequencies: Vec<u32>,
    scales: Vec<f32>,
    rows: Cow<'static, [u8]>,
    bigrams: Vec<(u32, u32)>,
}

/// SHA-256 of the built-in vectors, kept beside them because hashing two megabytes would be felt at every start; a test
/// compares.
pub const BUILT_IN_SHA256: &str = "30a6e5584531f47f5853d4a720be9360629f6341cb3f3ed770f1366d003fa20a";

/// The vectors built into the program.
pub fn built_in() -> &'static Vectors {
    static VECTORS: LazyLock<Vectors> = LazyLock::new(|| {
        format::parse(Cow::Borrowed(include_bytes!("../../assets/vectors.bin")))
            .expect("a unit test reads the vectors in assets/")
    });
    &VECTORS
}

impl Vectors {
    /// Reads a vector file.
    ///
    /// # Errors
    /// Says what is wrong with the file; nothing is read from a file that fails in part.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, VectorsError> {
        format::parse(Cow::Owned(bytes))
    }

    /// Numbers in a vector.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Sentences of the background corpus, repeats not counted.
    pub fn sentences(&self) -> u32 {
        self.sentences
    }

    /// Number of words that have a vector.
    pub fn len(&self) -> usize {
        self.frequencies.len()
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.frequencies.is_empty()
    }

    /// The word numbered `index`, in the order of bytes.
    pub fn word(&self, index: usize) -> &str {
        let start = self.starts[index] as usize;
        let end = self.starts[index + 1] as usize - 1;
        &self.words[start..end]
    }

    /// The number of a word.
    ///
    /// # Complexity
    /// Logarithmic in the number of words.
    pub fn number(&self, word: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.word(middle).cmp(word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// Background sentences that hold the word; 0 for an unknown one.
    pub fn document_frequency(&self, word: &str) -> u32 {
        self.number(word).map_or(0, |number| self.frequencies[number])
    }

    /// Background sentences that hold the two characters side by side; 0 for a rare pair.
    pub fn bigram_frequency(&self, first: char, second: char) -> u32 {
        let key = ((first as u32) << 16) | (second as u32 & 0xFFFF);
        self.bigrams
            .binary_search_by_key(&key, |entry| entry.0)
            .map_or(0, |at| self.bigrams[at].1)
    }

    /// The vector of a word, about unit length.
    pub fn vector(&self, word: &str) -> Option<Vec<f32>> {
        self.number(word).map(|number| self.row(number))
    }

    /// The vector of the word numbered `number`.
    pub fn row(&self, number: usize) -> Vec<f32> {
        let row = &self.rows[number * self.dimensions..][..self.dimensions];
        row.iter()
            .map(|&byte| f32::from(byte.cast_signed()) * self.scales[number])
            .collect()
    }

    /// The vector of a word, or the mean of its characters' vectors where the word is unknown.
    pub fn vector_or_pieces(&self, word: &str) -> Option<Vec<f32>> {
        self.vector(word).or_else(|| {
            let mut buffer = [0; 4];
            let pieces: Vec<_> = word
                .chars()
                .filter_map(|c| self.vector(c.encode_utf8(&mut buffer)))
                .collect();
            let mut sum = pieces.first()?.clone();
            pieces[1..]
                .iter()
                .for_each(|piece| sum.iter_mut().zip(piece).for_each(|(s, v)| *s += v));
            Some(sum)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_hash_is_that_of_the_built_in_file() {
        let hash = Sha256::digest(include_bytes!("../../assets/vectors.bin"));
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, BUILT_IN_SHA256, "write the new hash into BUILT_IN_SHA256");
    }

    #[test]
    fn the_built_in_vectors_know_government_words() {
        let vectors = built_in();
        let similarity = |a: &str, b: &str| -> f32 {
            let (a, b) = (vectors.vector(a).expect("known"), vectors.vector(b).expect("known"));
            a.iter().zip(&b).map(|(x, y)| x * y).sum()
        };
        assert!(similarity("调解", "仲裁") > 0.5 && similarity("质押", "抵押") > 0.5);
        assert!(similarity("调解", "仲裁") > similarity("调解", "粮食") + 0.2);
        assert!(vectors.document_frequency("应当") > vectors.document_frequency("质押"));
        assert!(vectors.bigram_frequency('应', '当') > 1000);
        assert_eq!(vectors.document_frequency("没有这个词"), 0);
        assert!(vectors.vector_or_pieces("诉调").is_some());
    }
}
