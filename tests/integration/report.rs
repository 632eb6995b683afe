//! What the renderers write: the JSON contract, the tables, the page.

use proptest::prelude::*;
use serde_json::Value;
use std::path::PathBuf;
use yange::align::{Alignment, Link, Relation, Signal};
use yange::corpus::{Corpus, Declared, Source, SourceFormat};
use yange::decisions::{Decision, Origin, Reviewer, Standing, Subject, Verdict};
use yange::document::{self, Document};
use yange::ids::ClauseRef;
use yange::lang::Lang;
use yange::lexicon::Vocabulary;
use yange::pipeline::{self, Outcome};
use yange::render::view::{ComparisonView, IndicatorView, TargetView, TextView, View};
use yange::render::{self, Format, correlation};
use yange::segment::{self, ClauseTree};
use yange::words::Words;
use yange::{analysis, lineage};

/// Sentences of the small corpus that a reader would call the same measure.
const SAME: &[(&str, &str)] = &[
    ("覆盖率达到80%", "覆盖率达到90%"),
    ("2015:新建小区应当配套", "2018:新建小区应当配套"),
    ("2018:新建小区应当配套", "2021:新建小区应当配套"),
    ("并给予一次性建设补助", "支持社会力量举办养老服务机构。"),
    ("并给予一次性建设补助", "对新办机构给予"),
    ("鼓励有条件的社区", "每个街道建立"),
    ("每个街道建立", "每个街道和乡镇"),
    ("志愿者登记制度", "登记和积分制度"),
    ("2015:组织护理员岗前培训。", "2018:组织护理员岗前培训，"),
    ("每年举办护理员", "2018:组织护理员岗前培训，"),
    ("各区县建立养老", "各区县健全养老"),
    ("各区县健全养老", "各区县落实养老"),
];

fn load(folder: &str) -> Corpus {
    yange::corpus::load(&[PathBuf::from(folder)]).expect("the fixture can be read")
}

/// The small corpus with links made by hand, so that what is shown here is the renderers' work alone.
fn small() -> View {
    let corpus = load("tests/fixtures/small");
    let documents = document::parse(&corpus);
    let trees: Vec<ClauseTree> = documents.iter().map(segment::segment).collect();
    let mut links: Vec<Link> = SAME
        .iter()
        .map(|(old, new)| link(find(&documents, &trees, old), find(&documents, &trees, new)))
        .collect();
    links.sort_by_key(|l| (l.old, l.new));
    let alignment = Alignment {
        links,
        ..Alignment::default()
    };
    let lineages = lineage::build(&documents, &trees, &alignment, &Words::default());
    let analysis = analysis::analyze(
        &documents,
        &trees,
        &alignment,
        &lineages,
        &Words::default(),
        &Vocabulary::of(None),
    );
    let outcome = Outcome {
        documents,
        trees,
        standing: Standing::default(),
        alignment,
        relearned: None,
        lineages,
        analysis,
    };
    View::new(&corpus, &outcome)
}

/// The sentence that holds a quotation; `2018:` before it names the document.
fn find(documents: &[Document], trees: &[ClauseTree], quote: &str) -> ClauseRef {
    let (id, quote) = quote.split_once(':').unwrap_or(("", quote));
    for (d, document) in documents
        .iter()
        .enumerate()
        .filter(|(_, d)| d.id.as_str().starts_with(id))
    {
        let clauses = &trees[d].clauses;
        let holds = |i: &usize| clauses[*i].extent.of(&document.text).contains(quote);
        if let Some(deepest) = (0..clauses.len()).filter(holds).max_by_key(|&i| clauses[i].depth) {
            return ClauseRef::new(d, deepest);
        }
    }
    panic!("no document says {quote}");
}

