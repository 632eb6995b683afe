//! Finds the facts of one document in its text.

use super::{Basis, Document, Fact, FileOrigin, Metadata};
use crate::corpus::{Source, Status};
use crate::date::Date;
use crate::ids::DocumentId;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Reads one document alone.
pub(super) fn parse_one(source: &Source) -> Document {
    let declared = &source.declared;
    let stated = |v: &Option<String>| {
        v.clone().map(|value| Fact {
            value,
            basis: Basis::Manifest,
        })
    };
    let date = declared
        .date
        .map(|value| Fact {
            value,
            basis: Basis::Manifest,
        })
        .or_else(|| year_of_file(&source.path));
    let id = declared
        .id
        .clone()
        .or_else(|| date.as_ref().map(|d| d.value.year.to_string()))
        .unwrap_or_else(|| stem(&source.path));
    let title = stated(&declared.title).unwrap_or_else(|| Fact {
        value: stem(&source.path),
        basis: Basis::FileName,
    });
    let jurisdiction = stated(&declared.jurisdiction);
    let track = stated(&declared.track)
        .or_else(|| jurisdiction.clone())
        .unwrap_or(Fact {
            value: "main".into(),
            basis: Basis::Inferred,
        });
    let metadata = Metadata {
        title,
        issuer: stated(&declared.issuer),
        number: stated(&declared.number),
        date,
        effective_from: None,
        effective_to: None,
        period: None,
        jurisdiction,
        level: declared.level.map(|value| Fact {
            value,
            basis: Basis::Manifest,
        }),
        status: declared.status.map_or(
            Fact {
                value: Status::InForce,
                basis: Basis::Inferred,
            },
            |value| Fact {
                value,
                basis: Basis::Manifest,
            },
        ),
        track,
        lead: None,
        citations: Vec::new(),
    };
    let origin = FileOrigin {
        path: source.path.clone(),
        format: source.format,
        encoding: source.encoding.clone(),
        reader: source.reader.clone(),
        sha256: source.sha256.clone(),
    };
    Document {
        id: DocumentId::new(id),
        text: source.text.clone(),
        origin,
        metadata,
        diagnostics: source.diagnostics.clone(),
    }
}

/// Adds `-2`, `-3` to ids that were used before.
pub(super) fn make_ids_unique(documents: &mut [Document]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        let count = seen.entry(document.id.as_str().to_owned()).or_default();
        *count += 1;
        if *count > 1 {
            document.id = DocumentId::new(format!("{}-{count}", document.id));
        }
    }
}

fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

fn year_of_file(path: &str) -> Option<Fact<Date>> {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|\D)((?:19|20)\d\d)(?:\D|$)").expect("the pattern is constant"));
    let stem = stem(path);
    let year = YEAR.captures(&stem)?.get(1)?.as_str().parse().ok()?;
    Some(Fact {
        value: Date::year(year),
        basis: Basis::FileName,
    })
}
