//! Reads decision files: what could be read, and every problem with its line and the way out.

use super::{Anchor, Correction, Decision, Decisions, Origin, Reviewer, Subject, Verdict};
use crate::corpus::{Problem, SideFile};
use crate::date::Date;
use crate::lang::Bilingual;
use crate::segment::ClauseKind;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Keys of a decision, whatever its verdict.
const KEYS: [&str; 10] = [
    "verdict", "old", "new", "clause", "at", "kind", "name", "by", "on", "note",
];
const ANCHOR_KEYS: [&str; 4] = ["clause", "text", "hash", "around"];

/// Verdicts with the keys that each needs.
const VERDICTS: [(&str, &[&str]); 8] = [
    ("same", &["old", "new"]),
    ("related", &["old", "new"]),
    ("different", &["old", "new"]),
    ("cut", &["clause", "at"]),
    ("join", &["clause"]),
    ("kind", &["clause", "kind"]),
    ("name", &["clause", "name"]),
    ("note", &["clause", "note"]),
];

/// Kinds that a decision may give.
pub const KINDS: [ClauseKind; 10] = [
    ClauseKind::Title,
    ClauseKind::Salutation,
    ClauseKind::Preamble,
    ClauseKind::Heading,
    ClauseKind::Principle,
    ClauseKind::Target,
    ClauseKind::Measure,
    ClauseKind::Safeguard,
    ClauseKind::Attribution,
    ClauseKind::Other,
];

/// Reads the decision files of a series: all decisions that could be read, merged, and all problems.
///
/// # Complexity
/// Linear in the texts; merging several files is quadratic in their decisions.
pub fn read(files: &[SideFile]) -> (Decisions, Vec<Problem>) {
    let (mut all, mut problems) = (Decisions::default(), Vec::new());
    for (index, file) in files.iter().enumerate() {
        let (decisions, more) = parse(&file.path, &file.text);
        problems.extend(more);
        if index == 0 {
            all = decisions;
        } else {
            all.merge(decisions);
        }
    }
    (all, problems)
}

/// Reads one decision file: the decisions that could be read, and every problem in the order of the lines.
pub fn parse(path: &str, text: &str) -> (Decisions, Vec<Problem>) {
    let mut reader = Reader {
        path,
        text,
        problems: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message = Bilingual::new(
            format!("不合 TOML 语法：{}", error.message()),
            format!("not valid TOML: {}", error.message()),
        );
        let hint = Bilingual::new(
            "每个判定写一段 [[decision]]，每行一项：键 = \"值\"；文字用英文双引号括起",
            "write one [[decision]] each, one `key = \"value\"` a line, texts in double quotation marks",
        );
        reader.problem("decisions-syntax", error.span().unwrap_or(0..0), message, hint);
    }
    let list = if errors.is_empty() {
        reader.file(table.get_ref())
    } else {
        Vec::new()
    };
    reader.problems.sort_by_key(|p| p.span.as_ref().map_or(0, |s| s.start));
    (Decisions { list }, reader.problems)
}

