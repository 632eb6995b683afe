//! `corpus.toml`: which documents make a series, and what is known about them.
//!
//! Reading goes on after a problem, so that all of them are told at once.

mod table;

use super::error::Problem;
use super::read::Stated;
use super::{Declared, Level, Status, encoding, pdf};
use crate::date::Date;
use crate::lang::Bilingual;
use encoding_rs::Encoding;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use table::Reader;
pub(super) use table::Text;
use toml::de::{DeTable, DeValue};

const TOP_KEYS: [&str; 2] = ["series", "document"];
const SERIES_KEYS: [&str; 7] = ["id", "title", "lexicon", "decisions", "learn", "vectors", "model"];
const DOCUMENT_KEYS: [&str; 12] = [
    "path",
    "encoding",
    "reader",
    "id",
    "title",
    "date",
    "issuer",
    "jurisdiction",
    "level",
    "number",
    "status",
    "track",
];

/// A manifest as written.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) lexicon: Option<Text>,
    pub(super) decisions: Vec<Text>,
    pub(super) learn: bool,
    pub(super) vectors: Option<Text>,
    pub(super) model: Option<Text>,
    pub(super) documents: Vec<Entry>,
}

/// One `[[document]]`.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) path: Text,
    pub(super) stated: Stated,
    pub(super) declared: Declared,
}

/// Reads a manifest's text: what could be read, and every problem in the order of the lines.
pub(super) fn parse(path: &Path, text: &str) -> (Manifest, Vec<Problem>) {
    let mut reader = Reader::new(path, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        reader.problem(
            "manifest-syntax",
            span,
            table::syntax_message(error.message()),
            table::syntax_hint(),
        );
    }
    let manifest = if errors.is_empty() {
        manifest(&mut reader, table.get_ref())
    } else {
        Manifest::default()
    };
    (manifest, reader.into_problems())
}

fn manifest(reader: &mut Reader<'_>, top: &DeTable<'_>) -> Manifest {
    reader.unknown_keys(top, &TOP_KEYS, "corpus.toml");
    let mut manifest = match reader.table(top, "series") {
        Some(series) => series_of(reader, series),
        None => Manifest::default(),
    };
    manifest.documents = reader
        .tables(top, "document")
        .into_iter()
        .filter_map(|(table, place)| entry(reader, table, place))
        .collect();
    repeated(reader, &manifest.documents);
    manifest
}

fn series_of(reader: &mut Reader<'_>, (table, place): (&DeTable<'_>, Range<usize>)) -> Manifest {
    reader.unknown_keys(table, &SERIES_KEYS, "[series]");
    let id = reader.required(table, "id", &place, "[series]");
    if let Some(id) = &id {
        reader.file_name(id, "id");
    }
    Manifest {
        id: id.map(|t| t.value).unwrap_or_default(),
        title: reader.string(table, "title"),
        lexicon: reader.text(table, "lexicon"),
        decisions: reader.texts(table, "decisions"),
        learn: reader.is_true(table, "learn"),
        vectors: reader.text(table, "vectors"),
        model: reader.text(table, "model"),
        documents: Vec::new(),
    }
}

fn entry(reader: &mut Reader<'_>, table: &DeTable<'_>, place: Range<usize>) -> Option<Entry> {
    reader.unknown_keys(table, &DOCUMENT_KEYS, "[[document]]");
    let path = reader.required(table, "path", &place, "[[document]]");
    let id = reader.text(table, "id");
    if let Some(id) = &id {
        reader.file_name(id, "id");
    }
    let declared = Declared {
        id: id.map(|t| t.value),
        title: reader.string(table, "title"),
        date: date(reader, table),
        issuer: reader.string(table, "issuer"),
        jurisdiction: reader.string(table, "jurisdiction"),
        level: reader.choice(table, "level", &LEVELS),
        number: reader.string(table, "number"),
        status: reader.choice(table, "status", &STATUSES),
        track: reader.string(table, "track"),
    };
    let stated = Stated {
        encoding: stated_encoding(reader, table),
        reader: reader.choice(table, "reader", &READERS),
    };
    Some(Entry {
        path: path?,
        stated,
        declared,
    })
}

const READERS: [(&str, &str, pdf::Reader); 2] = [
    ("pdftotext", "poppler 的程序", pdf::Reader::Pdftotext),
    ("built-in", "内置，须以 --features pdf 编译", pdf::Reader::BuiltIn),
];

const LEVELS: [(&str, &str, Level); 4] = [
    ("nation", "国家", Level::Nation),
    ("province", "省级", Level::Province),
    ("city", "市级", Level::City),
    ("county", "县区级", Level::County),
];

const STATUSES: [(&str, &str, Status); 3] = [
    ("in-force", "现行", Status::InForce),
    ("draft", "草案、征求意见稿", Status::Draft),
    ("expired", "失效", Status::Expired),
];

