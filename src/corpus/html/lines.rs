//! From nodes of a page to lines: a paragraph, heading, list item or cell paragraph a line.

use crate::corpus::table;
use dom_query::NodeRef;

/// Elements that flow within a line; every other element begins and ends one.
const INLINE: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "o:p", "rb",
];

/// Lines of a node's content, white space folded, blank ones dropped.
pub(super) fn of(node: &NodeRef<'_>) -> Vec<String> {
    let mut lines = Lines::default();
    lines.children(node);
    lines.end();
    lines.done
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
    /// How many `<pre>` are open: line breaks count there.
    preformatted: usize,
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    EndLine,
    EndPreformatted,
}

impl Lines {
    /// Walks without recursion, for pages may nest deeper than the stack.
    fn children(&mut self, node: &NodeRef<'_>) {
        let mut steps: Vec<Step<'_>> = node.children_it(true).map(Step::Enter).collect();
        while let Some(step) = steps.pop() {
            match step {
                Step::EndLine => self.end(),
                Step::EndPreformatted => self.preformatted -= 1,
                Step::Enter(node) if node.is_text() => self.text(&node.text()),
                Step::Enter(node) => self.element(&node, &mut steps),
            }
        }
    }

    fn element<'a>(&mut self, node: &NodeRef<'a>, steps: &mut Vec<Step<'a>>) {
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            return;
        };
        match name.as_ref() {
            "br" => self.end(),
            "script" | "style" | "head" | "rt" | "rp" => {}
            "table" if is_plain_table(node) => {
                self.end();
                self.done.extend(table::lines(&rows(node)));
            }
            name => {
                if name == "pre" {
                    self.preformatted += 1;
                    steps.push(Step::EndPreformatted);
                }
                if !INLINE.contains(&name) {
                    self.end();
                    steps.push(Step::EndLine);
                }
                steps.extend(node.children_it(true).map(Step::Enter));
            }
        }
    }

    fn text(&mut self, text: &str) {
        let spaced = |c: char| c.is_ascii_whitespace() || c == '\u{A0}';
        for c in text.chars() {
            if c == '\n' && self.preformatted > 0 {
                self.end();
                continue;
            }
            match (spaced(c), self.line.chars().next_back()) {
                (false, _) => self.line.push(c),
                (true, Some(last)) if last != ' ' => self.line.push(' '),
                (true, _) => {}
            }
        }
    }

    fn end(&mut self) {
        let line = without_wrapping(self.line.trim());
        if !line.is_empty() {
            self.done.push(line);
        }
        self.line.clear();
    }
}

/// Drops the blanks that a line break of the HTML source left between two Chinese characters.
fn without_wrapping(line: &str) -> String {
    let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2E80}' && c != '　');
    let mut kept = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let wrapped = c == ' ' && wide(kept.chars().next_back()) && wide(rest.peek().copied());
        if !wrapped {
            kept.push(c);
        }
    }
    kept
}

/// Whether a table holds data: tables in tables are layout.
fn is_plain_table(node: &NodeRef<'_>) -> bool {
    let inner = |n: &NodeRef<'_>| n.node_name().is_some_and(|n| n.as_ref() == "table");
    !node.descendants_it().any(|n| inner(&n)) && !node.ancestors_it(None).any(|n| inner(&n))
}

fn rows(table: &NodeRef<'_>) -> Vec<table::Row> {
    let named = |n: &NodeRef<'_>, names: &[&str]| n.node_name().is_some_and(|x| names.contains(&x.as_ref()));
    let rows = table.descendants_it().filter(|n| named(n, &["tr"]));
    rows.map(|row| {
        let mut column = 0;
        let cells = row.children_it(false).filter(|n| named(n, &["td", "th"]));
        cells
            .map(|cell| {
                let at = column;
                column += span(&cell);
                table::Cell {
                    column: at,
                    lines: of(&cell),
                }
            })
            .collect()
    })
    .collect()
}

fn span(cell: &NodeRef<'_>) -> usize {
    cell.attr("colspan")
        .and_then(|s| s.trim().parse().ok())
        .unwrap_or(1)
        .clamp(1, 100)
}
