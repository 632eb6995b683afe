//! Questions to a view: which measures answer to a clause, a fate, an agency, a word, a topic.
//!
//! Everything is read from the view, so that `lineage.json` answers as the series does.

use super::explanation::{UnknownClause, unknown};
use super::texts::{At, Texts, brief};
use super::view::{AgencyWorkView, LineageView, View};
use super::{printable, words};
use crate::lang::{Bilingual, Lang};
use serde_json::json;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// Suggestions made where nothing answers.
const SUGGESTIONS: usize = 3;

/// What is asked. Every condition that is given must hold; without any, every measure answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Id of a clause: what holds it, or one below it.
    pub clause: Option<String>,
    /// Id of a lineage.
    pub lineage: Option<String>,
    /// Kind of an event or of a fate, as in `lineage.json`.
    pub fate: Option<String>,
    /// Id of the document in which the event happened, the fate was last seen, or the measure stands.
    pub document: Option<String>,
    /// Part of an agency's name; letters may be left out (市场监管 finds 市场监督管理局).
    pub agency: Option<String>,
    /// Words that a clause holds.
    pub text: Option<String>,
    /// Topic.
    pub topic: Option<String>,
}

/// A name that the series does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownName {
    /// A clause or a lineage.
    #[error(transparent)]
    Clause(#[from] UnknownClause),
    /// A document.
    #[error("no document {id}")]
    Document {
        /// As asked for.
        id: String,
        /// All documents.
        known: Vec<String>,
    },
    /// A topic.
    #[error("no topic {name}")]
    Topic {
        /// As asked for.
        name: String,
        /// All topics.
        known: Vec<String>,
    },
}

/// The measures that answer a question, in the view's order.
pub struct Answer<'v> {
    view: &'v View,
    texts: Texts<'v>,
    hits: Vec<Hit<'v>>,
}

/// One lineage that answers, and its clauses that do.
struct Hit<'v> {
    lineage: &'v LineageView,
    clauses: Vec<At>,
}

impl<'v> Answer<'v> {
    /// Asks. Boilerplate answers only where it is asked for by id.
    ///
    /// # Errors
    /// The first id, document or topic that the view does not hold.
    ///
    /// # Complexity
    /// Linear in the view.
    pub fn new(view: &'v View, question: &Question) -> Result<Self, UnknownName> {
        check(view, question)?;
        let texts = Texts::new(view);
        let hits = view.lineages.iter().filter_map(|lineage| {
            let clauses = matching(view, &texts, lineage, question);
            (!clauses.is_empty()).then_some(Hit { lineage, clauses })
        });
        let hits = hits.collect();
        Ok(Self { view, texts, hits })
    }

    /// Whether nothing answers.
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// One line a measure, its answering clauses below; columns by their width on a terminal.
    pub fn table(&self, lang: Lang) -> String {
        let heads = heads(lang).map(str::to_owned);
        let rows: Vec<[String; 4]> = self.hits.iter().map(|hit| self.row(hit, lang)).collect();
        let all = || std::iter::once(&heads).chain(&rows);
        let widths: [usize; 4] = std::array::from_fn(|i| all().map(|row| row[i].width()).max().unwrap_or(0));
        let mut lines = all().map(|row| {
            let cells = row.iter().zip(widths);
            let padded = cells.map(|(cell, width)| format!("{cell}{:1$}", "", width - cell.width()));
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        });
        let mut out = lines.next().map(|head| head + "\n").unwrap_or_default();
        for (line, hit) in lines.zip(&self.hits) {
            out.push_str(&format!("{line}\n"));
            for &at in &hit.clauses {
                let text = printable(&brief(&self.texts.extent(at)));
                out.push_str(&format!("    {}  {text}\n", printable(self.id(at))));
            }
        }
        out.push_str(&self.total(lang));
        out
    }

    fn total(&self, lang: Lang) -> String {
        let (hits, all) = (self.hits.len(), self.view.lineages.len());
        let total = Bilingual::new(
            format!("{all} 条沿革中有 {hits} 条符合\n"),
            format!("{hits} of {all} lineages\n"),
        );
        total.get(lang).to_owned()
    }

