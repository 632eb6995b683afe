//! Stories that a reader of the four seeds knows, read from the `lineage.json` of the default run.
//!
//! Clauses are found by what they say, not by their ids. What the program cannot tell yet is an expected gap: the test
//! turns red when it starts to work, so that nobody forgets to write it down as told.

use serde_json::Value;
use std::path::PathBuf;
use std::sync::LazyLock;
use yange::lang::Lang;
use yange::pipeline;
use yange::render::view::View;
use yange::render::{self, Format};

const CITY: &str = "杭州市";
const DISTRICT: &str = "杭州市拱墅区";

static JSON: LazyLock<Value> = LazyLock::new(|| {
    let corpus = yange::corpus::load(&[PathBuf::from("corpus/hangzhou-ip")]).expect("the seeds are in the repository");
    let view = View::new(&corpus, &pipeline::run(&corpus));
    let artifact = render::render(&view, Format::Json, Lang::Zh)
        .into_iter()
        .find(|a| a.name == "lineage.json")
        .expect("the format writes it");
    serde_json::from_slice(&artifact.bytes()).expect("what is written can be read")
});

/// Members of a list; none where it is absent.
fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn string<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Id of the lineages' clause that says this in a document.
fn clause(document: &str, quote: &str) -> &'static str {
    let documents = list(&JSON, "documents");
    let document = documents
        .iter()
        .find(|d| string(d, "id") == document)
        .expect("it is one of the four");
    list(document, "clauses")
        .iter()
        .filter(|c| string(c, "text").contains(quote))
        .map(|c| string(c, "id"))
        .find(|id| lineages().any(|l| holds(l, id)))
        .unwrap_or_else(|| panic!("no measure says {quote}"))
}

fn lineages() -> impl Iterator<Item = &'static Value> {
    list(&JSON, "lineages").iter()
}

fn holds(lineage: &Value, clause: &str) -> bool {
    list(lineage, "clauses").iter().any(|c| c == clause)
}

/// The lineage of the measure that says this.
fn lineage(document: &str, quote: &str) -> &'static Value {
    let clause = clause(document, quote);
    lineages()
        .find(|l| holds(l, clause))
        .expect("it was found by a lineage")
}

/// The lineage that holds all these wordings; fails where they are not one measure.
fn story(wordings: &[(&str, &str)]) -> &'static Value {
    let (document, quote) = wordings[0];
    let lineage = lineage(document, quote);
    for (document, quote) in wordings {
        let id = clause(document, quote);
        assert!(holds(lineage, id), "{id} {quote} is not in {lineage:#}");
    }
    lineage
}

/// Events in a track: kind and the document it leads to.
fn events<'a>(lineage: &'a Value, track: &str) -> Vec<(&'a str, &'a str)> {
    list(lineage, "events")
        .iter()
        .filter(|e| string(e, "track") == track)
        .map(|e| (string(e, "kind"), string(e, "to")))
        .collect()
}

fn fate<'a>(lineage: &'a Value, track: &str) -> &'a Value {
    list(lineage, "fates")
        .iter()
        .find(|f| string(f, "track") == track)
        .expect("each track has a fate")
}

/// Documents that hold the measure, in time order.
fn years(lineage: &Value) -> Vec<&str> {
    let mut years: Vec<&str> = list(lineage, "clauses")
        .iter()
        .filter_map(|c| c.as_str()?.split('/').next())
        .collect();
    years.dedup();
    years
}

/// What cannot be told yet: red as soon as it can.
fn gap(what: &str, works: Option<()>) {
    assert!(works.is_none(), "this works now, make it a story: {what}");
    println!("expected gap: {what}");
}

#[test]
fn patent_insurance_grows_from_a_trial_to_named_policies() {
    let measure = story(&[
        ("2016", "开展专利保险试点"),
        ("2020", "推进专利保险试点工作"),
        ("2022", "知识产权保险运营服务中心"),
        ("2025", "专利被侵权损失险"),
    ]);
    assert_eq!(
        events(measure, CITY),
        [("new", "2016"), ("modified", "2020"), ("modified", "2025")]
    );
    assert_eq!(string(fate(measure, CITY), "kind"), "carried");
    assert_eq!(string(fate(measure, DISTRICT), "kind"), "taken-up");
    // The district's item names who is responsible; the city's texts name nobody.
    let responsible = ["区市场监管局", "区委宣传部", "区金融办", "各街道（园区）"];
    assert!(
        list(measure, "agencies")
            .iter()
            .all(|a| responsible.iter().any(|r| a == r))
    );
    assert_eq!(list(measure, "agencies").len(), responsible.len());
}

