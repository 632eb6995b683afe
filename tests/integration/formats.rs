//! The same document as text, DOCX, PDF and HTML gives the same clauses: LibreOffice and Chromium make the files.

use std::path::{Path, PathBuf};
use std::process::Command;
use yange::document;
use yange::segment::{self, ClauseForm};

const SEEDS: [&str; 4] = [
    "2016-hangzhou-ip-powerhouse-opinion",
    "2020-hangzhou-ip-protection-plan",
    "2022-gongshu-ip-county-pilot-plan-draft",
    "2025-hangzhou-ip-protection-opinion",
];

/// A clause without white space: form, kind, label, text, and its measure clauses.
type Seen = (ClauseForm, &'static str, String, String, Vec<String>);

fn clauses(file: &Path) -> Vec<Seen> {
    let corpus = yange::corpus::load(&[file.to_path_buf()]).unwrap_or_else(|e| panic!("{}: {e:?}", file.display()));
    let document = document::parse(&corpus).remove(0);
    let squeezed = |span: yange::span::Span| span.of(&document.text).split_whitespace().collect::<String>();
    let tree = segment::segment(&document);
    let seen = tree.clauses.iter().map(|c| {
        let parts = c.parts.iter().map(|p| squeezed(p.span)).collect();
        (
            c.form,
            c.kind.name(),
            c.label.map(squeezed).unwrap_or_default(),
            squeezed(c.span),
            parts,
        )
    });
    seen.collect()
}

/// Runs a program on its own; whether it is installed and ended well.
fn runs(program: &str, arguments: &[&str]) -> bool {
    let status = Command::new(program).args(arguments).output().map(|o| o.status);
    status.is_ok_and(|s| s.success())
}

fn convert(folder: &Path, to: &str, from: &[PathBuf]) -> bool {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let folder = folder.display().to_string();
    let mut arguments = vec![
        profile.as_str(),
        "--headless",
        "--infilter=Text (encoded):UTF8",
        "--convert-to",
        to,
    ];
    if from.iter().all(|f| f.extension().is_none_or(|e| e != "txt")) {
        arguments.remove(2);
    }
    let files: Vec<String> = from.iter().map(|f| f.display().to_string()).collect();
    arguments.extend(["--outdir", &folder]);
    arguments.extend(files.iter().map(String::as_str));
    runs("soffice", &arguments)
}

/// The files of all seeds in a folder with another extension.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    SEEDS.iter().map(|s| folder.join(format!("{s}.{extension}"))).collect()
}

fn check(folder: &Path, extension: &str) {
    for (seed, file) in SEEDS.iter().zip(files(folder, extension)) {
        let expect = clauses(Path::new(&format!("seeds/{seed}.txt")));
        same(&file, &expect, &clauses(&file));
    }
}

/// The built-in reader gives the same clauses as well, where `pdftotext` is not on the path: of the texts that
/// `yange trace` stores of the PDFs in a folder.
#[cfg(all(feature = "pdf", unix))]
fn check_built_in(folder: &Path) {
    let document = |seed| format!("[[document]]\nid = \"{seed}\"\npath = \"{seed}.pdf\"\n");
    let manifest = format!("[series]\nid = \"s\"\n{}", SEEDS.map(document).concat());
    std::fs::write(folder.join("corpus.toml"), manifest).expect("written");
    let bare = folder.join("bin");
    std::fs::create_dir_all(&bare).expect("writable");
    // There already where a second kind of PDF is checked.
    let _ = std::os::unix::fs::symlink("/bin/sh", bare.join("sh"));
    let run = Command::new(env!("CARGO_BIN_EXE_yange"))
        .args(["trace", "corpus.toml", "--out", "out"])
        .env("PATH", &bare)
        .current_dir(folder)
        .output()
        .expect("it starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let report = std::fs::read_to_string(folder.join("out/lineage.json")).expect("written");
    assert!(report.contains("\"oxidize-pdf "), "the reader is named");
    for seed in SEEDS {
        let text = folder.join(format!("out/sources/{seed}.txt"));
        same(
            &text,
            &clauses(Path::new(&format!("seeds/{seed}.txt"))),
            &clauses(&text),
        );
    }
}

fn same(file: &Path, expect: &[Seen], found: &[Seen]) {
    for (expect, found) in expect.iter().zip(found) {
        assert_eq!(expect, found, "{}", file.display());
    }
    assert_eq!(expect.len(), found.len(), "{}", file.display());
}

#[test]
fn office_files_give_the_same_clauses() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let texts: Vec<PathBuf> = SEEDS.iter().map(|s| PathBuf::from(format!("seeds/{s}.txt"))).collect();
    if !convert(folder, "docx:MS Word 2007 XML", &texts) {
        eprintln!("skipped: soffice (LibreOffice Writer) is not installed");
        return;
    }
    check(folder, "docx");
    assert!(convert(folder, "html:HTML (StarWriter)", &files(folder, "docx")));
    check(folder, "html");
    if !runs("pdftotext", &["-v"]) {
        eprintln!("skipped: pdftotext is not installed");
        return;
    }
    assert!(convert(folder, "pdf", &files(folder, "docx")));
    check(folder, "pdf");
    #[cfg(all(feature = "pdf", unix))]
    check_built_in(folder);
}

/// A page as a government site serves it, with what stands around its article.
fn page(text: &str) -> String {
    let paragraphs: String = text
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| format!("<p>　　{}</p>\n", l.trim().replace('&', "&amp;").replace('<', "&lt;")))
        .collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>body {{ font-family: 'Noto Serif CJK SC', serif }}</style></head>\
         <body><div class=\"nav noprint\"><a href=\"/\">首页</a> <a href=\"/x\">政务公开</a></div>\
         <div id=\"zoom\">{paragraphs}</div><div class=\"print\">打印 关闭 分享</div>\
         <div class=\"footer\">版权所有：某市人民政府</div><style media=\"print\">.nav, .print, .footer {{ display: none }}</style></body></html>"
    )
}

#[test]
fn pages_and_their_prints_give_the_same_clauses() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    for seed in SEEDS {
        let text = std::fs::read_to_string(format!("seeds/{seed}.txt")).expect("the seeds are in the repository");
        std::fs::write(folder.join(format!("{seed}.html")), page(&text)).expect("written");
    }
    check(folder, "html");
    let Some(browser) = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|b| runs(b, &["--version"]))
    else {
        eprintln!("skipped: Chromium is not installed");
        return;
    };
    if !runs("pdftotext", &["-v"]) {
        eprintln!("skipped: pdftotext is not installed");
        return;
    }
    for seed in SEEDS {
        let (page, print) = (folder.join(format!("{seed}.html")), folder.join(format!("{seed}.pdf")));
        let (page, print) = (
            format!("file://{}", page.display()),
            format!("--print-to-pdf={}", print.display()),
        );
        let profile = format!("--user-data-dir={}/browser", folder.display());
        let quiet = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            &profile,
            &print,
            &page,
        ];
        assert!(runs(browser, &quiet), "{browser} prints {page}");
    }
    check(folder, "pdf");
    #[cfg(all(feature = "pdf", unix))]
    check_built_in(folder);
}
