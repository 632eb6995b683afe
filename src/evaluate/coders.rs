//! Two coders' decisions on one series: what both judged, what only one did, where they differ.
//!
//! Clauses are the same where id and quotation are, white space aside: both coders must have had the same texts.

use super::confusion::{Confusion, Rating, Reliability};
use crate::decisions::{Correction, Decision, Decisions, Subject, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of a pair or of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// How two clauses stand to each other: same, related, different.
    Pair,
    /// Which part a clause plays.
    Kind,
}

/// One question with the answers of both coders.
#[derive(Clone, Debug, PartialEq)]
pub struct Coding<'d> {
    /// The question.
    pub question: Question,
    /// Names of the labels: all verdicts, or the kinds that occur, in the order of the alphabet.
    pub labels: Vec<&'static str>,
    /// What both judged, in the order of the first file.
    pub both: Vec<Judged<'d>>,
    /// What only the first judged, in its order.
    pub only_first: Vec<&'d Decision>,
    /// What only the second judged, in its order.
    pub only_second: Vec<&'d Decision>,
}

/// One item that both coders judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged<'d> {
    /// The first coder's decision.
    pub first: &'d Decision,
    /// The second coder's decision.
    pub second: &'d Decision,
    /// Labels of both, and the clause that the item shares with others.
    pub rating: Rating,
}

/// Two decisions of one file, of the same weight, that answer one question differently.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SelfContradiction<'d> {
    /// The one that stands first.
    pub first: &'d Decision,
    /// The other.
    pub second: &'d Decision,
}

/// What is asked about which clauses, whatever the answer: equal where two decisions answer one question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    question: Question,
    clauses: Vec<(String, String)>,
}

impl Item {
    /// The item of a decision with its label; `None` for cuts, joins, names and notes, which no scale measures.
    pub fn of(decision: &Decision) -> Option<(Self, &'static str)> {
        let (question, label) = match &decision.subject {
            Subject::Pair { verdict, .. } => (Question::Pair, verdict.name()),
            Subject::Clause {
                correction: Correction::Kind(kind),
                ..
            } => (Question::Kind, kind.name()),
            _ => return None,
        };
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect();
        let anchors = decision.subject.anchors().into_iter();
        let mut clauses: Vec<(String, String)> = anchors.map(|a| (a.clause.clone(), squeezed(&a.text))).collect();
        clauses.sort();
        Some((Self { question, clauses }, label))
    }
}

type Answers<'d> = BTreeMap<Item, (&'static str, &'d Decision)>;

/// Compares two files, pairs first, then kinds; a person's decision outweighs a program's of the same file.
///
/// # Errors
/// Where one file contradicts itself: all such pairs, the first file's first.
///
/// # Complexity
/// n log n in decisions.
pub fn coders<'d>(first: &'d Decisions, second: &'d Decisions) -> Result<Vec<Coding<'d>>, Vec<SelfContradiction<'d>>> {
    let mut contradictions = Vec::new();
    let ours = answers(first, &mut contradictions);
    let theirs = answers(second, &mut contradictions);
    if !contradictions.is_empty() {
        return Err(contradictions);
    }
    let all = [Question::Pair, Question::Kind].map(|question| coding(question, (first, &ours), (second, &theirs)));
    Ok(all.into())
}

fn answers<'d>(decisions: &'d Decisions, contradictions: &mut Vec<SelfContradiction<'d>>) -> Answers<'d> {
    let mut answers = Answers::new();
    for second in &decisions.list {
        let Some((item, label)) = Item::of(second) else {
            continue;
        };
        match answers.get(&item).copied() {
            Some((_, first)) if first.by.is_person() && !second.by.is_person() => {}
            Some((known, first)) if known != label && first.by.is_person() == second.by.is_person() => {
                contradictions.push(SelfContradiction { first, second });
            }
            _ => {
                answers.insert(item, (label, second));
            }
        }
    }
    answers
}

