//! Events: what happened to a lineage from one document to the next of the same track.
//!
//! # Method
//! In each step of a track the clauses of a lineage in both documents are grouped by their direct links. Every clause
//! of the old document is in exactly one event of the step, and every clause of the new one, so that the rates can be
//! counted off the events. Labels follow the shares after MONIC (Spiliopoulou et al. 2006): a second clause makes a
//! split or merge only from a share of [`SECOND_SHARE`] on; the shares stay beside the label.
//!
//! What a lineage does not hold may stand in another one: before a clause is told to be dropped or new its own links are
//! looked at ([`super::tie`]). Clauses of one lineage that are tied through other documents only are told to be related,
//! no more: on the dev gold 3 of 13 such sentences have a counterpart.

mod onward;
mod origin;
mod parting;

use super::absence::Refusals;
use super::diff::Change;
use super::scope::Scopes;
use super::series::Series;
use super::tie::Ties;
use super::track::{self, Step, Track};
use crate::align::Alignment;
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::lineage::Lineages;
use parting::Waiting;
use rayon::prelude::*;

/// Part of the text that a second clause must hold to make a split or merge: MONIC's default.
pub(super) const SECOND_SHARE: f64 = 0.3;

/// One thing that happened to a lineage.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Index of the track it happened in.
    pub track: usize,
    /// Index of the document compared from; `None` for the first document of a track. For a measure that skipped
    /// documents (恢复, or outside their scope) the last one it stood in; for one that comes out of another lineage the
    /// document of `old`.
    pub from: Option<usize>,
    /// Index of the document compared to.
    pub to: usize,
    /// Clauses before, in order; empty for 新增.
    pub old: Vec<ClauseRef>,
    /// Clauses after, in order; empty for 取消.
    pub new: Vec<ClauseRef>,
    /// Index of the lineage that a merged or absorbed measure goes on in, or in which its related clause stands; that
    /// clause stands in `new`, and is counted where its own lineage tells of it.
    pub into: Option<usize>,
    /// Index of the lineage that a clause comes from which is the first of its own in the track; what it comes from
    /// stands in `old`, and is counted where its own lineage tells of it.
    pub out_of: Option<usize>,
    /// Shares that led to the label: for each direct link between `old` and `new`, in the links' order.
    pub shares: Vec<Share>,
    /// How sure the label is, [0, 1]: of a link its probability, of an absence (相关 included) 1 − the best refused
    /// probability.
    pub confidence: f64,
    /// Nearest candidates that were refused (indices into the alignment's refusals), likeliest first; at least for
    /// every 新增, 取消 and 相关.
    pub nearest: Vec<usize>,
    /// What else a reader should know, in words.
    pub note: Option<Bilingual>,
}

/// How much of two linked clauses is common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Index of the link.
    pub link: usize,
    /// Share of the old clause that stands in the new, [0, 1].
    pub kept: f64,
    /// Share of the new clause that stood in the old, [0, 1].
    pub inherited: f64,
}

/// What can happen to a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// 延续
    Unchanged,
    /// 修改
    Modified,
    /// 拆分
    Split,
    /// 合并
    Merged,
    /// 并入
    Absorbed,
    /// 新增
    New,
    /// 取消（未见后续）
    Dropped,
    /// 不在文件范围内
    OutsideScope,
    /// 恢复
    Revived,
    /// 相关：未见对应，仅有相关条款
    Related,
}

impl EventKind {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            EventKind::Unchanged => "unchanged",
            EventKind::Modified => "modified",
            EventKind::Split => "split",
            EventKind::Merged => "merged",
            EventKind::Absorbed => "absorbed",
            EventKind::New => "new",
            EventKind::Dropped => "dropped",
            EventKind::OutsideScope => "outside-scope",
            EventKind::Revived => "revived",
            EventKind::Related => "related",
        }
    }
}

/// What events are told from.
pub(super) struct Evidence<'a> {
    pub(super) series: &'a Series<'a>,
    pub(super) tracks: &'a [Track],
    pub(super) alignment: &'a Alignment,
    pub(super) refusals: &'a Refusals<'a>,
    pub(super) changes: &'a [Change],
    pub(super) lineages: &'a Lineages,
    pub(super) ties: &'a Ties,
    pub(super) scopes: &'a Scopes<'a>,
}

/// Tells the events of every lineage, in the lineages' order; within one by document compared to, then track.
pub(super) fn events(evidence: &Evidence) -> Vec<Vec<Event>> {
    (0..evidence.lineages.lineages.len())
        .into_par_iter()
        .map(|at| lineage(evidence, at))
        .collect()
}

fn lineage(evidence: &Evidence, at: usize) -> Vec<Event> {
    let lineage = &evidence.lineages.lineages[at];
    let mut events = Vec::new();
    for (number, track) in evidence.tracks.iter().enumerate() {
        let here = |d: usize| lineage.in_document(d);
        let Some(first) = track.documents.iter().position(|&d| !here(d).is_empty()) else {
            continue;
        };
        let (earlier, rest) = track.documents.split_at(first);
        events.extend(evidence.begin(lineage, number, rest[0], earlier));
        let mut waiting = Waiting::new(here(rest[0]));
        let (mut seen, mut before) = (rest[0], rest[0]);
        for &to in &rest[1..] {
            let step = Step {
                track: number,
                from: seen,
                to,
            };
            if here(to).is_empty() {
                events.extend(evidence.part(lineage, step, &mut waiting));
            } else {
                if seen == before {
                    events.extend(evidence.go_on(lineage, step));
                } else {
                    events.push(evidence.resume(lineage, step, &waiting));
                }
                waiting = Waiting::new(here(to));
                seen = to;
            }
            before = to;
        }
    }
    events.sort_by_key(|e| (e.to, e.track));
    events
}

/// All steps of a run.
pub(super) fn steps(tracks: &[Track]) -> Vec<Step> {
    track::steps(tracks).collect()
}
