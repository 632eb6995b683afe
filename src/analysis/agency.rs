//! Agencies: who is responsible for which measure.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::lineage::Lineages;
use crate::segment::AgencyRole;
use crate::span::Span;
use rustc_hash::FxHashMap;
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

/// For each lineage the agencies of its clauses, by number, in order, once each: those named in a clause and below it,
/// else those of the nearest heading or item above.
pub(super) fn of_lineages(series: &Series, lineages: &Lineages, agencies: &[Agency]) -> Vec<Vec<usize>> {
    let mut named: FxHashMap<ClauseRef, Vec<usize>> = FxHashMap::default();
    for (number, agency) in agencies.iter().enumerate() {
        for used in &agency.uses {
            named.entry(used.clause).or_default().push(number);
        }
    }
    let of_clause = |at: ClauseRef| -> Vec<usize> {
        let (d, c) = (at.document_index(), at.clause_index());
        let tree = &series.trees[d];
        let at_index = |i: usize| named.get(&ClauseRef::new(d, i)).cloned().unwrap_or_default();
        let end = tree.clauses[c].extent.end;
        let below = (c..tree.clauses.len()).take_while(|&i| i == c || tree.clauses[i].extent.start < end);
        let own: Vec<usize> = below.flat_map(at_index).collect();
        if !own.is_empty() {
            return own;
        }
        let above = tree.ancestors(c).into_iter().rev().map(at_index);
        above.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    };
    let lineages = lineages.lineages.iter();
    let all = lineages.map(|lineage| {
        let mut found: Vec<usize> = lineage.clauses.iter().flat_map(|&at| of_clause(at)).collect();
        found.sort_unstable();
        found.dedup();
        found
    });
    all.collect()
}
