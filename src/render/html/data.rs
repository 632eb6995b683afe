//! The compact data that the page's script draws from: lists instead of named fields, numbers instead of ids.
//!
//! Not a public format; `lineage.json` is. Offsets inside texts are UTF-16 code units, as the script counts.

use super::compose::Parts;
use super::picture::Picture;
use super::review;
use super::thread::other_ends;
use crate::render::texts::{At, Texts};
use crate::render::view::{
    AgencyWorkView, EditOpView, EventView, FateView, InstrumentView, LineageView, LinkView, NearestView, SpanView,
    StrengthView, TargetView, View,
};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Links above which not all are told with their reasons. Twelve reports on the work of government (27,485 links, 1,488
/// measures) make 6.1 MB with all and 4.1 MB with those that a biography compares, and open 0.2 s later.
const FULL_LINKS: usize = 20_000;

/// Builds the data, as JSON.
pub(super) fn data(view: &View, texts: &Texts, picture: &Picture) -> String {
    let packer = Packer::new(view, texts);
    let full = packer.told_in_full();
    let clauses = Clauses::new(&packer, picture);
    let drawn = picture.drawn.iter().flat_map(|d| &d.sheet.strands);
    let mut data = Record::default();
    data.list("ag", &view.agencies, |a| Some(packer.agency(a)));
    data.list("b", &picture.chapters.all, |c| Some(json!([c.document, c.name])));
    data.list("c", &clauses.all, |&at| Some(clauses.row(at)));
    data.list("docs", &indices(&view.documents), |&d| Some(packer.document(d)));
    data.list("is", &view.instruments, |i| packer.instrument(i));
    data.value("key", &json!(review::key(view)));
    data.list("l", &indices(&view.links), |&l| packer.link(l, full.as_ref()));
    data.list("m", &view.lineages, |l| Some(packer.lineage(l)));
    data.list("rv", &view.screens, |s| packer.screen(s));
    data.value("s", &json!(drawn.map(|s| &s.lineages).collect::<Vec<_>>()));
    data.value("series", &json!(view.series.id));
    data.value("sig", &json!(packer.signals.keys().collect::<Vec<_>>()));
    data.list("tg", &view.targets, |t| packer.target(t));
    data.value("title", &json!(view.series.title));
    data.value("version", &json!(view.generator.version));
    data.finish()
}

fn indices<T>(list: &[T]) -> Vec<usize> {
    (0..list.len()).collect()
}

/// A JSON object that is written field by field, so that its values never stand in memory together.
#[derive(Default)]
struct Record(String);

impl Record {
    /// Elements of a list that one thread writes at a time; any number gives the same text.
    const TOGETHER: usize = 512;

    fn name(&mut self, name: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(&format!("\"{name}\":"));
    }

    fn value(&mut self, name: &str, value: &Value) {
        self.name(name);
        self.0.push_str(&value.to_string());
    }

    /// A list of what `write` makes of the elements, side by side and in order; `None` is left out.
    fn list<T: Sync>(&mut self, name: &str, list: &[T], write: impl Fn(&T) -> Option<Value> + Sync) {
        self.name(name);
        let stretch = |part: &[T]| {
            let values = part.iter().filter_map(&write).map(|value| value.to_string());
            values.collect::<Vec<_>>().join(",")
        };
        let parts: Vec<String> = list.par_chunks(Self::TOGETHER).map(stretch).collect();
        self.0.push('[');
        let mut parts = parts.iter().filter(|part| !part.is_empty());
        if let Some(first) = parts.next() {
            self.0.push_str(first);
        }
        for part in parts {
            self.0.push(',');
            self.0.push_str(part);
        }
        self.0.push(']');
    }

    fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// Puts parts of a view into the page's short form.
pub(super) struct Packer<'a> {
    pub(super) view: &'a View,
    pub(super) texts: &'a Texts<'a>,
    starts: Vec<usize>,
    places: BTreeMap<&'a str, usize>,
    signals: BTreeMap<&'a str, usize>,
}

impl<'a> Packer<'a> {
    fn new(view: &'a View, texts: &'a Texts<'a>) -> Self {
        let mut starts = Vec::new();
        let mut next = 0;
        for document in &view.documents {
            starts.push(next);
            next += document.clauses.len();
        }
        // Ids of documents are their own.
        let places = view
            .documents
            .iter()
            .enumerate()
            .map(|(d, document)| (document.id.as_str(), d));
        let names: BTreeSet<&str> = view
            .links
            .iter()
            .flat_map(|l| l.signals.iter().map(|(name, _)| name))
            .collect();
        let signals = names.into_iter().enumerate().map(|(i, n)| (n, i)).collect();
        Self {
            view,
            texts,
            starts,
            places: places.collect(),
            signals,
        }
    }

    /// Number of a clause among all of the series.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.texts.find(id).map(|at| self.starts[at.0] + at.1)
    }

    fn numbers(&self, ids: &[String]) -> Vec<usize> {
        ids.iter().filter_map(|id| self.number(id)).collect()
    }

    fn agency(&self, agency: &AgencyWorkView) -> Value {
        let clauses: BTreeSet<usize> = agency.uses.iter().filter_map(|u| self.number(&u.clause)).collect();
        json!([agency.name, clauses])
    }

    fn target(&self, target: &TargetView) -> Option<Value> {
        let clause = self.number(&target.clause)?;
        Some(json!([clause, target.text, target.name, target.year]))
    }

    fn instrument(&self, used: &InstrumentView) -> Option<Value> {
        let clause = self.number(&used.clause)?;
        Some(json!([clause, used.kind, used.subtype.zh, used.subtype.en]))
    }

    fn place(&self, id: Option<&str>) -> Option<usize> {
        let id = id?;
        self.places.get(id).copied()
    }

    fn document(&self, index: usize) -> Value {
        let document = &self.view.documents[index];
        json!({
            "id": document.id,
            "title": document.title,
            "date": document.date,
            "track": document.track,
            "status": document.status,
            "at": self.starts[index],
            "n": document.clauses.len(),
        })
    }

    /// Clauses whose whole text is compared somewhere.
    fn compared(&self) -> BTreeSet<At> {
        let links = self.view.links.iter().flat_map(|l| [&l.old, &l.new]);
        let lineages = self.view.lineages.iter().flat_map(|l| &l.clauses);
        let screens = self.view.screens.iter().map(|s| &s.clause);
        let all = links.chain(lineages).chain(screens);
        all.filter_map(|id| self.texts.find(id)).collect()
    }

    /// What every link tells: its ends, how sure it is, and four facts as bits.
    fn link(&self, index: usize, full: Option<&BTreeSet<usize>>) -> Option<Value> {
        let link = &self.view.links[index];
        if link.relation != "same" {
            return None;
        }
        let (old, new) = (self.number(&link.old)?, self.number(&link.new)?);
        let flags = [
            link.change.kind == "unchanged",
            link.change.moved.is_some(),
            link.decision.is_some(),
            link.change.layout == "two-columns",
        ];
        let flags = flags.iter().rev().fold(0, |sum, &f| sum * 2 + u8::from(f));
        let mut row = vec![json!(old), json!(new), json!(short(link.probability)), json!(flags)];
        if full.is_none_or(|f| f.contains(&index)) {
            row.extend(self.reasons(link)?);
        }
        Some(Value::Array(row))
    }

    /// Links that are told with all their reasons: all of a short series; of a long one each clause's best link to the
    /// newest document before it in its lineage, which is what a biography compares.
    fn told_in_full(&self) -> Option<BTreeSet<usize>> {
        if self.view.links.len() <= FULL_LINKS {
            return None;
        }
        let lineages = self.view.lineages.iter().enumerate();
        let home: BTreeMap<&str, usize> = lineages
            .flat_map(|(i, l)| l.clauses.iter().map(move |c| (c.as_str(), i)))
            .collect();
        let mut best: BTreeMap<&str, (usize, f64, usize)> = BTreeMap::new();
        for (index, link) in self.view.links.iter().enumerate() {
            let inside = home
                .get(link.old.as_str())
                .is_some_and(|l| home.get(link.new.as_str()) == Some(l));
            let Some(at) = self.texts.find(&link.old).filter(|_| inside && link.relation == "same") else {
                continue;
            };
            let found = best.entry(&link.new).or_insert((at.0, link.probability, index));
            if (at.0, link.probability) > (found.0, found.1) {
                *found = (at.0, link.probability, index);
            }
        }
        Some(best.into_values().map(|b| b.2).collect())
    }

    /// Word diff, shared phrases, signals, runners-up and strength of a link.
    fn reasons(&self, link: &LinkView) -> Option<Vec<Value>> {
        let (old, new) = (self.texts.find(&link.old)?, self.texts.find(&link.new)?);
        let (a, b) = (self.ruler(old), self.ruler(new));
        let edits: Vec<Value> = link
            .change
            .edits
            .iter()
            .map(|e| edit(e.op, &a, e.old, &b, e.new))
            .collect();
        let evidence: Vec<Value> = link
            .evidence
            .iter()
            .map(|e| {
                let ((o0, o1), (n0, n1)) = (a.span(e.old_span), b.span(e.new_span));
                json!([o0, o1, n0, n1, e.concept])
            })
            .collect();
        let signals: Vec<Value> = link
            .signals
            .iter()
            .flat_map(|(name, s)| {
                [
                    json!(self.signals[name]),
                    json!(hundredths(s.value)),
                    json!(hundredths(s.contribution)),
                ]
            })
            .collect();
        let rival = |r: &Option<crate::render::view::RivalView>| {
            r.as_ref()
                .and_then(|r| Some(json!([self.number(&r.clause)?, short(r.probability)])))
        };
        let strength: Vec<Value> = link
            .change
            .strength
            .iter()
            .map(|s| json!([s.component, s.direction, s.old, s.new]))
            .collect();
        Some(vec![
            json!(short(link.similarity)),
            json!(short(link.change.kept_share)),
            json!(edits),
            json!(evidence),
            json!(signals),
            json!(rival(&link.runner_up_of_old)),
            json!(rival(&link.runner_up_of_new)),
            json!(strength),
        ])
    }

    /// Measures places within a clause.
    pub(super) fn ruler(&self, at: At) -> Ruler {
        Ruler::new(&self.texts.extent(at), self.texts.extent_span(at).start)
    }

    fn lineage(&self, lineage: &LineageView) -> Value {
        let strength = lineage.trend.as_ref().map(|t| {
            let component = |c: &StrengthView| json!([c.component, c.direction, c.old, c.new]);
            t.components.iter().map(component).collect::<Vec<_>>()
        });
        let [comes, goes] = other_ends(self.view, self.texts, lineage);
        json!([
            lineage.id,
            lineage.name,
            u8::from(lineage.lane == "measures"),
            self.numbers(&lineage.clauses),
            lineage.events.iter().map(|e| self.event(e)).collect::<Vec<_>>(),
            lineage.fates.iter().map(|f| self.fate(f)).collect::<Vec<_>>(),
            lineage.topic,
            strength,
            u8::from(comes) + 2 * u8::from(goes),
        ])
    }

    fn event(&self, event: &EventView) -> Value {
        json!([
            event.kind,
            self.place(event.from.as_deref()),
            self.place(Some(&event.to)),
            self.numbers(&event.old),
            self.numbers(&event.new),
            short(event.confidence),
            self.nearest(&event.nearest),
            event.into,
            event.note.as_ref().map(|n| [&n.zh, &n.en]),
        ])
    }

    fn fate(&self, fate: &FateView) -> Value {
        json!([
            fate.track,
            fate.kind,
            self.place(fate.last_seen.as_deref()),
            short(fate.confidence),
            fate.reason.zh,
            fate.reason.en,
            fate.into,
            self.nearest(&fate.nearest),
        ])
    }

    fn nearest(&self, nearest: &[NearestView]) -> Vec<Value> {
        let pack = |n: &NearestView| {
            let (clause, candidate) = (self.number(&n.clause)?, self.number(&n.candidate)?);
            Some(json!([clause, candidate, short(n.probability), n.reason]))
        };
        nearest.iter().filter_map(pack).collect()
    }
}

