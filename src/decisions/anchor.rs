//! What ties a decision to a text: clause id, quotation, content hash, and the hashes of its neighbours.
//!
//! # Method
//! A clause with the same content holds the decision, wherever it stands in its document: the id is only asked where
//! several have it. A clause with a little other content holds it where both neighbours are the recorded ones: a
//! correction leaves them alone, while a deletion, which may move a twin into the place, does not. Everything else is
//! lost and reported. Content is the clause's text without its number and without white space.

use crate::document::Document;
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::parameter::Parameter;
use crate::segment::ClauseTree;
use sha2::{Digest, Sha256};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;

/// Least similarity of a corrected text to the quotation, share of characters kept (2 M / T).
///
/// Chosen, not measured: lets one word of a short sentence and a line of a long article change. A repeated formula with
/// another object (专利 for 商标) is kept out by its neighbours, not by this.
const CORRECTED: f32 = 0.8;

/// Similarity from which a clause is named as what the text may have become.
const CHANGED: f32 = 0.5;

/// Longest quotation kept whole, in characters; of a longer text its beginning and its end are kept.
const WHOLE_QUOTATION: usize = 600;

/// Characters kept of the beginning and of the end of a longer text.
const BEGINNING: usize = 400;
const END: usize = 150;

/// Bytes of the content hash that are kept: a clash among a million clauses has odds of one in 10^7.
const HASH_BYTES: usize = 8;

/// Bytes kept of a neighbour's hash: it only confirms.
const NEIGHBOUR_BYTES: usize = 4;

/// What shapes where decisions hold.
pub const PARAMETERS: &[Parameter] = &[Parameter::new("decisions.corrected", CORRECTED as f64)];

/// One clause as a decision names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// Id of the clause when it was decided on, document id first.
    pub clause: String,
    /// Its text without its number; the middle of a very long one is left out (`…`).
    pub text: String,
    /// Content hash: 16 hex digits of the SHA-256 of the text without white space. `None` where it was not written.
    pub hash: Option<String>,
    /// Hashes of the clauses before and after, 8 hex digits each, `-` between them; a missing neighbour is empty.
    pub around: Option<String>,
}

/// How surely a clause is the one that was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Firmness {
    /// The same id, the same text.
    Exact,
    /// The same text under another id.
    Renumbered,
    /// A slightly corrected text between the same neighbours.
    Corrected,
}

/// Why no clause holds a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The series has no such document.
    NoDocument,
    /// The document no longer says this.
    Gone,
    /// The text was changed; the clause that comes nearest.
    Changed(String),
    /// The text stands several times, and none of them under the id.
    Ambiguous(usize),
    /// The words at which to cut do not stand there once, or the clause has clauses of its own.
    Unfit,
}

impl Loss {
    /// What became of the text of `clause`, and what to do.
    pub fn message(&self, clause: &str) -> Bilingual {
        match self {
            Loss::NoDocument => Bilingual::new(
                format!("{clause}：系列中没有这份文件；若文件改了 id，请在判定中一并改正"),
                format!("{clause}: the series has no such document; where its id changed, change it here as well"),
            ),
            Loss::Gone => Bilingual::new(
                format!("{clause}：文件中已没有这段原文；请删去判定或重新判定"),
                format!("{clause}: the document no longer says this; take the decision out or decide anew"),
            ),
            Loss::Changed(near) => Bilingual::new(
                format!("{clause}：原文已改动，最接近的是 {near}；请重新判定"),
                format!("{clause}: the text was changed; {near} comes nearest; decide anew"),
            ),
            Loss::Ambiguous(count) => Bilingual::new(
                format!("{clause}：这段原文在文件中有 {count} 处；请写明条款 id"),
                format!("{clause}: the document says this {count} times; give the id of the one that is meant"),
            ),
            Loss::Unfit => Bilingual::new(
                format!("{clause}：无法这样切分或合并：切分处的文字须在该条中恰好出现一次，且该条没有下级"),
                format!(
                    "{clause}: cannot be cut or joined so: the words must stand in it once, and it must have no clauses below"
                ),
            ),
        }
    }
}

/// Content hashes of all clauses of a series.
#[derive(Clone, Debug)]
pub struct Anchors<'s> {
    documents: &'s [Document],
    trees: &'s [ClauseTree],
    hashes: Vec<Vec<String>>,
    places: Vec<BTreeMap<String, Vec<usize>>>,
}

impl<'s> Anchors<'s> {
    /// Reads all clauses.
    ///
    /// # Complexity
    /// Linear in the texts, up to logarithms.
    pub fn new(documents: &'s [Document], trees: &'s [ClauseTree]) -> Self {
        let hashes: Vec<Vec<String>> = documents
            .iter()
            .zip(trees)
            .map(|(document, tree)| {
                let text = |i| tree.compared(i).of(&document.text);
                (0..tree.clauses.len()).map(|i| hash(text(i))).collect()
            })
            .collect();
        let places = hashes
            .iter()
            .map(|hashes| {
                let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
                for (index, hash) in hashes.iter().enumerate() {
                    places.entry(hash.clone()).or_default().push(index);
                }
                places
            })
            .collect();
        Self {
            documents,
            trees,
            hashes,
            places,
        }
    }

    /// The anchor of a clause.
    pub fn of(&self, at: ClauseRef) -> Anchor {
        let (d, c) = (at.document_index(), at.clause_index());
        Anchor {
            clause: self.trees[d].clauses[c].id.to_string(),
            text: quotation(self.text(d, c)),
            hash: Some(self.hashes[d][c].clone()),
            around: Some(self.around(d, c)),
        }
    }

