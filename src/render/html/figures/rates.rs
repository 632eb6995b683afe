//! Rates of every step with denominators and intervals, and what each document is made of by year of first saying.

use crate::lang::Bilingual;
use crate::render::view::View;

/// One rate of one step, counted in clauses.
#[derive(Clone, Debug)]
pub(in crate::render::html) struct RateRow {
    /// Track.
    pub(in crate::render::html) track: String,
    /// Earlier document.
    pub(in crate::render::html) from: String,
    /// Later document.
    pub(in crate::render::html) to: String,
    /// Which rate.
    pub(in crate::render::html) name: Bilingual,
    /// Counted.
    pub(in crate::render::html) numerator: usize,
    /// Out of.
    pub(in crate::render::html) denominator: usize,
    /// The rate in percent.
    pub(in crate::render::html) percent: f64,
    /// Lower end of the interval in percent.
    pub(in crate::render::html) low: f64,
    /// Upper end of the interval in percent.
    pub(in crate::render::html) high: f64,
}

/// Rates in the order of the view.
pub(super) fn rates(view: &View) -> Vec<RateRow> {
    let clauses = view
        .statistics
        .rates
        .iter()
        .filter(|r| r.basis == "clauses" && r.denominator > 0);
    let row = |r: &crate::render::view::RateView| RateRow {
        track: r.track.clone(),
        from: r.from.clone(),
        to: r.to.clone(),
        name: match r.name.as_str() {
            "retention" => Bilingual::new("保留率", "retention"),
            "termination" => Bilingual::new("未见后续率", "not found later"),
            "innovation" => Bilingual::new("新增率", "innovation"),
            "revival" => Bilingual::new("恢复率", "revival"),
            "related" => Bilingual::new("仅有相关率", "related only"),
            other => Bilingual::new(other, other),
        },
        numerator: r.numerator,
        denominator: r.denominator,
        percent: 100.0 * r.numerator as f64 / r.denominator as f64,
        low: 100.0 * r.low,
        high: 100.0 * r.high,
    };
    clauses.map(row).collect()
}

/// A document by where its measures were first said.
#[derive(Clone, Debug)]
pub(in crate::render::html) struct Composition {
    /// Position of the document.
    pub(in crate::render::html) index: usize,
    /// Its id.
    pub(in crate::render::html) document: String,
    /// Its clauses.
    pub(in crate::render::html) clauses: usize,
    /// Index of the first document, its id and the clauses, oldest first.
    pub(in crate::render::html) parts: Vec<(usize, String, usize)>,
}

/// What every document is made of.
pub(super) fn composition(view: &View) -> Vec<Composition> {
    let place = |id: &str| view.documents.iter().position(|d| d.id == id);
    let all = view.documents.iter().enumerate().map(|(index, d)| {
        let here = view.statistics.composition.iter().filter(|c| c.document == d.id);
        let mut parts: Vec<(usize, String, usize)> = here
            .filter_map(|c| Some((place(&c.first)?, c.first.clone(), c.clauses)))
            .collect();
        parts.sort();
        Composition {
            index,
            document: d.id.clone(),
            clauses: parts.iter().map(|p| p.2).sum(),
            parts,
        }
    });
    all.collect()
}
