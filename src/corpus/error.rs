//! What can go wrong while reading a series; every problem names the file, the place and the way out.

use crate::lang::Bilingual;
use std::path::{Path, PathBuf};

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

impl Problem {
    /// Builds a problem with a whole file or folder.
    pub(super) fn of_file(path: &Path, failure: ReadFailure) -> Self {
        Self {
            path: path.to_owned(),
            span: None,
            text: None,
            code: failure.code,
            message: failure.message,
            hint: failure.hint,
        }
    }

    /// Line and column of the place, both from 1, the column in characters; `None` for a whole file.
    pub fn position(&self) -> Option<(usize, usize)> {
        let before = self.text.as_ref()?.get(..self.span.as_ref()?.start)?;
        let line = before.rsplit('\n').next().unwrap_or("");
        Some((before.matches('\n').count() + 1, line.chars().count() + 1))
    }
}

/// What is wrong with a file and what to do about it, before it is known which file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReadFailure {
    pub(super) code: &'static str,
    pub(super) message: Bilingual,
    pub(super) hint: Bilingual,
}

impl ReadFailure {
    /// Builds a failure from `(zh, en)` pairs.
    pub(super) fn new(
        code: &'static str,
        (zh, en): (impl Into<String>, impl Into<String>),
        (hint_zh, hint_en): (impl Into<String>, impl Into<String>),
    ) -> Self {
        Self {
            code,
            message: Bilingual::new(zh, en),
            hint: Bilingual::new(hint_zh, hint_en),
        }
    }
}

/// The series could not be read; holds every problem that was found, never just the first.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
#[error("{} problem(s) while reading the series", problems.len())]
pub struct CorpusError {
    /// At least one problem, in the order of the files.
    pub problems: Vec<Problem>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn position_counts_characters() {
        let mut problem = Problem::of_file(Path::new("x"), ReadFailure::new("c", ("", ""), ("", "")));
        assert_eq!(problem.position(), None);
        problem.text = Some("甲乙\n丙丁 = 1\n".into());
        problem.span = Some(13..14);
        assert_eq!(problem.position(), Some((2, 3)));
    }
}
