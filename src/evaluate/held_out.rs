//! Honest figures for a method that learns: every document pair is judged by one that has not seen it.

use super::gold::{Gold, KeyPair, ordered};
use super::predictions::Predictions;
use super::report::{Report, evaluate};
use crate::ids::ClauseRef;

/// One round: what to learn from, and which document pair to link without having seen it.
#[derive(Clone, Debug)]
pub struct Fold {
    /// The document pair that is judged, by position in [`Gold::keys`].
    pub held_out: KeyPair,
    /// The gold of all other document pairs.
    pub training: Gold,
}

/// Runs a method once for each annotated document pair and measures the held-out links together.
///
/// `predict` learns from a fold and links the series; of its answer only links and scored pairs of the held-out pair
/// are kept. It must cut the documents alike in every fold.
pub fn leave_one_pair_out(gold: &Gold, mut predict: impl FnMut(&Fold) -> Predictions) -> Report {
    let mut joined = Predictions::default();
    for &held_out in &gold.pairs {
        let others = gold.pairs.iter().copied().filter(|&p| p != held_out).collect();
        let fold = Fold {
            held_out,
            training: gold.restricted(&others),
        };
        let answer = predict(&fold);
        let keys = document_keys(gold, &answer);
        let key = |at: ClauseRef| keys.get(at.document_index()).copied().flatten();
        let is_held_out = |old, new| key(old).zip(key(new)).is_some_and(|(a, b)| ordered(a, b) == held_out);
        let links = answer.links.iter().filter(|l| is_held_out(l.old, l.new));
        joined.links.extend(links.copied());
        let scored = answer.ranking.iter().filter(|p| is_held_out(p.old, p.new));
        joined.ranking.extend(scored.copied());
        (joined.documents, joined.asked) = (answer.documents, answer.asked);
    }
    evaluate(gold, &joined)
}

/// Runs a method once for each series, learning from all others, and measures each; the order is that of `golds`.
pub fn leave_one_series_out(golds: &[Gold], mut predict: impl FnMut(usize, &[&Gold]) -> Predictions) -> Vec<Report> {
    (0..golds.len())
        .map(|held_out| {
            let others = golds.iter().enumerate().filter(|(i, _)| *i != held_out);
            let training: Vec<&Gold> = others.map(|(_, gold)| gold).collect();
            evaluate(&golds[held_out], &predict(held_out, &training))
        })
        .collect()
}

/// Position in [`Gold::keys`] of each predicted document that the gold has units in.
fn document_keys(gold: &Gold, predictions: &Predictions) -> Vec<Option<usize>> {
    let key = |name: &String| {
        let file = gold.files.binary_search(name).ok()?;
        gold.units.iter().find(|u| u.file == file).map(|u| u.key)
    };
    predictions.documents.iter().map(|d| key(&d.file)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::sample::two_documents;
    use crate::evaluate::{Claim, Place, PredictedDocument, PredictedLink};

    /// Three documents of one unit each, all the same measure.
    fn chain() -> Gold {
        let mut gold = two_documents(1, &[(0, 1)]);
        let mut third = gold.units[1].clone();
        (third.id, third.file, third.key) = ("u2".into(), 2, 2);
        gold.units.push(third);
        gold.files.push("c".into());
        gold.keys.push("3".into());
        gold.same = [(0, 1), (0, 2), (1, 2)].into();
        gold.pairs = gold.same.clone();
        for unit in &mut gold.units {
            unit.place = Place::Quote("甲乙丙".into());
        }
        gold
    }

    #[test]
    fn each_pair_is_judged_without_its_own_gold() {
        let gold = chain();
        let mut folds = Vec::new();
        // Links nothing but what it was taught: held out, none of it can count.
        let report = leave_one_pair_out(&gold, |fold| {
            folds.push(fold.held_out);
            let document = |file: &String| PredictedDocument {
                file: file.clone(),
                text: "甲乙丙".into(),
                clauses: vec!["甲乙丙".into()],
            };
            Predictions {
                documents: gold.files.iter().map(document).collect(),
                links: fold.training.same.iter().map(|&(a, b)| link(a, b)).collect(),
                ..Predictions::default()
            }
        });
        assert_eq!(folds, [(0, 1), (0, 2), (1, 2)]);
        assert_eq!((report.links.right, report.links.wrong, report.links.missed), (0, 0, 3));
    }

    fn link(old: usize, new: usize) -> PredictedLink {
        PredictedLink {
            old: ClauseRef::new(old, 0),
            new: ClauseRef::new(new, 0),
            claim: Claim::Same,
            probability: 1.0,
        }
    }
}