#[test]
fn technical_investigators_begin_in_2020() {
    let measure = story(&[
        ("2020", "落实专业型人民陪审员制度和技术调查官制度"),
        ("2025", "建立知识产权技术调查官聘任"),
    ]);
    // The district names volunteers and investigators in one breath: either lineage may hold its clause, the links stand,
    // and by them the district took it up.
    let both = clause("2022", "技术调查官制度");
    for other in list(measure, "clauses").iter().filter(|c| *c != both) {
        let linked = |link: &&Value| {
            let ends = [&link["old"], &link["new"]];
            link["relation"] == "same" && ends.contains(&other) && ends.iter().any(|end| **end == both)
        };
        assert_eq!(list(&JSON, "links").iter().filter(linked).count(), 1, "{other} {both}");
    }
    assert_eq!(events(measure, CITY), [("new", "2020"), ("modified", "2025")]);
    assert_eq!(string(fate(measure, CITY), "kind"), "carried");
    assert_eq!(string(fate(measure, DISTRICT), "kind"), "taken-up");
}

#[test]
fn the_asian_games_pass() {
    let measure = story(&[("2020", "第19届亚运会"), ("2022", "第19届亚运会")]);
    assert_eq!(years(measure), ["2020", "2022"]);
    let city = fate(measure, CITY);
    assert_eq!(string(city, "kind"), "occasion-passed");
    assert_eq!(string(city, "last_seen"), "2020");
    for lang in ["zh", "en"] {
        let reason = string(&city["reason"], lang);
        assert!(reason.contains("第19届亚运会") && reason.contains("2022"), "{reason}");
    }
}

#[test]
fn the_expert_committee_comes_back() {
    let measure = story(&[("2016", "专家咨询委员会"), ("2025", "专家咨询委员会")]);
    assert_eq!(years(measure), ["2016", "2025"], "the gap stays visible");
    let told = events(measure, CITY);
    assert_eq!(told, [("new", "2016"), ("outside-scope", "2020"), ("modified", "2025")]);
    let note = &list(measure, "events")[1]["note"];
    for (lang, title) in [("zh", "标题限定为“保护”"), ("en", "the title names 保护")] {
        assert!(string(note, lang).contains(title), "{note}");
    }
    assert_eq!(string(fate(measure, CITY), "kind"), "carried");
    assert_eq!(string(fate(measure, DISTRICT), "kind"), "not-taken-up");
}

#[test]
fn power_to_enforce_goes_down_to_the_districts() {
    let handed = clause("2025", "职能下放至上城区");
    let measure = lineage("2020", "向基层下放专利执法权");
    let leads = list(measure, "events")
        .iter()
        .any(|e| string(e, "from") == "2020" && list(e, "new").iter().any(|c| c == handed));
    assert!(leads, "2020 下放 leads to 2025 职能下放至五区: {measure:#}");
    // The sentence of 2016 goes on in another measure's clause: its own lineage says so, and each link says that the
    // words became firmer.
    let (explored, moved) = (
        clause("2016", "探索行政执法事权下移"),
        clause("2020", "向基层下放专利执法权"),
    );
    let told = list(lineage("2016", "探索行政执法事权下移"), "events");
    assert!(
        told.iter().any(|e| string(&e["note"], "zh").contains(moved)),
        "{told:#?}"
    );
    for (old, new) in [(explored, moved), (moved, handed), (explored, handed)] {
        let link = list(&JSON, "links").iter().find(|l| l["old"] == old && l["new"] == new);
        let link = link.unwrap_or_else(|| panic!("{old} and {new} are linked"));
        let mut strength = list(&link["change"], "strength").iter();
        let firmer = strength.any(|s| s["component"] == "certainty" && s["direction"] == "stronger");
        assert!(link["relation"] == "same" && firmer, "{link:#}");
    }
    gap(
        "执法权下放 is one lineage that begins with 2016 探索行政执法事权下移",
        lineages()
            .find(|l| holds(l, explored) && holds(l, clause("2020", "向基层下放专利执法权")))
            .map(|l| list(&l["trend"], "components"))
            .filter(|c| {
                c.iter()
                    .any(|c| c["component"] == "certainty" && c["direction"] == "stronger")
            })
            .map(|_| ()),
    );
}

#[test]
fn the_centre_for_pens_is_not_found_after_2020() {
    let measure = story(&[("2016", "中国杭州(制笔)"), ("2020", "中国杭州（制笔）")]);
    assert_eq!(years(measure), ["2016", "2020"]);
    assert_eq!(events(measure, CITY).last(), Some(&("dropped", "2025")));
    let city = fate(measure, CITY);
    assert_eq!((string(city, "kind"), string(city, "last_seen")), ("dropped", "2020"));
}
