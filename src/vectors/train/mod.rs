//! Training word vectors from texts: counts, positive PMI, a truncated singular value decomposition, small numbers.
//!
//! # Method
//! Levy, Goldberg & Dagan 2015, "Improving distributional similarity with lessons learned from word embeddings":
//! positive pointwise mutual information over a window of [`WINDOW`] content words, context distribution smoothed with
//! the exponent [`SMOOTHING`], singular vectors weighted by the square root of the singular values. The decomposition
//! is the randomised one of Halko, Martinsson & Tropp 2011, with a fixed seed. Same texts, same bytes, whatever the
//! number of threads.

mod counts;
mod svd;

use super::format::{self, Parts};
use counts::Counts;

/// Words on either side that count as context; from the prototype.
pub const WINDOW: usize = 4;

/// Exponent of the context distribution; Levy et al. and the prototype.
pub const SMOOTHING: f64 = 0.75;

/// Numbers in a vector, as in the built-in file.
pub const DIMENSIONS: usize = 64;

/// Words that get a vector, the most frequent ones: all that occur some twenty times in 20 million characters.
pub const WORDS: usize = 20_000;

/// Sentences that a word must occur in.
const LEAST_SENTENCES: u32 = 3;

/// Sentences that a pair of characters must occur in for its frequency to be kept.
const LEAST_BIGRAM_SENTENCES: u32 = 20;

/// What a training run made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trained {
    /// The vector file.
    pub bytes: Vec<u8>,
    /// Different sentences read.
    pub sentences: usize,
    /// Words that have a vector.
    pub words: usize,
    /// Numbers in each.
    pub dimensions: usize,
}

/// Trains on texts, in the given order; sentences that were read before are passed over.
///
/// Texts of a handful of sentences give a file all the same, with as many dimensions as they carry.
///
/// # Complexity
/// Time and memory linear in the texts' words times the window; the pairs of words that occur together take most of it.
pub fn train<'t>(texts: impl Iterator<Item = &'t str>) -> Trained {
    let counts = Counts::read(texts, WORDS, LEAST_SENTENCES);
    let rows = svd::factors(&counts.associations(SMOOTHING), DIMENSIONS);
    let dimensions = rows.first().map_or(0, Vec::len);
    let bytes = format::write(&Parts {
        dimensions,
        sentences: counts.sentences,
        words: &counts.words,
        frequencies: &counts.frequencies,
        rows: &rows,
        bigrams: &counts.bigrams(LEAST_BIGRAM_SENTENCES),
    });
    Trained {
        bytes,
        sentences: counts.sentences,
        words: counts.words.len(),
        dimensions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::Vectors;

    /// Two fields whose words never meet; in each, two words stand in the same places.
    fn texts() -> Vec<String> {
        let mut texts = Vec::new();
        for i in 0..60 {
            let (tea, law) = (["茶叶", "咖啡"][i % 2], ["仲裁", "调解"][i % 2]);
            texts.push(format!("农户种植{tea}增加收入第{i}年。早晨饮用{tea}提神{i}次！"));
            texts.push(format!("法院通过{law}解决纠纷第{i}件。当事人申请{law}处理争议{i}次；"));
        }
        texts
    }

    #[test]
    fn words_of_like_places_are_near_and_the_file_reads_back() {
        let texts = texts();
        let trained = train(texts.iter().map(String::as_str));
        let vectors = Vectors::parse(trained.bytes.clone()).expect("what was written can be read");
        assert_eq!(
            (vectors.len(), vectors.dimensions()),
            (trained.words, trained.dimensions)
        );
        let cosine = |a: &str, b: &str| -> f32 {
            let (a, b) = (vectors.vector(a).expect("known"), vectors.vector(b).expect("known"));
            a.iter().zip(&b).map(|(x, y)| x * y).sum()
        };
        assert!(cosine("茶叶", "咖啡") > 0.6, "{}", cosine("茶叶", "咖啡"));
        assert!(cosine("茶叶", "咖啡") > cosine("茶叶", "仲裁") + 0.4);
        assert_eq!(vectors.document_frequency("仲裁"), 60);
        assert_eq!(vectors.sentences() as usize, 240);
        assert_eq!(vectors.bigram_frequency('法', '院'), 60);
        let cut = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .expect("one thread");
        let again = cut.install(|| train(texts.iter().chain(&texts).map(String::as_str)));
        assert!(
            again == trained,
            "neither repeated texts nor the number of threads change the file"
        );
    }

    #[test]
    fn nothing_to_learn_from_gives_an_empty_file() {
        for text in ["", "ABC 123", "一"] {
            let trained = train(std::iter::once(text));
            assert!(Vectors::parse(trained.bytes).is_ok_and(|v| v.is_empty()), "{text}");
        }
    }
}
