//! Wire type of a link's signals: a map by name, held as a list.

use super::Word;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

/// Signals by name, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "BTreeMap<Word, SignalView>")]
pub struct SignalsView(Box<[(Word, SignalView)]>);

/// One signal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignalView {
    /// Value in the signal's own range.
    pub value: f64,
    /// What it added to the score, in log odds.
    pub contribution: f64,
}

impl SignalsView {
    /// The signals in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SignalView)> {
        self.0.iter().map(|(name, signal)| (name.as_ref(), signal))
    }
}

impl FromIterator<(Word, SignalView)> for SignalsView {
    fn from_iter<I: IntoIterator<Item = (Word, SignalView)>>(signals: I) -> Self {
        let mut signals: Vec<_> = signals.into_iter().collect();
        signals.sort_by(|a, b| a.0.cmp(&b.0));
        Self(signals.into_boxed_slice())
    }
}

impl From<BTreeMap<Word, SignalView>> for SignalsView {
    fn from(signals: BTreeMap<Word, SignalView>) -> Self {
        signals.into_iter().collect()
    }
}

impl Serialize for SignalsView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
