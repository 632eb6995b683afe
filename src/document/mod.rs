//! What an official text says about itself: title, issuer, 文号, dates, validity, drafts, citations.
//!
//! Each document is read alone; only ids, time order and tracks look at the whole series.

mod citations;
mod front;
mod metadata;
mod place;
mod printed;
mod report;
mod validity;

pub(crate) use report::{names_speaker, tells_occasion};

use crate::corpus::{Corpus, Level, SourceFormat, Status};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::ids::DocumentId;
use crate::span::Span;

/// One issued text with what is known about it.
#[derive(Clone, Debug)]
pub struct Document {
    /// Readable id, unique in the series.
    pub id: DocumentId,
    /// The decoded text; all spans refer to it.
    pub text: String,
    /// Where the text came from.
    pub origin: FileOrigin,
    /// What is known about it.
    pub metadata: Metadata,
    /// What was noticed while reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// The file a document was read from.
#[derive(Clone, Debug)]
pub struct FileOrigin {
    /// Path as named by the user or the manifest.
    pub path: String,
    /// File format.
    pub format: SourceFormat,
    /// Encoding of the bytes.
    pub encoding: String,
    /// Extracting program, where it is not this one.
    pub reader: Option<String>,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

/// A value with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub basis: Basis,
}

/// Where a fact came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Stated in the manifest.
    Manifest,
    /// Printed in the text, here.
    Text(Span),
    /// Read from the file's name.
    FileName,
    /// Concluded from other facts.
    Inferred,
}

/// What is known about a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// Title; the file's name where the text has none.
    pub title: Fact<String>,
    /// Issuing body.
    pub issuer: Option<Fact<String>>,
    /// Document number 文号.
    pub number: Option<Fact<String>>,
    /// Date that orders the series: of issue, else of effect, else the first year of the title or file name.
    pub date: Option<Fact<Date>>,
    /// First day in force.
    pub effective_from: Option<Fact<Date>>,
    /// Last day in force.
    pub effective_to: Option<Fact<Date>>,
    /// First and last year of the period covered (2020—2022年).
    pub period: Option<Fact<(i32, i32)>>,
    /// Territory.
    pub jurisdiction: Option<Fact<String>>,
    /// Administrative level.
    pub level: Option<Fact<Level>>,
    /// Standing.
    pub status: Fact<Status>,
    /// Track in which fates are told: jurisdiction or issuer, else `main`.
    pub track: Fact<String>,
    /// Body that leads the implementation (由市科委负责牵头组织实施).
    pub lead: Option<Fact<String>>,
    /// Documents cited, in the order of the text.
    pub citations: Vec<Citation>,
}

/// A document cited in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Title without the outer book-title marks.
    pub title: String,
    /// 文号 that follows, if any.
    pub number: Option<String>,
    /// Place of the title, marks included.
    pub span: Span,
    /// How the text uses it.
    pub role: CitationRole,
}

/// How a text uses a document that it cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitationRole {
    /// Legal or policy basis: 根据, 贯彻落实.
    Basis,
    /// Replaced or repealed by this text.
    Replaces,
    /// Mentioned otherwise.
    Mention,
}

/// Parses all documents of a series and puts them in time order, oldest first.
///
/// Documents without any date come last, in the order they were named; equal dates keep that order.
/// A document that shows neither territory nor issuer stands in the track of all others where these share one.
/// Ids are unique: the manifest's, else the year, else the file's name, with `-2`, `-3` for repeats.
pub fn parse(corpus: &Corpus) -> Vec<Document> {
    let mut documents: Vec<Document> = corpus.sources.iter().map(metadata::parse_one).collect();
    documents.sort_by_key(|d| d.metadata.date.as_ref().map_or((1, Date::year(0)), |f| (0, f.value)));
    metadata::make_ids_unique(&mut documents);
    metadata::join_track(&mut documents);
    documents
}
