//! The overview as SVG: documents as columns in time, chapters as blocks, measures carried on as ribbons; and one
//! closer picture for every two neighbouring documents, which the reader opens from the first.

use super::alluvial::{self, Diagram, Flow, Frame, Layout, Stretch};
use super::chapters::{Chapters, chapters};
use super::escape::attribute;
use super::label::fit;
use super::sheet::{Block, Sheet, Strand, sheet};
use super::thread::{Kind, Thread};
use crate::render::texts::{At, Texts};
use crate::render::view::View;
use std::fmt::Write;

/// Pairs of joined blocks above which small chapters become one block: more ribbons than this cannot be told apart.
const FLOW_LIMIT: usize = 60;

/// The same for each step of a long series, whose picture scrolls.
const STEP_LIMIT: usize = 8;

/// The same in a closer picture, which has only two columns and labels in full.
const CLOSE_LIMIT: usize = 120;

/// Documents above which the columns are narrow and carry their figures themselves.
pub(super) const WIDE_LIMIT: usize = 6;

/// Room on the left for beginnings and on the right for ends.
const MARGIN: f64 = 24.0;

/// Length of the stub that marks a beginning or an end.
const STUB: f64 = 20.0;

/// Height of a stub from which its number is written on it.
const NUMBERED: f64 = 14.0;

/// Size of the labels.
pub(super) const FONT: f64 = 12.5;

/// Documents that are drawn at most, the newest: nobody follows a ribbon through thousands of columns, and ribbons grow
/// with columns times measures.
pub(super) const MOST_COLUMNS: usize = 100;

/// Everything drawn of a series.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture {
    /// The chapters, undivided by any picture.
    pub(super) chapters: Chapters,
    /// The whole series, or its newest [`MOST_COLUMNS`] documents, then every step where there is more than one.
    pub(super) drawn: Vec<Drawn>,
}

/// One picture drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    /// What it holds.
    pub(super) sheet: Sheet,
    /// The SVG element.
    pub(super) svg: String,
    /// Sizes across.
    pub(super) scale: Scale,
}

/// Sizes across a picture.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scale {
    columns: usize,
    /// Width of a block with its label.
    block: f64,
    /// Distance from one column to the next.
    step: f64,
}

impl Scale {
    fn new(columns: usize) -> Self {
        let (block, step) = match columns {
            0..=2 => (360.0, 872.0),
            3 => (270.0, 490.0),
            4 => (212.0, 340.0),
            5..=WIDE_LIMIT => (190.0, 292.0),
            _ => (124.0, 196.0),
        };
        Self { columns, block, step }
    }

    fn width(&self) -> f64 {
        2.0 * MARGIN + self.columns.saturating_sub(1) as f64 * self.step + self.block
    }

    fn left(&self, column: usize) -> f64 {
        MARGIN + column as f64 * self.step
    }

    /// Style of a grid whose columns stand over the picture's.
    pub(super) fn grid(&self) -> String {
        let share = |x: f64, of: f64| x * 100.0 / of;
        let inner = self.width() - MARGIN;
        let last = self.block + MARGIN;
        format!(
            "grid-template-columns:repeat({},{:.3}%) {:.3}%;padding-left:{:.3}%",
            self.columns.saturating_sub(1).max(1),
            share(self.step, inner),
            share(last, inner),
            share(MARGIN, self.width())
        )
    }
}

/// Draws the series.
pub(super) fn picture(view: &View, texts: &Texts, threads: &[Thread]) -> Picture {
    let count = view.documents.len();
    let homes: Vec<At> = threads.iter().flat_map(|t| t.homes.iter().copied()).collect();
    let chapters = chapters(view, texts, &homes);
    let all: Vec<usize> = (count.saturating_sub(MOST_COLUMNS)..count).collect();
    let limit = FLOW_LIMIT.max(STEP_LIMIT * all.len().saturating_sub(1));
    let mut sheets = vec![sheet(&all, threads, &chapters, limit)];
    if count > 2 {
        sheets.extend(all.windows(2).map(|pair| sheet(pair, threads, &chapters, CLOSE_LIMIT)));
    }
    let mut first = 0;
    let drawn = sheets.into_iter().map(|sheet| {
        let drawn = draw(view, &chapters, sheet, first);
        first += drawn.sheet.strands.len();
        drawn
    });
    Picture {
        drawn: drawn.collect(),
        chapters,
    }
}