    /// One JSON object a measure and line: `lineage` as in `lineage.json`, and the `clauses` that answer with `id`,
    /// `document`, `path` and whole `text`.
    pub fn json_lines(&self) -> Vec<u8> {
        let line = |hit: &Hit| {
            let clauses = hit.clauses.iter().map(|&at| {
                let (document, text) = (&self.view.documents[at.0].id, self.texts.extent(at));
                json!({ "id": self.id(at), "document": document, "path": self.texts.path(at), "text": text })
            });
            let one = json!({ "lineage": hit.lineage, "clauses": clauses.collect::<Vec<_>>() });
            format!("{one}\n")
        };
        self.hits.iter().map(line).collect::<String>().into_bytes()
    }

    /// A Markdown table, one row a measure, with the whole text of the clauses that answer.
    pub fn markdown(&self, lang: Lang) -> String {
        let last = Bilingual::new("条款", "clauses");
        let mut out = format!(
            "| {} | {} |\n|---|---|---|---|---|\n",
            heads(lang).join(" | "),
            last.get(lang)
        );
        for hit in &self.hits {
            let cells = self.row(hit, lang).map(|cell| escape(&cell));
            let clauses = hit.clauses.iter();
            let texts = clauses.map(|&at| escape(&format!("{} {}", self.id(at), self.texts.extent(at).trim())));
            let texts = texts.collect::<Vec<_>>().join("<br>");
            out.push_str(&format!("| {} | {texts} |\n", cells.join(" | ")));
        }
        out
    }

    fn row(&self, hit: &Hit, lang: Lang) -> [String; 4] {
        let separator = if lang == Lang::Zh { "；" } else { "; " };
        [
            printable(&hit.lineage.id),
            printable(&hit.lineage.name),
            printable(&standing(self.view, &self.texts, hit.lineage).join(" → ")),
            printable(&fates(hit.lineage, lang).join(separator)),
        ]
    }

    fn id(&self, at: At) -> &'v str {
        &self.view.documents[at.0].clauses[at.1].id
    }
}

/// What to ask instead of a question that nothing answers: conditions without which something does, and the nearest
/// agencies and measures.
pub fn suggestions(view: &View, question: &Question) -> Vec<Bilingual> {
    let mut found = Vec::new();
    if let Some(agency) = &question.agency
        && !view.agencies.iter().any(|a| is_called(agency, a))
    {
        let names = view.agencies.iter().map(|a| a.name.as_str());
        let near = nearest(agency, names.map(|name| (name, name.to_owned())));
        let most: Vec<String> = view.agencies.iter().take(SUGGESTIONS).map(|a| a.name.clone()).collect();
        let (zh, en) = match (near.as_slice(), most.as_slice()) {
            ([], []) => (
                "这些文件没有写明责任单位".into(),
                "these documents name no agency".into(),
            ),
            ([], most) => (
                format!("写明的单位有：{}等", most.join("、")),
                format!("agencies that are named: {} and others", most.join(", ")),
            ),
            (near, _) => (
                format!("写明的单位中最接近的：{}", near.join("、")),
                format!("nearest agencies: {}", near.join(", ")),
            ),
        };
        found.push(Bilingual::new(zh, en));
    }
    if let Some(text) = &question.text {
        let texts = Texts::new(view);
        let said = |l: &LineageView| -> String {
            let clauses = l.clauses.iter().filter_map(|id| texts.find(id));
            clauses.map(|at| texts.extent(at)).collect()
        };
        let counted = view.lineages.iter().filter(|l| l.lane == "measures");
        let all: Vec<(String, String)> = counted.map(|l| (said(l), format!("{} {}", l.id, l.name))).collect();
        if !all.iter().any(|(said, _)| holds(said, text)) {
            let near = nearest(text, all.iter().map(|(said, name)| (said.as_str(), name.clone())));
            if !near.is_empty() {
                found.push(Bilingual::new(
                    format!("没有条款写有“{text}”；最接近的：{}", near.join("、")),
                    format!("no clause says {text}; nearest: {}", near.join(", ")),
                ));
            }
        }
    }
    found.extend(without_one(view, question));
    found
}

