//! Texts without their white space, the common ground of gold units and clauses, and finding one in another.

use crate::span::{CharOffsets, Span};

/// Removes white space as Python's `\s` knows it, so that positions agree with other tools.
pub(super) fn squeeze(text: &str) -> String {
    text.chars().filter(|&c| !is_blank(c)).collect()
}

fn is_blank(c: char) -> bool {
    // Python counts the four ASCII separators as white space; Unicode's property, which Rust follows, does not.
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Finds texts in `whole`, all squeezed, searching forward from the last find and then from the start.
///
/// Answers in characters; `None` where a text is empty or not verbatim. A text that stands twice goes to its first
/// place at or after the last find, so that repeated formulas are told apart by reading order.
///
/// # Complexity
/// Linear in `whole` where the texts come in reading order.
pub(super) fn locate<'t>(texts: impl Iterator<Item = &'t str>, whole: &str) -> Vec<Option<Span>> {
    let offsets = CharOffsets::new(whole);
    let mut cursor = 0;
    texts
        .map(|text| {
            let text = squeeze(text);
            if text.is_empty() {
                return None;
            }
            let ahead = whole[cursor..].find(&text).map(|at| at + cursor);
            let at = ahead.or_else(|| whole.find(&text))?;
            cursor = cursor.max(at);
            let (start, end) = offsets.span(Span::new(at, at + text.len()));
            Some(Span::new(start, end))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], whole: &str, expect: &[Option<(usize, usize)>]) {
        let found = locate(texts.iter().copied(), &squeeze(whole));
        let found: Vec<_> = found.into_iter().map(|s| s.map(|s| (s.start, s.end))).collect();
        assert_eq!(found, expect, "{texts:?} in {whole:?}");
    }

    #[test]
    fn repeated_texts_go_forward_and_lost_ones_start_over() {
        check(
            &["乙", "甲", "甲", " "],
            "甲 乙\n甲",
            &[Some((1, 2)), Some((2, 3)), Some((2, 3)), None],
        );
        check(&["乙 丙", "甲", "丁"], "甲乙　丙", &[Some((1, 3)), Some((0, 1)), None]);
        check(&["甲"], "", &[None]);
    }
}
