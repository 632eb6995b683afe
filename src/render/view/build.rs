//! Fills the wire types from an outcome.

use super::*;
use crate::corpus::{Corpus, SideFile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Basis, CitationRole, Document, Fact, Metadata};
use crate::ids::ClauseRef;
use crate::pipeline::{self, Outcome};
use crate::segment::{AgencyRole, ClauseTree};
use crate::span::{CharOffsets, Span};
use crate::vectors;
use sha2::{Digest, Sha256};

/// Links that are taken over before their memory is given up.
const TAKEN_TOGETHER: usize = 1 << 14;

impl View {
    /// Makes the view of an outcome of `corpus`.
    ///
    /// # Complexity
    /// Linear in the outcome.
    pub fn new(corpus: &Corpus, outcome: &Outcome) -> Self {
        let mut view = Self::without_links(corpus, outcome);
        view.links = Builder::new(outcome).links(0..outcome.alignment.links.len());
        view
    }

    /// The same for an outcome that is not shown in another way: as each link is taken over, its signals, evidence and
    /// changes are given up, so that those of a long series do not stand in memory twice.
    pub fn take(corpus: &Corpus, outcome: &mut Outcome) -> Self {
        let mut view = Self::without_links(corpus, outcome);
        let all = outcome.alignment.links.len();
        view.links.reserve_exact(all);
        for start in (0..all).step_by(TAKEN_TOGETHER) {
            let links = start..all.min(start + TAKEN_TOGETHER);
            view.links.extend(Builder::new(outcome).links(links.clone()));
            for link in &mut outcome.alignment.links[links.clone()] {
                (link.signals, link.evidence) = Default::default();
            }
            for change in &mut outcome.analysis.changes[links] {
                (change.edits, change.strength, change.moved) = Default::default();
            }
        }
        view
    }

    fn without_links(corpus: &Corpus, outcome: &Outcome) -> Self {
        let builder = Builder::new(outcome);
        View {
            format: "yange.lineage".into(),
            version: 1,
            generator: Generator {
                name: "yange".into(),
                version: env!("CARGO_PKG_VERSION").into(),
            },
            series: series(corpus),
            options: OptionsView {
                learned: outcome.relearned.as_ref().map(|relearned| builder.learned(relearned)),
                ..options(corpus, outcome)
            },
            statistics: builder.statistics(),
            documents: builder.documents(),
            tracks: builder.tracks(),
            topics: builder.topics(),
            links: Vec::new(),
            lineages: builder.lineages(),
            targets: builder.targets(),
            indicators: builder.indicators(),
            dates: builder.dates(),
            agencies: builder.agencies(),
            citations: builder.cited_works(),
            programmes: builder.programmes(),
            instruments: builder.instruments(),
            decisions: builder.decisions(),
            screens: builder.screens(),
        }
    }
}

fn series(corpus: &Corpus) -> Series {
    let skipped = corpus.skipped.iter().map(|s| SkippedView {
        path: s.path.clone(),
        reason: (&s.reason).into(),
    });
    Series {
        id: corpus.id.clone(),
        title: corpus.title.clone(),
        skipped: skipped.collect(),
    }
}

