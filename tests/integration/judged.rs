//! Decisions as gold: links are measured against what reviewers judged pair by pair, and against nothing else.

use crate::decisions::{small, verdict, yange};
use std::path::{Path, PathBuf};
use yange::align::Relation;
use yange::decisions::{self, Anchors, Decision, Decisions, Verdict};
use yange::evaluate::{Gold, Predictions, Report, evaluate};
use yange::ids::ClauseRef;
use yange::pipeline::{self, Outcome};

type Pair = (ClauseRef, ClauseRef);

fn same_links(outcome: &Outcome) -> Vec<Pair> {
    let links = outcome.alignment.links.iter();
    links
        .filter(|l| l.relation == Relation::Same)
        .map(|l| (l.old, l.new))
        .collect()
}

/// A pair of the first two documents that the program did not even consider likely.
fn unlinked(outcome: &Outcome) -> Pair {
    let refused = outcome.alignment.refused.iter().find(|r| {
        let linked = |at| same_links(outcome).iter().any(|&(old, new)| old == at || new == at);
        r.clause < r.candidate && !linked(r.clause) && !linked(r.candidate)
    });
    refused.map(|r| (r.clause, r.candidate)).expect("something was refused")
}

fn made(outcome: &Outcome, said: &[(Pair, Verdict)]) -> Decisions {
    let anchors = Anchors::new(&outcome.documents, &outcome.trees);
    let list = said
        .iter()
        .map(|&((old, new), said)| verdict(&anchors, old, new, said, "王"))
        .collect();
    Decisions { list }
}

fn measured(outcome: &Outcome, decisions: &Decisions) -> Report {
    let read = pipeline::read_with(&small(), decisions);
    let gold = Gold::of_decisions(&read.documents, &read.trees, &read.standing);
    evaluate(&gold, &Predictions::from_outcome(outcome))
}

#[test]
fn only_what_was_judged_counts() {
    let outcome = pipeline::run(&small());
    let linked = same_links(&outcome);
    assert!(linked.len() > 4, "{linked:?}");
    let said = [
        (linked[0], Verdict::Same),
        (linked[1], Verdict::Same),
        (linked[2], Verdict::Different),
        (linked[3], Verdict::Related),
        (unlinked(&outcome), Verdict::Same),
    ];
    let report = measured(&outcome, &made(&outcome, &said));
    assert_eq!(
        (report.links.right, report.links.wrong, report.links.missed),
        (2, 2, 1),
        "{:?} {:?}",
        report.wrong,
        report.missed
    );
    let intervals = report.intervals;
    assert!(intervals.f1.low < report.links.f1() && report.links.f1() < intervals.f1.high);
    // Nothing can be told of ranks and reviews, where most candidates were not judged.
    assert!(report.recall_at.is_none() && report.review.is_none());
    let events: usize = report.events.units();
    assert!(
        events <= 2 * said.len(),
        "an event was told of what nobody judged: {events}"
    );
    assert_eq!(report.coverage.units_not_found, Vec::<String>::new());
}

#[test]
fn what_all_agree_on_is_one_and_the_rest_is_passed_over() {
    let outcome = pipeline::run(&small());
    let said: Vec<(Pair, Verdict)> = (same_links(&outcome).iter().step_by(2))
        .map(|&pair| (pair, Verdict::Same))
        .collect();
    let report = measured(&outcome, &made(&outcome, &said));
    let figures = [
        report.links.f1(),
        report.new.accuracy(),
        report.dropped.accuracy(),
        report.events.accuracy(),
        report.beads.strict.f1(),
        report.lineages.precision,
    ];
    assert!(figures.iter().all(|f| (f - 1.0).abs() < 1e-12), "{figures:?}");
}

