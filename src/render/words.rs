//! The words of `lineage.json` as people say them, in both languages; the report's own script has the same.

use crate::lang::Bilingual;

/// Kinds of events, with their names in the glossary.
pub const EVENTS: [(&str, &str, &str); 10] = [
    ("unchanged", "延续", "unchanged"),
    ("modified", "修改", "reworded"),
    ("split", "拆分", "split"),
    ("merged", "合并", "merged"),
    ("absorbed", "并入", "absorbed"),
    ("new", "新增", "new"),
    ("dropped", "未见后续", "not found later"),
    ("outside-scope", "不在范围", "outside its scope"),
    ("revived", "恢复", "revived"),
    ("related", "仅有相关", "related only"),
];

/// Kinds of fates. `new`, `dropped`, `merged`, `outside-scope` and `related` are kinds of events as well.
pub const FATES: [(&str, &str, &str); 10] = [
    ("carried", "延续至最新", "carried on"),
    ("new", "最新文件新增", "new in the newest"),
    ("dropped", "未见后续", "not found later"),
    ("merged", "并入其他措施", "merged into others"),
    ("occasion-passed", "事由已过", "its occasion passed"),
    ("outside-scope", "后续文件不涉及", "outside the later scope"),
    ("lapsed", "到期未续", "lapsed"),
    ("taken-up", "已被承接", "taken up"),
    ("not-taken-up", "未被承接", "not taken up"),
    ("related", "仅有相关条款", "related clauses only"),
];

const OTHERS: [(&str, &str, &str); 13] = [
    ("stronger", "加强", "stronger"),
    ("weaker", "减弱", "weaker"),
    ("level", "持平", "level"),
    ("mixed", "混合", "mixed"),
    ("incomparable", "不可比", "not comparable"),
    ("certainty", "确定性", "certainty"),
    ("scope", "范围", "scope"),
    ("actor", "主体", "actor"),
    ("amount", "数额", "amount"),
    ("deadline", "期限", "deadline"),
    ("below-threshold", "概率低于门槛", "below the threshold"),
    ("better-partner", "另有更近的对应", "a better partner took its place"),
    ("decision", "审阅者否定", "a reviewer said no"),
];

/// What a kind of event is called.
pub fn event(kind: &str) -> Bilingual {
    find(&EVENTS, kind)
}

/// What a kind of fate is called.
pub fn fate(kind: &str) -> Bilingual {
    find(&FATES, kind)
}

/// What a component or direction of strength, or the reason of a refusal, is called.
pub fn word(name: &str) -> Bilingual {
    find(&OTHERS, name)
}

/// The entry of that name; a name that is not in the table stands for itself.
fn find(table: &[(&str, &str, &str)], name: &str) -> Bilingual {
    let found = table.iter().find(|entry| entry.0 == name);
    found.map_or_else(|| Bilingual::new(name, name), |&(_, zh, en)| Bilingual::new(zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::RefusalReason;

    #[test]
    fn every_reason_of_a_refusal_has_its_words() {
        for reason in [
            RefusalReason::BelowThreshold,
            RefusalReason::BetterPartner,
            RefusalReason::Decision,
        ] {
            assert_ne!(word(reason.name()).zh, reason.name());
        }
    }
}
