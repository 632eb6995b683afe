//! `report.html`: one file, offline, in both languages. The page's frame and picture are made here; its script
//! (`templates/report/*.js`) only shows what the embedded data holds.

mod alluvial;
mod carry;
mod chapters;
mod compose;
mod data;
mod escape;
mod figures;
mod label;
mod parts;
mod picture;
mod plain;
mod review;
mod sheet;
mod story;
mod thread;

use super::texts::Texts;
use super::view::{DocumentView, TextView, View};
use crate::lang::{Bilingual, Lang};
use askama::Template;
use askama::filters::Safe;
use picture::{Drawn, Picture};
use sheet::{Sheet, Strand};
use std::io::{self, BufWriter, Write};
use story::Figures;

/// Rows of the plain correlation tables above which a page without script only says where to find them.
const PLAIN_ROWS: usize = 1_500;

/// Renders the report; it opens in `lang`, and switches inside the page.
///
/// # Errors
/// Where `to` cannot be written.
pub(super) fn write(view: &View, lang: Lang, to: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(view);
    let threads = thread::threads(view, &texts);
    let picture = picture::picture(view, &texts, &threads);
    let figures = story::figures(view, &threads);
    let page = Page {
        view,
        lang,
        lead: story::lead(view, &threads, &figures),
        story: story::story(view, &figures),
        figures,
        found: figures::findings(view, &texts),
        plain: plain::tables(view, &texts, PLAIN_ROWS),
        data: carry::carry(&data::data(view, &texts, &picture)),
        picture,
        css: parts::STYLE,
        script: parts::SCRIPT,
    };
    let mut to = BufWriter::new(to);
    page.write_into(&mut to)?;
    to.flush()
}

/// What the template sees.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    view: &'a View,
    lang: Lang,
    lead: Bilingual,
    story: Vec<Bilingual>,
    figures: Vec<Figures>,
    found: figures::Findings,
    plain: Option<Vec<plain::Table>>,
    data: carry::Carried,
    picture: Picture,
    css: &'static str,
    script: &'static str,
}

impl Page<'_> {
    fn t(&self, zh: &str, en: &str) -> Safe<String> {
        escape::two(zh, en)
    }

    fn both(&self, text: &TextView) -> Safe<String> {
        escape::two(&text.zh, &text.en)
    }

    fn pair(&self, text: &Bilingual) -> Safe<String> {
        escape::two(&text.zh, &text.en)
    }

    fn show(&self, text: &str) -> Safe<String> {
        escape::show(text)
    }

    /// Text where no element may stand.
    fn plain(&self, text: &str) -> Safe<String> {
        Safe(escape::attribute(text))
    }

    fn or_dash(&self, text: &Option<String>) -> Safe<String> {
        escape::show(text.as_deref().unwrap_or("—"))
    }

    fn title(&self) -> String {
        let named = self.view.series.title.as_deref();
        escape::attribute(named.unwrap_or(&self.view.series.id))
    }

    fn name(&self) -> &str {
        self.view.series.title.as_deref().unwrap_or(&self.view.series.id)
    }

    fn documents(&self) -> impl Iterator<Item = (&DocumentView, &Figures)> {
        self.view.documents.iter().zip(&self.figures)
    }

    fn percent(&self, part: &usize, whole: &usize) -> usize {
        story::percent(*part, *whole)
    }

    fn is_last(&self, document: &DocumentView) -> bool {
        self.view.documents.last().is_some_and(|d| d.id == document.id)
    }

    fn is_first(&self, document: &DocumentView) -> bool {
        self.view.documents.first().is_some_and(|d| d.id == document.id)
    }

    /// The picture of the whole series.
    fn whole(&self) -> &Drawn {
        &self.picture.drawn[0]
    }

    /// The closer pictures, with their numbers.
    fn steps(&self) -> impl Iterator<Item = (usize, &Drawn)> {
        self.picture.drawn.iter().enumerate().skip(1)
    }

    /// Whether the heads of the columns stand above the picture, not in it.
    fn is_wide(&self) -> bool {
        self.view.documents.len() <= picture::WIDE_LIMIT
    }

    /// Whether the picture leaves the oldest documents out.
    fn is_cut(&self) -> bool {
        self.view.documents.len() > picture::MOST_COLUMNS
    }

    fn document(&self, index: &usize) -> &DocumentView {
        &self.view.documents[*index]
    }

    fn figure(&self, index: &usize) -> &Figures {
        &self.figures[*index]
    }

    /// Whether it is among the newest, whose questions are asked first in a long series.
    fn is_recent(&self, index: &usize) -> bool {
        self.is_wide() || index + 3 >= self.figures.len()
    }

    fn is_later(&self, index: &usize) -> bool {
        *index > 0
    }

    fn is_early(&self, index: &usize) -> bool {
        index + 1 < self.figures.len()
    }

    /// Width of a bar in percent of the longest one.
    fn reach(&self, figures: &Figures) -> usize {
        let most = self.figures.iter().map(|f| f.measures).max().unwrap_or(0);
        story::percent(figures.measures, most)
    }

    fn rose(&self) -> usize {
        self.found.multiples.iter().filter(|m| m.trend == "up").count()
    }

    /// Sections of the view of figures that hold anything: id, Chinese, English.
    fn sections(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let found = &self.found;
        let all = [
            (true, "targets", "指标", "Indicators"),
            (!found.rates.is_empty(), "rates", "去留率", "Rates"),
            (true, "first", "首见构成", "First said"),
            (true, "agencies", "责任机构", "Agencies"),
            (
                !found.instruments.rows.is_empty(),
                "instruments",
                "政策工具",
                "Instruments",
            ),
            (true, "citations", "引用", "Citations"),
            (
                !found.programmes.rows.is_empty(),
                "programmes",
                "专项与活动",
                "Programmes",
            ),
        ];
        all.into_iter()
            .filter(|s| s.0)
            .map(|(_, id, zh, en)| (id, zh, en))
            .collect()
    }

    /// Colour of a document among the colours of first saying.
    fn shade(&self, document: &usize) -> usize {
        document % 6
    }

    fn ends(&self, sheet: &Sheet, end: &Option<usize>) -> Safe<String> {
        let Some(block) = end.map(|b| &sheet.blocks[b]) else {
            return Safe("—".into());
        };
        let id = &self.view.documents[sheet.columns[block.column]].id;
        let names = block
            .chapters
            .iter()
            .map(|&c| self.picture.chapters.all[c].name.as_str());
        match names.collect::<Vec<_>>().join("；") {
            _ if block.is_away() => escape::two(
                &format!("{id}（未见，其后又出现）"),
                &format!("{id} (absent, back later)"),
            ),
            names => escape::show(format!("{id} {names}").trim()),
        }
    }

    fn happened(&self, strand: &Strand) -> Safe<String> {
        match (strand.from, strand.to) {
            (None, _) => escape::two("首次提出", "said first"),
            (_, None) => escape::two("未见后续", "not found later"),
            _ => escape::two(picture::kind_zh(strand.kind), picture::kind_en(strand.kind)),
        }
    }

    fn noticed(&self) -> usize {
        self.view.documents.iter().map(|d| d.diagnostics.len()).sum()
    }

    fn brief(&self, hash: &str) -> Safe<String> {
        escape::show(&hash.chars().take(8).collect::<String>())
    }
}
