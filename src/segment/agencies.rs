//! Department lists: `[区市场监管局、区科技局]`, `（责任单位：…）`, `（牵头单位：…；配合单位：…）`, `市科技局牵头，…配合`.

use super::{AgencyMention, AgencyRole};
use crate::span::Span;

/// Length of a bracketed department list at the start of `text`, white space before it included.
pub(super) fn list_len(text: &str) -> Option<usize> {
    let lead = text.len() - text.trim_start().len();
    let (inner, len) = bracketed(&text[lead..])?;
    is_list(inner.of(&text[lead..]), text[lead..].starts_with(SQUARE)).then_some(lead + len)
}

/// The agencies of a department list that ends the text `span`, or that is all of it; empty where there is none.
///
/// Answers in the order of the text; spans are those of the bare names.
pub(super) fn trailing(text: &str, span: Span) -> Vec<AgencyMention> {
    let body = span.of(text).trim_end().trim_end_matches(['。', '；', ';']).trim_end();
    let inner = if labelled(body) {
        Some(Span::new(0, body.len()))
    } else {
        last_bracket(body).filter(|inner| {
            let square = body[..inner.start].ends_with(SQUARE);
            is_list(inner.of(body), square)
        })
    };
    inner.map_or_else(Vec::new, |inner| names(text, inner.shifted(span.start)))
}

/// Whether a whole line is a department list: `责任单位：市科技局`.
pub(super) fn labelled(text: &str) -> bool {
    text.starts_with(LABEL_STARTS)
        && LABELS.iter().any(|(label, _)| {
            text.strip_prefix(label)
                .is_some_and(|rest| rest.trim_start().starts_with(['：', ':']))
        })
}

const SQUARE: [char; 3] = ['[', '［', '【'];

/// Longest list that is looked at, in bytes (500 Chinese characters); the seeds' longest has 90 characters.
const LONGEST_LIST: usize = 1500;

/// Words that introduce the agencies of a role; longer ones stand before those they contain.
const LABELS: [(&str, AgencyRole); 19] = [
    ("牵头责任单位", AgencyRole::Lead),
    ("牵头单位", AgencyRole::Lead),
    ("牵头部门", AgencyRole::Lead),
    ("主办单位", AgencyRole::Lead),
    ("主要责任单位", AgencyRole::Lead),
    ("组长单位", AgencyRole::Lead),
    ("牵头", AgencyRole::Lead),
    ("责任单位", AgencyRole::Responsible),
    ("责任部门", AgencyRole::Responsible),
    ("责任主体", AgencyRole::Responsible),
    ("实施单位", AgencyRole::Responsible),
    ("落实单位", AgencyRole::Responsible),
    ("负责单位", AgencyRole::Responsible),
    ("配合单位", AgencyRole::Support),
    ("配合部门", AgencyRole::Support),
    ("协办单位", AgencyRole::Support),
    ("协同单位", AgencyRole::Support),
    ("参与单位", AgencyRole::Support),
    ("配合", AgencyRole::Support),
];

/// What the labels begin with: nearly every text is told apart by its first character.
const LABEL_STARTS: [char; 10] = ['牵', '主', '组', '责', '实', '落', '负', '配', '协', '参'];

/// Words after the names that tell the role: `市科技局牵头，市财政局配合`.
const TAILS: [(&str, AgencyRole); 8] = [
    ("按职责分工负责", AgencyRole::Responsible),
    ("等按职责分工负责", AgencyRole::Responsible),
    ("分别负责", AgencyRole::Responsible),
    ("牵头负责", AgencyRole::Lead),
    ("牵头", AgencyRole::Lead),
    ("负责", AgencyRole::Responsible),
    ("配合", AgencyRole::Support),
    ("参与", AgencyRole::Support),
];

/// Last characters of names of public bodies.
const ENDINGS: [&str; 33] = [
    "局",
    "委",
    "办",
    "部",
    "院",
    "会",
    "室",
    "厅",
    "署",
    "街道",
    "政府",
    "中心",
    "园区",
    "组",
    "法院",
    "检察院",
    "银行",
    "公司",
    "集团",
    "海关",
    "大学",
    "学院",
    "镇",
    "乡",
    "区",
    "县",
    "市",
    "省",
    "单位",
    "部门",
    "联",
    "司",
    "处",
];

/// The first bracket of `text`, which must open at its start: inner span and length with the marks.
fn bracketed(text: &str) -> Option<(Span, usize)> {
    let open = text.chars().next().filter(|c| is_open(*c))?.len_utf8();
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at <= LONGEST_LIST) {
        if is_open(c) {
            depth += 1;
        } else if is_close(c) {
            depth -= 1;
            if depth == 0 {
                return Some((Span::new(open, at), at + c.len_utf8()));
            }
        }
    }
    None
}

/// The inner span of the bracket that ends `text`.
fn last_bracket(text: &str) -> Option<Span> {
    let close = text.chars().next_back().filter(|c| is_close(*c))?.len_utf8();
    let mut depth = 0_usize;
    for (at, c) in text
        .char_indices()
        .rev()
        .take_while(|(at, _)| text.len() - at <= LONGEST_LIST)
    {
        if is_close(c) {
            depth += 1;
        } else if is_open(c) {
            depth -= 1;
            if depth == 0 {
                return Some(Span::new(at + c.len_utf8(), text.len() - close));
            }
        }
    }
    None
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（' | '〔') || SQUARE.contains(&c)
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）' | '〕' | ']' | '］' | '】')
}

