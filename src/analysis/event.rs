//! Events: what happened to a lineage from one document to the next of the same track.
//!
//! # Method
//! In each step of a track the clauses of a lineage in both documents are grouped by their direct links. Every clause
//! of the old document is in exactly one event of the step, so that the rates can be counted off the events.
//! Labels follow the shares after MONIC (Spiliopoulou et al. 2006): a second clause makes a split or merge only from
//! a share of [`SECOND_SHARE`] on; the shares stay beside the label.

use super::absence::Refusals;
use super::diff::Change;
use super::scope::{Coverage, Scope};
use super::series::Series;
use super::topic::Topics;
use super::track::{self, Step, Track};
use crate::align::{Alignment, Link};
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::lineage::{Lineage, Lineages};
use rayon::prelude::*;
use std::collections::BTreeMap;

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
    /// documents (恢复, or outside their scope) the last one it stood in.
    pub from: Option<usize>,
    /// Index of the document compared to.
    pub to: usize,
    /// Clauses before, in order; empty for 新增.
    pub old: Vec<ClauseRef>,
    /// Clauses after, in order; empty for 取消.
    pub new: Vec<ClauseRef>,
    /// Index of the other lineage that a merged or absorbed measure goes on in; its clauses stand in `new`.
    pub into: Option<usize>,
    /// Shares that led to the label: for each direct link between `old` and `new`, in the links' order.
    pub shares: Vec<Share>,
    /// How sure the label is, [0, 1]: of a link its probability, of an absence 1 − the best refused probability.
    pub confidence: f64,
    /// Nearest candidates that were refused (indices into the alignment's refusals), likeliest first; at least for
    /// every 新增 and 取消.
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
    pub(super) topics: &'a Topics,
    pub(super) scopes: &'a [Scope],
}

/// Tells the events of every lineage, in the lineages' order; within one by document compared to, then track.
pub(super) fn events(evidence: &Evidence) -> Vec<Vec<Event>> {
    let teller = Teller::new(evidence);
    (0..evidence.lineages.lineages.len())
        .into_par_iter()
        .map(|at| teller.lineage(at))
        .collect()
}

/// The evidence with what is looked up again and again.
struct Teller<'a> {
    evidence: &'a Evidence<'a>,
    /// Links to other lineages by (lineage, document of the newer clause).
    merges: BTreeMap<(usize, u32), Vec<(usize, usize)>>,
}

impl<'a> Teller<'a> {
    fn new(evidence: &'a Evidence<'a>) -> Self {
        let mut merges: BTreeMap<(usize, u32), Vec<(usize, usize)>> = BTreeMap::new();
        for merge in &evidence.lineages.merges {
            let new = evidence.alignment.links[merge.link].new;
            merges
                .entry((merge.from, new.document))
                .or_default()
                .push((merge.link, merge.into));
        }
        Self { evidence, merges }
    }

    fn lineage(&self, at: usize) -> Vec<Event> {
        let lineage = &self.evidence.lineages.lineages[at];
        let mut events = Vec::new();
        for (track, t) in self.evidence.tracks.iter().enumerate() {
            let first = t.documents.iter().position(|&d| !lineage.in_document(d).is_empty());
            let Some(first) = first else { continue };
            events.push(self.begin(lineage, track, t.documents[first], &t.documents[..first]));
            let mut seen = t.documents[first];
            let mut missed = false;
            for &to in &t.documents[first + 1..] {
                let from = before(t, to);
                let step = Step { track, from, to };
                match (lineage.in_document(from).is_empty(), lineage.in_document(to).is_empty()) {
                    (true, true) => missed |= self.coverage(at, to) != Coverage::Outside,
                    (true, false) => {
                        events.push(self.resume(lineage, Step { from: seen, ..step }, missed));
                        seen = to;
                    }
                    (false, present) => {
                        let told = if present {
                            self.end(at, lineage, step)
                        } else {
                            self.go_on(at, lineage, step)
                        };
                        missed = told.iter().any(|e| e.kind == EventKind::Dropped);
                        events.extend(told);
                        seen = if present { seen } else { to };
                    }
                }
            }
        }
        events.sort_by_key(|e| (e.to, e.track));
        events
    }

    fn coverage(&self, lineage: usize, document: usize) -> Coverage {
        let topic = self.evidence.topics.of(lineage);
        topic.map_or(Coverage::General, |t| self.evidence.scopes[document].topics[t])
    }

    fn begin(&self, lineage: &Lineage, track: usize, to: usize, earlier: &[usize]) -> Event {
        let new = lineage.in_document(to).to_vec();
        let (confidence, nearest) = self.evidence.refusals.absence(&new, earlier);
        let origin = lineage.first();
        let note = (origin.document_index() != to).then(|| {
            let id = &self.evidence.series.documents[origin.document_index()].id;
            Bilingual::new(
                format!("本序列首次出现；对应条款最早见于 {id}"),
                format!("first in this track; a corresponding clause stands in {id} already"),
            )
        });
        Event {
            kind: EventKind::New,
            track,
            from: None,
            to,
            old: Vec::new(),
            new,
            into: None,
            shares: Vec::new(),
            confidence,
            nearest,
            note,
        }
    }

