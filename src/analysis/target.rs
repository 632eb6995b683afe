//! Targets: figures that a text commits to. `indicator` follows them through time.
//!
//! # Method
//! A figure in Arabic digits with a unit of counting, in a phrase that names what is counted. Dates, document numbers,
//! ordinals and quoted names (“1+4”) are none. Figures in Chinese numerals are not read: in these texts they count
//! years, penalties and chapters.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::letter::is_letter;
use crate::segment::{ClauseForm, ClauseKind};
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A figure that a text commits to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The measure that holds it.
    pub clause: ClauseRef,
    /// Number, unit and the bound after them as printed (36件, 93%以上).
    pub span: Span,
    /// What is counted, as printed.
    pub indicator: Span,
    /// Name of what is counted, without basis and bound.
    pub name: String,
    /// The number, in the unit below (14万件 is 140000 件, 5亿元 is 500000000 元).
    pub value: f64,
    /// Unit without 万 and 亿; `%` for shares.
    pub unit: String,
    /// Whether the number is a floor, a ceiling or met.
    pub bound: Bound,
    /// What the number is counted over.
    pub basis: Basis,
    /// Year it is due, if the clause or the one that governs it says so.
    pub year: Option<i32>,
}

/// What a number bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// 以上、不低于、超过
    AtLeast,
    /// 以下、不超过
    AtMost,
    /// 达到、达、为 or nothing
    Reach,
    /// 左右、约
    About,
}

impl Bound {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Bound::AtLeast => "at-least",
            Bound::AtMost => "at-most",
            Bound::Reach => "reach",
            Bound::About => "about",
        }
    }
}

/// What a number is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// 累计
    Cumulative,
    /// 年度、每年
    Annual,
    /// 万人、每万人, 人均
    PerCapita,
    /// not said
    Unstated,
}

impl Basis {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Cumulative => "cumulative",
            Basis::Annual => "annual",
            Basis::PerCapita => "per-capita",
            Basis::Unstated => "unstated",
        }
    }
}

/// A number with its scale, its unit and the bound after it.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<number>[0-9０-９]+(?:[.．][0-9０-９]+)?)\s*(?P<more>多|余)?(?P<scale>万亿|亿|万|千|百)?(?P<more2>多|余)?",
        r"(?P<unit>个百分点|平方公里|平方米|立方米|千瓦时|万千瓦|千瓦|公里|千米|美元|人次|人年|元|%|％|件|家|个|项|次|人|名|分|",
        r"场|所|处|户|倍|亩|吨|种|座|张|笔|批|期|辆|台|套|部|门|类|对|只|头|床|公顷|小时|天|TEU|标箱)",
        r"\s*(?P<bound>及?以上|及?以下|以内|左右)?"
    ))
    .expect("the pattern is constant")
});

/// A year by which something is due.
static DUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:到|至|截至|力争)\s*(?P<year>(?:19|20)[0-9]{2})\s*年").expect("the pattern is constant")
});

/// Words between what is counted and the number, longest first where one begins another.
const COPULAS: &[&str] = &[
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "不多于",
    "稳定在",
    "控制在",
    "保持在",
    "提高到",
    "提升到",
    "增加到",
    "提高至",
    "提升至",
    "增加至",
    "扩大到",
    "力争达到",
    "累计达到",
    "累计达",
    "达到",
    "超过",
    "突破",
    "高于",
    "低于",
    "至少",
    "力争",
    "累计",
    "大约",
    "达",
    "约",
    "超",
    "为",
    "至",
    "在",
    "近",
];

/// Words that say what is done, before what is counted.
const VERBS: &[&str] = &[
    "累计",
    "年度",
    "每年",
    "全年",
    "当年",
    "年均",
    "新增",
    "新建",
    "新设",
    "新培育",
    "建成",
    "建设",
    "建立",
    "培育",
    "实现",
    "完成",
    "引进",
    "打造",
    "创建",
    "认定",
    "组织",
    "举办",
    "开展",
    "争取",
    "力争",
    "确保",
    "其中",
    "到",
    "使",
    "全市",
    "全区",
    "全省",
    "全国",
];

/// Characters that a name may have; a longer one is a clause, and its end is kept.
const LONGEST_NAME: usize = 24;

