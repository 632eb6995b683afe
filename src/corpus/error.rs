//! What can go wrong while reading a series; every problem names the file, the place and the way out.

use crate::lang::Bilingual;
use std::path::PathBuf;

/// One problem with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder.
    pub path: PathBuf,
    /// Byte range in the file's text, where there is one (manifest problems).
    pub span: Option<std::ops::Range<usize>>,
    /// The text that the range refers to, for showing the line.
    pub text: Option<String>,
    /// Stable kebab-case name.
    pub code: &'static str,
    /// What is wrong.
    pub message: Bilingual,
    /// What to do about it.
    pub hint: Bilingual,
}

/// The series could not be read; holds every problem that was found, never just the first.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
#[error("{} problem(s) while reading the series", problems.len())]
pub struct CorpusError {
    /// At least one problem, in the order of the files.
    pub problems: Vec<Problem>,
}
