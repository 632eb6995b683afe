//! What the four seeds say about themselves, with and without their manifest.

use std::path::PathBuf;
use yange::corpus::{Level, Status};
use yange::date::Date;
use yange::document::{self, Basis, CitationRole, Document, Fact};

fn series(inputs: &[&str]) -> Vec<Document> {
    let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
    document::parse(&yange::corpus::load(&inputs).expect("the seeds are in the repository"))
}

fn bare_seeds() -> Vec<Document> {
    series(&[
        "seeds/2016-hangzhou-ip-powerhouse-opinion.txt",
        "seeds/2020-hangzhou-ip-protection-plan.txt",
        "seeds/2022-gongshu-ip-county-pilot-plan-draft.txt",
        "seeds/2025-hangzhou-ip-protection-opinion.txt",
    ])
}

fn day(text: &str) -> Option<Date> {
    Some(text.parse().expect("a date"))
}

fn value<T: Clone>(fact: &Option<Fact<T>>) -> Option<T> {
    fact.as_ref().map(|f| f.value.clone())
}

/// The text that a fact points to.
fn place(document: &Document, basis: Basis) -> &str {
    match basis {
        Basis::Text(span) => span.of(&document.text),
        other => panic!("{other:?} is no place in the text"),
    }
}

#[test]
fn validity_and_lead() {
    let seeds = bare_seeds();
    let [y2016, y2020, y2022, y2025] = seeds.as_slice() else {
        panic!("four seeds")
    };
    assert_eq!(value(&y2016.metadata.effective_from), day("2016-01-11"));
    let basis = y2016
        .metadata
        .effective_from
        .as_ref()
        .map(|f| f.basis)
        .expect("it is printed");
    assert_eq!(place(y2016, basis), "自2016年1 月11 日起施行");
    assert_eq!(value(&y2016.metadata.lead).as_deref(), Some("市科委"));
    assert_eq!(value(&y2020.metadata.period), Some((2020, 2022)));
    assert_eq!(value(&y2022.metadata.period), Some((2022, 2025)));
    let basis = y2022.metadata.period.as_ref().map(|f| f.basis).expect("it is printed");
    assert_eq!(place(y2022, basis), "2022年-2025年");
    assert_eq!(value(&y2025.metadata.date), day("2025-12-04"));
    assert_eq!(value(&y2025.metadata.effective_from), day("2026-01-05"));
    assert_eq!(value(&y2025.metadata.effective_to), day("2027-12-31"));
    assert_eq!(value(&y2025.metadata.lead).as_deref(), Some("市市场监管局"));
    assert_eq!(value(&y2025.metadata.issuer).as_deref(), Some("杭州市人民政府"));
    assert_eq!(value(&y2020.metadata.effective_from), None);
}

#[test]
fn titles_places_and_standing() {
    let seen: Vec<_> = bare_seeds()
        .iter()
        .map(|d| {
            let m = &d.metadata;
            (
                m.title.value.clone(),
                value(&m.jurisdiction),
                value(&m.level),
                m.status.value,
            )
        })
        .collect();
    let expect = [
        (
            "2016-hangzhou-ip-powerhouse-opinion",
            "杭州市",
            Level::City,
            Status::InForce,
        ),
        (
            "杭州市知识产权保护行动计划（2020-2022年）",
            "杭州市",
            Level::City,
            Status::InForce,
        ),
        (
            "拱墅区国家知识产权强县建设试点县工作方案（2022年-2025年）",
            "拱墅区",
            Level::County,
            Status::Draft,
        ),
        (
            "2025-hangzhou-ip-protection-opinion",
            "杭州市",
            Level::City,
            Status::InForce,
        ),
    ];
    assert_eq!(
        seen,
        expect.map(|(t, j, l, s)| (t.to_owned(), Some(j.to_owned()), Some(l), s))
    );
}

#[test]
fn the_manifest_overrides() {
    let seeds = series(&["corpus/hangzhou-ip"]);
    let titles: Vec<_> = seeds
        .iter()
        .map(|d| (d.id.as_str(), d.metadata.title.basis == Basis::Manifest))
        .collect();
    assert_eq!(
        titles,
        [("2016", true), ("2020", false), ("2022", false), ("2025", true)]
    );
    assert_eq!(value(&seeds[2].metadata.jurisdiction).as_deref(), Some("杭州市拱墅区"));
    assert_eq!(
        seeds[2].metadata.jurisdiction.as_ref().map(|f| f.basis),
        Some(Basis::Manifest)
    );
}

