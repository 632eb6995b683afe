//! Chapters of each document, as the picture and the filters use them: not so coarse that one holds everything.

use crate::render::texts::{At, Texts};
use crate::render::view::View;
use std::collections::BTreeMap;

/// Share of a document's measures above which a chapter gives way to its sections: most official texts put nearly
/// all measures under one part (重点任务), and a picture of that part alone would show nothing.
const LARGE_SHARE: f64 = 0.5;

/// Characters of a heading kept as the name of a chapter; longer ones are sentences, not headings.
const NAME_LIMIT: usize = 40;

/// One chapter of one document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chapter {
    /// Its document.
    pub(super) document: usize,
    /// The heading clause; none for what stands under no heading.
    pub(super) heading: Option<usize>,
    /// The heading's text.
    pub(super) name: String,
}

/// Chapters in reading order, and the chapter of each home clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Chapters {
    /// The chapters.
    pub(super) all: Vec<Chapter>,
    /// Chapter by clause.
    pub(super) of: BTreeMap<At, usize>,
}

/// Finds the chapters that hold the given clauses.
pub(super) fn chapters(view: &View, texts: &Texts, clauses: &[At]) -> Chapters {
    let mut found = Chapters::default();
    let mut by_document = vec![Vec::new(); view.documents.len()];
    clauses.iter().for_each(|&at| by_document[at.0].push(at));
    for (document, here) in by_document.iter().enumerate() {
        let mut groups = group(view, texts, here);
        groups.sort_by_key(|(heading, members)| (*heading, members.first().copied()));
        for (heading, members) in groups {
            let name = heading.map_or_else(String::new, |h| name(&view.documents[document].clauses[h].text));
            let number = found.all.len();
            found.all.push(Chapter {
                document,
                heading,
                name,
            });
            found.of.extend(members.into_iter().map(|at| (at, number)));
        }
    }
    found
}

fn group(view: &View, texts: &Texts, clauses: &[At]) -> Vec<(Option<usize>, Vec<At>)> {
    let limit = (clauses.len() as f64 * LARGE_SHARE).ceil() as usize;
    let mut done = Vec::new();
    let mut open: Vec<(usize, Vec<At>)> = vec![(0, clauses.to_vec())];
    while let Some((depth, members)) = open.pop() {
        let mut parts: BTreeMap<Option<usize>, Vec<At>> = BTreeMap::new();
        for at in members {
            parts
                .entry(headings(view, texts, at).get(depth).copied())
                .or_default()
                .push(at);
        }
        for (heading, members) in parts {
            let deeper = members.iter().any(|&at| headings(view, texts, at).len() > depth + 1);
            if heading.is_some() && deeper && members.len() > limit {
                open.push((depth + 1, members));
            } else {
                let own = |at: &At| headings(view, texts, *at).get(..depth).and_then(|h| h.last()).copied();
                let heading = heading.or_else(|| members.first().and_then(own));
                done.push((heading, members));
            }
        }
    }
    done
}

/// Headings above a clause, outermost first.
fn headings(view: &View, texts: &Texts, at: At) -> Vec<usize> {
    let clauses = &view.documents[at.0].clauses;
    let mut up = Vec::new();
    let mut parent = clauses[at.1].parent.as_deref().and_then(|p| texts.find(p));
    while let Some(above) = parent {
        let clause = &clauses[above.1];
        if !clause.text.trim().is_empty() && matches!(clause.form.as_ref(), "section" | "item" | "article") {
            up.push(above.1);
        }
        parent = clause
            .parent
            .as_deref()
            .and_then(|p| texts.find(p))
            .filter(|p| p.1 < above.1);
    }
    up.reverse();
    up
}

fn name(heading: &str) -> String {
    let heading = heading.trim().trim_end_matches(['。', '.', '：', ':', '；']);
    if heading.chars().count() <= NAME_LIMIT {
        heading.to_owned()
    } else {
        heading.chars().take(NAME_LIMIT - 1).chain(['…']).collect()
    }
}
