//! The numbering scheme of one document: which shape of enumerator stands above which.
//!
//! Found from consistent runs: a shape encloses another if the other starts afresh at 1 between two consecutive
//! numbers of the first and does not go on after the second of them. The usual order (一、（一）1.（1）①) only decides
//! what the runs leave open; 编 分编 章 节 条 stand in the order that 立法法 gives them, above all others but 条. One
//! exception: 一、二、 that run once through the whole document divide it, and chapters that count on through them
//! (第一章 to 第五十六章 in ten parts, as in five-year plans) stand under them.

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
        let parts = divides(marks, Style::Chinese, Style::Chapter);
        let over = |a: Style, b: Style| match (a.statutory_rank(), b.statutory_rank()) {
            (Some(a), Some(b)) => a < b,
            (Some(_), None) if parts && b == Style::Chinese => false,
            (None, Some(rank)) if parts && a == Style::Chinese => rank >= Style::Chapter as usize,
            (Some(_), None) if a != Style::Article => true,
            (None, Some(_)) if b != Style::Article => false,
            _ => encloses[a as usize][b as usize] > encloses[b as usize][a as usize],
        };
        let mut left: Vec<Style> = STYLES.to_vec();
        let mut level = [0; Style::COUNT];
        for depth in 0..Style::COUNT {
            let pick = left
                .iter()
                .position(|s| left.iter().all(|o| !over(*o, *s)))
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

/// Whether `outer` runs once through all the marks, `inner` too, and `inner` counts on from one `outer` to the next.
///
/// The first `outer` must stand before the first `inner`, and at least two of `outer` hold some of `inner`.
fn divides(marks: &[Mark], outer: Style, inner: Style) -> bool {
    let once = |style: Style| {
        let mut numbers = marks.iter().filter(|m| m.style == style).map(|m| m.number);
        numbers.next() == Some(1) && numbers.try_fold(1, |last, n| (n == last + 1).then_some(n)).is_some()
    };
    let order: Vec<Style> = marks
        .iter()
        .map(|m| m.style)
        .filter(|s| [outer, inner].contains(s))
        .collect();
    let holders = order.windows(2).filter(|w| w[0] == outer && w[1] == inner).count();
    order.first() == Some(&outer) && holders > 1 && once(outer) && once(inner)
}

type Counts = [[u32; Style::COUNT]; Style::COUNT];

/// Where the marks of one style stand, with their numbers, in reading order.
type Run = Vec<(usize, u32)>;

/// `counts[a][b]`: how often a run of `b` started at 1 after `n` of `a` and was over before `n + 1` of `a`.
fn count_enclosed_starts(marks: &[Mark]) -> Counts {
    let mut runs: [Run; Style::COUNT] = std::array::from_fn(|_| Vec::new());
    for (index, mark) in marks.iter().enumerate() {
        runs[mark.style as usize].push((index, mark.number));
    }
    let mut counts = [[0; Style::COUNT]; Style::COUNT];
    for (index, mark) in marks.iter().enumerate() {
        if mark.number != 1 && mark.style != Style::Bare {
            continue;
        }
        let inner = mark.style as usize;
        for outer in (0..Style::COUNT).filter(|o| *o != inner) {
            counts[outer][inner] += u32::from(encloses(&runs[outer], &runs[inner], index));
        }
    }
    counts
}

/// Whether the run of `inner` that starts at `start` lies between two consecutive numbers of `outer`.
fn encloses(outer: &Run, inner: &Run, start: usize) -> bool {
    let next = outer.partition_point(|(at, _)| *at < start);
    let (Some((_, before)), Some((end, after))) = (next.checked_sub(1).map(|b| outer[b]), outer.get(next)) else {
        return false;
    };
    let beyond = inner.partition_point(|(at, _)| at < end);
    let last = beyond.checked_sub(1).map(|l| inner[l].1);
    let goes_on = matches!((last, inner.get(beyond)), (Some(last), Some((_, next))) if *next == last + 1);
    *after == before + 1 && !goes_on
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
    fn numbers_that_go_on_enclose_nothing() {
        let lines = [
            "一、",
            "（一）",
            "1.",
            "2.",
            "（二）",
            "3.",
            "二、",
            "（一）",
            "4.",
            "5.",
            "（二）",
            "6.",
        ];
        check(&lines, &[Style::Chinese, Style::ChineseParen, Style::ArabicDot]);
        check(
            &["第一条", "第一节", "第二条", "第二节", "第三条"],
            &[Style::Section, Style::Article],
        );
    }

    #[test]
    fn parts_that_run_through_stand_above_chapters() {
        check(
            &[
                "一、任务",
                "第一章 甲",
                "第二章 乙",
                "第一节 丙",
                "二、产业",
                "第三章 丁",
                "（一）",
            ],
            &[Style::Chinese, Style::Chapter, Style::Section, Style::ChineseParen],
        );
        check(
            &["第一章 甲", "一、", "二、", "第二章 乙", "三、"],
            &[Style::Chapter, Style::Chinese],
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
