//! Text of a Word document as Word prints it: paragraphs, tables, and the automatic numbers 一、（一）1. of its lists.
//!
//! Tracked insertions are kept and deletions dropped; text boxes follow the paragraph that holds them; footnotes follow
//! the text; headers, footers and comments are left out.

mod body;
mod numbering;
mod numerals;
mod package;
mod styles;
mod xml;

use super::error::ReadFailure;
use package::Package;

/// Program name in [`crate::corpus::Source::reader`].
const READER: &str = concat!("yange-docx ", env!("CARGO_PKG_VERSION"));

/// Text of a document with the reader's name.
pub(super) struct Extracted {
    pub(super) text: String,
    pub(super) reader: String,
}

/// Extracts the text, one paragraph a line.
///
/// # Errors
/// `damaged-docx` where the package or its XML is broken, `docx-too-large` beyond the limits.
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, ReadFailure> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let document = package.required(&main)?;
    let beside = |name: &str| {
        if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        }
    };
    let styles = package.optional(&beside("styles.xml"))?;
    let numbering = package.optional(&beside("numbering.xml"))?;
    let footnotes = package.optional(&beside("footnotes.xml"))?;

    let style_sheet = styles::parse(xml::parse_optional(styles.as_deref())?.as_ref());
    let lists = numbering::parse(xml::parse_optional(numbering.as_deref())?.as_ref(), &style_sheet);
    let mut counter = numbering::Counter::new(&lists);
    let mut lines = body::lines(&xml::parse(&document)?, &style_sheet, &mut counter);
    if let Some(notes) = xml::parse_optional(footnotes.as_deref())? {
        lines.extend(body::notes(&notes, &style_sheet, &mut counter));
    }
    Ok(Extracted {
        text: lines.iter().flat_map(|l| [l.as_str(), "\n"]).collect(),
        reader: READER.into(),
    })
}

#[cfg(test)]
mod tests;
