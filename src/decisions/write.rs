//! Writes decisions as TOML, one `[[decision]]` each, one line an anchor, so that files merge and differ line by line.

use super::{Anchor, Correction, Decision, Decisions, Subject};
use std::fmt::Write;

/// Head of a new file.
const HEAD: &str = "\
# 人工判定 · decisions of people on this series. 由 yange 读写，可手工编辑 · read and written by yange; edit freely.
# docs/review.md
";

/// Writes a whole file.
pub fn write(decisions: &Decisions) -> String {
    let mut out = HEAD.to_owned();
    for decision in &decisions.list {
        out.push('\n');
        out.push_str(&one(decision));
    }
    out
}

/// Writes one decision, to be added at the end of a file after an empty line.
pub fn one(decision: &Decision) -> String {
    let mut out = String::from("[[decision]]\n");
    let mut key = |name: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name} = {value}");
    };
    match &decision.subject {
        Subject::Pair { old, new, verdict } => {
            key("verdict", quoted(verdict.name()));
            key("old", anchor(old));
            key("new", anchor(new));
        }
        Subject::Clause { clause, correction } => {
            match correction {
                Correction::Cut(at) => {
                    key("verdict", quoted("cut"));
                    key("at", quoted(at));
                }
                Correction::Join => key("verdict", quoted("join")),
                Correction::Kind(kind) => {
                    key("verdict", quoted("kind"));
                    key("kind", quoted(kind.name()));
                }
            }
            key("clause", anchor(clause));
        }
        Subject::Name { clause, name } => {
            key("verdict", quoted("name"));
            key("name", quoted(name));
            key("clause", anchor(clause));
        }
        Subject::Note { clause } => {
            key("verdict", quoted("note"));
            key("clause", anchor(clause));
        }
    }
    key("by", quoted(&decision.by.to_string()));
    if let Some(on) = decision.on {
        key("on", quoted(&on.to_string()));
    }
    if let Some(note) = &decision.note {
        key("note", quoted(note));
    }
    out
}

fn anchor(anchor: &Anchor) -> String {
    let mut out = format!(
        "{{ clause = {}, text = {}",
        quoted(&anchor.clause),
        quoted(&anchor.text)
    );
    for (name, value) in [("hash", &anchor.hash), ("around", &anchor.around)] {
        if let Some(value) = value {
            let _ = write!(out, ", {name} = {}", quoted(value));
        }
    }
    out + " }"
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
