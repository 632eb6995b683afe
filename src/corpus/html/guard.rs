//! Refuses pages that would cost the HTML parser too much, by one pass over their tags.

use crate::corpus::error::ReadFailure;
use crate::corpus::limits;
use std::collections::BTreeMap;

/// Elements that have no end tag, or whose end tag people leave out without nesting.
const UNNESTED: [&str; 26] = [
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr", "html",
];

/// Elements that the parser opens again in each paragraph for as long as they are not closed.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Longest element name that matters here.
const NAME_BYTES: usize = 12;

/// Checks a page against the limits.
///
/// # Complexity
/// Linear in the page.
pub(super) fn check(page: &str) -> Result<(), ReadFailure> {
    if page.len() > limits::HTML_BYTES {
        return Err(too_complex());
    }
    let mut open = Open::default();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = skip_comment(&rest[at..]).unwrap_or(&rest[at + 1..]);
        open.tag(rest);
        if open.exceeds() {
            return Err(too_complex());
        }
        rest = skip_raw(rest);
    }
    Ok(())
}

#[derive(Default)]
struct Open {
    names: BTreeMap<String, usize>,
    depth: usize,
    formatting: usize,
    most_formatting: usize,
    tags: usize,
}

impl Open {
    fn tag(&mut self, rest: &str) {
        let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |r| (true, r));
        let name: String = rest
            .bytes()
            .take(NAME_BYTES)
            .take_while(u8::is_ascii_alphanumeric)
            .map(|b| char::from(b.to_ascii_lowercase()))
            .collect();
        if name.is_empty() {
            return;
        }
        self.tags += 1;
        if UNNESTED.contains(&name.as_str()) {
            return;
        }
        let formatting = usize::from(FORMATTING.contains(&name.as_str()));
        let count = self.names.entry(name).or_default();
        if !closing {
            *count += 1;
            self.depth += 1;
            self.formatting += formatting;
            self.most_formatting = self.most_formatting.max(self.formatting);
        } else if *count > 0 {
            *count -= 1;
            self.depth -= 1;
            self.formatting -= formatting;
        }
    }

    fn exceeds(&self) -> bool {
        self.tags > limits::HTML_TAGS
            || self.depth > limits::HTML_DEPTH
            || self.tags.saturating_mul(self.most_formatting) > limits::HTML_REOPENED
    }
}

fn skip_comment(at: &str) -> Option<&str> {
    let body = at.strip_prefix("<!--")?;
    Some(body.find("-->").map_or("", |end| &body[end..]))
}

/// What stands in scripts and styles is no markup.
fn skip_raw(rest: &str) -> &str {
    for (open, close) in [("script", "</script"), ("style", "</style")] {
        let begins = rest.get(..open.len()).is_some_and(|r| r.eq_ignore_ascii_case(open));
        if begins {
            return find_ignoring_case(rest, close).map_or("", |at| &rest[at..]);
        }
    }
    rest
}

fn find_ignoring_case(text: &str, mark: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|at| {
        bytes[*at] == b'<'
            && bytes
                .get(*at..*at + mark.len())
                .is_some_and(|b| b.eq_ignore_ascii_case(mark.as_bytes()))
    })
}

fn too_complex() -> ReadFailure {
    ReadFailure::new(
        "page-too-complex",
        (
            "网页过大，或标签嵌套过深、未闭合过多",
            "the page is too large, or its tags are nested too deep or left open too often",
        ),
        (
            "请在浏览器中把正文复制到 .txt 或 .docx",
            "copy the text from the browser into a .txt or .docx",
        ),
    )
}
