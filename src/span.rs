//! Places in a text: byte spans inside the program, Unicode scalar offsets in what it writes.

/// A half-open range of bytes of one document's decoded text; both ends lie on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Builds a span; `start` must not exceed `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward");
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text of the span; empty where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span without white space at its ends.
    pub fn trimmed(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        let end = start + inner.trim().len();
        Span {
            start,
            end: end.max(start),
        }
    }

    /// Moves both ends by `offset` bytes.
    pub fn shifted(self, offset: usize) -> Span {
        Span {
            start: self.start + offset,
            end: self.end + offset,
        }
    }
}

/// Converts byte offsets of one text into counts of Unicode scalar values.
///
/// # Complexity
/// Built in one pass over the text; a look-up scans at most 256 bytes.
#[derive(Clone, Debug)]
pub struct CharOffsets<'t> {
    text: &'t str,
    marks: Vec<usize>,
}

impl<'t> CharOffsets<'t> {
    /// Bytes between two stored marks: small enough that a look-up is a few nanoseconds.
    const STRIDE: usize = 256;

    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STRIDE + 1);
        let mut count = 0;
        for (index, byte) in text.bytes().enumerate() {
            if index % Self::STRIDE == 0 {
                marks.push(count);
            }
            count += usize::from(is_char_start(byte));
        }
        Self { text, marks }
    }

    /// Number of scalar values before byte `offset`.
    pub fn chars_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let Some(&base) = self.marks.get(offset / Self::STRIDE).or(self.marks.last()) else {
            return 0;
        };
        let from = (offset / Self::STRIDE).min(self.marks.len() - 1) * Self::STRIDE;
        base + self.text.as_bytes()[from..offset]
            .iter()
            .filter(|b| is_char_start(**b))
            .count()
    }

    /// The span in scalar values.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.chars_before(span.start), self.chars_before(span.end))
    }
}

fn is_char_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_before_agrees_with_counting() {
        let text = "第一条　商标 abc。".repeat(40);
        let offsets = CharOffsets::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.chars_before(byte), count);
        }
        assert_eq!(offsets.chars_before(text.len()), text.chars().count());
        assert_eq!(CharOffsets::new("").chars_before(0), 0);
    }
}