fn link(old: ClauseRef, new: ClauseRef) -> Link {
    Link {
        old,
        new,
        relation: Relation::Same,
        probability: 0.875,
        similarity: 0.5,
        signals: vec![Signal {
            name: "by-hand",
            value: 1.0,
            contribution: 2.0,
        }],
        evidence: Vec::new(),
        decision: Some(Box::new(Decision {
            subject: Subject::Pair {
                old: Default::default(),
                new: Default::default(),
                verdict: Verdict::Same,
            },
            by: Reviewer::named("王"),
            on: None,
            note: Some("由人判定".into()),
            origin: Origin::default(),
        })),
        runner_up_of_old: None,
        runner_up_of_new: None,
    }
}

fn file(view: &View, format: Format, name: &str) -> String {
    let artifacts = render::render(view, format, Lang::Zh);
    let artifact = artifacts
        .into_iter()
        .find(|a| a.name == name)
        .expect("the format writes it");
    String::from_utf8(artifact.bytes()).expect("everything is UTF-8")
}

fn traced(corpus: &Corpus) -> View {
    View::new(corpus, &pipeline::run(corpus))
}

fn read_back(view: &View) -> View {
    serde_json::from_str(&file(view, Format::Json, "lineage.json")).expect("what is written can be read")
}

#[test]
fn the_json_reads_back_as_it_was() {
    for folder in ["tests/fixtures/small", "tests/fixtures/hostile", "corpus/hangzhou-ip"] {
        let view = traced(&load(folder));
        assert_eq!(read_back(&view), view, "{folder}");
    }
    assert_eq!(read_back(&small()), small());
}

#[test]
fn every_reference_of_the_json_leads_somewhere() {
    let json: Value = serde_json::from_str(&file(&small(), Format::Json, "lineage.json")).expect("it is JSON");
    let documents = json["documents"].as_array().expect("a list");
    let known: Vec<&str> = documents
        .iter()
        .flat_map(|d| d["clauses"].as_array().expect("a list"))
        .filter_map(|c| c["id"].as_str())
        .collect();
    let ids = |v: &Value| -> Vec<String> {
        let list = v.as_array().expect("a list").iter();
        list.filter_map(|c| c.as_str().map(str::to_owned)).collect()
    };
    let mut used = Vec::new();
    for link in json["links"].as_array().expect("a list") {
        used.extend(["old", "new"].map(|side| link[side].as_str().expect("an id").to_owned()));
    }
    for lineage in json["lineages"].as_array().expect("a list") {
        used.extend(ids(&lineage["clauses"]));
        for event in lineage["events"].as_array().expect("a list") {
            used.extend(ids(&event["old"]).into_iter().chain(ids(&event["new"])));
        }
    }
    assert!(!used.is_empty());
    for id in used {
        assert!(known.contains(&id.as_str()), "{id}");
    }
}

#[test]
fn spans_count_scalar_values_of_the_source() {
    for folder in ["tests/fixtures/small", "corpus/hangzhou-ip"] {
        let corpus = load(folder);
        for document in traced(&corpus).documents {
            let source = corpus
                .sources
                .iter()
                .find(|s| s.path == document.source)
                .expect("its source");
            let text: Vec<char> = source.text.chars().collect();
            for clause in document.clauses {
                let cut: String = text[clause.span.start..clause.span.end].iter().collect();
                assert_eq!(cut, clause.text, "{}", clause.id);
            }
        }
    }
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let mut corpus = load("tests/fixtures/small");
    let forward = traced(&corpus);
    corpus.sources.reverse();
    let backward = traced(&corpus);
    for format in Format::ALL {
        let bytes = |view| -> Vec<(String, Vec<u8>)> {
            let artifacts = render::render(view, format, Lang::En);
            artifacts.iter().map(|a| (a.name.clone(), a.bytes())).collect()
        };
        assert_eq!(bytes(&forward), bytes(&backward));
    }
}

