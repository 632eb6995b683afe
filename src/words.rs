//! Words of a text, by jieba's dictionary, of which only the part that a run can need is loaded.
//!
//! A dictionary word can only ever be cut out of a text that holds all its characters. [`Words::of`] therefore loads
//! the words made of the run's own characters, a fifth of the dictionary for four documents, and puts the weight of
//! all the others on one word that no text holds, so that every probability, and with it every cut, stays exactly
//! what the whole dictionary gives. A text with further characters is cut by the whole dictionary, loaded then.
//!
//! New-word guessing (HMM) stays off: on policy texts about 40 of its 56 inventions were wrong, for example
//! 区发｜改经｜信局, and a wrong word breaks matching between versions. Terms that the dictionary lacks (诉调对接,
//! 技术调查官) come from the lexicons' `words`, a user dictionary.

use crate::span::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use jieba_rs::Jieba;
use std::sync::LazyLock;

/// jieba's dictionary as its Rust port ships it: `word frequency tag` lines (MIT, see assets/README.md).
const DICTIONARY: &str = include_str!("../assets/jieba-dict.txt");

/// Sum of all frequencies in the dictionary; a test adds them up.
const FREQUENCIES: u64 = 60_101_964;

/// Stands for all words that were not loaded; two private-use characters, so that it never matches.
const REMAINDER: &str = "\u{F8FE}\u{F8FF}";

/// The whole dictionary, for texts that nobody prepared for.
static WHOLE: LazyLock<Jieba> = LazyLock::new(|| load(|_| true));

/// How the texts of a run are cut.
#[derive(Default)]
pub struct Words {
    /// The part of the dictionary that the run can need; the whole stands in for it.
    part: Option<Part>,
    /// Terms that stay whole, longest first where they overlap.
    terms: Option<AhoCorasick>,
}

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

impl Words {
    /// Loads the words that the given texts can hold, and a user dictionary: terms that are not to be cut apart.
    ///
    /// Texts with other characters are cut the same, only later. A term wins over jieba's words wherever it reaches
    /// beyond one of them; of overlapping terms the first, then the longest. A term inside one word of jieba's leaves
    /// that word whole. Empty terms count for nothing.
    ///
    /// # Complexity
    /// One pass over the texts and one over the dictionary (5 MB, about 10 ms).
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>, terms: impl Iterator<Item = &'t str>) -> Self {
        let characters = Characters::of(texts);
        let jieba = load(|word| characters.hold(word));
        Self {
            part: Some(Part { characters, jieba }),
            terms: matcher(terms),
        }
    }

    /// Cuts a text into words that follow each other without gaps.
    ///
    /// Returns byte spans in the order of the text that together cover all of it.
    ///
    /// # Complexity
    /// Linear in the length of the text.
    pub fn cut(&self, text: &str) -> Vec<Span> {
        let cut = self.pieces(text);
        match &self.terms {
            Some(terms) => keep_whole(&cut, terms.find_iter(text).map(|hit| Span::new(hit.start(), hit.end()))),
            None => cut,
        }
    }

    /// The same by jieba's dictionary alone: what a term is made of.
    pub fn pieces(&self, text: &str) -> Vec<Span> {
        let jieba = match &self.part {
            Some(part) if part.characters.hold(text) => &part.jieba,
            _ => &*WHOLE,
        };
        let tokens = jieba.cut(text, false);
        tokens.iter().map(|t| Span::new(t.byte_start, t.byte_end)).collect()
    }
}

/// Cuts a text by jieba's whole dictionary alone; see [`Words::cut`].
pub fn cut(text: &str) -> Vec<Span> {
    Words::default().cut(text)
}

/// A matcher of the terms; `None` where there are none, or more than a matcher can hold.
fn matcher<'t>(terms: impl Iterator<Item = &'t str>) -> Option<AhoCorasick> {
    let terms: Vec<&str> = terms.filter(|term| !term.is_empty()).collect();
    let builder = || {
        AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&terms)
            .ok()
    };
    (!terms.is_empty()).then(builder).flatten()
}

/// Makes one word of every term that is not part of a single word; both in the order of the text.
fn keep_whole(cut: &[Span], terms: impl Iterator<Item = Span>) -> Vec<Span> {
    let (mut ends, mut next) = (Vec::with_capacity(cut.len()), 0);
    for term in terms {
        while let Some(word) = cut.get(next).filter(|word| word.end <= term.start) {
            ends.push(word.end);
            next += 1;
        }
        if cut.get(next).is_some_and(|word| word.contains(term)) {
            continue;
        }
        ends.extend([term.start, term.end]);
        next += cut[next..].iter().take_while(|word| word.end <= term.end).count();
    }
    ends.extend(cut[next..].iter().map(|word| word.end));
    let mut start = 0;
    let words = ends.into_iter().filter_map(|end| {
        let word = (end > start).then(|| Span::new(start, end));
        start = start.max(end);
        word
    });
    words.collect()
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
    use proptest::prelude::*;

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
        let words = Words::of(std::iter::once("专利"), std::iter::empty());
        assert_eq!(words.cut("推进专利保险试点工作").len(), 4);
    }

    #[test]
    fn terms_stay_whole_and_longer_words_too() {
        let terms = ["技术调查官", "双随机、一公开", "诉调对接", "对接", "", "作"];
        let words = Words::of(std::iter::empty(), terms.into_iter());
        let shown = |text: &str| -> Vec<String> { words.cut(text).iter().map(|w| w.of(text).to_owned()).collect() };
        assert_eq!(
            shown("建立技术调查官制度，推行双随机、一公开监管"),
            ["建立", "技术调查官", "制度", "，", "推行", "双随机、一公开", "监管"]
        );
        assert_eq!(shown("诉调对接工作"), ["诉调对接", "工作"]);
        assert_eq!(shown("技术调查官"), ["技术调查官"]);
    }

    proptest! {
        #[test]
        fn words_cover_the_text_and_hold_every_term(text in "[专利权人、诉调对接a ]{0,20}", terms in prop::collection::vec("[专利诉调对接、]{1,3}", 0..4)) {
            let words = Words::of(std::iter::empty(), terms.iter().map(String::as_str));
            let cut = words.cut(&text);
            prop_assert_eq!(cut.iter().map(|w| w.of(&text)).collect::<String>(), &text[..]);
            prop_assert!(cut.iter().all(|w| !w.is_empty()));
            let found = words.terms.as_ref().map(|m| m.find_iter(&text).map(|hit| Span::new(hit.start(), hit.end())).collect());
            let found: Vec<Span> = found.unwrap_or_default();
            prop_assert!(found.iter().all(|term| cut.iter().any(|word| word.contains(*term))), "{:?}", cut);
        }
    }
}