fn coding<'d>(
    question: Question,
    (first, ours): (&'d Decisions, &Answers<'d>),
    (second, theirs): (&'d Decisions, &Answers<'d>),
) -> Coding<'d> {
    let labels: Vec<&'static str> = match question {
        Question::Pair => Verdict::ALL.map(Verdict::name).into(),
        Question::Kind => {
            let all = ours.iter().chain(theirs).filter(|(item, _)| item.question == question);
            all.map(|(_, (label, _))| *label)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect()
        }
    };
    let at = |label: &str| labels.iter().position(|l| *l == label).unwrap_or(0);
    let mut clusters: BTreeMap<(String, String), usize> = BTreeMap::new();
    let (mut both, mut only_first, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for decision in &first.list {
        let Some((item, _)) = Item::of(decision).filter(|(i, _)| i.question == question) else {
            continue;
        };
        if !seen.insert(item.clone()) {
            continue;
        }
        let Some(&(label, first)) = ours.get(&item) else {
            continue;
        };
        match theirs.get(&item) {
            None => only_first.push(first),
            Some(&(other, second)) => {
                let known = clusters.len();
                let cluster = *clusters.entry(item.clauses[0].clone()).or_insert(known);
                let rating = Rating {
                    first: at(label),
                    second: at(other),
                    cluster,
                };
                both.push(Judged { first, second, rating });
            }
        }
    }
    let only_second = second.list.iter().filter(|d| {
        Item::of(d).is_some_and(|(item, _)| {
            item.question == question && !ours.contains_key(&item) && theirs.get(&item).is_some_and(|t| t.1 == *d)
        })
    });
    Coding {
        question,
        labels,
        both,
        only_first,
        only_second: only_second.collect(),
    }
}

impl Coding<'_> {
    /// Whether neither coder answered the question.
    pub fn is_empty(&self) -> bool {
        self.both.is_empty() && self.only_first.is_empty() && self.only_second.is_empty()
    }

    /// Items by both labels.
    pub fn confusion(&self) -> Confusion {
        Confusion::of(self.labels.len(), &self.ratings())
    }

    /// Agreement on all labels, or on one against the rest.
    pub fn reliability(&self, one: Option<usize>) -> Reliability {
        Reliability::of(self.labels.len(), &self.ratings(), one)
    }

    /// What both judged, differently, in the order of the first file.
    pub fn disagreements(&self) -> impl Iterator<Item = &Judged<'_>> {
        self.both.iter().filter(|j| j.rating.first != j.rating.second)
    }

    fn ratings(&self) -> Vec<Rating> {
        self.both.iter().map(|j| j.rating).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::parse;

    fn file(pairs: &[(&str, &str, &str)], by: &str) -> Decisions {
        let one = |(old, new, verdict): &(&str, &str, &str)| {
            let clause = |id: &str| format!("{{ clause = \"{id}\", text = \"文 {id}\" }}");
            format!(
                "[[decision]]\nverdict = \"{verdict}\"\nold = {}\nnew = {}\nby = \"{by}\"\n",
                clause(old),
                clause(new)
            )
        };
        let (read, problems) = parse("d.toml", &pairs.iter().map(one).collect::<String>());
        assert!(problems.is_empty(), "{problems:?}");
        read
    }

    #[test]
    fn only_what_both_judged_is_counted() {
        let a = file(
            &[
                ("1/a", "2/a", "same"),
                ("1/b", "2/b", "same"),
                ("1/c", "2/c", "different"),
            ],
            "甲",
        );
        let b = file(
            &[
                ("1/b", "2/b", "related"),
                ("2/a", "1/a", "same"),
                ("1/d", "2/d", "same"),
            ],
            "乙",
        );
        let found = coders(&a, &b).expect("no contradiction");
        let pairs = &found[0];
        assert_eq!(pairs.confusion().counts, [[1, 1, 0], [0, 0, 0], [0, 0, 0]]);
        assert_eq!((pairs.only_first.len(), pairs.only_second.len()), (1, 1));
        assert_eq!(pairs.disagreements().count(), 1);
        assert!(found[1].is_empty());
        assert_eq!(pairs.reliability(None).observed, 0.5);
    }

    #[test]
    fn no_overlap_gives_no_figure() {
        let (a, b) = (
            file(&[("1/a", "2/a", "same")], "甲"),
            file(&[("1/b", "2/b", "same")], "乙"),
        );
        let found = coders(&a, &b).expect("no contradiction");
        assert_eq!(found[0].reliability(None), Reliability::default());
    }

    #[test]
    fn a_file_that_contradicts_itself_is_no_coder_and_a_person_outweighs_a_program() {
        let twice = [("1/a", "2/a", "same"), ("1/a", "2/a", "different")];
        let a = file(&twice, "甲");
        assert_eq!(coders(&a, &a).expect_err("contradiction").len(), 2);
        let mut mixed = file(&twice[..1], "model:m");
        mixed.list.extend(file(&twice[1..], "甲").list);
        let found = coders(&mixed, &mixed).expect("the person's counts");
        assert_eq!(found[0].confusion().counts[2][2], 1);
    }
}