/// The clauses of all documents, with what their rows are made from.
struct Clauses<'p, 'a> {
    packer: &'p Packer<'a>,
    chapters: &'p BTreeMap<At, usize>,
    all: Vec<At>,
    compared: BTreeSet<At>,
    parts: Parts,
}

impl<'p, 'a> Clauses<'p, 'a> {
    fn new(packer: &'p Packer<'a>, picture: &'p Picture) -> Self {
        let documents = packer.view.documents.iter().enumerate();
        Self {
            packer,
            chapters: &picture.chapters.of,
            all: documents
                .flat_map(|(d, document)| (0..document.clauses.len()).map(move |c| (d, c)))
                .collect(),
            compared: packer.compared(),
            parts: Parts::new(packer.view, packer.texts),
        }
    }

    fn row(&self, at: At) -> Value {
        let clause = &self.packer.view.documents[at.0].clauses[at.1];
        let parent = clause.parent.as_deref().and_then(|p| self.packer.number(p));
        let extent = self.packer.texts.extent(at);
        // 1: the page puts it together from its parts.
        let is_whole = self.compared.contains(&at) && extent != clause.text;
        let whole = is_whole.then(|| {
            if self.parts.is_exact(at) {
                json!(1)
            } else {
                json!(extent)
            }
        });
        json!([
            clause.id,
            at.0,
            parent,
            clause.kind,
            clause.form,
            clause.depth,
            clause.text,
            whole,
            self.chapters.get(&at),
            self.parts.gap(at),
        ])
    }
}

