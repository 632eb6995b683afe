//! Checks what a PDF reader gave, page by page: garble and scans must not pass as text.

use crate::corpus::error::ReadFailure;
use crate::diagnostic::Diagnostic;
use crate::lang::Bilingual;

/// Characters from which a page is judged: below that a single stray sign would decide.
const JUDGED_CHARS: usize = 20;

/// Largest share of U+FFFD, in per cent: a reader that cannot decode a font turns whole runs into it.
const REPLACED_PERCENT: usize = 2;

/// Largest share of private-use characters, in per cent: Founder (方正) fonts without a table give them for every Han.
const PRIVATE_PERCENT: usize = 5;

/// Largest share of signs that are neither Han nor Latin nor usual punctuation, in per cent; seeds printed to PDF stay under 2.
const ODD_PERCENT: usize = 30;

/// Share of Han in the whole from which a page without any is reported, in per cent.
const CHINESE_PERCENT: usize = 50;

/// Share of Han below which a page of a Chinese document is reported, in per cent; tables of figures reach 10.
const FOREIGN_PERCENT: usize = 5;

/// Counts of one page, white space left out.
#[derive(Clone, Copy, Default)]
struct Counts {
    all: usize,
    replaced: usize,
    private: usize,
    han: usize,
    odd: usize,
}

/// Checks all pages, numbered from 1.
///
/// # Errors
/// `scanned-pdf` where more than half of the pages are blank, `garbled-page` with the first such page.
pub(super) fn check(pages: &[&str]) -> Result<Vec<Diagnostic>, ReadFailure> {
    let counts: Vec<_> = pages.iter().map(|p| count(p)).collect();
    let blank = |c: &&Counts| c.all == 0;
    if counts.iter().filter(blank).count() * 2 > counts.len() {
        let first = counts.iter().position(|c| c.all == 0).map_or(1, |at| at + 1);
        return Err(scanned(first, counts.iter().filter(blank).count(), counts.len()));
    }
    if let Some(page) = counts.iter().position(is_garbled) {
        return Err(garbled(page + 1));
    }
    Ok(notes(&counts))
}

fn count(page: &str) -> Counts {
    let mut counts = Counts::default();
    for c in page.chars().filter(|c| !c.is_whitespace()) {
        counts.all += 1;
        match c {
            '\u{FFFD}' => counts.replaced += 1,
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => counts.private += 1,
            '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
                counts.han += 1;
            }
            '!'..='~'
            | '\u{A1}'..='\u{24F}'
            | '\u{2010}'..='\u{27BF}'
            | '\u{3000}'..='\u{33FF}'
            | '\u{FE30}'..='\u{FFEF}' => {}
            _ => counts.odd += 1,
        }
    }
    counts
}

fn is_garbled(counts: &Counts) -> bool {
    let over = |part: usize, percent: usize| part * 100 > counts.all * percent;
    counts.all >= JUDGED_CHARS
        && (over(counts.replaced, REPLACED_PERCENT)
            || over(counts.private, PRIVATE_PERCENT)
            || over(counts.odd, ODD_PERCENT))
}

fn notes(counts: &[Counts]) -> Vec<Diagnostic> {
    let (all, han) = counts.iter().fold((0, 0), |sum, c| (sum.0 + c.all, sum.1 + c.han));
    let chinese = han * 100 >= all * CHINESE_PERCENT;
    let mut notes = Vec::new();
    for (page, counts) in (1..).zip(counts) {
        let foreign = chinese && counts.all >= JUDGED_CHARS && counts.han * 100 < counts.all * FOREIGN_PERCENT;
        if counts.all == 0 {
            notes.push(note(
                "blank-page",
                format!("第 {page} 页没有文字（空白页，或整页是图片）"),
                format!("page {page} holds no text (blank, or one picture)"),
            ));
        } else if foreign {
            notes.push(note(
                "page-without-han",
                format!("第 {page} 页几乎没有汉字，请核对"),
                format!("page {page} holds hardly any Chinese; check it"),
            ));
        }
    }
    notes
}

fn note(code: &'static str, zh: String, en: String) -> Diagnostic {
    Diagnostic::warning(code, None, Bilingual::new(zh, en))
}

fn scanned(first: usize, blank: usize, all: usize) -> ReadFailure {
    ReadFailure::new(
        "scanned-pdf",
        (
            format!("PDF 的 {all} 页中有 {blank} 页没有文字层（如第 {first} 页），多半是扫描件"),
            format!("{blank} of {all} page(s) have no text layer (page {first} for one): probably a scan"),
        ),
        (
            "请先做文字识别（如 ocrmypdf -l chi_sim），或改用网页、Word 版本",
            "run OCR on it first (for example ocrmypdf -l chi_sim), or use the web page or Word version",
        ),
    )
}

fn garbled(page: usize) -> ReadFailure {
    ReadFailure::new(
        "garbled-page",
        (
            format!("PDF 第 {page} 页读出的是乱码，字体没有可用的编码表"),
            format!("page {page} of the PDF comes out garbled: its fonts lack a usable encoding"),
        ),
        (
            "请安装 poppler-data 后再试；仍是乱码则做文字识别（OCR），或改用网页、Word 版本",
            "install poppler-data and try again; if it stays garbled run OCR, or use the web page or Word version",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "一、总体要求。加强知识产权保护，完善工作机制，推动落实各项任务。";

    fn verdict(pages: &[&str], expect: Result<&[&str], &str>) {
        let got = check(pages);
        match (&got, expect) {
            (Ok(notes), Ok(codes)) => assert_eq!(notes.iter().map(|n| n.code).collect::<Vec<_>>(), codes),
            (Err(failure), Err(code)) => assert_eq!(failure.code, code),
            _ => panic!("{got:?} is not {expect:?}"),
        }
    }

    #[test]
    fn pages_are_judged_one_by_one() {
        let private = "\u{E123}".repeat(30);
        let replaced = format!("{GOOD}{}", "\u{FFFD}".repeat(5));
        verdict(&[GOOD, GOOD], Ok(&[]));
        verdict(&[GOOD, GOOD, " \n"], Ok(&["blank-page"]));
        verdict(
            &[GOOD, GOOD, GOOD, "Annex: figures of the years 2016 to 2020"],
            Ok(&["page-without-han"]),
        );
        verdict(&["English text alone is a text as well."], Ok(&[]));
        verdict(&["", ""], Err("scanned-pdf"));
        verdict(&[GOOD, &private], Err("garbled-page"));
        verdict(&[&replaced], Err("garbled-page"));
        verdict(&[&"ĶԶԱܧװۥܪްڷݲԺն܀ߐ".repeat(3)], Err("garbled-page"));
        assert!(
            check(&[GOOD, &private])
                .err()
                .is_some_and(|f| f.message.en.contains("page 2"))
        );
    }
}
