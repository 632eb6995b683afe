//! Words of a text, by jieba's dictionary, of which only the part that a run can need is loaded.
//!
//! A dictionary word can only ever be cut out of a text that holds all its characters. [`prepare`] therefore loads
//! the words made of the run's own characters, a fifth of the dictionary for four documents, and puts the weight of
//! all the others on one word that no text holds, so that every probability, and with it every cut, stays exactly
//! what the whole dictionary gives. A text with further characters is cut by the whole dictionary, loaded then.
//!
//! New-word guessing (HMM) stays off: on policy texts about 40 of its 56 inventions were wrong, for example
//! 区发｜改经｜信局, and a wrong word breaks matching between versions.

use crate::span::Span;
use jieba_rs::{Jieba, TokenizeMode};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// jieba's dictionary as its Rust port ships it: `word frequency tag` lines (MIT, see assets/README.md).
const DICTIONARY: &str = include_str!("../assets/jieba-dict.txt");

/// Sum of all frequencies in the dictionary; a test adds them up.
const FREQUENCIES: u64 = 60_101_964;

/// Stands for all words that were not loaded; two private-use characters, so that it never matches.
const REMAINDER: &str = "\u{F8FE}\u{F8FF}";

/// The whole dictionary, for texts that nobody prepared for.
static WHOLE: LazyLock<Jieba> = LazyLock::new(|| load(|_| true));

/// The part that was prepared last.
static PREPARED: RwLock<Option<Arc<Part>>> = RwLock::new(None);

/// The words made of certain characters.
struct Part {
    characters: Characters,
    jieba: Jieba,
}

/// A set of characters of the Basic Multilingual Plane; others are never in it.
#[derive(Clone)]
struct Characters(Vec<u64>);

impl Characters {
    fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut bits = vec![0_u64; 0x1_0000 / 64];
        for c in texts.flat_map(str::chars) {
            if let Some(word) = bits.get_mut(c as usize / 64) {
                *word |= 1 << (c as usize % 64);
            }
        }
        Self(bits)
    }

    fn hold(&self, text: &str) -> bool {
        text.chars().all(|c| {
            self.0
                .get(c as usize / 64)
                .is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
        })
    }
}

/// Loads the words that the given texts can hold; cuts come out the same without it, only later.
///
/// # Complexity
/// One pass over the texts and one over the dictionary (5 MB, about 10 ms).
pub fn prepare<'t>(texts: impl Iterator<Item = &'t str>) {
    let characters = Characters::of(texts);
    let jieba = load(|word| characters.hold(word));
    let mut slot = PREPARED.write().unwrap_or_else(PoisonError::into_inner);
    *slot = Some(Arc::new(Part { characters, jieba }));
}

/// Cuts a text into words that follow each other without gaps, for reading and for diffs.
///
/// Returns byte spans in the order of the text that together cover all of it.
///
/// # Complexity
/// Linear in the length of the text.
pub fn cut(text: &str) -> Vec<Span> {
    with_dictionary(text, |jieba| {
        jieba
            .cut(text, false)
            .iter()
            .map(|token| Span::new(token.byte_start, token.byte_end))
            .collect()
    })
}

/// Cuts a text into words for searching: long words also give the shorter words inside them.
///
/// Returns byte spans in the dictionary's order; spans may overlap. Both readings of 质押融资额 are there.
pub fn search(text: &str) -> Vec<Span> {
    with_dictionary(text, |jieba| {
        let tokens = jieba.tokenize(text, TokenizeMode::Search, false);
        tokens
            .iter()
            .map(|token| Span::new(token.byte_start, token.byte_end))
            .collect()
    })
}

fn with_dictionary<T>(text: &str, work: impl FnOnce(&Jieba) -> T) -> T {
    let prepared = PREPARED.read().unwrap_or_else(PoisonError::into_inner).clone();
    match prepared {
        Some(part) if part.characters.hold(text) => work(&part.jieba),
        _ => work(&WHOLE),
    }
}

fn load(wanted: impl Fn(&str) -> bool) -> Jieba {
    let (mut part, mut loaded) = (String::new(), 0);
    for line in lines() {
        let word = &line[..memchr::memchr(b' ', line.as_bytes()).unwrap_or(line.len())];
        if wanted(word) {
            part.extend([line, "\n"]);
            loaded += frequency(line);
        }
    }
    part.push_str(&format!("{REMAINDER} {}\n", FREQUENCIES - loaded));
    Jieba::with_dict(&mut part.as_bytes()).expect("the dictionary in assets/ is well formed")
}

/// The dictionary's lines: five times as fast as `str::lines`, which is felt over 349,045 of them at every start.
fn lines() -> impl Iterator<Item = &'static str> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', DICTIONARY.as_bytes()).map(move |end| {
        let line = &DICTIONARY[start..end];
        start = end + 1;
        line
    })
}

/// How often a dictionary line says that its word occurs.
fn frequency(line: &str) -> u64 {
    let second = line.split(' ').nth(1);
    second.and_then(|n| n.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'t>(jieba: &Jieba, text: &'t str) -> Vec<&'t str> {
        jieba.cut(text, false).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn cuts_policy_text_and_covers_it() {
        assert_eq!(
            words(&WHOLE, "推进专利保险试点工作。"),
            ["推进", "专利", "保险", "试点工作", "。"]
        );
        let text = "建立 市、区两级\n知识产权（PCT）维权援助😀机制。";
        assert_eq!(
            cut(text).into_iter().map(|span| span.of(text)).collect::<String>(),
            text
        );
    }

    #[test]
    fn the_frequencies_add_up_and_no_line_is_lost() {
        assert_eq!(lines().map(frequency).sum::<u64>(), FREQUENCIES);
        assert!(lines().eq(DICTIONARY.lines()));
    }

    #[test]
    fn search_gives_inner_words_too() {
        let text = "惩罚性赔偿制度";
        let found: Vec<_> = search(text).into_iter().map(|span| span.of(text)).collect();
        assert!(found.contains(&"赔偿") && found.contains(&"制度"), "{found:?}");
    }

    #[test]
    fn a_part_cuts_exactly_as_the_whole() {
        for name in [
            "2016-hangzhou-ip-powerhouse-opinion",
            "2025-hangzhou-ip-protection-opinion",
        ] {
            let path = format!("{}/seeds/{name}.txt", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).expect("the seeds are in the repository");
            let characters = Characters::of(std::iter::once(text.as_str()));
            let part = load(|word| characters.hold(word));
            assert_eq!(words(&part, &text), words(&WHOLE, &text));
        }
    }

    #[test]
    fn unprepared_characters_fall_back_to_the_whole() {
        prepare(std::iter::once("专利"));
        assert_eq!(cut("推进专利保险试点工作").len(), 4);
    }
}
