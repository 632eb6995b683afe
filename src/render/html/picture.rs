//! The overview as SVG: documents as columns in time, chapters as blocks, measures carried on as ribbons.

use super::alluvial::{self, Block, Diagram, Flow, Frame, Layout, Stretch};
use super::chapters::{Chapters, chapters};
use super::escape::attribute;
use super::thread::{Kind, Thread};
use crate::render::texts::{At, Texts};
use crate::render::view::View;
use std::collections::BTreeMap;
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// Width of a block with its label.
const BLOCK_WIDTH: f64 = 212.0;

/// Least distance from one column to the next.
const COLUMN_STEP: f64 = 348.0;

/// Room above the columns for their heads.
const HEAD: f64 = 64.0;

/// Room on the left for beginnings and on the right for ends.
const MARGIN: f64 = 24.0;

/// Length of the stub that marks a beginning or an end.
const STUB: f64 = 20.0;

/// Size of the labels.
const FONT: f64 = 12.5;

/// Flows above which kinds of change between the same two blocks are drawn as one ribbon.
const FLOW_LIMIT: usize = 60;

/// A picture and what its parts stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture {
    /// The SVG element.
    pub(super) svg: String,
    /// The chapters drawn.
    pub(super) chapters: Chapters,
    /// What each ribbon, beginning or end stands for.
    pub(super) strands: Vec<Strand>,
}

/// Lineages that are drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strand {
    /// Chapter on the left; none for a beginning.
    pub(super) from: Option<usize>,
    /// Chapter on the right; none for an end.
    pub(super) to: Option<usize>,
    /// What happened, by count: the commonest first.
    pub(super) kinds: Vec<(Kind, usize)>,
    /// Indices of the view's lineages.
    pub(super) lineages: Vec<usize>,
}

/// Draws the series.
pub(super) fn picture(view: &View, texts: &Texts, threads: &[Thread]) -> Picture {
    let homes: Vec<At> = threads
        .iter()
        .flat_map(|t| (0..view.documents.len()).filter_map(|d| t.home(d)))
        .collect();
    let chapters = chapters(view, texts, &homes);
    let strands = strands(view, threads, &chapters);
    let svg = Drawing::new(view, threads, &chapters, &strands).draw();
    Picture { svg, chapters, strands }
}

type Ends = (Option<usize>, Option<usize>);

fn strands(view: &View, threads: &[Thread], chapters: &Chapters) -> Vec<Strand> {
    let mut found: BTreeMap<(Ends, Option<Kind>), Vec<usize>> = BTreeMap::new();
    let chapter = |t: &Thread, d: usize| t.home(d).and_then(|at| chapters.of.get(&at)).copied();
    for thread in threads {
        for step in &thread.steps {
            let ends = (chapter(thread, step.from), chapter(thread, step.to));
            found.entry((ends, Some(step.kind))).or_default().push(thread.lineage);
        }
        if let Some(first) = thread.first().filter(|&d| d > 0) {
            found
                .entry(((None, chapter(thread, first)), None))
                .or_default()
                .push(thread.lineage);
        }
        if let Some(last) = thread.last().filter(|&d| d + 1 < view.documents.len()) {
            found
                .entry(((chapter(thread, last), None), None))
                .or_default()
                .push(thread.lineage);
        }
    }
    let bundled = found.keys().filter(|(_, kind)| kind.is_some()).count() > FLOW_LIMIT;
    let mut merged: BTreeMap<(Ends, Option<Kind>), Strand> = BTreeMap::new();
    for ((ends, kind), lineages) in found {
        let strand = merged
            .entry((ends, kind.filter(|_| !bundled)))
            .or_insert_with(|| Strand {
                from: ends.0,
                to: ends.1,
                kinds: Vec::new(),
                lineages: Vec::new(),
            });
        strand.kinds.extend(kind.map(|k| (k, lineages.len())));
        strand.lineages.extend(lineages);
    }
    let mut strands: Vec<Strand> = merged.into_values().collect();
    for strand in &mut strands {
        strand
            .kinds
            .sort_by_key(|&(kind, count)| (std::cmp::Reverse(count), kind));
        strand.lineages.sort_unstable();
    }
    strands
}

