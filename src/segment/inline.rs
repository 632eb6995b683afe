//! Lists within one paragraph: `下列情形：（一）…；（二）…。` `一是…；二是…。` `第一，…。第二，…。`

use super::mark::{self, Mark, Style};
use super::sentence;
use crate::span::Span;

/// An item of an inline list: its mark and the spans of label and text, in bytes of the paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InlineItem {
    /// The enumerator.
    pub(super) mark: Mark,
    /// Where the item begins.
    pub(super) start: usize,
    /// Where its text ends.
    pub(super) end: usize,
}

/// Finds the items of the inline list of a paragraph; empty where there is none.
///
/// A list begins at 1, has two items at least, counts without a gap, and each item follows a colon, a semicolon or a
/// full stop. Its last item ends with its sentence if the items are parted by semicolons, else with the paragraph.
///
/// # Complexity
/// Linear in the length of `text`.
pub(super) fn items(text: &str) -> Vec<InlineItem> {
    let starts = starts(text);
    let Some(first) = starts.iter().position(|(_, m)| m.number == 1 && follows(&starts, *m)) else {
        return Vec::new();
    };
    let style = starts[first].1.style;
    let mut found: Vec<(usize, Mark)> = Vec::new();
    for (at, mark) in &starts[first..] {
        if mark.style == style && mark.number as usize == found.len() + 1 {
            found.push((*at, *mark));
        }
    }
    close(text, &found)
}

fn follows(starts: &[(usize, Mark)], first: Mark) -> bool {
    starts.iter().any(|(_, m)| m.style == first.style && m.number == 2)
}

/// The enumerators at the beginning of the paragraph and behind its colons, semicolons and full stops.
fn starts(text: &str) -> Vec<(usize, Mark)> {
    let stops = sentence::marks(text).filter(|(_, c)| matches!(c, '：' | ':' | '；' | ';' | '。' | '！'));
    let behind = stops.map(|(at, c)| at + c.len_utf8());
    let begun = std::iter::once(0).chain(behind).map(|at| {
        let rest = text[at..].trim_start();
        (text.len() - rest.len(), mark::at_line_start(rest))
    });
    begun
        .filter_map(|(at, mark)| Some((at, mark.filter(|m| may_stand_inline(m.style))?)))
        .collect()
}

fn may_stand_inline(style: Style) -> bool {
    matches!(
        style,
        Style::ChineseParen | Style::ArabicParen | Style::ArabicDot | Style::Circled | Style::Ordinal | Style::Yishi
    )
}

fn close(text: &str, found: &[(usize, Mark)]) -> Vec<InlineItem> {
    let Some((last, _)) = found.last().filter(|_| found.len() > 1) else {
        return Vec::new();
    };
    let by_semicolon = text[..*last].trim_end().ends_with(['；', ';']);
    let end = if by_semicolon {
        text[*last..]
            .find(['。', '！'])
            .map_or(text.len(), |at| last + at + '。'.len_utf8())
    } else {
        text.len()
    };
    let ends = found.iter().skip(1).map(|(at, _)| *at).chain([end]);
    let items = found.iter().zip(ends);
    items
        .map(|((start, mark), end)| InlineItem {
            mark: *mark,
            start: *start,
            end: Span::new(*start, end).trimmed(text).end,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = items(text).iter().map(|i| &text[i.start..i.end]).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn finds_lists() {
        check("有下列情形：（一）甲；（二）乙。其他。", &["（一）甲；", "（二）乙。"]);
        check("一是加强甲。二是加强乙。好。", &["一是加强甲。", "二是加强乙。好。"]);
        check("要求：一是加强甲；二是加强乙。好。", &["一是加强甲；", "二是加强乙。"]);
        check("第一，甲。第二，乙。", &["第一，甲。", "第二，乙。"]);
        check("如下：1.甲；2.乙；3.丙", &["1.甲；", "2.乙；", "3.丙"]);
    }

    #[test]
    fn leaves_others() {
        for text in [
            "依照（一）和（二）办理。",
            "（二）甲；（三）乙。",
            "一是加强。",
            "",
            "甲：（一）乙。",
        ] {
            check(text, &[]);
        }
    }
}