fn draw(view: &View, chapters: &Chapters, sheet: Sheet, first: usize) -> Drawn {
    let scale = Scale::new(sheet.columns.len());
    let svg = Drawing::new(view, chapters, &sheet, scale, first).draw();
    Drawn { svg, sheet, scale }
}

/// A sheet, placed.
struct Drawing<'a> {
    view: &'a View,
    chapters: &'a Chapters,
    sheet: &'a Sheet,
    scale: Scale,
    first: usize,
    layout: Layout,
    svg: String,
}

impl<'a> Drawing<'a> {
    fn new(view: &'a View, chapters: &'a Chapters, sheet: &'a Sheet, scale: Scale, first: usize) -> Self {
        Self {
            layout: alluvial::layout(&diagram(sheet), frame(sheet)),
            view,
            chapters,
            sheet,
            scale,
            first,
            svg: String::new(),
        }
    }

    fn draw(mut self) -> String {
        let head = self.head_height();
        let (width, height) = (self.scale.width(), self.layout.height + head + 4.0);
        self.put(format_args!(
            "<svg class=\"alluvial\" viewBox=\"0 -{head} {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\">"
        ));
        let mut flow = 0;
        for (number, strand) in self.sheet.strands.iter().enumerate() {
            if let (Some(from), Some(to)) = (strand.from, strand.to) {
                self.ribbon(number, strand, from, to, flow);
                flow += 1;
            }
        }
        for (number, strand) in self.sheet.strands.iter().enumerate() {
            self.stub(number, strand);
        }
        (0..self.sheet.blocks.len()).for_each(|b| self.block(b));
        if self.is_narrow() {
            (0..self.sheet.columns.len()).for_each(|c| self.head(c));
        }
        self.svg.push_str("</svg>");
        self.svg
    }

    fn is_narrow(&self) -> bool {
        self.sheet.columns.len() > WIDE_LIMIT
    }

    fn head_height(&self) -> f64 {
        if self.is_narrow() { 40.0 } else { 2.0 }
    }

    fn put(&mut self, text: std::fmt::Arguments) {
        self.svg.write_fmt(text).expect("memory takes every write");
    }

