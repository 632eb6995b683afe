//! Topics: words that the chapters of several documents are headed by, and the one that fits each lineage.
//!
//! # Method
//! The field is not known, so its topics are read off the headings: a word of two characters or more that stands in
//! headings of at least two documents (of one, where there is only one) and not in most headings. A lineage has the
//! topic whose word weighs most in its clauses and the headings above them.

use super::series::Series;
use crate::ids::ClauseRef;
use crate::lineage::{Lane, Lineages};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
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

/// Topics, and how much each weighs in every measure.
pub(super) struct Topics {
    pub(super) topics: Vec<Topic>,
    /// Index of each lineage's topic.
    of: Vec<Option<usize>>,
    /// For each measure that names a topic, the weight of each.
    weights: FxHashMap<ClauseRef, Vec<f64>>,
}

impl Topics {
    /// Index of a lineage's topic.
    pub(super) fn of(&self, lineage: usize) -> Option<usize> {
        self.of.get(lineage).copied().flatten()
    }

    /// Whether a clause or a heading above it names a topic.
    pub(super) fn names(&self, clause: ClauseRef, topic: usize) -> bool {
        self.weights.get(&clause).is_some_and(|weights| weights[topic] > 0.0)
    }

    /// The topic that weighs most in the clauses; ties go to the more frequent topic.
    pub(super) fn best(&self, clauses: &[ClauseRef]) -> Option<usize> {
        let mut sum = vec![0.0_f64; self.topics.len()];
        for weights in clauses.iter().filter_map(|c| self.weights.get(c)) {
            sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        let found = sum.into_iter().enumerate().filter(|(_, weight)| *weight > 0.0);
        found
            .reduce(|a, b| if b.1 > a.1 { b } else { a })
            .map(|(topic, _)| topic)
    }
}

/// Words that say what a heading does rather than what it is about.
const GENERAL: &str = "加强 推进 完善 建立 健全 优化 提升 提高 强化 促进 加快 创新 工作 建设 发展 体系 机制 制度 水平 \
    能力 实施 开展 构建 营造 打造 推动 深化 全面 积极 重点 任务 主要 目标 总体 要求 指导思想 基本 原则 保障 措施 \
    组织 领导 落实 引导 支持 扩大 加大 力度 意见 方案 计划 规划 行动 通知 办法 条例 一般 规定 总则 附则 其他 \
    保障措施 总体要求 重点任务 组织领导 工作目标 国家 社会 全市 全区 继续 坚持 进一步 第一 第二 方面 问题 基础 支撑 增强 培育 夯实 拓展 引领";

/// Finds the topics of a series and of its lineages.
///
/// # Complexity
/// Linear in the text for each topic.
pub(super) fn topics(series: &Series, lineages: &Lineages) -> Topics {
    let topic = |(name, headed_in)| Topic {
        name,
        headed_in,
        lineages: 0,
    };
    let topics: Vec<Topic> = heading_words(series).into_iter().map(topic).collect();
    let measures = lineages.lineages.iter().filter(|l| l.lane == Lane::Measures);
    let clauses: Vec<ClauseRef> = measures.flat_map(|l| &l.clauses).copied().collect();
    let weighed = clauses.into_par_iter().filter_map(|clause| {
        let weights = weigh(series, clause, &topics);
        weights.iter().any(|w| *w > 0.0).then_some((clause, weights))
    });
    let mut found = Topics {
        weights: weighed.collect(),
        of: Vec::new(),
        topics,
    };
    found.of = lineages.lineages.iter().map(|l| found.best(&l.clauses)).collect();
    for topic in found.of.iter().flatten() {
        found.topics[*topic].lineages += 1;
    }
    found
}

/// How often a clause names each topic, its headings included.
fn weigh(series: &Series, clause: ClauseRef, topics: &[Topic]) -> Vec<f64> {
    let (text, headings) = (series.text(clause), series.headings(clause));
    let weight = |topic: &Topic| {
        let named = headings.iter().filter(|h| h.contains(topic.name.as_str())).count();
        text.matches(topic.name.as_str()).count() as f64 + HEADING_WEIGHT * named as f64
    };
    topics.iter().map(weight).collect()
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
