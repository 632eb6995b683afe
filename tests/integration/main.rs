//! One integration binary: one file a concern.

mod architecture;
mod cli;
mod reconstruction;
mod trees;
mod evaluate;
