//! Dates and periods as official texts print them: `2016年1 月11 日`, `二〇二五年十二月四日`, `（2020—2022年）`.

use crate::date::Date;
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A date pattern with three groups; other patterns are built around it.
pub(super) const DATE: &str = r"([0-9０-９]{4}|[〇○零一二三四五六七八九]{4})\s*年\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*月(?:\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日)?";

/// All dates of `text` in order; months or days that cannot be are passed over.
pub(super) fn dates(text: &str) -> Vec<(Date, Span)> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| Regex::new(DATE).expect("the pattern is constant"));
    PATTERN
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let date = from_groups(&found, 1)?;
            Some((date, Span::new(whole.start(), whole.end())))
        })
        .collect()
}

/// The date of three consecutive groups, of which the first is number `first`.
pub(super) fn from_groups(found: &regex::Captures<'_>, first: usize) -> Option<Date> {
    let part = |index| found.get(first + index).and_then(|m| number(m.as_str()));
    let small = |index| part(index).and_then(|n| u8::try_from(n).ok());
    Date::new(i32::try_from(part(0)?).ok()?, small(1), small(2))
}

/// The first period `2020—2022年` of `text`, in digits of either width.
pub(super) fn period(text: &str) -> Option<((i32, i32), Span)> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let year = "(?:19|20|１９|２０)[0-9０-９]{2}";
        let pattern = format!(r"({year})\s*年?\s*(?:[-—–－―~～]+|至|到)\s*({year})\s*年?");
        Regex::new(&pattern).expect("the pattern is constant")
    });
    PATTERN.captures_iter(text).find_map(|found| {
        let whole = found.get(0)?;
        let year = |part: &str| number(part).and_then(|n| i32::try_from(n).ok());
        let (first, last) = (year(&found[1])?, year(&found[2])?);
        (first < last).then_some(((first, last), Span::new(whole.start(), whole.end())))
    })
}

/// The period that stands alone on a line, in brackets, as below the title of a plan that a notice encloses.
pub(super) fn period_alone(text: &str) -> Option<((i32, i32), Span)> {
    text.match_indices(['（', '(']).find_map(|(at, open)| {
        let before = text[..at].trim_end_matches([' ', '\u{3000}']);
        if !before.is_empty() && !before.ends_with(['\n', '\r']) {
            return None;
        }
        let line = text[at..].lines().next()?.trim_end();
        let inner = line.strip_prefix(open)?.strip_suffix(['）', ')'])?;
        let (years, place) = period(inner).filter(|(_, place)| place.len() == inner.len())?;
        Some((years, place.shifted(at + open.len())))
    })
}

/// Reads an Arabic (half or full width) or Chinese number up to 9999.
pub(super) fn number(text: &str) -> Option<u32> {
    let mut value = 0;
    let mut pending = None;
    for c in text.chars() {
        match digit(c) {
            Some(digit) => pending = Some(pending.unwrap_or(0_u32).checked_mul(10)?.checked_add(digit)?),
            None if c == '十' => value += pending.take().unwrap_or(1) * 10,
            None => return None,
        }
    }
    Some(value + pending.unwrap_or(0)).filter(|_| !text.is_empty())
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '〇' | '○' | '零' => Some(0),
        _ => "一二三四五六七八九"
            .chars()
            .zip(1..)
            .find_map(|(d, n)| (d == c).then_some(n))
            .or_else(|| c.to_digit(10)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = dates(text).iter().map(|(d, _)| d.to_string()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn reads_dates() {
        check("自2016年1 月11 日起", &["2016-01-11"]);
        check("二〇二五年十二月四日", &["2025-12-04"]);
        check("二○一○年二月二十一日", &["2010-02-21"]);
        check("2010年5月印发，２０１１年６月７日", &["2010-05", "2011-06-07"]);
        check("2016年13月1日", &[]);
        check("2016年", &[]);
    }

    #[test]
    fn reads_periods() {
        let check = |text, expect| assert_eq!(period(text).map(|(p, _)| p), expect, "{text}");
        check("计划（2020-2022年）", Some((2020, 2022)));
        check("（2022年-2025年）", Some((2022, 2025)));
        check("（2015—2020年）", Some((2015, 2020)));
        check("（２０１１—２０１５年）", Some((2011, 2015)));
        check("2022年", None);
        check("2022-2020年", None);
        let alone = |text| period_alone(text).map(|(years, place)| (years, place.of(text)));
        assert_eq!(alone("方案\n（2024—2026年）\n为"), Some(((2024, 2026), "2024—2026年")));
        assert_eq!(alone("根据《规划》（2024—2026年）\n为"), None);
    }
}
