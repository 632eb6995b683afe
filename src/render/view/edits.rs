//! Wire type of a word diff: a list of edits, of which only the lengths are held.

use super::SpanView;
use serde::{Deserialize, Serialize, Serializer};

/// Word-level edits in reading order. Each begins on both sides where the one before it ends.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "Vec<EditView>")]
pub struct EditsView {
    old: u32,
    new: u32,
    /// Length in characters times four, plus the kind.
    stretches: Box<[u32]>,
}

/// One stretch of a word diff.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditView {
    /// `kept`, `removed` or `added`.
    pub op: EditOpView,
    /// Stretch of the earlier document.
    pub old: SpanView,
    /// Stretch of the later document.
    pub new: SpanView,
}

/// Kind of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EditOpView {
    /// Stands in both.
    Kept,
    /// Only in the earlier text.
    Removed,
    /// Only in the later text.
    Added,
}

impl EditsView {
    /// The edits in reading order.
    pub fn iter(&self) -> impl Iterator<Item = EditView> + '_ {
        let (mut old, mut new) = (self.old as usize, self.new as usize);
        self.stretches.iter().map(move |stretch| {
            let length = (stretch >> 2) as usize;
            let (op, of_old, of_new) = match stretch & 3 {
                0 => (EditOpView::Kept, length, length),
                1 => (EditOpView::Removed, length, 0),
                _ => (EditOpView::Added, 0, length),
            };
            let span = |start: usize, length: usize| SpanView {
                start,
                end: start + length,
            };
            let edit = EditView {
                op,
                old: span(old, of_old),
                new: span(new, of_new),
            };
            (old, new) = (edit.old.end, edit.new.end);
            edit
        })
    }
}

impl TryFrom<Vec<EditView>> for EditsView {
    type Error = &'static str;

    /// Reads edits that follow each other.
    fn try_from(edits: Vec<EditView>) -> Result<Self, Self::Error> {
        let pack = |edit: &EditView| {
            let of = |span: SpanView| span.end.checked_sub(span.start);
            let (old, new) = (of(edit.old)?, of(edit.new)?);
            let fits = match edit.op {
                EditOpView::Kept => old == new,
                EditOpView::Removed => new == 0,
                EditOpView::Added => old == 0,
            };
            let length = u32::try_from(old.max(new)).ok().filter(|n| fits && *n < 1 << 30)?;
            Some(length << 2 | edit.op as u32)
        };
        let start = |span: Option<SpanView>| u32::try_from(span.map_or(0, |s| s.start));
        let first = edits.first();
        let wrong = "edits do not follow each other";
        let packed = Self {
            old: start(first.map(|e| e.old)).map_err(|_| wrong)?,
            new: start(first.map(|e| e.new)).map_err(|_| wrong)?,
            stretches: edits.iter().map(pack).collect::<Option<_>>().ok_or(wrong)?,
        };
        if packed.iter().eq(edits.iter().copied()) {
            Ok(packed)
        } else {
            Err(wrong)
        }
    }
}

impl Serialize for EditsView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = r#"[{"op":"removed","old":{"start":5,"end":7},"new":{"start":9,"end":9}},{"op":"kept","old":{"start":7,"end":8},"new":{"start":9,"end":10}}]"#;

    #[test]
    fn edits_are_read_as_they_were_written() {
        let edits: EditsView = serde_json::from_str(WRITTEN).expect("edits");
        assert_eq!(serde_json::to_string(&edits).expect("JSON"), WRITTEN);
        assert_eq!(
            serde_json::from_str::<EditsView>("[]").expect("none"),
            EditsView::default()
        );
    }

    #[test]
    fn edits_that_leave_something_out_are_refused() {
        let torn = WRITTEN.replace(r#"{"start":7,"end":8}"#, r#"{"start":6,"end":7}"#);
        assert!(serde_json::from_str::<EditsView>(&torn).is_err());
        assert!(serde_json::from_str::<EditsView>(&WRITTEN.replace("removed", "added")).is_err());
    }
}
