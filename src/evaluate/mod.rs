//! Measures links against gold: what people judged to be the same measure.
//!
//! Takes [`Predictions`] from any method and knows nothing of how they were made; reads no files.

mod agreement;
mod bcubed;
mod beads;
mod bootstrap;
mod breakdown;
mod calibration;
mod coders;
mod comparison;
mod confusion;
mod counts;
mod events;
mod fates;
mod gold;
mod gold_decisions;
mod gold_error;
mod groups;
mod held_out;
mod predictions;
mod ranking;
mod report;
mod review;
#[cfg(test)]
mod sample;
mod squeezed;

pub use agreement::{Agreement, agreement};
pub use bcubed::BCubed;
pub use beads::Beads;
pub use bootstrap::{Interval, Intervals, RESAMPLES};
pub use breakdown::Breakdown;
pub use calibration::{BINS, Bin, Calibration};
pub use coders::{Coding, Item, Judged, Question, SelfContradiction, coders};
pub use comparison::{Comparison, Coverage, Teacher};
pub use confusion::{Confusion, Rating, Reliability};
pub use counts::Counts;
pub use events::{Event, EventTable};
pub use fates::{Direction, Fate, FateTable, fates};
pub use gold::{Gold, GoldUnit, KeyPair, Place, UnitPair};
pub use gold_error::{GoldError, GoldProblem};
pub use held_out::{Fold, leave_one_pair_out, leave_one_series_out};
pub use predictions::{Claim, PredictedDocument, PredictedLink, Predictions, ScoredPair};
pub use ranking::{DEPTHS, RecallAt};
pub use report::{Report, evaluate};
pub use review::{ReviewCurve, answers};
