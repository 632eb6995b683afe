//! Labels that fit their boxes, measured in half-width columns as CJK text is.

use super::picture::FONT;
use unicode_width::UnicodeWidthChar;

/// Breaks a label into at most `limit` lines of `width`; what does not fit ends in an ellipsis.
pub(super) fn fit(label: &str, width: f64, limit: usize) -> Vec<String> {
    let columns = (width / (FONT / 2.0)) as usize;
    let (mut lines, mut used) = (vec![String::new()], 0);
    for c in label.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > columns {
            if lines.len() == limit {
                if let Some(line) = lines.last_mut() {
                    line.pop();
                    line.push('…');
                }
                return lines;
            }
            let tail = lines.last_mut().map(broken_word).unwrap_or_default();
            used = tail.len();
            lines.push(tail);
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

/// Takes off the Latin letters at the end of a line that began after a space: a word goes on in the next line whole.
fn broken_word(line: &mut String) -> String {
    let start = line.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    if start == line.len() || !line[..start].ends_with(' ') {
        return String::new();
    }
    line.split_off(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_broken_and_cut() {
        assert_eq!(fit("知识产权", 100.0, 1), ["知识产权"]);
        assert_eq!(fit("知识产权保护", 50.0, 2), ["知识产权", "保护"]);
        assert_eq!(fit("知识产权保护", 50.0, 1), ["知识产…"]);
        assert_eq!(fit("", 50.0, 1), [""]);
        assert_eq!(fit("9 more sections", 80.0, 2), ["9 more ", "sections"]);
        assert_eq!(fit("PCT专利ABCDEFGH", 50.0, 2), ["PCT专利A", "BCDEFGH"]);
    }
}
