//! What becomes of a lineage in a document that holds it.

use super::super::tie::{Closeness, Tie};
use super::super::track::Step;
use super::parting::Waiting;
use super::{Event, EventKind, Evidence, SECOND_SHARE, Share};
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::lineage::Lineage;

impl Evidence<'_> {
    /// Back after documents without it: revived if it was missed in one of them, else carried past them.
    pub(super) fn resume(&self, lineage: &Lineage, step: Step, waiting: &Waiting) -> Event {
        let (old, new) = (lineage.in_document(step.from), lineage.in_document(step.to));
        let mut event = self.carried(lineage, step, old.to_vec(), new.to_vec());
        let missed = waiting.holds(EventKind::Dropped);
        if missed && event.kind != EventKind::Related {
            event.kind = EventKind::Revived;
        }
        let between = if missed {
            Bilingual::new("中间文件未见，此后再次出现", "not found in between, found again")
        } else if waiting.holds(EventKind::Related) {
            Bilingual::new(
                "中间文件仅有相关条款",
                "the documents in between hold related clauses only",
            )
        } else if waiting.holds(EventKind::OutsideScope) {
            Bilingual::new(
                "中间文件不涉及该专题",
                "the documents in between do not cover its topic",
            )
        } else {
            Bilingual::new("中间文件并入其他措施", "part of another measure in between")
        };
        event.note = Some(match event.note.take() {
            None => between,
            Some(note) => Bilingual::new(
                format!("{}；{}", between.zh, note.zh),
                format!("{}; {}", between.en, note.en),
            ),
        });
        event
    }

    /// In both documents: one event for each group of directly linked clauses, one for what only the lineage links.
    pub(super) fn go_on(&self, lineage: &Lineage, step: Step) -> Vec<Event> {
        let (old, new) = (lineage.in_document(step.from), lineage.in_document(step.to));
        let direct: Vec<(ClauseRef, ClauseRef)> = self.direct(lineage, step).map(|(_, o, n)| (o, n)).collect();
        let (mut events, mut rest): (Vec<Event>, Group) = Default::default();
        for (old, new) in groups(old, new, &direct) {
            if old.is_empty() || new.is_empty() {
                rest.0.extend(old);
                rest.1.extend(new);
            } else {
                events.push(self.carried(lineage, step, old, new));
            }
        }
        let goes_elsewhere = |&c: &ClauseRef| {
            let tie = self.ties.best(c, step.to);
            tie.is_some_and(|tie| tie.closeness == Closeness::Same)
        };
        let (gone, left) = match rest.1.as_slice() {
            [] => (rest.0, Vec::new()),
            _ => rest.0.into_iter().partition(goes_elsewhere),
        };
        events.extend(self.part(lineage, step, &mut Waiting::new(&gone)));
        if !rest.1.is_empty() {
            events.push(self.carried(lineage, step, left, rest.1));
        }
        events
    }

    fn carried(&self, lineage: &Lineage, step: Step, old: Vec<ClauseRef>, new: Vec<ClauseRef>) -> Event {
        let links: Vec<usize> = self
            .direct(lineage, step)
            .filter(|(_, o, n)| old.contains(o) && new.contains(n))
            .map(|(link, ..)| link)
            .collect();
        let certainty = links.iter().map(|&l| self.alignment.links[l].certainty());
        let Some(confidence) = certainty.reduce(f64::max) else {
            return self.indirect(lineage, step, old, new);
        };
        let shares: Vec<Share> = links.iter().map(|&l| self.share(l)).collect();
        let unchanged = links.iter().all(|&l| self.changes[l].kind == EventKind::Unchanged);
        let kind = match (old.len(), new.len()) {
            (1, 1) if unchanged => EventKind::Unchanged,
            (o, n) if n > o && second(shares.iter().map(|s| s.kept)) => EventKind::Split,
            (o, n) if o > n && second(shares.iter().map(|s| s.inherited)) => EventKind::Merged,
            _ => EventKind::Modified,
        };
        Event {
            kind,
            shares,
            confidence,
            note: self.elsewhere(&old, step.to),
            ..self.between(step, old, new)
        }
    }

    /// Which clauses of other lineages in a document answer to the clauses as well: what was split into two lineages.
    fn elsewhere(&self, clauses: &[ClauseRef], document: usize) -> Option<Bilingual> {
        let ties = clauses.iter().flat_map(|&c| self.ties.of(c, document));
        let other = |tie: &&Tie| tie.closeness == Closeness::Same && self.lineages.of(tie.own) != Some(tie.lineage);
        let mut found: Vec<ClauseRef> = ties.filter(other).map(|tie| tie.other).collect();
        found.sort_unstable();
        found.dedup();
        let ids: Vec<&str> = found.iter().map(|&c| self.series.clause(c).id.as_str()).collect();
        (!ids.is_empty()).then(|| {
            Bilingual::new(
                format!("另有属于其他措施的条款与之对应：{}", ids.join("、")),
                format!("clauses of other measures correspond as well: {}", ids.join(", ")),
            )
        })
    }

    /// Clauses of one lineage without a direct link: related, through the clause that ties the newer ones to it.
    fn indirect(&self, lineage: &Lineage, step: Step, old: Vec<ClauseRef>, new: Vec<ClauseRef>) -> Event {
        let links = lineage.derivations.iter().map(|&l| &self.alignment.links[l]);
        let through = links
            .filter(|link| new.contains(&link.new))
            .reduce(|a, b| if b.certainty() > a.certainty() { b } else { a });
        let through = through.map_or("", |link| self.series.clause(link.old).id.as_str());
        let (confidence, nearest) = match old.as_slice() {
            [] => self.refusals.absence(&new, &[step.from]),
            old => self.refusals.absence(old, &[step.to]),
        };
        Event {
            kind: EventKind::Related,
            confidence,
            nearest,
            note: Some(Bilingual::new(
                format!("两处无直接对应，经由 {through} 相连"),
                format!("no direct link; tied through {through}"),
            )),
            ..self.between(step, old, new)
        }
    }

    /// Links of the lineage between the two documents of a step.
    fn direct<'s>(
        &'s self,
        lineage: &'s Lineage,
        step: Step,
    ) -> impl Iterator<Item = (usize, ClauseRef, ClauseRef)> + 's {
        lineage.derivations.iter().filter_map(move |&l| {
            let link = &self.alignment.links[l];
            let fits = link.old.document_index() == step.from && link.new.document_index() == step.to;
            fits.then_some((l, link.old, link.new))
        })
    }

    pub(super) fn share(&self, link: usize) -> Share {
        let change = &self.changes[link];
        Share {
            link,
            kept: change.kept_share,
            inherited: change.inherited_share,
        }
    }

    /// An event of a step that says nothing yet beyond its clauses.
    pub(super) fn between(&self, step: Step, old: Vec<ClauseRef>, new: Vec<ClauseRef>) -> Event {
        Event {
            kind: EventKind::Modified,
            track: step.track,
            from: Some(step.from),
            to: step.to,
            old,
            new,
            into: None,
            out_of: None,
            shares: Vec::new(),
            confidence: 1.0,
            nearest: Vec::new(),
            note: None,
        }
    }
}

