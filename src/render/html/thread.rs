//! A lineage as the report draws it: where it stands in each document, and what happened between.

use crate::render::texts::{At, Texts};
use crate::render::view::{LineageView, View};

/// One lineage through the columns.
#[derive(Clone, Debug)]
pub(super) struct Thread {
    /// Index in the view's lineages.
    pub(super) lineage: usize,
    /// Its first clause in each document in which it stands, in time.
    pub(super) homes: Vec<At>,
    /// What happened between two documents in which it stands, one after the other.
    pub(super) steps: Vec<Step>,
    /// Whether its first clause answers to one of another lineage.
    pub(super) comes_from_another: bool,
    /// Whether its last clause goes on in another lineage.
    pub(super) goes_on_in_another: bool,
}

/// What happened between two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Document before.
    pub(super) from: usize,
    /// Document after.
    pub(super) to: usize,
    /// What happened.
    pub(super) kind: Kind,
}

/// What the picture tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The same words.
    Unchanged,
    /// Other words.
    Modified,
    /// Split, merged or absorbed.
    Regrouped,
    /// Back after an absence.
    Revived,
}

impl Kind {
    /// Name in classes and data.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Unchanged => "unchanged",
            Kind::Modified => "modified",
            Kind::Regrouped => "regrouped",
            Kind::Revived => "revived",
        }
    }
}

impl Thread {
    /// Last document in which it stands.
    pub(super) fn last(&self) -> Option<usize> {
        self.homes.last().map(|at| at.0)
    }

    /// Its first clause in a document.
    pub(super) fn home(&self, document: usize) -> Option<At> {
        let place = self.homes.binary_search_by_key(&document, |at| at.0);
        place.ok().map(|place| self.homes[place])
    }
}

/// Reads all lineages that count in the rates.
pub(super) fn threads(view: &View, texts: &Texts) -> Vec<Thread> {
    let counted = view.lineages.iter().enumerate().filter(|(_, l)| l.lane == "measures");
    counted.map(|(i, l)| thread(view, texts, i, l)).collect()
}

fn thread(view: &View, texts: &Texts, index: usize, lineage: &LineageView) -> Thread {
    let mut homes: Vec<At> = lineage.clauses.iter().filter_map(|id| texts.find(id)).collect();
    // Stable: the first of a document stays the first.
    homes.sort_by_key(|at| at.0);
    homes.dedup_by_key(|at| at.0);
    let steps = homes.windows(2).map(|pair| Step {
        from: pair[0].0,
        to: pair[1].0,
        kind: kind(view, lineage, pair[1].0),
    });
    let [comes_from_another, goes_on_in_another] = other_ends(view, texts, lineage);
    Thread {
        comes_from_another,
        goes_on_in_another,
        lineage: index,
        steps: steps.collect(),
        homes,
    }
}

/// Whether a lineage's first clause answers to one of another lineage, and whether its last goes on in another.
pub(super) fn other_ends(view: &View, texts: &Texts, lineage: &LineageView) -> [bool; 2] {
    let documents = lineage.clauses.iter().filter_map(|id| texts.find(id)).map(|at| at.0);
    let (Some(first), Some(last)) = (documents.clone().min(), documents.max()) else {
        return [false, false];
    };
    let id = |document: usize| view.documents[document].id.as_str();
    [
        comes_from_another(lineage, id(first)),
        goes_on_in_another(lineage, id(last)),
    ]
}

fn comes_from_another(lineage: &LineageView, first: &str) -> bool {
    let mut events = lineage.events.iter().filter(|e| e.to == first && e.out_of.is_some());
    let mut fates = lineage
        .fates
        .iter()
        .filter(|f| f.into.is_none() && f.kind == "taken-up");
    events.any(|e| e.kind != "related") || fates.any(|f| f.last_seen.as_deref() == Some(first))
}

fn goes_on_in_another(lineage: &LineageView, last: &str) -> bool {
    let after = lineage.events.iter().filter(|e| e.from.as_deref() == Some(last));
    let mut merged = after.filter(|e| e.into.is_some() && e.kind != "related");
    let mut taken_up = lineage
        .fates
        .iter()
        .filter(|f| f.into.is_some() && f.kind == "taken-up");
    merged.next().is_some() || taken_up.next().is_some()
}

fn kind(view: &View, lineage: &LineageView, to: usize) -> Kind {
    let id = view.documents[to].id.as_str();
    let mut kinds = lineage
        .events
        .iter()
        .filter(|e| e.to == id && !e.new.is_empty() && e.into.is_none());
    match kinds.next_back().map_or("", |e| e.kind.as_str()) {
        "unchanged" => Kind::Unchanged,
        "split" | "merged" | "absorbed" => Kind::Regrouped,
        "revived" => Kind::Revived,
        _ => Kind::Modified,
    }
}