/// Finds all targets, in time and reading order.
pub(super) fn targets(series: &Series) -> Vec<Target> {
    let measures = (0..series.documents.len()).flat_map(|d| series.measures(d));
    measures.flat_map(|at| in_clause(series, at)).collect()
}

/// Targets of one measure, in the order of the text.
pub(super) fn in_clause(series: &Series, at: ClauseRef) -> Vec<Target> {
    let (text, start) = (series.text(at), series.span(at).start);
    let figures = FIGURE.captures_iter(text);
    figures
        .filter_map(|figure| {
            let whole = figure.get(0)?;
            let (before, after) = around(text, whole.start(), whole.end());
            if !is_counted(text, whole.start(), whole.end()) {
                return None;
            }
            let counted = counted(before, after)?;
            let scale = figure.name("scale").map_or("", |m| m.as_str());
            let offset = |part: &str| start + (part.as_ptr() as usize - text.as_ptr() as usize);
            Some(Target {
                clause: at,
                span: Span::new(start + whole.start(), start + whole.end()),
                indicator: Span::new(offset(counted), offset(counted) + counted.len()),
                name: counted.to_owned(),
                value: number(&figure["number"])? * scale_of(scale),
                unit: if &figure["unit"] == "％" {
                    "%".to_owned()
                } else {
                    figure["unit"].to_owned()
                },
                bound: bound(before, figure.name("bound").map_or("", |m| m.as_str())),
                basis: basis(before),
                year: due(series, at, whole.start()),
            })
        })
        .collect()
}

/// The phrase before and after a figure, up to the nearest punctuation.
fn around(text: &str, start: usize, end: usize) -> (&str, &str) {
    let stop = |c: char| matches!(c, ',' | '，' | ';' | '；' | '。' | ':' | '：' | '\n' | '！' | '？');
    let before = &text[..start];
    let before = &before[before
        .rfind(stop)
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
    let after = &text[end..];
    (before, &after[..after.find(stop).unwrap_or(after.len())])
}

/// Whether a figure counts something: no ordinal, no part of a name, of a range of years, of a document number.
fn is_counted(text: &str, start: usize, end: usize) -> bool {
    let last = text[..start].chars().next_back().unwrap_or(' ');
    let next = text[end..].chars().next().unwrap_or(' ');
    let joined = |c: char| c.is_ascii_alphanumeric() || "第—－-–~～/〔[+＋.．“\"《〈".contains(c);
    !joined(last) && !"”+＋》〉届".contains(next)
}

/// What is counted: the words before the number, or after it where only a verb stands before (培育5家龙头企业).
fn counted<'t>(before: &'t str, after: &'t str) -> Option<&'t str> {
    let mut name = before.trim();
    while let Some(rest) = COPULAS.iter().find_map(|copula| name.strip_suffix(copula)) {
        name = rest.trim_end();
    }
    name = without_verbs(without_year(name));
    let letters = |t: &str| t.chars().filter(|&c| is_letter(c)).count();
    if letters(name) < 2 {
        name = after.trim().trim_start_matches('的');
    }
    if letters(name) < 2 {
        return None;
    }
    let length = name.chars().count();
    let skipped: usize = name
        .chars()
        .take(length.saturating_sub(LONGEST_NAME))
        .map(char::len_utf8)
        .sum();
    Some(&name[skipped..])
}

fn without_verbs(mut name: &str) -> &str {
    while let Some(rest) = VERBS.iter().find_map(|verb| name.strip_prefix(verb)) {
        name = rest.trim_start();
    }
    name
}

/// A phrase without the year that leads into it.
fn without_year(name: &str) -> &str {
    let rest = name.trim_start_matches(['到', '至']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    digits
        .strip_prefix("年底")
        .or(digits.strip_prefix('年'))
        .filter(|_| digits.len() < rest.len())
        .unwrap_or(name)
}

fn number(digits: &str) -> Option<f64> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '．' => '.',
        c => c,
    };
    digits.chars().map(narrow).collect::<String>().parse().ok()
}

fn scale_of(scale: &str) -> f64 {
    match scale {
        "百" => 1e2,
        "千" => 1e3,
        "万" => 1e4,
        "亿" => 1e8,
        "万亿" => 1e12,
        _ => 1.0,
    }
}

