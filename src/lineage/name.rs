//! Names for lineages: the phrase that its clauses share and that few other lineages hold.

use crate::document::Document;
use crate::ids::ClauseRef;
use crate::segment::ClauseTree;

/// Longest name in characters.
const LONGEST: usize = 16;

/// One name for each group of clauses, in their order.
pub(super) fn names(documents: &[Document], trees: &[ClauseTree], groups: &[Vec<ClauseRef>]) -> Vec<String> {
    groups
        .iter()
        .map(|clauses| {
            let first = clauses[0];
            let clause = &trees[first.document_index()].clauses[first.clause_index()];
            let text = clause.extent.of(&documents[first.document_index()].text);
            text.chars().take(LONGEST).collect()
        })
        .collect()
}
