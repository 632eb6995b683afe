//! Why two clauses are linked, or are not: signals, shared words, rivals, refused candidates; and the scorer's weights.
//!
//! Everything shown was recorded when the links were made; nothing is scored anew.

use super::texts::{Texts, brief};
use super::view::{LinkView, RivalView, View};
use super::words;
use crate::align::Refusal;
use crate::align::scorer::{Layer, Scorer};
use crate::align::signals::{SIGNALS, meaning};
use crate::ids::ClauseRef;
use crate::lang::{Bilingual, Lang};
use crate::pipeline::Outcome;
use serde_json::{Value, json};
use std::fmt::Write;

/// Refused candidates told for one clause.
const NEAREST: usize = 3;

/// What is known about one clause, or about two.
pub struct Explanation<'v> {
    view: &'v View,
    outcome: &'v Outcome,
    texts: Texts<'v>,
    clauses: Vec<(usize, usize)>,
}

/// A clause id that the series does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no clause {id}")]
pub struct UnknownClause {
    /// As asked for.
    pub id: String,
    /// Up to three ids of the series that look like it, in reading order.
    pub near: Vec<String>,
}

impl<'v> Explanation<'v> {
    /// Looks up one clause, or two; the first two count.
    ///
    /// # Errors
    /// The first id that the series does not hold.
    pub fn new(view: &'v View, outcome: &'v Outcome, ids: &[String]) -> Result<Self, UnknownClause> {
        let texts = Texts::new(view);
        let find = |id: &String| texts.find(id).ok_or_else(|| unknown(view, id));
        let clauses = ids.iter().take(2).map(find).collect::<Result<_, _>>()?;
        Ok(Self {
            view,
            outcome,
            texts,
            clauses,
        })
    }

