//! Draws a screen of the review: the clause above, its candidates below, the keys at the foot.

use super::session::{Session, standing};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;
use yange::decisions::Verdict;
use yange::lang::Lang;
use yange::render::review::{Offer, Page, Side};

/// Lines that a candidate takes while it is not looked at.
const FOLDED: usize = 2;

const PLAIN: Style = Style::new();
const DIM: Style = PLAIN.add_modifier(Modifier::DIM);
const STRONG: Style = PLAIN.add_modifier(Modifier::BOLD);
const SHARED: Style = Style::new().fg(Color::Yellow).add_modifier(Modifier::UNDERLINED);

/// Draws everything.
pub(super) fn draw(frame: &mut Frame<'_>, session: &Session, saved: &str, lang: Lang) {
    let area = frame.area();
    let width = usize::from(area.width.max(10));
    let word = |zh: &'static str, en: &'static str| if lang == Lang::Zh { zh } else { en };
    let keys = word(
        "1 同一 2 相关 3 不同 ↑↓ 移动 Enter 其余照现状，下一屏 s 跳过 u 撤销 q 退出",
        "1 same 2 related 3 different ↑↓ move Enter the rest as it stands, next s skip u undo q quit",
    );
    let foot = wrapped(keys, &[], width, DIM);
    let head = session.page().map_or_else(Vec::new, |page| clause(page, width));
    // Whatever the size of the window, the candidates keep most of it.
    let tall = head.len().min(usize::from(area.height) / 2);
    let rows = [1, small(tall), 1].map(Constraint::Length);
    let [top, above, rule, below, bottom] = Layout::vertical([
        rows[0],
        rows[1],
        rows[2],
        Constraint::Min(1),
        Constraint::Length(small(foot.len())),
    ])
    .areas(area);
    frame.render_widget(Paragraph::new(title(session, saved, lang)), top);
    frame.render_widget(Paragraph::new(head), above);
    frame.render_widget(Paragraph::new(Line::styled("─".repeat(width), DIM)), rule);
    frame.render_widget(Paragraph::new(foot), bottom);
    match session.page() {
        Some(page) => candidates(frame, session, page, below, lang),
        None => {
            let done = word(
                "没有待判的屏了。按 q 退出，u 撤销。",
                "Nothing is left to ask. q quits, u undoes.",
            );
            frame.render_widget(Paragraph::new(Line::styled(done, STRONG)), below);
        }
    }
}

fn title(session: &Session, saved: &str, lang: Lang) -> Line<'static> {
    let (all, answered) = (session.pages.len(), session.answered());
    let at = (session.screen + 1).min(all);
    let text = match (session.page(), lang) {
        (Some(page), Lang::Zh) => format!(
            "复核 {at}/{all} 屏 · 预计改动 {:.1} 条对应 · 本次已判 {answered} 对 · {saved}",
            page.doubt
        ),
        (Some(page), Lang::En) => format!(
            "Review, screen {at}/{all} · {:.1} links likely to change · {answered} pairs decided now · {saved}",
            page.doubt
        ),
        (None, Lang::Zh) => format!("复核完 · 本次已判 {answered} 对 · {saved}"),
        (None, Lang::En) => format!("Review done · {answered} pairs decided now · {saved}"),
    };
    Line::styled(text, STRONG)
}

fn clause(page: &Page, width: usize) -> Vec<Line<'static>> {
    let mut lines = place(&page.clause, width);
    lines.extend(wrapped(&page.clause.text, &[], width, STRONG));
    lines.extend(context(&page.clause, width));
    lines
}

/// Document, id and headings.
fn place(side: &Side, width: usize) -> Vec<Line<'static>> {
    let mut lines = wrapped(&format!("{}  {}", side.anchor.clause, side.document), &[], width, DIM);
    lines.extend(wrapped(&side.path.join(" › "), &[], width, DIM));
    lines
}

/// The text before and after, a line each.
fn context(side: &Side, width: usize) -> Vec<Line<'static>> {
    let [before, after] = &side.around;
    let one = |mark: &str, text: &String| wrapped(&format!("{mark} {text}"), &[], width, DIM).into_iter().next();
    let filled = [("↑", before), ("↓", after)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty());
    filled.filter_map(|(mark, text)| one(mark, text)).collect()
}

