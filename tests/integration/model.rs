//! An embedding model of the user's own: read by the real loader from a tiny model that the test makes, or refused.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Writes `corpus/` beside the seeds' folder, with `line` under `[series]`.
fn series(folder: &Path, line: &str) {
    let manifest = fs::read_to_string("corpus/hangzhou-ip/corpus.toml").expect("the manifest is in the repository");
    let seeds = std::env::current_dir().expect("a folder").join("seeds");
    let manifest = manifest.replace("../../seeds", &seeds.display().to_string()).replacen(
        "[series]\n",
        &format!("[series]\n{line}\n"),
        1,
    );
    fs::write(folder.join("corpus.toml"), manifest).expect("a folder of the test");
}

fn trace(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yange"))
        .args(["--lang", "en", "--quiet", "trace", "--format", "json", "--out", "-"])
        .arg(folder)
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A model of one vector for each word, in the format of Model2Vec.
fn model(folder: &Path, words: &[(&str, [f32; 4])]) {
    fs::create_dir_all(folder).expect("a folder of the test");
    let vocabulary: Vec<_> = std::iter::once(("[UNK]", -20.0))
        .chain(words.iter().map(|(w, _)| (*w, -1.0)))
        .collect();
    let tokenizer = serde_json::json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
        "pre_tokenizer": null, "post_processor": null, "decoder": null,
        "model": {"type": "Unigram", "unk_id": 0, "vocab": vocabulary, "byte_fallback": false},
    });
    fs::write(folder.join("tokenizer.json"), tokenizer.to_string()).expect("a file of the test");
    fs::write(folder.join("config.json"), r#"{"normalize": true}"#).expect("a file of the test");
    // safetensors: length of the header, header, numbers.
    let rows = std::iter::once([0.0; 4]).chain(words.iter().map(|(_, row)| *row));
    let numbers: Vec<u8> = rows.flatten().flat_map(f32::to_le_bytes).collect();
    let header = serde_json::json!({
        "embeddings": {"dtype": "F32", "shape": [words.len() + 1, 4], "data_offsets": [0, numbers.len()]},
    })
    .to_string();
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.extend(numbers);
    fs::write(folder.join("model.safetensors"), bytes).expect("a file of the test");
}

const WORDS: [(&str, [f32; 4]); 8] = [
    ("保险", [1.0, 0.0, 0.0, 0.0]),
    ("质押", [0.9, 0.3, 0.0, 0.0]),
    ("融资", [0.9, 0.2, 0.1, 0.0]),
    ("专利", [0.0, 1.0, 0.0, 0.0]),
    ("商标", [0.0, 0.8, 0.4, 0.0]),
    ("保护", [0.0, 0.0, 1.0, 0.0]),
    ("执法", [0.0, 0.0, 0.8, 0.5]),
    ("知识产权", [0.0, 0.0, 0.0, 1.0]),
];

#[test]
fn a_folder_that_is_not_there_or_lacks_a_file_is_an_error_at_its_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    series(folder.path(), "model = \"no-such-folder\"");
    let output = trace(folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("tokenizer.json") && said(&output).contains("no-such-folder"),
        "{}",
        said(&output)
    );
    assert!(said(&output).contains("corpus.toml"), "{}", said(&output));
    series(folder.path(), "model = \"m\"");
    model(&folder.path().join("m"), &WORDS);
    fs::remove_file(folder.path().join("m/config.json")).expect("it was made");
    assert!(said(&trace(folder.path())).contains("config.json"));
}

#[test]
#[cfg(not(feature = "embed"))]
fn without_the_feature_a_model_is_refused_with_the_way_out() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    series(folder.path(), "model = \"m\"");
    model(&folder.path().join("m"), &WORDS);
    let output = trace(folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--features embed"), "{}", said(&output));
    assert!(output.stdout.is_empty());
}

#[test]
#[cfg(feature = "embed")]
fn a_model_is_one_more_signal_and_its_files_are_recorded() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    series(folder.path(), "model = \"m\"");
    model(&folder.path().join("m"), &WORDS);
    let output = trace(folder.path());
    assert!(output.status.success(), "{}", said(&output));
    let lineage: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let inputs = lineage["options"]["inputs"].as_array().expect("a list");
    assert_eq!(inputs.iter().filter(|i| i["role"] == "model").count(), 3);
    let spoke = |link: &serde_json::Value| link["signals"].get("model-margin").is_some();
    let links = lineage["links"].as_array().expect("a list");
    assert!(links.iter().filter(|l| spoke(l)).count() > links.len() / 2);
    assert_eq!(output.stdout, trace(folder.path()).stdout, "the same bytes again");

    series(folder.path(), "");
    let without = trace(folder.path());
    let without: serde_json::Value = serde_json::from_slice(&without.stdout).expect("JSON");
    let odds = |of: &serde_json::Value| {
        of["links"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|l| l["probability"].to_string())
            .collect::<Vec<_>>()
    };
    assert_ne!(odds(&lineage), odds(&without), "it counts");
    assert!(!without["links"].as_array().expect("a list").iter().any(spoke));
}

#[test]
#[cfg(feature = "embed")]
fn damaged_models_are_errors() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = folder.path().join("m");
    series(folder.path(), "model = \"m\"");
    let broken = |change: &dyn Fn()| {
        model(&place, &WORDS);
        change();
        let output = trace(folder.path());
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(
            said(&output).contains("Model2Vec") && output.stdout.is_empty(),
            "{}",
            said(&output)
        );
    };
    let file = |name: &str| place.join(name);
    let cut = |name: &str| {
        let bytes = fs::read(file(name)).expect("it was made");
        fs::write(file(name), &bytes[..bytes.len() / 2]).expect("a file of the test");
    };
    for name in ["tokenizer.json", "model.safetensors", "config.json"] {
        broken(&|| cut(name));
    }
    broken(&|| fs::write(file("model.safetensors"), "<html>").expect("a file of the test"));
    // Numbers that are none, for every word.
    broken(&|| model(&place, &WORDS.map(|(word, _)| (word, [f32::NAN; 4]))));
}
