//! Every agency, citation and date of the four seeds against lists made by hand from the printed texts, and all parsers
//! over every shared text.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use yange::align::Alignment;
use yange::render::view::{DocumentView, View};
use yange::{analysis, corpus, document, features, lineage, pipeline, segment};

/// Least precision and recall of a parser.
const LEAST: f64 = 0.95;

/// The seeds without their manifest, so that what it declares cannot stand in for what is read.
static SEEDS: LazyLock<View> = LazyLock::new(|| {
    let names = [
        "2016-hangzhou-ip-powerhouse-opinion",
        "2020-hangzhou-ip-protection-plan",
        "2022-gongshu-ip-county-pilot-plan-draft",
        "2025-hangzhou-ip-protection-opinion",
    ];
    let paths = names.map(|name| PathBuf::from(format!("seeds/{name}.txt")));
    let corpus = corpus::load(&paths).expect("the seeds are in the repository");
    View::new(&corpus, &pipeline::run(&corpus))
});

/// Documents with their year: ids come from the file names here.
fn seeds() -> impl Iterator<Item = (&'static str, &'static DocumentView)> {
    ["2016", "2020", "2022", "2025"].into_iter().zip(SEEDS.documents.iter())
}

/// Agencies named as responsible: the number of the item, or 实施 for who leads the whole, and names, in the order of the
/// text.
const AGENCIES: &[(&str, &str, &str)] = &[
    ("2016", "实施", "市科委"),
    (
        "2022",
        "1.",
        "区市场监管局、区发改经信局、区科技局、区财政局、区统计局、各街道（园区）",
    ),
    ("2022", "2.", "区科技局、区发改经信局、区市场监管局、各街道（园区）"),
    (
        "2022",
        "3.",
        "区发改经信局、区科技局、区市场监管局、区金融办、各街道（园区）",
    ),
    ("2022", "4.", "区委宣传部、区发改经信局、区文广旅体局、区市场监管局"),
    ("2022", "5.", "区科技局、区市场监管局、区金融办"),
    ("2022", "6.", "区市场监管局、区委宣传部、区金融办、各街道（园区）"),
    (
        "2022",
        "7.",
        "区市场监管局、区法院、区检察院、区委宣传部、区发改经信局、区公安分局、区司法局、区文广旅体局、各街道（园区）",
    ),
    (
        "2022",
        "8.",
        "区市场监管局、区法院、区检察院、区司法局、区商务局、各街道（园区）",
    ),
    ("2022", "9.", "区市场监管局、区委宣传部、各街道（园区）"),
    ("2022", "10.", "区市场监管局、区发改经信局、区科技局、区人力社保局"),
    (
        "2022",
        "11.",
        "区委组织部（区委人才办）、区市场监管局、区委宣传部、区人力社保局、各街道（园区）",
    ),
    ("2025", "实施", "市市场监管局"),
];

/// Documents cited: title, document number, role.
const CITATIONS: &[(&str, &str, &str, &str)] = &[
    (
        "2016",
        "国务院办公厅关于转发知识产权局等单位深入实施国家知识产权战略行动计划(2014—2020年)的通知",
        "国办发〔2014〕64号",
        "basis",
    ),
    (
        "2016",
        "浙江省人民政府办公厅关于深入实施知识产权战略行动计划(2015—2020年)的通知",
        "浙政办发〔2015〕58号",
        "basis",
    ),
    (
        "2016",
        "关于印发〈2015年度区县(市)创新发展专项考评实施细则〉的通知",
        "",
        "basis",
    ),
    ("2016", "企业知识产权管理规范", "", "basis"),
    (
        "2020",
        "中共中央办公厅国务院办公厅印发〈关于强化知识产权保护的意见〉的通知",
        "",
        "basis",
    ),
    (
        "2020",
        "中共浙江省委办公厅省政府办公厅印发〈关于全面强化知识产权工作的意见〉的通知",
        "",
        "basis",
    ),
    ("2020", "杭州市专利管理条例", "", "mention"),
    ("2022", "浙江省知识产权发展“十四五”规划", "", "basis"),
    (
        "2022",
        "中共杭州市委关于制定杭州市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        "",
        "basis",
    ),
    ("2022", "杭州市知识产权发展“十四五”规划", "", "basis"),
    ("2025", "杭州市知识产权保护和促进条例", "", "basis"),
    ("2025", "杭州市知识产权保护和促进条例", "", "basis"),
    ("2025", "商标国际注册马德里协定", "", "mention"),
    ("2025", "工业品外观设计国际注册海牙协定", "", "mention"),
    ("2025", "浙江省知识产权技术调查官管理办法(试行)", "", "basis"),
    ("2025", "知识产权公共服务平台建设规范(T/CIPS007—2024)", "", "basis"),
];

