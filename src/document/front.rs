//! The lines at the top and the foot of a text: title, 文号, issuer, date of issue, draft marks.

use super::{printed, report};
use crate::date::Date;
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Top and foot of a text, as lines without white space at their ends.
pub(super) struct Front<'t> {
    text: &'t str,
    top: Vec<Span>,
    foot: Vec<Span>,
}

/// Lines at the top that are looked at: a title in three lines and one for each revision of a statute.
const TOP_LINES: usize = 30;

/// Lines at the foot that are looked at.
const FOOT_LINES: usize = 12;

/// Longest line of a title, in bytes (60 Chinese characters).
const LONGEST_TITLE: usize = 180;

impl<'t> Front<'t> {
    /// Looks at the first and the last lines.
    pub(super) fn new(text: &'t str) -> Self {
        let lines = |range: &str, offset: usize| -> Vec<Span> {
            let mut at = offset;
            let spans = range.split_inclusive(['\n', '\r']).map(|line| {
                at += line.len();
                Span::new(at - line.len(), at).trimmed(text)
            });
            spans.filter(|s| !s.is_empty()).collect()
        };
        // Lines are looked for in the first and last bytes only: a text may be one line of a gigabyte.
        let reach = 64 * 1024;
        let top_end = text.floor_char_boundary(reach.min(text.len()));
        // The foot is that of the text itself, where annexes follow it: there stand its signature and its date.
        let foot_end = first_annex(text).unwrap_or(text.len());
        let foot_start = text.ceil_char_boundary(foot_end.saturating_sub(reach));
        let mut top = lines(&text[..top_end], 0);
        top.truncate(TOP_LINES);
        let mut foot = lines(&text[foot_start..foot_end], foot_start);
        foot.drain(..foot.len().saturating_sub(FOOT_LINES));
        Self { text, top, foot }
    }

    /// The printed title, its lines joined, with its place.
    pub(super) fn title(&self) -> Option<(String, Span)> {
        let is_title = |s: &&Span| is_title(s.of(self.text));
        let lines: Vec<Span> = self
            .top
            .iter()
            .copied()
            .skip_while(|s| number_line(s.of(self.text)))
            .enumerate()
            .take_while(|(at, s)| is_title(&s) && !(*at > 0 && tells_report(s.of(self.text))))
            .map(|(_, s)| s)
            .take(4)
            .collect();
        let (first, last) = (lines.first()?, lines.last()?);
        let joined = joined(lines.iter().map(|s| s.of(self.text)));
        Some((joined, Span::new(first.start, last.end)))
    }

    /// 文号 on a line of its own.
    pub(super) fn number(&self) -> Option<(String, Span)> {
        let line = self.top.iter().find(|s| number_line(s.of(self.text)))?;
        Some((
            line.of(self.text).trim_matches(['（', '）', '(', ')']).to_owned(),
            *line,
        ))
    }

    /// The last date that stands alone at the foot, else the last date of the lines below the title that tell how the
    /// text was passed or revised.
    pub(super) fn issued(&self) -> Option<(Date, Span)> {
        let alone = |span: &Span| {
            let line = span.of(self.text);
            let (date, place) = printed::dates(line).into_iter().next()?;
            let bare = |s: &str| {
                s.chars()
                    .filter(|c| !c.is_whitespace() && !matches!(c, '（' | '）' | '(' | ')'))
                    .count()
            };
            (bare(line) == bare(place.of(line))).then_some((date, place.shifted(span.start)))
        };
        let foot = self.foot.iter().rev().find_map(alone);
        foot.or_else(|| self.passed()).or_else(|| self.delivered())
    }

    /// The date of the meeting that a report was given to, below its title.
    fn delivered(&self) -> Option<(Date, Span)> {
        self.below_title().find_map(|s| {
            let (date, place) = report::occasion(s.of(self.text))?;
            Some((date, place.shifted(s.start)))
        })
    }

    /// The body for which a report was given, below its title: 国务院, 浙江省.
    pub(super) fn speaks_for(&self) -> Option<(String, Span)> {
        self.below_title().find_map(|s| {
            let body = report::body_of_speaker(s.of(self.text))?.shifted(s.start);
            (!body.is_empty()).then(|| (body.of(self.text).to_owned(), body))
        })
    }

    fn below_title(&self) -> impl Iterator<Item = &Span> {
        let top = self.top.iter().skip(1);
        top.take_while(|s| !begins_text(s.of(self.text)))
    }

    fn passed(&self) -> Option<(Date, Span)> {
        let notes = self.below_title();
        let dates = notes.filter(|s| tells_passing(s.of(self.text))).flat_map(|s| {
            let dates = printed::dates(s.of(self.text));
            dates.into_iter().map(|(date, place)| (date, place.shifted(s.start)))
        });
        dates.max_by_key(|(date, place)| (*date, usize::MAX - place.start))
    }

    /// The body that signs above the date at the foot.
    pub(super) fn signer(&self) -> Option<(String, Span)> {
        let date = self.foot.iter().rposition(|s| {
            let line = s.of(self.text);
            line.len() <= 60
                && printed::dates(line)
                    .first()
                    .is_some_and(|(_, p)| p.start <= 3 && p.end + 3 >= line.len())
        })?;
        let signer = self.foot.get(date.checked_sub(1)?)?;
        is_body(signer.of(self.text)).then(|| (signer.of(self.text).to_owned(), *signer))
    }

