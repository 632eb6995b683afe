//! The clause trees of the four seeds, as a reader would write them down.

use std::fmt::Write;
use std::path::PathBuf;
use yange::document::{self, Document};
use yange::segment::{self, ClauseForm, ClauseTree};

fn seeds() -> Vec<(Document, ClauseTree)> {
    let corpus = yange::corpus::load(&[PathBuf::from("corpus/hangzhou-ip")]).expect("the seeds are in the repository");
    let documents = document::parse(&corpus);
    let pair = |d: Document| {
        let tree = segment::segment(&d);
        (d, tree)
    };
    documents.into_iter().map(pair).collect()
}

/// One line a clause: id, form, kind, agencies, and the own text with its middle left out.
fn drawn(document: &Document, tree: &ClauseTree) -> String {
    let mut out = String::new();
    for clause in &tree.clauses {
        let text = clause.span.of(&document.text);
        let agencies = match clause.agencies.len() {
            0 => String::new(),
            n => format!(" agencies={n}"),
        };
        writeln!(
            out,
            "{}{} [{} {}{agencies}] {}",
            "  ".repeat(clause.depth),
            clause.id,
            clause.form.name(),
            clause.kind.name(),
            shortened(text)
        )
        .expect("a string takes all");
        for part in &clause.parts {
            let indent = "  ".repeat(clause.depth + 1);
            let text = shortened(part.span.of(&document.text));
            writeln!(out, "{indent}{} [part] {text}", part.id).expect("a string takes all");
        }
    }
    for d in &tree.diagnostics {
        writeln!(out, "! {} {}", d.code, d.message.zh).expect("a string takes all");
    }
    out
}

fn shortened(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= 44 {
        return text.to_owned();
    }
    let (head, tail): (String, String) = (chars[..28].iter().collect(), chars[chars.len() - 14..].iter().collect());
    format!("{head}…{tail}")
}

#[test]
fn trees_of_the_seeds() {
    for (document, tree) in seeds() {
        insta::assert_snapshot!(format!("tree-{}", document.id), drawn(&document, &tree));
    }
}

#[test]
fn outlines_of_the_seeds() {
    let count = |tree: &ClauseTree, form, depth| {
        tree.clauses
            .iter()
            .filter(|c| c.form == form && c.depth == depth)
            .count()
    };
    let shapes: Vec<_> = seeds()
        .iter()
        .map(|(d, t)| {
            let listed = t.clauses.iter().filter(|c| !c.agencies.is_empty()).count();
            let counts = [0, 1, 2].map(|depth| count(t, ClauseForm::Item, depth));
            (d.id.to_string(), count(t, ClauseForm::Section, 0), counts, listed)
        })
        .collect();
    let expect = [
        // 3 parts; 2 + 4 groups + 3 safeguards; 5 targets + 15 tasks
        ("2016", 3, [0, 9, 20], 1),
        // 7 parts; 19 items
        ("2020", 7, [0, 19, 0], 0),
        // 3 parts; 2 + 4 groups + 3 safeguards; 11 tasks, each with its departments
        ("2022", 3, [0, 9, 11], 11),
        // 3 parts; 20 items
        ("2025", 3, [0, 20, 0], 1),
    ];
    assert_eq!(
        shapes,
        expect.map(|(id, parts, items, lists)| (id.to_owned(), parts, items, lists))
    );
}
