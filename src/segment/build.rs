//! Emits the clauses of an outline in reading order.

use super::heading::{self, Own};
use super::inline;
use super::kind::{Context, Place};
use super::layout::{self, Role};
use super::line::{self, Line, LineEnd};
use super::mark::Style;
use super::names::Names;
use super::numbering::Numbering;
use super::outline::{self, Block, Outline};
use super::{AgencyMention, Clause, ClauseForm, ClauseKind, ClauseTree, Part, agencies, charged, parts, sentence};
use crate::document::Document;
use crate::ids::ClauseId;
use crate::span::Span;

/// Builds the tree of a document.
///
/// # Complexity
/// Linear in the length of the text.
pub(super) fn build(document: &Document) -> ClauseTree {
    let text = document.text.as_str();
    let lines = line::split(text);
    let roles = layout::roles(text, &lines);
    let outline = outline::arrange(&lines, &roles);
    let own = heading::divide(text, &lines, &outline);
    let mut builder = Builder {
        text,
        lines: &lines,
        outline: &outline,
        document: document.id.as_str(),
        names: Names::default(),
        numbering: Numbering::default(),
        tree: ClauseTree {
            clauses: Vec::with_capacity(text.len() / USUAL_CLAUSE),
            diagnostics: Vec::new(),
        },
        contexts: Vec::with_capacity(text.len() / USUAL_CLAUSE),
        places: Vec::with_capacity(outline.blocks.len()),
        root: Container {
            node: None,
            form: paragraph_form(outline.root_bodies),
            open: None,
        },
        front: front_context(&outline),
        text_kind: text_kind(&outline),
    };
    for (index, own) in own.iter().enumerate() {
        builder.block(index, *own);
    }
    builder.finish()
}

/// Bytes of text for each clause, to reserve room; 80 in the four seeds, 120 in the government work reports.
const USUAL_CLAUSE: usize = 100;

/// Text before the first numbered clause is the preamble, if there is such a clause at all.
fn front_context(outline: &Outline) -> Context {
    let structured = outline
        .blocks
        .iter()
        .any(|b| matches!(b.role, Role::Numbered | Role::Heading));
    if structured { Context::Preamble } else { Context::Plain }
}

/// Whether headings say what the text below them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextKind {
    /// A text in articles: all of them are norms, whatever the chapter's name.
    Statute,
    /// Any other text.
    Policy,
}

fn text_kind(outline: &Outline) -> TextKind {
    if outline.blocks.iter().any(|b| b.in_article) {
        TextKind::Statute
    } else {
        TextKind::Policy
    }
}

/// One paragraph alone is not a node of its own; several are.
fn paragraph_form(count: usize) -> ParagraphForm {
    if count > 1 {
        ParagraphForm::Nodes
    } else {
        ParagraphForm::Bare
    }
}

/// Whether the paragraphs of a container become nodes between it and the sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ParagraphForm {
    Nodes,
    Bare,
}

/// A clause that holds others.
#[derive(Clone, Copy, Debug)]
struct Container {
    /// Index of the clause; `None` for the document.
    node: Option<usize>,
    form: ParagraphForm,
    /// The paragraph that a list may go on with, and how it ends.
    open: Option<(usize, LineEnd)>,
}

struct Builder<'t> {
    text: &'t str,
    lines: &'t [Line],
    outline: &'t Outline,
    /// The document's id, which all ids begin with.
    document: &'t str,
    names: Names,
    numbering: Numbering,
    tree: ClauseTree,
    /// Context below each clause.
    contexts: Vec<Context>,
    /// Container made by each block.
    places: Vec<Option<Container>>,
    root: Container,
    front: Context,
    text_kind: TextKind,
}

