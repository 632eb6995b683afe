//! What the program noticed while reading: never an error, always shown.

use crate::lang::Bilingual;
use crate::span::Span;

/// How much a reader should care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// For the record.
    Note,
    /// The result may be wrong here.
    Warning,
}

/// One observation: where, what, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much a reader should care.
    pub severity: Severity,
    /// Stable kebab-case name, for example `encoding-guessed`.
    pub code: &'static str,
    /// Place in the document's text, if there is one.
    pub span: Option<Span>,
    /// What was found and what was done, in both languages.
    pub message: Bilingual,
}

impl Diagnostic {
    /// Builds a note.
    pub fn note(code: &'static str, span: Option<Span>, message: Bilingual) -> Self {
        Self {
            severity: Severity::Note,
            code,
            span,
            message,
        }
    }

    /// Builds a warning.
    pub fn warning(code: &'static str, span: Option<Span>, message: Bilingual) -> Self {
        Self {
            severity: Severity::Warning,
            code,
            span,
            message,
        }
    }
}
