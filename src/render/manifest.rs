//! A first `corpus.toml` from what the documents say of themselves, for a person to check and complete.

use crate::corpus::Corpus;
use crate::document::{Basis, Document, Fact};
use std::fmt::Write;

const HEAD: &str = "\
# 系列清单，由 yange init 根据文件内容生成，请核对；删去的键由程序从正文推断。
# Written by `yange init` from what the documents say; please check. Keys that you remove are read from the text.
";

const DOCUMENT_HEAD: &str = "\
# 一份文件一段，path 相对于本文件；date 可写作 2016、2016-05 或 2016-05-01；
# level: nation | province | city | county；status: in-force | draft | expired；
# track：命运在同一序列内讲述，通常是同一地区或同一发文机关的文件。
# One table a document, path relative to this file; date as 2016, 2016-05 or 2016-05-01;
# track: fates are told within it, usually the documents of one territory or issuer.
";

/// Writes the manifest of a series: documents in the order given, oldest first.
///
/// What was read stands as a key with where it was read; what was only concluded, or not found, stands commented out.
/// Paths are those of the sources. The result is valid TOML that loads again to the same series.
pub fn render(corpus: &Corpus, documents: &[Document]) -> String {
    let mut out = format!("{HEAD}\n[series]\nid = {}\n", quoted(&corpus.id));
    match &corpus.title {
        Some(title) => line(&mut out, "title", title, ""),
        None => out.push_str("# title = \"\"  # 系列名称 title of the series\n"),
    }
    out.push('\n');
    out.push_str(DOCUMENT_HEAD);
    for document in documents {
        table(&mut out, document);
    }
    out
}

fn table(out: &mut String, document: &Document) {
    let known = &document.metadata;
    out.push_str("\n[[document]]\n");
    line(out, "path", &document.origin.path, "");
    line(
        out,
        "id",
        document.id.as_str(),
        "  # 条款编号由此开头 begins every clause id",
    );
    // A file's name is no title to cite.
    let title = Some(&known.title).filter(|title| title.basis != Basis::FileName);
    key(out, "title", title, Clone::clone);
    key(out, "date", known.date.as_ref(), ToString::to_string);
    key(out, "issuer", known.issuer.as_ref(), Clone::clone);
    key(out, "jurisdiction", known.jurisdiction.as_ref(), Clone::clone);
    key(out, "level", known.level.as_ref(), |level| level.name().to_owned());
    key(out, "number", known.number.as_ref(), Clone::clone);
    key(out, "status", Some(&known.status), |status| status.name().to_owned());
    key(out, "track", Some(&known.track), Clone::clone);
}

fn key<T>(out: &mut String, name: &str, fact: Option<&Fact<T>>, show: impl Fn(&T) -> String) {
    let Some(fact) = fact else {
        out.push_str(&format!("# {name} = \"\"  # 未能读出 not found\n"));
        return;
    };
    let (prefix, basis) = match fact.basis {
        Basis::Manifest => ("", "清单 manifest"),
        Basis::Text(_) => ("", "正文 text"),
        Basis::FileName => ("", "文件名 file name"),
        Basis::Inferred => ("# ", "推断 concluded"),
    };
    out.push_str(prefix);
    line(out, name, &show(&fact.value), &format!("  # {basis}"));
}

fn line(out: &mut String, name: &str, value: &str, comment: &str) {
    writeln!(out, "{name} = {}{comment}", quoted(value)).expect("writing to a string cannot fail");
}

/// A TOML string, on one line whatever it holds.
pub(super) fn quoted(value: &str) -> String {
    let mut text = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => {
                write!(text, "\\u{:04X}", u32::from(c)).expect("writing to a string cannot fail");
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Source;
    use crate::document;

    fn source(path: &str, text: &str) -> Source {
        Source {
            path: path.into(),
            format: crate::corpus::SourceFormat::Text,
            encoding: "UTF-8".into(),
            reader: None,
            sha256: String::new(),
            text: text.into(),
            declared: crate::corpus::Declared::default(),
            diagnostics: Vec::new(),
        }
    }

    #[test]
    fn what_is_written_is_toml_with_every_document_oldest_first() {
        let corpus = Corpus {
            id: "a\"b\\c\n".into(),
            sources: vec![
                source("2025.txt", "关于二的意见\n\n一、做事。"),
                source("2020 \"旧\".txt", "关于一的意见\n\n一、做事。"),
            ],
            ..Corpus::default()
        };
        let text = render(&corpus, &document::parse(&corpus));
        let table: toml::Table = text.parse().expect("valid TOML");
        assert_eq!(table["series"]["id"].as_str(), Some("a\"b\\c\n"));
        let documents = table["document"].as_array().expect("a list of tables");
        let paths: Vec<_> = documents.iter().filter_map(|d| d["path"].as_str()).collect();
        assert_eq!(paths, ["2020 \"旧\".txt", "2025.txt"]);
        for key in ["issuer", "number", "track", "status"] {
            assert!(text.contains(key), "{key} is at least offered:\n{text}");
        }
    }
}