/// Dates that say when a document was made, holds, or what years it covers. The years of targets are in `targets`.
const DATES: &[(&str, &str, &str)] = &[
    ("2016", "effective_from", "2016-01-11"),
    ("2020", "period", "2020–2022"),
    ("2022", "period", "2022–2025"),
    ("2025", "effective_from", "2026-01-05"),
    ("2025", "effective_to", "2027-12-31"),
    ("2025", "date", "2025-12-04"),
];

/// Every date in the sentences: as printed, what it is for, first and last year.
const MENTIONS: &[(&str, &str, &str, i32, i32)] = &[
    ("2016", "2014—2020年", "title", 2014, 2020),
    ("2016", "2015—2020年", "title", 2015, 2020),
    ("2016", "2020年", "deadline", 2020, 2020),
    ("2016", "2015年", "title", 2015, 2015),
    ("2016", "2016年1 月11 日", "in-force", 2016, 2016),
    ("2020", "2020-2022年", "period", 2020, 2022),
    ("2020", "2022年", "deadline", 2022, 2022),
    ("2020", "2022年", "occasion", 2022, 2022),
    ("2020", "2020年", "occasion", 2020, 2020),
    ("2022", "2022年-2025年", "period", 2022, 2025),
    ("2022", "二〇三五年", "title", 2035, 2035),
    ("2022", "2025年", "deadline", 2025, 2025),
    ("2025", "2027年", "deadline", 2027, 2027),
    ("2025", "2026年1月5日", "in-force", 2026, 2026),
    ("2025", "2027年12月31日", "expiry", 2027, 2027),
    ("2025", "2025年12月4日", "other", 2025, 2025),
];

type Row = Vec<String>;

/// Compares what was read with the list as bags of rows, and says what is missing and what is too much.
fn check(name: &str, found: &[Row], listed: &[Row]) {
    let mut missing: Vec<&Row> = listed.iter().collect();
    let too_much: Vec<&Row> = found
        .iter()
        .filter(|row| match missing.iter().position(|m| m == row) {
            Some(at) => {
                missing.remove(at);
                false
            }
            None => true,
        })
        .collect();
    let right = (found.len() - too_much.len()) as f64;
    let (precision, recall) = (right / found.len().max(1) as f64, right / listed.len() as f64);
    println!(
        "{name}: {} listed, precision {precision:.3}, recall {recall:.3}",
        listed.len()
    );
    assert!(
        precision >= LEAST && recall >= LEAST,
        "{name}: precision {precision:.3}, recall {recall:.3}\nmissing {missing:#?}\ntoo much {too_much:#?}"
    );
}

fn row<const N: usize>(cells: [&str; N]) -> Row {
    cells.map(str::to_owned).to_vec()
}

#[test]
fn agencies_are_those_of_the_list() {
    let mut found = Vec::new();
    for (year, document) in seeds() {
        for clause in &document.clauses {
            let label = clause.label.as_deref().unwrap_or("实施");
            found.extend(clause.agencies.iter().map(|a| row([year, label, &a.name])));
            let leads = clause.agencies.iter().filter(|a| a.role == "lead").map(|a| &a.name);
            assert!(
                leads.eq(document
                    .lead
                    .iter()
                    .filter(|_| label == "实施" && !clause.agencies.is_empty()))
            );
        }
    }
    let listed = AGENCIES
        .iter()
        .flat_map(|&(year, place, names)| names.split('、').map(move |n| row([year, place, n])));
    check("agencies", &found, &listed.collect::<Vec<_>>());
}

#[test]
fn citations_are_those_of_the_list() {
    let of = |(year, d): (&str, &DocumentView)| -> Vec<Row> {
        let rows = d.citations.iter();
        rows.map(|c| row([year, &c.title, c.number.as_deref().unwrap_or_default(), &c.role]))
            .collect()
    };
    let found: Vec<Row> = seeds().flat_map(of).collect();
    let listed: Vec<Row> = CITATIONS.iter().map(|c| row([c.0, c.1, c.2, c.3])).collect();
    check("citations", &found, &listed);
}

