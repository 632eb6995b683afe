//! Citations as a graph of authority: what each document rests on, and what the series shares.

use crate::document::{CitationRole, Document};
use crate::letter::is_letter_or_digit;
use crate::span::Span;
use std::collections::BTreeMap;

/// A work that the series cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedWork {
    /// Title without book-title marks, as first cited.
    pub title: String,
    /// 文号, where any citation gives it.
    pub number: Option<String>,
    /// Index of the document of this series that it is, if it is one.
    pub document: Option<usize>,
    /// Every citation, in time and reading order.
    pub uses: Vec<CitationUse>,
}

/// One citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CitationUse {
    /// Document that cites.
    pub document: usize,
    /// Place of the title, marks included.
    pub span: Span,
    /// How the text uses it.
    pub role: CitationRole,
}

impl CitedWork {
    /// Documents that cite it, oldest first, once each.
    pub fn cited_by(&self) -> Vec<usize> {
        let mut documents: Vec<usize> = self.uses.iter().map(|u| u.document).collect();
        documents.dedup();
        documents
    }
}

/// Gathers the citations of all documents by work; those cited by most documents first, then by first citation.
pub(super) fn works(documents: &[Document]) -> Vec<CitedWork> {
    let mut works: Vec<CitedWork> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (d, document) in documents.iter().enumerate() {
        for citation in &document.metadata.citations {
            let at = *known.entry(key(&citation.title)).or_insert(works.len());
            if at == works.len() {
                works.push(CitedWork {
                    title: citation.title.clone(),
                    number: None,
                    document: documents
                        .iter()
                        .position(|x| key(&x.metadata.title.value) == key(&citation.title)),
                    uses: Vec::new(),
                });
            }
            works[at].number = works[at].number.take().or_else(|| citation.number.clone());
            works[at].uses.push(CitationUse {
                document: d,
                span: citation.span,
                role: citation.role,
            });
        }
    }
    works.sort_by_key(|w| std::cmp::Reverse(w.cited_by().len()));
    works
}

/// Letters and digits only: marks and widths differ between citations of one work.
fn key(title: &str) -> String {
    title.chars().filter(|&c| is_letter_or_digit(c)).collect()
}
