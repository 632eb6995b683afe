//! Indicators through time as small charts on one pattern: documents across, the figure from nought upwards.

use super::clause_address;
use crate::lang::Bilingual;
use crate::render::html::escape::attribute;
use crate::render::texts::Texts;
use crate::render::view::{ComparisonView, IndicatorView, TargetView, View};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Size of a chart.
const WIDTH: f64 = 260.0;

/// Height of a chart with its labels.
const HEIGHT: f64 = 118.0;

/// Width of a half-width letter in a label, and height of its line.
const LETTER: f64 = 6.2;
const LINE: f64 = 12.0;

/// Indicators that the answer names.
const NAMED: usize = 6;

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
    let first = names[..names.len().min(NAMED)].join("、");
    let (zh_names, en_names) = match names.len() {
        0 => (String::new(), String::new()),
        1..=NAMED => (format!("（{first}）"), format!(" ({first})")),
        _ => (format!("（{first}等）"), format!(" ({first} and others)")),
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
    let points: Vec<_> = indicator.targets.iter().filter_map(|&t| place(t)).collect();
    for (x, y, ..) in &points {
        put(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"));
    }
    let mut labels = Labels::default();
    let last = points.len().saturating_sub(1);
    let order = [last, 0].into_iter().take(points.len()).chain(1..last);
    for (x, y, target, document) in order.filter_map(|i| points.get(i)) {
        let id = &view.documents[*document].id;
        for (class, text, y) in [("v", &target.text, y - 8.0), ("x", id, HEIGHT - 6.0)] {
            if let Some(x) = labels.place(text, *x, y) {
                let text = attribute(text);
                put(format_args!(
                    "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>"
                ));
            }
        }
    }
    svg.push_str("</svg>");
    svg
}

/// Labels that are written already; one that would cover another is left out, for the list below has every figure.
#[derive(Default)]
struct Labels(Vec<(f64, f64, f64)>);

impl Labels {
    /// Finds room for a label around `x` within the chart; `None` where another stands.
    fn place(&mut self, text: &str, x: f64, y: f64) -> Option<f64> {
        let half = text.width() as f64 * LETTER / 2.0;
        let x = x.max(half).min((WIDTH - half).max(half));
        let (left, right) = (x - half, x + half);
        let covers = |&(l, r, base): &(f64, f64, f64)| left < r && l < right && (y - base).abs() < LINE;
        if self.0.iter().any(covers) {
            return None;
        }
        self.0.push((left, right, y));
        Some(x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_within_the_chart_and_off_each_other() {
        let mut labels = Labels::default();
        assert!(labels.place("30万亿元", 2.0, 50.0).is_some_and(|x| x > 20.0));
        assert!(labels.place("30万亿元", 30.0, 52.0).is_none());
        assert!(labels.place("30万亿元", 30.0, 80.0).is_some());
        assert!(labels.place("30万亿元", WIDTH, 50.0).is_some_and(|x| x < WIDTH - 20.0));
    }
}
