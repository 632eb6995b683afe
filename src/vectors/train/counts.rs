//! What is counted: in how many sentences words and character pairs stand, and which words stand near each other.

use crate::words;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Sentences that are cut together; any number gives the same counts.
const CUT_TOGETHER: usize = 16_384;

/// Words of kept sentences end with this.
const END: u32 = u32::MAX;

/// Counts over all different sentences.
pub(super) struct Counts {
    pub(super) sentences: usize,
    /// The vocabulary in the order of its bytes.
    pub(super) words: Vec<String>,
    /// Sentences that hold each word.
    pub(super) frequencies: Vec<u32>,
    bigrams: FxHashMap<(char, char), u32>,
    /// Vocabulary numbers of all sentences, each ended by [`END`].
    stream: Vec<u32>,
}

/// Associations of words with the words around them: one sparse row a word, columns ascending.
pub(super) struct Matrix {
    pub(super) starts: Vec<usize>,
    pub(super) cells: Vec<(u32, f32)>,
}

impl Counts {
    pub(super) fn read<'t>(texts: impl Iterator<Item = &'t str>, most: usize, least: u32) -> Self {
        let (mut seen, mut numbers, mut names) = (FxHashSet::default(), FxHashMap::default(), Vec::new());
        let mut frequencies: Vec<u32> = Vec::new();
        let (mut bigrams, mut stream, mut sentences) = (FxHashMap::default(), Vec::new(), 0);
        let mut fresh = texts
            .flat_map(sentences_of)
            .filter(|s| seen.insert(fingerprint(s)))
            .peekable();
        while fresh.peek().is_some() {
            let together: Vec<&str> = fresh.by_ref().take(CUT_TOGETHER).collect();
            sentences += together.len();
            let cut: Vec<Vec<&str>> = together.par_iter().map(|s| words_of(s)).collect();
            for (sentence, words) in together.iter().zip(cut) {
                count_bigrams(sentence, &mut bigrams);
                let start = stream.len();
                for word in words {
                    let number = *numbers.entry(word).or_insert_with(|| {
                        names.push(word);
                        frequencies.push(0);
                        narrow(names.len() - 1)
                    });
                    stream.push(number);
                }
                let mut different = stream[start..].to_vec();
                different.sort_unstable();
                different.dedup();
                different.iter().for_each(|&w| frequencies[w as usize] += 1);
                stream.push(END);
            }
        }
        let kept = vocabulary(&names, &frequencies, most, least);
        let mut new_number = vec![END - 1; names.len()];
        kept.iter()
            .enumerate()
            .for_each(|(new, &old)| new_number[old] = narrow(new));
        stream.retain_mut(|number| {
            if *number == END {
                return true;
            }
            *number = new_number[*number as usize];
            *number != END - 1
        });
        Self {
            sentences,
            words: kept.iter().map(|&w| names[w].to_owned()).collect(),
            frequencies: kept.iter().map(|&w| frequencies[w]).collect(),
            bigrams,
            stream,
        }
    }

    /// Character pairs that stand in at least `least` sentences, as file keys, ascending.
    pub(super) fn bigrams(&self, least: u32) -> Vec<(u32, u32)> {
        let mut kept: Vec<(u32, u32)> = Vec::new();
        #[expect(clippy::iter_over_hash_type, reason = "sorted below")]
        for (&(a, b), &count) in &self.bigrams {
            if count >= least && (a as u32) < 0x1_0000 && (b as u32) < 0x1_0000 {
                kept.push(((a as u32) << 16 | b as u32, count));
            }
        }
        kept.sort_unstable();
        kept
    }

    /// Positive pointwise mutual information of each word with each context word.
    pub(super) fn associations(&self, smoothing: f64) -> Matrix {
        let together = self.together();
        let size = self.words.len();
        let mut totals = vec![0_f64; size];
        for &((word, context), count) in &together {
            totals[word as usize] += f64::from(count);
            if word != context {
                totals[context as usize] += f64::from(count);
            }
        }
        let smoothed: Vec<f64> = totals.iter().map(|t| t.powf(smoothing)).collect();
        let contexts: f64 = smoothed.iter().sum();
        let pmi = |word: u32, context: u32, count: u32| {
            let expected = totals[word as usize] * smoothed[context as usize] / contexts;
            (f64::from(count) / expected).ln()
        };
        let mut cells: Vec<(u32, (u32, f32))> = Vec::new();
        for ((a, b), count) in together {
            let mut add = |word: u32, context: u32| {
                let value = pmi(word, context, count);
                if value > 0.0 {
                    #[expect(clippy::cast_possible_truncation, reason = "six digits are plenty")]
                    cells.push((word, (context, value as f32)));
                }
            };
            add(a, b);
            if a != b {
                add(b, a);
            }
        }
        cells.par_sort_unstable_by_key(|&(word, (context, _))| (word, context));
        let mut starts = vec![0; size + 1];
        cells.iter().for_each(|(word, _)| starts[*word as usize + 1] += 1);
        (0..size).for_each(|w| starts[w + 1] += starts[w]);
        Matrix {
            starts,
            cells: cells.into_iter().map(|(_, cell)| cell).collect(),
        }
    }

    /// How often two words stand within the window, the lower number first; ascending.
    fn together(&self) -> Vec<((u32, u32), u32)> {
        let mut counts: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for sentence in self.stream.split(|&w| w == END) {
            for (i, &word) in sentence.iter().enumerate() {
                for &other in sentence[i + 1..].iter().take(super::WINDOW) {
                    *counts.entry((word.min(other), word.max(other))).or_default() += 1;
                }
            }
        }
        let mut list: Vec<_> = counts.into_iter().collect();
        list.par_sort_unstable();
        list
    }
}

/// The most frequent words, in the order of their bytes; ties go to the smaller word.
fn vocabulary(names: &[&str], frequencies: &[u32], most: usize, least: u32) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..names.len()).filter(|&w| frequencies[w] >= least).collect();
    kept.sort_unstable_by(|&a, &b| frequencies[b].cmp(&frequencies[a]).then(names[a].cmp(names[b])));
    kept.truncate(most);
    kept.sort_unstable_by_key(|&w| names[w]);
    kept
}

fn sentences_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '；', '！', '？', ';', '!', '?', '\n', '\r'])
        .map(str::trim)
        .filter(|sentence| sentence.chars().filter(|c| is_han(*c)).nth(1).is_some())
}

/// A Chinese character of the two common blocks; a leaf cannot ask the features.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

fn words_of(sentence: &str) -> Vec<&str> {
    let letter = |c: char| is_han(c) || c.is_ascii_alphabetic();
    words::cut(sentence)
        .into_iter()
        .map(|span| span.of(sentence))
        .filter(|word| word.chars().all(letter))
        .collect()
}

fn count_bigrams(sentence: &str, bigrams: &mut FxHashMap<(char, char), u32>) {
    let pairs = sentence.chars().zip(sentence.chars().skip(1));
    let mut different: Vec<(char, char)> = pairs.filter(|p| is_han(p.0) && is_han(p.1)).collect();
    different.sort_unstable();
    different.dedup();
    different.into_iter().for_each(|p| *bigrams.entry(p).or_default() += 1);
}

/// Stands for a sentence among those already read: two of 400,000 share one with a chance of one in 200 million.
fn fingerprint(sentence: &str) -> u64 {
    let mut hasher = FxHasher::default();
    sentence.hash(&mut hasher);
    hasher.finish()
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
