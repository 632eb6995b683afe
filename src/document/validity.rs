//! When a text holds: 自…起施行, 有效期至…, and who leads its implementation.

use super::printed::{self, DATE};
use crate::date::Date;
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// From when a text says it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// On a printed day.
    On(Date, Span),
    /// On the day of issue (自公布之日起施行).
    OnIssue(Span),
}

/// Until when a text says it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Until a printed day.
    On(Date, Span),
    /// For a number of years from the first day in force.
    Years(i32, Span),
}

/// The last statement of a text about its own beginning.
pub(super) fn start(text: &str) -> Option<Start> {
    static ON: LazyLock<Regex> = LazyLock::new(|| {
        compiled(&format!(
            r"自\s*{DATE}\s*(?:起|开始)\s*(?:正式)?(?:施行|实施|执行|生效|试行)"
        ))
    });
    static ISSUE: LazyLock<Regex> =
        LazyLock::new(|| compiled(r"自(?:公布|发布|印发|颁布|下发)之日起(?:正式)?(?:施行|实施|执行|生效|试行)"));
    let (offset, tail) = tail(text);
    let on = own_statement(&ON, tail).and_then(|found| {
        let whole = found.get(0)?;
        Some(Start::On(printed::from_groups(&found, 1)?, span_at(&whole, offset)))
    });
    let issue = || own_statement(&ISSUE, tail).and_then(|found| Some(Start::OnIssue(span_at(&found.get(0)?, offset))));
    on.or_else(issue)
}

/// The last statement of a text about its own end.
pub(super) fn end(text: &str) -> Option<End> {
    static ON: LazyLock<Regex> = LazyLock::new(|| {
        compiled(&format!(
            r"(?:有效期|有效期限|试行期|执行期限|施行期限|有效)(?:截止|截至|到|至|为)[：:]?\s*(?:自.{{4,16}}至)?\s*{DATE}"
        ))
    });
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        compiled(
            r"(?:有效期|有效期限|试行期|试行期限)(?:为|是|暂定|暂定为)?\s*(\d{1,2}|[一二两三四五六七八九十]+)\s*年",
        )
    });
    let (offset, tail) = tail(text);
    let on = ON.captures_iter(tail).last().and_then(|found| {
        let whole = found.get(0)?;
        Some(End::On(printed::from_groups(&found, 1)?, span_at(&whole, offset)))
    });
    let years = || {
        YEARS.captures_iter(tail).last().and_then(|found| {
            let count = printed::number(&found[1].replace('两', "二"))?;
            Some(End::Years(i32::try_from(count).ok()?, span_at(&found.get(0)?, offset)))
        })
    };
    on.or_else(years)
}

/// The body that leads the implementation: `由市科委负责牵头组织实施`.
pub(super) fn lead(text: &str) -> Option<(String, Span)> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        compiled(r"由([\p{Han}、（）()]{2,40}?)(?:负责牵头|牵头负责|牵头|负责)(?:组织)?(?:实施|落实)")
    });
    let (offset, tail) = tail(text);
    let found = PATTERN.captures_iter(tail).last()?.get(1)?;
    Some((found.as_str().to_owned(), span_at(&found, offset)))
}

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant")
}

fn span_at(found: &regex::Match<'_>, offset: usize) -> Span {
    Span::new(found.start(), found.end()).shifted(offset)
}

/// Statements about the text itself stand near its end; annexes may follow them.
const TAIL: usize = 256 * 1024;

fn tail(text: &str) -> (usize, &str) {
    let start = text.ceil_char_boundary(text.len().saturating_sub(TAIL));
    (start, &text[start..])
}

/// The last match whose sentence speaks of the text itself (本法, 本意见), else none.
fn own_statement<'t>(pattern: &Regex, text: &'t str) -> Option<regex::Captures<'t>> {
    pattern
        .captures_iter(text)
        .filter(|found| {
            let at = found.get(0).map_or(0, |m| m.start());
            let sentence = text[..at].rsplit(['。', '\n', '；']).next().unwrap_or("");
            sentence.contains('本') || sentence.trim().is_empty()
        })
        .last()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: &str) -> Date {
        date.parse().expect("a date")
    }

    #[test]
    fn reads_starts_and_ends() {
        let text = "本意见自2016年1 月11 日起施行,有效期至2027年12月31日。由市科委负责牵头组织实施。";
        assert!(matches!(start(text), Some(Start::On(d, _)) if d == day("2016-01-11")));
        assert!(matches!(end(text), Some(End::On(d, _)) if d == day("2027-12-31")));
        assert_eq!(lead(text).map(|l| l.0), Some("市科委".into()));
        assert!(matches!(end("本办法有效期五年。"), Some(End::Years(5, _))));
        assert!(matches!(start("本办法自印发之日起施行。"), Some(Start::OnIssue(_))));
        assert_eq!(start("专利权自2016年1月1日起生效。"), None);
        assert_eq!((start(""), end(""), lead("")), (None, None, None));
    }

    #[test]
    fn the_last_statement_counts() {
        let text = "本条自2010年1月1日起施行。\n本法自2012年2月2日起施行。";
        assert!(matches!(start(text), Some(Start::On(d, _)) if d == day("2012-02-02")));
    }
}
