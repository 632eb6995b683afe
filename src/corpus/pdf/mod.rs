//! Text of a PDF: a reader gives its pages, the pages are checked, printed lines are joined to paragraphs.
//!
//! Poppler's `pdftotext` is the reader where it is installed; the one built in behind the feature `pdf` stands in for it.

#[cfg(feature = "pdf")]
pub(super) mod built_in;
mod child;
mod failure;
mod pdftotext;
mod quality;
mod reflow;

use super::error::ReadFailure;
use super::limits;
use crate::diagnostic::Diagnostic;
use failure::beyond_limits;

/// Text of a PDF with the reader's name and version.
#[derive(Debug)]
pub(super) struct Extracted {
    pub(super) text: String,
    pub(super) reader: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The readers that a manifest can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Poppler's program.
    Pdftotext,
    /// The one behind the feature `pdf`.
    BuiltIn,
}

/// Text of each page as a reader gives it, and the reader's name and version.
struct Pages {
    texts: Vec<String>,
    reader: String,
}

/// Extracts the text, one paragraph a line; page numbers and running heads are dropped.
///
/// Where no reader is stated, `pdftotext` reads, and without it the built-in one.
///
/// # Errors
/// `pdf-reader-missing` without a reader, `scanned-pdf` without a text layer, `garbled-page` with the page,
/// `pdf-language-pack` without poppler-data, `damaged-pdf`, `extraction-limit` beyond the limits.
pub(super) fn read(bytes: &[u8], stated: Option<Reader>) -> Result<Extracted, ReadFailure> {
    let read = match stated {
        Some(Reader::Pdftotext) => pdftotext::run(bytes)?,
        Some(Reader::BuiltIn) => built_in(bytes)?,
        None if cfg!(feature = "pdf") && pdftotext::version().is_none() => built_in(bytes)?,
        None => pdftotext::run(bytes)?,
    };
    if read.texts.len() > limits::PDF_PAGES {
        return Err(beyond_limits());
    }
    let pages: Vec<&str> = read.texts.iter().map(String::as_str).collect();
    let diagnostics = quality::check(&pages)?;
    Ok(Extracted {
        text: reflow::paragraphs(&pages),
        reader: read.reader,
        diagnostics,
    })
}

/// The pages of a reader that ends each by a form feed.
fn split(output: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(output);
    let pages = text.strip_suffix('\u{C}').unwrap_or(&text).split('\u{C}');
    pages.map(str::to_owned).collect()
}

#[cfg(feature = "pdf")]
fn built_in(bytes: &[u8]) -> Result<Pages, ReadFailure> {
    built_in::run(bytes)
}

#[cfg(not(feature = "pdf"))]
fn built_in(_: &[u8]) -> Result<Pages, ReadFailure> {
    Err(failure::not_built_in())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A PDF of one page with the text given in a standard font.
    fn pdf(content: &str) -> Vec<u8> {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
                .to_owned(),
            format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        ];
        let (mut file, mut places) = (String::from("%PDF-1.4\n"), Vec::new());
        for (index, object) in objects.iter().enumerate() {
            places.push(file.len());
            file.push_str(&format!("{} 0 obj{object}\nendobj\n", index + 1));
        }
        let table: String = places.iter().map(|p| format!("{p:010} 00000 n \n")).collect();
        let start = file.len();
        file.push_str(&format!(
            "xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        ));
        file.into_bytes()
    }

    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn has_poppler() -> bool {
        let found = pdftotext::version().is_some();
        if !found {
            eprintln!("skipped: pdftotext is not installed");
        }
        found
    }

    fn check(bytes: &[u8], expect: Result<&str, &str>) {
        if has_poppler() {
            let got = read(bytes, None);
            let got = got.as_ref().map(|e| e.text.trim()).map_err(|f| f.code);
            assert_eq!(got, expect);
        }
        #[cfg(feature = "pdf")]
        assert_eq!(
            built_in::pages(bytes).ok().map(|pages| pages.trim().to_owned()),
            match expect {
                Err("scanned-pdf") => Some(String::new()),
                other => other.ok().map(str::to_owned),
            }
        );
    }

    #[test]
    fn text_scan_and_damage_are_told_apart() {
        check(
            &pdf("BT /F1 12 Tf 72 720 Td (Article 1. Patents.) Tj ET"),
            Ok("Article 1. Patents."),
        );
        check(&pdf(""), Err("scanned-pdf"));
        check(b"%PDF-1.4 nothing more", Err("damaged-pdf"));
    }

    #[test]
    fn the_reader_is_named_with_its_version() {
        if has_poppler() {
            let reader = read(&pdf("BT /F1 12 Tf (A) Tj ET"), None).expect("readable").reader;
            let version = reader.strip_prefix("pdftotext ").unwrap_or("");
            assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{reader}");
        }
    }

    #[cfg(not(feature = "pdf"))]
    #[test]
    fn a_reader_that_is_not_built_in_is_said_to_be_missing() {
        let failure = read(&pdf(""), Some(Reader::BuiltIn)).expect_err("there is none");
        assert_eq!(failure.code, "pdf-reader-missing");
        assert!(failure.hint.en.contains("--features pdf"));
    }

    /// The crate cuts a table of places inside characters that no table holds.
    #[cfg(feature = "pdf")]
    #[test]
    fn a_damaged_table_of_places_is_an_error_or_a_text() {
        let whole = pdf("BT /F1 12 Tf (A) Tj ET");
        for at in (0..whole.len()).step_by(5) {
            let mut file = whole.clone();
            file.splice(at..at, *b">\xFF\xFF\xFF\xFF\xD3\xA4\xFFJ<");
            let _ = built_in::pages(&file);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn mutated_files_never_panic(at in 0usize..500, bytes in prop::collection::vec(any::<u8>(), 1..20)) {
            let mut file = pdf("BT /F1 12 Tf (A) Tj ET");
            let at = at % file.len();
            file.splice(at..at, bytes);
            let _ = read(&file, None);
            #[cfg(feature = "pdf")]
            let _ = built_in::pages(&file);
        }
    }
}