    /// Back after documents without it: revived if one of them covered its topic, else carried past them.
    fn resume(&self, lineage: &Lineage, step: Step, missed: bool) -> Event {
        let (old, new) = (lineage.in_document(step.from), lineage.in_document(step.to));
        let mut event = self.carried(lineage, step, old.to_vec(), new.to_vec());
        event.note = Some(if missed {
            Bilingual::new("中间文件未见，此后再次出现", "not found in between, found again")
        } else {
            Bilingual::new(
                "中间文件不涉及该专题",
                "the documents in between do not cover its topic",
            )
        });
        if missed {
            event.kind = EventKind::Revived;
        }
        event
    }

    /// In both documents: one event for each group of directly linked clauses, one for what only the lineage links.
    fn go_on(&self, at: usize, lineage: &Lineage, step: Step) -> Vec<Event> {
        let (old, new) = (lineage.in_document(step.from), lineage.in_document(step.to));
        let direct: Vec<(ClauseRef, ClauseRef)> = self.direct(lineage, step).map(|(_, o, n)| (o, n)).collect();
        let mut events = Vec::new();
        let mut rest: (Vec<ClauseRef>, Vec<ClauseRef>) = (Vec::new(), Vec::new());
        for group in groups(old, new, &direct) {
            match (group.0.is_empty(), group.1.is_empty()) {
                (false, false) => events.push(self.carried(lineage, step, group.0, group.1)),
                _ => {
                    rest.0.extend(group.0);
                    rest.1.extend(group.1);
                }
            }
        }
        match (rest.0.is_empty(), rest.1.is_empty(), events.first_mut()) {
            (false, false, _) => {
                let mut event = self.carried(lineage, step, rest.0, rest.1);
                event.note = Some(Bilingual::new(
                    "两处无直接对应，经由其他文件的条款相连",
                    "linked through clauses of other documents only",
                ));
                events.push(event);
            }
            (false, true, _) => events.extend(self.gone(at, step, rest.0)),
            (true, false, Some(event)) => event.new.extend(rest.1),
            _ => {}
        }
        events.iter_mut().for_each(|e| e.new.sort_unstable());
        events
    }

    fn end(&self, at: usize, lineage: &Lineage, step: Step) -> Vec<Event> {
        self.gone(at, step, lineage.in_document(step.from).to_vec())
    }

    /// Clauses without a successor in their lineage: gone on in another lineage, outside the scope, or dropped.
    fn gone(&self, at: usize, step: Step, old: Vec<ClauseRef>) -> Vec<Event> {
        let (moved_on, lost): (Vec<ClauseRef>, Vec<ClauseRef>) =
            old.into_iter().partition(|&c| self.host(at, step, c).is_some());
        let mut events: Vec<Event> = moved_on.into_iter().filter_map(|c| self.merged(at, step, c)).collect();
        if !lost.is_empty() {
            events.push(self.lost(at, step, lost));
        }
        events
    }

    /// Likeliest link of a clause into another lineage in the step's later document; ties go to the earlier link.
    fn host(&self, at: usize, step: Step, old: ClauseRef) -> Option<(usize, usize)> {
        let key = (at, ClauseRef::new(step.to, 0).document);
        let mut best: Option<(usize, usize)> = None;
        for &(link, into) in self.merges.get(&key)? {
            let p = |l: usize| self.evidence.alignment.links[l].certainty();
            if self.evidence.alignment.links[link].old == old && best.is_none_or(|b| p(link) > p(b.0)) {
                best = Some((link, into));
            }
        }
        best
    }

    fn merged(&self, at: usize, step: Step, old: ClauseRef) -> Option<Event> {
        let (link, into) = self.host(at, step, old)?;
        let tie = &self.evidence.alignment.links[link];
        let new = tie.new;
        let host = &self.evidence.lineages.lineages[into];
        let mine = self.evidence.changes[link].inherited_share;
        let all: f64 = host
            .derivations
            .iter()
            .filter(|&&l| {
                let other = &self.evidence.alignment.links[l];
                other.new == new && other.old.document_index() == step.from
            })
            .map(|&l| self.evidence.changes[l].inherited_share)
            .sum::<f64>()
            + mine;
        Some(Event {
            kind: if mine >= SECOND_SHARE * all {
                EventKind::Merged
            } else {
                EventKind::Absorbed
            },
            track: step.track,
            from: Some(step.from),
            to: step.to,
            old: vec![old],
            new: vec![new],
            into: Some(into),
            shares: vec![self.share(link)],
            confidence: tie.certainty(),
            nearest: Vec::new(),
            note: None,
        })
    }

