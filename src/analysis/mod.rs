//! What happened to every measure, with the evidence: changes, events, fates, strength, targets, statistics.
//!
//! Knows nothing of output formats.

mod diff;

use crate::align::Alignment;
use crate::document::Document;
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::lineage::Lineages;
use crate::segment::ClauseTree;
use crate::span::Span;

/// Everything that can be said about a series beyond its links.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// One for each link, in the links' order.
    pub changes: Vec<Change>,
    /// One for each lineage, in the lineages' order.
    pub histories: Vec<History>,
    /// Headline figures with numerator and denominator.
    pub statistics: Vec<Rate>,
}

/// What changed along one link.
#[derive(Clone, Debug)]
pub struct Change {
    /// Unchanged or modified.
    pub kind: EventKind,
    /// Share of the old text that stands in the new, [0, 1], by characters.
    pub kept_share: f64,
    /// Word-level edits in reading order; spans of both documents.
    pub edits: Vec<Edit>,
    /// Direction of strength by component.
    pub strength: Vec<StrengthChange>,
    /// Path of the clause before and after, where it moved to another chapter.
    pub moved: Option<(String, String)>,
}

/// One stretch of a word diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Kept, removed or added.
    pub op: EditOp,
    /// Stretch of the old document; empty for an addition.
    pub old: Span,
    /// Stretch of the new document; empty for a removal.
    pub new: Span,
}

/// Kind of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditOp {
    /// Stands in both.
    Kept,
    /// Only in the old.
    Removed,
    /// Only in the new.
    Added,
}

/// How one component of strength changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrengthChange {
    /// certainty, scope, actor, amount, deadline.
    pub component: StrengthComponent,
    /// Direction.
    pub direction: Direction,
    /// Words that show it in the old text.
    pub old: Vec<Span>,
    /// Words that show it in the new text.
    pub new: Vec<Span>,
}

/// What strength is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrengthComponent {
    /// Modal and instrument verbs.
    Certainty,
    /// Who or what is covered.
    Scope,
    /// Who acts.
    Actor,
    /// Figures.
    Amount,
    /// By when.
    Deadline,
}

/// Direction of a change of strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// 加强
    Stronger,
    /// 减弱
    Weaker,
    /// 持平
    Level,
    /// 混合
    Mixed,
    /// 不可比
    Incomparable,
}

/// One thing that happened to a lineage.
#[derive(Clone, Debug)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Clauses before, in order; empty for 新增.
    pub old: Vec<ClauseRef>,
    /// Clauses after, in order; empty for 取消.
    pub new: Vec<ClauseRef>,
    /// Index of the document compared from.
    pub from: Option<usize>,
    /// Index of the document compared to.
    pub to: Option<usize>,
    /// How sure it is, [0, 1].
    pub confidence: f64,
    /// Nearest candidates that were refused (indices into the alignment's refusals).
    pub nearest: Vec<usize>,
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
            EventKind::Revived => "revived",
        }
    }
}

/// What became of one lineage.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Events in time order.
    pub events: Vec<Event>,
    /// Fate in each track.
    pub fates: Vec<Fate>,
}

/// What became of a lineage in one track, as of the newest document.
#[derive(Clone, Debug)]
pub struct Fate {
    /// The track.
    pub track: String,
    /// What became of it.
    pub kind: FateKind,
    /// Index of the document in which it was last found in this track.
    pub last_seen: Option<usize>,
    /// How sure it is, [0, 1].
    pub confidence: f64,
    /// Why, in words.
    pub reason: Bilingual,
}

/// What can become of a lineage in a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FateKind {
    /// Found in the newest document, and before.
    Carried,
    /// Found only in the newest document.
    New,
    /// Not found after `last_seen`.
    Dropped,
    /// Absent from documents that do not cover its topic.
    OutsideScope,
    /// Its plan expired without successor.
    Lapsed,
    /// Taken up by another track.
    TakenUp,
    /// Not taken up by another track.
    NotTakenUp,
}

impl FateKind {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            FateKind::Carried => "carried",
            FateKind::New => "new",
            FateKind::Dropped => "dropped",
            FateKind::OutsideScope => "outside-scope",
            FateKind::Lapsed => "lapsed",
            FateKind::TakenUp => "taken-up",
            FateKind::NotTakenUp => "not-taken-up",
        }
    }
}

/// A share with what it was counted from.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// Stable name, for example `retention`.
    pub name: &'static str,
    /// Document compared from.
    pub from: usize,
    /// Document compared to.
    pub to: usize,
    /// Counted.
    pub numerator: usize,
    /// Out of.
    pub denominator: usize,
}

/// Tells the history of every lineage.
pub fn analyze(documents: &[Document], trees: &[ClauseTree], alignment: &Alignment, lineages: &Lineages) -> Analysis {
    let changes: Vec<Change> = alignment
        .links
        .iter()
        .map(|link| diff::change(documents, trees, link))
        .collect();
    let histories = lineages
        .lineages
        .iter()
        .map(|lineage| {
            let mut events = Vec::new();
            let first = lineage.clauses[0].document_index();
            let at = |d: usize| {
                lineage
                    .clauses
                    .iter()
                    .copied()
                    .filter(|c| c.document_index() == d)
                    .collect::<Vec<_>>()
            };
            events.push(Event {
                kind: EventKind::New,
                old: vec![],
                new: at(first),
                from: None,
                to: Some(first),
                confidence: 0.5,
                nearest: vec![],
            });
            for d in first..documents.len().saturating_sub(1) {
                let (old, new) = (at(d), at(d + 1));
                let kind = match (old.len(), new.len()) {
                    (0, 0) => continue,
                    (0, _) => EventKind::Revived,
                    (_, 0) => EventKind::Dropped,
                    _ if lineage
                        .derivations
                        .iter()
                        .all(|&l| changes[l].kind == EventKind::Unchanged) =>
                    {
                        EventKind::Unchanged
                    }
                    _ => EventKind::Modified,
                };
                events.push(Event {
                    kind,
                    old,
                    new,
                    from: Some(d),
                    to: Some(d + 1),
                    confidence: 0.5,
                    nearest: vec![],
                });
            }
            let last = lineage.clauses[lineage.clauses.len() - 1].document_index();
            let kind = match (first, last) {
                (f, l) if l + 1 < documents.len() && f <= l => FateKind::Dropped,
                (f, l) if f == l => FateKind::New,
                _ => FateKind::Carried,
            };
            let fate = Fate {
                track: "main".into(),
                kind,
                last_seen: Some(last),
                confidence: 0.5,
                reason: Bilingual::default(),
            };
            History {
                events,
                fates: vec![fate],
            }
        })
        .collect();
    Analysis {
        changes,
        histories,
        statistics: Vec::new(),
    }
}
