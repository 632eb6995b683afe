//! Files made to exhaust a reader end in an error in either language, within a minute and two gigabytes of address space.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use zip::write::SimpleFileOptions;

/// Address space that a run may take, in KiB, and processor seconds; both hold for the programs that it starts too.
const KIBIBYTES: u64 = 2 << 20;
const SECONDS: u64 = 60;

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// Reads a file in both languages under the limits: the exit code, and what was said.
fn read(file: &Path, lang: &str) -> (Option<i32>, String) {
    let limits = format!("ulimit -v {KIBIBYTES}; ulimit -t {SECONDS}; exec \"$@\"");
    let program = env!("CARGO_BIN_EXE_yange");
    let run = Command::new("sh")
        .args(["-c", &limits, "sh", program, "segment", "--lang", lang])
        .arg(file)
        .output()
        .expect("a shell");
    let said = [run.stderr, run.stdout].concat();
    (run.status.code(), String::from_utf8_lossy(&said).into_owned())
}

/// The file is refused, with these words in English and a message in Chinese.
fn refused(file: &Path, words: &str) {
    for (lang, words) in [("en", words), ("zh", "错误：")] {
        let (code, said) = read(file, lang);
        assert_eq!(code, Some(2), "{}: {said:.500}", file.display());
        assert!(said.contains(words), "{}: {said:.500}", file.display());
    }
}

/// The file is read, and its text is there.
fn readable(file: &Path, text: &str) {
    let (code, said) = read(file, "en");
    assert_eq!(code, Some(0), "{}: {said:.500}", file.display());
    assert!(said.contains(text), "{}: {said:.500}", file.display());
}

fn written(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> std::path::PathBuf {
    let file = folder.join(name);
    fs::write(&file, bytes).expect("written");
    file
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a new part");
        writer.write_all(text.as_bytes()).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    packed(&[(
        "word/document.xml",
        &format!("<w:document {WORD}><w:body>{body}</w:body></w:document>"),
    )])
}

#[test]
fn word_documents() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let text = "<w:p><w:r><w:t>一、总体要求</w:t></w:r></w:p>";
    let bomb = docx(&" ".repeat(300 << 20));
    refused(&written(folder, "bomb.docx", bomb), "unpacks to too much");
    let deep = docx(&format!("{}{text}", "<w:tbl>".repeat(100_000)));
    refused(&written(folder, "deep.docx", deep), "too complex");
    let mut cut = docx(&text.repeat(100));
    cut.truncate(cut.len() / 2);
    refused(&written(folder, "cut.docx", cut), "damaged");
    let entity = packed(&[(
        "word/document.xml",
        "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><d>&b;</d>",
    )]);
    refused(&written(folder, "entity.docx", entity), "damaged");
    // A numbering that refers to itself through its list style and counts a hundred thousand levels down.
    let numbering = format!(
        r#"<w:numbering {WORD}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let styles = format!(
        r#"<w:styles {WORD}><w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#
    );
    let body = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="100000"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>总体要求</w:t></w:r></w:p>"#;
    let body = format!(
        "<w:document {WORD}><w:body>{}</w:body></w:document>",
        body.repeat(1_000)
    );
    let circular = packed(&[
        ("word/document.xml", &body),
        ("word/numbering.xml", &numbering),
        ("word/styles.xml", &styles),
    ]);
    readable(&written(folder, "circular.docx", circular), "总体要求");
}

#[test]
fn pages_and_texts() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let deep = format!("<html><body>{}一、总体要求", "<div>".repeat(200_000));
    refused(&written(folder, "deep.html", deep), "the page is too large");
    let reopened = format!("<html>{}{}", "<font a=1>".repeat(400), "<p>x".repeat(60_000));
    refused(&written(folder, "reopened.html", reopened), "the page is too large");
    let large = folder.join("large.txt");
    let file = File::create(&large).expect("created");
    file.set_len(200_000_000).expect("a sparse file");
    refused(&large, "more than the limit of");
    let text = "一、总体要求\n（一）加强知识产权保护，完善工作机制。\n".repeat(600_000);
    refused(&written(folder, "long.txt", text), "more than the limit of");
    let deep = ["一、", "（一）", "1.", "（1）", "①"].concat().repeat(10_000);
    readable(&written(folder, "deep.txt", deep), "（一）");
}