#[test]
fn dates_are_those_of_the_list() {
    let mut found = Vec::new();
    for (year, d) in seeds() {
        let period = d.period.map(|(from, to)| format!("{from}–{to}"));
        let fields = [
            ("date", &d.date),
            ("effective_from", &d.effective_from),
            ("effective_to", &d.effective_to),
            ("period", &period),
        ];
        for (field, value) in fields {
            // A date that orders the series may be read from the period or the day in force: one occurrence, not two.
            let place = d.facts.iter().find(|f| f.field == field).and_then(|f| f.span);
            let others = fields.iter().filter(|(other, _)| field == "date" && *other != field);
            let again = others
                .filter_map(|(other, _)| d.facts.iter().find(|f| f.field == *other)?.span)
                .any(|other| place.is_some_and(|p| other.start <= p.start && p.end <= other.end));
            let printed = place.is_some() && !again;
            found.extend(value.iter().filter(|_| printed).map(|v| row([year, field, v])));
        }
    }
    let listed: Vec<Row> = DATES.iter().map(|c| row([c.0, c.1, c.2])).collect();
    check("dates", &found, &listed);
}

#[test]
fn dates_in_sentences_are_those_of_the_list() {
    let mut found = Vec::new();
    for (year, document) in seeds() {
        let own = SEEDS
            .dates
            .iter()
            .filter(|d| document.clauses.iter().any(|c| c.id == d.clause));
        for date in own {
            let clause = document
                .clauses
                .iter()
                .find(|c| c.id == date.clause)
                .expect("it was found");
            let letters = clause.text.chars().skip(date.span.start - clause.span.start);
            let printed: String = letters.take(date.span.end - date.span.start).collect();
            found.push(row([
                year,
                &printed,
                &date.kind,
                &date.from.to_string(),
                &date.to.to_string(),
            ]));
        }
    }
    let listed = MENTIONS
        .iter()
        .map(|m| row([m.0, m.1, m.2, &m.3.to_string(), &m.4.to_string()]));
    check("dates in sentences", &found, &listed.collect::<Vec<_>>());
}

/// Reads every shared text by itself with all parsers: titles, dates, citations, clauses, agencies, targets. None may
/// panic, and what they read must stand in the text.
#[test]
fn all_parsers_read_every_shared_text() {
    let folder = Path::new("../shared/texts");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let mut texts = Vec::new();
    below(folder, &mut texts);
    assert!(texts.len() > 100);
    let corpus = corpus::load(&texts).expect("every text is readable");
    let documents = document::parse(&corpus);
    let resources = features::Resources::of(&corpus, &documents);
    let vocabulary = resources.vocabulary();
    let (mut cited, mut named, mut figures, mut dated) = (0, 0, 0, 0);
    for document in &documents {
        let documents = std::slice::from_ref(document);
        let trees = [segment::segment(document)];
        let alone = Alignment::default();
        let lineages = lineage::build(documents, &trees, &alone, resources.words());
        let read = analysis::analyze(documents, &trees, &alone, &lineages, resources.words(), &vocabulary);
        let text = &document.text;
        for agency in trees[0].clauses.iter().flat_map(|c| &c.agencies) {
            assert!(!agency.span.of(text).trim().is_empty());
            named += 1;
        }
        for target in &read.targets {
            assert!(
                target
                    .span
                    .of(text)
                    .contains(|c: char| c.is_numeric() || "一二三四五六七八九十百千万亿两〇".contains(c))
            );
            figures += 1;
        }
        for citation in &document.metadata.citations {
            assert!(citation.span.of(text).contains(&citation.title));
            cited += 1;
        }
        dated += usize::from(document.metadata.date.is_some());
    }
    println!(
        "{} texts: {cited} citations, {named} agencies, {figures} targets, {dated} dated",
        documents.len()
    );
    assert!(cited > 1000 && figures > 1000 && 2 * dated > documents.len());
}

fn below(folder: &Path, texts: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("a folder that is there").flatten();
    let paths: BTreeSet<PathBuf> = entries.map(|e| e.path()).collect();
    for path in paths {
        if path.is_dir() {
            below(&path, texts);
        } else if path.extension().is_some_and(|e| e == "txt") {
            texts.push(path);
        }
    }
}