    fn id(&self, column: usize) -> &'a str {
        &self.view.documents[self.sheet.columns[column]].id
    }

    fn ribbon(&mut self, number: usize, strand: &Strand, from: usize, to: usize, flow: usize) {
        let ribbon = self.layout.ribbons[flow];
        let x0 = self.scale.left(self.sheet.blocks[from].column) + self.scale.block;
        let x1 = self.scale.left(self.sheet.blocks[to].column);
        let path = band(x0, ribbon.left, x1, ribbon.right);
        let class = strand.kind.map_or("away", Kind::name);
        let texture = match strand.kind {
            Some(Kind::Revived | Kind::Regrouped) => {
                format!("<path class=\"tx\" fill=\"url(#tx-{class})\" d=\"{path}\"/>")
            }
            _ => String::new(),
        };
        let count = strand.lineages.len();
        let (zh, en) = (kind_zh(strand.kind), kind_en(strand.kind));
        let ((from_zh, from_en), (to_zh, to_en)) = (self.name(from), self.name(to));
        self.open(
            number,
            &format!("fl k-{class}"),
            strand,
            &format!("{from_zh} → {to_zh}：{count} 条措施，{zh}"),
            &format!("{from_en} → {to_en}: {count} measures, {en}"),
        );
        self.put(format_args!("<path d=\"{path}\"/>{texture}</a>"));
    }

    /// Begins a strand's link; its words become the link's name and the tip.
    fn open(&mut self, number: usize, class: &str, strand: &Strand, zh: &str, en: &str) {
        let (number, zh, en) = (self.first + number, attribute(zh), attribute(en));
        self.put(format_args!("<a class=\"{class}\" href=\"#/measures?strand={number}\""));
        for (key, end) in [("f", strand.from), ("t", strand.to)] {
            if let Some(end) = end {
                self.put(format_args!(" data-{key}=\"{end}\""));
            }
        }
        self.put(format_args!(" data-zh=\"{zh}\" data-en=\"{en}\">"));
    }

    /// A stub that begins or stops at a block, at its lower end: what has no other end.
    fn stub(&mut self, number: usize, strand: &Strand) {
        let (block, class) = match (strand.from, strand.to) {
            (Some(block), None) => (block, "end"),
            (None, Some(block)) => (block, "start"),
            _ => return,
        };
        let column = self.sheet.blocks[block].column;
        let count = strand.lineages.len();
        let place = self.layout.blocks[block];
        let height = (count as f64 * self.layout.unit).clamp(3.0, place.bottom - place.top);
        let top = place.bottom - height;
        let (zh, en) = self.stub_words(class, column);
        let (name_zh, name_en) = self.name(block);
        self.open(
            number,
            &format!("fl {class}"),
            strand,
            &format!("{name_zh}：{count} 条{zh}"),
            &format!("{name_en}: {count} {en}"),
        );
        let left = self.scale.left(column);
        let (x, wall) = match class {
            "end" => (left + self.scale.block, left + self.scale.block + STUB),
            _ => (left - STUB, left - STUB),
        };
        self.put(format_args!(
            "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{STUB}\" height=\"{height:.1}\"/>\
             <path class=\"wall\" d=\"M{wall:.1} {top:.1}V{:.1}\"/>",
            place.bottom
        ));
        if height >= NUMBERED {
            let (x, y) = (x + STUB / 2.0, top + height / 2.0 + FONT * 0.34);
            self.put(format_args!(
                "<text aria-hidden=\"true\" class=\"lb st\" x=\"{x:.1}\" y=\"{y:.1}\">{count}</text>"
            ));
        }
        self.svg.push_str("</a>");
    }

    fn stub_words(&self, class: &str, column: usize) -> (String, String) {
        let whole = self.sheet.columns.len() == self.view.documents.len();
        match (class, whole) {
            ("end", true) => ("其后各文件未见后续".into(), "not found in any later document".into()),
            ("end", false) => {
                let next = self.id(column + 1);
                (format!("在 {next} 中未见对应"), format!("not found in {next}"))
            }
            (_, true) => ("首次提出".into(), "said here first".into()),
            (_, false) => {
                let before = self.id(column - 1);
                (format!("在 {before} 中未见对应"), format!("not found in {before}"))
            }
        }
    }

    /// The document and the name of a block, in Chinese and English.
    fn name(&self, block: usize) -> (String, String) {
        let id = self.id(self.sheet.blocks[block].column);
        let (zh, en) = self.label(&self.sheet.blocks[block]);
        (format!("{id} {zh}"), format!("{id} {en}"))
    }

    fn label(&self, block: &Block) -> (String, String) {
        let here = self
            .sheet
            .blocks
            .iter()
            .filter(|b| b.column == block.column && !b.is_away());
        match (block.chapters.as_slice(), here.count()) {
            ([], _) => ("此处未见，其后又出现".into(), "absent here, back later".into()),
            ([one], _) if self.chapters.all[*one].name.is_empty() => ("（无标题）".into(), "(no heading)".into()),
            ([one], _) => {
                let name = self.chapters.all[*one].name.clone();
                (name.clone(), name)
            }
            (many, 1) => (
                format!("全文 {} 节", many.len()),
                format!("all {} sections", many.len()),
            ),
            (many, _) => (
                format!("其余 {} 节", many.len()),
                format!("{} more sections", many.len()),
            ),
        }
    }

    fn block(&mut self, number: usize) {
        let block = &self.sheet.blocks[number];
        let Stretch { top, bottom } = self.layout.blocks[number];
        let (x, weight, height) = (self.scale.left(block.column), block.lineages.len(), bottom - top);
        let (zh, en) = self.label(block);
        let (name_zh, name_en) = self.name(number);
        let name_zh = attribute(&format!("{name_zh}：{weight} 条措施"));
        let name_en = attribute(&format!("{name_en}: {weight} measures"));
        let (class, href) = if block.is_away() {
            (
                "bl off",
                format!("#/measures?away={}", self.sheet.columns[block.column]),
            )
        } else {
            let chapters: Vec<String> = block.chapters.iter().map(ToString::to_string).collect();
            ("bl", format!("#/measures?block={}", chapters.join(".")))
        };
        let width = self.scale.block;
        self.put(format_args!(
            "<a class=\"{class}\" href=\"{href}\" data-b=\"{number}\" data-zh=\"{name_zh}\" data-en=\"{name_en}\">\
             <rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width}\" height=\"{height:.1}\" rx=\"2\"/></a>"
        ));
        let middle = top + height / 2.0;
        if height >= FONT {
            if zh == en {
                self.lines(&zh, "", x, middle, height);
            } else {
                self.lines(&zh, " z", x, middle, height);
                self.lines(&en, " e", x, middle, height);
            }
            let (right, base) = (x + width - 7.0, middle + FONT * 0.36);
            self.put(format_args!(
                "<text aria-hidden=\"true\" class=\"lb n\" x=\"{right:.1}\" y=\"{base:.1}\">{weight}</text>"
            ));
        }
    }

    fn lines(&mut self, label: &str, class: &str, x: f64, middle: f64, height: f64) {
        let limit = (((height - 4.0) / (FONT * 1.25)) as usize).clamp(1, 3);
        let lines = fit(label, self.scale.block - 44.0, limit);
        let first = middle - (lines.len() as f64 - 1.0) * FONT * 0.625 + FONT * 0.36;
        for (i, line) in lines.iter().enumerate() {
            let (y, line) = (first + i as f64 * FONT * 1.25, attribute(line));
            self.put(format_args!(
                "<text aria-hidden=\"true\" class=\"lb{class}\" x=\"{:.1}\" y=\"{y:.1}\">{line}</text>",
                x + 8.0
            ));
        }
    }

    fn head(&mut self, column: usize) {
        let (x, id) = (self.scale.left(column), attribute(self.id(column)));
        let count: usize = {
            let here = self.sheet.blocks.iter().filter(|b| b.column == column && !b.is_away());
            here.map(|b| b.lineages.len()).sum()
        };
        self.put(format_args!(
            "<text class=\"year\" x=\"{x:.1}\" y=\"-20\">{id}</text><text class=\"doc\" x=\"{x:.1}\" y=\"-5\">{count}</text>"
        ));
    }
}

