//! Named programmes, institutions and occasions: appearing, staying, vanishing.

use super::series::{Place, Series};
use crate::letter::is_letter_or_digit;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A named thing that policy texts set up, join or prepare for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Name without quotation marks, as first printed.
    pub name: String,
    /// What kind of thing it is.
    pub kind: ProgrammeKind,
    /// Every mention, in time and reading order.
    pub mentions: Vec<Place>,
}

/// Kind of a named thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProgrammeKind {
    /// A name in quotation marks: “蓝天行动”.
    Quoted,
    /// An institution: 中国（杭州）知识产权保护中心.
    Institution,
    /// An occasion: 第19届亚运会.
    Occasion,
}

impl ProgrammeKind {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            ProgrammeKind::Quoted => "quoted",
            ProgrammeKind::Institution => "institution",
            ProgrammeKind::Occasion => "occasion",
        }
    }
}

impl Programme {
    /// Documents that mention it, oldest first, once each.
    pub fn documents(&self) -> Vec<usize> {
        let mut documents: Vec<usize> = self.mentions.iter().map(|m| m.clause.document_index()).collect();
        documents.dedup();
        documents
    }
}

/// Longest quoted name in characters; longer quotations are sentences, not names.
const LONGEST: usize = 14;

static QUOTED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"“([^“”]+)”").expect("the pattern is constant"));
static OCCASION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"第\d+届[\p{Han}]{1,6}?会").expect("the pattern is constant"));
static INSTITUTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:中国|国家|浙江)?[（(][\p{Han}]+[）)][\p{Han}]{2,14}?(?:中心|试验区|市场)")
        .expect("the pattern is constant")
});

/// Finds all named things, by first mention.
pub(super) fn programmes(series: &Series) -> Vec<Programme> {
    let mut found: Vec<Programme> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for clause in (0..series.documents.len()).flat_map(|d| series.measures(d)) {
        let (text, offset) = (series.text(clause), series.span(clause).start);
        for (kind, regex) in [
            (ProgrammeKind::Quoted, &*QUOTED),
            (ProgrammeKind::Institution, &*INSTITUTION),
            (ProgrammeKind::Occasion, &*OCCASION),
        ] {
            for m in regex.captures_iter(text).filter_map(|c| c.get(1).or(c.get(0))) {
                if m.as_str().chars().count() > LONGEST && kind == ProgrammeKind::Quoted {
                    continue;
                }
                let key: String = m.as_str().chars().filter(|&c| is_letter_or_digit(c)).collect();
                let at = *known.entry(key).or_insert(found.len());
                if at == found.len() {
                    found.push(Programme {
                        name: m.as_str().to_owned(),
                        kind,
                        mentions: Vec::new(),
                    });
                }
                found[at].mentions.push(Place {
                    clause,
                    span: crate::span::Span::new(m.start(), m.end()).shifted(offset),
                });
            }
        }
    }
    found
}
