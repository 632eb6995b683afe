//! Metrics against the reference script, and the gold of the series as a two-way ratchet.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use yange::evaluate::{Claim, FateTable, Gold, PredictedLink, Predictions, Report, evaluate};
use yange::ids::ClauseRef;
use yange::{corpus, pipeline};

/// Below this difference two figures printed with three digits are the same.
const THREE_DIGITS: f64 = 0.0005;

/// A figure this much above its record is an improvement that the record should hold.
const CLEAR_RISE: f64 = 0.01;

#[test]
fn the_gold_of_the_series_holds_its_record() {
    let series = root().join("corpus/hangzhou-ip");
    let report = evaluate(&gold(&series.join("gold.json")), &traced(std::slice::from_ref(&series)));
    assert_eq!(report.coverage.units_not_found, Vec::<String>::new());
    assert_eq!(report.coverage.missing_documents, Vec::<String>::new());
    let record: toml::Table = read(&series.join("ratchet.toml")).parse().expect("TOML");
    let figures = [
        ("links_f1", report.links.f1()),
        ("new_macro_f1", report.new.macro_f1()),
        ("dropped_macro_f1", report.dropped.macro_f1()),
    ];
    let today: Vec<String> = figures.iter().map(|(name, f)| format!("{name} = {f:.3}")).collect();
    for (name, figure) in figures {
        let recorded = record[name].as_float().expect("a number");
        assert!(
            figure > recorded - THREE_DIGITS,
            "{name} fell to {figure:.3} from {recorded:.3}; if that is meant, write to corpus/hangzhou-ip/ratchet.toml:\n{}",
            today.join("\n")
        );
        assert!(
            figure < recorded + CLEAR_RISE,
            "{name} rose to {figure:.3} from {recorded:.3}; record it in corpus/hangzhou-ip/ratchet.toml:\n{}",
            today.join("\n")
        );
    }
}

/// A researcher begins a codebook with a few concepts: what it does not name must fare as it did without one.
#[test]
fn a_codebook_of_a_few_concepts_does_no_harm() {
    let series = root().join("corpus/hangzhou-ip");
    let gold = gold(&series.join("gold.json"));
    let mut corpus = corpus::load(std::slice::from_ref(&series)).expect("the series can be read");
    let whole = corpus.lexicon.take().expect("it has a codebook");
    let f1 = |corpus: &corpus::Corpus| evaluate(&gold, &predicted(corpus)).links.f1();
    let without = f1(&corpus);
    let concepts: Vec<&str> = whole.text.split("[[concept]]").skip(1).collect();
    for few in [4, 24] {
        let part = concepts.iter().step_by(concepts.len() / few).take(few);
        corpus.lexicon = Some(corpus::SideFile {
            path: whole.path.clone(),
            text: part.map(|concept| format!("[[concept]]{concept}")).collect(),
        });
        let with = f1(&corpus);
        assert!(with > without - 0.03, "{few} concepts: {with:.3}, without {without:.3}");
    }
    corpus.lexicon = Some(whole);
    assert!(f1(&corpus) > without + 0.03, "the whole codebook helps");
}

#[test]
fn agrees_with_the_script_on_the_series() {
    let series = root().join("corpus/hangzhou-ip");
    let predictions = traced(std::slice::from_ref(&series));
    let text = read(&series.join("gold.json"));
    compare(&text, &predictions, &root().join("seeds"));
}

#[test]
fn agrees_with_the_script_on_random_links() {
    let predictions = traced(&[root().join("corpus/hangzhou-ip")]);
    let mut gold: Value = serde_json::from_str(&read(&root().join("corpus/hangzhou-ip/gold.json"))).expect("JSON");
    let mut random = Random(7);
    for round in 0..8 {
        let ids: Vec<Value> = gold["units"]
            .as_array()
            .expect("units")
            .iter()
            .map(|u| u["id"].clone())
            .collect();
        gold["neutral_units"] = (0..round * 6).map(|_| ids[random.below(ids.len())].clone()).collect();
        if round == 4 {
            gold["pairs"] = json!([["2020", "2016"], ["2022", "2020"]]);
        }
        let random_links = Predictions {
            links: (0..200 + 400 * round).map(|_| random.link(&predictions)).collect(),
            ..predictions.clone()
        };
        compare(&gold.to_string(), &random_links, &root().join("seeds"));
    }
}

