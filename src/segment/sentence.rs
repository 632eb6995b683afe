//! Cuts a paragraph into sentences: at 。！？； outside of paired brackets, quotation and book-title marks.

use super::agencies;
use crate::span::Span;

/// Cuts `text`, one paragraph, into spans that cover all of it; spaces between them belong to the earlier one.
///
/// A department list in brackets after a stop stays with the sentence before it. An opening mark without its closing
/// mark within [`LONGEST_QUOTE`] bytes counts as none, so that a lost mark costs one sentence at most.
///
/// # Complexity
/// Linear in the length of `text`.
pub(super) fn sentences(text: &str) -> Vec<Span> {
    let mut cutter = Cutter {
        text,
        start: 0,
        skip_to: 0,
        closers: pairs(text),
        out: Vec::new(),
    };
    cutter.run();
    cutter.out
}

/// End of the first sentence of `text`, one paragraph.
///
/// # Complexity
/// Looks at the first [`FIRST_REACH`] bytes only.
pub(super) fn first_end(text: &str) -> usize {
    let reach = text.floor_char_boundary(FIRST_REACH.min(text.len()));
    sentences(&text[..reach])
        .first()
        .map_or(text.len(), |s| if s.end == reach { text.len() } else { s.end })
}

/// How far [`first_end`] looks, in bytes: beyond, a sentence is no heading.
const FIRST_REACH: usize = 400;

/// Longest stretch between two paired marks, in bytes (400 Chinese characters): longer ones are a mark that was lost.
/// In the four seeds, the statutes and the government work reports the longest true pair holds 330 characters.
const LONGEST_QUOTE: usize = 1200;

/// How deep a closing mark looks for its opening mark.
const DEEPEST: usize = 6;

struct Cutter<'t> {
    text: &'t str,
    start: usize,
    skip_to: usize,
    closers: Vec<(usize, usize)>,
    out: Vec<Span>,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let text = self.text;
        let mut pairs = std::mem::take(&mut self.closers).into_iter().peekable();
        for (at, c) in marks(text) {
            if at < self.skip_to {
                continue;
            }
            while pairs.next_if(|(open, _)| *open < at).is_some() {}
            if let Some((_, close)) = pairs.next_if(|(open, _)| *open == at) {
                self.pass_quote(at, close);
            } else if ends_sentence(text, at, c) {
                self.cut_after(at + c.len_utf8());
            }
        }
        if self.start < text.len() {
            self.out.push(Span::new(self.start, text.len()));
        }
    }

    /// Passes over a pair of marks; a sentence quoted whole ends with its closing mark.
    fn pass_quote(&mut self, open: usize, close: usize) {
        let end = close + self.text[close..].chars().next().map_or(0, char::len_utf8);
        self.skip_to = end;
        let inner_stops = self.text[..close].ends_with(['。', '！', '？', '；']);
        let before = self.text[self.start..open].trim_end();
        let whole = before.is_empty() || before.ends_with(['：', ':']);
        if inner_stops && whole && !self.text[end..].starts_with(CONTINUES) {
            self.cut_after(end);
        }
    }

    /// Ends the sentence at `end`, after further stops, closing marks and a department list.
    fn cut_after(&mut self, end: usize) {
        let mut end = end + stops_len(&self.text[end..]);
        if let Some(list) = agencies::list_len(&self.text[end..]) {
            end += list;
            end += stops_len(&self.text[end..]);
        }
        end += self.text[end..].len() - self.text[end..].trim_start().len();
        self.out.push(Span::new(self.start, end));
        self.start = end;
        self.skip_to = end;
    }
}

/// What follows a quotation that is part of a longer sentence.
const CONTINUES: [char; 14] = [
    '的', '和', '与', '等', '，', '、', '；', '。', '为', '是', '”', '）', '》', '及',
];

/// Length of stops that repeat or close (`？！`, `。”` without its opening mark).
fn stops_len(text: &str) -> usize {
    text.chars()
        .take_while(|c| matches!(c, '。' | '！' | '？' | '；' | '”' | '’' | '」' | '』'))
        .map(char::len_utf8)
        .sum()
}

fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    match c {
        '。' | '！' | '？' | '；' | '｡' => true,
        ';' | '!' | '?' => beside_han(text, at),
        '.' => ends_english(text, at),
        _ => false,
    }
}

/// A half-width stop counts where a Chinese text or a space goes on after it; `a;b` in a formula does not.
fn beside_han(text: &str, at: usize) -> bool {
    let after = text[at + 1..].chars().next();
    let before = text[..at].chars().next_back();
    after.is_none_or(char::is_whitespace) || [before, after].into_iter().flatten().any(|c| c as u32 >= 0x2E80)
}