fn diagram(sheet: &Sheet) -> Diagram {
    let blocks = sheet.blocks.iter().map(|b| alluvial::Block {
        column: b.column,
        weight: b.lineages.len(),
        least: if b.is_away() { 2.0 } else { 19.0 },
    });
    let flows = sheet.strands.iter().filter_map(|s| {
        Some(Flow {
            from: s.from?,
            to: s.to?,
            weight: s.lineages.len(),
        })
    });
    Diagram {
        columns: sheet.columns.len(),
        blocks: blocks.collect(),
        flows: flows.collect(),
    }
}

fn frame(sheet: &Sheet) -> Frame {
    let blocks = |c: usize| sheet.blocks.iter().filter(|b| b.column == c).count();
    let most = (0..sheet.columns.len()).map(blocks).max().unwrap_or(0);
    Frame {
        height: (most as f64 * 36.0).clamp(420.0, 640.0),
        gap: 6.0,
    }
}

pub(super) fn kind_zh(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Unchanged) => "延续",
        Some(Kind::Modified) => "修改",
        Some(Kind::Regrouped) => "拆分或合并",
        Some(Kind::Revived) => "恢复",
        None => "中断，其后又出现",
    }
}

pub(super) fn kind_en(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Unchanged) => "unchanged",
        Some(Kind::Modified) => "reworded",
        Some(Kind::Regrouped) => "split or merged",
        Some(Kind::Revived) => "revived",
        None => "absent, back later",
    }
}

/// Outline of a ribbon: two cubic curves with level ends.
fn band(x0: f64, left: Stretch, x1: f64, right: Stretch) -> String {
    let bend = (x1 - x0) * 0.45;
    let (a, b) = (x0 + bend, x1 - bend);
    format!(
        "M{x0:.0} {:.1}C{a:.0} {:.1} {b:.0} {:.1} {x1:.0} {:.1}V{:.1}C{b:.0} {:.1} {a:.0} {:.1} {x0:.0} {:.1}Z",
        left.top, left.top, right.top, right.top, right.bottom, right.bottom, left.bottom, left.bottom
    )
}
