//! Indicators through time as small charts on one pattern: documents across, the figure from nought upwards.

use super::clause_address;
use crate::lang::Bilingual;
use crate::render::html::escape::attribute;
use crate::render::texts::Texts;
use crate::render::view::{ComparisonView, IndicatorView, TargetView, View};
use std::fmt::Write;

/// Size of a chart.
const WIDTH: f64 = 260.0;

/// Height of a chart with its labels.
const HEIGHT: f64 = 118.0;

/// Room for the labels over and under the drawing.
const PAD: f64 = 22.0;

/// One indicator.
#[derive(Clone, Debug)]
pub(in crate::render::html) struct Multiple {
    /// Name.
    pub(in crate::render::html) name: String,
    /// Unit.
    pub(in crate::render::html) unit: String,
    /// `up`, `down`, `level` or `none` where nothing can be compared.
    pub(in crate::render::html) trend: &'static str,
    /// Whether the last number is higher than the first, comparable or not.
    pub(in crate::render::html) is_higher: bool,
    /// The chart.
    pub(in crate::render::html) svg: String,
    /// Its figures.
    pub(in crate::render::html) figures: Vec<Figure>,
    /// What a reader should know, each once.
    pub(in crate::render::html) notes: Vec<Bilingual>,
}

/// One figure as printed, with its place.
#[derive(Clone, Debug)]
pub(in crate::render::html) struct Figure {
    /// Document.
    pub(in crate::render::html) document: String,
    /// Indicator.
    pub(in crate::render::html) name: String,
    /// As printed.
    pub(in crate::render::html) text: String,
    /// Year by which.
    pub(in crate::render::html) year: Option<i32>,
    /// How the number binds, in both languages.
    pub(in crate::render::html) bound: Bilingual,
    /// Address of its clause.
    pub(in crate::render::html) href: String,
    /// The clause.
    pub(in crate::render::html) clause: String,
}

/// Charts of the indicators that have more than one figure: those that rose first, then by name as given.
pub(super) fn multiples(view: &View, texts: &Texts) -> Vec<Multiple> {
    let many = view.indicators.iter().filter(|i| i.targets.len() > 1);
    let mut all: Vec<Multiple> = many.map(|i| multiple(view, texts, i)).collect();
    all.sort_by_key(|m| ["up", "down", "level", "none"].iter().position(|t| *t == m.trend));
    all
}

/// The answer in a sentence: how many rose, fell, stayed, and how many cannot be compared although the number is higher.
pub(super) fn answer(multiples: &[Multiple]) -> Bilingual {
    let count = |trend: &str| multiples.iter().filter(|m| m.trend == trend).count();
    let [up, down, level, none] = ["up", "down", "level", "none"].map(count);
    let higher = multiples.iter().filter(|m| m.trend == "none" && m.is_higher).count();
    let names: Vec<&str> = multiples
        .iter()
        .filter(|m| m.trend == "up")
        .map(|m| m.name.as_str())
        .collect();
    let (zh_names, en_names) = match names.as_slice() {
        [] => (String::new(), String::new()),
        names => (format!("（{}）", names.join("、")), format!(" ({})", names.join("、"))),
    };
    Bilingual::new(
        format!(
            "{} 个指标不止一次出现：可比且提高的 {up} 个{zh_names}，降低的 {down} 个，持平的 {level} 个；\
             不可直接比较的 {none} 个，其中 {higher} 个数字变大。",
            multiples.len()
        ),
        format!(
            "{} indicators stand in the series more than once: {up} rose on a like basis{en_names}, {down} fell, {level} \
             stayed; {none} cannot be compared, and in {higher} of these the number is higher.",
            multiples.len()
        ),
    )
}

/// Every figure.
pub(super) fn figures(view: &View, texts: &Texts) -> Vec<Figure> {
    view.targets.iter().map(|t| figure(view, texts, t)).collect()
}

