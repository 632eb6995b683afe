//! Names of agencies that stand for one body: abbreviations, and what it was called before.

use super::LexiconError;
use super::error::{EntryFault, Table};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// One agency as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    name: Spanned<String>,
    names: Spanned<Vec<Spanned<String>>>,
}

/// Which names stand for one body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencyNames(BTreeMap<String, String>);

/// Reads the agencies of one file, in which no name may stand twice.
pub(super) fn read(entries: &[Entry]) -> Result<AgencyNames, LexiconError> {
    let mut found = BTreeMap::new();
    for entry in entries {
        let own = entry.name.get_ref().trim();
        if own.is_empty() || entry.names.get_ref().is_empty() {
            return Err(Table::Agency.wrong(entry.name.span(), EntryFault::Empty));
        }
        for name in std::iter::once(&entry.name).chain(entry.names.get_ref()) {
            let text = name.get_ref().trim();
            if text.is_empty() {
                return Err(Table::Agency.wrong(name.span(), EntryFault::Empty));
            }
            if found.insert(text.to_owned(), own.to_owned()).is_some() {
                return Err(Table::Agency.wrong(name.span(), EntryFault::Twice(text.to_owned())));
            }
        }
    }
    Ok(AgencyNames(found))
}

impl AgencyNames {
    /// What the body behind a printed name is called; the name itself where nothing is said of it.
    pub fn body<'n>(&'n self, printed: &'n str) -> &'n str {
        self.0.get(printed).map_or(printed, String::as_str)
    }
}
