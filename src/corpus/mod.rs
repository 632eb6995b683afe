//! Reads a series from disk: manifest, encodings, file formats. The only module that opens files.
//!
//! Knows nothing of clauses. [`load`] answers with everything it could read, or with *all* problems at once.

mod docx;
mod encoding;
mod error;
mod html;
mod limits;
mod load;
mod manifest;
mod pdf;
mod read;
mod sniff;
mod table;

pub use error::{CorpusError, Problem};
pub use load::load;
#[cfg(feature = "pdf")]
pub use pdf::built_in::{ARGUMENT as READ_PDF, pages as pdf_pages};

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::lang::Bilingual;
use crate::model::ModelFiles;

/// A series and the texts it is made of, as read from disk.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Readable id of the series, used in paths: `hangzhou-ip`.
    pub id: String,
    /// Title of the series, if the manifest gives one.
    pub title: Option<String>,
    /// The documents in the order they were named; later stages sort by date.
    pub sources: Vec<Source>,
    /// Files that were passed over, with the reason.
    pub skipped: Vec<Skipped>,
    /// The series' codebook (`lexicon.toml`), unread text with its path.
    pub lexicon: Option<SideFile>,
    /// The series' decisions made by people (`decisions.toml`, or the files that the manifest names), unread texts with
    /// their paths, in the manifest's order.
    pub decisions: Vec<SideFile>,
    /// Whether the scorer may learn from the decisions.
    pub learn: bool,
    /// Word vectors that the series names instead of the built-in ones.
    pub vectors: Option<SideBytes>,
    /// The embedding model that the series names.
    pub model: Option<ModelFiles>,
}

/// A text file that belongs to the series beside its documents.
#[derive(Clone, Debug)]
pub struct SideFile {
    /// Path as shown to people.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A binary file that belongs to the series beside its documents.
#[derive(Clone, Debug)]
pub struct SideBytes {
    /// Path as shown to people.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Path as shown to people.
    pub path: String,
    /// Why, in both languages.
    pub reason: Bilingual,
}

/// One document as read: its decoded text and where it came from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the place the series was loaded from, `/` between parts.
    pub path: String,
    /// File format the content showed.
    pub format: SourceFormat,
    /// Encoding of the bytes, WHATWG name.
    pub encoding: String,
    /// Program that extracted the text, with version, where it is not this one.
    pub reader: Option<String>,
    /// SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
    /// Decoded, extracted text; all spans refer to it. Verbatim for text files.
    pub text: String,
    /// What the manifest declares.
    pub declared: Declared,
    /// What was noticed while reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// File formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceFormat {
    /// Plain text.
    Text,
    /// Markdown, read as text.
    Markdown,
    /// HTML, main text extracted.
    Html,
    /// Office Open XML.
    Docx,
    /// PDF with a text layer.
    Pdf,
}

impl SourceFormat {
    /// Short name: `txt`, `md`, `html`, `docx`, `pdf`.
    pub fn name(self) -> &'static str {
        match self {
            SourceFormat::Text => "txt",
            SourceFormat::Markdown => "md",
            SourceFormat::Html => "html",
            SourceFormat::Docx => "docx",
            SourceFormat::Pdf => "pdf",
        }
    }
}

/// Metadata that a manifest states; what is `None` is read from the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Id within the series.
    pub id: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Date of issue.
    pub date: Option<Date>,
    /// Issuing body.
    pub issuer: Option<String>,
    /// Territory the document holds in.
    pub jurisdiction: Option<String>,
    /// Administrative level.
    pub level: Option<Level>,
    /// Document number 文号.
    pub number: Option<String>,
    /// Standing.
    pub status: Option<Status>,
    /// Name of the track in which fates are told.
    pub track: Option<String>,
}

/// Administrative level of an issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 国家
    Nation,
    /// 省、自治区、直辖市
    Province,
    /// 设区的市
    City,
    /// 县、区、县级市
    County,
}

impl Level {
    /// Manifest and JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Level::Nation => "nation",
            Level::Province => "province",
            Level::City => "city",
            Level::County => "county",
        }
    }
}

/// Standing of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 现行
    InForce,
    /// 征求意见稿、草案
    Draft,
    /// 失效
    Expired,
}

impl Status {
    /// Manifest and JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Status::InForce => "in-force",
            Status::Draft => "draft",
            Status::Expired => "expired",
        }
    }
}
