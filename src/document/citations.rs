//! Documents cited in a text: 《…》 with the 文号 that follows, and how the text uses them.

use super::{Citation, CitationRole};
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Finds all citations in the order of the text.
///
/// Titles within titles (〈…〉, or 《…》 again) belong to the outer one. A role word before a list of titles holds for
/// all of them, and so does 同时废止 after it.
///
/// # Complexity
/// Linear in the length of `text`.
pub(super) fn find(text: &str) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('《').map(|i| at + i) {
        at = open + MARK;
        let Some(close) = closing(text, open) else { continue };
        let end = close + MARK;
        let title = text[at..close].trim();
        if !title.is_empty() {
            let number = number_after(&text[end..]);
            let role = role(text, open, found.last());
            found.push(Citation {
                title: title.to_owned(),
                number,
                span: Span::new(open, end),
                role,
            });
        }
        at = end;
    }
    mark_replaced(text, &mut found);
    found
}

/// Bytes of one book-title mark.
const MARK: usize = '《'.len_utf8();

/// Longest title, in bytes (150 Chinese characters); beyond, the closing mark was lost.
const LONGEST_TITLE: usize = 450;

/// Bytes before a title in which a role word is looked for (14 Chinese characters).
const ROLE_REACH: usize = 42;

fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text[open..].char_indices().take_while(|(at, _)| *at <= LONGEST_TITLE) {
        match c {
            '《' => depth += 1,
            '》' if depth == 1 => return Some(open + at),
            '》' => depth -= 1,
            '\n' | '\r' | '。' => return None,
            _ => {}
        }
    }
    None
}

fn number_after(rest: &str) -> Option<String> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*[（(]\s*([^（()）]{0,40}?第?\s*\d+\s*号[^（()）]{0,10})\s*[）)]")
            .expect("the pattern is constant")
    });
    let reach = rest.floor_char_boundary(rest.len().min(240));
    PATTERN.captures(&rest[..reach]).map(|found| found[1].trim().to_owned())
}

fn role(text: &str, open: usize, before: Option<&Citation>) -> CitationRole {
    if let Some(before) = before.filter(|b| continues_list(text.get(b.span.end..open).unwrap_or("。"))) {
        return before.role;
    }
    let from = text.floor_char_boundary(open.saturating_sub(ROLE_REACH));
    let lead = &text[from..open];
    let clause = lead.rsplit(['。', '；', '，', ',', '\n', '》']).next().unwrap_or(lead);
    let basis = ["根据", "依据", "按照", "依照", "贯彻", "落实", "遵照", "执行"]
        .iter()
        .any(|w| clause.contains(w));
    if basis {
        CitationRole::Basis
    } else {
        CitationRole::Mention
    }
}

/// Whether nothing but 、和及 and a bracketed number stands between two titles.
fn continues_list(between: &str) -> bool {
    let mut depth = 0_usize;
    between.len() <= LONGEST_TITLE
        && between.chars().all(|c| match c {
            '（' | '(' => {
                depth += 1;
                true
            }
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                true
            }
            c => depth > 0 || c.is_whitespace() || matches!(c, '、' | '和' | '及' | '与' | '以' | ','),
        })
}

/// `《甲》（…号）和《乙》同时废止。`
fn mark_replaced(text: &str, found: &mut [Citation]) {
    for index in (0..found.len()).rev() {
        let end = found[index].span.end;
        let next = found.get(index + 1).map(|c| (c.span.start, c.role));
        let rest = &text[end..next.map_or(text.len(), |(start, _)| start)];
        let same_list = next.is_some_and(|(_, role)| role == CitationRole::Replaces) && continues_list(rest);
        let sentence = rest.split(['。', '；', '\n']).next().unwrap_or("");
        let reach = sentence.floor_char_boundary(sentence.len().min(120));
        let repealed = ["同时废止", "予以废止", "即行废止", "停止执行", "不再执行", "同时失效"]
            .iter()
            .any(|w| sentence[..reach].contains(w));
        if same_list || repealed {
            found[index].role = CitationRole::Replaces;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CitationRole::{Basis, Mention, Replaces};

    fn check(text: &str, expect: &[(&str, Option<&str>, CitationRole)]) {
        let found = find(text);
        let found: Vec<_> = found
            .iter()
            .map(|c| (c.title.as_str(), c.number.as_deref(), c.role))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn finds_citations() {
        check(
            "根据《国务院关于转发〈行动计划〉的通知》(国办发〔2014〕64号)和《条例》等，",
            &[
                ("国务院关于转发〈行动计划〉的通知", Some("国办发〔2014〕64号"), Basis),
                ("条例", None, Basis),
            ],
        );
        check("依托《商标》协定。", &[("商标", None, Mention)]);
        check(
            "《甲办法》（杭政〔2010〕3号）、《乙办法》同时废止。",
            &[
                ("甲办法", Some("杭政〔2010〕3号"), Replaces),
                ("乙办法", None, Replaces),
            ],
        );
        check("印发《关于《甲》的通知》。", &[("关于《甲》的通知", None, Mention)]);
    }

    #[test]
    fn survives_lost_marks() {
        check("根据《甲。乙《丙》", &[("丙", None, Mention)]);
        check("》《》《", &[]);
    }
}