fn figure(view: &View, texts: &Texts, target: &TargetView) -> Figure {
    let document = texts.find(&target.clause).map(|at| view.documents[at.0].id.clone());
    let bound = match target.bound.as_str() {
        "at-least" => ("不少于", "at least"),
        "at-most" => ("不超过", "at most"),
        "about" => ("约", "about"),
        _ => ("达到", "reach"),
    };
    let basis = match target.basis.as_str() {
        "cumulative" => ("，累计", ", cumulative"),
        "annual" => ("，年度", ", a year"),
        "per-capita" => ("，人均", ", per head"),
        _ => ("", ""),
    };
    Figure {
        document: document.unwrap_or_default(),
        name: target.name.clone(),
        text: target.text.clone(),
        year: target.year,
        bound: Bilingual::new(format!("{}{}", bound.0, basis.0), format!("{}{}", bound.1, basis.1)),
        href: clause_address(&target.clause),
        clause: target.clause.clone(),
    }
}

fn multiple(view: &View, texts: &Texts, indicator: &IndicatorView) -> Multiple {
    let targets: Vec<&TargetView> = indicator.targets.iter().filter_map(|&t| view.targets.get(t)).collect();
    let mut notes: Vec<Bilingual> = Vec::new();
    for note in indicator
        .comparisons
        .iter()
        .map(|c| Bilingual::new(&c.note.zh, &c.note.en))
    {
        if !note.zh.is_empty() && !notes.contains(&note) {
            notes.push(note);
        }
    }
    Multiple {
        name: indicator.name.clone(),
        unit: indicator.unit.clone(),
        trend: trend(view, &indicator.comparisons),
        is_higher: targets
            .last()
            .zip(targets.first())
            .is_some_and(|(last, first)| last.value > first.value),
        svg: chart(view, texts, indicator),
        figures: targets.into_iter().map(|t| figure(view, texts, t)).collect(),
        notes,
    }
}

/// The newest step between figures that may be compared.
fn trend(view: &View, comparisons: &[ComparisonView]) -> &'static str {
    let value = |target: usize| view.targets.get(target).map_or(0.0, |t| t.value);
    let fair = comparisons.iter().rev().find(|c| c.comparability == "comparable");
    match fair.map(|c| value(c.new).total_cmp(&value(c.old))) {
        Some(std::cmp::Ordering::Greater) => "up",
        Some(std::cmp::Ordering::Less) => "down",
        Some(std::cmp::Ordering::Equal) => "level",
        None => "none",
    }
}

/// A point of the chart for each figure, joined by a line where the two may be compared and by dots where not.
fn chart(view: &View, texts: &Texts, indicator: &IndicatorView) -> String {
    let most = indicator
        .targets
        .iter()
        .filter_map(|&t| view.targets.get(t))
        .map(|t| t.value)
        .fold(0.0, f64::max);
    let documents = view.documents.len().max(2);
    let place = |target: usize| {
        let target = view.targets.get(target)?;
        let document = texts.find(&target.clause)?.0;
        let x = 24.0 + (WIDTH - 48.0) * document as f64 / (documents - 1) as f64;
        let share = if most > 0.0 { target.value / most } else { 0.0 };
        Some((
            x,
            HEIGHT - PAD - (HEIGHT - 2.0 * PAD - 6.0) * share.clamp(0.0, 1.0),
            target,
            document,
        ))
    };
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" aria-hidden=\"true\"><path class=\"axis\" d=\"M12 {0:.1}H{1:.1}\"/>",
        HEIGHT - PAD,
        WIDTH - 12.0
    );
    let mut put = |text: std::fmt::Arguments| svg.write_fmt(text).expect("memory takes every write");
    for step in &indicator.comparisons {
        if let (Some((x0, y0, ..)), Some((x1, y1, ..))) = (place(step.old), place(step.new)) {
            let class = if step.comparability == "comparable" {
                "fair"
            } else {
                "unlike"
            };
            put(format_args!(
                "<path class=\"{class}\" d=\"M{x0:.1} {y0:.1}L{x1:.1} {y1:.1}\"/>"
            ));
        }
    }
    let mut labelled = Vec::new();
    for (x, y, target, document) in indicator.targets.iter().filter_map(|&t| place(t)) {
        put(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"));
        let text = attribute(&target.text);
        put(format_args!(
            "<text class=\"v\" x=\"{x:.1}\" y=\"{:.1}\">{text}</text>",
            y - 8.0
        ));
        if !labelled.contains(&document) {
            labelled.push(document);
            let id = attribute(&view.documents[document].id);
            put(format_args!(
                "<text class=\"x\" x=\"{x:.1}\" y=\"{:.1}\">{id}</text>",
                HEIGHT - 6.0
            ));
        }
    }
    svg.push_str("</svg>");
    svg
}