/// What is drawn, placed.
struct Drawing<'a> {
    view: &'a View,
    chapters: &'a Chapters,
    strands: &'a [Strand],
    weights: Vec<usize>,
    layout: Layout,
    svg: String,
}

impl<'a> Drawing<'a> {
    fn new(view: &'a View, threads: &[Thread], chapters: &'a Chapters, strands: &'a [Strand]) -> Self {
        let mut weights = vec![0; chapters.all.len()];
        for thread in threads {
            let homes = (0..view.documents.len()).filter_map(|d| thread.home(d));
            homes
                .filter_map(|at| chapters.of.get(&at))
                .for_each(|&c| weights[c] += 1);
        }
        let blocks = chapters.all.iter().zip(&weights);
        let flows = strands.iter().filter_map(|s| {
            Some(Flow {
                from: s.from?,
                to: s.to?,
                weight: s.lineages.len(),
            })
        });
        let diagram = Diagram {
            columns: view.documents.len(),
            blocks: blocks
                .map(|(c, &weight)| Block {
                    column: c.document,
                    weight,
                })
                .collect(),
            flows: flows.collect(),
        };
        let most = (0..view.documents.len())
            .map(|d| chapters.all.iter().filter(|c| c.document == d).count())
            .max()
            .unwrap_or(0);
        let frame = Frame {
            height: (most as f64 * 40.0).clamp(420.0, 760.0),
            gap: 7.0,
            least: 20.0,
        };
        let layout = alluvial::layout(&diagram, frame);
        Self {
            view,
            chapters,
            strands,
            weights,
            layout,
            svg: String::new(),
        }
    }

    fn width(&self) -> f64 {
        let steps = self.view.documents.len().saturating_sub(1) as f64;
        2.0 * MARGIN + steps * COLUMN_STEP + BLOCK_WIDTH
    }

    fn left(&self, column: usize) -> f64 {
        MARGIN + column as f64 * COLUMN_STEP
    }

    fn draw(mut self) -> String {
        let (width, height) = (self.width(), self.layout.height + HEAD + 16.0);
        self.put(format_args!(
            "<svg class=\"alluvial\" viewBox=\"0 -{HEAD} {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\">{DEFS}"
        ));
        let (mut flow, mut ends) = (0, Vec::new());
        for (number, strand) in self.strands.iter().enumerate() {
            match (strand.from, strand.to) {
                (Some(from), Some(to)) => {
                    self.ribbon(number, strand, from, to, flow);
                    flow += 1;
                }
                _ => ends.push((number, strand)),
            }
        }
        for (number, strand) in ends {
            self.end(number, strand);
        }
        (0..self.chapters.all.len()).for_each(|c| self.block(c));
        (0..self.view.documents.len()).for_each(|d| self.head(d));
        self.svg.push_str("</svg>");
        self.svg
    }

    fn put(&mut self, text: std::fmt::Arguments) {
        self.svg.write_fmt(text).expect("memory takes every write");
    }

    fn ribbon(&mut self, number: usize, strand: &Strand, from: usize, to: usize, flow: usize) {
        let ribbon = self.layout.ribbons[flow];
        let x0 = self.left(self.chapters.all[from].document) + BLOCK_WIDTH;
        let x1 = self.left(self.chapters.all[to].document);
        let kind = strand.kinds.first().map_or(Kind::Modified, |k| k.0);
        let (zh, en) = self.flow_words(strand, from, to);
        let path = band(x0, ribbon.left, x1, ribbon.right);
        let name = kind.name();
        let texture = match kind {
            Kind::Revived | Kind::Regrouped => format!("<path class=\"tx\" fill=\"url(#tx-{name})\" d=\"{path}\"/>"),
            _ => String::new(),
        };
        self.put(format_args!(
            "<a class=\"fl k-{name}\" href=\"#/measures?strand={number}\" data-s=\"{number}\" aria-label=\"{zh}\" \
             data-zh=\"{zh}\" data-en=\"{en}\"><path d=\"{path}\"/>{texture}</a>"
        ));
    }

