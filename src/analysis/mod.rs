//! What happened to every measure, with the evidence: changes, events, fates, strength, targets, statistics.
//!
//! Knows nothing of output formats. Each question is one file: what is asked stands in its head, the answer's type
//! beside the method. Everything here is read off the texts and the lineages; nothing feeds back into the links.

mod absence;
mod agency;
mod citation;
mod cut;
mod date;
mod diff;
mod edit;
mod event;
mod fate;
mod indicator;
mod instrument;
mod programme;
mod scope;
mod series;
mod statistics;
mod strength;
mod target;
mod tie;
mod topic;
mod track;

pub use agency::{Agency, AgencyUse};
pub use citation::{CitationUse, CitedWork};
pub use date::{DateKind, DateMention};
pub use diff::{Change, Layout, Moved};
pub use edit::{Edit, EditOp, Edits};
pub use event::{Event, EventKind};
pub use fate::{Fate, FateKind};
pub use indicator::{Comparability, Comparison, Indicator};
pub use instrument::InstrumentUse;
pub use programme::{Programme, ProgrammeKind};
pub use scope::{Coverage, Scope};
pub use series::{Place, Series};
pub use statistics::{
    Basis as RateBasis, Composition, Rate, RateName, Statistics, StepCounts, Survival, SurvivalPoint, TopicDensity,
};
pub use strength::{Direction, StrengthChange, StrengthComponent, Trend};
pub use target::{Basis, Bound, Target};
pub use topic::Topic;
pub use track::{Step, Track};

use crate::align::Alignment;
use crate::document::Document;
use crate::lexicon::Vocabulary;
use crate::lineage::Lineages;
use crate::parameter::Parameter;
use crate::segment::ClauseTree;
use crate::words::Words;

/// What shapes the analysis.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::new("analysis.second-share", event::SECOND_SHARE),
    Parameter::new("analysis.island-letters", diff::ISLAND as f64),
    Parameter::new("analysis.two-columns-below", diff::TWO_COLUMNS),
    Parameter::new("analysis.same-heading", diff::SAME_HEADING),
    Parameter::new("analysis.least-related", tie::LEAST_RELATED),
    Parameter::new("analysis.confined", scope::CONFINED),
    Parameter::new("analysis.topics", topic::MOST as f64),
    Parameter::new("analysis.topic-too-common", topic::TOO_COMMON),
    Parameter::new("analysis.topic-heading-weight", topic::HEADING_WEIGHT),
    Parameter::new("analysis.bootstrap-draws", statistics::BOOTSTRAP_DRAWS as f64),
];

/// Everything that can be said about a series beyond its links.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Tracks in the order of their first documents.
    pub tracks: Vec<Track>,
    /// What each document covers, in the documents' order.
    pub scopes: Vec<Scope>,
    /// Topics, most frequent first; lineages refer to them by index.
    pub topics: Vec<Topic>,
    /// One for each link, in the links' order.
    pub changes: Vec<Change>,
    /// One for each lineage, in the lineages' order.
    pub histories: Vec<History>,
    /// Every figure that commits to something, in time and reading order.
    pub targets: Vec<Target>,
    /// The same indicator through time.
    pub indicators: Vec<Indicator>,
    /// Every date in a measure, with what it is for, in time and reading order.
    pub dates: Vec<DateMention>,
    /// Who is responsible for what.
    pub agencies: Vec<Agency>,
    /// What the documents cite; those cited by most documents first.
    pub citations: Vec<CitedWork>,
    /// Named programmes, institutions and occasions, by first mention.
    pub programmes: Vec<Programme>,
    /// Suggested policy instruments, in time and reading order.
    pub instruments: Vec<InstrumentUse>,
    /// Figures with numerator and denominator.
    pub statistics: Statistics,
}

