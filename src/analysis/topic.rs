//! Topics: words that the chapters of several documents are headed by, and the one that fits each lineage.
//!
//! # Method
//! The field is not known, so its topics are read off the headings: a word of two characters or more that stands in
//! headings of at least two documents (of one, where there is only one) and not in most headings. A lineage has the
//! topic whose word weighs most in its clauses and the headings above them.

use super::series::Series;
use crate::lineage::{Lane, Lineages};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Most topics that are kept: more than a reader can tell apart in one picture helps nobody.
pub(super) const MOST: usize = 16;

/// Share of all headings above which a word names the whole field (知识产权) and no topic.
pub(super) const TOO_COMMON: f64 = 0.4;

/// How much more a word in the heading counts than one in the clause.
pub(super) const HEADING_WEIGHT: f64 = 2.0;

/// A topic: a word that chapters are headed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The word.
    pub name: String,
    /// Documents with a heading that holds it, oldest first.
    pub headed_in: Vec<usize>,
    /// Number of lineages that have it.
    pub lineages: usize,
}

/// Topics and the topic of every lineage.
pub(super) struct Topics {
    pub(super) topics: Vec<Topic>,
    of: Vec<Option<usize>>,
}

impl Topics {
    /// Index of a lineage's topic.
    pub(super) fn of(&self, lineage: usize) -> Option<usize> {
        self.of.get(lineage).copied().flatten()
    }
}

/// Words that say what a heading does rather than what it is about.
const GENERAL: &str = "加强 推进 完善 建立 健全 优化 提升 提高 强化 促进 加快 创新 工作 建设 发展 体系 机制 制度 水平 \
    能力 实施 开展 构建 营造 打造 推动 深化 全面 积极 重点 任务 主要 目标 总体 要求 指导思想 基本 原则 保障 措施 \
    组织 领导 落实 引导 支持 扩大 加大 力度 意见 方案 计划 规划 行动 通知 办法 条例 一般 规定 总则 附则 其他 \
    保障措施 总体要求 重点任务 组织领导 工作目标 国家 社会 全市 全区 继续 坚持 进一步 第一 第二 方面 问题 基础";

/// Finds the topics of a series and of its lineages.
pub(super) fn topics(series: &Series, lineages: &Lineages) -> Topics {
    let names = heading_words(series);
    let mut topics: Vec<Topic> = names
        .into_iter()
        .map(|(name, headed_in)| Topic {
            name,
            headed_in,
            lineages: 0,
        })
        .collect();
    let of: Vec<Option<usize>> = lineages
        .lineages
        .par_iter()
        .map(|lineage| {
            (lineage.lane == Lane::Measures)
                .then(|| best(series, &lineage.clauses, &topics))
                .flatten()
        })
        .collect();
    of.iter().flatten().for_each(|&topic| topics[topic].lineages += 1);
    Topics { topics, of }
}

/// The topic with the greatest weight; ties go to the more frequent topic.
fn best(series: &Series, clauses: &[crate::ids::ClauseRef], topics: &[Topic]) -> Option<usize> {
    let mut weights = vec![0.0_f64; topics.len()];
    for &clause in clauses {
        let (text, headings) = (series.text(clause), series.headings(clause));
        for (topic, weight) in topics.iter().zip(&mut weights) {
            *weight += text.matches(topic.name.as_str()).count() as f64;
            *weight += HEADING_WEIGHT * headings.iter().filter(|h| h.contains(topic.name.as_str())).count() as f64;
        }
    }
    let mut found: Option<(usize, f64)> = None;
    for (topic, weight) in weights.into_iter().enumerate() {
        if weight > found.map_or(0.0, |f| f.1) {
            found = Some((topic, weight));
        }
    }
    found.map(|f| f.0)
}

fn heading_words(series: &Series) -> Vec<(String, Vec<usize>)> {
    let general: BTreeSet<&str> = GENERAL.split_whitespace().collect();
    let mut found: BTreeMap<&str, (BTreeSet<usize>, usize)> = BTreeMap::new();
    let mut headings = 0;
    for d in 0..series.documents.len() {
        let mut seen = BTreeSet::new();
        for heading in series.measures(d).flat_map(|m| series.headings(m)) {
            if !seen.insert(heading.as_ptr() as usize) {
                continue;
            }
            headings += 1;
            let mut words: Vec<&str> = series.words.cut(heading).into_iter().map(|s| s.of(heading)).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                if word.chars().count() >= 2 && word.chars().all(char::is_alphabetic) && !general.contains(word) {
                    let entry = found.entry(word).or_default();
                    entry.0.insert(d);
                    entry.1 += 1;
                }
            }
        }
    }
    let least = series.documents.len().min(2);
    let mut kept: Vec<(&str, (BTreeSet<usize>, usize))> = found
        .into_iter()
        .filter(|(_, (documents, n))| documents.len() >= least && (*n as f64) <= TOO_COMMON * f64::from(headings))
        .collect();
    kept.sort_by(|a, b| {
        let rank = |x: &(&str, (BTreeSet<usize>, usize))| (x.1.0.len(), x.1.1);
        rank(b).cmp(&rank(a)).then(a.0.cmp(b.0))
    });
    kept.truncate(MOST);
    kept.into_iter()
        .map(|(word, (documents, _))| (word.to_owned(), documents.into_iter().collect()))
        .collect()
}
