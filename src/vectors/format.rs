//! The file format: little endian, checked in full before anything is used.
//!
//! `yange.vectors\0\0\1`, then six `u32`: dimensions, words, bytes of the word list, sentences, bigrams, reserved;
//! then the word list (sorted by bytes, joined by line ends), frequencies (`u32`), scales (`f32`), rows (`i8`),
//! bigram keys (`u32`, first character in the upper half, ascending), bigram frequencies (`u32`).

use super::Vectors;
use crate::lang::Bilingual;
use std::borrow::Cow;

const MAGIC: &[u8] = b"yange.vectors\0\0\x01";

/// A vector file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VectorsError {
    /// Not a vector file, or of another version.
    #[error("not a vector file of this version")]
    NotVectors,
    /// Shorter or longer than its header says.
    #[error("the vector file is {found} bytes long, its header says {expected}")]
    WrongLength {
        /// Bytes that the header asks for.
        expected: usize,
        /// Bytes found.
        found: usize,
    },
    /// The word list does not fit the header.
    #[error("the word list of the vector file is damaged")]
    BadWords,
    /// A part that must ascend does not.
    #[error("the vector file is not sorted")]
    NotSorted,
}

impl VectorsError {
    /// What is wrong, in both languages.
    pub fn message(&self) -> Bilingual {
        let zh = match self {
            Self::NotVectors => "不是本版本的词向量文件".to_owned(),
            Self::WrongLength { expected, found } => {
                format!("词向量文件长 {found} 字节，而文件头写的是 {expected} 字节，可能没有复制完整")
            }
            Self::BadWords => "词向量文件的词表已损坏".to_owned(),
            Self::NotSorted => "词向量文件没有按序排列".to_owned(),
        };
        Bilingual::new(zh, self.to_string())
    }
}

/// Reads and checks a file.
pub(super) fn parse(bytes: Cow<'static, [u8]>) -> Result<Vectors, VectorsError> {
    let header = MAGIC.len() + 24;
    if bytes.len() < header || &bytes[..MAGIC.len()] != MAGIC {
        return Err(VectorsError::NotVectors);
    }
    let numbers = read_u32(&bytes[MAGIC.len()..header]);
    let [dimensions, count, listed, sentences, bigrams] = [0, 1, 2, 3, 4].map(|i: usize| numbers[i] as usize);
    let sizes = [
        Some(listed),
        count.checked_mul(4),
        count.checked_mul(4),
        count.checked_mul(dimensions),
        bigrams.checked_mul(8),
    ];
    let expected = sizes
        .into_iter()
        .try_fold(header, |sum, size| sum.checked_add(size?))
        .ok_or(VectorsError::NotVectors)?;
    if expected != bytes.len() {
        return Err(VectorsError::WrongLength {
            expected,
            found: bytes.len(),
        });
    }
    let mut at = header;
    let mut next = |length: usize| {
        at += length;
        at - length..at
    };
    let (list, df, scale, row) = (next(listed), next(count * 4), next(count * 4), next(count * dimensions));
    let (keys, counts) = (next(bigrams * 4), next(bigrams * 4));
    let words = slice_text(&bytes, list)?;
    let starts = word_starts(&words, count)?;
    let bigrams: Vec<(u32, u32)> = read_u32(&bytes[keys])
        .into_iter()
        .zip(read_u32(&bytes[counts]))
        .collect();
    if !bigrams.is_sorted_by(|a, b| a.0 < b.0) {
        return Err(VectorsError::NotSorted);
    }
    Ok(Vectors {
        dimensions,
        sentences: u32::try_from(sentences).unwrap_or(u32::MAX),
        starts,
        frequencies: read_u32(&bytes[df]),
        scales: read_u32(&bytes[scale])
            .into_iter()
            .map(f32::from_bits)
            .map(|s| if s.is_finite() { s } else { 0.0 })
            .collect(),
        rows: slice_bytes(&bytes, row),
        words,
        bigrams,
    })
}

#[expect(
    clippy::ptr_arg,
    reason = "what is borrowed for ever stays so: a slice of the built-in file is not copied"
)]
fn slice_bytes(bytes: &Cow<'static, [u8]>, range: std::ops::Range<usize>) -> Cow<'static, [u8]> {
    match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[range]),
        Cow::Owned(bytes) => Cow::Owned(bytes[range].to_vec()),
    }
}

