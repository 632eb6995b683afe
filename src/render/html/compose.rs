//! Whole texts of containers told by their parts: own text, then every child after the white space before it. The page
//! puts them together itself, for repeating every text in each of its containers would make a third of the page.

use crate::render::texts::{At, Texts};
use crate::render::view::View;

/// How the clauses of a view are put together.
pub(super) struct Parts {
    /// White space before each clause, in characters, within its parent.
    gaps: Vec<Vec<usize>>,
    /// Whether the parts give back the whole, character by character.
    exact: Vec<Vec<bool>>,
}

impl Parts {
    /// Takes every document apart and tries to put it together again.
    ///
    /// # Complexity
    /// `O(characters * depth)`.
    pub(super) fn new(view: &View, texts: &Texts) -> Self {
        let all = (0..view.documents.len()).map(|d| document(view, texts, d));
        let (gaps, exact) = all.unzip();
        Self { gaps, exact }
    }

    /// White space before a clause.
    pub(super) fn gap(&self, at: At) -> usize {
        self.gaps[at.0][at.1]
    }

    /// Whether a clause's text and children give its whole text.
    pub(super) fn is_exact(&self, at: At) -> bool {
        self.exact[at.0][at.1]
    }
}

fn document(view: &View, texts: &Texts, document: usize) -> (Vec<usize>, Vec<bool>) {
    let clauses = &view.documents[document].clauses;
    let parent = |i: usize| {
        clauses[i]
            .parent
            .as_deref()
            .and_then(|p| texts.find(p))
            .map(|p| p.1)
            .filter(|&p| p < i)
    };
    let mut ends: Vec<usize> = Vec::new();
    let mut gaps = vec![0; clauses.len()];
    for (i, clause) in clauses.iter().enumerate() {
        let extent = texts.extent_span((document, i));
        if let Some(parent) = parent(i) {
            gaps[i] = extent.start.saturating_sub(ends[parent]);
            ends[parent] = extent.end;
        }
        ends.push(if clause.text.is_empty() {
            extent.start
        } else {
            clause.span.end
        });
    }
    let mut wholes: Vec<String> = clauses.iter().map(|c| c.text.clone()).collect();
    let mut exact = vec![false; clauses.len()];
    let mut children = vec![Vec::new(); clauses.len()];
    (0..clauses.len()).for_each(|c| parent(c).into_iter().for_each(|p| children[p].push(c)));
    for i in (0..clauses.len()).rev() {
        let tails = children[i]
            .iter()
            .map(|&c| format!("{}{}", " ".repeat(gaps[c]), wholes[c]));
        let tail: String = tails.collect();
        wholes[i].push_str(&tail);
        exact[i] = wholes[i] == texts.extent((document, i));
    }
    (gaps, exact)
}

#[cfg(test)]
mod tests {
    use crate::corpus;
    use crate::pipeline;
    use crate::render::html::compose::Parts;
    use crate::render::texts::Texts;
    use crate::render::view::View;
    use std::path::PathBuf;

    #[test]
    fn the_seeds_are_put_together_as_they_were() {
        let corpus = corpus::load(&[PathBuf::from("corpus/hangzhou-ip")]).expect("it is in the repository");
        let view = View::new(&corpus, &pipeline::run(&corpus));
        let texts = Texts::new(&view);
        let parts = Parts::new(&view, &texts);
        for (d, document) in view.documents.iter().enumerate() {
            for (c, clause) in document.clauses.iter().enumerate() {
                assert!(parts.is_exact((d, c)), "{}", clause.id);
            }
        }
    }
}