/// A full stop of an English sentence: after a word of two letters or more or a bracket, before a space and a capital.
fn ends_english(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = &bytes[at.saturating_sub(2)..at];
    let word = matches!(before, [a, b] if a.is_ascii_alphanumeric() && b.is_ascii_alphabetic())
        || before.last().is_some_and(|b| matches!(b, b')' | b']' | b'"' | b'%'));
    let abbreviation = ABBREVIATIONS.iter().any(|a| text[..at].ends_with(a));
    let after = &text[at + 1..];
    let next = after.trim_start().chars().next();
    word && !abbreviation
        && (next.is_none()
            || (after.starts_with(char::is_whitespace)
                && next.is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '"' || c == '(')))
}

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 8] = [" No", " Art", " art", " vs", " etc", " Mr", " Dr", " Co"];

/// Byte positions of paired opening and closing marks that stand outside all other pairs, in order.
pub(super) fn pairs(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, c) in marks(text) {
        match class(c) {
            Some((class, Side::Open)) => open.push((at, class)),
            Some((class, Side::Close)) => {
                let from = open.len().saturating_sub(DEEPEST);
                let Some(back) = open[from..].iter().rposition(|(_, k)| *k == class) else {
                    continue;
                };
                let start = open[from + back].0;
                open.truncate(from + back);
                if at - start <= LONGEST_QUOTE {
                    while found.last().is_some_and(|(inner, _)| *inner > start) {
                        found.pop();
                    }
                    found.push((start, at));
                }
            }
            None => {}
        }
    }
    found
}

/// The punctuation of `text` with its places, and a few other characters: all that could be, told by their first byte.
///
/// Chinese characters begin with other bytes, so that most of a text is passed over without decoding it.
pub(super) fn marks(text: &str) -> Marks<'_> {
    Marks { text, at: 0 }
}

/// Iterates over [`marks`].
pub(super) struct Marks<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Marks<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        loop {
            let at = self.at;
            match *bytes.get(at)? {
                // A Chinese character of three bytes.
                0xE4..=0xE9 => self.at += 3,
                b if b.is_ascii_punctuation() || matches!(b, 0xE2 | 0xE3 | 0xEF) => {
                    let c = self.text[at..].chars().next()?;
                    self.at += c.len_utf8();
                    return Some((at, c));
                }
                _ => self.at += 1,
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

/// Class of a paired mark, the same for both widths: official texts mix `(六）`.
fn class(c: char) -> Option<(u8, Side)> {
    Some(match c {
        '(' | '（' => (0, Side::Open),
        ')' | '）' => (0, Side::Close),
        '“' => (1, Side::Open),
        '”' => (1, Side::Close),
        '《' => (2, Side::Open),
        '》' => (2, Side::Close),
        '〈' => (3, Side::Open),
        '〉' => (3, Side::Close),
        '[' | '［' | '【' | '〔' => (4, Side::Open),
        ']' | '］' | '】' | '〕' => (4, Side::Close),
        '「' => (5, Side::Open),
        '」' => (5, Side::Close),
        '『' => (6, Side::Open),
        '』' => (6, Side::Close),
        '‘' => (7, Side::Open),
        '’' => (7, Side::Close),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let spans = sentences(text);
        let found: Vec<&str> = spans.iter().map(|s| s.of(text).trim()).collect();
        assert_eq!(found, expect);
        let joined: String = spans.iter().map(|s| s.of(text)).collect();
        assert_eq!(joined, text);
    }

    #[test]
    fn cuts_at_stops() {
        check(
            "建立机制。完善制度；加强保护！",
            &["建立机制。", "完善制度；", "加强保护！"],
        );
        check("达到20%以上;满意度85分。", &["达到20%以上;", "满意度85分。"]);
        check("没有句号", &["没有句号"]);
        check("", &[]);
        check("什么？！好。", &["什么？！", "好。"]);
    }

    #[test]
    fn keeps_pairs_whole() {
        check(
            "落实《通知。甲》和“一。二”要求。好。",
            &["落实《通知。甲》和“一。二”要求。", "好。"],
        );
        check("（试行。）后。", &["（试行。）", "后。"]);
        check("他说：“好。”我说。", &["他说：“好。”", "我说。"]);
        check("“三。四。”的格局。好。", &["“三。四。”的格局。", "好。"]);
    }

    #[test]
    fn survives_lost_marks() {
        check("落实“一。二。三。", &["落实“一。", "二。", "三。"]);
        check("落实一”。二）。三。", &["落实一”。", "二）。", "三。"]);
    }

    #[test]
    fn keeps_department_lists() {
        check(
            "促进融合。[区市场监管局、区科技局]",
            &["促进融合。[区市场监管局、区科技局]"],
        );
        check(
            "促进融合。（责任单位：市科技局）推进。",
            &["促进融合。（责任单位：市科技局）", "推进。"],
        );
    }

    #[test]
    fn keeps_figures_and_english() {
        check("增长3.5亿元。以4.26为契机。", &["增长3.5亿元。", "以4.26为契机。"]);
        check(
            "Strengthen it. Build on No. 5 now.",
            &["Strengthen it.", "Build on No. 5 now."],
        );
    }
}