/// `"2016"`, `"2016-01"`, `"2016-01-11"`; the same without quotation marks is understood as well.
fn date(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Option<Date> {
    let value = table.get("date")?;
    let written = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Datetime(moment) => moment.date.map(|d| d.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    let date = written.parse().ok();
    if date.is_none() {
        let message = Bilingual::new(
            format!("date = {} 不是日期", reader.written(value.span())),
            format!("date = {} is no date", reader.written(value.span())),
        );
        let hint = Bilingual::new(
            "写成 \"2016\"、\"2016-01\" 或 \"2016-01-11\"",
            "write \"2016\", \"2016-01\" or \"2016-01-11\"",
        );
        reader.problem("manifest-value", value.span(), message, hint);
    }
    date
}

fn stated_encoding(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Option<&'static Encoding> {
    let label = reader.text(table, "encoding")?;
    let named = encoding::named(&label.value);
    if named.is_none() {
        let message = Bilingual::new(
            format!("不认识的编码 {:?}", label.value),
            format!("unknown encoding {:?}", label.value),
        );
        let hint = Bilingual::new(
            "可写 \"utf-8\"、\"gb18030\"、\"gbk\"、\"big5\"、\"utf-16le\"、\"utf-16be\"",
            "write \"utf-8\", \"gb18030\", \"gbk\", \"big5\", \"utf-16le\" or \"utf-16be\"",
        );
        reader.problem("manifest-value", label.span, message, hint);
    }
    named
}

/// Ids and paths may each be used once.
fn repeated(reader: &mut Reader<'_>, documents: &[Entry]) {
    let (mut ids, mut paths) = (BTreeMap::new(), BTreeMap::new());
    for (index, entry) in documents.iter().enumerate() {
        let path = entry.path.value.as_str();
        if let Some(first) = paths.insert(path, index) {
            reader.repeated("path", path, entry.path.span.clone(), first + 1);
        }
        if let Some(id) = entry.declared.id.as_deref()
            && let Some(first) = ids.insert(id, index)
        {
            reader.repeated("id", id, entry.path.span.clone(), first + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[(&str, usize, &str)]) {
        let (_, problems) = parse(Path::new("corpus.toml"), text);
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
        }
    }

    #[test]
    fn a_whole_manifest_is_read() {
        let text = "[series]\nid = \"s\"\ntitle = \"题\"\nlexicon = \"l.toml\"\n[[document]]\npath = \"a.txt\"\nencoding = \"GB18030\"\nreader = \"built-in\"\n\
                    date = 2016-01-11\nlevel = \"city\"\nstatus = \"draft\"\n[[document]]\npath = \"b.txt\"\ndate = 2020\n[[document]]\n\
                    path = \"c.txt\"\ndate = \"2021-05\"\ntrack = \"市\"\n";
        let (manifest, problems) = parse(Path::new("corpus.toml"), text);
        assert_eq!(problems, []);
        let dates: Vec<_> = manifest
            .documents
            .iter()
            .filter_map(|d| d.declared.date)
            .map(|d| d.to_string())
            .collect();
        assert_eq!(dates, ["2016-01-11", "2020", "2021-05"]);
        let first = &manifest.documents[0];
        assert_eq!(first.stated.encoding, Some(encoding_rs::GB18030));
        assert_eq!(first.stated.reader, Some(pdf::Reader::BuiltIn));
        assert_eq!(
            (first.declared.level, first.declared.status),
            (Some(Level::City), Some(Status::Draft))
        );
        assert_eq!(manifest.lexicon.map(|t| t.value).as_deref(), Some("l.toml"));
    }

    #[test]
    fn all_problems_are_told_at_once_with_their_lines() {
        let text = "[series]\nid = \"s\"\ntittle = \"x\"\n[[document]]\npath = \"a.txt\"\ndate = \"2016-13\"\nlevel = \"town\"\n\
                    [[document]]\npath = \"a.txt\"\nstatus = \"valid\"\nencoding = \"klingon\"\n[[document]]\ntitle = 3\n";
        check(
            text,
            &[
                ("manifest-unknown-key", 3, "tittle"),
                ("manifest-value", 6, "no date"),
                ("manifest-value", 7, "town"),
                ("manifest-repeated", 9, "a.txt"),
                ("manifest-value", 10, "valid"),
                ("manifest-value", 11, "klingon"),
                ("manifest-missing-key", 12, "path"),
                ("manifest-value", 13, "title"),
            ],
        );
    }

    #[test]
    fn an_unknown_key_suggests_the_nearest() {
        let (_, problems) = parse(
            Path::new("c"),
            "[series]\nid = \"s\"\n[[document]]\npath = \"a\"\nissuers = \"x\"\n",
        );
        assert!(problems[0].hint.en.contains("`issuer`"), "{problems:?}");
    }

    #[test]
    fn structural_faults() {
        check(
            "",
            &[
                ("manifest-missing-key", 1, "[series]"),
                ("manifest-no-documents", 1, "no [[document]]"),
            ],
        );
        check("[series\nid = 1", &[("manifest-syntax", 1, "")]);
        check(
            "series = 3\ndocument = \"a.txt\"\n",
            &[("manifest-value", 1, "series"), ("manifest-value", 2, "document")],
        );
        check(
            "[series]\nid = \"a/b\"\n[[document]]\npath = \"\"\n",
            &[("manifest-value", 2, "id"), ("manifest-value", 4, "path")],
        );
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in "(?s).{0,200}") {
            parse(Path::new("c"), &text);
        }

        #[test]
        fn toml_like_text_never_panics(parts in prop::collection::vec(prop::sample::select(vec![
            "[series]\n", "[[document]]\n", "[document]\n", "id", " = ", "\"a\"", "3", "\n", "path", "date", "2016-01-11", "{", "}", "[", "]", "，",
        ]), 0..30)) {
            parse(Path::new("c"), &parts.concat());
        }
    }
}