#[test]
fn the_tables_hold_every_link_and_lineage() {
    let view = small();
    for (name, rows) in [("links.csv", view.links.len()), ("lineages.csv", view.lineages.len())] {
        let table = file(&view, Format::Csv, name);
        let table = table.strip_prefix('\u{FEFF}').expect("a byte order mark for Excel");
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        assert_eq!(reader.records().filter_map(Result::ok).count(), rows, "{name}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let view = traced(&load("tests/fixtures/hostile"));
    let page = file(&view, Format::Html, "report.html");
    for tag in [
        "<img",
        "<iframe",
        "<svg onload",
        "<script>window",
        "javascript:window\"",
        "<!-- 注释",
    ] {
        assert!(!page.contains(tag), "{tag}");
    }
    for mark in ['\u{202E}', '\u{202C}', '\u{2067}', '\u{2069}'] {
        assert!(!page.contains(mark), "{mark:?} would turn the page round");
    }
    assert_eq!(
        page.matches("</script>").count(),
        3,
        "the head's, the data's and the page's own"
    );
    let table = correlation::text(&view, Lang::Zh);
    assert!(!table.contains('\u{202E}') && !table.contains('\u{1b}'));
}

#[test]
fn the_page_asks_for_nothing() {
    let page = file(&small(), Format::Html, "report.html");
    assert!(page.contains("default-src 'none'"));
    for load in [
        "src=\"http",
        "href=\"http",
        "url(http",
        "@import",
        "fetch(",
        "XMLHttpRequest",
    ] {
        assert!(!page.contains(load), "{load}");
    }
}

/// A figure in the first measure of a document.
fn figure(view: &View, document: usize, value: f64, text: &str) -> TargetView {
    let clauses = &view.documents[document].clauses;
    let clause = clauses
        .iter()
        .find(|c| c.kind == "measure")
        .expect("it holds a measure");
    TargetView {
        name: "床位".into(),
        value,
        unit: "张".into(),
        bound: "at-least".into(),
        basis: "unstated".into(),
        year: Some(2020),
        clause: clause.id.clone(),
        span: clause.span,
        text: text.into(),
    }
}

#[test]
fn an_indicator_stands_as_a_chart_with_its_figures() {
    let mut view = small();
    view.targets = vec![
        figure(&view, 0, 40.0, "40张<b>"),
        figure(&view, 1, 50.0, "50张"),
        figure(&view, 2, 3.0, "3张"),
    ];
    let comparison = |old, new, comparability: &str| ComparisonView {
        old,
        new,
        comparability: comparability.into(),
        direction: "stronger".into(),
        note: TextView::default(),
    };
    view.indicators = vec![IndicatorView {
        name: "床位".into(),
        unit: "张".into(),
        targets: vec![0, 1, 2],
        comparisons: vec![comparison(0, 1, "comparable"), comparison(1, 2, "other-basis")],
    }];
    let page = file(&view, Format::Html, "report.html");
    let chart = page.split("class=\"chart\"").nth(1).expect("a chart");
    let chart = chart.split("</svg>").next().expect("it ends");
    assert_eq!(chart.matches("<circle").count(), 3);
    assert_eq!(
        chart.matches("class=\"fair\"").count(),
        1,
        "what may be compared is joined"
    );
    assert_eq!(chart.matches("class=\"unlike\"").count(), 1, "what may not is dotted");
    assert!(chart.contains("40张&lt;b&gt;"), "{chart}");
    assert!(
        page.contains("<b>1</b>") && page.contains("个指标提高"),
        "the overview counts it"
    );
}

#[test]
fn the_plain_table_keeps_groups_and_blanks() {
    let table = correlation::text(&small(), Lang::Zh);
    for word in [
        "去向表",
        "来源表",
        "拆分",
        "合并",
        "延续",
        "修改",
        "（未见后续）",
        "（新增，未见对应）",
        "1:2",
        "2:1",
    ] {
        assert!(table.contains(word), "{word}\n{table}");
    }
    assert!(!table.contains("来源于"), "a correspondence is inferred");
}

#[test]
fn the_view_of_the_small_corpus() {
    let mut view = small();
    // Constants and built-in data have tests of their own.
    view.generator.version = "VERSION".into();
    view.options.parameters.clear();
    view.options.built_in.clear();
    insta::assert_snapshot!(file(&view, Format::Json, "lineage.json"));
}

fn any_corpus() -> impl Strategy<Value = Corpus> {
    let piece = prop_oneof![
        Just("一、".to_owned()),
        Just("（一）".to_owned()),
        Just("推进专利保险试点工作。".to_owned()),
        Just("\n".to_owned()),
        Just("<b>&\u{202E}".to_owned()),
        "\\PC{0,6}",
    ];
    let text = proptest::collection::vec(piece, 0..12).prop_map(|p| p.concat());
    proptest::collection::vec(text, 0..4).prop_map(|texts| {
        let source = |(i, text): (usize, String)| Source {
            path: format!("{}.txt", 2010 + i),
            format: SourceFormat::Text,
            encoding: "UTF-8".into(),
            reader: None,
            sha256: String::new(),
            text,
            declared: Declared::default(),
            diagnostics: Vec::new(),
        };
        Corpus {
            id: "any".into(),
            sources: texts.into_iter().enumerate().map(source).collect(),
            ..Corpus::default()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_written_and_read_back(corpus in any_corpus()) {
        let view = traced(&corpus);
        prop_assert_eq!(read_back(&view), view.clone());
        let page = file(&view, Format::Html, "report.html");
        let turned = page.contains('\u{202E}');
        prop_assert!(!turned);
        prop_assert!(page.ends_with("</html>\n") || page.ends_with("</html>"));
        correlation::text(&view, Lang::En);
        file(&view, Format::Csv, "links.csv");
    }
}

/// Every name of a field in a JSON value; below a map from names of the user's own, only what its values hold.
fn fields(value: &Value, own_names: &[&str], found: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|v| fields(v, own_names, found)),
        Value::Object(map) => {
            for (name, inner) in map {
                found.insert(name.clone());
                match inner {
                    Value::Object(inside) if own_names.contains(&name.as_str()) => {
                        inside.values().for_each(|v| fields(v, own_names, found));
                    }
                    other => fields(other, own_names, found),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_field_of_the_json_is_in_the_documented_format() {
    let page = std::fs::read_to_string("docs/format.md").expect("the page is in the repository");
    let written: Value = serde_json::from_str(&file(
        &traced(&load("corpus/hangzhou-ip")),
        Format::Json,
        "lineage.json",
    ))
    .expect("what is written is JSON");
    let mut found = std::collections::BTreeSet::new();
    let own_names = ["parameters", "built_in", "signals", "fates", "origins", "topics"];
    fields(&written, &own_names, &mut found);
    let missing: Vec<_> = found
        .iter()
        .filter(|name| !page.contains(&format!("`{name}`")) && !page.contains(&format!("`{{{name}")))
        .collect();
    assert!(
        found.len() > 60 && missing.is_empty(),
        "not in docs/format.md: {missing:?}"
    );
}

#[test]
fn the_options_name_every_parameter_and_input() {
    let view = traced(&load("corpus/hangzhou-ip"));
    let options = &view.options;
    assert!(options.parameters.contains_key("align.further-partner-price") && options.parameters.len() > 20);
    assert_eq!(
        options.parameters.len(),
        pipeline::parameters().count(),
        "no name twice"
    );
    assert!(
        options
            .built_in
            .values()
            .chain(options.inputs.iter().map(|i| &i.sha256))
            .all(|hash| hash.len() == 64)
    );
    let roles: Vec<&str> = options.inputs.iter().map(|i| i.role.as_str()).collect();
    assert_eq!(roles, ["document", "document", "document", "document", "lexicon"]);
}