    /// The text of a clause as quoted: without its number.
    pub fn text(&self, document: usize, clause: usize) -> &'s str {
        self.trees[document]
            .compared(clause)
            .of(&self.documents[document].text)
            .trim()
    }

    /// The clause of an id.
    pub fn named(&self, id: &str) -> Option<ClauseRef> {
        let document = self.document(id)?;
        let clauses = &self.trees[document].clauses;
        let clause = clauses.iter().position(|c| c.id.as_str() == id)?;
        Some(ClauseRef::new(document, clause))
    }

    /// The clause that an anchor means today.
    ///
    /// # Errors
    /// Why there is none.
    ///
    /// # Complexity
    /// Logarithmic for an unchanged text, linear in the document for a changed one.
    pub fn find(&self, anchor: &Anchor) -> Result<(ClauseRef, Firmness), Loss> {
        let document = self.document(&anchor.clause).ok_or(Loss::NoDocument)?;
        let clauses = &self.trees[document].clauses;
        let of_id = clauses.iter().position(|c| c.id.as_str() == anchor.clause);
        let written = anchor.hash.clone().unwrap_or_else(|| hash(&anchor.text));
        let same = self.places[document].get(&written).map_or(&[][..], Vec::as_slice);
        let at = |clause| ClauseRef::new(document, clause);
        if let Some(clause) = of_id.filter(|i| same.contains(i)) {
            return Ok((at(clause), Firmness::Exact));
        }
        match *same {
            [clause] => return Ok((at(clause), Firmness::Renumbered)),
            [] => {}
            _ => {
                let mut between = same.iter().filter(|&&i| self.is_around(document, i, anchor));
                return match (between.next(), between.next()) {
                    (Some(&clause), None) => Ok((at(clause), Firmness::Renumbered)),
                    _ => Err(Loss::Ambiguous(same.len())),
                };
            }
        }
        self.corrected(document, of_id, anchor)
    }

    fn corrected(&self, document: usize, of_id: Option<usize>, anchor: &Anchor) -> Result<(ClauseRef, Firmness), Loss> {
        let quoted: Vec<char> = squeezed(&anchor.text).chars().collect();
        let likeness = |clause: usize| {
            let text: Vec<char> = squeezed(&quotation(self.text(document, clause))).chars().collect();
            likeness(&quoted, &text)
        };
        let clauses = &self.trees[document].clauses;
        let held: Vec<usize> = (0..clauses.len())
            .filter(|&i| self.is_around(document, i, anchor) && likeness(i) >= CORRECTED)
            .collect();
        match *held {
            [clause] => return Ok((ClauseRef::new(document, clause), Firmness::Corrected)),
            [] => {}
            _ => return Err(Loss::Ambiguous(held.len())),
        }
        let named = of_id.map(|i| (likeness(i), i)).filter(|(l, _)| *l >= CHANGED);
        let best = named.or_else(|| {
            let all = (0..clauses.len()).map(|i| (likeness(i), i));
            all.filter(|(l, _)| *l >= CHANGED)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        });
        Err(best.map_or(Loss::Gone, |(_, i)| Loss::Changed(clauses[i].id.to_string())))
    }

    /// Index of the document whose id begins a clause id; the longest where ids begin with each other.
    fn document(&self, clause: &str) -> Option<usize> {
        let begins = |id: &str| clause == id || clause.strip_prefix(id).is_some_and(|rest| rest.starts_with('/'));
        (0..self.documents.len())
            .filter(|&d| begins(self.documents[d].id.as_str()))
            .max_by_key(|&d| self.documents[d].id.as_str().len())
    }

    fn is_around(&self, document: usize, clause: usize, anchor: &Anchor) -> bool {
        anchor.around.as_deref() == Some(self.around(document, clause).as_str())
    }

    fn around(&self, document: usize, clause: usize) -> String {
        let tree = &self.trees[document];
        let own = tree.compared(clause);
        let short = |i: usize| self.hashes[document][i][..NEIGHBOUR_BYTES * 2].to_owned();
        let filled = |i: &usize| !tree.compared(*i).is_empty();
        let before = (0..clause)
            .rev()
            .find(|i| tree.compared(*i).end <= own.start && filled(i));
        let after = (clause + 1..tree.clauses.len()).find(|i| tree.compared(*i).start >= own.end && filled(i));
        format!(
            "{}-{}",
            before.map(short).unwrap_or_default(),
            after.map(short).unwrap_or_default()
        )
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(squeezed(text).as_bytes());
    digest.iter().take(HASH_BYTES).map(|b| format!("{b:02x}")).collect()
}

/// The text as it stands in a file: one line, the middle of a very long one left out.
fn quotation(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let chars: Vec<char> = line.chars().collect();
    if chars.len() <= WHOLE_QUOTATION {
        return line;
    }
    let (start, end) = (&chars[..BEGINNING], &chars[chars.len() - END..]);
    start.iter().chain(&['…']).chain(end).collect()
}

fn likeness(a: &[char], b: &[char]) -> f32 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    // No alignment can keep more characters than the shorter text has.
    if (2 * short) as f32 / ((short + long).max(1) as f32) < CHANGED {
        return 0.0;
    }
    let kept = |op: &DiffOp| match op {
        DiffOp::Equal { len, .. } => *len,
        _ => 0,
    };
    let kept: usize = capture_diff_slices(Algorithm::Myers, a, b).iter().map(kept).sum();
    (2 * kept) as f32 / ((short + long).max(1) as f32)
}
