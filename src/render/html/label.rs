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
            lines.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
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
    }
}
