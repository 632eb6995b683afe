//! A scorer that may learn from the decisions of a series: what it says of it, and that it changes nothing unless it helps.

use crate::decisions::verdict;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use yange::align::Relation;
use yange::corpus::{Corpus, SideFile};
use yange::decisions::{self, Anchors, Decision, Decisions, Verdict};
use yange::ids::ClauseRef;
use yange::lang::Lang;
use yange::pipeline::{self, Outcome};
use yange::render::{self, Format, view::View};

fn series() -> Corpus {
    yange::corpus::load(&[PathBuf::from("corpus/hangzhou-ip")]).expect("the series can be read")
}

/// What a reviewer who always agrees with the program would say of its first links and refusals.
fn agreeing(outcome: &Outcome, each: usize) -> Decisions {
    let links = outcome.alignment.links.iter().filter(|l| l.relation == Relation::Same);
    let same = links.map(|l| (l.old, l.new, Verdict::Same)).take(each);
    let refused = outcome
        .alignment
        .refused
        .iter()
        .filter(|r| r.clause < r.candidate && r.probability < 0.1);
    let different = refused
        .map(|r| (r.clause, r.candidate, Verdict::Different))
        .step_by(5)
        .take(each);
    let anchors = Anchors::new(&outcome.documents, &outcome.trees);
    let list = same
        .chain(different)
        .map(|(old, new, said)| verdict(&anchors, old, new, said, "王"));
    Decisions { list: list.collect() }
}

fn same_links(outcome: &Outcome) -> Vec<(ClauseRef, ClauseRef)> {
    let links = outcome.alignment.links.iter().filter(|l| l.relation == Relation::Same);
    links.map(|l| (l.old, l.new)).collect()
}

#[test]
fn what_was_learned_is_recorded_and_the_same_every_time() {
    let plain = pipeline::run(&series());
    let text = decisions::write(&agreeing(&plain, 60));
    let mut corpus = series();
    corpus.decisions = vec![SideFile {
        path: "decisions.toml".into(),
        text,
    }];
    let before = pipeline::run(&corpus);
    assert!(before.relearned.is_none());
    corpus.learn = true;
    let after = pipeline::run(&corpus);
    let relearned = after.relearned.as_ref().expect("it may learn");
    assert!(
        relearned.learned.pairs >= 100 && relearned.learned.same >= 50,
        "{relearned:?}"
    );
    let best = relearned.learned.best.as_ref().expect("enough to try");
    assert_eq!(relearned.learned.kept().is_some(), best.helps());
    // What it says it gained and lost is the difference of the links.
    let (old, new) = (same_links(&before), same_links(&after));
    let gained: Vec<_> = new.iter().filter(|l| !old.contains(l)).copied().collect();
    let lost: Vec<_> = old.iter().filter(|l| !new.contains(l)).copied().collect();
    assert_eq!((&gained, &lost), (&relearned.gained, &relearned.lost));
    if !best.helps() {
        assert!(gained.is_empty() && lost.is_empty());
    }
    let json = |outcome: &Outcome| render::render(&View::new(&corpus, outcome), Format::Json, Lang::En)[0].bytes();
    assert_eq!(json(&after), json(&pipeline::run(&corpus)), "the same bytes every time");
    let value: Value = serde_json::from_slice(&json(&after)).expect("JSON");
    let told = &value["options"]["learned"];
    assert_eq!(
        told["pairs"].as_u64(),
        u64::try_from(relearned.learned.pairs).ok(),
        "{told}"
    );
    assert!(told["kept"].is_boolean() && told["change"]["before"].is_f64(), "{told}");
    let value: Value = serde_json::from_slice(&json(&before)).expect("JSON");
    assert!(
        value["options"].get("learned").is_none(),
        "nothing is said where nothing may be learned"
    );
}

/// A reviewer for whom only the surest links are the same measure: the scorer learns to be stricter, and says so.
#[test]
fn a_stricter_reviewer_makes_a_stricter_scorer() {
    let plain = pipeline::run(&series());
    let links = plain.alignment.links.iter().filter(|l| l.relation == Relation::Same);
    let strict = links.step_by(2).map(|l| {
        let verdict = if l.probability >= 0.8 {
            Verdict::Same
        } else {
            Verdict::Different
        };
        (l.old, l.new, verdict)
    });
    let anchors = Anchors::new(&plain.documents, &plain.trees);
    let list: Vec<Decision> = strict
        .map(|(old, new, said)| verdict(&anchors, old, new, said, "王"))
        .collect();
    let mut corpus = series();
    corpus.learn = true;
    let outcome = pipeline::run_with(&corpus, &Decisions { list });
    let relearned = outcome.relearned.as_ref().expect("it may learn");
    let kept = relearned.learned.kept().expect("a change that helps");
    assert!(kept.after < kept.before, "{kept:?}");
    assert!(
        !relearned.lost.is_empty() && relearned.lost.len() > relearned.gained.len(),
        "{relearned:?}"
    );
    // What was decided stands, whatever was learned.
    assert!(
        outcome
            .standing
            .verdicts()
            .all(|(old, new, verdict, _)| { same_links(&outcome).contains(&(old, new)) == (verdict == Verdict::Same) })
    );
    for (lang, words) in [
        (Lang::En, ["the change is applied", "links undone"]),
        (Lang::Zh, ["采用学得的改动", "撤去对应"]),
    ] {
        let told = render::learned::text(&outcome, lang);
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
    }
}

#[test]
fn few_decisions_teach_nothing_and_say_so() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["2015-opinion.txt", "2018-plan.txt", "2021-opinion.txt"] {
        let from = Path::new("tests/fixtures/small").join(name);
        std::fs::copy(from, folder.path().join(name)).expect("a copy");
    }
    let yange = |line: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_yange"))
            .args(line.split_whitespace())
            .args(["--lang", "en"])
            .current_dir(folder.path())
            .output()
            .expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    assert_eq!(yange("init .").0, Some(0));
    let (_, lines, said) = yange("review . --format jsonl --budget 2 --learn");
    assert!(said.contains("learning: only 0 decided pairs"), "{said}");
    assert_eq!(
        lines,
        yange("review . --format jsonl --budget 2").1,
        "the same questions"
    );
    let manifest = folder.path().join("corpus.toml");
    let text = std::fs::read_to_string(&manifest).expect("it reads");
    std::fs::write(&manifest, text.replace("[series]\n", "[series]\nlearn = true\n")).expect("written");
    let (code, said, _) = yange("trace . --format json --out out");
    assert!(
        code == Some(0) && said.contains("too few; the scorer stays as it was"),
        "{said}"
    );
    std::fs::write(&manifest, text.replace("[series]\n", "[series]\nlearn = \"yes\"\n")).expect("written");
    let (code, _, said) = yange("trace . --format json --out out");
    assert!(code == Some(2) && said.contains("must be true or false"), "{said}");
}
