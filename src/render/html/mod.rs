//! `report.html`: one file, offline, in both languages. The page's frame and picture are made here; its script
//! (`templates/report/*.js`) only shows what the embedded data holds.

mod alluvial;
mod chapters;
mod data;
mod escape;
mod parts;
mod picture;
mod plain;
mod story;
mod thread;

use super::texts::Texts;
use super::view::{DocumentView, TextView, View};
use crate::lang::{Bilingual, Lang};
use askama::Template;
use askama::filters::Safe;
use picture::{Picture, Strand};
use story::Figures;

/// Rows of the plain correlation tables above which a page without script only says where to find them.
const PLAIN_ROWS: usize = 4_000;

/// Renders the report; it opens in `lang`, and switches inside the page.
pub(super) fn render(view: &View, lang: Lang) -> Vec<u8> {
    let texts = Texts::new(view);
    let threads = thread::threads(view, &texts);
    let picture = picture::picture(view, &texts, &threads);
    let figures = story::figures(view, &threads);
    let page = Page {
        view,
        lang,
        story: story::story(view, &threads, &figures),
        figures,
        plain: plain::tables(view, &texts, PLAIN_ROWS),
        data: escape::script_json(&data::data(view, &texts, &picture).to_string()),
        picture,
        css: parts::STYLE,
        script: parts::SCRIPT,
    };
    let html = page.render().expect("the template only writes to memory");
    html.into_bytes()
}

/// What the template sees.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    view: &'a View,
    lang: Lang,
    story: Vec<Bilingual>,
    figures: Vec<Figures>,
    plain: Option<Vec<plain::Table>>,
    data: String,
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

    fn chapter(&self, number: &Option<usize>) -> Safe<String> {
        match number.and_then(|n| self.picture.chapters.all.get(n)) {
            None => Safe("—".into()),
            Some(chapter) => {
                let id = &self.view.documents[chapter.document].id;
                escape::show(format!("{id} {}", chapter.name).trim())
            }
        }
    }

    fn happened(&self, strand: &Strand) -> Safe<String> {
        if strand.from.is_none() {
            return escape::two("首次提出", "said first");
        }
        if strand.to.is_none() {
            return escape::two("未见后续", "not found later");
        }
        let words = |say: fn(thread::Kind) -> &'static str| {
            let parts = strand.kinds.iter().map(|(k, n)| format!("{} {n}", say(*k)));
            parts.collect::<Vec<_>>().join(" · ")
        };
        escape::two(&words(picture::kind_zh), &words(picture::kind_en))
    }

    fn noticed(&self) -> usize {
        self.view.documents.iter().map(|d| d.diagnostics.len()).sum()
    }

    fn brief(&self, hash: &str) -> Safe<String> {
        escape::show(&hash.chars().take(8).collect::<String>())
    }
}
