//! What can go wrong outside the library: a message with a way out, in both languages.

use std::fmt;
use std::io;
use std::path::Path;
use yange::lang::Bilingual;

/// An error of the command line itself.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What is wrong, with the place.
    pub(crate) message: Bilingual,
    /// What to do about it.
    pub(crate) hint: Bilingual,
    source: Option<io::Error>,
}

impl Failure {
    /// Builds a failure without a cause.
    pub(crate) fn new(message: Bilingual, hint: Bilingual) -> Self {
        Self {
            message,
            hint,
            source: None,
        }
    }

    /// Adds what the system said.
    pub(crate) fn because(mut self, error: io::Error) -> Self {
        self.source = Some(error);
        self
    }

    /// The same with the file and line before it.
    pub(crate) fn at(mut self, file: &Path, line: usize) -> Self {
        let (file, Bilingual { zh, en }) = (file.display(), self.message);
        self.message = Bilingual::new(
            format!("{file} 第 {line} 行：{zh}"),
            format!("{file}, line {line}: {en}"),
        );
        self
    }

    /// What the system said, if it said something.
    pub(crate) fn cause(&self) -> Option<&io::Error> {
        self.source.as_ref()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as _)
    }
}

/// Whether the reader of our output went away.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
