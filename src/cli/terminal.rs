//! What the user sees while the program works: progress, remarks and errors on standard error, results on standard
//! output. Colour and progress only where a person is looking.

use super::args::Common;
use super::failure::Failure;
use super::problems;
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::time::Duration;
use yange::corpus::CorpusError;
use yange::lang::{Bilingual, Lang};
use yange::render::Artifact;

/// How much to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Volume {
    /// Errors only.
    Quiet,
    /// Results and warnings.
    Normal,
    /// Every remark.
    Verbose,
}

/// The user's side of the program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    /// Language of messages.
    pub(crate) lang: Lang,
    /// Language in which a report opens: never the locale's, so that the same input gives the same bytes.
    pub(crate) report_lang: Lang,
    /// How much to say.
    pub(crate) volume: Volume,
}

/// Headings.
pub(crate) const STRONG: Style = Style::new().bold();
/// Warnings.
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

impl Terminal {
    /// Reads the common arguments.
    pub(crate) fn new(lang: Lang, common: &Common) -> Self {
        let volume = match (common.quiet, common.verbose) {
            (true, _) => Volume::Quiet,
            (_, true) => Volume::Verbose,
            _ => Volume::Normal,
        };
        Self {
            lang,
            report_lang: common.lang.unwrap_or_default(),
            volume,
        }
    }

    /// Writes a result to standard output.
    pub(crate) fn print(&self, text: &str) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Writes bytes to standard output as they are.
    pub(crate) fn print_bytes(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Writes a file to standard output as it is.
    pub(crate) fn write(&self, artifact: &Artifact) -> io::Result<()> {
        let mut out = io::stdout().lock();
        artifact.write(&mut out)?;
        out.flush()
    }

    /// Writes to standard error; a reader that went away is no reason to stop.
    pub(crate) fn tell(&self, text: &str) {
        let _ = anstream::stderr().lock().write_all(text.as_bytes());
    }

    /// Warns on standard error, unless quiet.
    pub(crate) fn warn(&self, message: &Bilingual) {
        if self.volume > Volume::Quiet {
            let label = Bilingual::new("注意：", "note: ");
            let text = format!(
                "{WARNING}{}{WARNING:#}{}\n",
                label.get(self.lang),
                message.get(self.lang)
            );
            self.tell(&text);
        }
    }

    /// Shows that work goes on, where a person is looking; the step ends when the value is dropped.
    pub(crate) fn step(&self, message: &Bilingual) -> Step {
        let bar = if self.volume == Volume::Quiet || !io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            ProgressBar::new_spinner()
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(message.get(self.lang).to_owned());
        bar.enable_steady_tick(Step::TICK);
        Step(bar)
    }

    /// Shows an error with its place and the way out.
    pub(crate) fn report(&self, error: &anyhow::Error) {
        let text = if let Some(corpus) = error.downcast_ref::<CorpusError>() {
            problems::corpus(&corpus.problems, self.lang)
        } else if let Some(failure) = error.downcast_ref::<Failure>() {
            problems::failure(failure, self.lang)
        } else {
            problems::other(error, self.lang)
        };
        self.tell(&text);
    }
}

/// A piece of work that is going on.
pub(crate) struct Step(ProgressBar);

impl Step {
    /// Calm enough for the eye, quick enough to show life.
    const TICK: Duration = Duration::from_millis(120);
}

impl Drop for Step {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
