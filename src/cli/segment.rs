//! `yange segment`: the clause tree of one document.

use super::Verdict;
use super::args::{SegmentArguments, TreeFormat};
use super::series::{self, Traced};
use super::terminal::{STRONG, Terminal, Volume};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;
use yange::document::Document;
use yange::ids::ClauseId;
use yange::segment::ClauseTree;
use yange::span::Span;

/// Columns of a clause's text that a line of the tree shows; the rest takes `--verbose`.
const TEXT_COLUMNS: usize = 72;

/// Prints the tree to standard output.
pub(crate) fn run(wanted: &SegmentArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let corpus = series::load(std::slice::from_ref(&wanted.file), terminal)?;
    let traced = series::run(corpus, terminal)?;
    match wanted.format {
        TreeFormat::Tree => terminal.print(&trees(&traced, terminal))?,
        TreeFormat::Json => terminal.print_bytes(&json(&traced)?)?,
    }
    Ok(Verdict::Done)
}

fn json(traced: &Traced) -> serde_json::Result<Vec<u8>> {
    let mut bytes = match traced.view.documents.as_slice() {
        [one] => serde_json::to_vec_pretty(one)?,
        several => serde_json::to_vec_pretty(several)?,
    };
    bytes.push(b'\n');
    Ok(bytes)
}

fn trees(traced: &Traced, terminal: &Terminal) -> String {
    let pairs = traced.outcome.documents.iter().zip(&traced.outcome.trees);
    pairs.map(|(document, tree)| show(document, tree, terminal)).collect()
}

fn show(document: &Document, tree: &ClauseTree, terminal: &Terminal) -> String {
    let mut lines = format!("{STRONG}{}{STRONG:#}\n", document.metadata.title.value);
    let line = |depth: usize, id: &ClauseId, name: &str, span: Span| {
        let text = span.of(&document.text).trim();
        let shown = match terminal.volume {
            Volume::Verbose => text.to_owned(),
            _ => cut(text, TEXT_COLUMNS),
        };
        format!("{:indent$}{id}  [{name}] {shown}\n", "", indent = depth * 2)
    };
    for clause in &tree.clauses {
        lines.push_str(&line(clause.depth, &clause.id, clause.kind.name(), clause.span));
        for part in &clause.parts {
            lines.push_str(&line(clause.depth + 1, &part.id, "part", part.span));
        }
    }
    lines
}

/// The start of a text, at most `columns` wide, never cut inside a character as people see it.
fn cut(text: &str, columns: usize) -> String {
    let line = text.replace(['\n', '\r', '\t'], " ");
    if line.width() <= columns {
        return line;
    }
    let mut shown = String::new();
    for grapheme in line.graphemes(true) {
        if shown.width() + grapheme.width() >= columns {
            break;
        }
        shown.push_str(grapheme);
    }
    shown + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_by_columns_and_never_inside_a_character() {
        for (text, columns, expect) in [
            ("推进专利保险", 20, "推进专利保险"),
            ("推进专利保险", 8, "推进专…"),
            ("e\u{301}e\u{301}e\u{301}e\u{301}", 3, "e\u{301}e\u{301}…"),
            ("一\n二", 9, "一 二"),
        ] {
            assert_eq!(cut(text, columns), expect);
        }
    }
}
