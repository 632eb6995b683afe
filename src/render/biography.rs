//! The life of one measure: every wording in time order, what changed in each, and why it is absent where it is.

use super::explanation::{UnknownClause, unknown};
use super::query::escape;
use super::texts::{At, Texts, brief};
use super::view::{EditOpView, EventView, FateView, LineageView, LinkView, NearestView, View};
use super::{printable, words};
use crate::lang::{Bilingual, Lang};
use serde_json::json;
use std::fmt::Write;

/// How a biography is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// For a terminal: depth by indent, changes between `[-` `-]` and `{+` `+}` as wdiff has them.
    Plain,
    /// Markdown: depth by lists, changes struck through or bold.
    Markdown,
}

/// One measure through all documents.
pub struct Biography<'v> {
    view: &'v View,
    texts: Texts<'v>,
    lineage: &'v LineageView,
}

impl<'v> Biography<'v> {
    /// Looks up a lineage by its own id, or by the id of a clause in it; the id of a part counts for its clause.
    ///
    /// # Errors
    /// No lineage has that id or holds such a clause: a heading has none of its own.
    pub fn new(view: &'v View, id: &str) -> Result<Self, UnknownClause> {
        let clauses = || view.documents.iter().flat_map(|d| &d.clauses);
        let of_part = clauses()
            .find(|c| c.parts.iter().any(|p| p.id == id))
            .map(|c| c.id.as_str());
        let clause = of_part.unwrap_or(id);
        let holder = |l: &&LineageView| l.clauses.iter().any(|c| c == clause);
        let lineages = || view.lineages.iter();
        let found = lineages().find(holder).or_else(|| lineages().find(|l| l.id == id));
        let lineage = found.ok_or_else(|| no_lineage(view, id))?;
        let texts = Texts::new(view);
        Ok(Self { view, texts, lineage })
    }

    /// As lines for a terminal.
    pub fn show(&self, lang: Lang) -> String {
        self.page(lang, Layout::Plain)
    }

    /// As Markdown.
    pub fn markdown(&self, lang: Lang) -> String {
        self.page(lang, Layout::Markdown)
    }

    /// As one line of JSON: `lineage` as in `lineage.json`; `wordings`, each with `id`, `document`, `path` and `text`;
    /// `links` between them, as in `lineage.json`.
    pub fn json(&self) -> Vec<u8> {
        let wordings = self.lineage.clauses.iter().filter_map(|id| self.texts.find(id)).map(|at| {
            let (clause, text) = (&self.view.documents[at.0].clauses[at.1], self.texts.extent(at));
            json!({ "id": clause.id, "document": self.view.documents[at.0].id, "path": self.texts.path(at), "text": text })
        });
        let inside = |id: &String| self.lineage.clauses.contains(id);
        let links = self.view.links.iter().filter(|l| inside(&l.old) && inside(&l.new));
        let all = json!({
            "lineage": self.lineage,
            "wordings": wordings.collect::<Vec<_>>(),
            "links": links.collect::<Vec<_>>(),
        });
        format!("{all}\n").into_bytes()
    }

    fn page(&self, lang: Lang, layout: Layout) -> String {
        let mut page = Page {
            lang,
            layout,
            text: String::new(),
        };
        self.head(&mut page);
        for document in 0..self.view.documents.len() {
            self.chapter(&mut page, document);
        }
        page.text
    }

    fn head(&self, page: &mut Page) {
        let LineageView { id, name, topic, .. } = self.lineage;
        page.heading(1, &format!("{name}  {id}"));
        if let Some(topic) = topic {
            page.say(0, &Bilingual::new(format!("专题：{topic}"), format!("topic: {topic}")));
        }
        for fate in &self.lineage.fates {
            let FateView {
                track,
                confidence,
                reason,
                ..
            } = fate;
            let kind = words::fate(&fate.kind);
            page.say(
                0,
                &Bilingual::new(
                    format!("{track}：{}，{}（把握 {confidence:.2}）", kind.zh, reason.zh),
                    format!("{track}: {}, {} (confidence {confidence:.2})", kind.en, reason.en),
                ),
            );
        }
        if let Some(trend) = &self.lineage.trend {
            for strength in &trend.components {
                self.strength(page, 0, ("力度，末次比首次", "strength, last against first"), strength);
            }
        }
    }

