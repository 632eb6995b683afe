//! Measures links against gold: what people judged to be the same measure.
//!
//! Takes [`Predictions`] from any method and knows nothing of how they were made; reads no files.

mod breakdown;
mod comparison;
mod counts;
mod fates;
mod gold;
mod gold_error;
mod predictions;
mod report;
mod squeezed;

pub use breakdown::Breakdown;
pub use comparison::{Comparison, Coverage};
pub use counts::Counts;
pub use fates::{Direction, Fate, FateTable, fates};
pub use gold::{Gold, GoldUnit, KeyPair, Place, UnitPair};
pub use gold_error::{GoldError, GoldProblem};
pub use predictions::{Claim, PredictedDocument, PredictedLink, Predictions, ScoredPair};
pub use report::{Report, evaluate};
