//! The part a clause plays, concluded from the headings it stands under and, below 总体要求, from its wording.

use super::ClauseKind;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// What the headings above say about the text below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Context {
    /// Before the first numbered clause.
    Preamble,
    /// 总体要求: principles and targets mixed.
    General,
    /// 指导思想, 基本原则
    Principle,
    /// 目标, 指标
    Target,
    /// 保障措施
    Safeguard,
    /// 落款
    Attribution,
    /// 工作回顾, 形势: what has been and what is, not what shall be
    Account,
    /// None of these: measures.
    #[default]
    Plain,
}

impl Context {
    /// The context below a heading that stands in this context.
    pub(super) fn below(self, heading: &str, place: Place) -> Context {
        let hints = Hints::of(heading);
        let principle = hints.have(Hint::Principle);
        let target = names_target(heading);
        if hints.have(Hint::General) || (principle && target) {
            Context::General
        } else if principle {
            Context::Principle
        } else if target {
            Context::Target
        } else if hints.have(Hint::Safeguard) || (place == Place::Division && hints.have(Hint::DivisionSafeguard)) {
            Context::Safeguard
        } else if hints.give_account(heading) {
            Context::Account
        } else if self == Context::Preamble {
            Context::Plain
        } else {
            self
        }
    }

    /// Kind of a node without words of its own.
    pub(super) fn kind(self) -> ClauseKind {
        match self {
            Context::Preamble => ClauseKind::Preamble,
            Context::General | Context::Principle => ClauseKind::Principle,
            Context::Target => ClauseKind::Target,
            Context::Safeguard => ClauseKind::Safeguard,
            Context::Attribution => ClauseKind::Attribution,
            Context::Account => ClauseKind::Other,
            Context::Plain => ClauseKind::Measure,
        }
    }

    /// Kind of a sentence.
    pub(super) fn sentence_kind(self, sentence: &str) -> ClauseKind {
        if self != Context::Preamble && is_commencement(sentence) {
            ClauseKind::Attribution
        } else if self == Context::General && sets_target(sentence) {
            ClauseKind::Target
        } else {
            self.kind()
        }
    }
}

/// Whether a heading divides the document or names one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// 一、 or an unnumbered heading
    Division,
    /// （一） 1.
    Item,
}

/// What a word in a heading tells of the text below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hint {
    General,
    Principle,
    Safeguard,
    /// A safeguard in the heading of a division, one measure among others in that of an item.
    DivisionSafeguard,
    /// What has been done.
    LooksBack,
    /// Makes a heading a measure that would else describe: 优化发展环境.
    Improves,
}

const HINTS: [(&str, Hint); 33] = [
    ("总体要求", Hint::General),
    ("总体思路", Hint::General),
    ("总体考虑", Hint::General),
    ("总要求", Hint::General),
    ("指导思想", Hint::Principle),
    ("指导方针", Hint::Principle),
    ("基本原则", Hint::Principle),
    ("工作原则", Hint::Principle),
    ("指导原则", Hint::Principle),
    ("保障措施", Hint::Safeguard),
    ("组织领导", Hint::Safeguard),
    ("组织实施", Hint::Safeguard),
    ("组织保障", Hint::Safeguard),
    ("工作保障", Hint::DivisionSafeguard),
    ("实施保障", Hint::DivisionSafeguard),
    ("保障机制", Hint::DivisionSafeguard),
    ("工作要求", Hint::DivisionSafeguard),
    ("有关要求", Hint::DivisionSafeguard),
    ("强化保障", Hint::DivisionSafeguard),
    ("政策保障", Hint::DivisionSafeguard),
    ("支撑保障", Hint::DivisionSafeguard),
    ("工作回顾", Hint::LooksBack),
    ("过去一年", Hint::LooksBack),
    ("过去五年", Hint::LooksBack),
    ("过去的五年", Hint::LooksBack),
    ("过去几年", Hint::LooksBack),
    ("完成情况", Hint::LooksBack),
    ("执行情况", Hint::LooksBack),
    ("历史性成就", Hint::LooksBack),
    ("优化", Hint::Improves),
    ("营造", Hint::Improves),
    ("改善", Hint::Improves),
    ("打造", Hint::Improves),
];

/// Ends of headings that describe what is around: 面临形势, 发展环境.
const SURROUNDINGS: [&str; 8] = [
    "面临形势",
    "面临的形势",
    "发展环境",
    "环境和条件",
    "发展形势",
    "国际形势",
    "主要成就",
    "发展成就",
];

