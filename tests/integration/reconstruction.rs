//! Whatever the text: own spans are ordered and disjoint, and all that lies between them is white space.

use proptest::prelude::*;
use std::path::{Path, PathBuf};
use yange::corpus::{Corpus, Declared, Source, SourceFormat};
use yange::document;
use yange::segment::{self, ClauseTree};

fn tree_of(text: &str) -> ClauseTree {
    let source = Source {
        path: "text.txt".into(),
        format: SourceFormat::Text,
        encoding: "UTF-8".into(),
        reader: None,
        sha256: String::new(),
        text: text.to_owned(),
        declared: Declared::default(),
        diagnostics: Vec::new(),
    };
    let corpus = Corpus {
        sources: vec![source],
        ..Corpus::default()
    };
    segment::segment(&document::parse(&corpus)[0])
}

/// What is wrong with a tree, in words; `Ok` where nothing is.
fn faults(text: &str, tree: &ClauseTree) -> Result<(), String> {
    let mut at = 0;
    let mut ids = std::collections::BTreeSet::new();
    for (index, clause) in tree.clauses.iter().enumerate() {
        let (span, id) = (clause.span, clause.id.as_str());
        let gap = text
            .get(at..span.start)
            .ok_or(format!("{id}: begins inside its predecessor or a character"))?;
        if !gap.chars().all(char::is_whitespace) {
            return Err(format!("{id}: the gap before it holds {gap:?}"));
        }
        text.get(span.start..span.end)
            .ok_or(format!("{id}: ends inside a character"))?;
        if !clause.extent.contains(span) || clause.label.is_some_and(|l| !span.contains(l)) {
            return Err(format!("{id}: extent, span and label are not nested"));
        }
        if let Some(parent) = clause.parent {
            let above = &tree.clauses[parent];
            if parent >= index || above.depth + 1 != clause.depth || !above.extent.contains(clause.extent) {
                return Err(format!("{id}: does not lie in its parent"));
            }
        }
        if !ids.insert(id) {
            return Err(format!("{id}: names two clauses"));
        }
        at = span.end;
    }
    let rest = &text[at..];
    if rest.chars().all(char::is_whitespace) {
        Ok(())
    } else {
        Err(format!("left out at the end: {rest:?}"))
    }
}

#[track_caller]
fn check(text: &str) {
    let tree = tree_of(text);
    if let Err(fault) = faults(text, &tree) {
        panic!("{fault}\nin {text:?}");
    }
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
