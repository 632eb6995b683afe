//! Reads keys of TOML tables and collects what is wrong with them.

use crate::corpus::error::Problem;
use crate::lang::Bilingual;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Longest edit distance at which a known key is suggested for an unknown one: two slips of the finger.
const SUGGESTION_DISTANCE: usize = 2;

/// A string of the manifest with its place.
#[derive(Clone, Debug)]
pub(in crate::corpus) struct Text {
    pub(in crate::corpus) value: String,
    pub(in crate::corpus) span: Range<usize>,
}

/// One named value of a fixed choice: name, Chinese explanation, value.
pub(super) type Choice<T> = (&'static str, &'static str, T);

/// The manifest's text and the problems found in it so far.
pub(super) struct Reader<'m> {
    path: &'m Path,
    text: &'m str,
    problems: Vec<Problem>,
}

impl<'m> Reader<'m> {
    pub(super) fn new(path: &'m Path, text: &'m str) -> Self {
        Self {
            path,
            text,
            problems: Vec::new(),
        }
    }

    /// The problems in the order of their places.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|p| p.span.as_ref().map_or(0, |s| s.start));
        self.problems
    }

    pub(super) fn problem(&mut self, code: &'static str, span: Range<usize>, message: Bilingual, hint: Bilingual) {
        self.problems.push(Problem {
            path: self.path.to_owned(),
            span: Some(span),
            text: Some(self.text.to_owned()),
            code,
            message,
            hint,
        });
    }

    /// The manifest's own text at a place.
    pub(super) fn written(&self, span: Range<usize>) -> &'m str {
        self.text.get(span).unwrap_or("")
    }

    pub(super) fn unknown_keys(&mut self, table: &DeTable<'_>, known: &[&str], place: &str) {
        for key in table.keys().filter(|k| !known.contains(&k.get_ref().as_ref())) {
            let name = key.get_ref();
            let message = Bilingual::new(
                format!("{place} 中没有 `{name}` 这一项"),
                format!("unknown key `{name}` in {place}"),
            );
            let hint = match nearest(name, known) {
                Some(near) => Bilingual::new(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
                None => Bilingual::new(
                    format!("可用的项：{}", known.join("、")),
                    format!("known keys: {}", known.join(", ")),
                ),
            };
            self.problem("manifest-unknown-key", key.span(), message, hint);
        }
    }

    /// A table that must be there.
    pub(super) fn table<'t, 'i>(&mut self, top: &'t DeTable<'i>, key: &str) -> Option<(&'t DeTable<'i>, Range<usize>)> {
        match top.get(key) {
            Some(value) => match value.get_ref() {
                DeValue::Table(table) => Some((table, value.span())),
                _ => {
                    self.wrong_type(key, value, ("应为表，写成 [series]", "must be a table: [series]"));
                    None
                }
            },
            None => {
                let message = Bilingual::new(format!("缺少 [{key}]"), format!("[{key}] is missing"));
                let hint = Bilingual::new(
                    "在开头写 [series] 和 id = \"系列名\"；可用 yange init 生成",
                    "begin with [series] and id = \"name-of-the-series\"; `yange init` writes one",
                );
                self.problem("manifest-missing-key", 0..0, message, hint);
                None
            }
        }
    }

    /// The tables of an array, which must hold at least one.
    pub(super) fn tables<'t, 'i>(&mut self, top: &'t DeTable<'i>, key: &str) -> Vec<(&'t DeTable<'i>, Range<usize>)> {
        let wanted = (
            "应写成 [[document]]（双方括号）",
            "must be written [[document]], with double brackets",
        );
        let mut tables = Vec::new();
        let Some(value) = top.get(key) else {
            self.no_documents();
            return tables;
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(key, value, wanted);
            return tables;
        };
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => tables.push((table, item.span())),
                _ => self.wrong_type(key, item, wanted),
            }
        }
        if items.is_empty() {
            self.no_documents();
        }
        tables
    }

    fn no_documents(&mut self) {
        let message = Bilingual::new("清单中没有 [[document]]", "there is no [[document]]");
        let hint = Bilingual::new(
            "每份文件写一段 [[document]] 和 path = \"文件名\"",
            "write one [[document]] with path = \"file name\" for each document",
        );
        self.problem("manifest-no-documents", 0..0, message, hint);
    }

    /// A string with its place; blank ones and other types are problems.
    pub(super) fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<Text> {
        self.item(key, table.get(key)?)
    }

    /// A text or a list of texts.
    pub(super) fn texts(&mut self, table: &DeTable<'_>, key: &str) -> Vec<Text> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.item(key, item)).collect(),
            _ => self.item(key, value).into_iter().collect(),
        }
    }

    fn item(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Text> {
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(Text {
                value: text.trim().to_owned(),
                span: value.span(),
            }),
            DeValue::String(_) => {
                self.wrong_type(key, value, ("不能为空", "must not be blank"));
                None
            }
            _ => {
                self.wrong_type(
                    key,
                    value,
                    ("应为文字，用英文双引号括起", "must be a text in double quotation marks"),
                );
                None
            }
        }
    }

    /// Whether a key is `true`; anything but `true` and `false` is a problem.
    pub(super) fn is_true(&mut self, table: &DeTable<'_>, key: &str) -> bool {
        let Some(value) = table.get(key) else { return false };
        if let DeValue::Boolean(is_true) = value.get_ref() {
            return *is_true;
        }
        self.wrong_type(
            key,
            value,
            (
                "应为 true 或 false，不加引号",
                "must be true or false, without quotation marks",
            ),
        );
        false
    }

    pub(super) fn string(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        self.text(table, key).map(|t| t.value)
    }

    pub(super) fn required(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        place: &Range<usize>,
        name: &str,
    ) -> Option<Text> {
        if table.get(key).is_none() {
            let message = Bilingual::new(format!("{name} 缺少 {key}"), format!("{name} has no `{key}`"));
            let hint = Bilingual::new(format!("补上 {key} = \"…\""), format!("add {key} = \"…\""));
            self.problem("manifest-missing-key", place.clone(), message, hint);
        }
        self.text(table, key)
    }

    /// One of a fixed choice of names.
    pub(super) fn choice<T: Copy>(&mut self, table: &DeTable<'_>, key: &str, choices: &[Choice<T>]) -> Option<T> {
        let text = self.text(table, key)?;
        if let Some(choice) = choices.iter().find(|c| c.0 == text.value) {
            return Some(choice.2);
        }
        let message = Bilingual::new(
            format!("{key} 不能是 {:?}", text.value),
            format!("{key} cannot be {:?}", text.value),
        );
        let zh: Vec<_> = choices.iter().map(|c| format!("{}（{}）", c.0, c.1)).collect();
        let en: Vec<_> = choices.iter().map(|c| c.0).collect();
        let hint = Bilingual::new(format!("可选：{}", zh.join("、")), format!("one of: {}", en.join(", ")));
        self.problem("manifest-value", text.span, message, hint);
        None
    }

    /// Ids become file names and parts of clause ids.
    pub(super) fn file_name(&mut self, text: &Text, key: &str) {
        let bad = |c: char| c.is_control() || c.is_whitespace() || "/\\:*?\"<>|".contains(c);
        if text.value.contains(bad) || text.value.starts_with('.') {
            let message = Bilingual::new(
                format!("{key} = {:?} 不能用作名称", text.value),
                format!("{key} = {:?} cannot serve as a name", text.value),
            );
            let hint = Bilingual::new(
                "不要用空格、/ \\ : * ? \" < > |，也不要以点开头",
                "leave out blanks and / \\ : * ? \" < > |, and do not begin with a dot",
            );
            self.problem("manifest-value", text.span.clone(), message, hint);
        }
    }

    pub(super) fn repeated(&mut self, key: &str, value: &str, span: Range<usize>, first: usize) {
        let message = Bilingual::new(
            format!("{key} {value:?} 已用于第 {first} 份文件"),
            format!("{key} {value:?} was used for document {first} already"),
        );
        let hint = Bilingual::new(
            "每份文件只列一次，id 各不相同",
            "list each document once, with an id of its own",
        );
        self.problem("manifest-repeated", span, message, hint);
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, (zh, en): (&str, &str)) {
        let message = Bilingual::new(format!("{key} {zh}"), format!("{key} {en}"));
        let hint = Bilingual::new(
            "可用的项和写法见 docs/reading.md",
            "docs/reading.md lists the keys and how to write them",
        );
        self.problem("manifest-value", value.span(), message, hint);
    }
}

pub(super) fn syntax_message(message: &str) -> Bilingual {
    Bilingual::new(
        format!("不合 TOML 语法：{message}"),
        format!("not valid TOML: {message}"),
    )
}

pub(super) fn syntax_hint() -> Bilingual {
    Bilingual::new(
        "文字要用英文双引号括起，每行一项：键 = \"值\"；路径中的 \\ 改为 /",
        "put texts in double quotation marks, one `key = \"value\"` a line; write / for \\ in paths",
    )
}

fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|k| (edit_distance(name, k), *k))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, key)| *distance <= SUGGESTION_DISTANCE && *distance < key.len())
        .map(|(_, key)| key)
}

/// Levenshtein distance; stops early where the lengths alone are too far apart.
fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<_>, Vec<_>) = (a.chars().take(32).collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = cost.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
