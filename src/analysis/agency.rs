//! Agencies: who is responsible for which measure.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::segment::AgencyRole;
use crate::span::Span;
use std::collections::BTreeMap;

/// One agency with all that it is named for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Name: as printed, or what the codebook calls the body of that name.
    pub name: String,
    /// The names by which the texts call it, by first mention.
    pub names: Vec<String>,
    /// Every naming, in time and reading order.
    pub uses: Vec<AgencyUse>,
}

/// An agency named for a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AgencyUse {
    /// The measure, or the item or heading whose measures it is named for.
    pub clause: ClauseRef,
    /// Place of the name.
    pub span: Span,
    /// Part it has.
    pub role: AgencyRole,
}

/// Gathers all agencies by the body that is named, by first mention.
pub(super) fn agencies(series: &Series) -> Vec<Agency> {
    let mut agencies: Vec<Agency> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (d, tree) in series.trees.iter().enumerate() {
        let text = series.document_text(d);
        for (c, clause) in tree.clauses.iter().enumerate() {
            for mention in &clause.agencies {
                let printed = mention.span.of(text);
                let name = series.vocabulary.agencies.body(printed);
                let at = *known.entry(name.to_owned()).or_insert(agencies.len());
                if at == agencies.len() {
                    agencies.push(Agency {
                        name: name.to_owned(),
                        names: Vec::new(),
                        uses: Vec::new(),
                    });
                }
                if !agencies[at].names.iter().any(|known| known == printed) {
                    agencies[at].names.push(printed.to_owned());
                }
                agencies[at].uses.push(AgencyUse {
                    clause: ClauseRef::new(d, c),
                    span: mention.span,
                    role: mention.role,
                });
            }
        }
    }
    agencies
}
