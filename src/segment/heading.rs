//! Where the own text of a numbered line ends: after its number, its heading, or its whole line.

use super::layout::Role;
use super::line::{Line, LineEnd};
use super::mark::Style;
use super::outline::Outline;
use super::sentence;

/// How the text of a numbered line is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    /// Only the number: the rest is text.
    Label,
    /// Number and heading up to this byte of the text: the rest, if any, is text.
    Heading(usize),
}

/// Longest heading that text follows on the same line, in characters; the seeds' longest has 20, the series' 36.
const LONGEST_RUN_IN: usize = 40;

/// Longest heading on a line of its own, in characters.
const LONGEST_HEADING: usize = 60;

/// Longest lead-in that is a heading all the same: `（一）主要目标：`.
const LONGEST_COLON_HEADING: usize = 14;

/// Share of a shape's marks with a short first sentence from which such sentences are headings, in percent.
/// The seeds with run-in headings have 100, lists of plain sentences in the series under 40.
const RUN_IN_SHARE: usize = 60;

/// Tells for each block with a number how its line is divided; `Own::Label` for all others.
///
/// # Complexity
/// Linear in the length of the text.
pub(super) fn divide(text: &str, lines: &[Line], outline: &Outline) -> Vec<Own> {
    let firsts: Vec<Option<FirstSentence>> = outline
        .blocks
        .iter()
        .map(|b| (b.role == Role::Numbered).then(|| first_sentence(text, &lines[b.line])))
        .collect();
    let run_in = styles_with_run_in(lines, outline, &firsts);
    firsts
        .iter()
        .enumerate()
        .map(|(block, first)| first.map_or(Own::Label, |f| own(text, lines, outline, block, f, &run_in)))
        .collect()
}

/// First sentence of a numbered line, its number left out.
#[derive(Clone, Copy, Debug)]
struct FirstSentence {
    chars: usize,
    end: usize,
    rest: Rest,
}

/// What follows the first sentence on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    Nothing,
    Text,
}

fn first_sentence(text: &str, line: &Line) -> FirstSentence {
    let start = line.span.start + line.mark.map_or(0, |m| m.label_len);
    let rest = text.get(start..line.span.end).unwrap_or("");
    let end = sentence::first_end(rest);
    let first = rest[..end].trim();
    FirstSentence {
        chars: first.chars().take(LONGEST_HEADING + 1).count(),
        end: start + rest[..end].trim_end().len(),
        rest: if rest[end..].trim().is_empty() {
            Rest::Nothing
        } else {
            Rest::Text
        },
    }
}

fn styles_with_run_in(lines: &[Line], outline: &Outline, firsts: &[Option<FirstSentence>]) -> [bool; Style::COUNT] {
    let mut all = [0_usize; Style::COUNT];
    let mut short = [0_usize; Style::COUNT];
    for (block, first) in outline.blocks.iter().zip(firsts) {
        let (Some(first), Some(mark)) = (first, lines[block.line].mark) else {
            continue;
        };
        if first.chars > 0 && lines[block.line].end != LineEnd::Open {
            all[mark.style as usize] += 1;
            short[mark.style as usize] += usize::from(first.rest == Rest::Text && first.chars <= LONGEST_RUN_IN);
        }
    }
    std::array::from_fn(|s| short[s] > 0 && 100 * short[s] >= RUN_IN_SHARE * all[s])
}

fn own(
    text: &str,
    lines: &[Line],
    outline: &Outline,
    index: usize,
    first: FirstSentence,
    run_in: &[bool; Style::COUNT],
) -> Own {
    let block = &outline.blocks[index];
    let line = &lines[block.line];
    let Some(mark) = line.mark else { return Own::Label };
    if mark.style == Style::Article {
        return caption(text, line, mark.label_len);
    }
    if mark.style.is_chapter() {
        return Own::Heading(line.span.end);
    }
    if first.chars == 0 || block.in_article {
        return Own::Label;
    }
    let leads = block.bodies > 0 || block.has_items;
    let heading = match (first.rest, line.end) {
        (Rest::Text, _) => {
            run_in[mark.style as usize]
                && first.chars <= LONGEST_RUN_IN
                && text[..first.end].ends_with(['。', '：', '！', '.'])
        }
        (Rest::Nothing, LineEnd::Open) => leads && first.chars <= LONGEST_HEADING,
        (Rest::Nothing, LineEnd::Stop) => leads && first.chars <= LONGEST_RUN_IN,
        (Rest::Nothing, LineEnd::Colon) => leads && first.chars <= LONGEST_COLON_HEADING,
        (Rest::Nothing, LineEnd::Semicolon) => false,
    };
    if heading { Own::Heading(first.end) } else { Own::Label }
}

/// `第一条【立法目的】`: the caption belongs to the article's own text.
fn caption(text: &str, line: &Line, label_len: usize) -> Own {
    let start = line.span.start + label_len;
    let rest = text.get(start..line.span.end).unwrap_or("");
    let inner = rest.trim_start();
    let close = match inner.chars().next() {
        Some('【') => '】',
        Some('[') => ']',
        Some('（') => '）',
        Some('(') => ')',
        _ => return Own::Label,
    };
    let lead = rest.len() - inner.len();
    inner
        .char_indices()
        .take(LONGEST_RUN_IN)
        .find(|(_, c)| *c == close)
        .map_or(Own::Label, |(at, c)| Own::Heading(start + lead + at + c.len_utf8()))
}