#[test]
fn citations() {
    let seeds = bare_seeds();
    let first = &seeds[0].metadata.citations[0];
    assert_eq!(
        first.title,
        "国务院办公厅关于转发知识产权局等单位深入实施国家知识产权战略行动计划(2014—2020年)的通知"
    );
    assert_eq!(first.number.as_deref(), Some("国办发〔2014〕64号"));
    assert_eq!(first.role, CitationRole::Basis);
    assert_eq!(
        seeds[0].metadata.citations[1].number.as_deref(),
        Some("浙政办发〔2015〕58号")
    );
    let counts: Vec<usize> = seeds.iter().map(|d| d.metadata.citations.len()).collect();
    let printed: Vec<usize> = seeds.iter().map(|d| d.text.matches('《').count()).collect();
    assert_eq!(counts, printed);
}

/// A notice that encloses a plan: its own date and signature count, not the plan's first day in force.
#[test]
fn notices_that_enclose_a_plan() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("notice.txt");
    let text = "杭州市人民政府办公厅关于印发数据条例实施方案的通知\n杭政办函〔2024〕12号\n各区、县（市）人民政府：\n\
        现印发给你们。《杭州市数据管理办法》（杭政办〔2018〕3号）同时废止。\n附件：1.实施方案\n杭州市人民政府办公厅\n2024年5月6日\n\
        （此件公开发布）\n附件1\n实施方案\n（2024—2026年）\n为落实《浙江省公共数据条例》，制定本方案。\n一、总体要求\n坚持改革。\n\
        二、附则\n本方案自2024年6月1日起施行，有效期3年。\n";
    std::fs::write(&file, text).expect("written");
    let notice = document::parse(&yange::corpus::load(&[file]).expect("readable")).remove(0);
    let m = &notice.metadata;
    assert_eq!(value(&m.date), day("2024-05-06"));
    assert_eq!(value(&m.effective_from), day("2024-06-01"));
    assert_eq!(value(&m.effective_to), day("2027-05-31"));
    assert_eq!(value(&m.period), Some((2024, 2026)));
    assert_eq!(value(&m.issuer).as_deref(), Some("杭州市人民政府办公厅"));
    assert_eq!(value(&m.number).as_deref(), Some("杭政办函〔2024〕12号"));
    let replaced: Vec<_> = m
        .citations
        .iter()
        .filter(|c| c.role == CitationRole::Replaces)
        .collect();
    assert_eq!(replaced.len(), 1);
    assert_eq!(replaced[0].number.as_deref(), Some("杭政办〔2018〕3号"));
}

/// A report's title ends where the occasion and the speaker begin; these give its date, issuer and territory.
#[test]
fn reports_to_a_congress() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("report.txt");
    let text = "政府工作报告\n——2021年3月5日在第十三届全国人民代表大会第四次会议上\n国务院总理李克强\n各位代表：\n\
        现在，我代表国务院，向大会报告政府工作。\n一、2020年工作回顾\n过去一年，成就显著。\n";
    let bare = folder.path().join("1985.txt");
    std::fs::write(&file, text).expect("written");
    std::fs::write(&bare, "各位代表：\n刚刚过去的１９８４年，成就显著。\n").expect("written");
    let mut reports = document::parse(&yange::corpus::load(&[file, bare]).expect("readable"));
    assert_eq!(
        reports[0].metadata.track.value, "全国",
        "the track of the only other report"
    );
    let report = reports.remove(1);
    let m = &report.metadata;
    assert_eq!(m.title.value, "政府工作报告");
    assert_eq!(value(&m.date), day("2021-03-05"));
    assert_eq!(value(&m.issuer).as_deref(), Some("国务院"));
    let issuer = m.issuer.as_ref().map(|f| f.basis).expect("it is printed");
    assert_eq!(place(&report, issuer), "国务院");
    assert_eq!(value(&m.level), Some(Level::Nation));
}

/// An amended text keeps the day from which its first version held.
#[test]
fn versions_that_print_the_same_day_are_told_apart_by_their_names() {
    let text = "第一条 为了加强管理，制定本办法。\n第二条 本办法自2010年3月1日起施行。\n";
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in [
        "2010_检疫办法.txt",
        "2019_检疫办法.txt",
        "检疫办法2030.txt",
        "2005_检疫办法.txt",
    ] {
        std::fs::write(folder.path().join(name), format!("{text}{name}\n")).expect("a file");
    }
    let corpus = yange::corpus::load(&[folder.path().to_owned()]).expect("readable");
    let dated: Vec<_> = yange::document::parse(&corpus)
        .iter()
        .map(|d| {
            let date = d
                .metadata
                .date
                .as_ref()
                .map(|date| date.value.to_string())
                .unwrap_or_default();
            (
                d.origin.path.clone(),
                date,
                d.diagnostics.iter().any(|n| n.code == "dated-by-name"),
            )
        })
        .collect();
    let day = "2010-03-01".to_owned();
    let mut expected = [
        ("2005_检疫办法.txt".to_owned(), day.clone(), false),
        ("2010_检疫办法.txt".to_owned(), day.clone(), false),
        ("检疫办法2030.txt".to_owned(), day, false),
        ("2019_检疫办法.txt".to_owned(), "2019".to_owned(), true),
    ];
    let mut found = dated;
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}
