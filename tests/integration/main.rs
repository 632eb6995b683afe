//! One integration binary: one file a concern.

mod architecture;
mod cli;
mod evaluate;
mod metadata;
mod reconstruction;
mod report;
mod speed;
mod statutes;
mod trees;
