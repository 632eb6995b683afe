//! The texts of a run, read by clause.

use crate::document::Document;
use crate::ids::ClauseRef;
use crate::lexicon::Vocabulary;
use crate::lineage;
use crate::segment::{Clause, ClauseTree};
use crate::span::Span;
use crate::words::Words;

/// Documents and trees of a run, from old to new.
#[derive(Clone, Copy)]
pub struct Series<'a> {
    /// Documents, oldest first.
    pub documents: &'a [Document],
    /// One tree for each document.
    pub trees: &'a [ClauseTree],
    /// How the texts are cut into words.
    pub words: &'a Words,
    /// The words of strength, instruments and agencies.
    pub vocabulary: &'a Vocabulary,
}

/// A place in the series: a stretch of one measure's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The measure.
    pub clause: ClauseRef,
    /// The stretch, in the clause's document.
    pub span: Span,
}

impl<'a> Series<'a> {
    /// The clause at a position.
    pub fn clause(&self, at: ClauseRef) -> &'a Clause {
        &self.trees[at.document_index()].clauses[at.clause_index()]
    }

    /// The clause's whole stretch.
    pub fn span(&self, at: ClauseRef) -> Span {
        self.clause(at).extent
    }

    /// The clause's whole text, verbatim.
    pub fn text(&self, at: ClauseRef) -> &'a str {
        self.span(at).of(&self.documents[at.document_index()].text)
    }

    /// What alignment compares of the clause: an article or a sentence as a whole, else its own text, without enumerator.
    pub fn compared(&self, at: ClauseRef) -> Span {
        self.trees[at.document_index()].compared(at.clause_index())
    }

    /// The text of a document.
    pub fn document_text(&self, document: usize) -> &'a str {
        &self.documents[document].text
    }

    /// Headings above the clause, outermost first, without their enumerators.
    pub fn headings(&self, at: ClauseRef) -> Vec<&'a str> {
        let tree = &self.trees[at.document_index()];
        let text = &self.documents[at.document_index()].text;
        tree.ancestors(at.clause_index())
            .into_iter()
            .map(|i| &tree.clauses[i])
            .map(|c| heading(c, text))
            .filter(|h| !h.is_empty())
            .collect()
    }

    /// Positions of all measures of a document in reading order, of both lanes.
    pub fn measures(&self, document: usize) -> impl Iterator<Item = ClauseRef> + use<'a> {
        lineage::measures(&self.trees[document])
            .into_iter()
            .map(move |c| ClauseRef::new(document, c))
    }

    /// Year that the document is ordered by.
    pub fn year(&self, document: usize) -> Option<i32> {
        self.documents[document].metadata.date.as_ref().map(|d| d.value.year)
    }
}

/// A clause's own text without enumerator and final stop.
fn heading<'t>(clause: &Clause, text: &'t str) -> &'t str {
    let start = clause.label.map_or(clause.span.start, |l| l.end).min(clause.span.end);
    let own = Span::new(start, clause.span.end).of(text);
    own.trim().trim_end_matches(['。', '：', ':', '.'])
}
