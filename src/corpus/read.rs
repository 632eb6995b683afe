//! Turns the bytes of one file into text, by content first and extension second.

use super::{SourceFormat, encoding};
use crate::diagnostic::Diagnostic;
use crate::lang::Bilingual;

/// Text of one file with how it was obtained.
pub(super) struct ReadText {
    pub(super) format: SourceFormat,
    pub(super) encoding: String,
    pub(super) reader: Option<String>,
    pub(super) text: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Why a file gave no text.
pub(super) struct ReadFailure {
    pub(super) code: &'static str,
    pub(super) message: Bilingual,
    pub(super) hint: Bilingual,
}

/// Extensions that a folder scan takes as documents.
pub(super) const EXTENSIONS: [&str; 7] = ["txt", "md", "html", "htm", "docx", "pdf", "text"];

/// Reads one file's bytes.
pub(super) fn read(bytes: &[u8], extension: &str) -> Result<ReadText, ReadFailure> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadFailure {
            code: "empty-file",
            message: Bilingual::new("文件是空的", "the file is empty"),
            hint: Bilingual::new(
                "换一份有正文的文件，或从系列中去掉它",
                "give a file with text, or take it out of the series",
            ),
        });
    }
    let decoded = encoding::decode(bytes)?;
    let format = if extension == "md" {
        SourceFormat::Markdown
    } else {
        SourceFormat::Text
    };
    Ok(ReadText {
        format,
        encoding: decoded.encoding,
        reader: None,
        text: decoded.text,
        diagnostics: decoded.diagnostics,
    })
}
