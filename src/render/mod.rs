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
use texts::Texts;
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

/// One file to be written beside the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// File name relative to the output folder.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Renders one format; `lang` is the language that the report opens in.
pub fn render(view: &View, format: Format, lang: Lang) -> Vec<Artifact> {
    let artifact = |name: &str, bytes: Vec<u8>| Artifact {
        name: name.into(),
        bytes,
    };
    match format {
        Format::Html => vec![artifact("report.html", html::render(view, lang))],
        Format::Json => vec![artifact("lineage.json", json::render(view))],
        Format::Csv => {
            let texts = Texts::new(view);
            vec![
                artifact("links.csv", csv::links(view, &texts)),
                artifact("lineages.csv", csv::lineages(view, &texts)),
            ]
        }
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