    fn flow_words(&self, strand: &Strand, from: usize, to: usize) -> (String, String) {
        let side = |c: usize| {
            let chapter = &self.chapters.all[c];
            format!("{} {}", self.view.documents[chapter.document].id, chapter.name)
        };
        let count = strand.lineages.len();
        let zh: Vec<String> = strand
            .kinds
            .iter()
            .map(|(k, n)| format!("{} {n}", kind_zh(*k)))
            .collect();
        let en: Vec<String> = strand
            .kinds
            .iter()
            .map(|(k, n)| format!("{n} {}", kind_en(*k)))
            .collect();
        (
            attribute(&format!(
                "{} → {}：{count} 条措施（{}）",
                side(from),
                side(to),
                zh.join("，")
            )),
            attribute(&format!(
                "{} → {}: {count} measures ({})",
                side(from),
                side(to),
                en.join(", ")
            )),
        )
    }

    /// A stub that begins or stops at a block, at its lower end: what has no other end.
    fn end(&mut self, number: usize, strand: &Strand) {
        let Some(block) = strand.from.or(strand.to) else { return };
        let chapter = &self.chapters.all[block];
        let count = strand.lineages.len();
        let place = self.layout.blocks[block];
        let height = (count as f64 * self.layout.unit).clamp(3.0, place.bottom - place.top);
        let (top, bottom) = (place.bottom - height, place.bottom);
        let document = self.view.documents[chapter.document].id.clone();
        let left = self.left(chapter.document);
        let stops = strand.from.is_some();
        let (class, zh, en) = if stops {
            ("end", "其后各文件未见后续", "not found in any later document")
        } else {
            ("start", "首次提出", "said here first")
        };
        let zh = attribute(&format!("{document} {}：{count} 条{zh}", chapter.name));
        let en = attribute(&format!("{document} {}: {count} {en}", chapter.name));
        let x = if stops { left + BLOCK_WIDTH } else { left - STUB };
        let wall = if stops { x + STUB } else { x };
        self.put(format_args!(
            "<a class=\"fl {class}\" href=\"#/measures?strand={number}\" data-s=\"{number}\" aria-label=\"{zh}\" data-zh=\"{zh}\" \
             data-en=\"{en}\"><rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{STUB}\" height=\"{height:.1}\"/>\
             <path class=\"wall\" d=\"M{wall:.1} {top:.1}V{bottom:.1}\"/></a>"
        ));
    }

    fn block(&mut self, number: usize) {
        let chapter = &self.chapters.all[number];
        let Stretch { top, bottom } = self.layout.blocks[number];
        let (x, weight) = (self.left(chapter.document), self.weights[number]);
        let unnamed = chapter.name.is_empty();
        let (zh, en) = if unnamed {
            ("（无标题）", "(no heading)")
        } else {
            (chapter.name.as_str(), chapter.name.as_str())
        };
        let id = &self.view.documents[chapter.document].id;
        let zh_label = attribute(&format!("{id} {zh}：{weight} 条措施"));
        let en_label = attribute(&format!("{id} {en}: {weight} measures"));
        let height = bottom - top;
        let lines = fit(
            zh,
            BLOCK_WIDTH - 44.0,
            (((height - 4.0) / (FONT * 1.25)) as usize).clamp(1, 3),
        );
        let middle = top + height / 2.0;
        self.put(format_args!(
            "<a class=\"bl\" href=\"#/measures?block={number}\" data-b=\"{number}\" aria-label=\"{zh_label}\" data-zh=\"{zh_label}\" \
             data-en=\"{en_label}\"><rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{BLOCK_WIDTH}\" height=\"{height:.1}\" rx=\"2\"/></a>"
        ));
        let first = middle - (lines.len() as f64 - 1.0) * FONT * 0.625 + FONT * 0.36;
        for (i, line) in lines.iter().enumerate() {
            let (y, line) = (first + i as f64 * FONT * 1.25, attribute(line));
            self.put(format_args!(
                "<text aria-hidden=\"true\" class=\"lb\" x=\"{:.1}\" y=\"{y:.1}\">{line}</text>",
                x + 8.0
            ));
        }
        self.put(format_args!(
            "<text aria-hidden=\"true\" class=\"lb n\" x=\"{:.1}\" y=\"{:.1}\">{weight}</text>",
            x + BLOCK_WIDTH - 7.0,
            middle + FONT * 0.36
        ));
    }

