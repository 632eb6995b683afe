//! One integration binary: one file a concern.

mod architecture;
mod cli;
mod evaluate;
mod metadata;
mod reconstruction;
mod speed;
mod statutes;
mod report;
mod trees;
