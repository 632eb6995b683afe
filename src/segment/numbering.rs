//! Watches the printed numbers: gaps, repeats and restarts are kept as printed and reported.

use super::mark::{Mark, Style};
use crate::diagnostic::Diagnostic;
use crate::lang::Bilingual;
use crate::span::Span;

/// The last number of every shape, with the clause it stood under.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    last: [Option<Last>; Style::COUNT],
}

#[derive(Clone, Copy, Debug)]
struct Last {
    parent: Option<usize>,
    mark: Mark,
    label: Span,
}

impl Numbering {
    /// Takes note of the next number; answers with what is odd about it.
    ///
    /// Numbering that goes on across chapters is not odd, nor is a fresh start under a new parent.
    pub(super) fn next(&mut self, text: &str, parent: Option<usize>, mark: Mark, label: Span) -> Option<Diagnostic> {
        let before = self.last[mark.style as usize].replace(Last { parent, mark, label });
        let Some(before) = before else {
            return (mark.number > 1).then(|| begins_late(label.of(text), label));
        };
        let goes_on = (mark.number == before.mark.number + 1 && mark.sub == 0)
            || (mark.number == before.mark.number && mark.sub == before.mark.sub + 1);
        let fresh = mark.number == 1 && mark.sub == 0;
        let new_parent = parent != before.parent && mark.style != Style::Article;
        if goes_on || (fresh && new_parent) {
            return None;
        }
        Some(odd(text, before, mark, label))
    }
}

fn begins_late(label: &str, span: Span) -> Diagnostic {
    Diagnostic::note(
        "numbering-begins-late",
        Some(span),
        Bilingual::new(
            format!("编号从“{label}”开始；照原文保留"),
            format!("numbering begins with '{label}'; kept as printed"),
        ),
    )
}

fn odd(text: &str, before: Last, mark: Mark, span: Span) -> Diagnostic {
    let (old, new) = (before.label.of(text).trim(), span.of(text).trim());
    let (code, zh, en) = if (mark.number, mark.sub) == (before.mark.number, before.mark.sub) {
        ("numbering-repeats", "编号重复", "a number repeats")
    } else if mark.number == 1 {
        ("numbering-restarts", "编号重新开始", "numbering restarts")
    } else if mark.number < before.mark.number {
        ("numbering-goes-back", "编号倒退", "numbering goes back")
    } else {
        ("numbering-gap", "编号不连续", "numbering has a gap")
    };
    Diagnostic::warning(
        code,
        Some(span),
        Bilingual::new(
            format!("{zh}：“{old}”之后是“{new}”；照原文保留"),
            format!("{en}: '{old}' is followed by '{new}'; kept as printed"),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::mark::at_line_start;

    fn check(labels: &[(&str, Option<usize>)], expect: &[Option<&str>]) {
        let mut numbering = Numbering::default();
        let codes: Vec<_> = labels
            .iter()
            .map(|(label, parent)| {
                let mark = at_line_start(label).expect("labels of the test are enumerators");
                numbering
                    .next(label, *parent, mark, Span::new(0, mark.label_len))
                    .map(|d| d.code)
            })
            .collect();
        assert_eq!(codes, expect);
    }

    #[test]
    fn reports_what_is_odd() {
        check(
            &[
                ("（一）", Some(1)),
                ("（二）", Some(1)),
                ("（四）", Some(1)),
                ("（四）", Some(1)),
                ("（三）", Some(1)),
            ],
            &[
                None,
                None,
                Some("numbering-gap"),
                Some("numbering-repeats"),
                Some("numbering-goes-back"),
            ],
        );
        check(
            &[
                ("（一）", Some(1)),
                ("（二）", Some(1)),
                ("（三）", Some(2)),
                ("（一）", Some(3)),
                ("（一）", Some(3)),
            ],
            &[None, None, None, None, Some("numbering-repeats")],
        );
        check(
            &[("第三条 甲", None), ("第三条之一 乙", None), ("第四条 丙", None)],
            &[Some("numbering-begins-late"), None, None],
        );
    }
}
