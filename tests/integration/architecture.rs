//! Holds the architecture: which module may name which, what may stand where, and how long a file may grow.

use std::fs;
use std::path::{Path, PathBuf};

/// Stages and their leaves, earliest first; modules of one row may name each other.
/// A module may name its own row and every row above, never one below.
const ORDER: &[&[&str]] = &[
    &[
        "ids",
        "span",
        "lang",
        "letter",
        "date",
        "diagnostic",
        "parameter",
        "words",
        "vectors",
    ],
    &["corpus"],
    &["document"],
    &["segment"],
    &["decisions"],
    &["lexicon"],
    &["features"],
    &["candidates"],
    &["align"],
    &["lineage"],
    &["analysis"],
    &["review"],
    &["pipeline"],
    &["suggestion"],
    &["evaluate"],
    &["training"],
    &["render"],
];

/// No file grows past this.
const MOST_LINES: usize = 500;

/// Words that must not stand in a file of the library, and the places where they may.
const RESERVED: &[(&str, &[&str])] = &[
    ("petgraph", &["lineage"]),
    ("std::fs", &["corpus"]),
    // Where this program lies, to start it again as the built-in PDF reader.
    ("std::env", &["corpus/pdf"]),
    ("std::process", &["corpus"]),
    ("SystemTime", &["cli/today"]),
    ("Instant", &[]),
    ("Serialize", &["render/view", "render/evaluation"]),
    (
        "Deserialize",
        &[
            "render/view",
            "corpus/manifest",
            "lexicon",
            "align",
            "analysis",
            "evaluate",
            "training",
        ],
    ),
    ("println!", &[]),
    ("eprintln!", &[]),
    ("print!", &[]),
    ("eprint!", &[]),
    ("dbg!", &[]),
];

/// Names that say nothing.
const EMPTY_NAMES: [&str; 5] = ["utils", "common", "types", "helpers", "manager"];

#[test]
fn the_sources_keep_the_architecture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for path in rust_files(&root.join(folder)) {
            let source = fs::read_to_string(&path).expect("a source file is readable");
            let name = path.strip_prefix(root).expect("it lies inside").display().to_string();
            found.extend(violations(&name, &source));
        }
    }
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

#[test]
fn each_rule_fails_when_it_is_broken() {
    let check = |path: &str, source: &str, expect: &str| {
        let found = violations(path, source);
        assert!(
            found.len() == 1 && found[0].contains(expect),
            "{path}: {expect:?} expected, {found:?}"
        );
    };
    check("src/ids.rs", "use std::fmt;\n", "no //! head");
    check(
        "src/segment/mod.rs",
        "//! X.\nuse crate::align::Link;\n",
        "`segment` names `align`",
    );
    check(
        "src/segment/a.rs",
        "//! X.\nuse crate::{ids::ClauseId, render};\n",
        "`segment` names `render`",
    );
    check(
        "src/segment/a.rs",
        "//! X.\nfn f() { super::super::lineage::build() }\n",
        "`segment` names `lineage`",
    );
    check(
        "src/span.rs",
        "//! X.\nfn f(c: &super::corpus::Corpus) {}\n",
        "`span` names `corpus`",
    );
    check(
        "src/pipeline.rs",
        "//! X.\nuse crate::render;\n",
        "`pipeline` names `render`",
    );
    check("src/brand_new/a.rs", "//! X.\n", "`brand_new` has no place");
    check("src/features/helpers.rs", "//! X.\n", "says nothing");
    check("src/analysis/mod.rs", "//! X.\nuse petgraph::Graph;\n", "petgraph");
    check(
        "src/document/mod.rs",
        "//! X.\nfn f() { std::fs::read(\"x\"); }\n",
        "std::fs",
    );
    check("src/document/mod.rs", "//! X.\nuse std::{fs, fmt};\n", "std::fs");
    check(
        "src/align/mod.rs",
        "//! X.\n#[derive(Clone, Serialize)]\nstruct A;\n",
        "Serialize",
    );
    check(
        "src/lineage/mod.rs",
        "//! X.\nfn f() { println!(\"x\"); }\n",
        "println!",
    );
    check(
        "src/render/a.rs",
        &format!("//! X.\n{}", "\n".repeat(MOST_LINES)),
        "lines",
    );
}

