//! First method: lines with known enumerators become items, the rest is cut into sentences.

use super::{Clause, ClauseForm, ClauseKind, ClauseTree};
use crate::document::Document;
use crate::ids::ClauseId;
use crate::span::Span;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Enumerators from outermost to innermost with the form they make.
static ENUMERATORS: LazyLock<Vec<(Regex, ClauseForm)>> = LazyLock::new(|| {
    [
        (r"^第[一二三四五六七八九十百零〇]+[编章节][\s　]", ClauseForm::Section),
        (
            r"^第[一二三四五六七八九十百零〇]+条(?:之[一二三四五六七八九十]+)?[\s　]",
            ClauseForm::Article,
        ),
        (r"^[一二三四五六七八九十]+、", ClauseForm::Section),
        (r"^[（(][一二三四五六七八九十]+[）)]", ClauseForm::Item),
        (r"^\d+[.．、][\s　]*", ClauseForm::Item),
        (r"^[（(]\d+[）)]", ClauseForm::Item),
    ]
    .into_iter()
    .map(|(pattern, form)| (Regex::new(pattern).expect("the pattern is constant"), form))
    .collect()
});

struct Builder<'t> {
    text: &'t str,
    prefix: String,
    clauses: Vec<Clause>,
    open: Vec<(usize, usize)>,
    counts: BTreeMap<Option<usize>, usize>,
    used: BTreeMap<String, usize>,
}

/// Builds the tree of a document.
pub(super) fn build(document: &Document) -> ClauseTree {
    let mut builder = Builder {
        text: &document.text,
        prefix: document.id.to_string(),
        clauses: Vec::new(),
        open: Vec::new(),
        counts: BTreeMap::new(),
        used: BTreeMap::new(),
    };
    let mut at = 0;
    for line in document.text.split_inclusive(['\n', '\r']) {
        let span = Span::new(at, at + line.len()).trimmed(&document.text);
        if !span.is_empty() {
            builder.line(span);
        }
        at += line.len();
    }
    builder.close_extents();
    ClauseTree {
        clauses: builder.clauses,
        diagnostics: Vec::new(),
    }
}

impl Builder<'_> {
    fn line(&mut self, span: Span) {
        let line = span.of(self.text);
        let found = ENUMERATORS
            .iter()
            .enumerate()
            .find_map(|(rank, (regex, form))| Some((rank, *form, regex.find(line)?.end())));
        let mut rest = span;
        if let Some((rank, form, label_len)) = found {
            self.open.retain(|(r, _)| *r < rank);
            let parent = self.open.last().map(|(_, i)| *i);
            let first_stop = line
                .char_indices()
                .find(|(_, c)| *c == '。')
                .map_or(line.len(), |(i, c)| i + c.len_utf8());
            let own_end = if form == ClauseForm::Article {
                label_len
            } else {
                first_stop
            };
            let label = Span::new(span.start, span.start + label_len).trimmed(self.text);
            let own = Span::new(span.start, span.start + own_end).trimmed(self.text);
            let index = self.push(parent, form, ClauseKind::Heading, Some(label), own);
            self.open.push((rank, index));
            rest = Span::new(span.start + own_end, span.end).trimmed(self.text);
        }
        for sentence in sentences(rest.of(self.text)) {
            let kind = if self.clauses.is_empty() {
                ClauseKind::Title
            } else {
                ClauseKind::Measure
            };
            let parent = self.open.last().map(|(_, i)| *i);
            self.push(
                parent,
                ClauseForm::Sentence,
                kind,
                None,
                sentence.shifted(rest.start).trimmed(self.text),
            );
        }
    }

    fn push(
        &mut self,
        parent: Option<usize>,
        form: ClauseForm,
        kind: ClauseKind,
        label: Option<Span>,
        span: Span,
    ) -> usize {
        let stem = parent.map_or(self.prefix.clone(), |p| self.clauses[p].id.to_string());
        let last = match label {
            Some(label) => label.of(self.text).trim_end_matches(['、', '.', '．']).to_owned(),
            None => {
                let count = self.counts.entry(parent).or_default();
                *count += 1;
                count.to_string()
            }
        };
        let mut id = format!("{stem}/{last}");
        let uses = self.used.entry(id.clone()).or_default();
        *uses += 1;
        if *uses > 1 {
            id = format!("{id}~{uses}");
        }
        let depth = parent.map_or(0, |p| self.clauses[p].depth + 1);
        self.clauses.push(Clause {
            id: ClauseId::new(id),
            parent,
            depth,
            kind,
            form,
            label,
            span,
            extent: span,
            agencies: Vec::new(),
        });
        self.clauses.len() - 1
    }

    fn close_extents(&mut self) {
        for index in (0..self.clauses.len()).rev() {
            let end = self.clauses[index].extent.end;
            if let Some(parent) = self.clauses[index].parent {
                let extent = &mut self.clauses[parent].extent;
                extent.end = extent.end.max(end);
            }
        }
    }
}

fn sentences(text: &str) -> Vec<Span> {
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (index, c) in text.char_indices() {
        match c {
            '“' | '（' | '《' | '「' => depth += 1,
            '”' | '）' | '》' | '」' => depth = (depth - 1).max(0),
            '。' | '！' | '？' | '；' if depth == 0 => {
                out.push(Span::new(start, index + c.len_utf8()));
                start = index + c.len_utf8();
            }
            _ => {}
        }
    }
    if start < text.len() {
        out.push(Span::new(start, text.len()));
    }
    out
}