/// Two digits are what the page shows of a signal.
fn hundredths(value: f64) -> f64 {
    (value * 1e2).round() / 1e2
}

/// Three digits are what the page shows.
fn short(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}

fn edit(op: EditOpView, a: &Ruler, old: SpanView, b: &Ruler, new: SpanView) -> Value {
    let ((o0, o1), (n0, n1)) = (a.span(old), b.span(new));
    match op {
        EditOpView::Removed => json!([1, o0, o1]),
        EditOpView::Added => json!([2, n0, n1]),
        EditOpView::Kept => json!([0, o0, o1, n0, n1]),
    }
}

/// A probability in percent.
pub(super) fn whole_percent(value: f64) -> u8 {
    (value.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// Turns places of a document into UTF-16 offsets within one clause.
pub(super) struct Ruler {
    start: usize,
    units: Vec<usize>,
}

impl Ruler {
    fn new(text: &str, start: usize) -> Self {
        let mut units = vec![0];
        let mut sum = 0;
        for c in text.chars() {
            sum += c.len_utf16();
            units.push(sum);
        }
        Self { start, units }
    }

    /// First and one past the last.
    pub(super) fn span(&self, span: SpanView) -> (usize, usize) {
        let at = |place: usize| self.units[place.saturating_sub(self.start).min(self.units.len() - 1)];
        (at(span.start), at(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rulers_count_as_the_script_does() {
        let ruler = Ruler::new("知𠀀a", 10);
        assert_eq!(ruler.span(SpanView { start: 10, end: 13 }), (0, 4));
        assert_eq!(ruler.span(SpanView { start: 11, end: 12 }), (1, 3));
        assert_eq!(ruler.span(SpanView { start: 0, end: 99 }), (0, 4));
    }
}
