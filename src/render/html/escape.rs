//! Document text on a page: markup is shown, never obeyed; invisible direction marks become visible.

use crate::render::is_bidi_control;
use askama::filters::Safe;

/// Escapes text for element content and quoted attributes' siblings; bidirectional controls show as `[U+202E]`.
pub(super) fn show(text: &str) -> Safe<String> {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_bidi_control(c) => out.push_str(&format!("<span class=\"ctl\">[U+{:04X}]</span>", c as u32)),
            c if is_stray(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    Safe(out)
}

/// Escapes text for a quoted attribute.
pub(super) fn attribute(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| {
            if is_bidi_control(c) || is_stray(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect();
    show(&clean).0
}

/// Both wordings, of which the page shows the one of its language.
pub(super) fn two(zh: &str, en: &str) -> Safe<String> {
    let (zh, en) = (show(zh).0, show(en).0);
    Safe(format!(
        "<span class=\"z\" lang=\"zh-Hans\">{zh}</span><span class=\"e\" lang=\"en\">{en}</span>"
    ))
}

/// Makes JSON safe inside a script element: no `<`, and nothing that an editor or browser would obey.
pub(super) fn script_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') || is_bidi_control(c) {
            out.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}

fn is_stray(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(show(text).0, expected);
    }

    #[test]
    fn markup_is_shown() {
        check("<b a='1'>&\"", "&lt;b a=&#39;1&#39;&gt;&amp;&quot;");
        check("知识产权", "知识产权");
    }

    #[test]
    fn direction_marks_become_visible() {
        check("a\u{202E}b", "a<span class=\"ctl\">[U+202E]</span>b");
        assert_eq!(attribute("\u{202E}\"\0"), "\u{FFFD}&quot;\u{FFFD}");
    }

    #[test]
    fn script_json_stays_the_same_value() {
        let value = serde_json::json!({"a": "</script><!--\u{2028}\u{202E}&"});
        let safe = script_json(&value.to_string());
        assert!(!safe.contains('<') && !safe.contains('\u{202E}'));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).ok(), Some(value));
    }
}
