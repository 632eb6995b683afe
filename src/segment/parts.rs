//! Cuts a sentence of several measures into measure clauses: `加强执法，设立专栏，鼓励举报。` holds three.
//!
//! A cut stands at a comma if and only if what stands before it and what stands after it can each stand alone:
//!
//! 1. A part stands alone if it begins with a verb of official action ([`verbs::ACTIONS`]), adverbs apart, or has one
//!    behind a subject or a preposition that its verb completes (将…纳入…), and is not shorter than [`SHORTEST`].
//! 2. A phrase of manner, ground or field (通过…等方式，围绕…，以…为契机) belongs to the measure that it leads.
//! 3. A part that begins with a verb of outcome (提升 形成 确保) says what the measure before it is for; so does one
//!    that goes on with 并 or without a verb of its own. They stay with it.
//! 4. After a verb whose object acts (鼓励企业建立…) a further verb may be what the enterprises do; there it takes a verb
//!    that only a public body is the subject of.
//!
//! Where a rule leaves a doubt there is no cut: a measure too long reads right, half a measure does not. Only measures
//! are cut, never statutes, principles or targets, whose commas join one thought.

use super::sentence;
use super::verbs::{self, Words};
use crate::span::Span;

/// Shortest part that is a measure, in characters: verb and object of two words each, `加强分类指导`; shorter ones are
/// slogans (明确职责，狠抓落实).
const SHORTEST: usize = 6;

/// How far behind a subject its verb is looked for, in characters: 市级有关部门和单位要加强.
const SUBJECT: usize = 24;

/// Cuts a sentence into its measure clauses, in order; empty where it holds but one.
///
/// The spans, in bytes of `sentence`, are trimmed; they cover all of it but white space.
///
/// # Complexity
/// Linear in the length of `sentence`.
pub(super) fn measures(sentence: &str) -> Vec<Span> {
    let pieces = pieces(sentence);
    if pieces.len() < 2 {
        return Vec::new();
    }
    let mut starts = vec![0];
    let mut standing = 0;
    // The start of a phrase that leads what follows, seen after a measure was complete.
    let mut lead = None;
    let mut pivot = Pivot::None;
    let enclosed = enclosed(sentence, &pieces);
    for (piece, enclosed) in pieces.iter().zip(enclosed) {
        let text = piece.of(sentence).trim();
        let bearing = match piece.start {
            _ if enclosed => Bearing::Leads,
            0 => bearing(text, Place::First),
            _ => bearing(text, Place::Later),
        };
        match (bearing, lead) {
            (Bearing::Stands, _) if pivot == Pivot::Governs && !is_official(text) => lead = None,
            (Bearing::Stands, led) => {
                if standing > 0 {
                    starts.push(led.unwrap_or(piece.start));
                }
                standing += 1;
                lead = None;
                pivot = pivot_of(text);
            }
            (Bearing::Leads, None) => lead = Some(piece.start),
            (Bearing::Leads, Some(_)) => {}
            (Bearing::Follows, _) => lead = None,
        }
    }
    if starts.len() < 2 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([sentence.len()]);
    let spans = starts.iter().zip(ends);
    spans
        .map(|(start, end)| Span::new(*start, end).trimmed(sentence))
        .collect()
}

/// The stretches between the commas that stand outside of all paired marks, commas included.
fn pieces(sentence: &str) -> Vec<Span> {
    if !sentence.contains(['，', ',']) {
        return vec![Span::new(0, sentence.len())];
    }
    let mut pairs = sentence::pairs(sentence).into_iter().peekable();
    let (mut out, mut start, mut skip_to) = (Vec::new(), 0, 0);
    for (at, c) in sentence::marks(sentence) {
        while pairs.next_if(|(open, _)| *open < at).is_some() {}
        if let Some((_, close)) = pairs.next_if(|(open, _)| *open == at) {
            skip_to = skip_to.max(close);
        }
        if at >= skip_to && matches!(c, '，' | ',') {
            out.push(Span::new(start, at + c.len_utf8()));
            start = at + c.len_utf8();
        }
    }
    if start < sentence.len() {
        out.push(Span::new(start, sentence.len()));
    }
    out
}

