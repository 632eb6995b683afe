//! The correlation tables as plain HTML with word diffs, for readers without script and for archives.

use super::escape::show;
use crate::render::correlation::{self, Row};
use crate::render::texts::{At, Texts};
use crate::render::view::{EditOpView, LinkView, View};

/// Least share of the old text that must stand in the new for a word diff; below it, two texts side by side are
/// easier to read than a patchwork.
const DIFF_SHARE: f64 = 0.35;

/// Correlation of two neighbouring documents.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Index of the older document.
    pub(super) old: usize,
    /// Index of the newer document.
    pub(super) new: usize,
    /// Its rows.
    pub(super) rows: Vec<PlainRow>,
}

/// One row, ready to be printed.
#[derive(Clone, Debug)]
pub(super) struct PlainRow {
    /// What happened, as a class.
    pub(super) kind: &'static str,
    /// The older side.
    pub(super) old: String,
    /// The newer side.
    pub(super) new: String,
    /// Probability of the weakest link, in percent.
    pub(super) percent: Option<u32>,
}

/// Makes the tables of all neighbours; none where they would have more than `limit` rows.
pub(super) fn tables(view: &View, texts: &Texts, limit: usize) -> Option<Vec<Table>> {
    let mut tables = Vec::new();
    let mut count = 0;
    for new in 1..view.documents.len() {
        let rows = correlation::rows(view, texts, new - 1, new);
        count += rows.len();
        if count > limit {
            return None;
        }
        tables.push(Table {
            old: new - 1,
            new,
            rows: rows.iter().map(|r| row(view, texts, r)).collect(),
        });
    }
    Some(tables)
}

fn row(view: &View, texts: &Texts, row: &Row) -> PlainRow {
    let links: Vec<&LinkView> = row.links.iter().map(|&l| &view.links[l]).collect();
    let diff = match (links.as_slice(), row.old.len(), row.new.len()) {
        ([link], 1, 1)
            if link.change.kept_share >= DIFF_SHARE && texts.alone(row.old[0]) == texts.extent(row.old[0]) =>
        {
            Some(*link)
        }
        _ => None,
    };
    let kind = match (row.old.len(), row.new.len()) {
        (0, _) => "new",
        (_, 0) => "dropped",
        (1, 1) if links.iter().all(|l| l.change.kind == "unchanged") => "unchanged",
        (1, 1) => "modified",
        (1, _) => "split",
        (_, 1) => "merged",
        _ => "regrouped",
    };
    let weakest = links.iter().map(|l| l.probability).fold(1.0, f64::min);
    PlainRow {
        kind,
        old: side(view, texts, &row.old, diff, EditOpView::Removed),
        new: side(view, texts, &row.new, diff, EditOpView::Added),
        percent: (!links.is_empty()).then_some((weakest * 100.0) as u32),
    }
}

fn side(view: &View, texts: &Texts, clauses: &[At], diff: Option<&LinkView>, op: EditOpView) -> String {
    let mut out = String::new();
    for &at in clauses {
        let id = show(&view.documents[at.0].clauses[at.1].id).0;
        let text = match diff {
            Some(link) => marked(texts, at.0, link, op),
            None => show(texts.alone(at).trim()).0,
        };
        out.push_str(&format!("<p><small>{id}</small> {text}</p>"));
    }
    out
}

/// One side of a word diff: what stands in both, and what stands only here.
fn marked(texts: &Texts, document: usize, link: &LinkView, op: EditOpView) -> String {
    let mut out = String::new();
    for edit in link.change.edits.iter() {
        let span = if op == EditOpView::Removed { edit.old } else { edit.new };
        let text = show(&texts.slice(document, span)).0;
        match edit.op {
            EditOpView::Kept => out.push_str(&text),
            EditOpView::Removed if edit.op == op => out.push_str(&format!("<del>{text}</del>")),
            EditOpView::Added if edit.op == op => out.push_str(&format!("<ins>{text}</ins>")),
            _ => {}
        }
    }
    out
}
