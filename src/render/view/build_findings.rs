//! Fills the wire types of statistics, targets, agencies, citations, programmes, instruments, topics and tracks.

use super::build::{Builder, agency_role_name, citation_role_name};
use super::{
    AgencyUseView, AgencyWorkView, CitationUseView, CitedWorkView, ComparisonView, CompositionView, DateView,
    DensityView, IndicatorView, InstrumentView, PlaceView, ProgrammeView, RateView, StatisticsView, StepView,
    SurvivalPointView, SurvivalView, TargetView, TopicView, TrackView, round,
};
use crate::analysis::{EventKind, Rate, StepCounts, Survival};
use std::collections::BTreeMap;

impl Builder<'_> {
    pub(super) fn tracks(&self) -> Vec<TrackView> {
        let tracks = self.outcome.analysis.tracks.iter();
        let view = |t: &crate::analysis::Track| TrackView {
            name: t.name.clone(),
            documents: t.documents.iter().map(|&d| self.document_id(d)).collect(),
        };
        tracks.map(view).collect()
    }

    pub(super) fn topics(&self) -> Vec<TopicView> {
        let topics = self.outcome.analysis.topics.iter();
        let view = |t: &crate::analysis::Topic| TopicView {
            name: t.name.clone(),
            headed_in: t.headed_in.iter().map(|&d| self.document_id(d)).collect(),
            lineages: t.lineages,
        };
        topics.map(view).collect()
    }

    pub(super) fn statistics(&self) -> StatisticsView {
        let all = &self.outcome.analysis.statistics;
        StatisticsView {
            steps: all.steps.iter().map(|s| self.step(s)).collect(),
            rates: all.rates.iter().map(|r| self.rate(r)).collect(),
            survival: all.survival.iter().map(|s| self.survival(s)).collect(),
            density: self.density(),
            composition: self.composition(),
        }
    }

    fn step(&self, counts: &StepCounts) -> StepView {
        let named =
            |counts: &BTreeMap<EventKind, usize>| counts.iter().map(|(k, n)| (k.name().to_owned(), *n)).collect();
        StepView {
            track: self.track(counts.step.track),
            from: self.document_id(counts.step.from),
            to: self.document_id(counts.step.to),
            old: counts.old,
            new: counts.new,
            fates: named(&counts.fates),
            origins: named(&counts.origins),
        }
    }

    fn rate(&self, rate: &Rate) -> RateView {
        RateView {
            name: rate.name.name().into(),
            basis: rate.basis.name().into(),
            track: self.track(rate.step.track),
            from: self.document_id(rate.step.from),
            to: self.document_id(rate.step.to),
            numerator: rate.numerator,
            denominator: rate.denominator,
            low: round(rate.low),
            high: round(rate.high),
        }
    }

    fn survival(&self, survival: &Survival) -> SurvivalView {
        let points = survival.points.iter().map(|p| SurvivalPointView {
            age_years: p.age_years,
            at_risk: p.at_risk,
            ended: p.ended,
            share: round(p.share),
        });
        SurvivalView {
            track: self.track(survival.track),
            points: points.collect(),
            half_life_years: survival.half_life_years,
        }
    }

    fn density(&self) -> Vec<DensityView> {
        let all = self.outcome.analysis.statistics.density.iter();
        let view = |d: &crate::analysis::TopicDensity| DensityView {
            document: self.document_id(d.document),
            topic: d.topic.and_then(|t| self.topic(t)),
            clauses: d.clauses,
            characters: d.characters,
        };
        all.map(view).collect()
    }

    fn composition(&self) -> Vec<CompositionView> {
        let all = self.outcome.analysis.statistics.composition.iter();
        let view = |c: &crate::analysis::Composition| CompositionView {
            document: self.document_id(c.document),
            first: self.document_id(c.first),
            clauses: c.clauses,
            characters: c.characters,
        };
        all.map(view).collect()
    }

    pub(super) fn targets(&self) -> Vec<TargetView> {
        let targets = self.outcome.analysis.targets.iter();
        let view = |t: &crate::analysis::Target| TargetView {
            name: t.name.clone(),
            value: round(t.value),
            unit: t.unit.clone(),
            bound: t.bound.name().into(),
            basis: t.basis.name().into(),
            year: t.year,
            clause: self.id(t.clause),
            span: self.span(t.clause.document_index(), t.span),
            text: self.text(t.clause.document_index(), t.span),
        };
        targets.map(view).collect()
    }

    pub(super) fn indicators(&self) -> Vec<IndicatorView> {
        let comparison = |c: &crate::analysis::Comparison| ComparisonView {
            old: c.old,
            new: c.new,
            comparability: c.comparability.name().into(),
            direction: c.direction.name().into(),
            note: (&c.note).into(),
        };
        let indicators = self.outcome.analysis.indicators.iter();
        let view = |i: &crate::analysis::Indicator| IndicatorView {
            name: i.name.clone(),
            unit: i.unit.clone(),
            targets: i.targets.clone(),
            comparisons: i.comparisons.iter().map(comparison).collect(),
        };
        indicators.map(view).collect()
    }

    pub(super) fn dates(&self) -> Vec<DateView> {
        let dates = self.outcome.analysis.dates.iter();
        let view = |d: &crate::analysis::DateMention| DateView {
            clause: self.id(d.clause),
            span: self.span(d.clause.document_index(), d.span),
            kind: d.kind.name().into(),
            from: d.from,
            to: d.to,
        };
        dates.map(view).collect()
    }

    pub(super) fn agencies(&self) -> Vec<AgencyWorkView> {
        let used = |u: &crate::analysis::AgencyUse| AgencyUseView {
            clause: self.id(u.clause),
            span: self.span(u.clause.document_index(), u.span),
            role: agency_role_name(u.role).into(),
        };
        let agencies = self.outcome.analysis.agencies.iter();
        let view = |a: &crate::analysis::Agency| AgencyWorkView {
            name: a.name.clone(),
            names: a.names.clone(),
            uses: a.uses.iter().map(used).collect(),
        };
        agencies.map(view).collect()
    }

    pub(super) fn cited_works(&self) -> Vec<CitedWorkView> {
        let used = |u: &crate::analysis::CitationUse| CitationUseView {
            document: self.document_id(u.document),
            span: self.span(u.document, u.span),
            role: citation_role_name(u.role).into(),
        };
        let works = self.outcome.analysis.citations.iter();
        let view = |w: &crate::analysis::CitedWork| CitedWorkView {
            title: w.title.clone(),
            number: w.number.clone(),
            document: w.document.map(|d| self.document_id(d)),
            uses: w.uses.iter().map(used).collect(),
        };
        works.map(view).collect()
    }

    pub(super) fn programmes(&self) -> Vec<ProgrammeView> {
        let place = |p: &crate::analysis::Place| PlaceView {
            clause: self.id(p.clause),
            span: self.span(p.clause.document_index(), p.span),
        };
        let programmes = self.outcome.analysis.programmes.iter();
        let view = |p: &crate::analysis::Programme| ProgrammeView {
            name: p.name.clone(),
            kind: p.kind.name().into(),
            mentions: p.mentions.iter().map(place).collect(),
        };
        programmes.map(view).collect()
    }

    pub(super) fn instruments(&self) -> Vec<InstrumentView> {
        let instruments = self.outcome.analysis.instruments.iter();
        let view = |i: &crate::analysis::InstrumentUse| InstrumentView {
            clause: self.id(i.clause),
            kind: i.kind.name().into(),
            subtype: (&i.subtype).into(),
            span: self.span(i.clause.document_index(), i.span),
        };
        instruments.map(view).collect()
    }
}
