//! Correlation tables 来源表/去向表 in the form that drafters know: which clause of one text answers to which of the other.
//!
//! m:n groups are kept together, and a blank stands where nothing answers. The tables say 对应, never 来源于:
//! a correspondence is inferred.

use super::texts::{At, Texts};
use super::view::View;
use crate::lang::Lang;
use std::collections::{BTreeMap, BTreeSet};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of one cell in the plain-text table: two cells and a middle fit a terminal of 110.
const CELL_WIDTH: usize = 44;

/// Largest probability that is printed: no inference is certain.
const LARGEST_SHOWN: f64 = 0.99;

/// Columns of the middle cell.
const MIDDLE_WIDTH: usize = 14;

/// Clauses of two documents that answer to each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Clauses of the older document, in reading order; empty for what is new.
    pub(super) old: Vec<At>,
    /// Clauses of the newer document, in reading order; empty for what was not found later.
    pub(super) new: Vec<At>,
    /// Indices of the links within the row.
    pub(super) links: Vec<usize>,
}

/// Groups the clauses of two documents by the links `same` between them.
///
/// Rows are ordered by their first old clause; rows without one come last, by their first new clause.
pub(super) fn rows(view: &View, texts: &Texts, old: usize, new: usize) -> Vec<Row> {
    let (mut group, mut links) = (BTreeMap::new(), Vec::new());
    let mut next = 0;
    for at in units(view, texts).into_iter().filter(|at| at.0 == old || at.0 == new) {
        group.insert(at, next);
        next += 1;
    }
    for (index, link) in view.links.iter().enumerate().filter(|(_, l)| l.relation == "same") {
        let (Some(a), Some(b)) = (texts.find(&link.old), texts.find(&link.new)) else {
            continue;
        };
        if (a.0, b.0) != (old, new) {
            continue;
        }
        links.push((index, a));
        let mut number = |at: At| {
            *group.entry(at).or_insert_with(|| {
                next += 1;
                next
            })
        };
        let (keep, drop) = (number(a), number(b));
        group.values_mut().filter(|g| **g == drop).for_each(|g| *g = keep);
    }
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    for (&at, &number) in &group {
        let row = rows.entry(number).or_insert_with(|| Row {
            old: vec![],
            new: vec![],
            links: vec![],
        });
        if at.0 == old {
            row.old.push(at)
        } else {
            row.new.push(at)
        }
    }
    for (index, at) in links {
        if let Some(row) = group.get(&at).and_then(|g| rows.get_mut(g)) {
            row.links.push(index);
        }
    }
    let mut rows: Vec<Row> = rows.into_values().collect();
    rows.sort_by_key(|r| (r.old.is_empty(), r.old.first().copied(), r.new.first().copied()));
    rows
}

/// The clauses that are compared: those of lineages, in time and reading order. A title or a salutation is neither
/// carried on nor dropped.
pub(super) fn units(view: &View, texts: &Texts) -> BTreeSet<At> {
    let ids = view.lineages.iter().flat_map(|l| &l.clauses);
    ids.filter_map(|id| texts.find(id))
        .filter(|at| !matches!(view.documents[at.0].clauses[at.1].kind.as_ref(), "title" | "salutation"))
        .collect()
}

/// Writes the two tables of every two neighbouring documents as plain text, columns aligned by display width.
pub fn text(view: &View, lang: Lang) -> String {
    let texts = Texts::new(view);
    let mut out = String::new();
    for new in 1..view.documents.len() {
        let rows = rows(view, &texts, new - 1, new);
        let mut page = Page {
            view,
            texts: &texts,
            lang,
            out: &mut out,
        };
        page.forward(&rows, new);
        page.backward(&rows, new);
    }
    out
}

/// Writes tables for people who read `lang`.
struct Page<'a> {
    view: &'a View,
    texts: &'a Texts<'a>,
    lang: Lang,
    out: &'a mut String,
}

