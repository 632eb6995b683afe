//! What is named in which document: agencies, programmes, instruments, as tables with a bar in each cell.

use super::clause_address;
use crate::lang::Bilingual;
use crate::render::texts::Texts;
use crate::render::view::{AgencyWorkView, View};
use std::collections::BTreeMap;

/// A table of counts by document.
#[derive(Clone, Debug, Default)]
pub(in crate::render::html) struct Grid {
    /// Rows.
    pub(in crate::render::html) rows: Vec<Row>,
    /// Largest count.
    pub(in crate::render::html) most: usize,
}

/// One row.
#[derive(Clone, Debug)]
pub(in crate::render::html) struct Row {
    /// What is counted, as printed; empty where it has a name in both languages.
    pub(in crate::render::html) name: String,
    /// Its kind, or its name where it is not printed in the documents.
    pub(in crate::render::html) kind: Bilingual,
    /// Count, and the address of the first place, by document.
    pub(in crate::render::html) cells: Vec<(usize, String)>,
}

impl Row {
    /// In how many documents it is named.
    fn spread(&self) -> usize {
        self.cells.iter().filter(|c| c.0 > 0).count()
    }
}

impl Grid {
    /// Rows named in two documents or more.
    pub(in crate::render::html) fn shared(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|r| r.spread() > 1)
    }

    /// Name and address of what only this document names.
    pub(in crate::render::html) fn only(&self, document: &usize) -> Vec<(&str, &str)> {
        let single = self.rows.iter().filter(|r| r.spread() == 1 && r.cells[*document].0 > 0);
        single
            .map(|r| (r.name.as_str(), r.cells[*document].1.as_str()))
            .collect()
    }

    fn new(rows: Vec<Row>) -> Self {
        let most = rows.iter().flat_map(|r| &r.cells).map(|c| c.0).max().unwrap_or(0);
        Self { rows, most }
    }
}

fn row<'a>(view: &View, texts: &Texts, name: &str, kind: Bilingual, clauses: impl Iterator<Item = &'a str>) -> Row {
    let mut cells = vec![(0, String::new()); view.documents.len()];
    for clause in clauses {
        if let Some((document, _)) = texts.find(clause) {
            if cells[document].0 == 0 {
                cells[document].1 = clause_address(clause);
            }
            cells[document].0 += 1;
        }
    }
    Row {
        name: name.into(),
        kind,
        cells,
    }
}

fn total(row: &Row) -> usize {
    row.cells.iter().map(|c| c.0).sum()
}

/// Agencies, the busiest first.
pub(super) fn agencies(view: &View, texts: &Texts) -> Grid {
    let all = view.agencies.iter();
    let also = |a: &AgencyWorkView| {
        let others: Vec<&str> = a.names.iter().filter(|n| **n != a.name).map(String::as_str).collect();
        if others.is_empty() {
            return Bilingual::default();
        }
        let others = others.join("、");
        Bilingual::new(format!("文中作 {others}"), format!("printed as {others}"))
    };
    let mut rows: Vec<Row> = all
        .map(|a| row(view, texts, &a.name, also(a), a.uses.iter().map(|u| u.clause.as_str())))
        .collect();
    rows.sort_by_key(|r| std::cmp::Reverse(total(r)));
    Grid::new(rows)
}

/// Programmes: those named in most documents first, then by first mention.
pub(super) fn programmes(view: &View, texts: &Texts) -> Grid {
    let kind = |name: &str| match name {
        "institution" => Bilingual::new("机构", "institution"),
        "occasion" => Bilingual::new("活动", "occasion"),
        _ => Bilingual::new("专项", "programme"),
    };
    let all = view.programmes.iter();
    let mut rows: Vec<Row> = all
        .map(|p| {
            row(
                view,
                texts,
                &p.name,
                kind(&p.kind),
                p.mentions.iter().map(|m| m.clause.as_str()),
            )
        })
        .collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.spread()));
    Grid::new(rows)
}

/// Instruments by sub-type, in the order supply, environment, demand.
pub(super) fn instruments(view: &View, texts: &Texts) -> Grid {
    let mut by: BTreeMap<(usize, &str, &str), Vec<&str>> = BTreeMap::new();
    for use_ in &view.instruments {
        let rank = ["supply", "environment", "demand"].iter().position(|k| *k == use_.kind);
        let key = (rank.unwrap_or(3), use_.subtype.zh.as_str(), use_.subtype.en.as_str());
        by.entry(key).or_default().push(&use_.clause);
    }
    let kind = |rank: usize, zh: &str, en: &str| {
        let (a, b) = match rank {
            0 => ("供给型", "supply"),
            1 => ("环境型", "environment"),
            2 => ("需求型", "demand"),
            _ => ("其他", "other"),
        };
        Bilingual::new(format!("{a} · {zh}"), format!("{b} · {en}"))
    };
    let rows = by
        .into_iter()
        .map(|((rank, zh, en), clauses)| row(view, texts, "", kind(rank, zh, en), clauses.into_iter()));
    Grid::new(rows.collect())
}
