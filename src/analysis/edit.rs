//! Edits: a word diff as a list of stretches, four bytes each.

use crate::span::Span;

/// One stretch of a word diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Kept, removed or added.
    pub op: EditOp,
    /// Stretch of the old document; empty for an addition.
    pub old: Span,
    /// Stretch of the new document; empty for a removal.
    pub new: Span,
}

/// Kind of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditOp {
    /// Stands in both.
    Kept,
    /// Only in the old.
    Removed,
    /// Only in the new.
    Added,
}

/// Edits in reading order; of a replacement the removal comes first. The old spans of kept and removed edits give back
/// the old clause, the new spans of kept and added edits the new one: only their lengths are held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    old: usize,
    new: usize,
    /// Length in bytes times four, plus the kind.
    stretches: Vec<u32>,
}

impl Edits {
    /// No edits yet, of clauses that begin at these bytes.
    pub(super) fn starting(old: usize, new: usize) -> Self {
        Self {
            old,
            new,
            stretches: Vec::new(),
        }
    }

    /// Adds a stretch of that many bytes unless it is empty.
    pub(super) fn push(&mut self, op: EditOp, bytes: usize) {
        if bytes > 0 {
            self.stretches
                .push(u32::try_from(bytes << 2).unwrap_or(u32::MAX << 2) | op as u32);
        }
    }

    /// Gives back memory that was kept for more edits.
    pub(super) fn finish(mut self) -> Self {
        self.stretches.shrink_to_fit();
        self
    }

    /// The edits in reading order.
    pub fn iter(&self) -> impl Iterator<Item = Edit> + '_ {
        let (mut old, mut new) = (self.old, self.new);
        self.stretches.iter().map(move |stretch| {
            let bytes = (stretch >> 2) as usize;
            let (op, from_old, from_new) = match stretch & 3 {
                0 => (EditOp::Kept, bytes, bytes),
                1 => (EditOp::Removed, bytes, 0),
                _ => (EditOp::Added, 0, bytes),
            };
            let edit = Edit {
                op,
                old: Span::new(old, old + from_old),
                new: Span::new(new, new + from_new),
            };
            (old, new) = (edit.old.end, edit.new.end);
            edit
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_follow_each_other_on_both_sides() {
        let mut edits = Edits::starting(10, 20);
        for (op, bytes) in [
            (EditOp::Kept, 3),
            (EditOp::Removed, 6),
            (EditOp::Added, 0),
            (EditOp::Added, 9),
        ] {
            edits.push(op, bytes);
        }
        let found: Vec<_> = edits.finish().iter().map(|e| (e.op, e.old, e.new)).collect();
        let expect = [
            (EditOp::Kept, Span::new(10, 13), Span::new(20, 23)),
            (EditOp::Removed, Span::new(13, 19), Span::new(23, 23)),
            (EditOp::Added, Span::new(19, 19), Span::new(23, 32)),
        ];
        assert_eq!(found, expect);
    }
}
