//! Turns an outcome into bytes. Pure: no files, no clock. One [`view::View`] serialises, one file a format.

pub mod agreement;
pub mod biography;
pub mod codebook;
pub mod correlation;
mod csv;
pub mod evaluation;
pub mod explanation;
mod html;
mod json;
pub mod learned;
pub mod manifest;
pub mod query;
pub mod review;
pub mod scorer;
pub mod study;
mod texts;
pub mod verdicts;
pub mod view;
pub mod words;

use crate::lang::Lang;
use std::io::{self, Write};
use view::View;

/// Output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `report.html`, one file that needs nothing else.
    Html,
    /// `lineage.json`, format `yange.lineage` version 1.
    Json,
    /// `links.csv` and `lineages.csv`.
    Csv,
}

impl Format {
    /// All formats, in the order they are written.
    pub const ALL: [Format; 3] = [Format::Html, Format::Json, Format::Csv];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Json => "json",
            Format::Csv => "csv",
        }
    }
}

/// Writes one file's content, as often as it is asked to.
type Content<'v> = Box<dyn Fn(&mut dyn Write) -> io::Result<()> + Send + Sync + 'v>;

/// One file to be written beside the report. Its content is made while it is written: that of a long series is larger
/// than everything that it tells of, and never stands in memory.
pub struct Artifact<'v> {
    /// File name relative to the output folder.
    pub name: String,
    content: Content<'v>,
}

impl<'v> Artifact<'v> {
    /// A file of that name with that content.
    pub fn new(name: impl Into<String>, content: impl Fn(&mut dyn Write) -> io::Result<()> + Send + Sync + 'v) -> Self {
        Self {
            name: name.into(),
            content: Box::new(content),
        }
    }

    /// Writes the content; the same bytes each time.
    ///
    /// # Errors
    /// Where `to` cannot be written.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        (self.content)(to)
    }

    /// The content as a whole.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes).expect("memory takes every write");
        bytes
    }
}

/// Renders one format; `lang` is the language that the report opens in.
pub fn render(view: &View, format: Format, lang: Lang) -> Vec<Artifact<'_>> {
    match format {
        Format::Html => vec![Artifact::new("report.html", move |to| html::write(view, lang, to))],
        Format::Json => vec![Artifact::new("lineage.json", |to| json::write(view, to))],
        Format::Csv => vec![
            Artifact::new("links.csv", |to| csv::links(view, to)),
            Artifact::new("lineages.csv", |to| csv::lineages(view, to)),
        ],
    }
}

/// A text as a terminal may show it: control characters, which could move the cursor, become spaces.
fn printable(text: &str) -> String {
    let safe = |c: char| if c.is_control() || is_bidi_control(c) { ' ' } else { c };
    text.chars().map(safe).collect()
}

/// Whether a character turns the direction of the text around it: shown as a mark, never obeyed.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
