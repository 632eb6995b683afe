//! Word-level change between two linked clauses.

use super::{Change, Edit, EditOp, EventKind};
use crate::align::Link;
use crate::document::Document;
use crate::ids::ClauseRef;
use crate::segment::ClauseTree;
use crate::span::Span;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Compares the two sides of a link.
pub(super) fn change(documents: &[Document], trees: &[ClauseTree], link: &Link) -> Change {
    let side = |at: ClauseRef| {
        let span = trees[at.document_index()].clauses[at.clause_index()].extent;
        (documents[at.document_index()].text.as_str(), span)
    };
    let ((old_text, old), (new_text, new)) = (side(link.old), side(link.new));
    let (old_spans, new_spans) = (chars(old_text, old), chars(new_text, new));
    let words = |text, spans: &[Span]| -> Vec<String> { spans.iter().map(|s| s.of(text).to_owned()).collect() };
    let ops = capture_diff_slices(
        Algorithm::Patience,
        &words(old_text, &old_spans),
        &words(new_text, &new_spans),
    );
    let cover = |spans: &[Span], range: std::ops::Range<usize>, at: usize| {
        if range.is_empty() {
            Span::new(at, at)
        } else {
            Span::new(spans[range.start].start, spans[range.end - 1].end)
        }
    };
    let mut edits = Vec::new();
    let mut kept = 0;
    for op in ops {
        let (tag, o, n) = op.as_tag_tuple();
        let (o, n) = (cover(&old_spans, o, old.start), cover(&new_spans, n, new.start));
        match tag {
            DiffTag::Equal => {
                kept += o.len();
                edits.push(Edit {
                    op: EditOp::Kept,
                    old: o,
                    new: n,
                });
            }
            DiffTag::Delete => edits.push(Edit {
                op: EditOp::Removed,
                old: o,
                new: Span::new(new.start, new.start),
            }),
            DiffTag::Insert => edits.push(Edit {
                op: EditOp::Added,
                old: Span::new(old.start, old.start),
                new: n,
            }),
            DiffTag::Replace => {
                edits.push(Edit {
                    op: EditOp::Removed,
                    old: o,
                    new: Span::new(n.start, n.start),
                });
                edits.push(Edit {
                    op: EditOp::Added,
                    old: Span::new(o.end, o.end),
                    new: n,
                });
            }
        }
    }
    let kept_share = kept as f64 / old.len().max(1) as f64;
    let kind = if old.of(old_text) == new.of(new_text) {
        EventKind::Unchanged
    } else {
        EventKind::Modified
    };
    Change {
        kind,
        kept_share,
        edits,
        strength: Vec::new(),
        moved: None,
    }
}

fn chars(text: &str, span: Span) -> Vec<Span> {
    span.of(text)
        .char_indices()
        .map(|(i, c)| Span::new(i, i + c.len_utf8()).shifted(span.start))
        .collect()
}
