//! The program as its users meet it: exit codes, messages in both languages, what goes to which stream, which files.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const OLD: &str = "关于加强知识产权保护的实施意见\n\n一、强化执法\n\n（一）开展专利保险试点工作。完善维权援助机制，建立快速处理通道。\n\n（二）加强电子商务领域专利执法。\n";
const NEW: &str = "关于加强知识产权保护的若干意见\n\n一、强化执法\n\n（一）扩大专利保险试点工作。完善维权援助机制，建立快速处理通道。\n\n（二）设立专家咨询委员会。\n";

/// A folder to work in, and the program run inside it.
struct Place(TempDir);

/// What a run gave.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A folder `d` with two dated documents.
    fn with_documents() -> Self {
        let place = Self::new();
        place.write("d/2020-old.txt", OLD);
        place.write("d/2025-new.txt", NEW);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("writable");
        fs::write(path, content).expect("writable");
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yange"));
        command.args(line.split_whitespace()).current_dir(self.0.path());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, line: &str) -> Ran {
        Ran::from(self.command(line).output().expect("the program starts"))
    }

    /// Runs, and checks the exit code and that the parts stand in what was said on either stream.
    fn check(&self, line: &str, code: i32, parts: &[&str]) -> Ran {
        let ran = self.run(line);
        assert_eq!(ran.code, Some(code), "yange {line}\n{}{}", ran.out, ran.err);
        for part in parts {
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains(part), "yange {line}: {part:?} is not in\n{said}");
        }
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        ran
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/hangzhou-ip")
}

/// Every file below a folder with its content.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            found.extend(
                files(&path)
                    .into_iter()
                    .map(|(name, bytes)| (Path::new(path.file_name().expect("a name")).join(name), bytes)),
            );
        } else {
            let name = PathBuf::from(path.file_name().expect("a name"));
            found.insert(name, fs::read(&path).expect("readable"));
        }
    }
    found
}

#[test]
fn an_empty_file_is_named() {
    let place = Place::with_documents();
    place.write("empty.txt", "");
    let ran = place.check("trace d/2020-old.txt empty.txt", 2, &["empty.txt", "error", "help"]);
    assert!(ran.out.is_empty() && !place.path("reports").exists());
    place.check(
        "trace d/2020-old.txt empty.txt --lang zh",
        2,
        &["empty.txt", "错误", "办法"],
    );
}

#[test]
fn every_missing_file_is_named_at_once() {
    let place = Place::with_documents();
    place.check(
        "trace d/2020-old.txt gone-a.txt gone-b.txt",
        2,
        &["gone-a.txt", "gone-b.txt", "2 problems"],
    );
    place.check("trace gone --lang zh", 2, &["gone", "错误"]);
}

#[test]
fn a_folder_without_documents_is_an_error() {
    let place = Place::new();
    place.write("d/table.xlsx", "x");
    place.check("trace d", 2, &["d"]);
    place.check("trace d --lang zh", 2, &["错误"]);
}

#[test]
fn one_single_document_points_to_segment() {
    let place = Place::with_documents();
    place.check("trace d/2020-old.txt", 2, &["only one document", "yange segment"]);
    place.check("trace d/2020-old.txt --lang zh", 2, &["只有一份文件", "yange segment"]);
    place.check("segment d/2020-old.txt", 0, &["专利保险试点"]);
}

#[test]
fn two_documents_of_one_date_keep_the_order_given() {
    let place = Place::new();
    place.write("a-2020.txt", OLD);
    place.write("b-2020.txt", NEW);
    place.check("trace b-2020.txt a-2020.txt --out r", 0, &["same date", "2020"]);
    place.check("trace b-2020.txt a-2020.txt --out r --lang zh", 0, &["日期相同"]);
    let json = fs::read_to_string(place.path("r/lineage.json")).expect("written");
    let view: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(view["documents"][0]["source"], "b-2020.txt");
}

