//! Turns the bytes of one file into text, by content first and extension second.

use super::encoding::{self, Decoded};
use super::error::ReadFailure;
use super::{SourceFormat, docx, html, limits, pdf, sniff};
use crate::diagnostic::Diagnostic;
use crate::lang::Bilingual;
use encoding_rs::Encoding;

/// Text of one file with how it was obtained.
#[derive(Debug)]
pub(super) struct ReadText {
    pub(super) format: SourceFormat,
    pub(super) encoding: String,
    pub(super) reader: Option<String>,
    pub(super) text: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// How to read a file, where the manifest states it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stated {
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) reader: Option<pdf::Reader>,
}

/// Reads one file's bytes; `extension` in lower case.
pub(super) fn read(bytes: &[u8], extension: &str, stated: Stated) -> Result<ReadText, ReadFailure> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(empty());
    }
    let format = sniff::sniff(bytes, extension)?;
    let mut read = match format {
        SourceFormat::Text | SourceFormat::Markdown => of_decoded(encoding::decode(bytes, stated.encoding)?, format),
        SourceFormat::Html => of_decoded(html::read(bytes, stated.encoding)?, format),
        SourceFormat::Docx => {
            let extracted = docx::read(bytes)?;
            ReadText {
                format,
                encoding: "UTF-8".into(),
                reader: Some(extracted.reader),
                text: extracted.text,
                diagnostics: Vec::new(),
            }
        }
        SourceFormat::Pdf => {
            let extracted = pdf::read(bytes, stated.reader)?;
            ReadText {
                format,
                encoding: "UTF-8".into(),
                reader: Some(extracted.reader),
                text: extracted.text,
                diagnostics: extracted.diagnostics,
            }
        }
    };
    if read
        .text
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
        .is_empty()
    {
        return Err(empty());
    }
    if read.text.len() > limits::TEXT_BYTES {
        return Err(too_long(read.text.len()));
    }
    if let Some(named) = of_extension(extension).filter(|named| *named != format) {
        read.diagnostics.insert(0, by_content(named, format));
    }
    Ok(read)
}

fn of_decoded(decoded: Decoded, format: SourceFormat) -> ReadText {
    ReadText {
        format,
        encoding: decoded.encoding,
        reader: None,
        text: decoded.text,
        diagnostics: decoded.diagnostics,
    }
}

fn of_extension(extension: &str) -> Option<SourceFormat> {
    match extension {
        "txt" | "text" => Some(SourceFormat::Text),
        "md" | "markdown" => Some(SourceFormat::Markdown),
        "html" | "htm" => Some(SourceFormat::Html),
        "docx" => Some(SourceFormat::Docx),
        "pdf" => Some(SourceFormat::Pdf),
        _ => None,
    }
}

fn by_content(named: SourceFormat, found: SourceFormat) -> Diagnostic {
    let (named, found) = (named.name(), found.name());
    Diagnostic::note(
        "format-by-content",
        None,
        Bilingual::new(
            format!("扩展名是 .{named}，内容却是 {found}；已按内容读取"),
            format!("the extension says {named}, the content is {found}; read by its content"),
        ),
    )
}

fn empty() -> ReadFailure {
    ReadFailure::new(
        "empty-file",
        ("文件里没有文字", "the file holds no text"),
        (
            "换一份有正文的文件，或从系列中去掉它",
            "give a file with text, or take it out of the series",
        ),
    )
}

fn too_long(bytes: usize) -> ReadFailure {
    let (bytes, most) = (bytes.div_ceil(1 << 20), limits::TEXT_BYTES >> 20);
    ReadFailure::new(
        "text-too-long",
        (
            format!("正文有 {bytes} MB，超过上限 {most} MB"),
            format!("the text has {bytes} MB, more than the limit of {most} MB"),
        ),
        (
            "请只保留一份文件的正文；一部法律全文通常不到 1 MB",
            "keep the text of one document alone; a whole statute usually has less than 1 MB",
        ),
    )
}