fn candidates(frame: &mut Frame<'_>, session: &Session, page: &Page, area: Rect, lang: Lang) {
    let width = usize::from(area.width.max(10));
    let (mut lines, mut focus) = (Vec::new(), 0..0);
    for (i, offer) in page.partners.iter().enumerate() {
        let start = lines.len();
        let chosen = i == session.cursor;
        lines.extend(candidate(session, offer, chosen, width, lang));
        if chosen {
            focus = start..lines.len();
        }
    }
    let shown = usize::from(area.height);
    let first = if focus.end > shown {
        focus.start.min(lines.len().saturating_sub(shown))
    } else {
        0
    };
    let visible: Vec<Line<'static>> = lines.into_iter().skip(first).take(shown).collect();
    frame.render_widget(Paragraph::new(visible), area);
}

fn candidate(session: &Session, offer: &Offer, chosen: bool, width: usize, lang: Lang) -> Vec<Line<'static>> {
    let answer = session.answer(offer);
    let name = |verdict: Verdict| match (verdict, lang) {
        (Verdict::Same, Lang::Zh) => "同一",
        (Verdict::Related, Lang::Zh) => "相关",
        (Verdict::Different, Lang::Zh) => "不同",
        (verdict, Lang::En) => verdict.name(),
    };
    let verdict = match (answer, lang) {
        (Some(verdict), _) => format!("[{}]", name(verdict)),
        (None, Lang::Zh) if offer.decided => format!("（已判：{}）", name(standing(offer))),
        (None, Lang::En) if offer.decided => format!("(decided: {})", name(standing(offer))),
        (None, Lang::Zh) => format!("（现：{}）", name(standing(offer))),
        (None, Lang::En) => format!("(now: {})", name(standing(offer))),
    };
    let percent = (offer.probability * 100.0).round();
    let mark = if chosen { "▶" } else { " " };
    let mut lines = vec![Line::from(vec![
        Span::styled(
            format!("{mark} {verdict} "),
            if answer.is_some() { STRONG } else { PLAIN },
        ),
        Span::styled(
            format!(
                "{percent}%  {}  {}",
                offer.side.anchor.clause,
                offer.side.path.join(" › ")
            ),
            DIM,
        ),
    ])];
    let indent = width.saturating_sub(2);
    let mut text = wrapped(
        &offer.side.text,
        &offer.shared,
        indent,
        if chosen { STRONG } else { PLAIN },
    );
    if chosen {
        text.extend(context(&offer.side, indent));
    } else {
        text.truncate(FOLDED);
    }
    lines.extend(text.into_iter().map(|line| {
        let mut spans = vec![Span::raw("  ")];
        spans.extend(line.spans);
        Line::from(spans)
    }));
    lines
}

/// Breaks a text into lines of a width in columns, marking ranges of its characters.
fn wrapped(text: &str, marks: &[Range<usize>], width: usize, style: Style) -> Vec<Line<'static>> {
    let mut lines: Vec<Vec<Span<'static>>> = Vec::new();
    let (mut row, mut run, mut columns, mut marked) = (Vec::new(), String::new(), 0, false);
    let span = |run: &mut String, marked: bool| {
        Span::styled(std::mem::take(run), if marked { style.patch(SHARED) } else { style })
    };
    for (i, c) in text.chars().enumerate() {
        // A character that moves the cursor or turns the direction would break the screen.
        let c = if c.is_control()
            || matches!(c, '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        {
            '·'
        } else {
            c
        };
        let wide = c.width().unwrap_or(0);
        let now = marks.iter().any(|r| r.contains(&i));
        if now != marked || columns + wide > width {
            if !run.is_empty() {
                row.push(span(&mut run, marked));
            }
            marked = now;
        }
        if columns + wide > width {
            lines.push(std::mem::take(&mut row));
            columns = 0;
        }
        run.push(c);
        columns += wide;
    }
    if !run.is_empty() {
        row.push(span(&mut run, marked));
    }
    if !row.is_empty() {
        lines.push(row);
    }
    lines.into_iter().map(Line::from).collect()
}

fn small(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_width_and_their_marks() {
        let lines = wrapped("开展专利导航工作", &[2..6, 9..10], 6, PLAIN);
        let texts: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["开展专", "利导航", "工作"]);
        let marked = |line: &Line<'_>| {
            line.spans
                .iter()
                .filter(|s| s.style.fg.is_some())
                .map(|s| s.content.to_string())
                .collect::<String>()
        };
        assert_eq!(lines.iter().map(marked).collect::<Vec<_>>(), ["专", "利导航", ""]);
        assert!(wrapped("", &[], 6, PLAIN).is_empty());
    }
}
