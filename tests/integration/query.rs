//! Questions to a series and to its `lineage.json`: what answers, and that figures agree with the statistics.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;
use yange::lang::Lang;
use yange::pipeline;
use yange::render::biography::Biography;
use yange::render::query::{Answer, Question, UnknownName, suggestions};
use yange::render::view::View;

static VIEW: LazyLock<View> = LazyLock::new(|| {
    let corpus = yange::corpus::load(&[PathBuf::from("corpus/hangzhou-ip")]).expect("the seeds are in the repository");
    View::new(&corpus, &pipeline::run(&corpus))
});

fn asked(name: &str, value: &str, question: &mut Question) {
    let slot = match name {
        "clause" => &mut question.clause,
        "lineage" => &mut question.lineage,
        "fate" => &mut question.fate,
        "in" => &mut question.document,
        "agency" => &mut question.agency,
        "text" => &mut question.text,
        _ => &mut question.topic,
    };
    *slot = Some(value.to_owned());
}

fn question(conditions: &[(&str, &str)]) -> Question {
    let mut question = Question::default();
    conditions
        .iter()
        .for_each(|(name, value)| asked(name, value, &mut question));
    question
}

fn answers(conditions: &[(&str, &str)]) -> Vec<serde_json::Value> {
    let answer = Answer::new(&VIEW, &question(conditions)).expect("all names are known");
    let lines = String::from_utf8(answer.json_lines()).expect("UTF-8");
    lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("one object a line"))
        .collect()
}

fn texts(answer: &serde_json::Value) -> Vec<&str> {
    let clauses = answer["clauses"].as_array().expect("a list");
    clauses.iter().map(|c| c["text"].as_str().expect("a text")).collect()
}

#[test]
fn every_condition_holds_for_every_answer() {
    let insurance = answers(&[("text", "保险")]);
    assert!(!insurance.is_empty());
    assert!(insurance.iter().flat_map(texts).all(|t| t.contains("保险")));
    let charged = answers(&[("agency", "市场监管"), ("in", "2022")]);
    assert!(charged.len() > 5, "{}", charged.len());
    let both = answers(&[("agency", "市场监管"), ("text", "保险")]);
    assert_eq!(both.len(), 1);
    let topic = answers(&[("topic", "协作")]);
    assert!(!topic.is_empty() && topic.iter().all(|a| a["lineage"]["topic"] == "协作"));
}

/// The measures that a question finds dropped are those that the statistics count.
#[test]
fn what_is_dropped_adds_up_to_the_statistics() {
    for step in &VIEW.statistics.steps {
        // What an earlier document held and the one before did not cover is told to be dropped here too.
        let answers = answers(&[("fate", "dropped"), ("in", &step.to)]);
        let clauses = answers.iter().filter_map(|a| a["clauses"].as_array()).flatten();
        let found = clauses.filter(|c| c["document"] == step.from.as_str()).count();
        let counted = step.fates.get("dropped").copied().unwrap_or(0);
        assert!(
            counted > 0 && found == counted,
            "{} → {}: {found} of {counted}",
            step.from,
            step.to
        );
    }
}

#[test]
fn ids_find_their_measures_and_headings_what_stands_below() {
    let clause = "2022/二/（二）/6.";
    let below = answers(&[("clause", clause)]);
    assert!(below.len() > 1);
    for answer in &below {
        let lineage = answer["lineage"]["id"].as_str().expect("an id");
        assert_eq!(answers(&[("lineage", lineage)]).len(), 1);
        let clauses = answer["clauses"].as_array().expect("a list");
        assert!(
            clauses
                .iter()
                .all(|c| c["id"].as_str().is_some_and(|id| id.starts_with(clause)))
        );
    }
}

#[test]
fn unknown_names_are_told_with_what_is_known() {
    let unknown = |conditions: &[(&str, &str)]| Answer::new(&VIEW, &question(conditions)).err();
    assert!(matches!(
        unknown(&[("clause", "2020/九")]),
        Some(UnknownName::Clause(_))
    ));
    assert!(matches!(unknown(&[("in", "2019")]), Some(UnknownName::Document { known, .. }) if known.len() == 4));
    assert!(matches!(unknown(&[("topic", "渔业")]), Some(UnknownName::Topic { known, .. }) if !known.is_empty()));
}

#[test]
fn an_empty_answer_suggests_what_is_nearest() {
    let wanted = question(&[("text", "专利证券"), ("topic", "运用")]);
    assert!(Answer::new(&VIEW, &wanted).expect("known").is_empty());
    let said: Vec<String> = suggestions(&VIEW, &wanted).into_iter().map(|s| s.zh).collect();
    assert!(
        said[0].contains("2025/二/（十）/2") || said[0].contains("2016/二/（一）/5./1"),
        "{said:?}"
    );
    assert!(said.iter().any(|s| s.contains("去掉 --text")), "{said:?}");
}

#[test]
fn a_biography_tells_every_wording_and_every_gap() {
    let id = "2025/二/（十）/3";
    let life = Biography::new(&VIEW, id).expect("the clause is in a lineage");
    for (lang, gone) in [(Lang::Zh, "对应 2016"), (Lang::En, "answers to 2016")] {
        let shown = life.show(lang);
        let places = ["2016/二/（一）/5./3", "2020/三/（六）/4", "2022/二/（二）/6./3", id].map(|c| shown.find(c));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{shown}");
        assert!(
            shown.contains("鼓励保险机构开展知识产权海外侵权责任险") && shown.contains(gone),
            "{shown}"
        );
    }
    let by_lineage = Biography::new(&VIEW, "2016/二/（一）/5./3").expect("an id of a lineage");
    assert_eq!(by_lineage.json(), life.json());
    let heading = Biography::new(&VIEW, "2022/二/（二）/6.")
        .err()
        .expect("a heading has no life");
    assert!(
        heading.near.iter().all(|id| Biography::new(&VIEW, id).is_ok()),
        "{heading:?}"
    );
}

fn yange(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yange"));
    command
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts")
}

#[test]
fn a_series_and_its_lineage_json_answer_alike() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let out = place.path().display().to_string();
    assert!(
        yange(&["trace", "corpus/hangzhou-ip", "--format", "json", "--out", &out])
            .status
            .success()
    );
    let json = place.path().join("lineage.json").display().to_string();
    for (command, format) in [
        ("query", "table"),
        ("query", "jsonl"),
        ("query", "markdown"),
        ("biography", "jsonl"),
    ] {
        let answer = |input: &str| match command {
            "query" => yange(&[command, input, "--fate", "dropped", "--in", "2020", "--format", format]),
            _ => yange(&[command, "2025/二/（十）/3", input, "--format", format]),
        };
        let (of_series, of_file) = (answer("corpus/hangzhou-ip"), answer(&json));
        assert!(of_series.status.success() && !of_series.stdout.is_empty());
        assert_eq!(of_series.stdout, of_file.stdout, "{command} {format}");
    }
    let other = place.path().join("other.json");
    std::fs::write(&other, "{}").expect("writable");
    let refused = yange(&["query", &other.display().to_string()]);
    assert_eq!(refused.status.code(), Some(2));
    let empty = yange(&["query", &json, "--text", "渔业资源"]);
    assert!(empty.status.success() && empty.stdout.is_empty() && !empty.stderr.is_empty());
}