impl Builder<'_> {
    fn block(&mut self, index: usize, own: Own) {
        let block = &self.outline.blocks[index];
        let span = self.lines[block.line].span;
        let mut place = None;
        match block.role {
            Role::Numbered => place = Some(self.numbered(block, own)),
            Role::Heading | Role::Annex => place = Some(self.heading(block)),
            Role::Body => self.paragraph(block.parent, span),
            Role::HeadingRest => self.extend_heading(block.parent, span),
            Role::Closing => {
                let node = block.parent.and_then(|b| self.places[b]).and_then(|c| c.node);
                self.sentences(node, span, Context::Attribution);
            }
            role => {
                let parent = self.container(block.parent).node;
                self.push(parent, ClauseForm::Line, line_kind(role), None, span);
            }
        }
        self.places.push(place);
    }

    fn extend_heading(&mut self, block: Option<usize>, rest: Span) {
        if let Some(node) = self.container(block).node {
            let clause = &mut self.tree.clauses[node];
            clause.span.end = rest.end;
            clause.extent.end = rest.end;
        }
    }

    fn container(&self, block: Option<usize>) -> Container {
        block.and_then(|b| self.places[b]).unwrap_or(self.root)
    }

    fn set_open(&mut self, block: Option<usize>, open: Option<(usize, LineEnd)>) {
        match block.and_then(|b| self.places[b].as_mut()) {
            Some(container) => container.open = open,
            None => self.root.open = open,
        }
    }

    /// The clause that a numbered block stands under: the paragraph that leads it in, else the block above.
    fn parent_of(&mut self, block: &Block) -> Option<usize> {
        let container = self.container(block.parent);
        match container.open {
            Some((paragraph, end)) if block.in_article || end == LineEnd::Colon => Some(paragraph),
            _ => {
                self.set_open(block.parent, None);
                container.node
            }
        }
    }

    fn heading(&mut self, block: &Block) -> Container {
        let span = self.lines[block.line].span;
        let parent = self.container(block.parent).node;
        let kind = if block.role == Role::Annex {
            ClauseKind::Other
        } else {
            ClauseKind::Heading
        };
        let node = self.push(parent, ClauseForm::Section, kind, None, span);
        let context = match block.role {
            Role::Annex if block.has_items => Context::Preamble,
            Role::Annex => Context::Plain,
            _ => self.contexts[node].below(span.of(self.text), Place::Division),
        };
        self.contexts[node] = context;
        Container {
            node: Some(node),
            form: paragraph_form(block.bodies),
            open: None,
        }
    }

    fn numbered(&mut self, block: &Block, own: Own) -> Container {
        let line = &self.lines[block.line];
        let (style, label_len) = line.mark.map_or((Style::Bare, 0), |m| (m.style, m.label_len));
        let label = Span::new(line.span.start, line.span.start + label_len);
        let own_end = match own {
            Own::Label => label.end,
            Own::Heading(end) => end,
        };
        let own_span = Span::new(line.span.start, own_end).trimmed(self.text);
        let rest = Span::new(own_end, line.span.end).trimmed(self.text);
        let parent = self.parent_of(block);
        if let Some(mark) = line.mark {
            self.tree
                .diagnostics
                .extend(self.numbering.next(self.text, parent, mark, label));
        }
        let context = self.context_below(parent, block, own, own_span);
        let kind = match own {
            Own::Heading(_) if style != Style::Article => ClauseKind::Heading,
            _ => context.kind(),
        };
        let node = self.push(parent, form_of(style), kind, Some((label, style)), own_span);
        self.contexts[node] = context;
        let own_paragraph = usize::from(!rest.is_empty());
        let mut container = Container {
            node: Some(node),
            form: paragraph_form(block.bodies + own_paragraph),
            open: None,
        };
        if !rest.is_empty() {
            container.open = self.paragraph_in(container, rest, context);
        }
        container
    }

    fn context_below(&self, parent: Option<usize>, block: &Block, own: Own, own_span: Span) -> Context {
        let above = match parent.map_or(self.front, |p| self.contexts[p]) {
            Context::Preamble => Context::Plain,
            context => context,
        };
        let mark = self.lines[block.line].mark;
        if own == Own::Label || self.text_kind == TextKind::Statute {
            return above;
        }
        let place = if mark.is_some_and(|m| m.style.is_division()) {
            Place::Division
        } else {
            Place::Item
        };
        above.below(own_span.of(self.text), place)
    }

    fn paragraph(&mut self, block: Option<usize>, span: Span) {
        let container = self.container(block);
        let context = container.node.map_or(self.front, |n| self.contexts[n]);
        let open = self.paragraph_in(container, span, context);
        self.set_open(block, open);
    }

    /// Emits one paragraph; answers with its node, where it has one, and how it ends.
    fn paragraph_in(&mut self, container: Container, span: Span, context: Context) -> Option<(usize, LineEnd)> {
        let node = match container.form {
            ParagraphForm::Bare => None,
            ParagraphForm::Nodes => {
                let empty = Span::new(span.start, span.start);
                let node = self.push(container.node, ClauseForm::Paragraph, context.kind(), None, empty);
                self.contexts[node] = context;
                Some(node)
            }
        };
        self.text_with_lists(node.or(container.node), span, context);
        let end = if span.of(self.text).ends_with(['：', ':']) {
            LineEnd::Colon
        } else {
            LineEnd::Stop
        };
        node.map(|n| (n, end))
    }

    fn text_with_lists(&mut self, parent: Option<usize>, span: Span, context: Context) {
        let items = inline::items(span.of(self.text));
        let mut at = span.start;
        for item in items {
            let start = span.start + item.start;
            let label = Span::new(start, start + item.mark.label_len);
            self.sentences(parent, Span::new(at, start), context);
            let node = self.push(
                parent,
                ClauseForm::Item,
                context.kind(),
                Some((label, item.mark.style)),
                label,
            );
            self.contexts[node] = context;
            at = span.start + item.end;
            self.sentences(Some(node), Span::new(label.end, at), context);
        }
        self.sentences(parent, Span::new(at, span.end), context);
    }

    fn sentences(&mut self, parent: Option<usize>, span: Span, context: Context) {
        let span = span.trimmed(self.text);
        for sentence in sentence::sentences(span.of(self.text)) {
            let sentence = sentence.shifted(span.start).trimmed(self.text);
            if !sentence.is_empty() {
                let kind = context.sentence_kind(sentence.of(self.text));
                let node = self.push(parent, ClauseForm::Sentence, kind, None, sentence);
                self.divide(node);
            }
        }
    }

    /// Cuts a sentence of several measures into its measure clauses.
    fn divide(&mut self, node: usize) {
        let clause = &mut self.tree.clauses[node];
        let measures = matches!(clause.kind, ClauseKind::Measure | ClauseKind::Safeguard);
        if !measures || self.text_kind == TextKind::Statute {
            return;
        }
        let spans = parts::measures(clause.span.of(self.text));
        let part = |(at, span): (usize, Span)| Part {
            id: ClauseId::new(format!("{}/{at}", clause.id)),
            span: span.shifted(clause.span.start),
        };
        clause.parts = (1..).zip(spans).map(part).collect();
    }

    fn push(
        &mut self,
        parent: Option<usize>,
        form: ClauseForm,
        kind: ClauseKind,
        label: Option<(Span, Style)>,
        span: Span,
    ) -> usize {
        let stem = parent.map_or(self.document, |p| self.tree.clauses[p].id.as_str());
        let label_text = label.map(|(label, style)| (label.of(self.text), style));
        let id = self.names.next((parent, stem), label_text);
        self.tree.clauses.push(Clause {
            id,
            parent,
            depth: parent.map_or(0, |p| self.tree.clauses[p].depth + 1),
            kind,
            form,
            label: label.map(|(label, _)| label),
            span,
            extent: span,
            agencies: Vec::new(),
            parts: Vec::new(),
        });
        self.contexts.push(parent.map_or(self.front, |p| self.contexts[p]));
        self.tree.clauses.len() - 1
    }

    fn finish(mut self) -> ClauseTree {
        close_extents(&mut self.tree.clauses);
        close_articles(&mut self.tree.clauses);
        attach_agencies(self.text, &mut self.tree.clauses);
        self.tree
    }
}