#[expect(
    clippy::ptr_arg,
    reason = "what is borrowed for ever stays so: a slice of the built-in file is not copied"
)]
fn slice_text(bytes: &Cow<'static, [u8]>, range: std::ops::Range<usize>) -> Result<Cow<'static, str>, VectorsError> {
    match slice_bytes(bytes, range) {
        Cow::Borrowed(list) => std::str::from_utf8(list)
            .map(Cow::Borrowed)
            .map_err(|_| VectorsError::BadWords),
        Cow::Owned(list) => String::from_utf8(list)
            .map(Cow::Owned)
            .map_err(|_| VectorsError::BadWords),
    }
}

/// What a file is made of.
pub(super) struct Parts<'p> {
    /// Numbers in a vector.
    pub(super) dimensions: usize,
    /// Sentences of the background corpus.
    pub(super) sentences: usize,
    /// Words, ascending by bytes, without line ends.
    pub(super) words: &'p [String],
    /// Sentences that hold each word.
    pub(super) frequencies: &'p [u32],
    /// Vectors, one a word.
    pub(super) rows: &'p [Vec<f32>],
    /// Character pairs with their frequencies, ascending.
    pub(super) bigrams: &'p [(u32, u32)],
}

/// Writes a file; each row in whole numbers of a scale of its own, so that its largest number is 127.
pub(super) fn write(parts: &Parts<'_>) -> Vec<u8> {
    const LARGEST: f32 = 127.0;
    let list = parts.words.join("\n");
    let sizes = [
        parts.dimensions,
        parts.words.len(),
        list.len(),
        parts.sentences,
        parts.bigrams.len(),
        0,
    ];
    let mut bytes = MAGIC.to_vec();
    let mut put = |numbers: &mut dyn Iterator<Item = u32>| bytes.extend(numbers.flat_map(u32::to_le_bytes));
    put(&mut sizes.iter().map(|&n| u32::try_from(n).unwrap_or(u32::MAX)));
    let scale = |row: &Vec<f32>| row.iter().fold(0.0_f32, |most, v| most.max(v.abs())) / LARGEST;
    let scales: Vec<f32> = parts.rows.iter().map(scale).collect();
    bytes.extend(list.as_bytes());
    let mut put = |numbers: &mut dyn Iterator<Item = u32>| bytes.extend(numbers.flat_map(u32::to_le_bytes));
    put(&mut parts.frequencies.iter().copied());
    put(&mut scales.iter().map(|s| s.to_bits()));
    for (row, scale) in parts.rows.iter().zip(&scales) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the scale keeps every number within the type"
        )]
        let whole = |v: &f32| (if *scale > 0.0 { (v / scale).round() } else { 0.0 }) as i8;
        bytes.extend(row.iter().map(|v| whole(v).cast_unsigned()));
    }
    let mut put = |numbers: &mut dyn Iterator<Item = u32>| bytes.extend(numbers.flat_map(u32::to_le_bytes));
    put(&mut parts.bigrams.iter().map(|b| b.0));
    put(&mut parts.bigrams.iter().map(|b| b.1));
    bytes
}

/// Where each word begins, and one past the list; the words must ascend.
fn word_starts(words: &str, count: usize) -> Result<Vec<u32>, VectorsError> {
    let mut starts = Vec::with_capacity(count + 1);
    let mut at = 0;
    let mut last = "";
    let ends = memchr::memchr_iter(b'\n', words.as_bytes()).chain([words.len()]);
    for end in ends.filter(|_| count > 0) {
        let word = &words[at..end];
        if word <= last {
            return Err(VectorsError::NotSorted);
        }
        last = word;
        starts.push(u32::try_from(at).map_err(|_| VectorsError::BadWords)?);
        at = end + 1;
    }
    if starts.len() != count {
        return Err(VectorsError::BadWords);
    }
    starts.push(u32::try_from(at).map_err(|_| VectorsError::BadWords)?);
    Ok(starts)
}

fn read_u32(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reports_damage() {
        assert_eq!(
            parse(Cow::Borrowed(b"something else")).err(),
            Some(VectorsError::NotVectors)
        );
        let mut file = include_bytes!("../../assets/vectors.bin").to_vec();
        file.pop();
        assert!(matches!(
            parse(Cow::Owned(file)).err(),
            Some(VectorsError::WrongLength { .. })
        ));
    }

    proptest! {
        #[test]
        fn garbage_after_the_magic_never_panics(tail in prop::collection::vec(any::<u8>(), 0..200)) {
            let file: Vec<u8> = MAGIC.iter().copied().chain(tail).collect();
            let _ = parse(Cow::Owned(file));
        }
    }
}
