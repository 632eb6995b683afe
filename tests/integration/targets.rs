//! Every figure of the four seeds that commits to something, against a list made by hand; and what may be compared.

use serde_json::Value;
use std::path::PathBuf;
use yange::lang::Lang;
use yange::pipeline;
use yange::render::{self, Format, view::View};

fn lineage_json() -> Value {
    let corpus = yange::corpus::load(&[PathBuf::from("corpus/hangzhou-ip")]).expect("the series is in the repository");
    let view = View::new(&corpus, &pipeline::run(&corpus));
    let artifacts = render::render(&view, Format::Json, Lang::Zh);
    serde_json::from_slice(&artifacts[0].bytes()).expect("what is written is JSON")
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// Every figure of the seeds that commits to something, as a reader lists them: clause, figure as printed, number, unit,
/// bound, basis, year.
const TARGETS: &[(&str, &str, f64, &str, &str, &str, i64)] = &[
    ("2016", "36件", 36.0, "件", "reach", "per-capita", 2020),
    ("2016", "100亿元", 1e10, "元", "reach", "unstated", 2020),
    ("2016", "5亿元", 5e8, "元", "reach", "cumulative", 2020),
    ("2016", "93%以上", 93.0, "%", "at-least", "annual", 2020),
    ("2016", "6个以上", 6.0, "个", "at-least", "unstated", 2020),
    ("2016", "35家以上", 35.0, "家", "at-least", "unstated", 2020),
    ("2022", "48件以上", 48.0, "件", "at-least", "per-capita", 2025),
    ("2022", "85件以上", 85.0, "件", "at-least", "annual", 2025),
    ("2022", "14万件", 14e4, "件", "reach", "unstated", 2025),
    ("2022", "8亿元", 8e8, "元", "reach", "annual", 2025),
    ("2022", "5次", 5.0, "次", "reach", "annual", 2025),
    ("2022", "300人次", 300.0, "人次", "reach", "unstated", 2025),
    ("2022", "8家以上", 8.0, "家", "at-least", "unstated", 2025),
    ("2022", "85分以上", 85.0, "分", "at-least", "unstated", 2025),
    ("2025", "20%以上", 20.0, "%", "at-least", "unstated", 2027),
    ("2025", "15%以上", 15.0, "%", "at-least", "unstated", 2027),
    ("2025", "85分", 85.0, "分", "reach", "unstated", 2027),
];

#[test]
fn every_target_of_the_seeds_is_read_and_nothing_else() {
    let json = lineage_json();
    let found = list(&json, "targets").iter().map(|t| {
        let document = t["clause"].as_str().and_then(|id| id.split('/').next()).expect("an id");
        let text = |name: &str| t[name].as_str().unwrap_or_default().to_owned();
        let (value, year) = (
            t["value"].as_f64().expect("a number"),
            t["year"].as_i64().unwrap_or_default(),
        );
        (
            document.to_owned(),
            text("text"),
            value,
            text("unit"),
            text("bound"),
            text("basis"),
            year,
        )
    });
    let found: Vec<_> = found.collect();
    let listed: Vec<_> = TARGETS
        .iter()
        .map(|t| {
            (
                t.0.to_owned(),
                t.1.to_owned(),
                t.2,
                t.3.to_owned(),
                t.4.to_owned(),
                t.5.to_owned(),
                t.6,
            )
        })
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn figures_of_another_basis_or_territory_are_not_compared() {
    let json = lineage_json();
    let pledge = list(&json, "indicators")
        .iter()
        .find(|i| i["name"].as_str().is_some_and(|n| n.contains("质押融资")));
    let comparison = &list(pledge.expect("质押融资 is followed"), "comparisons")[0];
    assert_eq!(
        (&comparison["comparability"], &comparison["direction"]),
        (&"other-basis".into(), &"incomparable".into())
    );
    let note = comparison["note"]["zh"].as_str().unwrap_or_default();
    assert!(
        note.contains("累计") && note.contains("年度") && note.contains("拱墅区"),
        "{note}"
    );
}
