//! `yange` 沿革 traces every measure through a dated series of Chinese policy documents.
//!
//! One straight pipeline, one module a stage: see [`pipeline::run`] and ARCHITECTURE.md.

pub mod align;
pub mod analysis;
pub mod candidates;
pub mod corpus;
pub mod date;
pub mod decisions;
pub mod diagnostic;
pub mod document;
pub mod evaluate;
pub mod features;
pub mod ids;
pub mod lang;
pub mod letter;
pub mod lexicon;
pub mod lineage;
pub mod parameter;
pub mod pipeline;
pub mod render;
pub mod review;
pub mod segment;
pub mod span;
pub mod suggestion;
pub mod training;
pub mod vectors;
pub mod words;