#[test]
fn a_binary_file_is_refused() {
    let place = Place::with_documents();
    let noise: Vec<u8> = (0..4096_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    place.write("noise.txt", noise);
    place.check("trace d/2020-old.txt noise.txt", 2, &["noise.txt", "error"]);
    place.check("trace d/2020-old.txt noise.txt --lang zh", 2, &["noise.txt", "错误"]);
}

#[test]
fn an_unknown_key_of_the_manifest_is_shown_in_its_line() {
    let place = Place::with_documents();
    place.write(
        "d/corpus.toml",
        "[series]\nid = \"x\"\ncolour = \"red\"\n\n[[document]]\npath = \"2020-old.txt\"\n",
    );
    place.check("trace d", 2, &["corpus.toml:3", "colour", "help"]);
    place.check("trace d --lang zh", 2, &["corpus.toml:3", "colour", "错误", "办法"]);
}

#[test]
fn every_missing_file_of_a_manifest_is_named() {
    let place = Place::with_documents();
    let manifest = "[series]\nid = \"x\"\n\n[[document]]\npath = \"gone-a.txt\"\n\n[[document]]\npath = \"2020-old.txt\"\n\n[[document]]\npath = \"gone-b.txt\"\n";
    place.write("d/corpus.toml", manifest);
    place.check("trace d", 2, &["gone-a.txt", "gone-b.txt"]);
}

#[test]
fn standard_output_takes_json_and_nothing_else() {
    let place = Place::new();
    let line = format!("trace {} --format json --out -", seeds().display());
    let ran = place.check(&line, 0, &[]);
    let view: serde_json::Value = serde_json::from_str(&ran.out).expect("nothing but JSON");
    assert_eq!(view["format"], "yange.lineage");
    assert!(ran.err.is_empty(), "{}", ran.err);
    assert!(!place.path("reports").exists());
    place.check("trace x --out -", 2, &["--format json"]);
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let place = Place::new();
    for line in [
        format!("trace {} --format json --out -", seeds().display()),
        "--help".to_owned(),
    ] {
        let mut child = place
            .command(&line)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let mut said = String::new();
        child
            .stderr
            .take()
            .expect("piped")
            .read_to_string(&mut said)
            .expect("UTF-8");
        assert_eq!(child.wait().expect("it ends").code(), Some(0), "{line}: {said}");
        assert_eq!(said, "");
    }
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    let place = Place::new();
    let mut reports = Vec::new();
    for (name, threads) in [("a", "1"), ("b", "2"), ("c", "2"), ("d", "7")] {
        let mut command = place.command(&format!("trace {} --out {name}", seeds().display()));
        let done = command
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .expect("the program starts");
        assert!(done.status.success());
        reports.push(files(&place.path(name)));
    }
    assert!(reports[0].contains_key(Path::new("lineage.json")));
    for report in &reports[1..] {
        assert!(report == &reports[0]);
    }
}

#[test]
fn the_locale_changes_messages_but_not_the_report() {
    let place = Place::with_documents();
    let run = |locale: &str, out: &str| {
        let mut command = place.command(&format!("trace d --out {out}"));
        Ran::from(command.env("LC_ALL", locale).output().expect("the program starts"))
    };
    let (zh, en) = (run("zh_CN.UTF-8", "zh"), run("C", "en"));
    assert!(
        zh.out.contains("条款") && en.out.contains("clauses"),
        "{}{}",
        zh.out,
        en.out
    );
    assert!(files(&place.path("zh")) == files(&place.path("en")));
}

#[test]
fn the_summary_tells_what_was_found_and_where_it_lies() {
    let place = Place::with_documents();
    place.write("d/table.xlsx", "x");
    let ran = place.check(
        "trace d",
        0,
        &["2020", "2025", "lineages", "table.xlsx", "reports/d/lineage.json"],
    );
    assert!(!ran.out.contains('\u{1b}'), "no colour where nobody looks");
    assert!(place.path("reports/d/lineage.json").is_file());
    let quiet = place.check("trace d --quiet", 0, &[]);
    assert!(
        quiet.out.is_empty() && quiet.err.is_empty(),
        "{}{}",
        quiet.out,
        quiet.err
    );
}

#[test]
fn only_the_formats_asked_for_are_written() {
    let place = Place::with_documents();
    place.check("trace d --format json --out only", 0, &[]);
    let names: Vec<_> = files(&place.path("only")).into_keys().collect();
    assert_eq!(names, [PathBuf::from("lineage.json")]);
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let place = Place::with_documents();
    place.write("occupied", "a file, not a folder");
    place.check("trace d --out occupied", 2, &["occupied", "--out"]);
    place.check(
        "trace d --out occupied --lang zh",
        2,
        &["occupied 是一个文件，不是文件夹"],
    );
}

#[test]
fn segment_shows_a_tree_and_json() {
    let place = Place::with_documents();
    place.check("segment d/2020-old.txt", 0, &["一、强化执法", "[measure]"]);
    let ran = place.check("segment d/2020-old.txt --format json", 0, &[]);
    let document: serde_json::Value = serde_json::from_str(&ran.out).expect("nothing but JSON");
    assert!(
        document["clauses"].as_array().is_some_and(|clauses| clauses.len() > 4),
        "{}",
        ran.out
    );
}

#[test]
fn a_title_is_neither_dropped_nor_new() {
    let place = Place::new();
    place.write("2016.txt", "关于甲的意见\n一、加强乙。推进丙建设。\n");
    place.write("2020.txt", "关于甲工作的若干规定\n一、加强乙工作。推进丙建设和丁。\n");
    let ran = place.check("compare 2016.txt 2020.txt --lang zh", 0, &["推进丙建设和丁", "p ≥ 0.9"]);
    assert!(!ran.out.contains("未见"), "{}", ran.out);
}

#[test]
fn compare_prints_the_table_and_writes_what_is_asked_for() {
    let place = Place::with_documents();
    place.check(
        "compare d/2020-old.txt d/2025-new.txt",
        0,
        &["维权援助", "专家咨询委员会"],
    );
    assert!(!place.path("reports").exists());
    place.check(
        "compare d/2025-new.txt d/2020-old.txt",
        0,
        &["taken as the old document"],
    );
    place.check(
        "compare d/2020-old.txt d/2025-new.txt --format json --out r",
        0,
        &["r/lineage.json"],
    );
    assert!(place.path("r/lineage.json").is_file());
}

#[test]
fn init_writes_a_manifest_that_works_and_never_overwrites_one() {
    let place = Place::with_documents();
    place.check("init d", 0, &["corpus.toml", "yange trace"]);
    let first = fs::read(place.path("d/corpus.toml")).expect("written");
    assert!(first.contains(&b'#'), "it is commented");
    place.check("init d", 2, &["exists already"]);
    place.check("init d --lang zh", 2, &["已存在"]);
    assert_eq!(fs::read(place.path("d/corpus.toml")).expect("still there"), first);
    place.check("trace d --out r", 0, &["2020", "2025"]);
    place.check("init d/2020-old.txt", 2, &["not a folder"]);
}

#[test]
fn usage_errors_exit_with_two_and_help_with_zero() {
    let place = Place::new();
    place.check("", 2, &["Usage"]);
    place.check("trace", 2, &["INPUT"]);
    place.check("trace --lang zh", 2, &["缺少参数"]);
    place.check("frobnicate", 2, &["frobnicate"]);
    place.check("--help", 0, &["Usage", "Examples"]);
    place.check("--help --lang zh", 0, &["用法", "示例"]);
    place.check("--version", 0, &[env!("CARGO_PKG_VERSION")]);
}

#[test]
fn explain_tells_why_clauses_are_linked_and_why_not() {
    let place = Place::with_documents();
    let json = place.run("trace d --format json --out - --quiet");
    let view: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let link = &view["links"].as_array().expect("links")[0];
    let (a, b) = (
        link["old"].as_str().expect("an id"),
        link["new"].as_str().expect("an id"),
    );
    place.check(
        &format!("explain d {a} {b} --lang en"),
        0,
        &[a, b, "signals (value, contribution", "shared phrases", "runner-up"],
    );
    place.check(&format!("explain d {b} --lang zh"), 0, &[a, b, "信号"]);
    let told = place.check(
        &format!("explain d {a} --format json"),
        0,
        &["\"links\"", "\"refused\""],
    );
    let told: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!(told["links"][0], *link, "the link as lineage.json has it");
    let gone = view["documents"][0]["clauses"]
        .as_array()
        .expect("clauses")
        .iter()
        .find(|c| c["text"].as_str().is_some_and(|t| t.contains("电子商务")));
    let gone = gone.expect("the clause is there")["id"].as_str().expect("an id");
    place.check(&format!("explain d {gone} --lang en"), 0, &["no link"]);
    place.check("explain d 1999/一 --lang en", 2, &["no clause 1999/一"]);
    place.check(
        "explain --weights --lang en",
        0,
        &["wording-in-context", "rewrite", "codebook", "revision"],
    );
    let weights = place.check("explain --weights --format json", 0, &["\"signals\""]);
    assert!(serde_json::from_str::<serde_json::Value>(&weights.out).is_ok());
}

#[test]
fn side_files_that_cannot_be_used_are_refused_with_the_way_out() {
    let place = Place::with_documents();
    let manifest = |line: &str| {
        format!(
            "[series]\nid = \"s\"\n{line}\n[[document]]\npath = \"2020-old.txt\"\n[[document]]\npath = \"2025-new.txt\"\n"
        )
    };
    place.write("d/corpus.toml", manifest("vectors = \"v.bin\""));
    place.write("d/v.bin", "no vectors");
    place.check(
        "trace d --lang en",
        2,
        &["v.bin", "not a vector file", "yange train vectors"],
    );
    place.write("d/v.bin", include_bytes!("../../assets/vectors.bin"));
    place.check("trace d --quiet --out out", 0, &[]);
    place.write("d/corpus.toml", manifest(""));
    place.write("d/lexicon.toml", "[[concept]]\nname = \"甲\"\n");
    place.check("trace d --lang en", 2, &["lexicon.toml, line 1", "[[concept]]"]);
    place.write(
        "d/lexicon.toml",
        "words = []\n[[rung]]\nlevel = 9\nwords = [\"领办\"]\n",
    );
    place.check(
        "trace d --lang en",
        2,
        &["lexicon.toml, line 3", "[[rung]]", "from 0 to 7"],
    );
    place.check("trace d --lang zh", 2, &["lexicon.toml 第 3 行", "0 至 7"]);
}

#[test]
fn vectors_trained_on_own_texts_serve_the_series() {
    let place = Place::with_documents();
    for (name, text) in [("t/a.txt", OLD), ("t/b.txt", NEW)] {
        place.write(
            name,
            text.repeat(3) + "知识产权保护工作机制。知识产权保护工作体系。知识产权保护工作制度。",
        );
    }
    place.check(
        "train vectors t --out v/own.bin --lang en",
        0,
        &["2 texts", "dimensions"],
    );
    place.check("train vectors t --out again.bin --quiet", 0, &[]);
    let file = fs::read(place.path("v/own.bin")).expect("written");
    assert_eq!(file, fs::read(place.path("again.bin")).expect("written"));
    let head = "[series]\nid = \"s\"\nvectors = \"../v/own.bin\"\n";
    let documents = "[[document]]\npath = \"2020-old.txt\"\n[[document]]\npath = \"2025-new.txt\"\n";
    let trace = || {
        let ran = place.check("trace d --format json --out - --quiet", 0, &[]);
        let view: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        view["links"].clone()
    };
    let built_in = trace();
    place.write("d/corpus.toml", format!("{head}{documents}"));
    assert_ne!(trace(), built_in, "the series' own vectors were used");
    place.check("train vectors nowhere --out v.bin --lang en", 2, &["nowhere"]);
}

#[test]
fn every_fate_has_its_word_in_the_summary() {
    let place = Place::new();
    let series = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/hangzhou-ip");
    let ran = place.check(
        &format!("trace {} --out out --lang zh", series.display()),
        0,
        &["事由已过"],
    );
    let told = ran.out.lines().filter(|line| line.contains("市："));
    for line in told {
        let words: String = line.chars().filter(|c| c.is_ascii_alphabetic()).collect();
        assert!(words.is_empty(), "{line}");
    }
}
