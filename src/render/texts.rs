//! Texts and places of a view's clauses, rebuilt from the view alone.

use super::view::{SpanView, View};
use std::collections::BTreeMap;

/// Position of a clause in a view: document, clause.
pub(super) type At = (usize, usize);

/// Every document's text, up to the kind of white space between clauses, and where each clause stands in it.
pub(super) struct Texts<'v> {
    view: &'v View,
    documents: Vec<Vec<char>>,
    parents: Vec<Vec<Option<usize>>>,
    extents: Vec<Vec<SpanView>>,
    places: BTreeMap<&'v str, At>,
}

impl<'v> Texts<'v> {
    /// Reads the view once.
    pub(super) fn new(view: &'v View) -> Self {
        let documents = view.documents.iter().map(|d| {
            let length = d.clauses.iter().map(|c| c.span.end).max().unwrap_or(0);
            let mut text = vec![' '; length];
            for clause in &d.clauses {
                let own = text.iter_mut().skip(clause.span.start);
                own.zip(clause.text.chars()).for_each(|(slot, c)| *slot = c);
            }
            text
        });
        let mut places = BTreeMap::new();
        for (d, document) in view.documents.iter().enumerate() {
            for (c, clause) in document.clauses.iter().enumerate() {
                places.entry(clause.id.as_str()).or_insert((d, c));
            }
        }
        let parents: Vec<_> = (0..view.documents.len()).map(|d| parents(view, d)).collect();
        Self {
            documents: documents.collect(),
            extents: parents.iter().enumerate().map(|(d, p)| extents(view, d, p)).collect(),
            parents,
            places,
            view,
        }
    }

    /// The clause of that name.
    pub(super) fn find(&self, id: &str) -> Option<At> {
        self.places.get(id).copied()
    }

    /// Own text and all descendants' texts.
    pub(super) fn extent(&self, at: At) -> String {
        self.slice(at.0, self.extents[at.0][at.1])
    }

    /// What a clause says where each of its parts is shown as well: an article or a sentence whole, a heading alone.
    pub(super) fn alone(&self, at: At) -> String {
        let clause = &self.view.documents[at.0].clauses[at.1];
        let whole = matches!(clause.form.as_ref(), "article" | "sentence") || clause.text.trim().is_empty();
        if whole { self.extent(at) } else { clause.text.clone() }
    }

    /// Where own text and descendants stand.
    pub(super) fn extent_span(&self, at: At) -> SpanView {
        self.extents[at.0][at.1]
    }

    /// The text of a span of one document; what lies outside is left out.
    pub(super) fn slice(&self, document: usize, span: SpanView) -> String {
        let text = &self.documents[document];
        let end = span.end.min(text.len());
        text.get(span.start..end.max(span.start))
            .unwrap_or(&[])
            .iter()
            .collect()
    }

    /// A clause and what it stands under, innermost first.
    pub(super) fn upwards(&self, at: At) -> impl Iterator<Item = At> + '_ {
        std::iter::successors(Some(at.1), move |&c| self.parents[at.0][c]).map(move |c| (at.0, c))
    }

    /// The headings that a clause stands under, outermost first, in one line.
    pub(super) fn path(&self, at: At) -> String {
        self.view.documents[at.0].clauses[at.1].path.join(" › ")
    }
}

/// Parents by clause; a parent always stands before its children.
fn parents(view: &View, document: usize) -> Vec<Option<usize>> {
    let clauses = &view.documents[document].clauses;
    let index: BTreeMap<&str, usize> = clauses.iter().enumerate().map(|(i, c)| (c.id.as_str(), i)).collect();
    let parent = |id: &Option<String>| id.as_deref().and_then(|p| index.get(p)).copied();
    let all = clauses.iter().enumerate();
    all.map(|(i, c)| parent(&c.parent).filter(|&p| p < i)).collect()
}

/// Extents by clause: children stand after their parent, so one pass backwards is enough.
fn extents(view: &View, document: usize, parents: &[Option<usize>]) -> Vec<SpanView> {
    let mut spans: Vec<SpanView> = view.documents[document].clauses.iter().map(|c| c.span).collect();
    for i in (0..spans.len()).rev() {
        let Some(parent) = parents[i] else {
            continue;
        };
        let child = spans[i];
        let own = &mut spans[parent];
        *own = match (own.start == own.end, child.start == child.end) {
            (_, true) => *own,
            (true, false) => child,
            (false, false) => SpanView {
                start: own.start.min(child.start),
                end: own.end.max(child.end),
            },
        };
    }
    spans
}

/// Characters of a clause that a line shows.
const BRIEF_CHARS: usize = 60;

/// The start of a text in one line without white space.
pub(super) fn brief(text: &str) -> String {
    let line: String = text.split_whitespace().collect();
    match line.char_indices().nth(BRIEF_CHARS) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}
