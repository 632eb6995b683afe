//! Scope: whether a document covers a topic at all, so that an absence can mean something.
//!
//! # Method
//! A title may name a topic without confining the document to it (a 意见 on protection whose chapters treat the whole
//! field). A document is confined to the topics of its title where at least [`CONFINED`] of its measures stand under a
//! heading that names one of them. It then covers these topics, every topic that a heading of it names, and every topic
//! that one of its measures is most about; a measure that speaks of none of them is outside its scope, and so is one that
//! names no topic. Every other document is general and covers everything.

use super::series::Series;
use super::topic::Topics;
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::lineage::{Lane, Lineages};

/// Share of the measures under headings that name a title's topic from which on it confines the document: a majority. On
/// the seeds .97 in the plan of 2020, whose chapters are all about protection, .19 in the opinion of 2025, whose title
/// names protection as well.
pub(super) const CONFINED: f64 = 0.5;

/// What one document covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The document.
    pub document: usize,
    /// Topics that its title names and that it is confined to; empty for a general document.
    pub focus: Vec<usize>,
    /// Coverage of each topic, in the topics' order.
    pub topics: Vec<Coverage>,
    /// What was concluded and why.
    pub reason: Bilingual,
}

/// Whether a document covers a topic, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// The title names it.
    Title,
    /// A heading names it.
    Heading,
    /// A measure is about it.
    Measure,
    /// The document is general.
    General,
    /// Outside the document's scope.
    Outside,
}

impl Coverage {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Coverage::Title => "title",
            Coverage::Heading => "heading",
            Coverage::Measure => "measure",
            Coverage::General => "general",
            Coverage::Outside => "outside",
        }
    }
}

/// The scopes of all documents, with the topics they are told in.
pub(super) struct Scopes<'a> {
    series: &'a Series<'a>,
    topics: &'a Topics,
    /// In the documents' order.
    pub(super) list: Vec<Scope>,
}

impl Scopes<'_> {
    /// Whether a document covers what the clauses are about, by their own words and headings; boilerplate belongs in any.
    pub(super) fn coverage(&self, clauses: &[ClauseRef], document: usize) -> Coverage {
        let scope = &self.list[document];
        let names = |&topic: &usize| clauses.iter().any(|&c| self.topics.names(c, topic));
        let is_boilerplate = |&c: &ClauseRef| Lane::of(self.series.clause(c).kind) == Lane::Boilerplate;
        if scope.focus.is_empty() || clauses.iter().all(is_boilerplate) {
            Coverage::General
        } else if scope.focus.iter().any(names) {
            Coverage::Title
        } else {
            let topic = self.topics.best(clauses);
            topic.map_or(Coverage::Outside, |topic| scope.topics[topic])
        }
    }

    /// What was concluded of a document and why.
    pub(super) fn reason(&self, document: usize) -> &Bilingual {
        &self.list[document].reason
    }
}

/// Judges every document.
pub(super) fn scopes<'a>(series: &'a Series<'a>, lineages: &Lineages, topics: &'a Topics) -> Scopes<'a> {
    let mut measures: Vec<Vec<ClauseRef>> = vec![Vec::new(); series.documents.len()];
    let counted = lineages.lineages.iter().filter(|l| l.lane == Lane::Measures);
    for &clause in counted.flat_map(|l| &l.clauses) {
        measures[clause.document_index()].push(clause);
    }
    let judged = measures.iter().enumerate();
    let list = judged.map(|(d, measures)| scope(series, measures, topics, d)).collect();
    Scopes { series, topics, list }
}

fn scope(series: &Series, measures: &[ClauseRef], topics: &Topics, document: usize) -> Scope {
    let title = &series.documents[document].metadata.title.value;
    let named: Vec<usize> = (0..topics.topics.len())
        .filter(|&t| title.contains(&topics.topics[t].name))
        .collect();
    let under = measures.iter().filter(|&&m| {
        let headings = series.headings(m);
        let names = |&t: &usize| headings.iter().any(|h| h.contains(&topics.topics[t].name));
        named.iter().any(names)
    });
    let under = under.count();
    let is_confined = !named.is_empty() && under as f64 >= CONFINED * measures.len() as f64;
    let mut treated = vec![false; topics.topics.len()];
    for topic in measures.iter().filter_map(|&m| topics.best(&[m])) {
        treated[topic] = true;
    }
    let covers = |t: usize| match () {
        () if named.contains(&t) => Coverage::Title,
        () if topics.topics[t].headed_in.contains(&document) => Coverage::Heading,
        () if treated[t] => Coverage::Measure,
        () if is_confined => Coverage::Outside,
        () => Coverage::General,
    };
    let covered: Vec<Coverage> = (0..topics.topics.len()).map(covers).collect();
    let share = (under, measures.len());
    Scope {
        document,
        reason: reason(topics, &named, is_confined.then_some(&covered), share),
        focus: if is_confined { named } else { Vec::new() },
        topics: covered,
    }
}

/// Why a document is general, or what it is confined to; `share` is how many of its measures stand under headings that
/// name the topics of its title.
fn reason(topics: &Topics, named: &[usize], confined: Option<&Vec<Coverage>>, share: (usize, usize)) -> Bilingual {
    let list = |at: &mut dyn Iterator<Item = usize>| {
        at.map(|t| topics.topics[t].name.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    let title = list(&mut named.iter().copied());
    let (under, all) = share;
    let Some(covered) = confined else {
        if named.is_empty() {
            return Bilingual::new(
                "标题不限定专题，视为综合性文件，涵盖全部专题",
                "the title names no topic; taken as a general document that covers all of them",
            );
        }
        return Bilingual::new(
            format!("标题虽称“{title}”，{all} 条措施中仅 {under} 条在以此为题的章节下，视为综合性文件"),
            format!(
                "the title names {title}, yet of {all} measures only {under} stand under such headings: a general document"
            ),
        );
    };
    let outside = list(&mut (0..covered.len()).filter(|&t| covered[t] == Coverage::Outside));
    let (zh, en) = if outside.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!("；标题、章节和措施均未涉及：{outside}"),
            format!("; neither its headings nor its measures treat {outside}"),
        )
    };
    Bilingual::new(
        format!("标题限定为“{title}”，{all} 条措施中 {under} 条在以此为题的章节下{zh}"),
        format!("the title names {title}, and {under} of {all} measures stand under such headings{en}"),
    )
}
