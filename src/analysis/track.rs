//! Tracks: documents of one jurisdiction or issuer, within which a measure can be carried on or dropped.

use crate::document::Document;

/// The documents in which fates are told together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Name: the manifest's, else the jurisdiction, else `main`.
    pub name: String,
    /// Indices of its documents, oldest first.
    pub documents: Vec<usize>,
}

/// One document and the next of the same track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Index of the track.
    pub track: usize,
    /// Index of the earlier document.
    pub from: usize,
    /// Index of the later document.
    pub to: usize,
}

impl Track {
    /// Index of the newest document.
    pub fn newest(&self) -> usize {
        self.documents[self.documents.len() - 1]
    }
}

/// Groups documents by track, in the order of each track's first document.
pub(super) fn tracks(documents: &[Document]) -> Vec<Track> {
    let mut tracks: Vec<Track> = Vec::new();
    for (d, document) in documents.iter().enumerate() {
        let name = &document.metadata.track.value;
        match tracks.iter_mut().find(|t| t.name == *name) {
            Some(track) => track.documents.push(d),
            None => tracks.push(Track {
                name: name.clone(),
                documents: vec![d],
            }),
        }
    }
    tracks
}

/// All steps, by track and time.
pub(super) fn steps(tracks: &[Track]) -> impl Iterator<Item = Step> + '_ {
    tracks.iter().enumerate().flat_map(|(track, t)| {
        t.documents.windows(2).map(move |w| Step {
            track,
            from: w[0],
            to: w[1],
        })
    })
}
