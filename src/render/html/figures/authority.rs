//! The graph of authority: the documents of the series on the left, what they cite on the right.

use crate::render::html::escape::attribute;
use crate::render::html::label::fit;
use crate::render::view::{CitedWorkView, View};
use std::fmt::Write;

/// Works drawn at most; more could not be read, and the table holds them all.
const DRAWN_LIMIT: usize = 40;

/// Distance from one line of text to the next.
const LINE: f64 = 24.0;

/// Where the documents end.
const LEFT: f64 = 330.0;

/// Where the works begin.
const RIGHT: f64 = 560.0;

/// Width of the graph.
const WIDTH: f64 = 1180.0;

/// What the series cites.
#[derive(Clone, Debug, Default)]
pub(in crate::render::html) struct Authority {
    /// The graph, where there is anything to draw.
    pub(in crate::render::html) svg: String,
    /// Works left out of the drawing.
    pub(in crate::render::html) left_out: usize,
    /// All works.
    pub(in crate::render::html) works: Vec<Work>,
}

/// One work, with the role in which each document cites it.
#[derive(Clone, Debug)]
pub(in crate::render::html) struct Work {
    /// Title.
    pub(in crate::render::html) title: String,
    /// 文号
    pub(in crate::render::html) number: String,
    /// Whether it is a document of the series.
    pub(in crate::render::html) own: bool,
    /// Role by document; empty where it is not cited.
    pub(in crate::render::html) roles: Vec<String>,
}

/// Gathers what is cited and draws it: works cited by most documents first, the graph ordered to cross little.
pub(super) fn authority(view: &View) -> Authority {
    let works: Vec<Work> = view.citations.iter().map(|c| work(view, c)).collect();
    let mut drawn: Vec<&Work> = works.iter().take(DRAWN_LIMIT).collect();
    drawn.sort_by(|a, b| centre(a).total_cmp(&centre(b)));
    Authority {
        svg: if drawn.is_empty() {
            String::new()
        } else {
            graph(view, &drawn)
        },
        left_out: works.len() - drawn.len(),
        works,
    }
}

fn work(view: &View, cited: &CitedWorkView) -> Work {
    let strongest = |document: &str| {
        let roles = cited
            .uses
            .iter()
            .filter(|u| u.document == document)
            .map(|u| u.role.as_str());
        let rank = |role: &&str| ["replaces", "basis", "mention"].iter().position(|r| r == role);
        roles.min_by_key(rank).unwrap_or_default().to_owned()
    };
    Work {
        title: cited.title.clone(),
        number: cited.number.clone().unwrap_or_default(),
        own: cited.document.is_some(),
        roles: view.documents.iter().map(|d| strongest(&d.id)).collect(),
    }
}

/// Mean place of the documents that cite a work.
fn centre(work: &Work) -> f64 {
    let places: Vec<f64> = (0..work.roles.len())
        .filter(|&d| !work.roles[d].is_empty())
        .map(|d| d as f64)
        .collect();
    if places.is_empty() {
        0.0
    } else {
        places.iter().sum::<f64>() / places.len() as f64
    }
}

fn graph(view: &View, works: &[&Work]) -> String {
    let citing: Vec<usize> = (0..view.documents.len())
        .filter(|&d| works.iter().any(|w| !w.roles[d].is_empty()))
        .collect();
    let lines = works.len().max(citing.len() * 2);
    let height = lines as f64 * LINE + 8.0;
    let y_work = |i: usize| 4.0 + LINE / 2.0 + i as f64 * height / works.len() as f64;
    let y_document = |i: usize| height * (i as f64 + 0.5) / citing.len() as f64;
    let mut svg = format!("<svg class=\"authority\" viewBox=\"0 0 {WIDTH} {height:.0}\" aria-hidden=\"true\">");
    let mut put = |text: std::fmt::Arguments| svg.write_fmt(text).expect("memory takes every write");
    for (i, work) in works.iter().enumerate() {
        for (row, &d) in citing.iter().enumerate().filter(|(_, d)| !work.roles[**d].is_empty()) {
            let (y0, y1, bend) = (y_document(row), y_work(i) - 4.0, (RIGHT - LEFT) / 2.0);
            let role = attribute(&work.roles[d]);
            put(format_args!(
                "<path class=\"r-{role}\" d=\"M{LEFT} {y0:.1}C{:.1} {y0:.1} {:.1} {y1:.1} {RIGHT} {y1:.1}\"/>",
                LEFT + bend,
                RIGHT - bend
            ));
        }
    }
    for (row, &d) in citing.iter().enumerate() {
        let (y, id) = (y_document(row), attribute(&view.documents[d].id));
        put(format_args!(
            "<text class=\"id\" x=\"{:.1}\" y=\"{:.1}\">{id}</text>",
            LEFT - 10.0,
            y - 3.0
        ));
        let title = fit(&view.documents[d].title, LEFT - 20.0, 1).concat();
        let title = attribute(&title);
        put(format_args!(
            "<text class=\"sub\" x=\"{:.1}\" y=\"{:.1}\">{title}</text>",
            LEFT - 10.0,
            y + 12.0
        ));
    }
    for (i, work) in works.iter().enumerate() {
        let full = format!("《{}》{}", work.title, work.number);
        let label = attribute(&fit(&full, WIDTH - RIGHT - 20.0, 1).concat());
        put(format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\">{label}</text>",
            RIGHT + 8.0,
            y_work(i)
        ));
    }
    svg.push_str("</svg>");
    svg
}
