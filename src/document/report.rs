//! Below the title of a report: the occasion with its date, and who gave it.

use super::printed;
use crate::date::Date;
use crate::span::Span;

/// Offices of those who give reports.
const OFFICES: [&str; 12] = [
    "总理",
    "书记",
    "主席",
    "省长",
    "市长",
    "区长",
    "县长",
    "主任",
    "委员长",
    "部长",
    "院长",
    "检察长",
];

/// Longest line that names who gave a report, in characters.
const LONGEST_SPEAKER: usize = 24;

/// Longest line that tells the occasion, in characters; that of the government work reports has 30.
const LONGEST_OCCASION: usize = 60;

/// Characters of a person's name.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// Whether a line names who gave a report: `国务院总理　李克强`, `国务院总理李克强`, `习　近　平`.
pub(crate) fn names_speaker(line: &str) -> bool {
    let spread = line.contains(char::is_whitespace) && line.split_whitespace().all(|p| p.chars().count() == 1);
    body_of_speaker(line).is_some() || (spread && NAME.contains(&line.split_whitespace().count()))
}

/// The body that a speaker stands for: 国务院 of `国务院总理　李克强`, 浙江省 of `浙江省省长　王浩`.
pub(super) fn body_of_speaker(line: &str) -> Option<Span> {
    if line.chars().nth(LONGEST_SPEAKER).is_some() {
        return None;
    }
    let ends = OFFICES.iter().filter_map(|o| Some((line.rfind(o)?, o.len())));
    let (at, office) = ends.max()?;
    let name = line[at + office..].trim();
    let letters = name.chars().filter(|c| !c.is_whitespace());
    let named = NAME.contains(&letters.clone().count()) && letters.clone().all(char::is_alphabetic);
    let body = line[..at].trim();
    (named && body.chars().all(char::is_alphabetic)).then(|| Span::new(0, at).trimmed(line))
}

/// Whether a line tells when a report was given, and no more.
pub(crate) fn tells_occasion(line: &str) -> bool {
    occasion(line).is_some()
}

/// The date of the occasion, on a line of its own: `——2021年3月5日在…会议上`, `（2022年10月16日）`.
pub(super) fn occasion(line: &str) -> Option<(Date, Span)> {
    if line.chars().nth(LONGEST_OCCASION).is_some() {
        return None;
    }
    let (date, place) = printed::dates(line).into_iter().next()?;
    let before = line[..place.start].trim_matches(['—', '-', '–', '（', '(', ' ', '\u{3000}']);
    let after = line[place.end..].trim_matches(['）', ')', ' ', '\u{3000}']);
    let at_meeting = after.starts_with('在') && (after.ends_with('上') || after.ends_with("通过"));
    (before.is_empty() && (after.is_empty() || at_meeting)).then_some((date, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, body: Option<&str>, date: Option<&str>) {
        assert_eq!(body_of_speaker(line).map(|s| s.of(line)), body, "{line}");
        assert_eq!(occasion(line).map(|(d, _)| d.to_string()).as_deref(), date, "{line}");
    }

    #[test]
    fn tells_speakers_and_occasions_from_titles() {
        check("国务院总理　李克强", Some("国务院"), None);
        check("国务院总理李克强", Some("国务院"), None);
        check("杭州市市长  徐　立　毅", Some("杭州市"), None);
        check(
            "——2021年3月5日在第十三届全国人民代表大会第四次会议上",
            None,
            Some("2021-03-05"),
        );
        check("（2022年10月16日）", None, Some("2022-10-16"));
        check("——在中国共产党第二十次全国代表大会上的报告", None, None);
        check("市长质量奖管理办法", None, None);
        check("2018年工业质量品牌建设工作", None, None);
        check("", None, None);
        assert!(names_speaker("习　近　平") && !names_speaker("目　录　表　甲　乙"));
    }
}
