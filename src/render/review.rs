//! The review queue as pages to show: each screen with its texts, their context, and what the two sides share.

use super::view::round;
use crate::align::{Pair, Relation, Signal};
use crate::decisions::{Anchor, Anchors};
use crate::ids::ClauseRef;
use crate::pipeline::Outcome;
use crate::review::{self, Screen};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Characters of a shared phrase at least; two characters are a word that any two measures may share.
const PHRASE: usize = 3;

/// A phrase that this share of all clauses has tells nothing of a pair: 1 in 10, as in the report.
const COMMON: usize = 10;

/// Fewest clauses that make a phrase common: a handful is what a lineage itself has.
const COMMON_LEAST: usize = 8;

/// One screen, ready to be shown.
#[derive(Clone, Debug)]
pub struct Page {
    /// Place in the queue, from 1.
    pub number: usize,
    /// Links that the screen is expected to make or undo.
    pub doubt: f64,
    /// The clause.
    pub clause: Side,
    /// Its likeliest partners, by document, then likeliest first.
    pub partners: Vec<Offer>,
}

/// A clause with its context.
#[derive(Clone, Debug)]
pub struct Side {
    /// Where it stands in the series.
    pub at: ClauseRef,
    /// What a decision calls it.
    pub anchor: Anchor,
    /// Title of its document.
    pub document: String,
    /// Headings that it stands under, outermost first.
    pub path: Vec<String>,
    /// The text without its number, white space as single blanks.
    pub text: String,
    /// The text before and after it.
    pub around: [String; 2],
}

/// A partner that may be the same measure.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The partner.
    pub side: Side,
    /// Probability that the two are the same measure, [0, 1].
    pub probability: f64,
    /// How they are linked now.
    pub relation: Option<Relation>,
    /// Whether a reviewer has decided on the pair.
    pub decided: bool,
    /// What the partner's text shares with the clause's: ranges of characters, in order, apart from each other.
    pub shared: Vec<Range<usize>>,
}

impl Offer {
    /// The shared phrases.
    pub fn phrases(&self) -> Vec<String> {
        let text: Vec<char> = self.side.text.chars().collect();
        self.shared.iter().map(|r| text[r.clone()].iter().collect()).collect()
    }
}

/// The pages of the queue in its order, those left out that have nothing to ask; no more than `budget`.
///
/// # Complexity
/// Linear in the texts of the series and of the pages.
pub fn pages(outcome: &Outcome, budget: Option<usize>) -> Vec<Page> {
    let anchors = Anchors::new(&outcome.documents, &outcome.trees);
    let book = Book {
        outcome,
        common: Common::of(outcome, &anchors),
        anchors,
    };
    let open = review::screens(&outcome.alignment, &outcome.trees)
        .into_iter()
        .filter(|s| s.doubt > 0.0);
    open.take(budget.unwrap_or(usize::MAX))
        .zip(1..)
        .map(|(screen, number)| book.page(&screen, number))
        .collect()
}

/// Two clauses of a page that nobody has decided, the earlier first.
struct Asked<'p> {
    page: &'p Page,
    offer: &'p Offer,
    old: &'p Side,
    new: &'p Side,
}

impl Asked<'_> {
    fn pair(&self) -> Pair {
        (self.old.at, self.new.at)
    }
}

/// The pairs of the pages that nobody has decided, in the order of the queue; each once.
fn asked(pages: &[Page]) -> Vec<Asked<'_>> {
    let mut told = BTreeSet::new();
    let all = pages
        .iter()
        .flat_map(|page| page.partners.iter().map(move |offer| (page, offer)));
    let open = all.filter(|(_, offer)| !offer.decided).map(|(page, offer)| {
        let (old, new) = if page.clause.at < offer.side.at {
            (&page.clause, &offer.side)
        } else {
            (&offer.side, &page.clause)
        };
        Asked { page, offer, old, new }
    });
    open.filter(|asked| told.insert(asked.pair())).collect()
}

/// The pairs that [`jsonl`] writes, the earlier clause first.
pub fn pairs(pages: &[Page]) -> BTreeSet<Pair> {
    asked(pages).iter().map(Asked::pair).collect()
}

/// Writes the pairs that nobody has decided as JSON lines, one pair a line, in the order of the queue, with the signals
/// that are given for them; each pair once.
///
/// A program answers by setting `verdict` and hands the lines to `yange decisions import`.
pub fn jsonl(pages: &[Page], signals: &BTreeMap<Pair, Vec<Signal>>) -> Vec<u8> {
    let mut out = Vec::new();
    for asked in asked(pages) {
        let own = signals.get(&asked.pair()).map_or(&[][..], Vec::as_slice);
        out.extend(line(&asked, own).to_string().into_bytes());
        out.push(b'\n');
    }
    out
}