/// Which pieces lie in a phrase of several: 在加强管理，明确权属等方面.
///
/// It opens with a preposition and closes with the first later piece that ends such a phrase and opens none.
fn enclosed(sentence: &str, pieces: &[Span]) -> Vec<bool> {
    let mut out = vec![false; pieces.len()];
    let mut open = None;
    for (index, piece) in pieces.iter().enumerate() {
        let body = piece.of(sentence).trim().trim_end_matches(['，', ',']);
        if verbs::CARRIES.open(body) || verbs::LEADS.open(body) {
            open = (!verbs::LEAD_ENDS.end(body)).then_some(index);
        } else if verbs::PHRASE_ENDS.end(body)
            && let Some(from) = open.take()
        {
            out[from..=index].fill(true);
        }
    }
    out
}

/// How a part bears on its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearing {
    /// A measure of its own.
    Stands,
    /// Belongs to what comes after.
    Leads,
    /// Belongs to what comes before.
    Follows,
}

/// Whether a measure has a clause as its object, whose verbs may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pivot {
    None,
    Governs,
}

fn bearing(part: &str, place: Place) -> Bearing {
    let body = part.trim_end_matches(['，', ',', '。', '；', '！', ';']);
    let long = body.chars().nth(SHORTEST - 1).is_some();
    let manner = verbs::LEADS.open(without_adverbs(body)) && verbs::LEAD_ENDS.end(body);
    if acts(body) && !manner {
        return if long { Bearing::Stands } else { Bearing::Follows };
    }
    let verb = without_adverbs(body);
    if verbs::CONTINUES.open(verb) {
        return Bearing::Follows;
    }
    let leads = [body, verb].iter().any(|b| verbs::LEADS.open(b)) || verbs::LEAD_ENDS.end(body);
    if verbs::CARRIES.open(body) && !verbs::LEAD_ENDS.end(body) {
        return if long && is_carried(body) {
            Bearing::Stands
        } else {
            Bearing::Leads
        };
    }
    match place {
        _ if leads => Bearing::Leads,
        Place::Later if verbs::OUTCOMES.open(verb) || verbs::PURPOSES.open(verb) => Bearing::Follows,
        _ if long && is_told(body) => Bearing::Stands,
        Place::First if long && (verbs::OUTCOMES.open(verb) || holds_verb(head(body), &verbs::ACTIONS)) => {
            Bearing::Stands
        }
        Place::First => Bearing::Leads,
        Place::Later => Bearing::Follows,
    }
}

/// Where in its sentence a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    First,
    Later,
}

/// The text, then what is left of it behind its first adverb or modal verb, behind its second, and so on.
fn behind_adverbs(text: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(text), |t| verbs::ADVERBS.behind(t)).take(MOST_ADVERBS)
}

/// Most adverbs before one verb, the text without any counted.
const MOST_ADVERBS: usize = 4;

/// The text behind its adverbs and modal verbs.
fn without_adverbs(text: &str) -> &str {
    behind_adverbs(text).last().unwrap_or(text)
}

/// Whether the text begins with a verb of official action, adverbs apart.
fn acts(text: &str) -> bool {
    behind_adverbs(text).any(|t| verbs::ACTIONS.open(t))
}

/// Whether the text holds one of the words in the place of a verb, not as part of a noun (建设工作) or at its end.
fn holds_verb(text: &str, words: &Words) -> bool {
    text.char_indices().skip(1).any(|(at, _)| {
        let behind = words.behind(&text[at..]);
        behind.is_some_and(|b| b.chars().nth(1).is_some() && !verbs::NOMINAL.open(b))
    })
}

/// 将…纳入…, 对…给予…: the verb that a preposition's phrase needs stands in the same part.
fn is_carried(body: &str) -> bool {
    holds_verb(body, &verbs::COMPLETES) || holds_verb(body, &verbs::ACTIONS)
}

