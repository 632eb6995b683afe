//! Lines of a document and what a single line shows: does it stop, is it a date, a page number, a signature.

use super::agencies;
use super::mark::{self, Mark};
use super::together::Together;
use crate::span::Span;

/// One line that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The line without white space at its ends.
    pub(super) span: Span,
    /// The enumerator it begins with.
    pub(super) mark: Option<Mark>,
    /// How it ends.
    pub(super) end: LineEnd,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// With a full stop or the like, or a department list.
    Stop,
    /// With a semicolon: one of a list.
    Semicolon,
    /// With a colon: something follows.
    Colon,
    /// With neither: a heading, a title, a signature, or a line that was broken.
    Open,
}

impl Line {
    /// Whether the line is at most `chars` Chinese characters long.
    pub(super) fn is_short(&self, chars: usize) -> bool {
        self.span.len() <= chars * '字'.len_utf8()
    }
}

/// Splits a text into its lines; several numbered clauses on one line count as a line each.
///
/// # Complexity
/// Linear in the length of `text`.
pub(super) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut together = Together::default();
    let mut start = 0;
    for piece in text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        for part in together.parts(piece) {
            let span = part.shifted(start).trimmed(text);
            if !span.is_empty() {
                lines.push(Line {
                    span,
                    mark: mark::at_line_start(span.of(text)),
                    end: end_of(span.of(text)),
                });
            }
        }
        start += piece.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    lines
}

fn end_of(line: &str) -> LineEnd {
    let bare = line.trim_end_matches(['”', '’', '」', '』', '）', ')', '】', ']', '》', '"']);
    let last = |s: &str| s.chars().next_back();
    match last(line) {
        Some('：' | ':') => LineEnd::Colon,
        Some('；' | ';') => LineEnd::Semicolon,
        _ => match last(bare) {
            Some('。' | '！' | '？' | '!' | '?' | '.' | '…' | '｡') => LineEnd::Stop,
            Some('；' | ';') => LineEnd::Semicolon,
            _ if bare.len() < line.len() && ends_with_list(line) => LineEnd::Stop,
            _ => LineEnd::Open,
        },
    }
}

fn ends_with_list(line: &str) -> bool {
    !agencies::trailing(line, Span::new(0, line.len())).is_empty()
}

/// The line without any white space: `目　　录` is `目录`.
pub(super) fn squeezed(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether the line is a date and nothing else: `2025年12月4日`, `二〇二五年十二月四日`.
pub(super) fn is_date(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let bare = squeezed(line);
    let bare = bare.trim_matches(['（', '）', '(', ')']);
    let numerals = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十元０１２３４５６７８９".contains(c);
    bare.contains('年') && bare.contains('月') && bare.chars().all(|c| numerals(c) || matches!(c, '年' | '月' | '日'))
}

/// Whether the line only numbers a page or rules it off: `— 3 —`, `第3页 共10页`, `———`.
pub(super) fn is_page_note(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let bare = squeezed(line);
    let rule = bare
        .chars()
        .all(|c| matches!(c, '-' | '—' | '–' | '－' | '*' | '_' | '=' | '·' | '#'));
    let numbered = bare.trim_matches(['-', '—', '–', '－', '·']);
    let page = numbered.len() < bare.len() && !numbered.is_empty() && numbered.chars().all(|c| c.is_ascii_digit());
    let told = bare.starts_with('第')
        && bare.contains('页')
        && bare.chars().all(|c| c.is_ascii_digit() || "第页共，,/".contains(c));
    rule || page || told
}

/// Whether the line tells how the document is published: `（此件公开发布）`, `抄送：…`.
pub(super) fn is_publication_note(line: &str) -> bool {
    let bare = line.trim_start_matches(['（', '(', '[', '【']);
    [
        "此件",
        "抄送",
        "抄报",
        "主题词",
        "信息公开",
        "公开属性",
        "联系人：",
        "联系电话：",
        "联系方式：",
    ]
    .iter()
    .any(|word| bare.starts_with(word))
}

/// Whether the line could be the signature of a public body: no stop within, and such a body's last characters.
pub(super) fn is_signature(line: &Line, text: &str) -> bool {
    let body = line.span.of(text);
    line.end == LineEnd::Open
        && line.mark.is_none()
        && line.is_short(LONGEST_SIGNATURE)
        && !body.contains(['。', '，', '；', '：', ':', ','])
        && [
            "政府",
            "局",
            "委员会",
            "办公厅",
            "办公室",
            "院",
            "部",
            "署",
            "委",
            "会",
            "厅",
            "领导小组",
            "中心",
            "中国人民银行",
        ]
        .iter()
        .any(|end| body.ends_with(end))
}

/// Longest signature, in characters: several bodies on one line.
const LONGEST_SIGNATURE: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, LineEnd)]) {
        let lines = split(text);
        let found: Vec<_> = lines.iter().map(|l| (l.span.of(text), l.end)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn splits_and_classifies() {
        check(
            "标题\r\n　　正文。\r\n\n 列项；\n如下：\n“好。”\n[区科技局、区财政局]",
            &[
                ("标题", LineEnd::Open),
                ("正文。", LineEnd::Stop),
                ("列项；", LineEnd::Semicolon),
                ("如下：", LineEnd::Colon),
                ("“好。”", LineEnd::Stop),
                ("[区科技局、区财政局]", LineEnd::Stop),
            ],
        );
        check("  \n\u{3000}\n", &[]);
    }

    #[test]
    fn knows_dates_and_page_notes() {
        for line in ["2025年12月4日", "二〇二五年十二月四日", "（2016年1 月11 日）"] {
            assert!(is_date(line), "{line}");
        }
        for line in ["2025年12月4日起施行", "年", "到2020年"] {
            assert!(!is_date(line), "{line}");
        }
        for line in ["— 3 —", "-12-", "第3页 共10页", "————"] {
            assert!(is_page_note(line), "{line}");
        }
        for line in ["第3页的内容", "2020", "一、"] {
            assert!(!is_page_note(line), "{line}");
        }
    }
}
