//! What people, or programs in their place, decided about a series: verdicts on pairs and clauses, names, notes.
//!
//! A decision is tied to its clauses by id, quotation and content hash (`Anchor`), so that it survives re-runs,
//! renumbering, new documents and small corrections. One whose text is gone or changed is reported, never dropped in
//! silence and never applied to another text. Knows clauses, not similarity; files are read by `corpus`, written by the
//! command line.

mod anchor;
mod read;
mod restructure;
mod standing;
mod write;

pub use anchor::{Anchor, Anchors, Firmness, Loss, PARAMETERS};
pub use read::{KINDS, parse, read};
pub use restructure::restructure;
pub use standing::{Contradiction, Held, Lost, Standing, Weight, stand};
pub use write::{one, write};

use crate::date::Date;
use crate::segment::ClauseKind;
use std::fmt;

/// All decisions of one or several files, in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Decisions in the order written.
    pub list: Vec<Decision>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What was decided, and about what.
    pub subject: Subject,
    /// Who decided.
    pub by: Reviewer,
    /// The day.
    pub on: Option<Date>,
    /// Why.
    pub note: Option<String>,
    /// Where it is written.
    pub origin: Origin,
}

/// The file and line of a decision; empty and 0 for one that was never written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Path as shown to people.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path, self.line)
    }
}

/// What was decided, and about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// How two clauses of different documents stand to each other.
    Pair {
        /// The clause of the earlier document.
        old: Anchor,
        /// The clause of the later document.
        new: Anchor,
        /// The verdict.
        verdict: Verdict,
    },
    /// How a clause should have been read.
    Clause {
        /// The clause.
        clause: Anchor,
        /// The correction.
        correction: Correction,
    },
    /// What a lineage is called.
    Name {
        /// Any clause of the lineage.
        clause: Anchor,
        /// Its name.
        name: String,
    },
    /// A remark on a clause; the text is the decision's note.
    Note {
        /// The clause.
        clause: Anchor,
    },
}

impl Subject {
    /// What is said, as decision files name it: `same`, `related`, `different`, `cut`, `join`, `kind`, `name`, `note`.
    pub fn verdict(&self) -> &'static str {
        match self {
            Subject::Pair { verdict, .. } => verdict.name(),
            Subject::Clause { correction, .. } => match correction {
                Correction::Cut(_) => "cut",
                Correction::Join => "join",
                Correction::Kind(_) => "kind",
            },
            Subject::Name { .. } => "name",
            Subject::Note { .. } => "note",
        }
    }

    /// The clauses that the decision is about: two for a pair, the earlier first, else one.
    pub fn anchors(&self) -> Vec<&Anchor> {
        match self {
            Subject::Pair { old, new, .. } => vec![old, new],
            Subject::Clause { clause, .. } | Subject::Name { clause, .. } | Subject::Note { clause } => vec![clause],
        }
    }
}

/// A verdict on a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The same measure.
    Same,
    /// Near, but not the same measure.
    Related,
    /// Neither.
    Different,
}

impl Verdict {
    /// All verdicts, in the order of the help.
    pub const ALL: [Verdict; 3] = [Verdict::Same, Verdict::Related, Verdict::Different];

    /// Name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Related => "related",
            Verdict::Different => "different",
        }
    }

    /// The verdict of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.name() == name)
    }
}

/// A correction of how a text was cut or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// The clause is two: the second begins with these words, which stand once in it.
    Cut(String),
    /// The clause goes on from the one before it and is no clause of its own.
    Join,
    /// The clause plays another part.
    Kind(ClauseKind),
}

/// Who decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reviewer {
    /// A person, by the name they gave; empty where they gave none.
    Person(String),
    /// A program, written `model:<name>`.
    Model(String),
}

/// What `by` begins with where a program decided.
const MODEL: &str = "model:";

impl Reviewer {
    /// Reads `by`.
    pub fn named(by: &str) -> Self {
        match by.trim().strip_prefix(MODEL) {
            Some(name) => Self::Model(name.trim().to_owned()),
            None => Self::Person(by.trim().to_owned()),
        }
    }

    /// Whether a person decided.
    pub fn is_person(&self) -> bool {
        matches!(self, Self::Person(_))
    }
}

impl fmt::Display for Reviewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(name) => f.write_str(name),
            Self::Model(name) => write!(f, "{MODEL}{name}"),
        }
    }
}

impl Decisions {
    /// Those on clauses alone: how the texts are cut and read, names, notes; without the verdicts on pairs.
    pub fn without_verdicts(&self) -> Self {
        let kept = self.list.iter().filter(|d| !matches!(d.subject, Subject::Pair { .. }));
        Self {
            list: kept.cloned().collect(),
        }
    }

    /// Adds the decisions of another file, leaving out those that say the same of the same clauses by the same hand.
    ///
    /// # Complexity
    /// Quadratic in decisions on one clause, else n log n.
    pub fn merge(&mut self, other: Decisions) {
        for decision in other.list {
            let known = self
                .list
                .iter()
                .any(|d| d.by == decision.by && d.subject == decision.subject && d.note == decision.note);
            if !known {
                self.list.push(decision);
            }
        }
    }

    /// Adds one decision; an earlier one by the same hand on the same subject gives way and is handed back.
    pub fn decide(&mut self, decision: Decision) -> Option<Decision> {
        let earlier = self
            .list
            .iter()
            .position(|d| d.by == decision.by && about(d) == about(&decision));
        match earlier {
            Some(at) => Some(std::mem::replace(&mut self.list[at], decision)),
            None => {
                self.list.push(decision);
                None
            }
        }
    }
}

/// What a decision is about, whatever it says: the clauses' ids and the kind of question.
fn about(decision: &Decision) -> (u8, Vec<&str>) {
    let question = match &decision.subject {
        Subject::Pair { .. } => 0,
        Subject::Clause { correction, .. } => match correction {
            Correction::Cut(_) | Correction::Join => 1,
            Correction::Kind(_) => 2,
        },
        Subject::Name { .. } => 3,
        Subject::Note { .. } => 4,
    };
    let ids = decision.subject.anchors().into_iter().map(|a| a.clause.as_str());
    (question, ids.collect())
}
