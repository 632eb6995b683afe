//! One integration binary: one file a concern.

#![expect(clippy::panic, reason = "a test's helper fails by panicking, as the test does")]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests say what they measured and what they skipped"
)]

mod architecture;
mod cli;
mod coders;
mod decisions;
mod evaluate;
mod formats;
mod history;
mod hostile;
mod judged;
mod metadata;
mod model;
mod occurrences;
mod query;
mod reconstruction;
mod relearn;
mod report;
mod review;
mod speed;
mod statutes;
mod stories;
mod targets;
mod trees;
mod vocabulary;