impl Page<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn forward(&mut self, rows: &[Row], new: usize) {
        let (from, to) = (&self.view.documents[new - 1].id, &self.view.documents[new].id);
        let title = format!("{}  {from} → {to}", self.say("去向表", "Where each clause went"));
        let heads = [from.clone(), self.say("变化", "change").to_owned(), to.clone()];
        self.head(&title, &heads);
        for row in rows.iter().filter(|r| !r.old.is_empty()) {
            let none = self.say("（未见后续）", "(not found later)");
            self.row(&self.side(&row.old, ""), &self.verdict(row), &self.side(&row.new, none));
        }
    }

    fn backward(&mut self, rows: &[Row], new: usize) {
        let (from, to) = (&self.view.documents[new - 1].id, &self.view.documents[new].id);
        let title = format!("{}  {to} ← {from}", self.say("来源表", "What each clause answers to"));
        let heads = [to.clone(), self.say("变化", "change").to_owned(), from.clone()];
        self.head(&title, &heads);
        let mut rows: Vec<&Row> = rows.iter().filter(|r| !r.new.is_empty()).collect();
        rows.sort_by_key(|r| r.new.first().copied());
        for row in rows {
            let none = self.say("（新增，未见对应）", "(new: nothing answers to it)");
            self.row(&self.side(&row.new, ""), &self.verdict(row), &self.side(&row.old, none));
        }
    }

    fn side(&self, clauses: &[At], none: &str) -> Vec<String> {
        if clauses.is_empty() {
            return wrap(none, CELL_WIDTH);
        }
        let lines = clauses.iter().flat_map(|&at| {
            let clause = &self.view.documents[at.0].clauses[at.1];
            let text = self.texts.alone(at);
            let mut lines = wrap(&format!("[{}]", clause.id), CELL_WIDTH);
            lines.extend(wrap(text.trim(), CELL_WIDTH));
            lines
        });
        lines.collect()
    }

    fn verdict(&self, row: &Row) -> Vec<String> {
        let links: Vec<_> = row.links.iter().map(|&l| &self.view.links[l]).collect();
        if links.is_empty() {
            return vec![if row.old.is_empty() { "＋" } else { "∅" }.to_owned()];
        }
        let word = match (row.old.len(), row.new.len()) {
            (1, 1) if links.iter().all(|l| l.change.kind == "unchanged") => self.say("延续", "unchanged"),
            (1, 1) => self.say("修改", "reworded"),
            (1, _) => self.say("拆分", "split"),
            (_, 1) => self.say("合并", "merged"),
            _ => self.say("重组", "regrouped"),
        };
        let weakest = links.iter().map(|l| l.probability).fold(1.0, f64::min);
        vec![
            word.to_owned(),
            format!("{}:{}", row.old.len(), row.new.len()),
            format!("p ≥ {:.2}", (weakest.min(LARGEST_SHOWN) * 100.0).floor() / 100.0),
        ]
    }

    fn head(&mut self, title: &str, heads: &[String; 3]) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(title);
        self.out.push_str("\n\n");
        self.row(
            &wrap(&heads[0], CELL_WIDTH),
            &wrap(&heads[1], MIDDLE_WIDTH),
            &wrap(&heads[2], CELL_WIDTH),
        );
    }

    /// Writes one row and the rule under it.
    fn row(&mut self, left: &[String], middle: &[String], right: &[String]) {
        for i in 0..left.len().max(middle.len()).max(right.len()) {
            let cell = |lines: &[String], width| pad(lines.get(i).map_or("", String::as_str), width);
            let line = format!(
                "{} │ {} │ {}",
                cell(left, CELL_WIDTH),
                cell(middle, MIDDLE_WIDTH),
                right.get(i).map_or("", String::as_str)
            );
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
        let rule = |width| "─".repeat(width);
        let line = format!("{}─┼─{}─┼─{}\n", rule(CELL_WIDTH), rule(MIDDLE_WIDTH), rule(CELL_WIDTH));
        self.out.push_str(&line);
    }
}

fn pad(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(UnicodeWidthStr::width(text));
    format!("{text}{}", " ".repeat(fill))
}

/// Breaks a text into lines of at most `width` columns; control characters become spaces, so that no text of a
/// document can move the cursor of a terminal.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for c in text.chars().map(|c| if is_unprintable(c) { ' ' } else { c }) {
        let columns = c.width().unwrap_or(0);
        if used + columns > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        line.push(c);
        used += columns;
    }
    lines.push(line);
    lines
}

fn is_unprintable(c: char) -> bool {
    c.is_control() || super::is_bidi_control(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_by_display_width() {
        assert_eq!(wrap("知识产权ab", 4), ["知识", "产权", "ab"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap("a\u{1b}[2Jb\u{202e}", 20), ["a [2Jb "]);
    }

    #[test]
    fn pads_by_display_width() {
        assert_eq!(pad("知a", 5), "知a  ");
        assert_eq!(pad("知识产权", 4), "知识产权");
    }
}
