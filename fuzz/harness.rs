//! What must hold for the tree of any bytes; run by cargo-fuzz and, for a while, by the tests on stable Rust.

use std::collections::BTreeSet;
use yange::corpus::{Corpus, Declared, Source, SourceFormat};
use yange::document;
use yange::segment::{self, Clause, ClauseTree};

/// Reads the bytes as a text and panics where its tree is not faithful.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let tree = tree_of(&text);
    if let Err(fault) = faults(&text, &tree) {
        panic!("{fault}\nin {text:?}");
    }
}

/// The tree of a text.
pub(crate) fn tree_of(text: &str) -> ClauseTree {
    let source = Source {
        path: "text.txt".into(),
        format: SourceFormat::Text,
        encoding: "UTF-8".into(),
        reader: None,
        sha256: String::new(),
        text: text.to_owned(),
        declared: Declared::default(),
        diagnostics: Vec::new(),
    };
    let corpus = Corpus {
        sources: vec![source],
        ..Corpus::default()
    };
    segment::segment(&document::parse(&corpus)[0])
}

/// What is wrong with a tree, in words.
///
/// Own spans are ordered and disjoint and leave out white space only; labels, spans, extents and parents are nested;
/// ids are unique; departments lie in the clause they belong to.
pub(crate) fn faults(text: &str, tree: &ClauseTree) -> Result<(), String> {
    let mut at = 0;
    let mut ids = BTreeSet::new();
    for (index, clause) in tree.clauses.iter().enumerate() {
        let (span, id) = (clause.span, clause.id.as_str());
        let gap = text
            .get(at..span.start)
            .ok_or(format!("{id}: begins inside its predecessor or a character"))?;
        if !gap.chars().all(char::is_whitespace) {
            return Err(format!("{id}: the gap before it holds {gap:?}"));
        }
        text.get(span.start..span.end)
            .ok_or(format!("{id}: ends inside a character"))?;
        let label_outside = clause.label.is_some_and(|l| !span.contains(l));
        let agency_outside = clause
            .agencies
            .iter()
            .any(|a| !clause.extent.contains(a.span) || a.span.of(text).is_empty());
        if let Some(fault) = parts_fault(text, clause) {
            return Err(format!("{id}: {fault}"));
        }
        if !clause.parts.iter().all(|p| ids.insert(p.id.as_str())) {
            return Err(format!("{id}: a part's id names two clauses"));
        }
        if !clause.extent.contains(span) || label_outside || agency_outside {
            return Err(format!("{id}: extent, span, label and departments are not nested"));
        }
        if let Some(parent) = clause.parent {
            let above = &tree.clauses[parent];
            if parent >= index || above.depth + 1 != clause.depth || !above.extent.contains(clause.extent) {
                return Err(format!("{id}: does not lie in its parent"));
            }
        }
        if !ids.insert(id) {
            return Err(format!("{id}: names two clauses"));
        }
        at = span.end;
    }
    let rest = text.get(at..).unwrap_or("");
    if rest.chars().all(char::is_whitespace) {
        Ok(())
    } else {
        Err(format!("left out at the end: {rest:?}"))
    }
}

/// Measure clauses come in twos or more, are ordered and disjoint, and leave out white space of their sentence only.
fn parts_fault(text: &str, clause: &Clause) -> Option<&'static str> {
    let last = clause.parts.last()?;
    let ends = std::iter::once(clause.span.start).chain(clause.parts.iter().map(|p| p.span.end));
    let starts = clause.parts.iter().map(|p| p.span.start).chain([clause.span.end]);
    let covered = ends
        .zip(starts)
        .all(|(end, start)| text.get(end..start).is_some_and(|gap| gap.trim().is_empty()));
    let filled = clause.parts.iter().all(|p| !p.span.of(text).trim().is_empty());
    let whole = covered && filled && clause.parts.len() > 1 && last.span.end <= clause.span.end;
    (!whole).then_some("its measure clauses do not make it up")
}