fn options(corpus: &Corpus, outcome: &Outcome) -> OptionsView {
    let input = |role: &str, path: &str, sha256: String| InputView {
        role: role.into(),
        path: path.into(),
        sha256,
    };
    let documents = outcome
        .documents
        .iter()
        .map(|d| input("document", &d.origin.path, d.origin.sha256.clone()));
    let of_file = |role: &str, file: &SideFile| input(role, &file.path, hex(file.text.as_bytes()));
    let vectors = corpus
        .vectors
        .as_ref()
        .map(|f| input("vectors", &f.path, hex(&f.bytes)));
    let model = corpus.model.iter().flat_map(|files| {
        let file = |(name, bytes): (&str, &[u8])| input("model", &format!("{}/{name}", files.path), hex(bytes));
        files.named().map(file)
    });
    OptionsView {
        parameters: pipeline::parameters()
            .map(|p| (p.name.to_owned(), round(p.value)))
            .collect(),
        built_in: pipeline::BUILT_IN
            .map(|(name, text)| (name.to_owned(), hex(text.as_bytes())))
            .into_iter()
            .chain([("vectors".to_owned(), vectors::BUILT_IN_SHA256.to_owned())])
            .collect(),
        inputs: documents
            .chain(corpus.lexicon.iter().map(|file| of_file("lexicon", file)))
            .chain(corpus.decisions.iter().map(|file| of_file("decisions", file)))
            .chain(vectors)
            .chain(model)
            .collect(),
        learned: None,
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// An outcome with what is needed to name places in it.
pub(super) struct Builder<'o> {
    pub(super) outcome: &'o Outcome,
    offsets: Vec<CharOffsets<'o>>,
}

impl<'o> Builder<'o> {
    fn new(outcome: &'o Outcome) -> Self {
        let offsets = outcome.documents.iter().map(|d| CharOffsets::new(&d.text)).collect();
        Self { outcome, offsets }
    }

    pub(super) fn id(&self, at: ClauseRef) -> String {
        self.outcome.trees[at.document_index()].clauses[at.clause_index()]
            .id
            .to_string()
    }

    pub(super) fn ids(&self, clauses: &[ClauseRef]) -> Vec<String> {
        clauses.iter().map(|&c| self.id(c)).collect()
    }

    pub(super) fn document_id(&self, index: usize) -> String {
        self.outcome
            .documents
            .get(index)
            .map_or_else(String::new, |d| d.id.to_string())
    }

    pub(super) fn span(&self, document: usize, span: Span) -> SpanView {
        let (start, end) = self.offsets[document].span(span);
        SpanView { start, end }
    }

    pub(super) fn lineage_id(&self, index: usize) -> Option<String> {
        self.outcome.lineages.lineages.get(index).map(|l| l.id.to_string())
    }

    pub(super) fn track(&self, index: usize) -> String {
        self.outcome
            .analysis
            .tracks
            .get(index)
            .map_or_else(String::new, |t| t.name.clone())
    }

    pub(super) fn topic(&self, index: usize) -> Option<String> {
        self.outcome.analysis.topics.get(index).map(|t| t.name.clone())
    }

    pub(super) fn text(&self, document: usize, span: Span) -> String {
        span.of(&self.outcome.documents[document].text).to_owned()
    }

    fn documents(&self) -> Vec<DocumentView> {
        let pairs = self.outcome.documents.iter().zip(&self.outcome.trees);
        pairs.enumerate().map(|(i, (d, t))| self.document(i, d, t)).collect()
    }

    fn document(&self, index: usize, document: &Document, tree: &ClauseTree) -> DocumentView {
        let Metadata {
            title, track, status, ..
        } = &document.metadata;
        let about = &document.metadata;
        let diagnostics = document.diagnostics.iter().chain(&tree.diagnostics);
        DocumentView {
            id: document.id.to_string(),
            title: title.value.clone(),
            date: value(&about.date),
            issuer: value(&about.issuer),
            jurisdiction: value(&about.jurisdiction),
            level: about.level.as_ref().map(|l| l.value.name().to_owned()),
            track: track.value.clone(),
            number: value(&about.number),
            status: status.value.name().into(),
            effective_from: value(&about.effective_from),
            effective_to: value(&about.effective_to),
            period: about.period.as_ref().map(|p| p.value),
            lead: value(&about.lead),
            facts: self.facts(index, about),
            source: document.origin.path.clone(),
            source_format: document.origin.format.name().into(),
            reader: document.origin.reader.clone(),
            sha256: document.origin.sha256.clone(),
            encoding: document.origin.encoding.clone(),
            citations: self.citations(index, about),
            scope: self.scope(index),
            diagnostics: diagnostics.map(|d| self.diagnostic(index, d)).collect(),
            clauses: (0..tree.clauses.len()).map(|c| self.clause(index, tree, c)).collect(),
        }
    }

    fn scope(&self, document: usize) -> ScopeView {
        let Some(scope) = self.outcome.analysis.scopes.iter().find(|s| s.document == document) else {
            return ScopeView::default();
        };
        let topics = scope.topics.iter().enumerate();
        ScopeView {
            focus: scope.focus.iter().filter_map(|&t| self.topic(t)).collect(),
            topics: topics
                .filter_map(|(t, c)| Some((self.topic(t)?, c.name().to_owned())))
                .collect(),
            reason: (&scope.reason).into(),
        }
    }

    fn facts(&self, document: usize, about: &Metadata) -> Vec<FactView> {
        let rows = [
            ("title", Some(about.title.basis)),
            ("issuer", about.issuer.as_ref().map(|f| f.basis)),
            ("number", about.number.as_ref().map(|f| f.basis)),
            ("date", about.date.as_ref().map(|f| f.basis)),
            ("effective_from", about.effective_from.as_ref().map(|f| f.basis)),
            ("effective_to", about.effective_to.as_ref().map(|f| f.basis)),
            ("period", about.period.as_ref().map(|f| f.basis)),
            ("jurisdiction", about.jurisdiction.as_ref().map(|f| f.basis)),
            ("level", about.level.as_ref().map(|f| f.basis)),
            ("status", Some(about.status.basis)),
            ("track", Some(about.track.basis)),
            ("lead", about.lead.as_ref().map(|f| f.basis)),
        ];
        let view = |(field, basis): (&str, Basis)| FactView {
            field: field.into(),
            basis: basis_name(basis).into(),
            span: match basis {
                Basis::Text(span) => Some(self.span(document, span)),
                _ => None,
            },
        };
        rows.into_iter().filter_map(|(f, b)| Some(view((f, b?)))).collect()
    }

    fn citations(&self, document: usize, about: &Metadata) -> Vec<CitationView> {
        let view = |c: &crate::document::Citation| CitationView {
            title: c.title.clone(),
            number: c.number.clone(),
            role: citation_role_name(c.role).into(),
            span: self.span(document, c.span),
        };
        about.citations.iter().map(view).collect()
    }

    fn diagnostic(&self, document: usize, diagnostic: &Diagnostic) -> DiagnosticView {
        DiagnosticView {
            severity: severity_name(diagnostic.severity).into(),
            code: diagnostic.code.into(),
            span: diagnostic.span.map(|s| self.span(document, s)),
            message: (&diagnostic.message).into(),
        }
    }

    fn clause(&self, document: usize, tree: &ClauseTree, index: usize) -> ClauseView {
        let clause = &tree.clauses[index];
        let heading = |i: usize| self.text(document, tree.clauses[i].span).trim().to_owned();
        let agencies = clause.agencies.iter().map(|a| AgencyView {
            name: self.text(document, a.span),
            role: agency_role_name(a.role).into(),
            span: self.span(document, a.span),
        });
        let parts = clause.parts.iter().map(|p| PartView {
            id: p.id.to_string(),
            text: self.text(document, p.span),
            span: self.span(document, p.span),
        });
        ClauseView {
            id: clause.id.to_string(),
            parent: clause.parent.map(|p| tree.clauses[p].id.to_string()),
            kind: clause.kind.name().into(),
            form: clause.form.name().into(),
            label: clause.label.map(|s| self.text(document, s)),
            depth: clause.depth,
            path: tree
                .ancestors(index)
                .into_iter()
                .map(heading)
                .filter(|h| !h.is_empty())
                .collect(),
            text: self.text(document, clause.span),
            span: self.span(document, clause.span),
            agencies: agencies.collect(),
            parts: parts.collect(),
        }
    }
}

fn value<T: ToString>(fact: &Option<Fact<T>>) -> Option<String> {
    fact.as_ref().map(|f| f.value.to_string())
}

fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Manifest => "manifest",
        Basis::Text(_) => "text",
        Basis::FileName => "file-name",
        Basis::Inferred => "inferred",
    }
}

pub(super) fn citation_role_name(role: CitationRole) -> &'static str {
    match role {
        CitationRole::Basis => "basis",
        CitationRole::Replaces => "replaces",
        CitationRole::Mention => "mention",
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
    }
}

pub(super) fn agency_role_name(role: AgencyRole) -> &'static str {
    match role {
        AgencyRole::Lead => "lead",
        AgencyRole::Responsible => "responsible",
        AgencyRole::Support => "support",
    }
}
