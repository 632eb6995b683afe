//! Agencies charged in running text: `由市科委负责牵头组织实施`, `市科技局牵头，市财政局配合`.

use super::agencies::is_body;
use super::{AgencyMention, AgencyRole};
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Names before a word that charges them. `负责` alone also stands in descriptions (负责管理专利工作的部门) and says who
/// acts only where it is followed by what is to be done, or by the end.
static CHARGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:(?P<by>由)|^|[，,；;。：:])(?P<names>[\\p{Han}、（）()和及与]{2,60}?)等?(?:(?P<lead>负责牵头|牵头)|\
         (?P<does>负责(?:具体)?(?:组织|实施|落实|解释|协调|推进|监督|制定)|负责(?:[。；;，,]|$))|(?P<with>配合|参与|协助)(?:[。；;，,]|$))",
    )
    .expect("the pattern is constant")
});

/// The agencies that the text of `span` charges, in the order of the text; spans are those of the bare names.
///
/// A charge without 由 counts only with 牵头, or after one that does: 市科技局牵头，市财政局配合.
pub(super) fn charged(text: &str, span: Span) -> Vec<AgencyMention> {
    let own = span.of(text);
    let (mut found, mut led) = (Vec::new(), false);
    if !["牵头", "负责"].iter().any(|word| own.contains(word)) {
        return found;
    }
    let mut at = 0;
    while let Some(hit) = CHARGED.captures_at(own, at) {
        let Some(names) = hit.name("names") else { break };
        // The mark that ends one charge begins the next.
        at = names.end();
        let role = match (hit.name("lead"), hit.name("with")) {
            (Some(_), _) => AgencyRole::Lead,
            (None, Some(_)) => AgencyRole::Support,
            (None, None) => AgencyRole::Responsible,
        };
        let is_by = hit.name("by").is_some() || names.as_str().contains('由');
        if !is_by && role != AgencyRole::Lead && !led {
            continue;
        }
        let after = names.as_str().rfind('由').map_or(0, |by| by + '由'.len_utf8());
        let bodies = bodies(own, Span::new(names.start() + after, names.end()));
        led |= !bodies.is_empty() && role == AgencyRole::Lead;
        let mention = |body: Span| AgencyMention {
            span: body.shifted(span.start),
            role,
        };
        found.extend(bodies.into_iter().map(mention));
    }
    found
}

/// The names, if all of them are those of public bodies.
fn bodies(own: &str, names: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = names.start;
    let text = names.of(own);
    if text.matches(['（', '(']).count() != text.matches(['）', ')']).count() {
        return out;
    }
    for (at, mark) in text.match_indices(['、', '和', '与', '及']).chain([(text.len(), "")]) {
        let end = names.start + at;
        if end > start && is_body(Span::new(start, end).of(own)) {
            out.push(Span::new(start, end));
            start = end + mark.len();
        }
    }
    if start < names.end { Vec::new() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AgencyRole::{Lead, Responsible, Support};

    fn check(text: &str, expect: &[(&str, AgencyRole)]) {
        let found = charged(text, Span::new(0, text.len()));
        let found: Vec<_> = found.iter().map(|m| (m.span.of(text), m.role)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn reads_who_is_charged() {
        check("本意见自1月11日起施行,由市科委负责牵头组织实施。", &[("市科委", Lead)]);
        check("由市市场监管局负责牵头组织实施。", &[("市市场监管局", Lead)]);
        check("由市发展和改革委员会牵头制定方案。", &[("市发展和改革委员会", Lead)]);
        check(
            "市科技局、市商务局牵头，市财政局等配合。",
            &[("市科技局", Lead), ("市商务局", Lead), ("市财政局", Support)],
        );
        check("建立由市科技局牵头的联席会议制度。", &[("市科技局", Lead)]);
        check("本办法由市司法局负责解释。", &[("市司法局", Responsible)]);
    }

    #[test]
    fn leaves_what_only_describes() {
        check("由县级以上人民政府负责管理专利工作的部门责令改正。", &[]);
        check("由区领导定期召集专题会议。", &[]);
        check("发挥龙头企业牵头作用。", &[]);
        check("鼓励社会力量参与。", &[]);
        check("各部门要分工负责，密切配合。", &[]);
        check("", &[]);
    }
}
