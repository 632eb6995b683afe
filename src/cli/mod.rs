//! The command line: parses arguments, loads, runs, renders, writes. One file a subcommand.
//!
//! Exit codes: 0 done, 1 a check that the user asked for failed, 2 error. A reader that closes the pipe early, as
//! `head` does, has what it wanted: 0.

mod adjudicate;
mod agreement;
mod args;
mod biography;
mod by_decisions;
mod chinese;
mod compare;
mod decide;
mod decisions;
mod evaluate;
mod explain;
mod failure;
mod help;
mod init;
mod language;
mod lexicon;
mod problems;
mod query;
#[cfg(feature = "pdf")]
mod read_pdf;
mod review;
mod segment;
mod series;
mod summary;
mod terminal;
mod today;
mod trace;
mod train;
mod train_vectors;
mod write;

use args::{Arguments, Command};
use clap::FromArgMatches;
use std::ffi::OsString;
use std::process::ExitCode;
use terminal::Terminal;
use yange::lang::Lang;

/// How a command that ran to its end went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It did what was asked.
    Done,
    /// It ran, and a check that the user asked for failed.
    CheckFailed,
}

/// Runs the program with the given arguments, its own name first.
pub(crate) fn run(arguments: Vec<OsString>) -> ExitCode {
    #[cfg(feature = "pdf")]
    if arguments.get(1).is_some_and(|a| a == yange::corpus::READ_PDF) {
        return read_pdf::run();
    }
    let lang = language::choose(&arguments, |name| std::env::var_os(name));
    let matches = match help::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(stop) => return help::show(&stop, lang),
    };
    match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => dispatch(arguments, lang),
        Err(stop) => help::show(&stop, lang),
    }
}

fn dispatch(arguments: Arguments, lang: Lang) -> ExitCode {
    let terminal = Terminal::new(lang, &arguments.common);
    let outcome = match arguments.command {
        Command::Trace(wanted) => trace::run(&wanted, &terminal),
        Command::Segment(wanted) => segment::run(&wanted, &terminal),
        Command::Compare(wanted) => compare::run(&wanted, &terminal),
        Command::Init(wanted) => init::run(&wanted, &terminal),
        Command::Evaluate(wanted) => evaluate::run(&wanted, &terminal),
        Command::Train { what } => train::run(&what, &terminal),
        Command::Lexicon { what } => lexicon::run(&what, &terminal),
        Command::Explain(wanted) => explain::run(&wanted, &terminal),
        Command::Query(wanted) => query::run(&wanted, &terminal),
        Command::Biography(wanted) => biography::run(&wanted, &terminal),
        Command::Decide(wanted) => decide::run(&wanted, &terminal),
        Command::Decisions { what } => decisions::run(&what, &terminal),
        Command::Agreement(wanted) => agreement::run(&wanted, &terminal),
        Command::Adjudicate(wanted) => adjudicate::run(&wanted, &terminal),
        Command::Review(wanted) => review::run(&wanted, &terminal),
    };
    match outcome {
        Ok(Verdict::Done) => ExitCode::SUCCESS,
        Ok(Verdict::CheckFailed) => ExitCode::from(1),
        Err(error) if failure::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal.report(&error);
            ExitCode::from(2)
        }
    }
}
