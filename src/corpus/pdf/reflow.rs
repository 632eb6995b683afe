//! Printed lines become paragraphs; page numbers and running heads go.

use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr;

/// Pages from which a repeated first or last line can be a running head.
const HEAD_PAGES: usize = 3;

/// Share of the longest usual line that a line must fill to run on into the next, in per cent.
///
/// 公文 sets 28 characters a line; a mark that may not begin a line takes one or two of them (93 %), a Latin word or a
/// figure that is not broken up to four (86 %). The last line of a paragraph is longer than that one time in seven.
const FULL_PERCENT: usize = 85;

/// Place of the longest usual line among all, in per cent: a few lines in small print are longer than the rest.
const USUAL_PERCENTILE: usize = 90;

/// Beginnings of lines that begin a clause, and so a paragraph.
static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    let numeral = "[一二三四五六七八九十百零〇]+";
    let pattern = format!(
        r"^\s*(?:第{numeral}[编章节条款]|{numeral}、|[（(]{numeral}[）)]|[（(]\d{{1,2}}[）)]|\d{{1,2}}[.．、](?:\D|$)|[①-⑳]|[一二三四五六七八九十]是|附件|附：|抄送)"
    );
    Regex::new(&pattern).expect("the pattern is constant")
});

/// A page number: `3`, `— 3 —`, `- 3 -`, `第 3 页 共 9 页`, `3 / 9`.
static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^\s*(?:[—–－\-_·]*\s*\d{1,4}\s*[—–－\-_·]*|第\s*\d{1,4}\s*页(?:[\s，,/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})\s*$";
    Regex::new(pattern).expect("the pattern is constant")
});

/// The date that ends a document: `2025年12月4日`, `二〇二五年十二月四日`.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^\s*[0-9〇○零一二三四五六七八九十]{2,4}\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日\s*$";
    Regex::new(pattern).expect("the pattern is constant")
});

/// Joins the lines of all pages to paragraphs, one a line.
pub(super) fn paragraphs(pages: &[&str]) -> String {
    let pages: Vec<Vec<&str>> = pages.iter().map(|p| p.lines().map(str::trim_end).collect()).collect();
    let pages = without_heads(pages.into_iter().map(without_page_number).collect());
    let full = usual_width(&pages) * FULL_PERCENT / 100;
    let mut text = String::new();
    let mut last: Option<Last> = None;
    let mut lines = pages.iter().flatten().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() {
            if let Some(last) = &mut last {
                last.gap = true;
            }
            continue;
        }
        let line = line.trim();
        match &last {
            Some(last) if last.runs_on(line) && !(last.ended && signs(line, lines.peek())) => {
                text.push_str(between(&text, line))
            }
            Some(_) => text.push('\n'),
            None => {}
        }
        text.push_str(line);
        last = Some(Last {
            full: full > 0 && line.width() >= full,
            ended: line.ends_with(['。', '！', '？', '：', ':', '；']),
            gap: false,
        });
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// What is known of the line before.
struct Last {
    full: bool,
    ended: bool,
    gap: bool,
}

impl Last {
    fn runs_on(&self, next: &str) -> bool {
        self.full && !MARKER.is_match(next) && !(self.gap && self.ended)
    }
}

/// Whether a line after a full stop is a signature above its date, or the date itself.
fn signs(line: &str, next: Option<&&&str>) -> bool {
    let dated = next.is_some_and(|next| DATE.is_match(next));
    DATE.is_match(line) || (dated && !line.contains(['。', '，', '；', '：', ',', '、']))
}

/// A blank between words of Latin script, nothing between Chinese characters.
fn between(text: &str, next: &str) -> &'static str {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2E80}');
    let both = latin(text.chars().next_back()) && latin(next.chars().next());
    let after_mark = text.ends_with([',', '.', ';', ':']) && latin(next.chars().next());
    if both || after_mark { " " } else { "" }
}

/// Drops a page number from the first and the last line that is not blank.
fn without_page_number(mut page: Vec<&str>) -> Vec<&str> {
    for edge in [last_line(&page), first_line(&page)].into_iter().flatten() {
        if page.get(edge).is_some_and(|line| PAGE_NUMBER.is_match(line)) {
            page.remove(edge);
        }
    }
    page
}

