//! Statutes: the articles found are the articles there are.

use serde_json::Value;
use std::path::{Path, PathBuf};
use yange::corpus::{Corpus, Declared, Source, SourceFormat};
use yange::diagnostic::Diagnostic;
use yange::document;
use yange::pipeline;
use yange::render::view::View;
use yange::segment::{self, Clause, ClauseForm, ClauseTree};
use yange::span::Span;

fn tree_of(text: &str) -> ClauseTree {
    let source = Source {
        path: "statute.txt".into(),
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

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Texts without white space: of the articles, and of the headings of chapters and sections.
fn articles_and_headings(text: &str) -> (Vec<String>, Vec<String>) {
    let tree = tree_of(text);
    let texts = |form, whole: fn(&Clause) -> Span| -> Vec<String> {
        let clauses = tree.clauses.iter().filter(|c| c.form == form);
        clauses.map(|c| squeezed(whole(c).of(text))).collect()
    };
    (
        texts(ClauseForm::Article, |c| c.extent),
        texts(ClauseForm::Section, |c| c.span),
    )
}

#[test]
fn articles_of_the_twelve_gold_pairs() {
    let gold = Path::new("../shared/gold/laws");
    if !gold.is_dir() {
        eprintln!("skipped: {} is not there", gold.display());
        return;
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(gold)
        .expect("it is a folder")
        .flatten()
        .map(|e| e.path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 12);
    for path in files {
        let json = std::fs::read_to_string(&path).expect("a gold file");
        let gold: Value = serde_json::from_str(&json).expect("a gold file is JSON");
        for file in gold["documents"].as_object().expect("documents by file").keys() {
            let units = gold["units"].as_array().expect("a list of units").iter();
            let quotes = units.filter(|u| u["file"] == file.as_str());
            let expect: Vec<String> = quotes
                .map(|u| squeezed(u["quote"].as_str().expect("a quote")))
                .collect();
            let text = std::fs::read_to_string(Path::new("../shared/texts/laws").join(file)).expect("a statute");
            let (found, headings) = articles_and_headings(&text);
            for (found, expect) in found.iter().zip(&expect) {
                // Two units of the gold have lost their quote, and three hold the second line of the next heading.
                let rest = expect.strip_prefix(found.as_str());
                let heading = rest.is_some_and(|rest| headings.iter().any(|h| h.ends_with(rest)));
                assert!(
                    expect.is_empty() || found == expect || heading,
                    "{file}: {found} is not {expect}"
                );
            }
            assert_eq!(found.len(), expect.len(), "{file}");
        }
    }
}

/// All statutes of a folder named by `YANGE_BULK`: nothing panics, and the gaps in 第X条 are listed.
///
/// `tar xJf ../shared/texts/laws_bulk.tar.xz -C /tmp/bulk` and
/// `YANGE_BULK=/tmp/bulk cargo test --test integration bulk -- --ignored --nocapture`
#[test]
#[ignore = "needs the unpacked bulk of statutes in YANGE_BULK"]
fn bulk() {
    let folder = std::env::var("YANGE_BULK").expect("YANGE_BULK names a folder of statutes");
    let (mut files, mut odd) = (0, 0);
    for path in texts_below(Path::new(&folder)) {
        let text = std::fs::read_to_string(&path).expect("a statute in UTF-8");
        let tree = tree_of(&text);
        files += 1;
        let notes: Vec<String> = tree
            .diagnostics
            .iter()
            .filter(|d| about_articles(d, &text))
            .map(|d| d.message.zh.clone())
            .collect();
        if !notes.is_empty() {
            odd += 1;
            println!("{}\n    {}", path.display(), notes.join("\n    "));
        }
    }
    println!("{files} files, {odd} with an odd sequence of articles");
    assert!(files > 0);
}

fn about_articles(diagnostic: &Diagnostic, text: &str) -> bool {
    let label = diagnostic.span.map_or("", |s| s.of(text));
    label.starts_with('第') && label.contains('条')
}

fn texts_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder that is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(texts_below(&path));
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// An article is a measure: what links says of articles is what lineages, events and fates say.
#[test]
fn a_renumbered_article_is_carried_on_unchanged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let law = |articles: &[&str]| {
        let numbers = ["一", "二", "三", "四"];
        let lines = articles
            .iter()
            .zip(numbers)
            .map(|(text, n)| format!("第{n}条 {text}\n"));
        format!("第一章 总则\n{}", lines.collect::<String>())
    };
    let (aim, term) = (
        "为了保护专利权人的合法权益，鼓励发明创造，制定本条例。",
        "本条例所称发明创造是指发明、实用新型和外观设计。\n外国人在本市申请专利的，适用本条例。",
    );
    let office = "市专利行政部门负责管理全市的专利工作，统一受理和审查专利申请。";
    std::fs::write(folder.path().join("2010.txt"), law(&[aim, term, office])).expect("a file");
    std::fs::write(
        folder.path().join("2020.txt"),
        law(&[aim, "专利工作坚持党的领导。", term, office]),
    )
    .expect("a file");
    let corpus = yange::corpus::load(&[folder.path().to_owned()]).expect("readable");
    let view = View::new(&corpus, &pipeline::run(&corpus));
    let said: Vec<_> = view
        .lineages
        .iter()
        .map(|l| {
            (
                l.clauses.clone(),
                l.events.last().map(|e| e.kind.clone()).unwrap_or_default(),
            )
        })
        .collect();
    let carried = |old: &str, new: &str| {
        (
            vec![format!("2010/第一章/{old}"), format!("2020/第一章/{new}")],
            "unchanged".to_owned(),
        )
    };
    assert_eq!(
        said,
        [
            carried("第一条", "第一条"),
            carried("第二条", "第三条"),
            carried("第三条", "第四条"),
            (vec!["2020/第一章/第二条".to_owned()], "new".to_owned()),
        ]
    );
    let heading = view
        .links
        .iter()
        .find(|l| l.old == "2010/第一章")
        .expect("the chapters are linked");
    assert_eq!(heading.change.kind, "unchanged", "a heading is compared by itself");
}
