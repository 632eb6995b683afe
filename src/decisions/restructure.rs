//! Brings decisions to the trees: cuts and joins first, since all others are tied to the clauses that they leave.
//!
//! The text stays verbatim: own spans stay ordered and disjoint and give back the source. Other clauses keep their ids;
//! the second part of a cut clause bears the id of the first with `-2` after it, a joined clause loses its own.

use super::standing::{Held, Weight};
use super::{Anchors, Correction, Decision, Decisions, Loss, Lost, Standing, Subject, stand};
use crate::document::Document;
use crate::ids::{ClauseId, ClauseRef};
use crate::segment::{Clause, ClauseTree};
use crate::span::Span;
use std::collections::BTreeSet;

/// Applies the corrections of clauses to the trees and tells where every decision stands.
///
/// Without decisions the trees stay as they are.
///
/// # Complexity
/// Linear in the texts, up to logarithms; each cut or join is linear in the clauses of its document.
pub fn restructure(documents: &[Document], trees: &mut [ClauseTree], decisions: &Decisions) -> Standing {
    if decisions.list.is_empty() {
        return Standing::default();
    }
    let (cuts, others): (Vec<_>, Vec<_>) = decisions.list.iter().cloned().partition(is_cut);
    let mut standing = Standing::default();
    if !cuts.is_empty() {
        let raw = trees.to_vec();
        standing = stand(&Decisions { list: cuts }, &Anchors::new(documents, &raw));
        reshape(documents, trees, &mut standing);
    }
    let later = stand(&Decisions { list: others }, &Anchors::new(documents, trees));
    for held in later.applied() {
        if let (
            Subject::Clause {
                correction: Correction::Kind(kind),
                ..
            },
            &[at],
        ) = (&held.decision.subject, &*held.clauses)
        {
            trees[at.document_index()].clauses[at.clause_index()].kind = *kind;
        }
    }
    standing.held.extend(later.held);
    standing.lost.extend(later.lost);
    standing.contradictions.extend(later.contradictions);
    standing
}

fn is_cut(decision: &Decision) -> bool {
    let Subject::Clause { correction, .. } = &decision.subject else {
        return false;
    };
    matches!(correction, Correction::Cut(_) | Correction::Join)
}

/// One change of a tree: a clause that begins at a byte, or a clause that is joined to the one before it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    at: ClauseRef,
    begins: Option<usize>,
}

/// Carries out cuts and joins from the end of each document to its beginning, so that no position moves before its turn.
fn reshape(documents: &[Document], trees: &mut [ClauseTree], standing: &mut Standing) {
    let mut changes = BTreeSet::new();
    let (mut held, mut ids) = (Vec::new(), Vec::new());
    for decision in std::mem::take(&mut standing.held) {
        let at = decision.clauses[0];
        let (document, tree) = (&documents[at.document_index()], &trees[at.document_index()]);
        match change(document, tree, &decision) {
            Some((change, remains)) => {
                if decision.weight == Weight::Applied {
                    changes.insert(change);
                }
                ids.push(tree.clauses[remains].id.clone());
                held.push(decision);
            }
            None => standing.lost.push(Lost {
                clause: tree.clauses[at.clause_index()].id.to_string(),
                decision: decision.decision,
                loss: Loss::Unfit,
            }),
        }
    }
    for change in changes.into_iter().rev() {
        let tree = &mut trees[change.at.document_index()];
        match change.begins {
            Some(byte) => cut(tree, change.at.clause_index(), byte),
            None => join(tree, change.at.clause_index()),
        }
    }
    for (decision, id) in held.iter_mut().zip(ids) {
        let d = decision.clauses[0].document_index();
        if let Some(clause) = trees[d].clauses.iter().position(|c| c.id == id) {
            decision.clauses[0] = ClauseRef::new(d, clause);
        }
    }
    standing.held = held;
}

/// What a decision does to the tree, and the clause that is there afterwards; `None` where it cannot be done.
fn change(document: &Document, tree: &ClauseTree, held: &Held) -> Option<(Change, usize)> {
    let at = held.clauses[0];
    let index = at.clause_index();
    if tree.children(index).next().is_some() {
        return None;
    }
    let own = tree.clauses[index].span;
    match &held.decision.subject {
        Subject::Clause {
            correction: Correction::Cut(words),
            ..
        } => {
            let mut places = own.of(&document.text).match_indices(words.as_str());
            let place = places.next().map(|(byte, _)| byte).filter(|&byte| byte > 0);
            let byte = place.filter(|_| places.next().is_none())?;
            let begins = Some(own.start + byte);
            Some((Change { at, begins }, index))
        }
        _ => {
            let before = index.checked_sub(1)?;
            let parent = tree.clauses[index].parent;
            let sibling = tree.clauses[before].parent == parent;
            (parent == Some(before) || sibling).then_some((Change { at, begins: None }, before))
        }
    }
}

fn cut(tree: &mut ClauseTree, index: usize, byte: usize) {
    let first = &mut tree.clauses[index];
    let mut second = first.clone();
    second.span.start = byte;
    second.extent = second.span;
    second.label = None;
    second.agencies.retain(|a| a.span.start >= byte);
    first.agencies.retain(|a| a.span.start < byte);
    first.span.end = byte;
    first.extent.end = byte;
    second.id = free_id(&tree.clauses, &tree.clauses[index].id);
    shift(&mut tree.clauses, index, |parent| parent + 1);
    tree.clauses.insert(index + 1, second);
}

fn join(tree: &mut ClauseTree, index: usize) {
    let gone = tree.clauses.remove(index);
    shift(&mut tree.clauses, index, |parent| parent - 1);
    let before = &mut tree.clauses[index - 1];
    before.span = if before.span.is_empty() {
        gone.span
    } else {
        Span::new(before.span.start, gone.span.end)
    };
    before.extent.end = before.extent.end.max(gone.span.end);
    before.agencies.extend(gone.agencies);
}

/// Renumbers the parents that stand after a place.
fn shift(clauses: &mut [Clause], place: usize, moved: impl Fn(usize) -> usize) {
    for clause in clauses {
        clause.parent = clause.parent.map(|p| if p > place { moved(p) } else { p });
    }
}

fn free_id(clauses: &[Clause], id: &ClauseId) -> ClauseId {
    let taken = |wanted: &str| clauses.iter().any(|c| c.id.as_str() == wanted);
    let mut part = 2;
    loop {
        let wanted = format!("{id}-{part}");
        if !taken(&wanted) {
            return ClauseId::new(wanted);
        }
        part += 1;
    }
}