    /// Links of the one clause, likeliest first, or between the two.
    fn links(&self) -> Vec<&'v LinkView> {
        let ids: Vec<&str> = self.clauses.iter().map(|&at| self.id(at)).collect();
        let wanted = |link: &&LinkView| ids.iter().all(|id| link.old == *id || link.new == *id);
        let mut links: Vec<&LinkView> = self.view.links.iter().filter(wanted).collect();
        links.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        links
    }

    /// Refused candidates of the one clause, likeliest first, or the refusal between the two.
    fn refused(&self) -> Vec<&'v Refusal> {
        let at = |(d, c): (usize, usize)| ClauseRef::new(d, c);
        let all = self.outcome.alignment.refused.iter();
        let mut found: Vec<&Refusal> = match *self.clauses.as_slice() {
            [one] => all.filter(|r| r.clause == at(one)).collect(),
            [a, b, ..] => all
                .filter(|r| (r.clause, r.candidate) == (at(a), at(b)) || (r.clause, r.candidate) == (at(b), at(a)))
                .take(1)
                .collect(),
            [] => Vec::new(),
        };
        found.sort_by(|a, b| {
            b.probability
                .total_cmp(&a.probability)
                .then(a.candidate.cmp(&b.candidate))
        });
        found.truncate(NEAREST);
        found
    }

    fn id(&self, (d, c): (usize, usize)) -> &'v str {
        &self.view.documents[d].clauses[c].id
    }

    fn text(&self, id: &str) -> String {
        self.texts.find(id).map(|at| self.texts.extent(at)).unwrap_or_default()
    }

    fn name(&self, at: ClauseRef) -> &'v str {
        self.id((at.document_index(), at.clause_index()))
    }

    /// As lines for a terminal.
    pub fn show(&self, lang: Lang) -> String {
        let mut page = Page::new(lang);
        for &at in &self.clauses {
            let heading = self.texts.path(at);
            page.line(0, format!("{}  {}", self.id(at), brief(&self.texts.extent(at))));
            if !heading.is_empty() {
                page.line(1, heading);
            }
        }
        let (links, refused) = (self.links(), self.refused());
        if links.is_empty() {
            page.say(0, "没有对应", "no link");
        }
        links.iter().for_each(|link| self.link(&mut page, link));
        if !refused.is_empty() {
            page.say(0, "最接近而落选的：", "nearest that were refused:");
        } else if links.is_empty() {
            page.say(
                0,
                "不在候选之中：字面上的共同之处太少，没有打分",
                "not among the candidates: too little in common to be scored",
            );
        }
        for refusal in refused {
            let why = words::word(refusal.reason.name());
            let other = self.name(refusal.candidate);
            let text = brief(&self.text(other));
            page.line(
                1,
                format!("{other}  p {:.2}  {}  {text}", refusal.probability, why.get(lang)),
            );
        }
        page.text
    }

    fn link(&self, page: &mut Page, link: &LinkView) {
        let relation = match (link.relation.as_ref(), page.lang) {
            ("same", Lang::Zh) => "同一措施",
            ("same", Lang::En) => "same measure",
            (_, Lang::Zh) => "相关",
            (_, Lang::En) => "related",
        };
        page.line(0, String::new());
        page.line(
            0,
            format!("{} ↔ {}  {relation}  p {:.2}", link.old, link.new, link.probability),
        );
        page.line(1, brief(&self.text(&link.old)));
        page.line(1, brief(&self.text(&link.new)));
        if let Some(decision) = &link.decision {
            let words = [Some(&decision.by), decision.on.as_ref(), decision.note.as_ref()];
            let said: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
            let said = said.join(" · ");
            page.say(
                1,
                &format!("由审阅者判定：{said}"),
                &format!("decided by a reviewer: {said}"),
            );
        }
        page.say(
            1,
            "信号（值，对得分的贡献）：",
            "signals (value, contribution to the score):",
        );
        let mut signals: Vec<_> = link.signals.iter().collect();
        signals.sort_by(|a, b| b.1.contribution.total_cmp(&a.1.contribution).then(a.0.cmp(b.0)));
        for (name, signal) in signals {
            let meaning = meaning(name).map(|m| m.get(page.lang).to_owned()).unwrap_or_default();
            page.line(
                2,
                format!("{:+.2}  {:.3}  {name}  {meaning}", signal.contribution, signal.value),
            );
        }
        if !link.evidence.is_empty() {
            page.say(
                1,
                "共有的词句与概念（旧文位置，新文位置，按字数）：",
                "shared phrases and concepts (places in the old and new text, in characters):",
            );
        }
        for shared in &link.evidence {
            let (a, b) = (shared.old_span, shared.new_span);
            let concept = shared.concept.as_ref().map(|c| {
                let new = self.texts.find(&link.new).map(|at| self.texts.slice(at.0, b));
                format!(" = {}  [{c}]", new.unwrap_or_default())
            });
            page.line(
                2,
                format!(
                    "{}–{}  {}–{}  {}{}",
                    a.start,
                    a.end,
                    b.start,
                    b.end,
                    shared.text,
                    concept.unwrap_or_default()
                ),
            );
        }
        self.rival(page, &link.old, link.runner_up_of_old.as_ref());
        self.rival(page, &link.new, link.runner_up_of_new.as_ref());
    }

    fn rival(&self, page: &mut Page, of: &str, rival: Option<&RivalView>) {
        let (zh, en) = match rival {
            Some(r) => {
                let shown = format!("{}  p {:.2}  {}", r.clause, r.probability, brief(&self.text(&r.clause)));
                (format!("{of} 的次选：{shown}"), format!("runner-up of {of}: {shown}"))
            }
            None => (format!("{of} 没有次选"), format!("{of} has no runner-up")),
        };
        page.say(1, &zh, &en);
    }

    /// As JSON: `clauses`, `links` as in `lineage.json`, `refused`.
    pub fn json(&self) -> Vec<u8> {
        let clause = |&at: &(usize, usize)| json!({ "id": self.id(at), "path": self.texts.path(at), "text": self.texts.extent(at) });
        let refused = |r: &&Refusal| {
            json!({
                "clause": self.name(r.clause),
                "candidate": self.name(r.candidate),
                "text": self.text(self.name(r.candidate)),
                "probability": super::view::round(r.probability),
                "reason": r.reason.name(),
            })
        };
        lined(&json!({
            "clauses": self.clauses.iter().map(clause).collect::<Vec<_>>(),
            "links": self.links(),
            "refused": self.refused().iter().map(refused).collect::<Vec<_>>(),
        }))
    }
}