/// The fixture on disk, with a manifest and a decision file of its own.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["2015-opinion.txt", "2018-plan.txt", "2021-opinion.txt"] {
            let from = PathBuf::from("tests/fixtures/small").join(name);
            std::fs::copy(from, folder.path().join(name)).expect("a copy");
        }
        let place = Self { folder };
        assert!(yange(&["init", &place.path("")]).status.success());
        place
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    fn outcome(&self) -> Outcome {
        pipeline::run(&yange::corpus::load(&[self.folder.path().to_owned()]).expect("it reads"))
    }

    fn write(&self, name: &str, list: Vec<Decision>) -> String {
        let path = self.path(name);
        std::fs::write(&path, decisions::write(&Decisions { list })).expect("written");
        path
    }

    fn evaluate(&self, gold: &[&str], more: &[&str]) -> (Option<i32>, String) {
        let series = self.path("");
        let mut all = vec!["evaluate", &series];
        gold.iter().for_each(|file| all.extend(["--gold", file]));
        all.extend(more);
        let output = yange(&all);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.code(), said)
    }
}

#[test]
fn a_verdict_is_never_measured_against_itself() {
    let place = Place::new();
    let outcome = place.outcome();
    let linked = same_links(&outcome);
    let list = made(
        &outcome,
        &[
            (linked[0], Verdict::Same),
            (linked[1], Verdict::Different),
            (unlinked(&outcome), Verdict::Same),
        ],
    )
    .list;
    // The series applies the very file that is its gold.
    let gold = place.write("decisions.toml", list);
    let (code, said) = place.evaluate(&[&gold], &["--format", "json", "--quiet"]);
    assert_eq!(code, Some(0), "{said}");
    let json: serde_json::Value = serde_json::from_str(said[..=said.rfind('}').expect("JSON")].trim()).expect("JSON");
    let figure = |name: &str| json[name].as_f64().expect("a figure");
    assert_eq!(
        (figure("precision"), figure("gold"), figure("predicted")),
        (0.5, 2.0, 2.0),
        "{json}"
    );
    assert!(json["review_f1"].is_null() && !json["intervals"].is_null(), "{json}");
    let (_, said) = place.evaluate(&[&gold], &[]);
    assert!(said.contains("are not applied here"), "{said}");
    assert_eq!(place.evaluate(&[&gold], &["--at-least", "0.9"]).0, Some(1));
}

#[test]
fn several_files_are_one_gold_and_what_cannot_be_used_says_why() {
    let place = Place::new();
    let outcome = place.outcome();
    let linked = same_links(&outcome);
    let one = made(&outcome, &[(linked[0], Verdict::Same), (linked[1], Verdict::Same)]).list;
    let other = made(&outcome, &[(linked[1], Verdict::Different), (linked[2], Verdict::Same)]).list;
    let (a, b) = (place.write("a.toml", one.clone()), place.write("b.toml", other));
    // Two people who contradict each other are no gold: both are shown with file and line.
    let (code, said) = place.evaluate(&[&a, &b], &[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("a.toml:10") && said.contains("b.toml:4"), "{said}");
    let c = place.write("c.toml", made(&outcome, &[(linked[2], Verdict::Same)]).list);
    let (code, said) = place.evaluate(&[&a, &c], &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1.000"), "{said}");
    // A decision whose text is gone is told of and not used.
    let mut gone = one;
    if let decisions::Subject::Pair { old, .. } = &mut gone[0].subject {
        (old.text, old.hash) = ("本文件从未说过这句话，也不会说。".into(), None);
    }
    let gone = place.write("gone.toml", gone);
    let (code, said) = place.evaluate(&[&gone], &["--format", "json"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("a decision is not applied") && said.contains("\"gold\": 1,"),
        "{said}"
    );
    let (code, said) = place.evaluate(&[&a, "corpus/hangzhou-ip/gold.json"], &[]);
    assert!(code == Some(2) && said.contains("must all be decision files"), "{said}");
    let empty = place.write("empty.toml", Vec::new());
    let (code, said) = place.evaluate(&[&empty], &[]);
    assert!(code == Some(2) && said.contains("no verdict on a pair"), "{said}");
    let (code, said) = place.evaluate(&[&place.path("none.toml")], &[]);
    assert!(code == Some(2) && said.contains("cannot be read"), "{said}");
    assert!(!Path::new(&place.path("out")).exists());
}
