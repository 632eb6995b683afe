//! Gold from decisions: what reviewers judged pair by pair, and nothing of what they did not.

use super::gold::{Gold, GoldUnit, Place, UnitPair, ordered};
use super::predictions::file_name;
use crate::decisions::{Standing, Verdict};
use crate::document::Document;
use crate::ids::ClauseRef;
use crate::segment::ClauseTree;
use std::collections::{BTreeMap, BTreeSet};

impl Gold {
    /// Makes a gold of the verdicts that hold in these trees: `same` is the same measure, `related` and `different` are
    /// not, and a pair that nobody decided counts neither for nor against.
    ///
    /// Units are the clauses that were decided on, as they were cut; keys are the ids of their documents, in time. Verdicts
    /// that are outweighed or contradicted count for nothing.
    ///
    /// # Complexity
    /// n log n in the verdicts, and the texts of their clauses.
    ///
    /// ```
    /// use yange::{decisions::Standing, evaluate::Gold};
    /// assert!(Gold::of_decisions(&[], &[], &Standing::default()).units.is_empty());
    /// ```
    pub fn of_decisions(documents: &[Document], trees: &[ClauseTree], standing: &Standing) -> Gold {
        let verdicts: Vec<(ClauseRef, ClauseRef, Verdict)> = standing
            .verdicts()
            .filter(|(old, new, ..)| old.document != new.document)
            .map(|(old, new, verdict, _)| (old, new, verdict))
            .collect();
        let clauses: BTreeSet<ClauseRef> = verdicts.iter().flat_map(|(old, new, _)| [*old, *new]).collect();
        let numbers: BTreeMap<ClauseRef, usize> = clauses.iter().copied().zip(0..).collect();
        let judged = |wanted: &dyn Fn(Verdict) -> bool| -> BTreeSet<UnitPair> {
            let kept = verdicts.iter().filter(|(.., verdict)| wanted(*verdict));
            kept.map(|(old, new, _)| ordered(numbers[old], numbers[new])).collect()
        };
        let shelf = Shelf::of(documents, &clauses);
        Gold {
            units: clauses.iter().map(|&at| shelf.unit(documents, trees, at)).collect(),
            same: judged(&|verdict| verdict == Verdict::Same),
            different: Some(judged(&|verdict| verdict != Verdict::Same)),
            pairs: (verdicts.iter())
                .map(|(old, new, _)| (shelf.key(*old), shelf.key(*new)))
                .collect(),
            files: shelf.files,
            keys: shelf.keys,
            ..Gold::default()
        }
    }
}

/// The documents that were decided on: their files in order of name, their ids in time.
struct Shelf {
    documents: Vec<usize>,
    files: Vec<String>,
    keys: Vec<String>,
}

impl Shelf {
    fn of(documents: &[Document], clauses: &BTreeSet<ClauseRef>) -> Self {
        let judged: BTreeSet<usize> = clauses.iter().map(|at| at.document_index()).collect();
        let files: BTreeSet<String> = judged.iter().map(|&d| file(&documents[d])).collect();
        Self {
            keys: judged.iter().map(|&d| documents[d].id.to_string()).collect(),
            files: files.into_iter().collect(),
            documents: judged.into_iter().collect(),
        }
    }

    fn key(&self, at: ClauseRef) -> usize {
        (self.documents.binary_search(&at.document_index())).expect("every clause's document is on the shelf")
    }

    fn unit(&self, documents: &[Document], trees: &[ClauseTree], at: ClauseRef) -> GoldUnit {
        let (document, tree) = (&documents[at.document_index()], &trees[at.document_index()]);
        GoldUnit {
            id: tree.clauses[at.clause_index()].id.to_string(),
            file: (self.files.binary_search(&file(document))).expect("every clause's file is on the shelf"),
            key: self.key(at),
            place: Place::Clause {
                index: at.clause_index(),
                text: tree.compared(at.clause_index()).of(&document.text).to_owned(),
            },
        }
    }
}

fn file(document: &Document) -> String {
    file_name(&document.origin.path).to_owned()
}
