//! Metrics as a table for people and as JSON for programs.

mod json;
mod table;

pub use json::json;
pub use table::table;