/// The hints of a heading, found in one pass.
struct Hints(Vec<Hint>);

impl Hints {
    fn of(heading: &str) -> Self {
        static WORDS: LazyLock<AhoCorasick> =
            LazyLock::new(|| AhoCorasick::new(HINTS.map(|(word, _)| word)).expect("the words are constant"));
        let found = WORDS.find_overlapping_iter(heading);
        Self(found.map(|m| HINTS[m.pattern().as_usize()].1).collect())
    }

    fn have(&self, hint: Hint) -> bool {
        self.0.contains(&hint)
    }

    /// 2021年工作回顾, 过去五年的工作, 发展环境; not 深化改革，改善发展环境.
    fn give_account(&self, heading: &str) -> bool {
        let heading = heading.trim_end_matches(['。', '：', ':']);
        let bare = !heading.contains(['，', ',', '和', '与']) || heading.ends_with("环境和条件");
        let around = || bare && SURROUNDINGS.iter().any(|w| heading.ends_with(w)) && !self.have(Hint::Improves);
        self.have(Hint::LooksBack) || around()
    }
}

/// 工作目标, 主要指标; not 强化目标考核.
fn names_target(heading: &str) -> bool {
    let heading = heading.trim_end_matches(['。', '：', ':']);
    heading.ends_with("目标") || heading.ends_with("指标") || heading.ends_with("目标任务")
}

/// 到2025年，…达到85件以上
fn sets_target(sentence: &str) -> bool {
    let opens = sentence
        .strip_prefix('到')
        .is_some_and(|r| r.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        || sentence.starts_with("力争");
    let figure = sentence.contains(|c: char| c.is_ascii_digit());
    let reached = ["达到", "以上", "%", "％", "突破", "超过", "不低于", "翻一番"]
        .iter()
        .any(|w| sentence.contains(w));
    opens || (figure && reached)
}

/// 本法自2009年10月1日起施行。
fn is_commencement(sentence: &str) -> bool {
    sentence.starts_with('本')
        && sentence.len() <= LONGEST_COMMENCEMENT
        && sentence.contains('自')
        && ["起施行", "起实施", "起执行"].iter().any(|w| sentence.contains(w))
}

/// Longest sentence that only says when a text takes effect, in bytes (80 Chinese characters).
const LONGEST_COMMENCEMENT: usize = 240;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(heading: &str, place: Place, expect: Context) {
        assert_eq!(Context::Plain.below(heading, place), expect, "{heading}");
    }

    #[test]
    fn reads_headings() {
        check("一、总体要求", Place::Division, Context::General);
        check("一、明确指导思想和实施目标", Place::Division, Context::General);
        check("（一）指导思想", Place::Item, Context::Principle);
        check("（二）工作目标", Place::Item, Context::Target);
        check("三、保障措施", Place::Division, Context::Safeguard);
        check(
            "七、加大组织实施力度，落实知识产权保护各方面任务",
            Place::Division,
            Context::Safeguard,
        );
        check("（三）强化目标考核", Place::Item, Context::Plain);
        check("二、重点任务", Place::Division, Context::Plain);
        check("三、有关要求", Place::Division, Context::Safeguard);
        check("一、2021年工作回顾", Place::Division, Context::Account);
        check("一、“八五”计划完成情况", Place::Division, Context::Account);
        check("第一章　发展环境", Place::Division, Context::Account);
        check("五、优化知识产权发展环境", Place::Division, Context::Plain);
        check(
            "一、国民经济和社会发展的指导方针和奋斗目标",
            Place::Division,
            Context::General,
        );
    }

    #[test]
    fn reads_sentences() {
        let kind = |s| Context::General.sentence_kind(s);
        assert_eq!(kind("到2027年,保护水平提升;"), ClauseKind::Target);
        assert_eq!(kind("专利密集型产业增加值占GDP比重20%以上;"), ClauseKind::Target);
        assert_eq!(kind("坚持以保护为主。"), ClauseKind::Principle);
        assert_eq!(
            Context::Plain.sentence_kind("本法自1985年4月1日起施行。"),
            ClauseKind::Attribution
        );
        assert_eq!(
            Context::Plain.sentence_kind("本法所称发明是指技术方案。"),
            ClauseKind::Measure
        );
    }
}