/// What became of one lineage.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Events in time order, track by track within a document.
    pub events: Vec<Event>,
    /// Fate in each track, in the tracks' order.
    pub fates: Vec<Fate>,
    /// Index of its topic; `None` where no topic's word occurs.
    pub topic: Option<usize>,
    /// Strength of the last wording against the first; `None` in a lineage of one clause.
    pub trend: Option<Trend>,
    /// Indices into [`Analysis::targets`].
    pub targets: Vec<usize>,
    /// Indices into [`Analysis::agencies`].
    pub agencies: Vec<usize>,
    /// Indices into [`Analysis::programmes`].
    pub programmes: Vec<usize>,
    /// Indices into [`Analysis::instruments`].
    pub instruments: Vec<usize>,
}

/// Tells the history of every lineage.
///
/// `documents` and `trees` run from old to new; `alignment` and `lineages` refer to them; texts are compared by `words`,
/// and read by the `vocabulary`.
pub fn analyze(
    documents: &[Document],
    trees: &[ClauseTree],
    alignment: &Alignment,
    lineages: &Lineages,
    words: &Words,
    vocabulary: &Vocabulary,
) -> Analysis {
    let series = Series {
        documents,
        trees,
        words,
        vocabulary,
    };
    let tracks = track::tracks(documents);
    let linked = alignment.links.iter().flat_map(|link| [link.old, link.new]);
    let ends = lineages.lineages.iter().filter_map(strength::ends);
    let wordings = strength::Wordings::read(&series, linked.chain(ends.flat_map(|(old, new)| [old, new])));
    let changes = diff::changes(&series, &wordings, alignment);
    let topics = topic::topics(&series, lineages);
    let scopes = scope::scopes(&series, lineages, &topics);
    let programmes = programme::programmes(&series);
    let refusals = absence::Refusals::new(alignment);
    let ties = tie::Ties::new(alignment, lineages);
    let evidence = event::Evidence {
        series: &series,
        tracks: &tracks,
        alignment,
        refusals: &refusals,
        changes: &changes,
        lineages,
        ties: &ties,
        scopes: &scopes,
    };
    let events = event::events(&evidence);
    let fates = fate::fates(&evidence, &events);
    let targets = target::targets(&series);
    let agencies = agency::agencies(&series);
    let instruments = instrument::instruments(&series);
    let statistics = statistics::statistics(&statistics::Evidence {
        series: &series,
        tracks: &tracks,
        topics: &topics,
        lineages,
        events: &events,
    });
    let mut known = strength::Bigrams::default();
    let mut histories: Vec<History> = events
        .into_iter()
        .zip(fates)
        .enumerate()
        .map(|(at, (events, fates))| History {
            events,
            fates,
            topic: topics.of(at),
            trend: strength::trend(&wordings, &lineages.lineages[at], &mut known),
            ..History::default()
        })
        .collect();
    assign(lineages, &mut histories, targets.iter().map(|t| vec![t.clause]), |h| {
        &mut h.targets
    });
    let charged = agency::of_lineages(&series, lineages, &agencies);
    histories
        .iter_mut()
        .zip(charged)
        .for_each(|(h, charged)| h.agencies = charged);
    assign(
        lineages,
        &mut histories,
        programmes.iter().map(|p| p.mentions.iter().map(|m| m.clause).collect()),
        |h| &mut h.programmes,
    );
    assign(
        lineages,
        &mut histories,
        instruments.iter().map(|i| vec![i.clause]),
        |h| &mut h.instruments,
    );
    Analysis {
        indicators: indicator::indicators(&series, &targets),
        dates: date::dates(&series),
        citations: citation::works(documents),
        scopes: scopes.list,
        topics: topics.topics,
        tracks,
        changes,
        histories,
        targets,
        agencies,
        programmes,
        instruments,
        statistics,
    }
}

/// Writes the number of each finding to the lineages of its clauses, once each.
fn assign(
    lineages: &Lineages,
    histories: &mut [History],
    findings: impl Iterator<Item = Vec<crate::ids::ClauseRef>>,
    list: impl Fn(&mut History) -> &mut Vec<usize>,
) {
    for (number, clauses) in findings.enumerate() {
        for lineage in clauses.into_iter().filter_map(|c| lineages.of(c)) {
            let found = list(&mut histories[lineage]);
            if found.last() != Some(&number) {
                found.push(number);
            }
        }
    }
}
