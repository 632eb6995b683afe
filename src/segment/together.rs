//! Lines that run together: several articles, or a whole document, printed without line breaks.
//!
//! A cut needs a number that goes on from the one before, a stop or a space in front, and (for articles) a space
//! behind; so references (`依照第十四条的规定`) and lists within a paragraph stay whole.

use super::mark::{self, Mark, Strength, Style};
use crate::span::Span;

/// Cuts lines; remembers the last number of each shape from line to line.
#[derive(Clone, Debug, Default)]
pub(super) struct Together {
    last: [u32; Style::COUNT],
}

/// A line of at least this many bytes (500 Chinese characters) that counts 一、 and 二、 holds a whole document: the
/// longest true paragraph of the seeds has 480 characters, and none of them counts 一、二、.
const WHOLE_DOCUMENT: usize = 1500;

impl Together {
    /// The parts of one line, in order; they cover all of it.
    ///
    /// # Complexity
    /// Linear in the length of `line`.
    pub(super) fn parts(&mut self, line: &str) -> Vec<Span> {
        let lead = line.len() - line.trim_start().len();
        if let Some(mark) = mark::at_line_start(&line[lead..]) {
            self.last[mark.style as usize] = mark.number;
        }
        let mut cuts = self.articles(line, lead);
        if cuts.is_empty() && line.len() >= WHOLE_DOCUMENT {
            cuts = self.clauses(line);
        }
        let ends = cuts.iter().copied().chain([line.len()]);
        let starts = [0].into_iter().chain(cuts.iter().copied());
        starts.zip(ends).map(|(start, end)| Span::new(start, end)).collect()
    }

    /// Where articles begin within the line, and the chapter headings between them.
    fn articles(&mut self, line: &str, lead: usize) -> Vec<usize> {
        let mut cuts = Vec::new();
        for (at, _) in line.match_indices('第').filter(|(at, _)| *at > lead) {
            let Some(before) = Before::of(&line[..at]) else {
                continue;
            };
            let Some(mark) = mark::at_line_start(&line[at..]).filter(|m| m.style == Style::Article) else {
                continue;
            };
            let apart =
                mark.strength == Strength::Clear && line[at + mark.label_len..].starts_with(char::is_whitespace);
            let goes_on = mark.number == self.last[Style::Article as usize] + 1 && mark.sub == 0;
            if goes_on
                && (apart || (before == Before::Stop && mark.number > 1 && !refers(&line[at + mark.label_len..])))
            {
                self.last[Style::Article as usize] = mark.number;
                let from = cuts.last().copied().unwrap_or(lead);
                cuts.extend(chapter(&line[from..at]).map(|chapter| from + chapter));
                cuts.push(at);
            }
        }
        cuts
    }

    /// Where the clauses of a document without line breaks begin.
    fn clauses(&mut self, line: &str) -> Vec<usize> {
        let mut found: Vec<(usize, Mark)> = Vec::new();
        let mut last = [0_u32; Style::COUNT];
        let mut before = Some(Before::Stop);
        for (at, c) in line.char_indices() {
            if before.is_some() && !c.is_whitespace() {
                let mark = mark::at_line_start(&line[at..]).filter(|m| DOCUMENT_STYLES.contains(&m.style));
                if let Some(mark) = mark.filter(|m| m.number == 1 || m.number == last[m.style as usize] + 1) {
                    last[mark.style as usize] = mark.number;
                    found.push((at, mark));
                }
            }
            before = match c {
                '。' | '；' | '！' | '？' | '：' => Some(Before::Stop),
                c if c.is_whitespace() => Some(Before::Space),
                _ => None,
            };
        }
        let divided = found.iter().any(|(_, m)| m.style == Style::Chinese && m.number == 2);
        let within = found.into_iter().filter(|(at, _)| !line[..*at].trim().is_empty());
        if divided {
            within.map(|(at, _)| at).collect()
        } else {
            Vec::new()
        }
    }
}

/// Shapes that may divide a document printed on one line.
const DOCUMENT_STYLES: [Style; 3] = [Style::Chinese, Style::ChineseParen, Style::ArabicDot];

/// What stands before a place where a clause may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Stop,
    Space,
}

impl Before {
    fn of(text: &str) -> Option<Self> {
        let bare = text.trim_end();
        if bare.ends_with(['。', '；', '！', '：']) {
            Some(Before::Stop)
        } else {
            (bare.len() < text.len()).then_some(Before::Space)
        }
    }
}

/// Whether `第X条` in front of `rest` is a reference.
fn refers(rest: &str) -> bool {
    rest.starts_with([
        '的', '第', '、', '，', '和', '至', '或', '规', '中', '所', '与', '及', '款',
    ])
}

/// Where a chapter's heading begins that ends `text`: `…。 第二章 附则 `.
fn chapter(text: &str) -> Option<usize> {
    let from = text.char_indices().rev().nth(LONGEST_CHAPTER).map_or(0, |(at, _)| at);
    let (at, _) = text[from..].match_indices('第').find(|(at, _)| {
        let at = from + at;
        let apart = at > 0 && Before::of(&text[..at]).is_some();
        apart && mark::at_line_start(text[at..].trim_end()).is_some_and(|m| m.style.is_chapter())
    })?;
    Some(from + at)
}

/// Longest chapter heading, in characters.
const LONGEST_CHAPTER: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: &[&str]) {
        let parts = Together::default().parts(line);
        let found: Vec<&str> = parts.iter().map(|s| s.of(line).trim()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn cuts_articles_that_run_together() {
        check(
            "第一条 甲。 第二条 乙。第三条丙。",
            &["第一条 甲。", "第二条 乙。", "第三条丙。"],
        );
        check(
            "条例 第一章 总则 第一条 甲。 第二章 附则 第二条 乙。",
            &["条例", "第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。"],
        );
    }

    #[test]
    fn leaves_references() {
        for line in [
            "第一条 依照第二条的规定。",
            "第一条 甲。第二条规定的乙。",
            "第一条 甲。 第五条 乙。",
            "第一条 本法 第二条 第一款。",
            "",
        ] {
            check(line, &[line]);
        }
    }

    #[test]
    fn cuts_a_document_on_one_line() {
        let long = "建立健全工作机制，".repeat(70);
        let line = format!("一、总体要求。{long}好。（一）甲。（二）乙。二、任务。");
        let parts = Together::default().parts(&line);
        assert_eq!(parts.len(), 4);
        check("一、甲。二、乙。", &["一、甲。二、乙。"]);
    }
}
