//! Tables of contents, so that chapters are not read twice.

use super::line::{self, Line, LineEnd};
use std::ops::Range;

/// The ranges of lines that are a table of contents, in order.
pub(super) fn find(text: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < lines.len() && found.len() < MOST_TABLES {
        let range = titled(text, lines, index).or_else(|| untitled(lines, index));
        index = range.as_ref().map_or(index + 1, |r| r.end.max(index + 1));
        found.extend(range);
    }
    found
}

/// Most tables that are looked for: the text, its annexes.
const MOST_TABLES: usize = 50;

/// Most entries of one table; the Civil Code has 126.
const MOST_ENTRIES: usize = 500;

/// Longest entry, in characters.
const LONGEST_ENTRY: usize = 50;

/// A table under the heading 目录: it ends where its first entry is printed again, else with its last chapter line.
fn titled(text: &str, lines: &[Line], index: usize) -> Option<Range<usize>> {
    if !lines[index].span.of(text).starts_with('目') {
        return None;
    }
    let head = line::squeezed(lines[index].span.of(text));
    if head != "目录" && head != "目次" {
        return (head.starts_with("目录第") && lines[index].end == LineEnd::Open).then_some(index..index + 1);
    }
    let first = index + 1;
    let entries = lines[first..]
        .iter()
        .take(MOST_ENTRIES)
        .take_while(|l| l.is_short(LONGEST_ENTRY) && l.end == LineEnd::Open)
        .count();
    let stop = first + entries;
    let opening = lines.get(first).map(|l| line::squeezed(l.span.of(text)))?;
    let numbered = (first..stop).find_map(|i| lines[i].mark.map(|m| (i, m.style, m.number)));
    let again = (first + 1..stop).find(|i| {
        let same_words = line::squeezed(lines[*i].span.of(text)) == opening;
        let same_number = numbered.is_some_and(|(at, style, number)| {
            *i > at
                && lines[*i].mark.is_some_and(|m| (m.style, m.number) == (style, number))
                && style.is_chapter_top(lines, at)
        });
        same_words || same_number
    });
    let chapters = || {
        (first..stop)
            .take_while(|i| lines[*i].mark.is_some_and(|m| m.style.is_chapter()))
            .count()
    };
    Some(index..again.unwrap_or_else(|| first + chapters()))
}

impl super::mark::Style {
    /// Whether the style of the first numbered entry can mark where the text begins: 节 restarts in every chapter.
    fn is_chapter_top(self, lines: &[Line], at: usize) -> bool {
        self.is_chapter() && lines[at].mark.is_some_and(|m| m.number == 1)
    }
}

/// Chapter lines that follow each other with nothing between, until the first of them comes again.
fn untitled(lines: &[Line], index: usize) -> Option<Range<usize>> {
    let chapter = |i: usize| lines.get(i)?.mark.filter(|m| m.style.is_chapter());
    let first = chapter(index).filter(|m| m.number == 1)?;
    let before = index.checked_sub(1).and_then(chapter);
    if before.is_some() {
        return None;
    }
    let again = (index + 1..lines.len())
        .take_while(|i| chapter(*i).is_some())
        .find(|i| chapter(*i).is_some_and(|m| (m.style, m.number) == (first.style, first.number)))?;
    (again > index + 1).then_some(index..again)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(usize, usize)]) {
        let found: Vec<_> = find(text, &line::split(text))
            .iter()
            .map(|r| (r.start, r.end))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn finds_tables() {
        check(
            "法\n目 录\n第一章 总则\n第二章 附则\n第一章 总  则\n第一条 甲。",
            &[(1, 4)],
        );
        check("法\n目录\n序言\n第一章 总则\n序　言\n好。", &[(1, 4)]);
        check("第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。", &[(0, 2)]);
        check("第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。", &[]);
        check("目录\n第一章 总则\n第二章 附则\n正文。", &[(0, 3)]);
    }
}