#[test]
fn agrees_with_the_script_on_units_given_by_place() {
    let predictions = traced(&[root().join("corpus/hangzhou-ip")]);
    let files: Vec<&str> = predictions.documents.iter().map(|d| d.file.as_str()).take(2).collect();
    let mut random = Random(11);
    let (mut units, mut ids) = (Vec::new(), Vec::new());
    for n in 0..300 {
        let start = random.below(3000);
        let id = format!("u{n}");
        units.push(json!({"id": id, "file": files[n % 2], "start": start, "end": start + 1 + random.below(60)}));
        ids.push(id);
    }
    let mut pairs = |n: usize| -> Vec<Value> {
        let pick = (0..n).map(|_| json!([ids[random.below(300)], ids[random.below(300)]]));
        pick.collect()
    };
    let gold = json!({
        "documents": {files[0]: "a", files[1]: "b"}, "units": units,
        "same": pairs(120), "neutral": pairs(60), "pairs": [["a", "b"]],
    });
    compare(&gold.to_string(), &predictions, &root().join("seeds"));
}

#[test]
fn agrees_with_the_script_on_laws() {
    for name in ["专利法_2008_2020", "立法法_2015_2023"] {
        let laws = root().join("../shared/texts/laws");
        let files = ["old", "new"].map(|side| laws.join(format!("{name}.{side}.txt")));
        if !files[0].is_file() {
            return skip(&laws);
        }
        let gold = read(&root().join(format!("../shared/gold/laws/{name}.json")));
        compare(&gold, &traced(&files), &laws);
    }
}

#[test]
fn the_command_prints_metrics_and_explains_mistakes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bad = folder.path().join("bad.json");
    let broken = r#"{"documents": {"a.txt": "1"}, "units": [{"id": "x", "file": "b.txt"}], "same": [["x", "y"]]}"#;
    let elsewhere = r#"{"documents": {"a.txt": "1"}, "units": [], "same": []}"#;
    let check = |gold: Option<&str>, more: &str, code: i32, parts: &[&str]| {
        let file = gold.map_or(PathBuf::from("corpus/hangzhou-ip/gold.json"), |text| {
            std::fs::write(&bad, text).expect("writable");
            bad.clone()
        });
        let output = Command::new(env!("CARGO_BIN_EXE_yange"))
            .args(["evaluate", "corpus/hangzhou-ip", "--gold"])
            .arg(file)
            .args(more.split_whitespace())
            .current_dir(root())
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        for part in parts {
            assert!(said.contains(part), "{part:?} is not in\n{said}");
        }
        output.stdout
    };
    check(None, "--lang zh", 0, &["精确率", "95% 区间", "2016 → 2020", "未见后续"]);
    check(None, "--lang en", 0, &["precision", "beads, strict", "calibration"]);
    check(None, "--at-least 1", 1, &[]);
    let json: Value = serde_json::from_slice(&check(None, "--format json", 0, &[])).expect("JSON");
    assert_eq!(
        (&json["format"], &json["gold"]),
        (&json!("yange.evaluation"), &json!(209))
    );
    check(Some("{"), "--lang zh", 2, &["第 1 行第", "不是合法的 JSON"]);
    check(
        Some(broken),
        "--lang en",
        2,
        &["unit \"x\" lies in \"b.txt\"", "names \"y\"", "2 problems"],
    );
    check(Some(elsewhere), "--lang zh", 2, &["一份也没有", "a.txt"]);
}

