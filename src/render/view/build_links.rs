//! Fills the wire types of links, changes, lineages, events and fates.

use super::build::Builder;
use super::build_decisions::verdict;
use super::{
    ChangeView, EditOpView, EditView, EditsView, EventView, EvidenceView, FateView, LineageView, LinkView, MovedView,
    NearestView, PartnerView, RivalView, ScreenView, ShareView, SignalView, StrengthView, TrendView, Word, round,
};
use crate::align::{Link, Refusal, Rival};
use crate::analysis::{Change, EditOp, Event, Fate, Layout, StrengthChange, Trend};
use crate::decisions::Anchors;
use crate::review::{self, Screen};
use rayon::prelude::*;
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn links(&self, which: Range<usize>) -> Vec<LinkView> {
        let links = self.outcome.alignment.links[which.clone()].par_iter();
        links
            .zip(&self.outcome.analysis.changes[which])
            .map(|(link, change)| self.link(link, change))
            .collect()
    }

    fn link(&self, link: &Link, change: &Change) -> LinkView {
        let (old, new) = (link.old.document_index(), link.new.document_index());
        let signals = link.signals.iter().map(|s| {
            let view = SignalView {
                value: round(s.value),
                contribution: round(s.contribution),
            };
            (Word::from(s.name), view)
        });
        let evidence = link.evidence.iter().map(|e| EvidenceView {
            old_span: self.span(old, e.old),
            new_span: self.span(new, e.new),
            text: self.text(old, e.old).into(),
            concept: e.concept.as_deref().map(Into::into),
        });
        LinkView {
            old: self.id(link.old),
            new: self.id(link.new),
            relation: link.relation.name().into(),
            probability: round(link.probability),
            similarity: round(link.similarity),
            decided_by: link.decided_by().into(),
            decision: link.decision.as_deref().map(verdict).map(Box::new),
            signals: signals.collect(),
            evidence: evidence.collect(),
            change: self.change(old, new, change),
            runner_up_of_old: link.runner_up_of_old.map(|r| self.rival(r)),
            runner_up_of_new: link.runner_up_of_new.map(|r| self.rival(r)),
        }
    }

    fn rival(&self, rival: Rival) -> RivalView {
        RivalView {
            clause: self.id(rival.clause),
            probability: round(rival.probability),
        }
    }

    fn change(&self, old: usize, new: usize, change: &Change) -> ChangeView {
        let edits = change.edits.iter().map(|e| EditView {
            op: edit_op(e.op),
            old: self.span(old, e.old),
            new: self.span(new, e.new),
        });
        let edits: Vec<EditView> = edits.collect();
        ChangeView {
            kind: change.kind.name().into(),
            kept_share: round(change.kept_share),
            inherited_share: round(change.inherited_share),
            layout: match change.layout {
                Layout::Inline => "inline".into(),
                Layout::TwoColumns => "two-columns".into(),
            },
            edits: EditsView::try_from(edits).expect("edits follow each other"),
            strength: self.strength(old, new, &change.strength),
            moved: change.moved.as_ref().map(|m| {
                Box::new(MovedView {
                    from: m.from.clone(),
                    to: m.to.clone(),
                })
            }),
        }
    }

    fn strength(&self, old: usize, new: usize, changes: &[StrengthChange]) -> Vec<StrengthView> {
        let view = |s: &StrengthChange| StrengthView {
            component: s.component.name().into(),
            direction: s.direction.name().into(),
            old: s.old.iter().map(|&x| self.text(old, x)).collect(),
            new: s.new.iter().map(|&x| self.text(new, x)).collect(),
        };
        changes.iter().map(view).collect()
    }

    /// The review queue, each clause with what a decision needs to name it.
    pub(super) fn screens(&self) -> Vec<ScreenView> {
        let (documents, trees) = (&self.outcome.documents, &self.outcome.trees);
        let anchors = Anchors::new(documents, trees);
        let screens = review::screens(&self.outcome.alignment, trees);
        screens.par_iter().map(|s| self.screen(s, &anchors)).collect()
    }

    fn screen(&self, screen: &Screen, anchors: &Anchors) -> ScreenView {
        let (document, clause) = (screen.clause.document_index(), screen.clause.clause_index());
        let anchor = anchors.of(screen.clause);
        let partners = screen.partners.iter().map(|p| PartnerView {
            clause: self.id(p.clause),
            probability: round(p.probability),
            relation: p.relation.map(|r| r.name().into()),
            decided: p.decided.map(|hand| hand.name().to_owned()),
        });
        ScreenView {
            span: self.span(document, self.outcome.trees[document].compared(clause)),
            clause: anchor.clause,
            hash: anchor.hash.unwrap_or_default(),
            around: anchor.around.unwrap_or_default(),
            doubt: round(screen.doubt),
            partners: partners.collect(),
        }
    }

    pub(super) fn lineages(&self) -> Vec<LineageView> {
        let lineages = self.outcome.lineages.lineages.iter();
        lineages
            .zip(&self.outcome.analysis.histories)
            .map(|(lineage, history)| LineageView {
                id: lineage.id.to_string(),
                name: lineage.name.clone(),
                lane: lineage.lane.name().into(),
                topic: history.topic.and_then(|t| self.topic(t)),
                clauses: self.ids(&lineage.clauses),
                events: history.events.iter().map(|e| self.event(e)).collect(),
                fates: history.fates.iter().map(|f| self.fate(f)).collect(),
                agencies: history
                    .agencies
                    .iter()
                    .map(|&a| self.outcome.analysis.agencies[a].name.clone())
                    .collect(),
                trend: history.trend.as_ref().map(|t| self.trend(t)),
            })
            .collect()
    }

    fn trend(&self, trend: &Trend) -> TrendView {
        let (old, new) = (trend.old.document_index(), trend.new.document_index());
        TrendView {
            old: self.id(trend.old),
            new: self.id(trend.new),
            components: self.strength(old, new, &trend.components),
        }
    }

    fn nearest(&self, refusals: &[usize]) -> Vec<NearestView> {
        let refused = &self.outcome.alignment.refused;
        let view = |r: &Refusal| NearestView {
            clause: self.id(r.clause),
            candidate: self.id(r.candidate),
            probability: round(r.probability),
            reason: r.reason.name().into(),
        };
        refusals.iter().filter_map(|&i| refused.get(i)).map(view).collect()
    }

    fn event(&self, event: &Event) -> EventView {
        let shares = event.shares.iter().filter_map(|s| {
            let link = self.outcome.alignment.links.get(s.link)?;
            Some(ShareView {
                old: self.id(link.old),
                new: self.id(link.new),
                kept: round(s.kept),
                inherited: round(s.inherited),
            })
        });
        EventView {
            kind: event.kind.name().into(),
            track: self.track(event.track),
            from: event.from.map(|d| self.document_id(d)),
            to: self.document_id(event.to),
            old: self.ids(&event.old),
            new: self.ids(&event.new),
            into: event.into.and_then(|l| self.lineage_id(l)),
            out_of: event.out_of.and_then(|l| self.lineage_id(l)),
            shares: shares.collect(),
            confidence: round(event.confidence),
            nearest: self.nearest(&event.nearest),
            note: event.note.as_ref().map(Into::into),
        }
    }

    fn fate(&self, fate: &Fate) -> FateView {
        FateView {
            track: fate.track.clone(),
            kind: fate.kind.name().into(),
            last_seen: fate.last_seen.map(|d| self.document_id(d)),
            confidence: round(fate.confidence),
            reason: (&fate.reason).into(),
            into: fate.into.and_then(|l| self.lineage_id(l)),
            nearest: self.nearest(&fate.nearest),
        }
    }
}

fn edit_op(op: EditOp) -> EditOpView {
    match op {
        EditOp::Kept => EditOpView::Kept,
        EditOp::Removed => EditOpView::Removed,
        EditOp::Added => EditOpView::Added,
    }
}
