//! `links.csv` and `lineages.csv`: tables that spreadsheet programs open as they are.
//!
//! UTF-8 with a byte order mark, without which Excel shows Chinese as garble; a cell that a spreadsheet would read as
//! a formula is led by an apostrophe; no cell exceeds Excel's limit.

use super::texts::Texts;
use super::view::{LineageView, LinkView, View};
use std::io::{self, Write};

/// Characters that Excel takes in one cell.
const CELL_LIMIT: usize = 32_767;

/// Bytes that are written together.
const BUFFER: usize = 1 << 16;

/// Writes `links.csv`: one link a row, in the view's order.
pub(super) fn links(view: &View, to: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(view);
    let head = [
        "old_document",
        "old_clause",
        "old_path",
        "old_text",
        "new_document",
        "new_clause",
        "new_path",
        "new_text",
        "relation",
        "probability",
        "similarity",
        "change",
        "kept_share",
        "moved_from",
        "moved_to",
        "strength",
        "evidence",
        "decided_by",
    ];
    let rows = view.links.iter().map(|link| link_row(view, &texts, link));
    table(to, head.map(str::to_owned).to_vec(), rows)
}

fn link_row(view: &View, texts: &Texts, link: &LinkView) -> Vec<String> {
    let moved = link.change.moved.as_ref();
    let mut row = Vec::new();
    for id in [&link.old, &link.new] {
        row.extend(match texts.find(id) {
            Some(at) => [
                view.documents[at.0].id.clone(),
                id.clone(),
                texts.path(at),
                texts.extent(at),
            ],
            None => [String::new(), id.clone(), String::new(), String::new()],
        });
    }
    let strength = link.change.strength.iter();
    let strength: Vec<String> = strength.map(|s| format!("{}: {}", s.component, s.direction)).collect();
    let evidence: Vec<&str> = link.evidence.iter().map(|e| e.text.as_ref()).collect();
    row.extend([
        link.relation.to_string(),
        link.probability.to_string(),
        link.similarity.to_string(),
        link.change.kind.to_string(),
        link.change.kept_share.to_string(),
        moved.map(|m| m.from.clone()).unwrap_or_default(),
        moved.map(|m| m.to.clone()).unwrap_or_default(),
        strength.join("; "),
        evidence.join("；"),
        link.decided_by.to_string(),
    ]);
    row
}

/// Documents up to which each has columns of its own in `lineages.csv`. In a table of thousands nearly all cells would be
/// empty, and empty cells would be nearly all of the file.
const WIDE_DOCUMENTS: usize = 100;

fn is_wide(view: &View) -> bool {
    view.documents.len() <= WIDE_DOCUMENTS
}

/// Writes `lineages.csv`: one lineage a row, with two columns for each document, or for all where there are many.
pub(super) fn lineages(view: &View, to: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(view);
    let mut head: Vec<String> = [
        "lineage",
        "name",
        "lane",
        "first_seen",
        "last_seen",
        "documents",
        "events",
        "fates",
        "nearest",
    ]
    .map(str::to_owned)
    .to_vec();
    if is_wide(view) {
        for document in &view.documents {
            head.push(format!("{} clauses", document.id));
            head.push(format!("{} text", document.id));
        }
    } else {
        head.extend(["clauses", "text"].map(str::to_owned));
    }
    let rows = view.lineages.iter().map(|lineage| lineage_row(view, &texts, lineage));
    table(to, head, rows)
}

fn lineage_row(view: &View, texts: &Texts, lineage: &LineageView) -> Vec<String> {
    let places: Vec<_> = lineage.clauses.iter().filter_map(|id| texts.find(id)).collect();
    let document = |at: Option<&(usize, usize)>| at.map(|at| view.documents[at.0].id.clone()).unwrap_or_default();
    let mut seen: Vec<usize> = places.iter().map(|at| at.0).collect();
    seen.dedup();
    let events = lineage.events.iter().map(|e| match &e.from {
        Some(from) => format!("{from}→{}: {} ({})", e.to, e.kind, e.confidence),
        None => format!("{}: {} ({})", e.to, e.kind, e.confidence),
    });
    let refused = lineage.events.iter().flat_map(|e| &e.nearest);
    let nearest = refused.map(|n| format!("{}: {} ({}, {})", n.clause, n.candidate, n.probability, n.reason));
    let fates = lineage
        .fates
        .iter()
        .map(|f| format!("{}: {} ({})", f.track, f.kind, f.confidence));
    let mut row = vec![
        lineage.id.clone(),
        lineage.name.clone(),
        lineage.lane.clone(),
        document(places.first()),
        document(places.last()),
        seen.len().to_string(),
        events.collect::<Vec<_>>().join("; "),
        fates.collect::<Vec<_>>().join("; "),
        nearest.collect::<Vec<_>>().join("\n"),
    ];
    let documents: Vec<Option<usize>> = if is_wide(view) {
        (0..view.documents.len()).map(Some).collect()
    } else {
        vec![None]
    };
    for d in documents {
        let here = || places.iter().filter(|at| d.is_none_or(|d| d == at.0));
        let ids: Vec<&str> = here()
            .map(|at| view.documents[at.0].clauses[at.1].id.as_str())
            .collect();
        row.push(ids.join("\n"));
        row.push(here().map(|&at| texts.extent(at)).collect::<Vec<_>>().join("\n"));
    }
    row
}

fn table(to: &mut dyn Write, head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
    to.write_all("\u{FEFF}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().buffer_capacity(BUFFER).from_writer(to);
    for row in std::iter::once(head).chain(rows) {
        writer.write_record(row.into_iter().map(safe))?;
    }
    writer.flush()
}

/// Keeps a spreadsheet from reading a cell as a formula, and the cell within its limit.
fn safe(mut cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        cell.insert(0, '\'');
    }
    // No text has more characters than bytes.
    if cell.len() <= CELL_LIMIT || cell.chars().count() <= CELL_LIMIT {
        return cell;
    }
    cell.chars().take(CELL_LIMIT - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, expected: &str) {
        assert_eq!(safe(cell.to_owned()), expected);
    }

    #[test]
    fn formulas_are_defused() {
        check("=1+1", "'=1+1");
        check("@cmd", "'@cmd");
        check("-2", "'-2");
        check("开展专利保险试点", "开展专利保险试点");
        check("", "");
    }

    #[test]
    fn long_cells_stay_within_the_limit() {
        let cell = safe("字".repeat(40_000));
        assert_eq!(cell.chars().count(), CELL_LIMIT);
        assert!(cell.ends_with('…'));
    }

    #[test]
    fn tables_begin_with_a_byte_order_mark_and_read_back() {
        let mut bytes = Vec::new();
        let row = vec!["一,\n二".into(), "\"三\"".into()];
        table(&mut bytes, vec!["a".into(), "b".into()], std::iter::once(row)).expect("memory takes every write");
        assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[0], "一,\n二");
        assert_eq!(&row[1], "\"三\"");
    }
}
