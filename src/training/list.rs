//! The list of lessons: which series have gold, and where both lie.

use serde::Deserialize;
use std::ops::Range;
use std::path::PathBuf;

/// One lesson as listed; paths are relative to the list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it is called in tables.
    pub name: String,
    /// The gold file.
    pub gold: PathBuf,
    /// What `yange trace` would be given: a series with its manifest, a folder, or documents.
    pub input: Vec<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    lesson: Vec<Entry>,
}

/// A list of lessons cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ListError {
    /// Byte range in the list's text.
    pub span: Option<Range<usize>>,
    /// What the reader expected.
    pub message: String,
}

/// Reads a list: `[[lesson]]` tables with `name`, `gold` and `input`, in their order.
///
/// # Errors
/// Where the text is not such a list, or lists nothing.
pub fn list(text: &str) -> Result<Vec<Entry>, ListError> {
    let file: File = toml::from_str(text).map_err(|error| ListError {
        span: error.span(),
        message: error.message().to_owned(),
    })?;
    if file.lesson.is_empty() {
        return Err(ListError {
            span: None,
            message: "no [[lesson]]".to_owned(),
        });
    }
    Ok(file.lesson)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_order_and_mistakes_have_a_place() {
        let text = "[[lesson]]\nname = 'a'\ngold = 'g.json'\ninput = ['s']\n\n[[lesson]]\nname = 'b'\ngold = 'h'\ninput = ['x', 'y']\n";
        let names: Vec<String> = list(text).expect("a list").into_iter().map(|e| e.name).collect();
        assert_eq!(names, ["a", "b"]);
        let wrong = list(&text.replace("gold = 'h'", "glod = 'h'")).expect_err("an unknown key");
        assert!(
            wrong.span.is_some_and(|span| text.get(span.start..).is_some()),
            "{}",
            wrong.message
        );
        assert!(list("").is_err());
    }
}