#[test]
fn what_is_allowed_passes() {
    for (path, source) in [
        (
            "src/lineage/graph.rs",
            "//! X.\nuse petgraph::Graph;\nuse crate::align::Link;\n",
        ),
        (
            "src/render/view/mod.rs",
            "//! X.\n#[derive(Serialize, Deserialize)]\nstruct A;\n",
        ),
        ("src/corpus/load.rs", "//! X.\nuse std::fs;\nuse super::manifest;\n"),
        (
            "src/segment/a.rs",
            "//! Knows no crate::align.\n// std::fs\nconst A: &str = \"crate::render println!\";\n",
        ),
        ("src/segment/a.rs", "//! X.\n#[cfg(test)]\nmod tests { use std::fs; }\n"),
        ("src/cli/trace.rs", "//! X.\nuse std::fs;\nuse yange::render;\n"),
    ] {
        assert_eq!(violations(path, source), Vec::<String>::new());
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Everything that is wrong with one file, named by its path from the root.
fn violations(path: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !source.starts_with("//!") {
        found.push(format!("{path}: no //! head"));
    }
    let lines = source.lines().count();
    if lines > MOST_LINES {
        found.push(format!("{path}: {lines} lines, more than {MOST_LINES}"));
    }
    let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    if let Some(name) = parts.iter().find(|part| EMPTY_NAMES.contains(part)) {
        found.push(format!("{path}: the name {name} says nothing"));
    }
    let ["src", module, ..] = parts[..] else {
        return found;
    };
    if ["lib", "main", "cli"].contains(&module) {
        return found;
    }
    let code = without_tests(&code_only(source)).to_owned();
    found.extend(order_violations(path, module, &code));
    found.extend(reserved_violations(path, &code));
    found
}

fn order_violations(path: &str, module: &str, code: &str) -> Vec<String> {
    let place = |name: &str| ORDER.iter().position(|row| row.contains(&name));
    let Some(own) = place(module) else {
        return vec![format!("{path}: `{module}` has no place in the order of the stages")];
    };
    let mut named = named_modules(code, module_depth(path));
    named.sort();
    named.dedup();
    named
        .into_iter()
        .filter(|other| place(other).is_some_and(|other| other > own))
        .map(|other| format!("{path}: `{module}` names `{other}`, a later stage"))
        .collect()
}

fn reserved_violations(path: &str, code: &str) -> Vec<String> {
    let place = path.trim_start_matches("src/").trim_end_matches(".rs");
    RESERVED
        .iter()
        .filter(|(word, _)| uses(code, word))
        .filter(|(_, places)| !places.iter().any(|allowed| place.starts_with(allowed)))
        .map(|(word, _)| format!("{path}: {word} may not stand here"))
        .collect()
}

fn uses(code: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let whole = code
        .match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(is_name) && !code[at + word.len()..].starts_with(is_name));
    let grouped = word.strip_prefix("std::").is_some_and(|name| {
        code.match_indices("std::{").any(|(at, _)| {
            let group = code[at..].split(';').next().unwrap_or("");
            group.split(|c| !is_name(c)).any(|part| part == name)
        })
    });
    whole || grouped
}

/// Number of `super::` that lead from a file's module to the root.
fn module_depth(path: &str) -> usize {
    let parts = path
        .trim_end_matches(".rs")
        .split('/')
        .filter(|part| *part != "mod")
        .count();
    parts - 1
}

/// Top-level modules that the code names, by `crate::` or by climbing to the root.
fn named_modules(code: &str, depth: usize) -> Vec<String> {
    let to_root = "super::".repeat(depth);
    let mut named = Vec::new();
    for root in ["crate::", to_root.as_str()] {
        for (at, _) in code.match_indices(root) {
            let before = &code[..at];
            if before.ends_with("super::") || before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            named.extend(first_names(&code[at + root.len()..]));
        }
    }
    named
}

/// The name that follows a path's root, or the first names of a group in braces.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let (mut depth, mut names, mut current) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => names.push(name(&std::mem::take(&mut current))),
            '{' => depth += 1,
            '}' => depth -= 1,
            c => current.push(c),
        }
    }
    names.push(name(&current));
    names
}

fn without_tests(code: &str) -> &str {
    code.split("#[cfg(test)]").next().unwrap_or("")
}

/// The source without comments and without the content of strings and characters.
fn code_only(source: &str) -> String {
    let (mut code, mut rest) = (String::new(), source);
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if c == '"' {
            quoted_length(rest)
        } else if let Some(length) = raw_length(rest, code.chars().last()) {
            length
        } else {
            char_length(rest)
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            rest = &rest[skipped..];
        }
    }
    code
}

fn quoted_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

fn raw_length(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let hashes = rest.strip_prefix('r')?;
    let count = hashes.len() - hashes.trim_start_matches('#').len();
    hashes[count..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(count));
    let start = count + 2;
    Some(
        rest[start..]
            .find(&close)
            .map_or(rest.len(), |at| start + at + close.len()),
    )
}

/// Length of a character literal; 0 for a lifetime and anything else.
fn char_length(rest: &str) -> usize {
    let Some(inner) = rest.strip_prefix('\'') else {
        return 0;
    };
    let mut chars = inner.char_indices();
    match chars.next() {
        Some((_, '\\')) => inner[2..].find('\'').map_or(0, |at| at + 4),
        Some((_, c)) if inner[c.len_utf8()..].starts_with('\'') => c.len_utf8() + 2,
        _ => 0,
    }
}
