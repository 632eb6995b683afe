//! Whatever the text: own spans are ordered and disjoint, and all that lies between them is white space.

#[path = "../../fuzz/harness.rs"]
mod harness;

use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn check(text: &str) {
    harness::check(text.as_bytes());
}

/// Pieces that official texts are made of, so that random texts reach the code behind the enumerators.
const PIECES: [&str; 60] = [
    "第一章",
    "第二章 总则",
    "第一条",
    "第二条　",
    "第十条之一 ",
    "依照第十四条",
    "第十四条规定",
    "第二节",
    "一、",
    "二、",
    "（一）",
    "(二）",
    "（三)",
    "1.",
    "2．",
    "3、",
    "1.5",
    "（1）",
    "①",
    "②",
    "一是",
    "二是",
    "第一，",
    "第二，",
    "附件",
    "附件1",
    "附件：1.",
    "目录",
    "目　录",
    "。",
    "；",
    "：",
    "，",
    "！",
    "“",
    "”",
    "《",
    "》",
    "〈",
    "（",
    "）",
    "[",
    "]",
    "[区科技局、区财政局]",
    "（责任单位：市科技局）",
    "责任单位：",
    "\n",
    "\r\n",
    "\n\n",
    "　",
    " ",
    "2025年12月4日",
    "杭州市人民政府",
    "（此件公开发布）",
    "本意见自2016年1月11日起施行",
    "建立机制",
    "完善制度",
    "总体要求",
    "— 3 —",
    "A. B",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn holds_for_any_string(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn holds_for_any_layout(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60)) {
        check(&pieces.concat());
    }
}

/// A short run of the fuzz target without a fuzzer: entries of its dictionary and stray bytes, put together at random.
/// `YANGE_FUZZ_RUNS=1000000` makes it a long one.
#[test]
fn holds_for_a_short_fuzz_run() {
    let entries = dictionary();
    assert!(entries.len() > 90);
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % below as u64).expect("it is below a usize")
    };
    let runs = std::env::var("YANGE_FUZZ_RUNS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(3000_u32);
    for _ in 0..runs {
        let mut bytes = Vec::new();
        for _ in 0..next(80) {
            match next(12) {
                0 => bytes.push(u8::try_from(next(256)).expect("it is below 256")),
                1 => bytes.extend("建立健全工作机制".as_bytes()),
                2 => bytes.push(b'\n'),
                _ => bytes.extend(&entries[next(entries.len())]),
            }
        }
        harness::check(&bytes);
    }
}

/// The entries of `fuzz/yange.dict`, which are all written as `name="\xE4…"`.
fn dictionary() -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string("fuzz/yange.dict").expect("the dictionary is in the repository");
    let entry = |line: &str| -> Option<Vec<u8>> {
        let (_, quoted) = line.split_once('=').filter(|_| !line.starts_with('#'))?;
        let hex = quoted.trim_matches('"').split("\\x").skip(1);
        Some(
            hex.map(|h| u8::from_str_radix(h, 16).expect("two hexadecimal digits"))
                .collect(),
        )
    };
    text.lines().filter_map(entry).collect()
}

#[test]
fn holds_for_the_seeds() {
    for name in [
        "2016-hangzhou-ip-powerhouse-opinion",
        "2020-hangzhou-ip-protection-plan",
        "2022-gongshu-ip-county-pilot-plan-draft",
        "2025-hangzhou-ip-protection-opinion",
    ] {
        let path = format!("seeds/{name}.txt");
        check(&std::fs::read_to_string(path).expect("the seeds are in the repository"));
    }
}

#[test]
fn holds_for_all_shared_texts() {
    let folder = Path::new("../shared/texts");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let files = files_below(folder);
    assert!(files.len() > 100);
    for file in files {
        check(&std::fs::read_to_string(&file).unwrap_or_default());
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder that is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}
