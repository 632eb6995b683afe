//! Text of a PDF without poppler: oxidize-pdf reads it, in a process of its own.
//!
//! The crate nests as deep as the file asks and a stack that overflows ends the process; so `yange` starts itself again
//! with [`ARGUMENT`], and that process reads under the same limits as `pdftotext` does.

use super::failure::{damaged, reader_missing};
use super::{Pages, child};
use crate::corpus::error::ReadFailure;
use crate::corpus::limits;
use oxidize_pdf::parser::{ParseOptions, ParseResult, PdfDocument, PdfReader};
use oxidize_pdf::text::ExtractionOptions;
use std::ffi::OsString;
use std::io::Cursor;
use std::panic;

/// Sole argument with which `yange` reads a PDF from standard input and prints its pages; no command for people.
pub const ARGUMENT: &str = "--read-pdf";

/// Name of the reader in the result and in messages.
const NAME: &str = "oxidize-pdf";

/// Name of the program.
const PROGRAM: &str = "yange";

/// Extracts the pages of a PDF in a process of its own.
pub(super) fn run(bytes: &[u8]) -> Result<Pages, ReadFailure> {
    let started = child::start(&program(), &[ARGUMENT]).map_err(|_| reader_missing())?;
    let ended = child::finish(started, bytes)?;
    if ended.failed {
        let message = ended.message.lines().find(|l| !l.trim().is_empty());
        return Err(damaged(NAME, message.unwrap_or("").trim()));
    }
    Ok(Pages {
        texts: super::split(&ended.output),
        reader: format!("{NAME} {}", oxidize_pdf::VERSION),
    })
}

/// This program, or the one of its name on the path where another program uses the library.
fn program() -> OsString {
    let this = std::env::current_exe().ok();
    this.filter(|path| path.file_stem().is_some_and(|stem| stem == PROGRAM))
        .map_or_else(|| PROGRAM.into(), OsString::from)
}

/// Text of all pages of a PDF, each ended by a form feed; the part of the built-in reader that runs apart.
///
/// It may take any time and memory, and overflow the stack: to be run in a process under limits.
///
/// # Errors
/// What the crate says is wrong with the file, that it has too many pages, or that the crate gave up in a panic: some
/// damaged files make it cut a text inside a character.
pub fn pages(bytes: &[u8]) -> Result<String, String> {
    let read = panic::catch_unwind(|| read(bytes)).map_err(|_| "the reader gave up on a damaged file".to_owned())?;
    let pages = read.map_err(|e| e.to_string())?;
    pages.ok_or(format!("more than {} pages", limits::PDF_PAGES))
}

fn read(bytes: &[u8]) -> ParseResult<Option<String>> {
    let reader = PdfReader::new_with_options(Cursor::new(bytes), ParseOptions::tolerant())?;
    let document = PdfDocument::new(reader);
    let count = document.page_count()?;
    if usize::try_from(count).is_ok_and(|count| count > limits::PDF_PAGES) {
        return Ok(None);
    }
    let mut text = String::new();
    for index in 0..count {
        let page = document.extract_text_from_page_with_options(index, ExtractionOptions::default())?;
        text.push_str(&page.text.replace('\u{C}', " "));
        text.push('\u{C}');
    }
    Ok(Some(text))
}
