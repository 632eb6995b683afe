//! The part a clause plays, concluded from the headings it stands under and, below 总体要求, from its wording.

use super::ClauseKind;

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
        let has = |words: &[&str]| words.iter().any(|w| heading.contains(w));
        let principle = has(&PRINCIPLE);
        let target = names_target(heading);
        if has(&GENERAL) || (principle && target) {
            Context::General
        } else if principle {
            Context::Principle
        } else if target {
            Context::Target
        } else if has(&SAFEGUARD_ANYWHERE) || (place == Place::Division && has(&SAFEGUARD_DIVISION)) {
            Context::Safeguard
        } else if gives_account(heading) {
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

const GENERAL: [&str; 4] = ["总体要求", "总体思路", "总体考虑", "总要求"];
const PRINCIPLE: [&str; 5] = ["指导思想", "指导方针", "基本原则", "工作原则", "指导原则"];
const SAFEGUARD_ANYWHERE: [&str; 4] = ["保障措施", "组织领导", "组织实施", "组织保障"];
const SAFEGUARD_DIVISION: [&str; 7] = [
    "工作保障",
    "实施保障",
    "保障机制",
    "工作要求",
    "强化保障",
    "政策保障",
    "支撑保障",
];

/// 2021年工作回顾, 过去五年的工作, 发展环境; not 深化改革，改善发展环境.
fn gives_account(heading: &str) -> bool {
    let heading = heading.trim_end_matches(['。', '：', ':']);
    let looks_back = [
        "工作回顾",
        "过去一年",
        "过去五年",
        "过去的五年",
        "过去几年",
        "完成情况",
        "执行情况",
        "历史性成就",
    ]
    .iter()
    .any(|w| heading.contains(w));
    let looks_round = [
        "面临形势",
        "面临的形势",
        "发展环境",
        "环境和条件",
        "发展形势",
        "国际形势",
        "主要成就",
        "发展成就",
    ]
    .iter()
    .any(|w| heading.ends_with(w));
    let bare = !heading.contains(['，', ',', '和', '与']) || heading.ends_with("环境和条件");
    let improves = ["优化", "营造", "改善", "打造"].iter().any(|w| heading.contains(w));
    looks_back || (looks_round && bare && !improves)
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
