//! Scope: whether a document covers a topic at all, so that an absence can mean something.
//!
//! # Method
//! A document whose title names a topic (…保护行动计划) covers that topic, every topic that a heading of it names, and
//! every topic that at least one of its measures is about. What is left is outside its scope. A document whose title
//! names no topic is general and covers everything.

use super::series::Series;
use super::topic::Topics;
use crate::lang::Bilingual;
use crate::lineage::Lineages;

/// What one document covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The document.
    pub document: usize,
    /// Topics that its title names; empty for a general document.
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

/// Judges every document.
pub(super) fn scopes(series: &Series, lineages: &Lineages, topics: &Topics) -> Vec<Scope> {
    let mut treated = vec![vec![false; topics.topics.len()]; series.documents.len()];
    for (at, lineage) in lineages.lineages.iter().enumerate() {
        if let Some(topic) = topics.of(at) {
            let documents = lineage.clauses.iter().map(|clause| clause.document_index());
            documents.for_each(|document| treated[document][topic] = true);
        }
    }
    let treated = treated.iter().enumerate();
    treated.map(|(d, treated)| scope(series, topics, d, treated)).collect()
}

fn scope(series: &Series, topics: &Topics, document: usize, treated: &[bool]) -> Scope {
    let title = &series.documents[document].metadata.title.value;
    let focus: Vec<usize> = (0..topics.topics.len())
        .filter(|&t| title.contains(&topics.topics[t].name))
        .collect();
    let topics_covered: Vec<Coverage> = topics
        .topics
        .iter()
        .enumerate()
        .map(|(t, topic)| match () {
            () if focus.contains(&t) => Coverage::Title,
            () if topic.headed_in.contains(&document) => Coverage::Heading,
            () if treated[t] => Coverage::Measure,
            () if focus.is_empty() => Coverage::General,
            () => Coverage::Outside,
        })
        .collect();
    Scope {
        document,
        reason: reason(topics, &focus, &topics_covered),
        focus,
        topics: topics_covered,
    }
}

fn reason(topics: &Topics, focus: &[usize], covered: &[Coverage]) -> Bilingual {
    let list = |at: &mut dyn Iterator<Item = usize>| {
        at.map(|t| topics.topics[t].name.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    if focus.is_empty() {
        return Bilingual::new(
            "标题不限定专题，视为综合性文件，涵盖全部专题",
            "the title names no topic; taken as a general document that covers all of them",
        );
    }
    let named = list(&mut focus.iter().copied());
    let outside = list(&mut (0..covered.len()).filter(|&t| covered[t] == Coverage::Outside));
    if outside.is_empty() {
        return Bilingual::new(
            format!("标题限定为“{named}”，但各章涵盖全部专题"),
            format!("the title names {named}, yet its chapters cover all topics"),
        );
    }
    Bilingual::new(
        format!("标题限定为“{named}”，且标题、章节和措施均未涉及：{outside}"),
        format!("the title names {named}, and neither its headings nor its measures treat: {outside}"),
    )
}