fn form_of(style: Style) -> ClauseForm {
    match style {
        Style::Article => ClauseForm::Article,
        style if style.is_division() => ClauseForm::Section,
        _ => ClauseForm::Item,
    }
}

fn line_kind(role: Role) -> ClauseKind {
    match role {
        Role::Title => ClauseKind::Title,
        Role::Salutation => ClauseKind::Salutation,
        Role::Note | Role::Signature => ClauseKind::Attribution,
        _ => ClauseKind::Other,
    }
}

fn close_extents(clauses: &mut [Clause]) {
    for index in (0..clauses.len()).rev() {
        let end = clauses[index].extent.end;
        if let Some(parent) = clauses[index].parent {
            clauses[parent].extent.end = clauses[parent].extent.end.max(end);
        }
    }
}

/// An article that says nothing but when the text holds plays that part itself.
fn close_articles(clauses: &mut [Clause]) {
    let mut speaks = vec![false; clauses.len()];
    let mut holds = vec![false; clauses.len()];
    for index in (0..clauses.len()).rev() {
        let is_note = clauses[index].kind == ClauseKind::Attribution;
        if clauses[index].form == ClauseForm::Article && holds[index] && !speaks[index] {
            clauses[index].kind = ClauseKind::Attribution;
        }
        if let Some(parent) = clauses[index].parent {
            holds[parent] |= holds[index] || is_note;
            speaks[parent] |= speaks[index] || !(is_note || holds[index]);
        }
    }
}

/// Gives each department list to the numbered clause that it stands in, and agencies that the text itself charges to the
/// clause that does.
fn attach_agencies(text: &str, clauses: &mut [Clause]) {
    let mut found: Vec<(usize, Vec<AgencyMention>)> = Vec::new();
    for (index, clause) in clauses.iter().enumerate() {
        let mentions = agencies::trailing(text, clause.span);
        // A list in brackets is read as one, not as running text.
        let end = mentions.first().map_or(clause.span.end, |m| m.span.start);
        let charged = charged::charged(text, Span::new(clause.span.start, end));
        for (owner, mentions) in [(index, charged), (governed(clauses, index), mentions)] {
            found.extend((!mentions.is_empty()).then_some((owner, mentions)));
        }
    }
    for (index, mentions) in found {
        clauses[index].agencies.extend(mentions);
    }
}

fn governed(clauses: &[Clause], index: usize) -> usize {
    let holds = |i: &usize| {
        matches!(
            clauses[*i].form,
            ClauseForm::Item | ClauseForm::Section | ClauseForm::Article
        )
    };
    std::iter::successors(Some(index), |i| clauses[*i].parent)
        .find(holds)
        .unwrap_or(index)
}
