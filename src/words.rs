//! Words of a text, by jieba's dictionary: loaded once, on first use or ahead of it by [`warm`].
//!
//! New-word guessing (HMM) stays off: on policy texts about 40 of its 56 inventions were wrong, for example
//! 区发｜改经｜信局, and a wrong word breaks matching between versions.

use crate::span::Span;
use jieba_rs::{Jieba, TokenizeMode};
use std::sync::LazyLock;

/// The dictionary; about 0.1 s and 33 MB to load, so only code that cuts words touches it.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Loads the dictionary now, so that a caller can do it on a thread while files are read.
pub fn warm() {
    LazyLock::force(&JIEBA);
}

/// Cuts a text into words that follow each other without gaps, for reading and for diffs.
///
/// Returns byte spans in the order of the text that together cover all of it.
///
/// # Complexity
/// Linear in the length of the text.
pub fn cut(text: &str) -> Vec<Span> {
    JIEBA.cut(text, false).iter().map(|token| Span::new(token.byte_start, token.byte_end)).collect()
}

/// Cuts a text into words for searching: long words also give the shorter words inside them.
///
/// Returns byte spans in the dictionary's order; spans may overlap. Both readings of 质押融资额 are there.
pub fn search(text: &str) -> Vec<Span> {
    let tokens = JIEBA.tokenize(text, TokenizeMode::Search, false);
    tokens.iter().map(|token| Span::new(token.byte_start, token.byte_end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        cut(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn cuts_policy_text_and_covers_it() {
        assert_eq!(words("推进专利保险试点工作。"), ["推进", "专利", "保险", "试点工作", "。"]);
        let text = "建立 市、区两级\n知识产权（PCT）维权援助😀机制。";
        assert_eq!(words(text).concat(), text);
    }

    #[test]
    fn search_gives_inner_words_too() {
        let text = "惩罚性赔偿制度";
        let found: Vec<_> = search(text).into_iter().map(|span| span.of(text)).collect();
        assert!(found.contains(&"赔偿") && found.contains(&"制度"), "{found:?}");
    }
}