/// Whether the inside of a bracket is a department list: labelled, closed by a role word, or (in square brackets
/// only) names most of which end as names of public bodies do.
fn is_list(inner: &str, square: bool) -> bool {
    if inner.contains('。') || inner.len() > LONGEST_LIST {
        return false;
    }
    let inner = inner.trim();
    if labelled(inner) {
        return true;
    }
    let tail = TAILS.iter().any(|(tail, _)| inner.ends_with(tail));
    let names: Vec<&str> = split(inner).into_iter().map(|s| s.of(inner)).collect();
    let bodies = names.iter().filter(|n| is_body(strip_tail(n).0)).count();
    (square || tail) && !names.is_empty() && 2 * bodies > names.len()
}

pub(super) fn is_body(name: &str) -> bool {
    let name = name.trim_end_matches('等');
    let core = name.rsplit_once(['（', '(']).map_or(name, |(before, _)| before);
    ENDINGS.iter().any(|e| name.ends_with(e) || core.ends_with(e))
}

fn strip_tail(name: &str) -> (&str, Option<AgencyRole>) {
    TAILS
        .iter()
        .find_map(|(tail, role)| Some((name.strip_suffix(tail)?, Some(*role))))
        .unwrap_or((name, None))
}

/// Splits at 、，； outside of inner brackets; spans are trimmed and not empty.
fn split(text: &str) -> Vec<Span> {
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        if is_open(c) {
            depth += 1;
        } else if is_close(c) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && matches!(c, '、' | '，' | ',' | '；' | ';' | ' ' | '\u{3000}') {
            out.push(Span::new(start, at));
            start = at + c.len_utf8();
        }
    }
    out.push(Span::new(start, text.len()));
    out.into_iter()
        .map(|s| s.trimmed(text))
        .filter(|s| !s.is_empty())
        .collect()
}

fn names(text: &str, inner: Span) -> Vec<AgencyMention> {
    let mut role = AgencyRole::Responsible;
    let mut out: Vec<AgencyMention> = Vec::new();
    let mut untold = 0;
    for part in split(inner.of(text)) {
        let mut span = part.shifted(inner.start);
        if let Some((label_role, len)) = label(span.of(text)) {
            role = label_role;
            untold = out.len();
            span = Span::new(span.start + len, span.end).trimmed(text);
        }
        let (name, tail) = strip_tail(span.of(text));
        let name = name.trim_end_matches('等');
        span = Span::new(span.start, span.start + name.len()).trimmed(text);
        if !span.is_empty() {
            out.push(AgencyMention { span, role });
        }
        if let Some(tail) = tail {
            // The role word stands after all the names since the last one.
            out[untold..].iter_mut().for_each(|m| m.role = tail);
            untold = out.len();
        }
    }
    out
}

fn label(part: &str) -> Option<(AgencyRole, usize)> {
    LABELS.iter().find_map(|(label, role)| {
        let rest = part.strip_prefix(label)?.trim_start();
        let after = rest.strip_prefix(['：', ':'])?;
        Some((*role, part.len() - after.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use AgencyRole::{Lead, Responsible, Support};

    fn check(text: &str, expect: &[(&str, AgencyRole)]) {
        let found = trailing(text, Span::new(0, text.len()));
        let found: Vec<_> = found.iter().map(|m| (m.span.of(text), m.role)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn reads_lists() {
        check(
            "融合。[区市场监管局、各街道（园区）]",
            &[("区市场监管局", Responsible), ("各街道（园区）", Responsible)],
        );
        check(
            "融合。[区委组织部（区委人才办）、区财政局]",
            &[("区委组织部（区委人才办）", Responsible), ("区财政局", Responsible)],
        );
        check("建设（责任单位：市科技局）。", &[("市科技局", Responsible)]);
        check(
            "建设。（牵头单位：市科技局；配合单位：市财政局、市司法局）",
            &[("市科技局", Lead), ("市财政局", Support), ("市司法局", Support)],
        );
        check(
            "建设。（市科技局、市商务局牵头，市财政局等配合）",
            &[("市科技局", Lead), ("市商务局", Lead), ("市财政局", Support)],
        );
        check(
            "责任单位：市科技局、市财政局",
            &[("市科技局", Responsible), ("市财政局", Responsible)],
        );
    }

    #[test]
    fn every_label_is_found() {
        for (label, _) in LABELS {
            assert!(labelled(&format!("{label}：市科技局")), "{label}");
        }
    }

    #[test]
    fn leaves_other_brackets() {
        check("中心（TISC）", &[]);
        check("试点（示范）", &[]);
        check("见表[1]", &[]);
        check("各区、县（市）", &[]);
        check("）（", &[]);
        check("", &[]);
    }

    #[test]
    fn measures_lists_after_a_stop() {
        assert_eq!(list_len(" [区科技局]好"), Some(" [区科技局]".len()));
        assert_eq!(list_len("（试行）"), None);
        assert_eq!(list_len("[区科技局"), None);
    }
}