fn bound(before: &str, after: &str) -> Bound {
    let ends = |words: &[&str]| words.iter().any(|word| before.trim_end().ends_with(word));
    // 不超过 ends in 超过: ceilings first.
    if after.ends_with("以下")
        || after == "以内"
        || ends(&["不超过", "不高于", "不多于", "低于", "控制在"]) && !ends(&["不低于"])
    {
        Bound::AtMost
    } else if after.ends_with("以上") || ends(&["不低于", "不少于", "超过", "突破", "高于", "至少", "超"])
    {
        Bound::AtLeast
    } else if after == "左右" || ends(&["约", "近"]) {
        Bound::About
    } else {
        Bound::Reach
    }
}

fn basis(before: &str) -> Basis {
    let has = |words: &[&str]| words.iter().any(|word| before.contains(word));
    if has(&["万人", "人均", "每千", "每百", "每户", "每平方"]) {
        Basis::PerCapita
    } else if has(&["累计", "累积"]) {
        Basis::Cumulative
    } else if has(&[
        "年度",
        "每年",
        "全年",
        "年均",
        "当年",
        "年申请",
        "年结案",
        "年增长",
        "年培训",
        "年产",
    ]) {
        Basis::Annual
    } else {
        Basis::Unstated
    }
}

/// The year that stands before the figure in its clause, else, for a clause that states goals, in what leads into it
/// under the same chapter.
fn due(series: &Series, at: ClauseRef, figure: usize) -> Option<i32> {
    let last = |text: &str| {
        DUE.captures_iter(text)
            .last()
            .and_then(|found| found["year"].parse().ok())
    };
    if let Some(year) = last(&series.text(at)[..figure]) {
        return Some(year);
    }
    let tree = &series.trees[at.document_index()];
    if tree.clauses[at.clause_index()].kind != ClauseKind::Target {
        return None;
    }
    let text = series.document_text(at.document_index());
    let earlier = tree.clauses[..at.clause_index()].iter().rev();
    earlier
        .take_while(|clause| !(clause.form == ClauseForm::Section && clause.parent.is_none()))
        .find_map(|clause| last(clause.span.of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, f64, &str, Bound, Basis)]) {
        let found: Vec<_> = FIGURE
            .captures_iter(text)
            .filter_map(|figure| {
                let whole = figure.get(0)?;
                let (before, after) = around(text, whole.start(), whole.end());
                let name = is_counted(text, whole.start(), whole.end()).then(|| counted(before, after))??;
                let scale = figure.name("scale").map_or("", |m| m.as_str());
                let value = number(&figure["number"])? * scale_of(scale);
                let after = figure.name("bound").map_or("", |m| m.as_str());
                Some((
                    name.to_owned(),
                    value,
                    figure["unit"].to_owned(),
                    bound(before, after),
                    basis(before),
                ))
            })
            .collect();
        let expect: Vec<_> = expect
            .iter()
            .map(|&(name, value, unit, bound, basis)| (name.to_owned(), value, unit.to_owned(), bound, basis))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn figures_are_read_with_what_they_count() {
        use Basis::{Annual, Cumulative, PerCapita, Unstated};
        use Bound::{AtLeast, AtMost, Reach};
        check(
            "万人有效发明专利拥有量达36件。",
            &[("万人有效发明专利拥有量", 36.0, "件", Reach, PerCapita)],
        );
        check(
            "质押融资金额累计达5亿元",
            &[("质押融资金额", 5e8, "元", Reach, Cumulative)],
        );
        check("年度质押融资额达到8亿元", &[("质押融资额", 8e8, "元", Reach, Annual)]);
        check("结案率达93%以上", &[("结案率", 93.0, "%", AtLeast, Unstated)]);
        check("建成服务站8家以上", &[("服务站", 8.0, "家", AtLeast, Unstated)]);
        check("培育5家龙头企业", &[("龙头企业", 5.0, "家", Reach, Unstated)]);
        check("能耗不超过１．５万吨", &[("能耗", 15000.0, "吨", AtMost, Unstated)]);
        check("到2025年，拥有量48件以上", &[("拥有量", 48.0, "件", AtLeast, Unstated)]);
    }

    #[test]
    fn dates_ordinals_and_names_are_no_targets() {
        for text in [
            "第19届亚运会",
            "围绕“1+4”产业",
            "〔2014〕64号",
            "自2016年1月11日起",
            "“5+N”体系",
            "第3项",
            "2020-2022年",
        ] {
            check(text, &[]);
        }
    }
}