/// Drops the first or last line of a page where most pages have the same one, digits aside.
fn without_heads(mut pages: Vec<Vec<&str>>) -> Vec<Vec<&str>> {
    if pages.len() < HEAD_PAGES {
        return pages;
    }
    for edge in [first_line, last_line] {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for page in &pages {
            if let Some(at) = edge(page) {
                *counts.entry(without_digits(page[at])).or_default() += 1;
            }
        }
        let repeated = |line: &str| {
            counts
                .get(&without_digits(line))
                .is_some_and(|n| *n >= HEAD_PAGES && n * 2 > pages.len())
        };
        let heads: Vec<_> = pages
            .iter()
            .map(|page| edge(page).filter(|at| repeated(page[*at])))
            .collect();
        for (page, head) in pages.iter_mut().zip(heads) {
            if let Some(at) = head {
                page.remove(at);
            }
        }
    }
    pages
}

fn without_digits(line: &str) -> String {
    line.chars()
        .filter(|c| !c.is_whitespace() && !c.is_ascii_digit())
        .collect()
}

fn first_line(page: &Vec<&str>) -> Option<usize> {
    page.iter().position(|l| !l.trim().is_empty())
}

fn last_line(page: &Vec<&str>) -> Option<usize> {
    page.iter().rposition(|l| !l.trim().is_empty())
}

/// Width in columns that the long lines of the document have.
fn usual_width(pages: &[Vec<&str>]) -> usize {
    let mut widths: Vec<_> = pages
        .iter()
        .flatten()
        .map(|l| l.trim().width())
        .filter(|w| *w > 0)
        .collect();
    widths.sort_unstable();
    let at = widths.len() * USUAL_PERCENTILE / 100;
    widths.get(at.min(widths.len().saturating_sub(1))).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(pages: &[&str], expect: &str) {
        assert_eq!(paragraphs(pages), expect);
    }

    #[test]
    fn lines_join_to_paragraphs() {
        check(
            &[
                "关于加强保护的意见\n\n一、总体要求\n为加强知识产权保护完善工作机制推动\n各部门落实责任，特制定本意见如下所\n示。\n（一）完善机制，加强专利导航工作，推\n进 PCT 申请\n二、保障措施\n",
            ],
            "关于加强保护的意见\n一、总体要求\n为加强知识产权保护完善工作机制推动各部门落实责任，特制定本意见如下所示。\n（一）完善机制，加强专利导航工作，推进 PCT 申请\n二、保障措施\n",
        );
    }

    #[test]
    fn paragraphs_run_over_pages_and_furniture_goes() {
        check(
            &[
                "杭州市人民政府公报 2020\n加强知识产权保护完善工作机制推动落\n— 1 —\n",
                "杭州市人民政府公报 2020\n实各项任务，加强专利导航工作的推进\n- 2 -",
                "杭州市人民政府公报 2020\n和完善。\n3",
            ],
            "加强知识产权保护完善工作机制推动落实各项任务，加强专利导航工作的推进和完善。\n",
        );
    }

    #[test]
    fn a_signature_stands_apart() {
        check(
            &["为加强知识产权保护，完善工作机制。\n杭州市人民政府\n2025 年 12 月 4 日\n"],
            "为加强知识产权保护，完善工作机制。\n杭州市人民政府\n2025 年 12 月 4 日\n",
        );
    }

    #[test]
    fn a_year_alone_within_a_page_stays() {
        check(&["目标\n2025\n完成。\n"], "目标\n2025\n完成。\n");
        check(&[""], "");
    }

    proptest! {
        #[test]
        fn only_white_space_changes_within_a_page(lines in prop::collection::vec("[一-龥。，]{1,20}", 1..20)) {
            let page = lines.join("\n");
            let squeeze = |t: &str| t.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&paragraphs(&[&page])), squeeze(&page));
        }

        #[test]
        fn arbitrary_pages_never_panic(pages in prop::collection::vec("(?s).{0,80}", 0..6)) {
            let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
            paragraphs(&pages);
        }
    }
}
