//! The process that the built-in PDF reader runs in: a PDF on standard input, its pages on standard output.

use std::io::{self, Read, Write};
use std::process::ExitCode;
use yange::corpus;

/// Reads and prints; what is wrong goes to standard error, for the process that started this one.
pub(crate) fn run() -> ExitCode {
    // A panic of the crate ends in an error of ours; what it would print is nothing for people.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    let read = io::stdin().read_to_end(&mut bytes).map_err(|e| e.to_string());
    let pages = read.and_then(|_| corpus::pdf_pages(&bytes));
    let written = pages.and_then(|pages| io::stdout().write_all(pages.as_bytes()).map_err(|e| e.to_string()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nobody is there to be told where standard error is closed as well.
            let _ = writeln!(io::stderr(), "{message}");
            ExitCode::from(2)
        }
    }
}