/// Whether the second largest share is large enough beside the largest.
fn second(shares: impl Iterator<Item = f64>) -> bool {
    let mut sorted: Vec<f64> = shares.collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted.len() >= 2 && sorted[1] >= SECOND_SHARE * (sorted[0] + sorted[1])
}

type Group = (Vec<ClauseRef>, Vec<ClauseRef>);

/// Connected groups of two sides, ordered by their first old clause, then by their first new one.
fn groups(old: &[ClauseRef], new: &[ClauseRef], ties: &[(ClauseRef, ClauseRef)]) -> Vec<Group> {
    let mut groups: Vec<Group> = old.iter().map(|&c| (vec![c], Vec::new())).collect();
    for &clause in new {
        let partners: Vec<ClauseRef> = ties.iter().filter(|t| t.1 == clause).map(|t| t.0).collect();
        let (mut joined, apart): (Vec<Group>, Vec<Group>) = groups
            .into_iter()
            .partition(|g| g.0.iter().any(|c| partners.contains(c)));
        let mut group: Group = (Vec::new(), Vec::new());
        for part in &mut joined {
            group.0.append(&mut part.0);
            group.1.append(&mut part.1);
        }
        group.1.push(clause);
        groups = apart;
        groups.push(group);
    }
    for group in &mut groups {
        group.0.sort_unstable();
        group.1.sort_unstable();
    }
    groups.sort();
    groups
}
