//! From the body of a document to lines.

use super::numbering::Counter;
use super::styles::{StyleSheet, list_ref};
use super::xml::{attribute, child, children, is_on, name, value};
use crate::corpus::table;
use roxmltree::{Document, Node};

/// Lines of the main text.
pub(super) fn lines(document: &Document<'_>, styles: &StyleSheet, counter: &mut Counter<'_>) -> Vec<String> {
    let mut walk = Walk::new(styles, counter);
    if let Some(body) = child(document.root_element(), "body") {
        walk.blocks(body);
    }
    walk.finish()
}

/// Lines of the footnotes, in their order, without the separators that Word keeps among them.
pub(super) fn notes(document: &Document<'_>, styles: &StyleSheet, counter: &mut Counter<'_>) -> Vec<String> {
    let mut walk = Walk::new(styles, counter);
    for note in children(document.root_element(), "footnote") {
        if matches!(attribute(note, "type"), None | Some("normal")) {
            walk.blocks(note);
        }
    }
    walk.finish()
}

/// One walk through blocks; nesting is bounded by the limit on the depth of the XML.
struct Walk<'w, 'l> {
    styles: &'w StyleSheet,
    counter: &'w mut Counter<'l>,
    lines: Vec<String>,
    /// Text of paragraphs whose mark was deleted: they run on into the next one.
    carried: String,
}

/// What is gathered of one paragraph.
#[derive(Default)]
struct Paragraph<'a, 'i> {
    text: String,
    boxes: Vec<Node<'a, 'i>>,
}

impl<'w, 'l> Walk<'w, 'l> {
    fn new(styles: &'w StyleSheet, counter: &'w mut Counter<'l>) -> Self {
        Self {
            styles,
            counter,
            lines: Vec::new(),
            carried: String::new(),
        }
    }

    fn finish(mut self) -> Vec<String> {
        let carried = std::mem::take(&mut self.carried);
        self.push(&carried);
        self.lines
    }

    fn push(&mut self, text: &str) {
        let parts = text.split('\n').map(|l| l.trim_end_matches([' ', '\t']));
        self.lines
            .extend(parts.filter(|l| !l.trim().is_empty()).map(str::to_owned));
    }