fn line(&Asked { page, offer, old, new }: &Asked<'_>, signals: &[Signal]) -> Value {
    let signal = |s: &Signal| {
        let told = json!({"value": round(s.value), "contribution": round(s.contribution)});
        (s.name.to_owned(), told)
    };
    json!({
        "screen": page.number,
        "of": page.clause.anchor.clause,
        "old": old.anchor.clause,
        "new": new.anchor.clause,
        "verdict": null,
        "probability": rounded(offer.probability),
        "relation": offer.relation.map(Relation::name),
        "shared": offer.phrases(),
        "signals": signals.iter().map(signal).collect::<Map<_, _>>(),
        "texts": {"old": side(old), "new": side(new)},
    })
}

fn side(side: &Side) -> Value {
    let [before, after] = &side.around;
    json!({
        "text": side.text,
        "hash": side.anchor.hash,
        "document": side.document,
        "path": side.path,
        "before": before,
        "after": after,
    })
}

fn rounded(figure: f64) -> f64 {
    (figure * 1e4).round() / 1e4
}

struct Book<'o> {
    outcome: &'o Outcome,
    anchors: Anchors<'o>,
    common: Common,
}

impl Book<'_> {
    fn page(&self, screen: &Screen, number: usize) -> Page {
        let clause = self.side(screen.clause);
        let partners = screen.partners.iter().map(|partner| {
            let side = self.side(partner.clause);
            Offer {
                shared: self.common.shared(&clause.text, &side.text),
                probability: partner.probability,
                relation: partner.relation,
                decided: partner.decided.is_some(),
                side,
            }
        });
        Page {
            number,
            doubt: screen.doubt,
            partners: partners.collect(),
            clause,
        }
    }

    fn side(&self, at: ClauseRef) -> Side {
        let (d, c) = (at.document_index(), at.clause_index());
        let tree = &self.outcome.trees[d];
        let text = |c: usize| one_line(self.anchors.text(d, c));
        let mut path: Vec<String> = std::iter::successors(tree.clauses[c].parent, |&p| tree.clauses[p].parent)
            .map(text)
            .filter(|heading| !heading.is_empty())
            .collect();
        path.reverse();
        let sibling = |other: Option<usize>| {
            let close = other.filter(|&o| tree.clauses.get(o).is_some_and(|x| x.parent == tree.clauses[c].parent));
            close.map(text).unwrap_or_default()
        };
        Side {
            at,
            anchor: self.anchors.of(at),
            document: self.outcome.documents[d].metadata.title.value.clone(),
            path,
            text: text(c),
            around: [sibling(c.checked_sub(1)), sibling(Some(c + 1))],
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

type Trigram = [char; PHRASE];

/// Phrases of three characters that so many clauses have that they tell nothing.
struct Common(BTreeSet<Trigram>);

impl Common {
    fn of(outcome: &Outcome, anchors: &Anchors<'_>) -> Self {
        let mut counts: BTreeMap<Trigram, usize> = BTreeMap::new();
        let mut clauses = 0;
        for (d, tree) in outcome.trees.iter().enumerate() {
            for c in 0..tree.clauses.len() {
                clauses += 1;
                let own: BTreeSet<Trigram> = trigrams(&one_line(anchors.text(d, c))).map(|(_, t)| t).collect();
                own.into_iter().for_each(|t| *counts.entry(t).or_default() += 1);
            }
        }
        let least = (clauses / COMMON).max(COMMON_LEAST);
        Self(
            counts
                .into_iter()
                .filter(|(_, n)| *n >= least)
                .map(|(t, _)| t)
                .collect(),
        )
    }

    /// Ranges of characters of `text` that `of` has too.
    fn shared(&self, of: &str, text: &str) -> Vec<Range<usize>> {
        let known: BTreeSet<Trigram> = trigrams(of).map(|(_, t)| t).filter(|t| !self.0.contains(t)).collect();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (start, _) in trigrams(text).filter(|(_, t)| known.contains(t)) {
            match ranges.last_mut() {
                Some(last) if start <= last.end => last.end = start + PHRASE,
                _ => ranges.push(start..start + PHRASE),
            }
        }
        ranges
    }
}

/// Runs of three letters or digits with their places.
fn trigrams(text: &str) -> impl Iterator<Item = (usize, Trigram)> {
    let chars: Vec<char> = text.chars().collect();
    let all = (PHRASE..=chars.len()).map(move |end| [chars[end - 3], chars[end - 2], chars[end - 1]]);
    all.enumerate().filter(|(_, t)| t.iter().all(|c| c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(common: &[Trigram], of: &str, text: &str, expect: &[&str]) {
        let common = Common(common.iter().copied().collect());
        let chars: Vec<char> = text.chars().collect();
        let found = common.shared(of, text);
        let found: Vec<String> = found.into_iter().map(|r| chars[r].iter().collect()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn shared_phrases_are_as_long_as_they_can_be_and_leave_out_the_common() {
        check(&[], "开展专利导航", "实施专利导航工程", &["专利导航"]);
        check(&[['专', '利', '导']], "开展专利导航", "实施专利导航工程", &["利导航"]);
        check(
            &[],
            "专利导航；维权援助",
            "维权援助和专利导航",
            &["维权援助", "专利导航"],
        );
        check(&[], "甲乙", "甲乙", &[]);
    }
}
