//! `corpus.toml`: which documents make a series, and what is known about them.

use super::{Declared, Level, Problem, Status};
use crate::lang::Bilingual;
use serde::Deserialize;
use std::path::Path;

/// A manifest as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) series: SeriesTable,
    #[serde(default, rename = "document")]
    pub(super) documents: Vec<DocumentTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeriesTable {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) lexicon: Option<String>,
    pub(super) decisions: Option<String>,
    pub(super) vectors: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentTable {
    pub(super) path: toml::Spanned<String>,
    id: Option<String>,
    title: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
    jurisdiction: Option<String>,
    level: Option<String>,
    number: Option<String>,
    status: Option<String>,
    track: Option<String>,
}

impl DocumentTable {
    /// What the table declares.
    pub(super) fn declared(&self) -> Declared {
        Declared {
            id: self.id.clone(),
            title: self.title.clone(),
            date: self.date.as_deref().and_then(|d| d.parse().ok()),
            issuer: self.issuer.clone(),
            jurisdiction: self.jurisdiction.clone(),
            level: self.level.as_deref().and_then(|l| {
                [Level::Nation, Level::Province, Level::City, Level::County]
                    .into_iter()
                    .find(|x| x.name() == l)
            }),
            number: self.number.clone(),
            status: self.status.as_deref().and_then(|s| {
                [Status::InForce, Status::Draft, Status::Expired]
                    .into_iter()
                    .find(|x| x.name() == s)
            }),
            track: self.track.clone(),
        }
    }
}

/// Reads a manifest's text.
pub(super) fn parse(path: &Path, text: &str) -> Result<Manifest, Problem> {
    toml::from_str(text).map_err(|error| Problem {
        path: path.to_owned(),
        span: error.span(),
        text: Some(text.to_owned()),
        code: "manifest-invalid",
        message: Bilingual::new(format!("清单有误：{}", error.message()), error.message()),
        hint: Bilingual::new("可用的键见 README", "see README for the keys"),
    })
}
