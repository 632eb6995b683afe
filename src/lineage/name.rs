//! Names for lineages: the phrase that says what its clauses are about.
//!
//! # Method
//! Of the comma-level phrases of the first clause the one with the rarest bigrams for its length wins; what the next
//! document's clause repeats counts more. Only the first two documents of a lineage are read, so that a name stays when
//! a later document joins the series. A phrase that is too long keeps its end, where Chinese has the head, and the verb
//! that it begins with: 建立传统知识、民间文艺、非物质文化遗产名录体系 is 建立非物质文化遗产名录体系.

use crate::document::Document;
use crate::ids::ClauseRef;
use crate::letter::{bigrams, is_letter};
use crate::lexicon;
use crate::segment::ClauseTree;
use crate::words::Words;
use rustc_hash::{FxHashMap, FxHashSet};

/// Longest name in characters: two thirds of the phrases of the seeds are shorter, and a list stays readable.
const LONGEST: usize = 20;

/// Least that is left of an enumeration whose first member was cut.
const LEAST_LEFT: usize = 6;

/// Shortest phrase that can be a name.
const SHORTEST: usize = 4;

/// How much more a bigram counts that the next document's clause repeats.
const REPEATED: f64 = 3.0;

/// How much a phrase gains as the first of its clause, and loses as an adverbial or where its beginning is cut off:
/// chosen by reading the names of the seeds' 137 measures.
const FIRST: f64 = 1.35;
const ADVERBIAL: f64 = 0.4;
const CUT: f64 = 0.8;

/// Characters added to a phrase's length, so that a short one does not win by being short.
const LENGTH_OFFSET: f64 = 6.0;

/// Words that lead into a phrase without adding to it.
const LEADS: &[&str] = &[
    "同时",
    "并且",
    "要",
    "并",
    "进一步",
    "积极",
    "大力",
    "切实",
    "扎实",
    "继续",
    "不断",
    "持续",
    "深入",
    "加快",
    "充分",
    "着力",
    "努力",
    "全面",
    "稳步",
    "逐步",
    "力争",
    "适时",
    "认真",
    "各地",
    "必须",
    "应当",
];

/// How adverbials begin: they say by what or where, not what.
const ADVERBIALS: &[&str] = &[
    "通过", "以", "作为", "围绕", "根据", "依托", "按照", "结合", "利用", "在", "到", "对", "将", "由", "把", "为",
    "向", "从", "纳入", "如", "其中", "為", "爲", "對", "從", "將",
];

/// Verbs whose object is the one who acts: without it they say nothing (鼓励有条件的园区建立中心).
const CAUSATIVES: &[&str] = &[
    "鼓励", "支持", "引导", "推动", "倡导", "扶持", "组织", "探索", "研究", "坚持", "围绕", "依托", "结合",
];

/// What no name begins with.
const EDGES: &[char] = &[
    '的', '和', '与', '及', '等', '、', '》', '”', '）', ')', '〉', '’', '或', '并', '之', '·', '类', '间', '們',
];

/// One name for each group of clauses, in their order.
///
/// # Complexity
/// Linear in the text.
pub(super) fn names(
    documents: &[Document],
    trees: &[ClauseTree],
    groups: &[Vec<ClauseRef>],
    words: &Words,
) -> Vec<String> {
    let rarities: Vec<Rarity> = documents.iter().zip(trees).map(|(d, t)| Rarity::of(d, t)).collect();
    let text = |at: ClauseRef| {
        let (document, tree) = (&documents[at.document_index()], &trees[at.document_index()]);
        tree.clauses[at.clause_index()].extent.of(&document.text)
    };
    groups
        .iter()
        .map(|clauses| {
            let first = clauses[0];
            let next = clauses.iter().find(|at| at.document != first.document);
            let repeated: FxHashSet<_> = next
                .map(|&at| bigrams(text(at), is_letter).collect())
                .unwrap_or_default();
            name(text(first), &rarities[first.document_index()], &repeated, words)
        })
        .collect()
}

fn name(text: &str, rarity: &Rarity, repeated: &FxHashSet<(char, char)>, words: &Words) -> String {
    let mut best = (f64::NEG_INFINITY, String::new());
    for (place, phrase) in phrases(text).enumerate() {
        let (shown, whole) = shorten(phrase, words);
        let weight = |pair: (char, char)| rarity.of_pair(pair) * if repeated.contains(&pair) { REPEATED } else { 1.0 };
        // Summed in the order of the text, so that the sum is the same on every machine.
        let mut seen = FxHashSet::default();
        let sum: f64 = bigrams(&shown, is_letter)
            .filter(|pair| seen.insert(*pair))
            .map(weight)
            .sum();
        let mut score = sum / (shown.chars().count() as f64 + LENGTH_OFFSET);
        score *= if place == 0 { FIRST } else { 1.0 };
        let begins = |a: &&str| phrase.starts_with(*a) || shown.starts_with(*a);
        score *= if ADVERBIALS.iter().any(begins) || (!whole && phrase.contains('《')) {
            ADVERBIAL
        } else {
            1.0
        };
        score *= if whole { 1.0 } else { CUT };
        if score > best.0 {
            best = (score, shown);
        }
    }
    if best.1.is_empty() {
        return shorten(text.trim(), words).0;
    }
    best.1
}

/// Comma-level phrases that say something, without their lead-ins.
fn phrases(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| {
        matches!(
            c,
            ',' | '，' | ';' | '；' | ':' | '：' | '。' | '！' | '？' | '!' | '?' | '\n' | '[' | ']'
        )
    };
    text.split(ends)
        .map(|phrase| without_leads(without_label(phrase.trim())))
        .filter(|phrase| phrase.chars().filter(|&c| is_letter(c)).count() >= SHORTEST)
}

