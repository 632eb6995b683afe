//! One integration binary: one file a concern.

mod architecture;
mod cli;
mod evaluate;
mod metadata;
mod reconstruction;
mod statutes;
mod trees;
