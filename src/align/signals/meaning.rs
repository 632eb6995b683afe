//! What each signal means, in both languages.

use super::SIGNALS;
use crate::lang::Bilingual;

const CHINESE: &[(&str, &str)] = &[
    ("wording", "加权二字组的余弦，[0, 1]"),
    ("wording-in-context", "同上，各带一份上级标题或所辖正文，[0, 1]"),
    ("margin-in-context", "带上下文的措辞与两边各三个最强对手之差，[-2, 2]"),
    ("margin", "综合相似与对手较弱一边三个最强对手之差，[-1, 1]"),
    ("margin-of-wording", "措辞与两边各三个最强对手之差，[-2, 2]"),
    ("topic", "两边所在条目平均词向量的余弦，[-1, 1]"),
    ("topic-concepts", "两边所在条目内置概念的余弦，[0, 1]"),
    ("place", "1 减去在各自文件中相对位置之差，[0, 1]"),
    ("shared-concept", "共有的最少见内置概念的权重 / 5，[0, 6]"),
    ("suppression", "比任一边的强对手低多少，取负，[-1, 0]"),
    ("lead-larger", "措辞领先两边次选的较大值，[-1, 1]"),
    ("lead-smaller", "措辞领先两边次选的较小值，[-1, 1]"),
    ("claim-larger", "一边的分句以对方为最佳对应的份额，取较大值，[0, 1]"),
    ("claim-smaller", "同上，取较小值，[0, 1]"),
    ("codebook-shared", "ln(1 + 共有编码本概念的权重)；无编码本为 0"),
    (
        "model-margin",
        "嵌入模型的余弦与两边各三个最强对手之差，[-4, 4]；无模型为 0",
    ),
    ("codebook-cosine", "编码本概念的余弦，[0, 1]；无编码本为 0"),
];

/// What a signal measures and in which range; `None` for a name that is no signal. A signal without a Chinese line
/// is told in English.
pub fn meaning(name: &str) -> Option<Bilingual> {
    let signal = SIGNALS.iter().find(|s| s.name == name)?;
    let chinese = CHINESE
        .iter()
        .find(|row| row.0 == name)
        .map_or(signal.meaning, |row| row.1);
    Some(Bilingual::new(chinese, signal.meaning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_are_told_and_other_names_are_not() {
        assert!(
            SIGNALS
                .iter()
                .all(|s| meaning(s.name).is_some_and(|m| !m.zh.is_empty()))
        );
        assert_eq!(meaning("nothing"), None);
    }
}
