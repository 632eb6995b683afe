//! Loading from real folders, with every fault a researcher's folder may have.

use super::*;
use std::fs;

const TEXT: &str = "关于加强知识产权保护的意见\n一、总体要求\n加强保护。\n";

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}

fn problems(inputs: &[PathBuf]) -> Vec<Problem> {
    load(inputs).expect_err("must fail").problems
}

fn check(files: &[(&str, &[u8])], expect: &[(&str, &str)]) {
    let folder = folder(files);
    let got = problems(&[folder.path().to_owned()]);
    let got: Vec<_> = got.iter().map(|p| (p.code, folder::name_of(&p.path))).collect();
    let expect: Vec<_> = expect.iter().map(|(code, file)| (*code, (*file).to_owned())).collect();
    assert_eq!(got, expect);
}

#[test]
fn a_folder_is_read_in_the_order_of_names() {
    let gbk = encoding_rs::GBK.encode(TEXT).0.into_owned();
    let folder = folder(&[
        ("2020.txt", TEXT.as_bytes()),
        ("2016.txt", &gbk),
        ("old.doc", b"x"),
        ("README.md", b"x"),
        (".hidden", b"x"),
    ]);
    let corpus = load(&[folder.path().to_owned()]).expect("readable");
    let names: Vec<_> = corpus
        .sources
        .iter()
        .map(|s| (s.path.as_str(), s.encoding.as_str()))
        .collect();
    assert_eq!(names, [("2016.txt", "GBK"), ("2020.txt", "UTF-8")]);
    assert_eq!(corpus.sources[0].text, TEXT);
    let skipped: Vec<_> = corpus.skipped.iter().map(|s| s.path.as_str()).collect();
    assert_eq!(skipped, ["README.md", "old.doc"]);
    assert!(corpus.skipped[1].reason.en.contains(".docx"));
}

#[test]
fn faulty_files_of_a_folder_are_all_named() {
    let bad = [
        ("a.txt", &b"  \n"[..]),
        ("b.txt", b"\x00\x01\x02\x03 binary"),
        ("c.docx", b"PK\x03\x04 no package"),
    ];
    check(
        &bad,
        &[
            ("empty-file", "a.txt"),
            ("binary-file", "b.txt"),
            ("unsupported-format", "c.docx"),
        ],
    );
}

#[test]
fn a_folder_without_documents_says_what_it_passed_over() {
    let folder = folder(&[("table.xlsx", b"x"), ("scan.jpg", b"x")]);
    let got = problems(&[folder.path().to_owned()]);
    assert_eq!(got[0].code, "no-documents");
    assert!(
        got[0].message.en.contains("scan.jpg") && got[0].message.en.contains("OCR"),
        "{}",
        got[0].message.en
    );
}

#[test]
fn missing_things_are_named() {
    assert_eq!(problems(&["/nowhere/x.txt".into()])[0].code, "missing-file");
    assert_eq!(problems(&["/nowhere".into()])[0].code, "missing-file");
    assert_eq!(problems(&[])[0].code, "no-documents");
}

#[test]
fn one_document_is_a_series_and_a_file_named_twice_counts_once() {
    let folder = folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", TEXT.as_bytes())]);
    let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    let corpus = load(&[a.clone(), a.clone()]).expect("readable");
    assert_eq!((corpus.sources.len(), corpus.skipped.len()), (1, 1));
    let corpus = load(&[a, b]).expect("readable");
    let codes: Vec<_> = corpus
        .sources
        .iter()
        .flat_map(|s| &s.diagnostics)
        .map(|d| d.code)
        .collect();
    assert_eq!(codes, ["same-content"]);
}

#[test]
fn a_manifest_tells_everything_that_is_wrong_at_once() {
    let manifest = "[series]\nid = \"s\"\nlexicon = \"none.toml\"\n[[document]]\npath = \"gone.txt\"\nstatus = \"?\"\n\
                    [[document]]\npath = \"empty.txt\"\n";
    let folder = folder(&[("corpus.toml", manifest.as_bytes()), ("empty.txt", b"")]);
    let got = problems(&[folder.path().to_owned()]);
    let got: Vec<_> = got.iter().map(|p| (p.code, p.position().map(|x| x.0))).collect();
    assert_eq!(
        got,
        [
            ("missing-file", Some(3)),
            ("missing-file", Some(5)),
            ("manifest-value", Some(6)),
            ("empty-file", None)
        ]
    );
}

#[test]
fn side_files_beside_the_manifest_are_found() {
    let manifest = "[series]\nid = \"s\"\nvectors = \"v.bin\"\n[[document]]\npath = \"a.txt\"\nencoding = \"gbk\"\n";
    let gbk = encoding_rs::GBK.encode(TEXT).0.into_owned();
    let folder = folder(&[
        ("corpus.toml", manifest.as_bytes()),
        ("a.txt", &gbk),
        ("lexicon.toml", b"x = 1"),
        ("v.bin", &[0, 1]),
    ]);
    let corpus = load(&[folder.path().join("corpus.toml")]).expect("readable");
    assert_eq!(corpus.lexicon.map(|f| f.text).as_deref(), Some("x = 1"));
    assert!(corpus.decisions.is_empty());
    assert_eq!(corpus.vectors.map(|f| f.bytes), Some(vec![0, 1]));
    assert_eq!(corpus.sources[0].text, TEXT);
    assert!(
        corpus.sources[0].diagnostics.is_empty(),
        "a stated encoding is no guess"
    );
}
