//! Parses the XML of a part, after one pass that refuses what would cost the parser too much.

use super::package::{damaged, too_large};
use crate::corpus::error::ReadFailure;
use crate::corpus::limits;
use roxmltree::{Document, Node, ParsingOptions};

/// WordprocessingML, in the form of Word and in that of ISO strict.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Parses a part; document type declarations, and with them entities, are refused.
pub(super) fn parse(text: &str) -> Result<Document<'_>, ReadFailure> {
    check(text)?;
    let options = ParsingOptions {
        nodes_limit: limits::XML_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => too_large("XML"),
        other => damaged(&other.to_string()),
    })
}

pub(super) fn parse_optional(text: Option<&str>) -> Result<Option<Document<'_>>, ReadFailure> {
    text.map(parse).transpose()
}

/// Local name of a WordprocessingML element; empty for others.
pub(super) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    let tag = node.tag_name();
    if node.is_element() && tag.namespace().is_some_and(|n| WORD.contains(&n)) {
        tag.name()
    } else {
        ""
    }
}

/// The first child element of that name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|n| name(*n) == wanted)
}

/// Child elements of that name.
pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |n| name(*n) == wanted)
}

/// The attribute of an element, whatever its prefix.
pub(super) fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == wanted).map(|a| a.value())
}

/// `w:val` of the first child of that name.
pub(super) fn value<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    attribute(child(node, wanted)?, "val")
}

/// Whether a switch such as `<w:vanish/>` is on; absent means off, without a value on.
pub(super) fn is_on(node: Node<'_, '_>, wanted: &str) -> bool {
    child(node, wanted).is_some_and(|n| !matches!(attribute(n, "val"), Some("0" | "false" | "off" | "none")))
}

/// Checks depth, attributes and namespace copies against the limits.
///
/// # Complexity
/// Linear in the text.
fn check(text: &str) -> Result<(), ReadFailure> {
    let (mut scopes, mut copies) = (vec![0usize], 0usize);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(end) = skipped(rest) {
            rest = end;
            continue;
        }
        let length = tag_length(rest);
        let tag = &rest[..length];
        rest = &rest[length..];
        if tag.starts_with("</") {
            if scopes.len() > 1 {
                scopes.pop();
            }
            continue;
        }
        let own = tag.matches("xmlns").count();
        let inherited = scopes.last().copied().unwrap_or(0) + own;
        copies += if own > 0 { inherited } else { 0 };
        if !tag.ends_with("/>") {
            scopes.push(inherited);
        }
        let complex = tag.matches('=').count() > limits::XML_ATTRIBUTES && attributes(tag) > limits::XML_ATTRIBUTES;
        if complex || scopes.len() > limits::XML_DEPTH || copies > limits::XML_NAMESPACE_COPIES {
            return Err(too_large("XML"));
        }
    }
    Ok(())
}

/// What follows a comment, CDATA section or processing instruction.
fn skipped(at: &str) -> Option<&str> {
    let marks = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    let (open, close) = marks.iter().find(|(open, _)| at.starts_with(open))?;
    let body = &at[open.len()..];
    Some(body.find(close).map_or("", |end| &body[end + close.len()..]))
}

/// Length of a tag; `>` within quotation marks does not end it.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// Number of attributes: quotation marks come in pairs.
fn attributes(tag: &str) -> usize {
    tag.bytes().filter(|b| matches!(b, b'"' | b'\'')).count() / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<(), &str>) {
        assert_eq!(parse(text).map(|_| ()).map_err(|f| f.code), expect);
    }

    #[test]
    fn hostile_xml_is_refused() {
        check("<a b='>'><!-- < --><c/></a>", Ok(()));
        check(
            &format!("{}{}", "<a>".repeat(300), "</a>".repeat(300)),
            Err("docx-too-large"),
        );
        let many: String = (0..300).map(|n| format!(" a{n}='x'")).collect();
        check(&format!("<a{many}/>"), Err("docx-too-large"));
        check("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", Err("damaged-docx"));
        check("<a>", Err("damaged-docx"));
    }
}
