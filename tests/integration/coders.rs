//! Two coders: `yange agreement` and `yange adjudicate` as their users meet them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs the program in a folder with lines of input; gives exit code and everything said.
fn run(folder: &Path, line: &str, input: &str) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_yange"))
        .args(line.split_whitespace())
        .args(["--lang", "en"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A run that ends before it has read everything closes the pipe.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    let ran = child.wait_with_output().expect("the program ends");
    let said = [ran.stdout, ran.stderr].concat();
    (ran.status.code(), String::from_utf8(said).expect("UTF-8"))
}

fn file(verdicts: &[(&str, &str)], by: &str) -> String {
    let one = |(id, verdict): &(&str, &str)| {
        format!(
            "[[decision]]\nverdict = \"{verdict}\"\nold = {{ clause = \"2016/{id}\", text = \"旧{id}。\" }}\n\
             new = {{ clause = \"2020/{id}\", text = \"新{id}。\" }}\nby = \"{by}\"\n\n"
        )
    };
    verdicts.iter().map(one).collect()
}

fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    let a = [
        ("1", "same"),
        ("2", "same"),
        ("3", "related"),
        ("4", "different"),
        ("5", "same"),
    ];
    let b = [
        ("1", "same"),
        ("2", "related"),
        ("3", "related"),
        ("4", "same"),
        ("6", "same"),
    ];
    fs::write(place.path().join("a.toml"), file(&a, "甲")).expect("writable");
    fs::write(place.path().join("b.toml"), file(&b, "乙")).expect("writable");
    place
}

#[test]
fn agreement_tells_figures_table_and_disagreements() {
    let place = place();
    let (code, said) = run(place.path(), "agreement a.toml b.toml", "");
    assert_eq!(code, Some(0), "{said}");
    for part in [
        "4 judged by both, 1 by the first only",
        "Disagreements: 2",
        "甲 different; 乙 same",
        "旧4。",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    let (_, json) = run(place.path(), "agreement a.toml b.toml --format json", "");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let pairs = &json["questions"][0];
    assert_eq!(pairs["confusion"], serde_json::json!([[1, 1, 0], [0, 1, 0], [1, 0, 0]]));
    // cohen_kappa_score([0,0,1,2], [0,1,1,0]) of scikit-learn 1.9.1; krippendorff.alpha of krippendorff 0.9.0.
    for (name, expect) in [("kappa", 0.19999999999999996), ("alpha", 0.26315789473684215)] {
        let found = pairs["all"][name].as_f64().expect("a number");
        assert!((found - expect).abs() < 1e-12, "{name} {found}");
    }
    assert_eq!(pairs["only_second"][0]["clauses"][1]["clause"], "2020/6");
}

#[test]
fn adjudication_goes_on_where_it_stopped_and_leaves_the_inputs_alone() {
    let place = place();
    let before = fs::read(place.path().join("a.toml")).expect("readable");
    let line = "adjudicate a.toml b.toml --out c.toml --by 丙";
    let (code, said) = run(place.path(), line, "what\n3\nu\nb\nq\n");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1 decided, 1 left"), "{said}");
    let (_, said) = run(place.path(), line, "a\n");
    assert!(said.contains("[1/1]") && said.contains("1 decided, 0 left"), "{said}");
    let third = fs::read_to_string(place.path().join("c.toml")).expect("written");
    let (decisions, problems) = yange::decisions::parse("c.toml", &third);
    assert!(problems.is_empty(), "{problems:?}");
    let found = decisions.list.iter().map(|d| {
        let label = yange::evaluate::Item::of(d).map_or("", |(_, label)| label);
        format!("{} {label} {}", d.subject.anchors()[0].clause, d.by)
    });
    let mut found: Vec<String> = found.collect();
    found.sort();
    assert_eq!(
        found,
        [
            "2016/1 same 甲, 乙",
            "2016/2 related 丙",
            "2016/3 related 甲, 乙",
            "2016/4 different 丙",
            "2016/5 same 甲",
            "2016/6 same 乙"
        ]
    );
    assert_eq!(fs::read(place.path().join("a.toml")).expect("readable"), before);
    let (_, said) = run(place.path(), line, "");
    assert!(said.contains("0 decided, 0 left"), "{said}");
    assert_eq!(fs::read_to_string(place.path().join("c.toml")).expect("written"), third);
}

#[test]
fn what_cannot_be_used_is_refused_with_its_place() {
    let place = place();
    let (code, said) = run(place.path(), "adjudicate a.toml b.toml --out a.toml", "a\n");
    assert!(code == Some(2) && said.contains("one of the two inputs"), "{said}");
    let twice = file(&[("1", "same"), ("1", "different")], "丁");
    fs::write(place.path().join("twice.toml"), twice).expect("writable");
    let (code, said) = run(place.path(), "agreement twice.toml a.toml", "");
    assert!(
        code == Some(2) && said.contains("twice.toml:1") && said.contains("twice.toml:7"),
        "{said}"
    );
    fs::write(place.path().join("bad.toml"), "[[decision]]\nverdict = \"sane\"\n").expect("writable");
    let (code, said) = run(place.path(), "agreement bad.toml a.toml", "");
    assert!(code == Some(2) && said.contains("sane"), "{said}");
}