/// The scorer's weights with what each signal means, for a terminal.
pub fn weights(scorer: &Scorer, lang: Lang) -> String {
    let mut page = Page::new(lang);
    page.say(
        0,
        "每一层：得分 = 基值 + Σ 权重 × 信号；概率 = 1 / (1 + e^-(斜率 × 得分 + 截距))",
        "each layer: score = bias + Σ weight × signal; probability = 1 / (1 + e^-(slope × score + offset))",
    );
    for (name, about, layer) in layers(scorer) {
        page.line(0, String::new());
        page.line(
            0,
            format!(
                "{name}  {}  bias {:+.3}  slope {:.3}  offset {:+.3}",
                about.get(lang),
                layer.bias,
                layer.slope,
                layer.offset
            ),
        );
        let mut weights: Vec<_> = layer.weights.iter().collect();
        weights.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
        for (signal, weight) in weights {
            let meaning = meaning(signal).map(|m| m.get(lang).to_owned()).unwrap_or_default();
            page.line(1, format!("{weight:+8.3}  {signal}  {meaning}"));
        }
    }
    page.line(0, String::new());
    let (a, b) = (scorer.threshold.rewrite, scorer.threshold.revision);
    page.say(
        0,
        &format!("判为同一措施的概率下限：重写的政策 {a:.2}，修订的法规 {b:.2}；其下判为相关：{:.2}", scorer.related),
        &format!(
            "least probability of the same measure: rewritten policies {a:.2}, revised statutes {b:.2}; of related: {:.2}",
            scorer.related
        ),
    );
    page.text
}

/// The same as JSON: each layer with its numbers, and the meaning of every signal in both languages.
pub fn weights_json(scorer: &Scorer) -> Vec<u8> {
    let layer = |l: &Layer| json!({ "bias": l.bias, "weights": l.weights, "slope": l.slope, "offset": l.offset });
    let signals: serde_json::Map<String, Value> = SIGNALS
        .iter()
        .filter_map(|s| Some((s.name.to_owned(), meaning(s.name)?)))
        .map(|(name, m)| (name, json!({ "zh": m.zh, "en": m.en })))
        .collect();
    let layers: serde_json::Map<String, Value> = layers(scorer)
        .into_iter()
        .map(|(name, _, l)| (name.to_owned(), layer(l)))
        .collect();
    lined(&json!({
        "layers": layers,
        "threshold": { "rewrite": scorer.threshold.rewrite, "revision": scorer.threshold.revision },
        "related": scorer.related,
        "signals": signals,
    }))
}

fn layers(scorer: &Scorer) -> [(&'static str, Bilingual, &Layer); 4] {
    let about = Bilingual::new;
    [
        (
            "rewrite",
            about("政策被重写时", "where policies are rewritten"),
            &scorer.rewrite,
        ),
        (
            "codebook",
            about(
                "另有编码本时，读 rewrite 的得分",
                "where there is a codebook; reads the score of rewrite",
            ),
            &scorer.codebook,
        ),
        (
            "model",
            about(
                "系列自带嵌入模型时，加于 rewrite",
                "where the series names an embedding model, added to rewrite",
            ),
            &scorer.model,
        ),
        (
            "revision",
            about("法规被修订时", "where a text is revised"),
            &scorer.revision,
        ),
    ]
}

pub(super) fn unknown(view: &View, id: &str) -> UnknownClause {
    let tail = id.rsplit('/').next().unwrap_or(id);
    let all = view.documents.iter().flat_map(|d| &d.clauses).map(|c| c.id.as_str());
    let near = all.filter(|known| known.starts_with(id) || known.rsplit('/').next() == Some(tail));
    UnknownClause {
        id: id.to_owned(),
        near: near.take(3).map(str::to_owned).collect(),
    }
}

fn lined(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

/// Lines in one language.
struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    fn new(lang: Lang) -> Self {
        Self {
            lang,
            text: String::new(),
        }
    }

    fn line(&mut self, depth: usize, line: String) {
        let indent = depth * 2;
        writeln!(self.text, "{:indent$}{}", "", line.trim_end()).expect("writing to a string cannot fail");
    }

    fn say(&mut self, depth: usize, zh: &str, en: &str) {
        let line = if self.lang == Lang::Zh { zh } else { en };
        self.line(depth, line.to_owned());
    }
}
