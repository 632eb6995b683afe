//! Review: the queue, what it buys, and the program that answers it.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use yange::evaluate::{Gold, Predictions, ReviewCurve, evaluate};
use yange::{corpus, pipeline};

fn series() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/hangzhou-ip")
}

#[test]
fn the_queue_buys_more_than_any_other_order_at_every_budget() {
    let gold = std::fs::read_to_string(series().join("gold.json")).expect("the file is readable");
    let outcome = pipeline::run(&corpus::load(&[series()]).expect("the series is readable"));
    let report = evaluate(
        &Gold::parse(&gold).expect("the gold is well formed"),
        &Predictions::from_outcome(&outcome),
    );
    let ReviewCurve {
        f1,
        reading_order,
        random_order,
    } = report.review.expect("a run keeps its candidates");
    let at = ReviewCurve::at;
    assert!(
        at(&f1, 50) >= 0.85 && at(&f1, 100) >= 0.93,
        "{:.3} {:.3}",
        at(&f1, 50),
        at(&f1, 100)
    );
    let longest = f1.len().max(reading_order.len()).max(random_order.len());
    for n in 1..longest {
        for (name, other) in [("reading", &reading_order), ("random", &random_order)] {
            let (ours, theirs) = (at(&f1, n), at(other, n));
            assert!(
                ours > theirs - 1e-12,
                "{n} screens: {ours:.3}, in {name} order {theirs:.3}"
            );
            assert!(n > 100 || ours > theirs, "{n} screens: no better than {name} order");
        }
    }
}

#[test]
fn the_queue_is_written_as_json_lines() {
    let run = |more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_yange"))
            .args(["review", "--format", "jsonl", "--lang", "en"])
            .args(more)
            .arg(series())
            .output()
            .expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let lines: Vec<Value> = (run(&["--budget", "3"]).lines())
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let screens: Vec<u64> = lines.iter().filter_map(|l| l["screen"].as_u64()).collect();
    assert!(
        screens.is_sorted() && screens.len() == lines.len() && screens.last() == Some(&3),
        "{screens:?}"
    );
    let mut pairs: Vec<[&str; 2]> = Vec::new();
    let mut sums: Vec<(f64, f64)> = Vec::new();
    for line in &lines {
        for side in [&line["texts"]["old"], &line["texts"]["new"]] {
            assert!(side["text"].as_str().is_some_and(|t| !t.is_empty()), "{line}");
            assert!(side["hash"].as_str().is_some_and(|t| t.len() == 16), "{line}");
        }
        // The signals and the intercept are the log odds; of links they are those of `lineage.json`.
        let signals = line["signals"].as_object().expect("by name");
        let parts: Option<Vec<f64>> = signals.values().map(|s| s["contribution"].as_f64()).collect();
        let sum: f64 = parts.expect("numbers").into_iter().sum();
        let probability = line["probability"].as_f64().expect("a number").clamp(1e-4, 0.9999);
        sums.push((sum, (probability / (1.0 - probability)).ln()));
        assert!(line["verdict"].is_null() && line["probability"].is_f64(), "{line}");
        let ends = ["old", "new"].map(|side| line[side].as_str().expect("an id"));
        assert!(ends.contains(&line["of"].as_str().expect("an id")), "{line}");
        pairs.push(ends);
    }
    sums.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(
        sums.first().map(|s| s.1) < sums.last().map(|s| s.1),
        "more for, more likely: {sums:?}"
    );
    let all = pairs.len();
    pairs.sort_unstable();
    pairs.dedup();
    assert_eq!(pairs.len(), all, "each pair is asked once");
    assert!(run(&["--budget", "1"]).lines().count() < all);
}

/// A little series in a folder of its own.
fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    let old = "关于加强知识产权保护的实施意见\n\n一、强化执法\n\n（一）开展专利保险试点工作。完善维权援助机制，建立快速处理通道。\n\n（二）加强电子商务领域专利执法。\n";
    let new = "关于加强知识产权保护的若干意见\n\n一、强化执法\n\n（一）扩大专利保险试点范围。建立维权援助快速通道。\n\n（二）加强电子商务领域商标执法。\n";
    for (name, text) in [
        ("2020.txt", old),
        ("2025.txt", new),
        (
            "corpus.toml",
            "[series]\nid = \"s\"\n\n[[document]]\npath = \"2020.txt\"\ndate = \"2020\"\n\n[[document]]\npath = \"2025.txt\"\ndate = \"2025\"\n",
        ),
    ] {
        std::fs::write(place.path().join(name), text).expect("writable");
    }
    place
}