    fn blocks(&mut self, parent: Node<'_, '_>) {
        for node in parent.children() {
            match name(node) {
                "p" => self.paragraph(node),
                "tbl" => self.table(node),
                "del" | "moveFrom" | "sectPr" => {}
                "sdt" => child(node, "sdtContent").into_iter().for_each(|c| self.blocks(c)),
                "ins" | "moveTo" | "customXml" => self.blocks(node),
                _ => alternative(node).into_iter().for_each(|c| self.blocks(c)),
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>) {
        let properties = child(node, "pPr");
        let mark = properties.and_then(|p| child(p, "rPr"));
        let mut paragraph = Paragraph::default();
        self.runs(node, &mut paragraph);
        if mark.is_some_and(|m| child(m, "del").is_some() || child(m, "moveFrom").is_some()) {
            self.carried.push_str(&paragraph.text);
        } else {
            let text = std::mem::take(&mut self.carried) + &paragraph.text;
            let label = if text.trim().is_empty() && paragraph.boxes.is_empty() {
                self.label_of_blank(properties)
            } else {
                self.label(properties)
            };
            self.push(&joined(&label, &text));
        }
        for content in paragraph.boxes {
            self.blocks(content);
        }
    }

    fn label(&mut self, properties: Option<Node<'_, '_>>) -> String {
        let direct = properties.map(list_ref).unwrap_or_default();
        let inherited = self.styles.inherited(properties.and_then(|p| value(p, "pStyle")));
        self.counter.label(direct, &inherited)
    }

    /// A blank paragraph of a list takes its number, which Word prints; it is counted and not shown.
    fn label_of_blank(&mut self, properties: Option<Node<'_, '_>>) -> String {
        self.label(properties);
        String::new()
    }

    fn runs<'a, 'i>(&self, parent: Node<'a, 'i>, paragraph: &mut Paragraph<'a, 'i>) {
        for node in parent.children().filter(Node::is_element) {
            match name(node) {
                "r" if !self.is_hidden(node) => self.runs(node, paragraph),
                "r" | "pPr" | "rPr" | "del" | "moveFrom" | "delText" | "instrText" | "rt" | "sdtPr" => {}
                "t" => paragraph.text.extend(node.children().filter_map(|n| n.text())),
                "tab" | "ptab" => paragraph.text.push('\t'),
                "br" | "cr" => paragraph.text.push('\n'),
                "noBreakHyphen" => paragraph.text.push('-'),
                "sym" => paragraph.text.extend(symbol(node)),
                "txbxContent" => paragraph.boxes.push(node),
                _ if is_math_text(node) => paragraph.text.extend(node.text()),
                _ => self.runs(alternative(node).unwrap_or(node), paragraph),
            }
        }
    }

    fn is_hidden(&self, run: Node<'_, '_>) -> bool {
        child(run, "rPr").is_some_and(|p| is_on(p, "vanish") || self.styles.hides(value(p, "rStyle")))
    }

    fn table(&mut self, node: Node<'_, '_>) {
        let outer = std::mem::take(&mut self.lines);
        let rows: Vec<_> = self.rows(node);
        self.lines = outer;
        self.lines.extend(table::lines(&rows));
    }

    fn rows(&mut self, parent: Node<'_, '_>) -> Vec<table::Row> {
        let mut rows = Vec::new();
        for node in parent.children() {
            match name(node) {
                "tr" if !is_deleted_row(node) => rows.push(self.row(node)),
                "sdt" => rows.extend(child(node, "sdtContent").map(|c| self.rows(c)).unwrap_or_default()),
                "ins" | "customXml" => rows.extend(self.rows(node)),
                _ => {}
            }
        }
        rows
    }

    fn row(&mut self, row: Node<'_, '_>) -> table::Row {
        let mut cells = Vec::new();
        let before = child(row, "trPr").and_then(|p| value(p, "gridBefore"));
        let mut column = span(before, 0);
        let wrapped = row.children().flat_map(|n| match name(n) {
            "sdt" => child(n, "sdtContent")
                .map(|c| c.children().collect())
                .unwrap_or_default(),
            _ => vec![n],
        });
        for cell in wrapped.filter(|n| name(*n) == "tc") {
            let properties = child(cell, "tcPr");
            self.blocks(cell);
            let lines = std::mem::take(&mut self.lines);
            cells.push(table::Cell { column, lines });
            column += span(properties.and_then(|p| value(p, "gridSpan")), 1);
        }
        cells
    }
}

fn span(text: Option<&str>, otherwise: usize) -> usize {
    text.and_then(|t| t.parse().ok()).unwrap_or(otherwise).min(100)
}

fn is_deleted_row(row: Node<'_, '_>) -> bool {
    child(row, "trPr").is_some_and(|p| child(p, "del").is_some())
}

/// The branch of `mc:AlternateContent` that is read: the first that holds text, so that a text box is printed once.
fn alternative<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    if node.tag_name().name() != "AlternateContent" {
        return None;
    }
    let branches = || node.children().filter(Node::is_element);
    branches()
        .find(|b| b.descendants().any(|n| name(n) == "t"))
        .or_else(|| branches().next())
}

fn is_math_text(node: Node<'_, '_>) -> bool {
    let tag = node.tag_name();
    tag.name() == "t" && tag.namespace().is_some_and(|n| n.ends_with("/math"))
}

/// A character of a symbol font; those that only the font explains become □.
fn symbol(node: Node<'_, '_>) -> Option<char> {
    let code = u32::from_str_radix(attribute(node, "char")?, 16).ok()?;
    match char::from_u32(code)? {
        '\u{E000}'..='\u{F8FF}' => Some('□'),
        c => Some(c),
    }
}

/// Label and text; Chinese marks such as 一、 need no blank after them.
fn joined(label: &str, text: &str) -> String {
    let text_start = text.trim_start_matches([' ', '\t']);
    match label.trim().chars().next_back() {
        None => text.to_owned(),
        Some(last) if last.is_ascii() => format!("{} {text_start}", label.trim()),
        Some(_) => format!("{}{text_start}", label.trim()),
    }
}