    fn lost(&self, at: usize, step: Step, old: Vec<ClauseRef>) -> Event {
        let (confidence, nearest) = self.evidence.refusals.absence(&old, &[step.to]);
        let outside = self.coverage(at, step.to) == Coverage::Outside;
        Event {
            kind: if outside {
                EventKind::OutsideScope
            } else {
                EventKind::Dropped
            },
            track: step.track,
            from: Some(step.from),
            to: step.to,
            old,
            new: Vec::new(),
            into: None,
            shares: Vec::new(),
            confidence,
            nearest,
            note: outside.then(|| self.evidence.scopes[step.to].reason.clone()),
        }
    }

    fn carried(&self, lineage: &Lineage, step: Step, old: Vec<ClauseRef>, new: Vec<ClauseRef>) -> Event {
        let links: Vec<(usize, ClauseRef, ClauseRef)> = self
            .direct(lineage, step)
            .filter(|(_, o, n)| old.contains(o) && new.contains(n))
            .collect();
        let shares: Vec<Share> = links.iter().map(|l| self.share(l.0)).collect();
        let unchanged = !links.is_empty()
            && links
                .iter()
                .all(|l| self.evidence.changes[l.0].kind == EventKind::Unchanged);
        let kind = match (old.len(), new.len()) {
            (1, 1) if unchanged => EventKind::Unchanged,
            (o, n) if n > o && second(shares.iter().map(|s| s.kept)) => EventKind::Split,
            (o, n) if o > n && second(shares.iter().map(|s| s.inherited)) => EventKind::Merged,
            _ => EventKind::Modified,
        };
        let confidence = links
            .iter()
            .map(|l| self.evidence.alignment.links[l.0].certainty())
            .fold(None, |best: Option<f64>, p| Some(best.map_or(p, |b| b.max(p))))
            .unwrap_or_else(|| self.indirect(lineage, &new));
        Event {
            kind,
            track: step.track,
            from: Some(step.from),
            to: step.to,
            old,
            new,
            into: None,
            shares,
            confidence,
            nearest: Vec::new(),
            note: None,
        }
    }

    /// Without a direct link: the least of the best links that tie the new clauses to the lineage.
    fn indirect(&self, lineage: &Lineage, new: &[ClauseRef]) -> f64 {
        let best = |clause: &ClauseRef| {
            let links = lineage.derivations.iter().map(|&l| &self.evidence.alignment.links[l]);
            links
                .filter(|l| l.new == *clause)
                .map(Link::certainty)
                .fold(0.0, f64::max)
        };
        new.iter().map(best).fold(1.0, f64::min)
    }

    /// Links of the lineage between the two documents of a step, lifted to sentences.
    fn direct<'s>(
        &'s self,
        lineage: &'s Lineage,
        step: Step,
    ) -> impl Iterator<Item = (usize, ClauseRef, ClauseRef)> + 's {
        lineage.derivations.iter().filter_map(move |&l| {
            let link = &self.evidence.alignment.links[l];
            let fits = link.old.document_index() == step.from && link.new.document_index() == step.to;
            fits.then_some((l, link.old, link.new))
        })
    }

    fn share(&self, link: usize) -> Share {
        let change = &self.evidence.changes[link];
        Share {
            link,
            kept: change.kept_share,
            inherited: change.inherited_share,
        }
    }
}

/// The document of a track before another one of it.
fn before(track: &Track, to: usize) -> usize {
    let at = track.documents.partition_point(|&d| d < to);
    track.documents[at.saturating_sub(1)]
}

/// Whether the second largest share is large enough beside the largest.
fn second(shares: impl Iterator<Item = f64>) -> bool {
    let mut sorted: Vec<f64> = shares.collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted.len() >= 2 && sorted[1] >= SECOND_SHARE * (sorted[0] + sorted[1])
}

type Group = (Vec<ClauseRef>, Vec<ClauseRef>);

/// Connected groups of two sides, ordered by their first old clause, then by their first new one.
fn groups(old: &[ClauseRef], new: &[ClauseRef], ties: &[(ClauseRef, ClauseRef)]) -> Vec<Group> {
    let mut groups: Vec<Group> = old.iter().map(|&c| (vec![c], Vec::new())).collect();
    for &clause in new {
        let partners: Vec<ClauseRef> = ties.iter().filter(|t| t.1 == clause).map(|t| t.0).collect();
        let (mut joined, apart): (Vec<Group>, Vec<Group>) = groups
            .into_iter()
            .partition(|g| g.0.iter().any(|c| partners.contains(c)));
        let mut group: Group = (Vec::new(), Vec::new());
        for part in &mut joined {
            group.0.append(&mut part.0);
            group.1.append(&mut part.1);
        }
        group.1.push(clause);
        groups = apart;
        groups.push(group);
    }
    for group in &mut groups {
        group.0.sort_unstable();
        group.1.sort_unstable();
    }
    groups.sort();
    groups
}

/// All steps of a run.
pub(super) fn steps(tracks: &[Track]) -> Vec<Step> {
    track::steps(tracks).collect()
}