/// A PDF of these objects, numbered from 1, the first its catalogue; `start` is where its cross references are said to be.
fn pdf(objects: &[String], start: Option<usize>) -> Vec<u8> {
    let (mut file, mut places) = (String::from("%PDF-1.4\n").into_bytes(), Vec::new());
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let table: String = places.iter().map(|p| format!("{p:010} 00000 n \n")).collect();
    let (start, size) = (start.unwrap_or(file.len()), objects.len() + 1);
    file.extend(
        format!("xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n")
            .bytes(),
    );
    file
}

/// The objects of a PDF of one page with this entry for its content, and what follows them.
fn page(contents: &str, more: &[String]) -> Vec<String> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents}/Resources<</Font<</F1 4 0 R>>>>>>"
        ),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    objects.extend_from_slice(more);
    objects
}

fn stream(entries: &str, content: &str) -> String {
    format!("<<{entries}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// Readers that the manifest can name and this build or machine has.
fn readers() -> Vec<&'static str> {
    let mut readers = Vec::new();
    if Command::new("pdftotext").arg("-v").output().is_ok() {
        readers.push("pdftotext");
    } else {
        eprintln!("skipped: pdftotext is not installed");
    }
    if cfg!(feature = "pdf") {
        readers.push("built-in");
    }
    readers
}

/// Writes a PDF and manifests that name each reader for it, and gives the manifests.
fn with_readers(folder: &Path, name: &str, bytes: &[u8]) -> Vec<std::path::PathBuf> {
    written(folder, &format!("{name}.pdf"), bytes);
    let manifest = |reader: &&str| {
        let text = format!("[series]\nid = \"s\"\n[[document]]\npath = \"{name}.pdf\"\nreader = \"{reader}\"\n");
        written(folder, &format!("{name}-{reader}.toml"), text)
    };
    readers().iter().map(manifest).collect()
}

#[test]
fn portable_documents() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let words = stream("", "BT /F1 12 Tf 72 720 Td (Article 1. Patents are protected.) Tj ET");
    let sound = page("5 0 R", &[words]);
    let endless = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>".to_owned(),
    ];
    // Two bytes of run lengths unpack to 128, three times over: half a gigabyte.
    let filters = "/Filter[/ASCIIHexDecode/RunLengthDecode/RunLengthDecode/RunLengthDecode]";
    let bomb = page("5 0 R", &[stream(filters, &"81".repeat(2_000))]);
    let deep = page(&format!("{}{}", "[".repeat(200_000), "]".repeat(200_000)), &[]);
    let refuse = [
        ("endless", pdf(&endless, None)),
        ("bomb", pdf(&bomb, None)),
        ("deep", pdf(&deep, None)),
        ("nothing", pdf(&[], Some(7))),
        ("header", b"%PDF-1.7\n".to_vec()),
        ("cut", pdf(&sound, None)[..150].to_vec()),
    ];
    for (name, bytes) in refuse {
        for manifest in with_readers(folder, name, &bytes) {
            refused(&manifest, "error:");
        }
    }
    // References that point nowhere are put right where the objects are whole.
    for (name, start) in [("beyond", 1_000_000), ("amid", 40)] {
        for manifest in with_readers(folder, name, &pdf(&sound, Some(start))) {
            readable(&manifest, "Patents");
        }
    }
}

/// A page that draws one stream a hundred thousand times costs a reader all the time, or all the memory, that it may have.
///
/// `cargo test --features pdf --test integration stopped -- --ignored`
#[test]
#[ignore = "the limit is a minute, in two languages"]
fn a_reader_that_does_not_end_is_stopped() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let again = page(
        &format!("[{}]", "5 0 R ".repeat(100_000)),
        &[stream("", &"BT ET ".repeat(100_000))],
    );
    for manifest in with_readers(folder.path(), "again", &pdf(&again, None)) {
        refused(&manifest, "error:");
    }
}