/// Says how many measures answer without each condition in turn; silent where none do.
fn without_one(view: &View, question: &Question) -> Vec<Bilingual> {
    type Condition = (&'static str, fn(&mut Question) -> Option<String>);
    let conditions: [Condition; 7] = [
        ("--clause", |q| q.clause.take()),
        ("--lineage", |q| q.lineage.take()),
        ("--fate", |q| q.fate.take()),
        ("--in", |q| q.document.take()),
        ("--agency", |q| q.agency.take()),
        ("--text", |q| q.text.take()),
        ("--topic", |q| q.topic.take()),
    ];
    let mut found = Vec::new();
    for (name, take) in conditions {
        let mut fewer = question.clone();
        let Some(value) = take(&mut fewer) else { continue };
        if fewer == Question::default() {
            continue;
        }
        let count = Answer::new(view, &fewer).map_or(0, |answer| answer.hits.len());
        if count > 0 {
            found.push(Bilingual::new(
                format!("去掉 {name} {value} 则有 {count} 条"),
                format!("without {name} {value}: {count}"),
            ));
        }
    }
    found
}

fn check(view: &View, question: &Question) -> Result<(), UnknownName> {
    let clauses = || view.documents.iter().flat_map(|d| &d.clauses);
    let is_clause = |id: &str| clauses().any(|c| c.id == id || c.parts.iter().any(|p| p.id == id));
    if let Some(id) = question.clause.as_deref().filter(|id| !is_clause(id)) {
        return Err(unknown(view, id).into());
    }
    if let Some(id) = question
        .lineage
        .as_deref()
        .filter(|id| view.lineages.iter().all(|l| l.id != *id))
    {
        return Err(unknown(view, id).into());
    }
    if let Some(id) = question
        .document
        .clone()
        .filter(|id| view.documents.iter().all(|d| d.id != *id))
    {
        let known = view.documents.iter().map(|d| d.id.clone()).collect();
        return Err(UnknownName::Document { id, known });
    }
    if let Some(name) = question
        .topic
        .clone()
        .filter(|name| view.topics.iter().all(|t| t.name != *name))
    {
        let known = view.topics.iter().map(|t| t.name.clone()).collect();
        return Err(UnknownName::Topic { name, known });
    }
    Ok(())
}

/// The clauses of a lineage for which every condition holds.
fn matching(view: &View, texts: &Texts, lineage: &LineageView, question: &Question) -> Vec<At> {
    let by_id = question.clause.is_some() || question.lineage.is_some();
    let is = |asked: &Option<String>, value: Option<&String>| asked.is_none() || asked.as_ref() == value;
    if !(by_id || lineage.lane == "measures")
        || !is(&question.lineage, Some(&lineage.id))
        || !is(&question.topic, lineage.topic.as_ref())
    {
        return Vec::new();
    }
    let own = lineage.clauses.iter().filter_map(|id| texts.find(id));
    let meant = question
        .fate
        .as_deref()
        .map(|kind| told(view, texts, lineage, kind, question.document.as_deref()));
    own.filter(|at| match (&meant, &question.document) {
        (Some(meant), _) => meant.contains(at),
        (None, Some(document)) => view.documents[at.0].id == *document,
        (None, None) => true,
    })
    .filter(|&at| question.clause.as_ref().is_none_or(|id| is_within(view, texts, at, id)))
    .filter(|&at| {
        question
            .agency
            .as_ref()
            .is_none_or(|name| is_charged(view, texts, at, name))
    })
    .filter(|&at| question.text.as_ref().is_none_or(|text| holds(&texts.extent(at), text)))
    .collect()
}

/// The clauses that an event or a fate of this kind is about: an event happened in the document asked for, a fate was
/// last seen there.
fn told(view: &View, texts: &Texts, lineage: &LineageView, kind: &str, document: Option<&str>) -> BTreeSet<At> {
    let here = |id: &str| document.is_none_or(|asked| asked == id);
    let events = lineage.events.iter().filter(|e| e.kind == kind && here(&e.to));
    let mut ids: Vec<&String> = events.flat_map(|e| e.old.iter().chain(&e.new)).collect();
    let is_event = words::EVENTS.iter().any(|entry| entry.0 == kind);
    if !is_event || document.is_none() {
        let fates = lineage.fates.iter().filter(|f| f.kind == kind);
        for fate in fates.filter(|f| document.is_none() || f.last_seen.as_deref() == document) {
            let seen = |id: &&String| {
                let at = texts.find(id).map(|at| view.documents[at.0].id.as_str());
                fate.last_seen.is_none() || at == fate.last_seen.as_deref()
            };
            ids.extend(lineage.clauses.iter().filter(seen));
        }
    }
    ids.into_iter().filter_map(|id| texts.find(id)).collect()
}

fn is_within(view: &View, texts: &Texts, at: At, id: &str) -> bool {
    let is = |at: At| view.documents[at.0].clauses[at.1].id == id;
    let parts = &view.documents[at.0].clauses[at.1].parts;
    texts.upwards(at).any(is) || parts.iter().any(|p| p.id == id)
}

/// Whether an agency is named for a clause, or for what it stands under: a bracket behind an item is for all of it.
fn is_charged(view: &View, texts: &Texts, at: At, name: &str) -> bool {
    let mut named = texts
        .upwards(at)
        .flat_map(|(d, c)| &view.documents[d].clauses[c].agencies);
    named.any(|agency| {
        let body = view.agencies.iter().find(|body| body.names.contains(&agency.name));
        is_part(name, &agency.name) || body.is_some_and(|body| is_called(name, body))
    })
}

/// Whether a body is called so in the texts or in the codebook.
fn is_called(name: &str, body: &AgencyWorkView) -> bool {
    is_part(name, &body.name) || body.names.iter().any(|printed| is_part(name, printed))
}

/// Whether the letters of a name stand in another in the same order: 市场监管 in 市市场监督管理局.
fn is_part(part: &str, name: &str) -> bool {
    let mut letters = name.chars();
    part.chars()
        .filter(|c| !c.is_whitespace())
        .all(|wanted| letters.any(|c| c == wanted))
}

/// Whether a text holds words, whatever the white space.
fn holds(text: &str, words: &str) -> bool {
    let plain = |s: &str| -> String { s.split_whitespace().collect() };
    plain(text).contains(&plain(words))
}

/// Labels of the texts that share pairs of letters with what was asked, rare pairs first; ties keep the order given.
fn nearest<'t>(asked: &str, texts: impl Iterator<Item = (&'t str, String)>) -> Vec<String> {
    let letters: Vec<char> = asked.chars().filter(|c| c.is_alphanumeric()).collect();
    let pairs: BTreeSet<String> = letters.windows(2).map(|pair| pair.iter().collect()).collect();
    let all: Vec<(&str, String)> = texts.collect();
    let weigh = |pair: &String| {
        let holders = all.iter().filter(|(text, _)| text.contains(pair.as_str())).count();
        (pair.clone(), 1.0 / holders.max(1) as f64)
    };
    let weights: Vec<(String, f64)> = pairs.iter().map(weigh).collect();
    let shared = |text: &str| -> f64 {
        let held = weights.iter().filter(|(pair, _)| text.contains(pair.as_str()));
        held.map(|(_, weight)| weight).sum()
    };
    let mut near: Vec<(f64, &String)> = all.iter().map(|(text, label)| (shared(text), label)).collect();
    near.retain(|(shared, _)| *shared > 0.0);
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter()
        .take(SUGGESTIONS)
        .map(|(_, label)| label.clone())
        .collect()
}

