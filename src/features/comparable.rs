//! The text of a clause as it is compared: folded, without enumerator and department list, with the way back.
//!
//! Normalisation is for comparing only; every span that leaves this module refers to the verbatim source.

use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Folded text with the way back to its source.
#[derive(Clone, Debug, Default)]
pub struct Comparable {
    text: String,
    /// Stretches, ascending; together they cover the folded text.
    runs: Vec<Run>,
}

/// A stretch of folded text: either verbatim, or one character whose folding has another length.
#[derive(Clone, Copy, Debug)]
struct Run {
    folded: u32,
    source: u32,
    /// Bytes in the source; 0 marks a verbatim stretch, which is as long as its folded text.
    narrowed: u32,
}

impl Run {
    /// The source byte where the character at byte `at` of the folded text begins.
    fn start(self, at: usize) -> usize {
        self.source as usize
            + if self.narrowed == 0 {
                at - self.folded as usize
            } else {
                0
            }
    }

    /// The source byte where the character ends that ends at byte `end` of the folded text.
    fn end(self, end: usize) -> usize {
        match self.narrowed {
            0 => self.start(end),
            bytes => (self.source + bytes) as usize,
        }
    }
}

/// Enumerators at the head of a clause, after folding.
static ENUMERATOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:第[一二三四五六七八九十百千零〇\d]+[编篇章节条款项](?:之[一二三四五六七八九十]+)?",
        r"|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[.、]|\d+\)|[①-⑳]|[一二三四五六七八九十]是)",
    ))
    .expect("the pattern is constant")
});

/// Department lists at the end of a clause, after folding: `[区市场监管局、…]`, `(责任单位:…)`.
static DEPARTMENTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\[[^\[\]]*[、局委办院部][^\[\]]*\]|\((?:牵头|责任|配合|主办|参与)(?:单位|部门)?:[^()]*\))\s*$")
        .expect("the pattern is constant")
});

impl Comparable {
    /// Folds the text of `span`: full-width ASCII to half width, white space between other than Latin dropped,
    /// enumerators and department lists cut off.
    pub fn new(source: &str, span: Span) -> Self {
        let whole = Self::fold(source, span);
        let tail = DEPARTMENTS.find(&whole.text).map_or(whole.text.len(), |m| m.start());
        let mut head = 0;
        while let Some(found) = ENUMERATOR.find(&whole.text[head..tail]) {
            // A decimal such as 3.5 is no enumerator.
            let next = whole.text[head + found.end()..tail].chars().next();
            if found.as_str().ends_with('.') && next.is_some_and(|c| c.is_ascii_digit()) {
                break;
            }
            head += found.end();
        }
        whole.slice(head, tail)
    }

    fn fold(source: &str, span: Span) -> Self {
        let mut text = String::with_capacity(span.len());
        let mut runs: Vec<Run> = Vec::new();
        for (index, c) in span.of(source).char_indices() {
            let folded = match c {
                '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                c if c.is_whitespace() || c.is_control() => continue,
                c => c,
            };
            let at = span.start + index;
            let narrowed = folded.len_utf8() != c.len_utf8();
            let goes_on = !narrowed && runs.last().is_some_and(|r| r.narrowed == 0 && r.end(text.len()) == at);
            if !goes_on {
                runs.push(Run {
                    folded: narrow(text.len()),
                    source: narrow(at),
                    narrowed: if narrowed { narrow(c.len_utf8()) } else { 0 },
                });
            }
            text.push(folded);
        }
        Self { text, runs }
    }

    /// The stretch that holds byte `at` of the folded text.
    fn run(&self, at: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.folded as usize <= at);
        self.runs.get(after.checked_sub(1)?).copied()
    }

    fn slice(&self, from: usize, to: usize) -> Self {
        let after = self.runs.partition_point(|run| run.folded as usize <= from);
        let kept = self.runs[after.saturating_sub(1)..].iter();
        let runs = kept
            .take_while(|run| (run.folded as usize) < to)
            .map(|run| {
                let start = from.max(run.folded as usize);
                Run {
                    folded: narrow(start - from),
                    source: narrow(run.start(start)),
                    narrowed: run.narrowed,
                }
            })
            .collect();
        Self {
            text: self.text[from..to].to_owned(),
            runs,
        }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether nothing is left to compare.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The source span of a byte range of the folded text, both ends on character borders; an empty range gives an
    /// empty span.
    pub fn source_span(&self, from: usize, to: usize) -> Span {
        let to = to.min(self.text.len());
        let last = to.checked_sub(1).filter(|_| from < to);
        match (self.run(from), last.and_then(|last| self.run(last))) {
            (Some(first), Some(last)) => Span::new(first.start(from), last.end(to)),
            _ => Span::default(),
        }
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(source: &str, expect: &str) {
        assert_eq!(
            Comparable::new(source, Span::new(0, source.len())).text(),
            expect,
            "{source}"
        );
    }

    #[test]
    fn strips_what_is_not_the_measure() {
        check("(六）全面推进社会共治。", "全面推进社会共治。");
        check("1. 推进知识产权区域试点示范。", "推进知识产权区域试点示范。");
        check("第十四条之一　商标 注册", "商标注册");
        check("3.5%以上", "3.5%以上");
        check("探索标准。[区科技局、区财政局]", "探索标准。");
        check("加强保护（责任单位：市科委）", "加强保护");
        check("", "");
    }

    #[test]
    fn finds_the_way_back() {
        let source = "　（一） 打造ＰＣＴ 专利。[甲局、乙局]";
        let comparable = Comparable::new(source, Span::new(0, source.len()));
        assert_eq!(comparable.text(), "打造PCT专利。");
        let at = comparable.text().find("PCT").expect("it is there");
        assert_eq!(comparable.source_span(at, at + 3).of(source), "ＰＣＴ");
        assert_eq!(
            comparable.source_span(0, comparable.text().len()).of(source),
            "打造ＰＣＴ 专利。"
        );
    }

    proptest! {
        #[test]
        fn spans_lie_on_character_borders(source in "\\PC{0,40}") {
            let comparable = Comparable::new(&source, Span::new(0, source.len()));
            let borders: Vec<usize> = comparable.text().char_indices().map(|(i, _)| i).chain([comparable.text().len()]).collect();
            for pair in borders.windows(2) {
                let span = comparable.source_span(pair[0], pair[1]);
                prop_assert!(source.get(span.start..span.end).is_some());
            }
        }
    }
}