/// A phrase without the enumerator before it.
fn without_label(phrase: &str) -> &str {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百（）().、．①②③④⑤⑥⑦⑧⑨⑩第条是".contains(c);
    let rest = phrase.trim_start_matches(numeral).trim_start();
    let label = &phrase[..phrase.len() - rest.len()];
    if label.contains(['（', '(', '、', '.', '．', '条', '是']) || label.chars().any(|c| ('①'..='⑩').contains(&c))
    {
        rest
    } else {
        phrase
    }
}

fn without_leads(phrase: &str) -> &str {
    let long_enough = |rest: &&str| rest.chars().count() >= SHORTEST;
    let mut rest = phrase;
    while let Some(next) = LEADS
        .iter()
        .find_map(|lead| rest.strip_prefix(lead).filter(long_enough))
    {
        rest = next;
    }
    rest
}

/// What stands after a closing mark whose opening mark was cut off; all of it where there is none.
fn closed(end: &str) -> &str {
    let mut depth = 0_i32;
    let lost = end.char_indices().filter(|(_, c)| {
        match c {
            '“' | '《' | '（' | '(' => depth += 1,
            '”' | '》' | '）' | ')' => depth -= 1,
            _ => return false,
        }
        depth < 0
    });
    let last = lost.last().map_or(0, |(at, mark)| at + mark.len_utf8());
    &end[last..]
}

/// The end of a phrase that fits a name, cut between words, behind the verb that it begins with; and whether that is all
/// of it. Of an enumeration whole members are kept.
fn shorten(phrase: &str, words: &Words) -> (String, bool) {
    if phrase.chars().count() <= LONGEST {
        return (phrase.to_owned(), true);
    }
    let cut = words.cut(phrase);
    let first = cut.first().map_or("", |span| span.of(phrase));
    let leads = lexicon::built_in().is_frame_word(first) && !CAUSATIVES.contains(&first);
    let verb = if leads { first } else { "" };
    let (mut start, mut length) = (phrase.len(), verb.chars().count());
    for span in cut.into_iter().rev() {
        length += span.of(phrase).chars().count();
        if length > LONGEST {
            break;
        }
        start = span.start;
    }
    let end = without_leads(closed(&phrase[start..]).trim_start_matches(EDGES));
    // A member that lost its beginning goes, if enough is left to say what is meant.
    let is_cut = start > 0 && !phrase[..start].ends_with(EDGES);
    let member = end.split_once('、').map(|(_, rest)| closed(rest));
    let end = match member.filter(|rest| is_cut && rest.chars().count() >= LEAST_LEFT) {
        Some(rest) => rest,
        None => end,
    };
    if end.is_empty() {
        return (phrase.chars().take(LONGEST).collect(), false);
    }
    (format!("{verb}{end}"), false)
}

/// How rare a bigram is among the clauses of one document.
struct Rarity {
    clauses: f64,
    counts: FxHashMap<(char, char), u32>,
}

impl Rarity {
    fn of(document: &Document, tree: &ClauseTree) -> Self {
        let mut counts: FxHashMap<(char, char), u32> = FxHashMap::default();
        let mut own = FxHashSet::default();
        for clause in &tree.clauses {
            own.extend(bigrams(clause.span.of(&document.text), is_letter));
            own.drain().for_each(|pair| *counts.entry(pair).or_default() += 1);
        }
        Self {
            clauses: tree.clauses.len() as f64,
            counts,
        }
    }

    fn of_pair(&self, pair: (char, char)) -> f64 {
        let count = self.counts.get(&pair).copied().unwrap_or(1).max(1);
        (self.clauses / f64::from(count)).ln().max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, repeated: &str, expect: &str) {
        let rarity = Rarity {
            clauses: 50.0,
            counts: [(('知', '识'), 40), (('识', '产'), 40), (('产', '权'), 40)]
                .into_iter()
                .collect(),
        };
        assert_eq!(
            name(
                text,
                &rarity,
                &bigrams(repeated, is_letter).collect(),
                &Words::default()
            ),
            expect
        );
    }

    #[test]
    fn a_name_is_a_phrase_that_a_person_would_say() {
        check(
            "加快培育保险市场,开展专利保险试点。",
            "推进专利保险试点工作",
            "开展专利保险试点",
        );
        check("到2020年,设立专家咨询委员会。", "", "设立专家咨询委员会");
        check("（三）进一步加强执法。", "", "加强执法");
        check("一是建立技术调查官制度；", "", "建立技术调查官制度");
        check("通过多种形式，开展知识产权宣传。", "", "开展知识产权宣传");
        check("", "", "");
        check("PCT", "", "PCT");
    }

    #[test]
    fn a_long_phrase_keeps_its_end_and_no_word_is_cut() {
        let (shown, whole) = shorten(
            "支持未来科技城、青山湖科技城、萧山科技城等开展知识产权综合管理改革试点",
            &Words::default(),
        );
        assert!(
            !whole && shown.chars().count() <= LONGEST && shown.ends_with("改革试点"),
            "{shown}"
        );
        assert!(!shown.starts_with(EDGES), "{shown}");
        let check = |phrase: &str, expect: &str| assert_eq!(shorten(phrase, &Words::default()).0, expect);
        check(
            "建立传统知识、民间文艺、非物质文化遗产名录体系",
            "建立非物质文化遗产名录体系",
        );
        check(
            "推进“中国数谷”数据知识产权生态试验区建设工作",
            "推进数据知识产权生态试验区建设工作",
        );
        check(
            "建成国家级知识产权服务业集聚区、国家专利导航产业发展实验区",
            "建成国家专利导航产业发展实验区",
        );
    }
}