fn yange(folder: &Path, line: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_yange"))
        .args(line.split_whitespace())
        .current_dir(folder)
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "yange {line}\n{said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The whole round with a program in the reviewer's place: questions out, answers in, and nothing left to ask.
#[test]
fn a_program_answers_the_lines() {
    let place = place();
    let ask = || yange(place.path(), "review . --format jsonl --lang en");
    let mut answered = 0;
    let answers: Vec<String> = (ask().lines())
        .map(|line| {
            let mut line: Value = serde_json::from_str(line).expect("JSON");
            // The program: two clauses that share a phrase of four characters are the same.
            let shared = line["shared"].as_array().expect("a list");
            let alike = shared
                .iter()
                .any(|s| s.as_str().is_some_and(|s| s.chars().count() >= 4));
            line["verdict"] = Value::from(if alike { "same" } else { "different" });
            answered += 1;
            line.to_string()
        })
        .collect();
    assert!(answered > 2, "{answers:?}");
    std::fs::write(place.path().join("answers.jsonl"), answers.join("\n")).expect("writable");
    yange(
        place.path(),
        "decisions import . answers.jsonl --by model:four --lang en",
    );
    yange(place.path(), "decisions check . --lang en");
    let json: Value =
        serde_json::from_str(&yange(place.path(), "trace . --format json --out - --lang en")).expect("JSON");
    let links = json["links"].as_array().expect("a list");
    assert!(
        !links.is_empty() && links.iter().all(|l| l["decided_by"] == "model:four"),
        "{links:?}"
    );
    assert_eq!(ask(), "", "what was answered is not asked again");
}

/// A terminal that the program runs in, by tmux; ended when dropped.
struct Screen {
    socket: String,
}

impl Screen {
    fn tmux(&self, arguments: &[&str]) -> String {
        let output = Command::new("tmux")
            .args(["-L", &self.socket, "-f", "/dev/null", "-u"])
            .args(arguments)
            .output()
            .expect("tmux starts");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Starts the program in a window of 100 columns and 30 lines.
    fn start(&self, folder: &Path, line: &str) {
        let program = env!("CARGO_BIN_EXE_yange");
        let folder = folder.to_str().expect("UTF-8");
        let line = format!("LC_ALL=C.UTF-8 {program} {line}; echo ended with $?; sleep 60");
        self.tmux(&["new-session", "-d", "-x", "100", "-y", "30", "-c", folder, &line]);
    }

    fn press(&self, keys: &[&str]) {
        let mut arguments = vec!["send-keys"];
        arguments.extend(keys);
        self.tmux(&arguments);
    }

    /// Waits until the window shows the words.
    fn wait(&self, words: &str) -> String {
        let mut shown = String::new();
        for _ in 0..300 {
            shown = self.tmux(&["capture-pane", "-p"]);
            if shown.contains(words) {
                return shown;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("{words:?} is not in\n{shown}");
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

#[test]
fn the_terminal_reviewer_works_in_a_real_terminal() {
    if Command::new("tmux").arg("-V").output().is_err() {
        eprintln!("skipped: tmux is not here; scripts/install installs it");
        return;
    }
    let place = place();
    let file = place.path().join("decisions.toml");
    let said = || std::fs::read_to_string(&file).unwrap_or_default();
    let screen = Screen {
        socket: format!("yange-test-{}", std::process::id()),
    };
    screen.start(place.path(), "review . --by 王 --lang zh");
    let shown = screen.wait("复核 1/");
    assert!(
        shown.contains("▶") && shown.contains("同一") && shown.contains("2020"),
        "{shown}"
    );
    assert!(said().is_empty(), "nothing is written before a screen is answered");
    // A verdict that the program would not give, then the rest as it stands.
    screen.press(&["2"]);
    screen.wait("[相关]");
    screen.press(&["Enter"]);
    screen.wait("复核 2/");
    let first = said();
    assert!(
        first.contains("verdict = \"related\"") && first.contains("by = \"王\""),
        "{first}"
    );
    // Twice back: the screen, then the verdict.
    screen.press(&["u"]);
    screen.wait("复核 1/");
    screen.press(&["u", "3"]);
    screen.wait("[不同]");
    screen.press(&["Enter"]);
    screen.wait("复核 2/");
    assert!(
        !said().contains("related") && said().contains("different"),
        "{}",
        said()
    );
    screen.press(&["q"]);
    screen.wait("ended with 0");
    let saved = said();
    drop(screen);
    // Begun again, in the other language: what was decided is not asked again.
    let screen = Screen {
        socket: format!("yange-test-{}-again", std::process::id()),
    };
    screen.start(place.path(), "review . --by 王 --lang en");
    let shown = screen.wait("Review");
    assert!(!shown.contains("[different]"), "{shown}");
    screen.press(&["q"]);
    screen.wait("ended with 0");
    assert_eq!(said(), saved, "looking changes nothing");
}