    fn chapter(&self, page: &mut Page, number: usize) {
        let document = &self.view.documents[number];
        let date = document.date.as_deref().unwrap_or("?");
        page.heading(
            2,
            &format!("{}  {}  {date}  {}", document.id, document.title, document.track),
        );
        let places: Vec<At> = self
            .lineage
            .clauses
            .iter()
            .filter_map(|id| self.texts.find(id))
            .collect();
        let here: Vec<At> = places.iter().copied().filter(|at| at.0 == number).collect();
        for &at in &here {
            self.wording(page, at);
        }
        let events: Vec<&EventView> = self.lineage.events.iter().filter(|e| e.to == document.id).collect();
        for event in &events {
            self.event(page, event);
        }
        if here.is_empty() && events.is_empty() {
            let before = places.first().is_some_and(|first| number < first.0);
            let (zh, en) = if before {
                ("尚未出现", "not yet")
            } else {
                ("没有对应", "nothing answers to it")
            };
            page.say(0, &Bilingual::new(zh, en));
        }
    }

    /// One wording, and what changed from the wordings that it answers to.
    fn wording(&self, page: &mut Page, at: At) {
        let clause = &self.view.documents[at.0].clauses[at.1];
        page.item(0, &format!("{}  {}", clause.id, self.texts.path(at)));
        page.quote(1, self.texts.extent(at).trim());
        let agencies = self
            .texts
            .upwards(at)
            .flat_map(|(d, c)| &self.view.documents[d].clauses[c].agencies);
        let names: Vec<&str> = agencies.map(|a| a.name.as_str()).collect();
        if !names.is_empty() {
            let (zh, en) = (names.join("、"), names.join(", "));
            page.say(
                1,
                &Bilingual::new(format!("责任单位：{zh}"), format!("responsible: {en}")),
            );
        }
        let earlier =
            |l: &&LinkView| l.relation == "same" && l.new == clause.id && self.lineage.clauses.contains(&l.old);
        let links: Vec<&LinkView> = self.view.links.iter().filter(earlier).collect();
        // Of several earlier documents the last is what a reader compares with.
        let last = links
            .iter()
            .filter_map(|l| self.texts.find(&l.old))
            .map(|at| at.0)
            .max();
        for link in links {
            if let Some(old) = self.texts.find(&link.old).filter(|old| Some(old.0) == last) {
                self.change(page, link, old, at);
            }
        }
    }

    fn change(&self, page: &mut Page, link: &LinkView, old: At, new: At) {
        let change = &link.change;
        let kind = words::event(&change.kind);
        let (p, kept, inherited) = (
            link.probability,
            change.kept_share * 100.0,
            change.inherited_share * 100.0,
        );
        page.say(
            1,
            &Bilingual::new(
                format!("对应 {}（{}，概率 {p:.2}；旧文留存 {kept:.0}%，新文沿用 {inherited:.0}%）", link.old, kind.zh),
                format!(
                    "answers to {} ({}, probability {p:.2}; {kept:.0} % of the old text kept, {inherited:.0} % of the new inherited)",
                    link.old, kind.en
                ),
            ),
        );
        if change.kind != "unchanged" && change.layout == "inline" {
            let diff = change.edits.iter().map(|edit| {
                let (gone, come) = (self.texts.slice(old.0, edit.old), self.texts.slice(new.0, edit.new));
                let blank = gone.trim().is_empty() && come.trim().is_empty();
                match edit.op {
                    // Blanks are no change of wording.
                    _ if blank => page.clean(&come),
                    EditOpView::Kept => page.clean(&come),
                    EditOpView::Removed => page.removed(&gone),
                    EditOpView::Added => page.added(&come),
                }
            });
            let diff: String = diff.collect();
            page.raw(2, &diff);
        } else if change.kind != "unchanged" {
            let shared: Vec<&str> = link.evidence.iter().map(|e| e.text.as_ref()).collect();
            let (zh, en) = (shared.join("、"), shared.join(", "));
            page.say(
                2,
                &Bilingual::new(format!("共有词句：{zh}"), format!("shared phrases: {en}")),
            );
        }
        for strength in &change.strength {
            self.strength(page, 2, ("力度", "strength"), strength);
        }
        if let Some(moved) = &change.moved {
            let (from, to) = (&moved.from, &moved.to);
            page.say(
                2,
                &Bilingual::new(format!("移位：{from} → {to}"), format!("moved: {from} → {to}")),
            );
        }
    }

    fn strength(&self, page: &mut Page, depth: usize, head: (&str, &str), found: &super::view::StrengthView) {
        let (component, direction) = (words::word(&found.component), words::word(&found.direction));
        let (old, new) = (found.old.join("、"), found.new.join("、"));
        page.say(
            depth,
            &Bilingual::new(
                format!("{}：{}{}（{old} → {new}）", head.0, component.zh, direction.zh),
                format!("{}: {} {} ({old} → {new})", head.1, component.en, direction.en),
            ),
        );
    }

