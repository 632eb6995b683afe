//! Fates: what became of a lineage in each track, as of the track's newest document.

mod across;
mod within;

use super::event::{Event, Evidence};
use crate::lang::Bilingual;

/// What became of a lineage in one track, as of the track's newest document.
#[derive(Clone, Debug, PartialEq)]
pub struct Fate {
    /// The track's name.
    pub track: String,
    /// What became of it.
    pub kind: FateKind,
    /// Index of the document in which it, or a clause of another lineage that answers to it, was last found in this track.
    pub last_seen: Option<usize>,
    /// How sure it is, [0, 1].
    pub confidence: f64,
    /// Why, in words.
    pub reason: Bilingual,
    /// Index of the lineage that it goes on in, or in which a related clause stands.
    pub into: Option<usize>,
    /// Nearest refused candidates (indices into the alignment's refusals), where it was not found later.
    pub nearest: Vec<usize>,
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
    /// Goes on in another lineage.
    Merged,
    /// Not found after `last_seen`, and the occasion it names has passed (第19届亚运会).
    OccasionPassed,
    /// Absent from documents that do not cover its topic.
    OutsideScope,
    /// Its document expired without a successor.
    Lapsed,
    /// Taken up by another track.
    TakenUp,
    /// Not taken up by another track.
    NotTakenUp,
    /// Nothing corresponds, only related clauses were found.
    Related,
}

impl FateKind {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            FateKind::Carried => "carried",
            FateKind::New => "new",
            FateKind::Dropped => "dropped",
            FateKind::Merged => "merged",
            FateKind::OccasionPassed => "occasion-passed",
            FateKind::OutsideScope => "outside-scope",
            FateKind::Lapsed => "lapsed",
            FateKind::TakenUp => "taken-up",
            FateKind::NotTakenUp => "not-taken-up",
            FateKind::Related => "related",
        }
    }
}

/// Tracks up to which a lineage's absence from each other track is told. A few thousand statutes of a thousand
/// issuers are no series: a thousand absences for every measure would say nothing and take gigabytes.
const MANY_TRACKS: usize = 24;

/// Tells the fates of every lineage in the tracks that have a document no older than its first clause; where there are
/// more than [`MANY_TRACKS`], in those alone that hold it.
pub(super) fn fates(evidence: &Evidence, events: &[Vec<Event>]) -> Vec<Vec<Fate>> {
    let told = evidence.lineages.lineages.iter().zip(events);
    told.map(|(lineage, events)| {
        let tracks = evidence.tracks.iter().enumerate();
        let told = tracks.filter_map(|(number, track)| {
            let own: Vec<&Event> = events.iter().filter(|e| e.track == number).collect();
            match own.as_slice() {
                [] if evidence.tracks.len() > MANY_TRACKS => None,
                [] => across::fate(evidence, track, lineage),
                own => Some(within::fate(evidence, track, lineage, own)),
            }
        });
        told.collect()
    })
    .collect()
}