/// The documents that a lineage stands in, oldest first.
fn standing<'v>(view: &'v View, texts: &Texts, lineage: &LineageView) -> Vec<&'v str> {
    let mut seen: Vec<usize> = lineage
        .clauses
        .iter()
        .filter_map(|id| texts.find(id))
        .map(|at| at.0)
        .collect();
    seen.dedup();
    seen.into_iter().map(|d| view.documents[d].id.as_str()).collect()
}

fn fates(lineage: &LineageView, lang: Lang) -> Vec<String> {
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    let fates = lineage.fates.iter();
    fates
        .map(|f| format!("{}{colon}{}", f.track, words::fate(&f.kind).get(lang)))
        .collect()
}

fn heads(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::Zh => ["沿革", "名称", "见于", "去向"],
        Lang::En => ["lineage", "name", "stands in", "fate"],
    }
}

/// A cell of a Markdown table: one line, with nothing that Markdown or HTML would read.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '#' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_is_found_by_part_of_its_name() {
        for (part, name, expect) in [
            ("市场监管", "区市场监管局", true),
            ("市场监管", "市市场监督管理局", true),
            ("监管市场", "市市场监督管理局", false),
            ("教育局", "市科技局", false),
        ] {
            assert_eq!(is_part(part, name), expect, "{part} {name}");
        }
    }

    #[test]
    fn words_are_found_across_line_ends() {
        assert!(holds("专利\n  保险", "专利保险"));
        assert!(!holds("专利质押", "专利保险"));
    }

    #[test]
    fn the_rarest_shared_words_are_nearest() {
        let texts = ["推进专利导航", "开展专利执法", "探索证券化项目", "加强组织领导"];
        let near = nearest("专利证券", texts.into_iter().map(|t| (t, t.to_owned())));
        assert_eq!(near, ["探索证券化项目", "推进专利导航", "开展专利执法"]);
    }

    #[test]
    fn a_cell_stays_a_cell() {
        assert_eq!(escape("a|b\n<i>*"), "a\\|b &lt;i>\\*");
    }
}