    /// The organ that passed a statute, named below its title.
    pub(super) fn legislator(&self) -> Option<(String, Span)> {
        static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"[\p{Han}]{0,20}?(?:人民代表大会常务委员会|人民代表大会|国务院)")
                .expect("the pattern is constant")
        });
        let note = self.below_title().find(|s| tells_passing(s.of(self.text)))?;
        let line = note.of(self.text);
        let found = PATTERN.find(line)?;
        let name = strip_session(found.as_str());
        Some((
            name.to_owned(),
            Span::new(note.start + found.end() - name.len(), note.start + found.end()),
        ))
    }

    /// 征求意见稿, 草案 in the title or on a line of its own at the top.
    pub(super) fn draft_mark(&self) -> Option<Span> {
        self.top
            .iter()
            .take(8)
            .take_while(|s| !begins_text(s.of(self.text)))
            .find_map(|s| {
                let line = s.of(self.text);
                let word = draft_word(line).filter(|_| line.len() <= LONGEST_TITLE)?;
                let at = s.start + line.find(word)?;
                Some(Span::new(at, at + word.len()))
            })
    }
}

/// The lines of a title, a blank between words of Latin script.
fn joined<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    lines.fold(String::new(), |mut title, line| {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(title.chars().next_back()) && latin(line.chars().next()) {
            title.push(' ');
        }
        title + line
    })
}

/// Where the first annex begins: `附件` or `附件1` alone on a line, with a date alone on a line before it.
fn first_annex(text: &str) -> Option<usize> {
    text.match_indices("附件").map(|(at, _)| at).find(|at| {
        let before = text[..*at].trim_end_matches([' ', '\t', '\u{3000}']);
        if !before.ends_with(['\n', '\r']) {
            return false;
        }
        let rest = text[*at..]
            .lines()
            .next()
            .unwrap_or("")
            .trim_start_matches("附件")
            .trim();
        let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十：:".contains(c);
        rest.len() <= LONGEST_ANNEX_NUMBER && rest.chars().all(number) && ends_dated(before)
    })
}

/// Longest number of an annex, in bytes: `十二：`.
const LONGEST_ANNEX_NUMBER: usize = 9;

/// Whether one of the last lines of a text is a date and nothing else.
fn ends_dated(text: &str) -> bool {
    let mut lines = text.trim_end().rsplit(['\n', '\r']).filter(|l| !l.trim().is_empty());
    let date = |line: &str| {
        let line = line.trim();
        printed::dates(line)
            .first()
            .is_some_and(|(_, p)| p.start <= 3 && p.end + 3 >= line.len())
    };
    lines
        .by_ref()
        .take(FOOT_LINES)
        .any(|line| line.len() <= 60 && date(line))
}

/// The word by which a title or file name shows a draft.
pub(super) fn draft_word(name: &str) -> Option<&'static str> {
    [
        "征求意见稿",
        "公开征求意见稿",
        "修订草案",
        "修正草案",
        "草案",
        "送审稿",
        "讨论稿",
        "审议稿",
    ]
    .into_iter()
    .find(|word| name.contains(word))
}

/// Whether a line below a title tells when or by whom a report was given.
fn tells_report(line: &str) -> bool {
    report::tells_occasion(line) || report::names_speaker(line)
}

fn is_title(line: &str) -> bool {
    let ends = ['。', '：', ':', '；', '！', '？', '，', '、', '.'];
    let note = line.starts_with(['（', '(']) && (tells_passing(line) || line.len() > 60);
    line.len() <= LONGEST_TITLE
        && !line.ends_with(ends)
        && !begins_text(line)
        && !note
        && !number_line(line)
        && draft_word(line).is_none_or(|word| line.trim_matches(['（', '）', '(', ')']) != word)
        && !(line.starts_with(|c: char| c.is_ascii_digit()) && tells_passing(line))
}

/// Whether a line belongs to the text below the title: a clause number, contents, an address, a sentence.
fn begins_text(line: &str) -> bool {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:第\s*[一二三四五六七八九十百零〇\d]+\s*[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、]|目\s*录|目\s*次|序\s*言|(?:Article|Chapter|Section|Part)\s+\d)")
            .expect("the pattern is constant")
    });
    MARK.is_match(line) || (line.ends_with(['。', '：', ':', '！']) && !line.starts_with(['（', '(']))
}

/// Whether a line tells how a text was passed; old prints break words by spaces (`通 过`).
fn tells_passing(line: &str) -> bool {
    let squeezed: String = line.chars().filter(|c| !c.is_whitespace()).take(LONGEST_NOTE).collect();
    ["通过", "修正", "修订", "公布", "批准", "发布", "印发", "施行"]
        .iter()
        .any(|w| squeezed.contains(w))
}

/// Longest note below a title, in characters.
const LONGEST_NOTE: usize = 2000;

fn number_line(line: &str) -> bool {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[（(]?[\p{Han}\s]{1,16}?[〔\[［（(【]\s*\d{4}\s*[〕\]］）)】]\s*(?:第\s*)?\d+\s*号[）)]?$|^[\p{Han}]{0,20}令?\s*第\s*[\d一二三四五六七八九十百]+\s*号$")
            .expect("the pattern is constant")
    });
    line.len() <= 120 && PATTERN.is_match(line)
}

/// Whether a line could be the name of a public body.
pub(super) fn is_body(line: &str) -> bool {
    line.len() <= 120
        && !line.contains(['。', '，', '：', ':', '；', ','])
        && [
            "政府",
            "局",
            "委员会",
            "办公厅",
            "办公室",
            "院",
            "部",
            "署",
            "委",
            "会",
            "厅",
            "组",
            "法院",
            "检察院",
        ]
        .iter()
        .any(|end| line.ends_with(end))
}

/// `第十一届全国人民代表大会常务委员会` is the organ without its session.
fn strip_session(name: &str) -> &str {
    let start = name.find('届').map_or(0, |at| at + '届'.len_utf8());
    let rest = &name[start..];
    if start > 0 && (rest.starts_with("人民代表大会")) {
        name
    } else {
        rest
    }
}
