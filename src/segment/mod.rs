//! Cuts a document into its clause tree by enumerators and punctuation.
//!
//! Knows nothing of meaning, similarity or other documents. Total: any text gives a tree.

mod agencies;
mod build;
mod charged;
mod contents;
mod heading;
mod inline;
mod kind;
mod layout;
mod line;
mod mark;
mod names;
mod numbering;
mod numeral;
mod outline;
mod parts;
mod scheme;
mod sentence;
mod together;
mod verbs;
mod wording;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::ids::ClauseId;
use crate::span::Span;

/// The clauses of one document in reading order; a parent stands before its children.
///
/// Own spans are ordered and disjoint; with the gaps between them, all white space, they give back the text.
#[derive(Clone, Debug, Default)]
pub struct ClauseTree {
    /// Clauses in reading order.
    pub clauses: Vec<Clause>,
    /// What was noticed: numbering gaps, repeats, restarts.
    pub diagnostics: Vec<Diagnostic>,
}

/// One node of the tree.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Stable, citable id.
    pub id: ClauseId,
    /// Index of the parent, smaller than the own index.
    pub parent: Option<usize>,
    /// Number of ancestors.
    pub depth: usize,
    /// Part the clause plays in a policy text.
    pub kind: ClauseKind,
    /// What made it a node.
    pub form: ClauseForm,
    /// The printed enumerator (`（一）`), a part of `span`.
    pub label: Option<Span>,
    /// The own text, enumerator included, children's text not; empty where the children hold all of it.
    pub span: Span,
    /// The own text and all descendants' texts.
    pub extent: Span,
    /// Agencies that the clause names as responsible in brackets or a column.
    pub agencies: Vec<AgencyMention>,
    /// The measure clauses of a sentence that holds several, in order; empty for every other clause.
    pub parts: Vec<Part>,
}

/// A measure within a sentence of several, which is its parent: a verb phrase between commas that can stand alone.
///
/// The sentence remains the node that owns the text; its parts cover all of it but white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Stable, citable id: the sentence's id and the part's position, from 1.
    pub id: ClauseId,
    /// Its text, final comma or stop included.
    pub span: Span,
}

/// An agency named as responsible for a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyMention {
    /// The agency's name as printed.
    pub span: Span,
    /// Whether it leads.
    pub role: AgencyRole,
}

/// Part an agency has in carrying out a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgencyRole {
    /// 牵头单位
    Lead,
    /// 责任单位 without a stated role
    Responsible,
    /// 配合单位
    Support,
}

/// Part a clause plays in a policy text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClauseKind {
    /// 标题
    Title,
    /// 主送机关
    Salutation,
    /// 引言
    Preamble,
    /// 章节标题 or 条目标题
    Heading,
    /// 指导思想, 基本原则
    Principle,
    /// 指标, 目标
    Target,
    /// 措施
    Measure,
    /// 保障措施
    Safeguard,
    /// 落款, 施行日期, 附注
    Attribution,
    /// anything else
    Other,
}

impl ClauseKind {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            ClauseKind::Title => "title",
            ClauseKind::Salutation => "salutation",
            ClauseKind::Preamble => "preamble",
            ClauseKind::Heading => "heading",
            ClauseKind::Principle => "principle",
            ClauseKind::Target => "target",
            ClauseKind::Measure => "measure",
            ClauseKind::Safeguard => "safeguard",
            ClauseKind::Attribution => "attribution",
            ClauseKind::Other => "other",
        }
    }
}

/// What made a stretch of text a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClauseForm {
    /// Title, salutation, signature: a line of its own without enumerator.
    Line,
    /// 编 章 节, 一、: a numbered or unnumbered heading that others stand under.
    Section,
    /// 第X条
    Article,
    /// （一）1. （1）①: a numbered item; its own text is its heading, or only its number.
    Item,
    /// 款: an unnumbered paragraph.
    Paragraph,
    /// A sentence.
    Sentence,
}

impl ClauseForm {
    /// Whether a clause of this form is compared and counted as a whole, with all that stands below it.
    pub fn is_whole(self) -> bool {
        matches!(self, ClauseForm::Article | ClauseForm::Sentence)
    }

    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            ClauseForm::Line => "line",
            ClauseForm::Section => "section",
            ClauseForm::Article => "article",
            ClauseForm::Item => "item",
            ClauseForm::Paragraph => "paragraph",
            ClauseForm::Sentence => "sentence",
        }
    }
}

impl ClauseTree {
    /// The part of a clause that is compared and quoted: an article or a sentence whole, a heading alone; no number. Empty
    /// for a clause that is not there.
    ///
    /// # Complexity
    /// Constant.
    pub fn compared(&self, index: usize) -> Span {
        let Some(clause) = self.clauses.get(index) else {
            return Span::default();
        };
        let whole = clause.form.is_whole() || clause.span.is_empty();
        let span = if whole { clause.extent } else { clause.span };
        match clause.label {
            Some(label) if label.start == span.start && label.end < span.end => Span::new(label.end, span.end),
            _ => span,
        }
    }

    /// Indices of the ancestors of `index`, root first.
    pub fn ancestors(&self, index: usize) -> Vec<usize> {
        let mut up = Vec::new();
        let mut at = self.clauses.get(index).and_then(|c| c.parent);
        while let Some(parent) = at {
            up.push(parent);
            at = self.clauses[parent].parent;
        }
        up.reverse();
        up
    }

    /// Indices of the children of `index`, in reading order.
    ///
    /// # Complexity
    /// Linear in the number of descendants.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let depth = self.clauses[index].depth;
        (index + 1..self.clauses.len())
            .take_while(move |&i| self.clauses[i].depth > depth)
            .filter(move |&i| self.clauses[i].parent == Some(index))
    }
}

impl ClauseTree {
    /// Index of the lead-in that governs a clause: `有下列情形之一的：` before its items, if there is one.
    ///
    /// It is the last unnumbered clause before the list that ends with a colon, a sibling of the clause.
    ///
    /// # Complexity
    /// Linear in the number of clauses between the lead-in and the clause.
    pub fn chapeau(&self, text: &str, index: usize) -> Option<usize> {
        let clause = self.clauses.get(index).filter(|c| c.label.is_some())?;
        let sibling = |i: &usize| self.clauses[*i].parent == clause.parent && self.clauses[*i].label.is_none();
        let from = clause.parent.map_or(0, |p| p + 1);
        let lead = (from..index).rev().find(sibling)?;
        self.clauses[lead].span.of(text).ends_with(['：', ':']).then_some(lead)
    }
}

/// Cuts one document into clauses.
pub fn segment(document: &Document) -> ClauseTree {
    build::build(document)
}