    fn head(&mut self, document: usize) {
        let about = &self.view.documents[document];
        let x = self.left(document);
        let lines = fit(&about.title, BLOCK_WIDTH, 2);
        let date = attribute(about.date.as_deref().unwrap_or(&about.id));
        self.put(format_args!(
            "<text class=\"year\" x=\"{x:.1}\" y=\"{:.1}\">{date}</text>",
            18.0 - HEAD
        ));
        for (i, line) in lines.iter().enumerate() {
            let (y, line) = (36.0 - HEAD + i as f64 * 15.0, attribute(line));
            self.put(format_args!(
                "<text class=\"doc\" x=\"{x:.1}\" y=\"{y:.1}\">{line}</text>"
            ));
        }
    }
}

pub(super) fn kind_zh(kind: Kind) -> &'static str {
    match kind {
        Kind::Unchanged => "延续",
        Kind::Modified => "修改",
        Kind::Regrouped => "拆分或合并",
        Kind::Revived => "恢复",
    }
}

pub(super) fn kind_en(kind: Kind) -> &'static str {
    match kind {
        Kind::Unchanged => "unchanged",
        Kind::Modified => "reworded",
        Kind::Regrouped => "split or merged",
        Kind::Revived => "revived",
    }
}

/// Outline of a ribbon: two cubic curves with level ends.
fn band(x0: f64, left: Stretch, x1: f64, right: Stretch) -> String {
    let bend = (x1 - x0) * 0.45;
    format!(
        "M{x0:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {x1:.1} {:.1}V{:.1}C{:.1} {:.1} {:.1} {:.1} {x0:.1} {:.1}Z",
        left.top,
        x0 + bend,
        left.top,
        x1 - bend,
        right.top,
        right.top,
        right.bottom,
        x1 - bend,
        right.bottom,
        x0 + bend,
        left.bottom,
        left.bottom
    )
}

/// Breaks a label into at most `limit` lines of `width`; what does not fit ends in an ellipsis.
fn fit(label: &str, width: f64, limit: usize) -> Vec<String> {
    let columns = (width / (FONT / 2.0)) as usize;
    let (mut lines, mut used) = (vec![String::new()], 0);
    for c in label.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > columns {
            if lines.len() == limit {
                if let Some(line) = lines.last_mut() {
                    line.pop();
                    line.push('…');
                }
                return lines;
            }
            lines.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

/// Textures that tell kinds of ribbons apart without colour.
const DEFS: &str = "<defs><pattern id=\"tx-revived\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><path d=\"M0 0V7\" class=\"tx-line\"/></pattern><pattern id=\"tx-regrouped\" width=\"6\" \
    height=\"6\" patternUnits=\"userSpaceOnUse\"><circle cx=\"2\" cy=\"2\" r=\"1.1\" class=\"tx-dot\"/></pattern></defs>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_broken_and_cut() {
        assert_eq!(fit("知识产权", 100.0, 1), ["知识产权"]);
        assert_eq!(fit("知识产权保护", 50.0, 2), ["知识产权", "保护"]);
        assert_eq!(fit("知识产权保护", 50.0, 1), ["知识产…"]);
        assert_eq!(fit("", 50.0, 1), [""]);
    }
}
