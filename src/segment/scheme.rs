//! The numbering scheme of one document: which shape of enumerator stands above which.
//!
//! Found from consistent runs: a shape encloses another if the other starts afresh at 1 between two consecutive
//! numbers of the first. The usual order (章 节 条 一、（一）1.（1）①) only decides what the runs leave open.

use super::mark::{Mark, Style};

/// Depth of each style in one stretch of a document; 0 is outermost.
#[derive(Clone, Debug)]
pub(super) struct Scheme {
    level: [usize; Style::COUNT],
}

/// Every style in the usual order.
const STYLES: [Style; Style::COUNT] = [
    Style::Book,
    Style::SubBook,
    Style::Chapter,
    Style::Section,
    Style::Article,
    Style::Chinese,
    Style::Bare,
    Style::ChineseParen,
    Style::ArabicDot,
    Style::ArabicComma,
    Style::Decimal2,
    Style::Decimal3,
    Style::ArabicParen,
    Style::ArabicHalf,
    Style::Circled,
    Style::Ordinal,
    Style::Yishi,
    Style::Letter,
];

impl Scheme {
    /// Finds the scheme of a stretch from its marks in reading order.
    ///
    /// # Complexity
    /// Linear in the number of marks.
    pub(super) fn find(marks: &[Mark]) -> Self {
        let encloses = count_enclosed_starts(marks);
        let mut left: Vec<Style> = STYLES.to_vec();
        let mut level = [0; Style::COUNT];
        for depth in 0..Style::COUNT {
            let pick = left
                .iter()
                .position(|s| {
                    left.iter()
                        .all(|o| encloses[*o as usize][*s as usize] <= encloses[*s as usize][*o as usize])
                })
                .unwrap_or(0);
            level[left.remove(pick) as usize] = depth;
        }
        Self { level }
    }

    /// Depth of a style.
    pub(super) fn level(&self, style: Style) -> usize {
        self.level[style as usize]
    }
}

type Counts = [[u32; Style::COUNT]; Style::COUNT];

/// `counts[a][b]`: how often `b` started at 1 between `n` and `n + 1` of `a`.
fn count_enclosed_starts(marks: &[Mark]) -> Counts {
    let mut counts = [[0; Style::COUNT]; Style::COUNT];
    let mut next = [None::<u32>; Style::COUNT];
    let mut starts: Vec<(usize, [Option<u32>; Style::COUNT])> = Vec::new();
    for (index, mark) in marks.iter().enumerate().rev() {
        if mark.number == 1 || mark.style == Style::Bare {
            starts.push((index, next));
        }
        next[mark.style as usize] = Some(mark.number);
    }
    let mut last = [None::<u32>; Style::COUNT];
    for (index, mark) in marks.iter().enumerate() {
        if let Some((_, next)) = starts.pop_if(|(at, _)| *at == index) {
            for outer in STYLES.iter().map(|s| *s as usize).filter(|s| *s != mark.style as usize) {
                let goes_on = matches!((last[outer], next[outer]), (Some(l), Some(n)) if n == l + 1);
                counts[outer][mark.style as usize] += u32::from(goes_on);
            }
        }
        last[mark.style as usize] = Some(mark.number);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::mark::at_line_start;

    fn check(lines: &[&str], outer_to_inner: &[Style]) {
        let marks: Vec<Mark> = lines.iter().filter_map(|l| at_line_start(l)).collect();
        assert_eq!(marks.len(), lines.len());
        let scheme = Scheme::find(&marks);
        for pair in outer_to_inner.windows(2) {
            assert!(scheme.level(pair[0]) < scheme.level(pair[1]), "{pair:?} in {lines:?}");
        }
    }

    #[test]
    fn follows_the_usual_order_without_evidence() {
        check(
            &["一、", "（一）", "1.", "（1）"],
            &[Style::Chinese, Style::ChineseParen, Style::ArabicDot],
        );
    }

    #[test]
    fn follows_the_runs() {
        check(
            &["1.", "一、", "二、", "2.", "一、", "3."],
            &[Style::ArabicDot, Style::Chinese],
        );
        check(
            &["（1）", "1.", "2.", "（2）", "1.", "2."],
            &[Style::ArabicParen, Style::ArabicDot],
        );
    }

    #[test]
    fn keeps_parents_where_numbering_goes_on() {
        check(
            &[
                "一、",
                "二、",
                "（一）",
                "（二）",
                "三、",
                "（三）",
                "（四）",
                "四、",
                "（五）",
            ],
            &[Style::Chinese, Style::ChineseParen],
        );
    }
}
