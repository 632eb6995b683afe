//! Learns the scorer from gold, and says honestly how well what it learned carries over.
//!
//! A lesson is a series with its gold. Every document pair of a lesson belongs to the world of rewritten policies or of
//! revised statutes as far as its wording was kept; each layer of the scorer learns from its own world. Knows no files
//! and no formats.

mod fit;
mod held_out;
mod lesson;
mod list;
mod retraced;

pub use fit::{Leave, PENALTY, scorer};
pub use held_out::{Ablation, Standing, Study, ablations, study};
pub use lesson::{Codebook, Lesson, Sheet};
pub use list::{Entry, ListError, list};
pub use retraced::{Retraced, STOPS};
