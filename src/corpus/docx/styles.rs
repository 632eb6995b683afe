//! Paragraph styles: which list a style belongs to, through the styles that it is based on.

use super::xml::{attribute, child, children, is_on, value};
use crate::corpus::limits;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Which list and level a paragraph or style names; either may be left to be inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ListRef {
    pub(super) list: Option<i64>,
    pub(super) level: Option<usize>,
}

/// One style.
#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: ListRef,
    hidden: bool,
}

/// The styles of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct StyleSheet {
    styles: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
}

/// What a paragraph inherits: its list, and the style that names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inherited {
    pub(super) list: ListRef,
    pub(super) style: Option<String>,
}

/// Reads `styles.xml`.
pub(super) fn parse(document: Option<&Document<'_>>) -> StyleSheet {
    let mut sheet = StyleSheet::default();
    let Some(document) = document else {
        return sheet;
    };
    for node in children(document.root_element(), "style") {
        let Some(id) = attribute(node, "styleId") else {
            continue;
        };
        let is_default = matches!(attribute(node, "default"), Some("1" | "true" | "on"));
        if is_default && attribute(node, "type") == Some("paragraph") {
            sheet.default_paragraph = Some(id.to_owned());
        }
        let properties = child(node, "pPr");
        let style = Style {
            based_on: value(node, "basedOn").map(str::to_owned),
            list: properties.map(list_ref).unwrap_or_default(),
            hidden: child(node, "rPr").is_some_and(|r| is_on(r, "vanish")),
        };
        sheet.styles.insert(id.to_owned(), style);
    }
    sheet
}

/// The `w:numPr` of paragraph properties.
pub(super) fn list_ref(properties: Node<'_, '_>) -> ListRef {
    let Some(list) = child(properties, "numPr") else {
        return ListRef::default();
    };
    ListRef {
        list: value(list, "numId").and_then(|v| v.parse().ok()),
        level: value(list, "ilvl").and_then(|v| v.parse().ok()),
    }
}

impl StyleSheet {
    /// The list that a style, or the default style, puts its paragraphs in.
    pub(super) fn inherited(&self, style: Option<&str>) -> Inherited {
        let mut found = Inherited::default();
        for (id, style) in self.chain(style) {
            if found.list.list.is_none() && style.list.list.is_some() {
                found.list.list = style.list.list;
                found.style = Some(id.to_owned());
            }
            found.list.level = found.list.level.or(style.list.level);
        }
        found
    }

    /// The list that a list style (`w:numStyleLink`) stands for.
    pub(super) fn list_of(&self, style: &str) -> Option<i64> {
        self.styles.get(style)?.list.list
    }

    /// Whether a character style hides its text.
    pub(super) fn hides(&self, style: Option<&str>) -> bool {
        style.is_some() && self.chain(style).any(|(_, s)| s.hidden)
    }

    /// A style and those it is based on, nearest first; circles end at the limit.
    fn chain<'s>(&'s self, style: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let mut next = style.or(self.default_paragraph.as_deref());
        let steps = std::iter::from_fn(move || {
            let id = next?;
            let style = self.styles.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        });
        steps.take(limits::STYLE_CHAIN)
    }
}