struct Reader<'f> {
    path: &'f str,
    text: &'f str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, code: &'static str, span: Range<usize>, message: Bilingual, hint: Bilingual) {
        self.problems.push(Problem {
            path: Path::new(self.path).to_owned(),
            span: Some(span),
            text: Some(self.text.to_owned()),
            code,
            message,
            hint,
        });
    }

    fn wrong(&mut self, span: Range<usize>, message: (String, String), hint: (String, String)) {
        let (message, hint) = (Bilingual::new(message.0, message.1), Bilingual::new(hint.0, hint.1));
        self.problem("decisions-value", span, message, hint);
    }

    fn file(&mut self, top: &DeTable<'_>) -> Vec<Decision> {
        self.unknown_keys(top, &["decision"]);
        let Some(value) = top.get("decision") else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(
                value.span(),
                (
                    "decision 应为若干段".into(),
                    "`decision` must be a list of tables".into(),
                ),
                (
                    "写成 [[decision]]（双方括号）".into(),
                    "write [[decision]], with double brackets".into(),
                ),
            );
            return Vec::new();
        };
        items.iter().filter_map(|item| self.decision(item)).collect()
    }

    fn decision(&mut self, item: &Spanned<DeValue<'_>>) -> Option<Decision> {
        let DeValue::Table(table) = item.get_ref() else {
            self.wrong(
                item.span(),
                (
                    "一段判定应写成 [[decision]]".into(),
                    "a decision must be a table: [[decision]]".into(),
                ),
                (
                    "写成 [[decision]]（双方括号）".into(),
                    "write [[decision]], with double brackets".into(),
                ),
            );
            return None;
        };
        self.unknown_keys(table, &KEYS);
        let place = item.span();
        let by = self.string(table, "by").map(|by| Reviewer::named(&by));
        let on = self.date(table);
        let note = self.string(table, "note");
        let subject = self.subject(table, &place);
        Some(Decision {
            subject: subject?,
            by: by.unwrap_or(Reviewer::Person(String::new())),
            on,
            note,
            origin: Origin {
                path: self.path.to_owned(),
                line: self.text.get(..place.start).unwrap_or("").matches('\n').count() + 1,
            },
        })
    }

    fn subject(&mut self, table: &DeTable<'_>, place: &Range<usize>) -> Option<Subject> {
        if table.get("verdict").is_none() {
            self.missing("verdict", place.clone());
        }
        let verdict = self.string(table, "verdict")?;
        let Some((_, needed)) = VERDICTS.iter().find(|(name, _)| *name == verdict) else {
            let names = VERDICTS.map(|v| v.0);
            self.not_one_of("verdict", &verdict, value_span(table, "verdict"), &names);
            return None;
        };
        let missing: Vec<&&str> = needed.iter().filter(|key| table.get(**key).is_none()).collect();
        for key in &missing {
            self.missing(key, place.clone());
        }
        if !missing.is_empty() {
            return None;
        }
        if let Some(verdict) = Verdict::named(&verdict) {
            let (old, new) = (self.anchor(table, "old"), self.anchor(table, "new"));
            return Some(Subject::Pair {
                old: old?,
                new: new?,
                verdict,
            });
        }
        let clause = self.anchor(table, "clause");
        Some(match verdict.as_str() {
            "cut" => Subject::Clause {
                correction: Correction::Cut(self.string(table, "at")?),
                clause: clause?,
            },
            "join" => Subject::Clause {
                correction: Correction::Join,
                clause: clause?,
            },
            "kind" => Subject::Clause {
                correction: Correction::Kind(self.kind(table)?),
                clause: clause?,
            },
            "name" => Subject::Name {
                name: self.string(table, "name")?,
                clause: clause?,
            },
            _ => Subject::Note { clause: clause? },
        })
    }

    fn kind(&mut self, table: &DeTable<'_>) -> Option<ClauseKind> {
        let name = self.string(table, "kind")?;
        let kind = KINDS.into_iter().find(|k| k.name() == name);
        if kind.is_none() {
            self.not_one_of("kind", &name, value_span(table, "kind"), &KINDS.map(ClauseKind::name));
        }
        kind
    }

    fn anchor(&mut self, table: &DeTable<'_>, key: &str) -> Option<Anchor> {
        let value = table.get(key)?;
        let DeValue::Table(anchor) = value.get_ref() else {
            self.wrong(
                value.span(),
                (
                    format!("{key} 应指明条款和原文"),
                    format!("`{key}` must name a clause and quote it"),
                ),
                (
                    format!("写成 {key} = {{ clause = \"条款 id\", text = \"原文\" }}"),
                    format!("write {key} = {{ clause = \"clause id\", text = \"its words\" }}"),
                ),
            );
            return None;
        };
        self.unknown_keys(anchor, &ANCHOR_KEYS);
        for needed in ["clause", "text"] {
            if anchor.get(needed).is_none() {
                self.missing(needed, value.span());
            }
        }
        let (clause, text) = (self.string(anchor, "clause"), self.string(anchor, "text"));
        Some(Anchor {
            hash: self.string(anchor, "hash"),
            around: self.string(anchor, "around"),
            clause: clause?,
            text: text?,
        })
    }

    fn string(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            DeValue::String(_) if matches!(key, "note" | "by") => None,
            _ => {
                self.wrong(
                    value.span(),
                    (
                        format!("{key} 应为文字，且不能为空"),
                        format!("`{key}` must be a text that is not blank"),
                    ),
                    (format!("写成 {key} = \"…\""), format!("write {key} = \"…\"")),
                );
                None
            }
        }
    }

    /// `"2026-11-27"`; the same without quotation marks is understood as well.
    fn date(&mut self, table: &DeTable<'_>) -> Option<Date> {
        let value = table.get("on")?;
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(moment) => moment.date.map(|d| d.to_string()).unwrap_or_default(),
            _ => String::new(),
        };
        let date = written.parse().ok();
        if date.is_none() {
            self.wrong(
                value.span(),
                (
                    format!("on = {written:?} 不是日期"),
                    format!("on = {written:?} is no date"),
                ),
                ("写成 \"2026-11-27\"".into(), "write \"2026-11-27\"".into()),
            );
        }
        date
    }

    fn missing(&mut self, key: &str, place: Range<usize>) {
        let message = Bilingual::new(format!("这段判定缺少 {key}"), format!("this decision has no `{key}`"));
        let hint = Bilingual::new(
            format!("补上 {key}；各种判定的写法见 docs/review.md"),
            format!("add `{key}`; docs/review.md shows how each verdict is written"),
        );
        self.problem("decisions-missing-key", place, message, hint);
    }

    fn not_one_of(&mut self, key: &str, value: &str, span: Range<usize>, names: &[&str]) {
        self.wrong(
            span,
            (
                format!("{key} 不能是 {value:?}"),
                format!("`{key}` cannot be {value:?}"),
            ),
            (
                format!("可选：{}", names.join("、")),
                format!("one of: {}", names.join(", ")),
            ),
        );
    }

    fn unknown_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys().filter(|k| !known.contains(&k.get_ref().as_ref())) {
            let name = key.get_ref();
            let message = Bilingual::new(format!("没有 `{name}` 这一项"), format!("unknown key `{name}`"));
            let hint = Bilingual::new(
                format!("可用的项：{}", known.join("、")),
                format!("known keys: {}", known.join(", ")),
            );
            self.problem("decisions-unknown-key", key.span(), message, hint);
        }
    }
}

