//! Segmenting is linear: a text in one line takes no more than twice the time of the same text in lines.

use std::time::Duration;
use yange::corpus::{Corpus, Declared, Source, SourceFormat};
use yange::document::{self, Document};
use yange::segment;

fn document(text: String) -> Document {
    let source = Source {
        path: "text.txt".into(),
        format: SourceFormat::Text,
        encoding: "UTF-8".into(),
        reader: None,
        sha256: String::new(),
        text,
        declared: Declared::default(),
        diagnostics: Vec::new(),
    };
    let corpus = Corpus {
        sources: vec![source],
        ..Corpus::default()
    };
    document::parse(&corpus).remove(0)
}

#[expect(clippy::disallowed_methods, reason = "a test may measure")]
fn time(document: &Document) -> Duration {
    let once = || {
        let start = std::time::Instant::now();
        assert!(!segment::segment(document).clauses.is_empty());
        start.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap_or_default()
}

/// The four seeds again and again, `megabytes` long.
fn seeds(megabytes: usize) -> String {
    let mut all = String::new();
    for name in [
        "2016-hangzhou-ip-powerhouse-opinion",
        "2020-hangzhou-ip-protection-plan",
        "2022-gongshu-ip-county-pilot-plan-draft",
        "2025-hangzhou-ip-protection-opinion",
    ] {
        all += &std::fs::read_to_string(format!("seeds/{name}.txt")).expect("the seeds are in the repository");
        all.push('\n');
    }
    all.repeat(megabytes * 1_000_000 / all.len() + 1)
}

fn compare(megabytes: usize) {
    let lines = document(seeds(megabytes));
    let one_line = document(lines.text.replace(['\n', '\r'], ""));
    let open = document("“（《[".repeat(megabytes * 100_000));
    let (lined, single, open) = (time(&lines), time(&one_line), time(&open));
    let speed = lines.text.len() as f64 / 1e6 / lined.as_secs_f64();
    println!("{megabytes} MB: lines {lined:?} ({speed:.0} MB/s), one line {single:?}, open marks {open:?}");
    assert!(single < 2 * lined, "one line {single:?}, lines {lined:?}");
    assert!(open < 2 * lined, "open marks {open:?}, lines {lined:?}");
}

#[test]
fn one_line_takes_no_longer() {
    compare(1);
}

/// `cargo test --release --test integration ten_megabytes -- --ignored --nocapture`
#[test]
#[ignore = "ten megabytes take their time without optimisation"]
fn ten_megabytes() {
    compare(10);
}