    fn event(&self, page: &mut Page, event: &EventView) {
        let kind = words::event(&event.kind);
        let (zh_note, en_note) = event.note.as_ref().map_or_else(Default::default, |note| {
            (format!("；{}", note.zh), format!("; {}", note.en))
        });
        let (zh_into, en_into) = match (&event.into, &event.out_of) {
            (Some(into), _) if event.kind == "related" => (format!("，见沿革 {into}"), format!(", see lineage {into}")),
            (Some(into), _) => (
                format!("，在沿革 {into} 中继续"),
                format!(", goes on in lineage {into}"),
            ),
            (None, Some(from)) => (format!("，见沿革 {from}"), format!(", see lineage {from}")),
            (None, None) => Default::default(),
        };
        let (track, sure) = (&event.track, event.confidence);
        let (from, old) = (event.from.as_deref().unwrap_or(""), event.old.join("、"));
        let before = match (from.is_empty(), event.new.is_empty()) {
            (true, _) => (String::new(), String::new()),
            (false, true) => (format!("（{old}）"), format!(" ({old})")),
            (false, false) => (format!("（自 {from}）"), format!(" (from {from})")),
        };
        page.say(
            0,
            &Bilingual::new(
                format!("{track}：{}{}{zh_into}，把握 {sure:.2}{zh_note}", kind.zh, before.0),
                format!(
                    "{track}: {}{}{en_into}, confidence {sure:.2}{en_note}",
                    kind.en, before.1
                ),
            ),
        );
        for near in &event.nearest {
            let NearestView {
                clause,
                candidate,
                probability,
                reason,
            } = near;
            let why = words::word(reason);
            let text = self
                .texts
                .find(candidate)
                .map(|at| brief(&self.texts.extent(at)))
                .unwrap_or_default();
            page.say(
                1,
                &Bilingual::new(
                    format!(
                        "{clause} 最接近而落选：{candidate}，概率 {probability:.2}，{}：{text}",
                        why.zh
                    ),
                    format!(
                        "nearest refused to {clause}: {candidate}, probability {probability:.2}, {}: {text}",
                        why.en
                    ),
                ),
            );
        }
    }
}

/// What to say of an id that no lineage has: for a heading, the lineages below it.
fn no_lineage(view: &View, id: &str) -> UnknownClause {
    let below = format!("{id}/");
    let is_told = |clause: &str| view.lineages.iter().any(|l| l.clauses.iter().any(|c| c == clause));
    let clauses = view.documents.iter().flat_map(|d| &d.clauses).map(|c| &c.id);
    let told = clauses.filter(|c| c.starts_with(&below) && is_told(c));
    let mut near: Vec<String> = told.take(3).cloned().collect();
    if near.is_empty() {
        near = unknown(view, id).near;
    }
    UnknownClause {
        id: id.to_owned(),
        near,
    }
}

/// Lines of one language and layout.
struct Page {
    lang: Lang,
    layout: Layout,
    text: String,
}

impl Page {
    fn heading(&mut self, level: usize, text: &str) {
        let text = self.clean(text);
        let line = match self.layout {
            Layout::Plain if level == 1 => text,
            Layout::Plain => format!("\n{text}"),
            Layout::Markdown => format!("\n{} {text}\n", "#".repeat(level)),
        };
        self.line(line.trim_end_matches('\n'));
    }

    fn say(&mut self, depth: usize, text: &Bilingual) {
        let text = text.get(self.lang).to_owned();
        self.item(depth, &text);
    }

    fn item(&mut self, depth: usize, text: &str) {
        let text = self.clean(text);
        self.raw(depth, &text);
    }

    /// A line whose text is already fit for the layout.
    fn raw(&mut self, depth: usize, text: &str) {
        let line = match self.layout {
            Layout::Plain => format!("{:1$}{text}", "", 2 + depth * 2),
            Layout::Markdown => format!("{:1$}- {text}", "", depth * 2),
        };
        self.line(&line);
    }

    fn quote(&mut self, depth: usize, text: &str) {
        let text = self.clean(text);
        match self.layout {
            Layout::Plain => self.raw(depth, &text),
            Layout::Markdown => self.line(&format!("\n{:1$}> {text}\n", "", depth * 2)),
        }
    }

    fn line(&mut self, line: &str) {
        writeln!(self.text, "{}", line.trim_end_matches(' ')).expect("writing to a string cannot fail");
    }

    fn clean(&self, text: &str) -> String {
        match self.layout {
            Layout::Plain => printable(text),
            Layout::Markdown => escape(text),
        }
    }

    fn removed(&self, text: &str) -> String {
        let text = self.clean(text);
        match self.layout {
            _ if text.is_empty() => text,
            Layout::Plain => format!("[-{text}-]"),
            Layout::Markdown => format!("~~{text}~~"),
        }
    }

    fn added(&self, text: &str) -> String {
        let text = self.clean(text);
        match self.layout {
            _ if text.is_empty() => text,
            Layout::Plain => format!("{{+{text}+}}"),
            Layout::Markdown => format!("**{text}**"),
        }
    }
}