fn value_span(table: &DeTable<'_>, key: &str) -> Range<usize> {
    table.get(key).map_or(0..0, Spanned::span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::write;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[(&str, usize, &str)]) {
        let (_, problems) = parse("d.toml", text);
        let got: Vec<_> = problems
            .iter()
            .map(|p| (p.code, p.position().map_or(0, |x| x.0), p.message.en.as_str()))
            .collect();
        assert_eq!(got.len(), expect.len(), "{got:#?}");
        for (got, expect) in got.iter().zip(expect) {
            assert!(
                got.0 == expect.0 && got.1 == expect.1 && got.2.contains(expect.2),
                "{got:?} is not {expect:?}"
            );
            assert!(problems.iter().all(|p| !p.hint.zh.is_empty() && !p.hint.en.is_empty()));
        }
    }

    #[test]
    fn all_problems_are_told_at_once_with_their_lines() {
        check(
            "[[decision]]\nverdict = \"sane\"\n[[decision]]\nverdict = \"same\"\nold = \"2016/一\"\nnew = { clause = \"a\" }\n\
             [[decision]]\nverdict = \"kind\"\nkind = \"law\"\nclause = { clause = \"a\", text = \"b\" }\non = \"2026-13\"\nwhy = \"x\"\n\
             [[decision]]\nby = \"甲\"\n[[decision]]\nverdict = \"cut\"\nclause = { clause = \"a\", text = \"b\" }\n",
            &[
                ("decisions-value", 2, "sane"),
                ("decisions-value", 5, "`old` must name a clause"),
                ("decisions-missing-key", 6, "`text`"),
                ("decisions-value", 9, "law"),
                ("decisions-value", 11, "no date"),
                ("decisions-unknown-key", 12, "why"),
                ("decisions-missing-key", 13, "`verdict`"),
                ("decisions-missing-key", 15, "`at`"),
            ],
        );
        check("[[decision]\n", &[("decisions-syntax", 1, "")]);
        check("decision = 3\n", &[("decisions-value", 1, "list of tables")]);
        check("", &[]);
    }

    fn anchors() -> impl Strategy<Value = Anchor> {
        let hash = prop::option::of("[0-9a-f]{16}");
        (
            "[0-9]{4}/[一二三]/[0-9]",
            "[^ \\s]\\PC{0,20}[^ \\s]",
            hash,
            prop::option::of("[0-9a-f]{8}-[0-9a-f]{8}"),
        )
            .prop_map(|(clause, text, hash, around)| Anchor {
                clause,
                text,
                hash,
                around,
            })
    }

    fn decisions() -> impl Strategy<Value = Decision> {
        let word = "[^ \\s]\\PC{0,8}[^ \\s]";
        let subject = prop_oneof![
            (anchors(), anchors(), 0..3_usize).prop_map(|(old, new, v)| Subject::Pair {
                old,
                new,
                verdict: Verdict::ALL[v]
            }),
            (anchors(), word).prop_map(|(clause, at)| Subject::Clause {
                clause,
                correction: Correction::Cut(at)
            }),
            anchors().prop_map(|clause| Subject::Clause {
                clause,
                correction: Correction::Join
            }),
            (anchors(), 0..KINDS.len()).prop_map(|(clause, k)| Subject::Clause {
                clause,
                correction: Correction::Kind(KINDS[k])
            }),
            (anchors(), word).prop_map(|(clause, name)| Subject::Name { clause, name }),
        ];
        (subject, "(model:)?[a-z甲乙]{1,6}", prop::option::of(word)).prop_map(|(subject, by, note)| Decision {
            subject,
            by: Reviewer::named(&by),
            on: Date::new(2026, Some(11), Some(27)),
            note,
            origin: Origin::default(),
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(list in prop::collection::vec(decisions(), 0..6)) {
            let written = write(&Decisions { list: list.clone() });
            let (mut read, problems) = parse("d.toml", &written);
            prop_assert!(problems.is_empty(), "{problems:?}\n{written}");
            read.list.iter_mut().for_each(|d| d.origin = Origin::default());
            prop_assert_eq!(read.list, list);
        }

        #[test]
        fn arbitrary_text_never_panics(text in "(?s).{0,200}") {
            parse("d.toml", &text);
        }
    }
}
