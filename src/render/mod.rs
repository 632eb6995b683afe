//! Turns an outcome into bytes. Pure: no files, no clock. One [`view::View`] serialises, one file a format.

mod json;
pub mod view;

use crate::lang::Lang;
use view::View;

/// Output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `lineage.json`, format `yange.lineage` version 1.
    Json,
}

impl Format {
    /// All formats, in the order they are written.
    pub const ALL: [Format; 1] = [Format::Json];

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
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

/// Renders one format.
pub fn render(view: &View, format: Format, _lang: Lang) -> Vec<Artifact> {
    match format {
        Format::Json => vec![Artifact {
            name: "lineage.json".into(),
            bytes: json::render(view),
        }],
    }
}
