//! Text of a PDF: poppler's `pdftotext` reads it, the pages are checked, printed lines are joined to paragraphs.

mod pdftotext;
mod quality;
mod reflow;

use super::error::ReadFailure;
use crate::diagnostic::Diagnostic;

/// Text of a PDF with the reader's name and version.
#[derive(Debug)]
pub(super) struct Extracted {
    pub(super) text: String,
    pub(super) reader: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Extracts the text, one paragraph a line; page numbers and running heads are dropped.
///
/// # Errors
/// `pdf-reader-missing` without poppler, `scanned-pdf` without a text layer, `garbled-page` with the page,
/// `pdf-language-pack` without poppler-data, `damaged-pdf`, `extraction-limit` beyond the limits.
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, ReadFailure> {
    let output = pdftotext::run(bytes)?;
    let pages: Vec<&str> = output
        .text
        .strip_suffix('\u{C}')
        .unwrap_or(&output.text)
        .split('\u{C}')
        .collect();
    let diagnostics = quality::check(&pages)?;
    Ok(Extracted {
        text: reflow::paragraphs(&pages),
        reader: output.reader,
        diagnostics,
    })
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
            file.push_str(&format!("{} 0 obj{object}endobj\n", index + 1));
        }
        let table: String = places.iter().map(|p| format!("{p:010} 00000 n \n")).collect();
        let start = file.len();
        file.push_str(&format!(
            "xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        ));
        file.into_bytes()
    }

    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn has_reader() -> bool {
        let found = pdftotext::version().is_some();
        if !found {
            eprintln!("skipped: pdftotext is not installed");
        }
        found
    }

    fn check(bytes: &[u8], expect: Result<&str, &str>) {
        if has_reader() {
            let got = read(bytes);
            let got = got.as_ref().map(|e| e.text.trim()).map_err(|f| f.code);
            assert_eq!(got, expect);
        }
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
        if has_reader() {
            let reader = read(&pdf("BT /F1 12 Tf (A) Tj ET")).expect("readable").reader;
            assert!(
                reader.starts_with("pdftotext ") && reader.chars().any(|c| c.is_ascii_digit()),
                "{reader}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn mutated_files_never_panic(at in 0usize..500, bytes in prop::collection::vec(any::<u8>(), 1..20)) {
            let mut file = pdf("BT /F1 12 Tf (A) Tj ET");
            let at = at % file.len();
            file.splice(at..at, bytes);
            let _ = read(&file);
        }
    }
}