/// Runs the script and this crate on the same input and compares every figure that both give.
fn compare(gold: &str, predictions: &Predictions, sources: &Path) {
    let script = root().join("../shared/score/score.py");
    if !script.is_file() {
        return skip(&script);
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (gold_file, lineage_file) = (folder.path().join("gold.json"), folder.path().join("lineage.json"));
    std::fs::write(&gold_file, gold).expect("writable");
    std::fs::write(&lineage_file, lineage(predictions).to_string()).expect("writable");
    let run = Command::new("python3")
        .args([&script, &gold_file, &lineage_file])
        .arg(sources)
        .arg("--json")
        .output();
    let Ok(output) = run else {
        return skip(Path::new("python3"));
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs: Value = serde_json::from_slice(&output.stdout).expect("the script prints JSON");
    let ours = figures(&evaluate(&Gold::parse(gold).expect("good gold"), predictions));
    for (path, ours) in ours {
        let theirs = theirs
            .pointer(path)
            .and_then(Value::as_f64)
            .expect("the script gives it");
        assert!(
            (ours - theirs).abs() < THREE_DIGITS,
            "{path}: {ours} here, {theirs} there"
        );
    }
}

fn figures(report: &Report) -> Vec<(&'static str, f64)> {
    let fate = |paths: [&'static str; 3], table: FateTable| {
        paths
            .into_iter()
            .zip([table.accuracy(), table.macro_f1(), table.units() as f64])
    };
    let mut all = vec![
        ("/precision", report.links.precision()),
        ("/recall", report.links.recall()),
        ("/f1", report.links.f1()),
        ("/gold", report.links.gold() as f64),
        ("/predicted", report.links.predicted() as f64),
        ("/coverage", report.coverage.text),
        ("/clauses", report.coverage.clauses as f64),
        ("/not_verbatim", report.coverage.not_verbatim as f64),
        ("/links_to_unknown_clauses", report.coverage.unknown_link_ends as f64),
    ];
    all.extend(fate(["/new/accuracy", "/new/macro_f1", "/new/n"], report.new));
    all.extend(fate(
        ["/dropped/accuracy", "/dropped/macro_f1", "/dropped/n"],
        report.dropped,
    ));
    all
}

/// The least `lineage.json` that the script reads; only links of the claim "same" count there as here.
fn lineage(predictions: &Predictions) -> Value {
    let id = |at: ClauseRef| format!("{}/{}", at.document, at.clause);
    let documents = predictions.documents.iter().enumerate().map(|(d, document)| {
        let clauses = document.clauses.iter().enumerate();
        let clauses = clauses.map(|(c, text)| json!({"id": id(ClauseRef::new(d, c)), "text": text}));
        json!({"id": d.to_string(), "source": document.file, "clauses": clauses.collect::<Vec<_>>()})
    });
    let relation = |claim| if claim == Claim::Same { "same" } else { "related" };
    let links = predictions.links.iter();
    let links = links.map(|l| json!({"old": id(l.old), "new": id(l.new), "relation": relation(l.claim)}));
    json!({"documents": documents.collect::<Vec<_>>(), "links": links.collect::<Vec<_>>()})
}

fn traced(inputs: &[PathBuf]) -> Predictions {
    predicted(&corpus::load(inputs).expect("the series is readable"))
}

fn predicted(corpus: &corpus::Corpus) -> Predictions {
    Predictions::from_outcome(&pipeline::run(corpus))
}

fn gold(path: &Path) -> Gold {
    Gold::parse(&read(path)).expect("the gold is well formed")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the file is readable")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn skip(missing: &Path) {
    eprintln!("skipped: {} is not here", missing.display());
}

/// splitmix64, so that every run draws the same links.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    fn link(&mut self, predictions: &Predictions) -> PredictedLink {
        let mut ends = BTreeSet::new();
        while ends.len() < 2 {
            let document = self.below(predictions.documents.len());
            // One clause beyond the last, now and then: a link to nowhere must count as such.
            let clause = self.below(predictions.documents[document].clauses.len() + 1);
            ends.insert(ClauseRef::new(document, clause));
        }
        let ends: Vec<ClauseRef> = ends.into_iter().collect();
        PredictedLink {
            old: ends[0],
            new: ends[1],
            claim: if self.below(5) == 0 {
                Claim::Related
            } else {
                Claim::Same
            },
            probability: self.below(1000) as f64 / 1000.0,
        }
    }
}