/// 各级财政要整合…: a subject, a modal verb, a verb of action.
fn is_told(body: &str) -> bool {
    let (head, mut before) = (head(body), 0);
    head.char_indices().any(|(at, c)| {
        let around = std::mem::replace(&mut before, at);
        let modal = match c {
            '要' | '须' => c.len_utf8(),
            '应' if head[at..].starts_with("应当") && acts(&body[at + "应当".len()..]) => "应当".len(),
            '应' => c.len_utf8(),
            _ => return false,
        };
        let noun = |from: usize| verbs::NO_MODAL.iter().any(|w| head[from..].starts_with(w));
        !noun(around) && !noun(at) && acts(&body[at + modal..])
    })
}

/// The first [`SUBJECT`] characters.
fn head(body: &str) -> &str {
    body.char_indices().nth(SUBJECT).map_or(body, |(end, _)| &body[..end])
}

fn is_official(text: &str) -> bool {
    verbs::OFFICIAL.open(without_adverbs(text)) || verbs::OFFICIAL.open(text)
}

fn pivot_of(text: &str) -> Pivot {
    let pivots = verbs::PIVOTS.open(text) || verbs::PIVOTS.open(without_adverbs(text));
    let actor = || verbs::ACTORS.iter().any(|a| text.contains(a));
    if pivots && actor() { Pivot::Governs } else { Pivot::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, expect: &[&str]) {
        let spans = measures(sentence);
        let found: Vec<&str> = spans.iter().map(|s| s.of(sentence)).collect();
        assert_eq!(found, expect, "{sentence}");
    }

    #[test]
    fn cuts_what_stands_alone() {
        check(
            "加强商标专用权保护，依法监管商标代理机构，加大对侵权行为的惩戒力度。",
            &[
                "加强商标专用权保护，",
                "依法监管商标代理机构，",
                "加大对侵权行为的惩戒力度。",
            ],
        );
        check(
            "鼓励维权援助机构开展纠纷诉前调解,支持仲裁机构开展知识产权争议仲裁。",
            &[
                "鼓励维权援助机构开展纠纷诉前调解,",
                "支持仲裁机构开展知识产权争议仲裁。",
            ],
        );
        check(
            "各级财政要整合相关资金,优化财政投入结构。",
            &["各级财政要整合相关资金,", "优化财政投入结构。"],
        );
    }

    #[test]
    fn keeps_what_leads_and_what_follows() {
        for whole in [
            "鼓励各级政府按照有关规定，对作出突出贡献的集体给予表彰和奖励。",
            "支持区内龙头企业与高校院所合作，建设知识产权人才培育基地。",
            "在建立工作机制，加强合同管理，明确权属关系等方面，开展知识产权布局工作。",
            "探索通过发放服务券的方式,支持企业购买专利信息服务。",
            "充分利用各类资源，联合有关部门，探索建立守信激励机制。",
            "通过财政补贴等形式,引导机构向企业提供服务。",
            "围绕亚运会筹备工作，加强重大赛事的知识产权保护。",
            "开展企事业单位专利信息分析利用培训工作,提高信息利用水平。",
            "引导知识产权服务机构增强品牌意识,规范服务行为,提升服务水平。",
            "探索建立信用标准,并纳入社会信用评价体系。",
            "明确职责,狠抓落实。",
            "落实《关于加强保护，完善机制的意见》。",
            "",
            "，，，",
        ] {
            check(whole, &[]);
        }
        check(
            "加强分类指导,依托“六大中心”建设,推动创新要素集聚,形成专利池,加快产品和产业的培育。",
            &[
                "加强分类指导,",
                "依托“六大中心”建设,推动创新要素集聚,形成专利池,",
                "加快产品和产业的培育。",
            ],
        );
    }

    #[test]
    fn no_table_holds_a_word_twice() {
        let tables = [
            &verbs::ACTIONS,
            &verbs::OUTCOMES,
            &verbs::PURPOSES,
            &verbs::PIVOTS,
            &verbs::OFFICIAL,
            &verbs::LEADS,
            &verbs::ADVERBS,
        ];
        for table in tables {
            let mut sorted: Vec<_> = table.iter().collect();
            let all = sorted.len();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), all);
        }
    }
}
