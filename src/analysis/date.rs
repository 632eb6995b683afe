//! Dates in the text, each with what it is for: a deadline, a period, an occasion, the day from which a text holds.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::span::Span;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// One date or period in a measure's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The measure.
    pub clause: ClauseRef,
    /// The date, without the words around it.
    pub span: Span,
    /// What it is for.
    pub kind: DateKind,
    /// First year.
    pub from: i32,
    /// Last year; the first one where only one is printed.
    pub to: i32,
}

/// What a date is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateKind {
    /// By when something is to be done: 到2025年, 2025年底前.
    Deadline,
    /// A span of years: 2020—2022年.
    Period,
    /// An event that takes place then: 2022年第19届亚运会.
    Occasion,
    /// From when a text holds: 自2016年1月11日起施行.
    InForce,
    /// Until when a text holds: 有效期至2027年12月31日.
    Expiry,
    /// Part of a title that is cited.
    Title,
    /// Anything else, as the day on which a text was signed.
    Other,
}

impl DateKind {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            DateKind::Deadline => "deadline",
            DateKind::Period => "period",
            DateKind::Occasion => "occasion",
            DateKind::InForce => "in-force",
            DateKind::Expiry => "expiry",
            DateKind::Title => "title",
            DateKind::Other => "other",
        }
    }
}

/// A year, by itself, with month and day, or as the first of a period; what stands before and after tells the kind.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    const YEAR: &str = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})";
    Regex::new(&format!(
        r"(?P<from>{YEAR})(?:年?\s*[-—–－~～至]+\s*(?P<to>{YEAR})年|年(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?)"
    ))
    .expect("the pattern is constant")
});

/// What follows an occasion's year: an ordinal, or a name in letters that is a meeting.
static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:第[\d一二三四五六七八九十]+届|[\p{Han}A-Za-z]{2,30}?(?:大会|运动会|博览会|峰会|论坛))")
        .expect("the pattern is constant")
});

/// What follows a deadline's date.
const BEFORE: [&str; 8] = ["底", "末", "前", "之前", "以前", "内", "止", "年底"];

/// All dates of all measures, in time and reading order.
///
/// # Complexity
/// Linear in the text.
pub(super) fn dates(series: &Series) -> Vec<DateMention> {
    let measures = (0..series.documents.len()).flat_map(|d| series.measures(d));
    measures.flat_map(|clause| of_clause(series, clause)).collect()
}

fn of_clause(series: &Series, clause: ClauseRef) -> Vec<DateMention> {
    let (text, offset) = (series.text(clause), series.span(clause).start);
    let found = read(text).into_iter().map(|(kind, span, years)| DateMention {
        clause,
        span: span.shifted(offset),
        kind,
        from: years.0,
        to: years.1,
    });
    found.collect()
}

/// Years by which something is to be done, with the date in the text.
pub(super) fn deadlines(text: &str) -> Vec<(i32, Span)> {
    let found = read(text).into_iter();
    let due = found.filter(|(kind, ..)| *kind == DateKind::Deadline);
    due.map(|(_, span, years)| (years.1, span)).collect()
}

type Found = (DateKind, Span, (i32, i32));

fn read(text: &str) -> Vec<Found> {
    let hit = |hit: Captures| -> Option<Found> {
        let whole = hit.get(0)?;
        let from = year(hit.name("from")?.as_str())?;
        let to = hit.name("to").map_or(Some(from), |to| year(to.as_str()))?;
        let (before, after) = (&text[..whole.start()], &text[whole.end()..]);
        let is_period = hit.name("to").is_some();
        Some((
            kind(before, after, is_period),
            Span::new(whole.start(), whole.end()),
            (from, to),
        ))
    };
    DATE.captures_iter(text).filter_map(hit).collect()
}

fn kind(before: &str, after: &str, is_period: bool) -> DateKind {
    let before = before.trim_end();
    let open = before.matches('《').count() > before.matches('》').count();
    let is = |ends: &[&str]| ends.iter().any(|end| before.ends_with(end));
    match () {
        () if open => DateKind::Title,
        () if is_period => DateKind::Period,
        () if is(&["有效期至", "有效期到", "有效期限至", "有效期为"]) => DateKind::Expiry,
        () if is(&["自", "从"]) && after.starts_with('起') => DateKind::InForce,
        () if OCCASION.is_match(after) => DateKind::Occasion,
        () if is(&["到", "至", "截至", "截止"]) || BEFORE.iter().any(|word| after.starts_with(word)) => {
            DateKind::Deadline
        }
        () => DateKind::Other,
    }
}

/// A year in Arabic or Chinese figures.
fn year(printed: &str) -> Option<i32> {
    printed.chars().try_fold(0, |year, figure| {
        let value = figure.to_digit(10).or_else(|| {
            let at = "〇一二三四五六七八九".chars().position(|c| c == figure);
            let zero = matches!(figure, '○' | '零').then_some(0);
            at.and_then(|at| u32::try_from(at).ok()).or(zero)
        })?;
        Some(10 * year + i32::try_from(value).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, DateKind, i32, i32)]) {
        let found: Vec<_> = read(text)
            .into_iter()
            .map(|(k, s, y)| (s.of(text), k, y.0, y.1))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn the_words_around_a_date_tell_what_it_is_for() {
        check("力争到2022年，", &[("2022年", DateKind::Deadline, 2022, 2022)]);
        check("2025年6月底前完成", &[("2025年6月", DateKind::Deadline, 2025, 2025)]);
        check(
            "行动计划（2020-2022年）",
            &[("2020-2022年", DateKind::Period, 2020, 2022)],
        );
        check("（2022年-2025年）", &[("2022年-2025年", DateKind::Period, 2022, 2025)]);
        check(
            "《计划(2014—2020年)的通知》",
            &[("2014—2020年", DateKind::Title, 2014, 2020)],
        );
        check("围绕2022年第19届亚运会", &[("2022年", DateKind::Occasion, 2022, 2022)]);
        check(
            "自2016年1 月11 日起施行",
            &[("2016年1 月11 日", DateKind::InForce, 2016, 2016)],
        );
        check(
            "有效期至2027年12月31日",
            &[("2027年12月31日", DateKind::Expiry, 2027, 2027)],
        );
        check("2025年12月4日", &[("2025年12月4日", DateKind::Other, 2025, 2025)]);
        check("二〇三五年远景目标", &[("二〇三五年", DateKind::Other, 2035, 2035)]);
        check("标准(T/CIPS007—2024)、第2020号", &[]);
        check("1954年3月", &[("1954年3月", DateKind::Other, 1954, 1954)]);
    }
}
