//! Names and positions: readable ids that leave the program, and dense positions used inside it.

use std::fmt;

macro_rules! readable_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Wraps a name; it is not checked.
            pub fn new(name: impl Into<String>) -> Self {
                Self(name.into())
            }

            /// Returns the name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

readable_id!(
    /// Names a document within its series, for example `2016`.
    DocumentId
);
readable_id!(
    /// Names a clause, stable and citable, for example `2020/二/（一）/3`.
    ClauseId
);
readable_id!(
    /// Names a lineage; survives a further document in the series.
    LineageId
);

/// Position of a clause in a run: document in time order (oldest 0), clause in reading order.
///
/// Orders by time, then reading order; every tie in the program goes to the lower position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseRef {
    /// Index of the document, oldest first.
    pub document: u32,
    /// Index of the clause in reading order.
    pub clause: u32,
}

impl ClauseRef {
    /// Builds a position from indices.
    pub fn new(document: usize, clause: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            document: narrow(document),
            clause: narrow(clause),
        }
    }

    /// Index of the document as `usize`.
    pub fn document_index(self) -> usize {
        self.document as usize
    }

    /// Index of the clause as `usize`.
    pub fn clause_index(self) -> usize {
        self.clause as usize
    }
}
