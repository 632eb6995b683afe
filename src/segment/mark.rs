//! Enumerators as printed at the start of a line or within it: `第三条` `一、` `（一）` `1.` `①` `一是`.

use super::numeral;

/// A printed enumerator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Shape of the enumerator; marks of one shape make a run.
    pub(super) style: Style,
    /// Its number.
    pub(super) number: u32,
    /// The number after 之 (第十条之一), else 0.
    pub(super) sub: u32,
    /// Bytes of the enumerator itself.
    pub(super) label_len: usize,
    /// Whether white space, a line end or the shape itself sets it apart; a weak mark must continue a run.
    pub(super) strength: Strength,
}

/// How sure it is that a mark is one, seen alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// Set apart by its shape.
    Clear,
    /// Could be a reference (`第十四条规定`) or part of the wording; must continue a run.
    Weak,
}

/// Shape of an enumerator, from the usually outermost to the usually innermost.
///
/// The order is only the prior: [`super::scheme`] finds the nesting of each document from its runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Style {
    /// 第一编, 第一部分, Part 1
    Book,
    /// 第一分编
    SubBook,
    /// 第一章, Chapter 1
    Chapter,
    /// 第一节, Section 1
    Section,
    /// 第一条, Article 1
    Article,
    /// 一、
    Chinese,
    /// An unnumbered heading; never printed, numbered by the reader.
    Bare,
    /// （一）
    ChineseParen,
    /// 1.
    ArabicDot,
    /// 1、
    ArabicComma,
    /// 1.1
    Decimal2,
    /// 1.1.1
    Decimal3,
    /// （1）
    ArabicParen,
    /// 1)
    ArabicHalf,
    /// ①
    Circled,
    /// 第一，
    Ordinal,
    /// 一是
    Yishi,
    /// (a)
    Letter,
}

impl Style {
    /// Number of styles, for tables.
    pub(super) const COUNT: usize = Style::Letter as usize + 1;

    /// Whether clauses of this shape are headings of divisions rather than items of a list.
    pub(super) fn is_division(self) -> bool {
        matches!(
            self,
            Style::Book | Style::SubBook | Style::Chapter | Style::Section | Style::Bare | Style::Chinese
        )
    }

    /// Place in the order of a statute's divisions, 编 分编 章 节 条.
    pub(super) fn statutory_rank(self) -> Option<usize> {
        (self <= Style::Article).then_some(self as usize)
    }

    /// Whether the shape is that of a statute's chapters: 编 分编 章 节.
    pub(super) fn is_chapter(self) -> bool {
        matches!(self, Style::Book | Style::SubBook | Style::Chapter | Style::Section)
    }
}

/// Reads the enumerator that `line` begins with.
///
/// # Complexity
/// Constant: looks at the first few characters only, except that chapter headings look for a stop in a short line.
pub(super) fn at_line_start(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    match first {
        // 笫 is how scanned statutes misread 第.
        '第' | '笫' => ordinal(line),
        '(' | '（' | '〔' => parenthesised(line),
        '0'..='9' | '０'..='９' => arabic(line),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => chinese(line),
        'A' | 'C' | 'P' | 'S' => english(line),
        _ => single(first),
    }
}

/// Longest chapter heading, in bytes (40 Chinese characters); the longest of the 3,475 statutes has 33.
const LONGEST_CHAPTER: usize = 120;

fn clear(style: Style, number: u32, label_len: usize) -> Option<Mark> {
    Some(Mark {
        style,
        number,
        sub: 0,
        label_len,
        strength: Strength::Clear,
    })
}

fn skip_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn number(text: &str) -> Option<(u32, usize)> {
    numeral::chinese(text).or_else(|| numeral::arabic(text))
}

/// `第三十－条` is how scanned statutes misread 第三十一条.
fn with_dash(text: &str, value: u32, len: usize) -> (u32, usize) {
    let dash = text[len..]
        .chars()
        .next()
        .filter(|c| matches!(c, '－' | '—' | '-' | 'ー'));
    match dash {
        Some(dash) if value.is_multiple_of(10) && text[len + dash.len_utf8()..].starts_with('条') => {
            (value + 1, len + dash.len_utf8())
        }
        _ => (value, len),
    }
}

/// 第X条, 第X条之Y, 第X章, 第X，
fn ordinal(line: &str) -> Option<Mark> {
    let mut at = '第'.len_utf8();
    at += skip_space(&line[at..]);
    let (value, len) = number(&line[at..]).map(|(value, len)| with_dash(&line[at..], value, len))?;
    at += len;
    if let Some(stop) = line[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, '，' | '、' | ',' | '：'))
    {
        return clear(Style::Ordinal, value, at + stop.len_utf8());
    }
    at += skip_space(&line[at..]);
    let (style, len) = unit(&line[at..])?;
    at += len;
    if style == Style::Article {
        return article(line, value, at);
    }
    chapter(line, style, value, at)
}

fn unit(text: &str) -> Option<(Style, usize)> {
    [
        ("条", Style::Article),
        ("章", Style::Chapter),
        ("节", Style::Section),
        ("編", Style::Book),
        ("编", Style::Book),
        ("篇", Style::Book),
        ("部分", Style::Book),
        ("分编", Style::SubBook),
        ("條", Style::Article),
        ("節", Style::Section),
    ]
    .into_iter()
    .find_map(|(word, style)| text.starts_with(word).then_some((style, word.len())))
}

fn article(line: &str, value: u32, mut at: usize) -> Option<Mark> {
    let mut sub = 0;
    if let Some(rest) = line[at..].strip_prefix('之') {
        let (value, len) = number(rest)?;
        sub = value;
        at += '之'.len_utf8() + len;
    }
    let rest = &line[at..];
    Some(Mark {
        style: Style::Article,
        number: value,
        sub,
        label_len: at,
        strength: if stands_apart(rest) {
            Strength::Clear
        } else {
            Strength::Weak
        },
    })
}

/// Whether what follows `第X条` shows that it is no reference: space or the line's end, and then not 第二款 or 规定.
fn stands_apart(rest: &str) -> bool {
    let after = rest.trim_start();
    let spaced = rest.is_empty() || after.len() < rest.len() || rest.starts_with(['【', '（', '(', ':', '：']);
    spaced && !after.starts_with("规定") && !after.starts_with(['、', '，', '。', '；', '的', '和', '至', '或']) && {
        let paragraph = after.strip_prefix('第').and_then(|r| Some(&r[number(r)?.1..]));
        !paragraph.is_some_and(|r| r.starts_with('款') || r.starts_with('项') || r.starts_with('条'))
    }
}

/// A chapter heading is short and has no stop; otherwise the words are a reference (第二章规定的…。).
fn chapter(line: &str, style: Style, value: u32, at: usize) -> Option<Mark> {
    let rest = &line[at..];
    let heading = line.len() <= LONGEST_CHAPTER && !rest.contains(['。', '；', '：']);
    let follows = rest.starts_with(['的', '规', '至', '和', '、', '，', '第', '所', '中']);
    (heading && !follows).then_some(Mark {
        style,
        number: value,
        sub: 0,
        label_len: at,
        strength: Strength::Clear,
    })
}

/// （一） （1） (a), brackets of either width and mixed.
fn parenthesised(line: &str) -> Option<Mark> {
    let open = line.chars().next()?.len_utf8();
    let mut at = open + skip_space(&line[open..]);
    let inner = &line[at..];
    let (style, value, len) = if let Some((value, len)) = numeral::chinese(inner) {
        (Style::ChineseParen, value, len)
    } else if let Some((value, len)) = numeral::arabic(inner) {
        (Style::ArabicParen, value, len)
    } else {
        let letter = inner.chars().next().filter(char::is_ascii_lowercase)?;
        (Style::Letter, u32::from(letter) - u32::from('a') + 1, 1)
    };
    at += len;
    at += skip_space(&line[at..]);
    let close = line[at..].chars().next().filter(|c| matches!(c, ')' | '）' | '〕'))?;
    // （2022） is a year, not an item.
    (value < YEARS_FROM).then(|| clear(style, value, at + close.len_utf8()))?
}

/// Numbers from here on are years, not enumerators.
const YEARS_FROM: u32 = 1000;

/// 1. 1、 1) 1.1 1.1.1
fn arabic(line: &str) -> Option<Mark> {
    let (value, len) = numeral::arabic(line).filter(|(value, _)| *value < YEARS_FROM)?;
    let rest = &line[len..];
    let stop = rest.chars().next()?;
    let at = len + stop.len_utf8();
    match stop {
        ')' | '）' => clear(Style::ArabicHalf, value, at),
        '、' => clear(Style::ArabicComma, value, at),
        '.' | '．' => dotted(line, value, at),
        _ => None,
    }
}

fn dotted(line: &str, value: u32, at: usize) -> Option<Mark> {
    let Some((second, len)) = numeral::arabic(&line[at..]) else {
        return clear(Style::ArabicDot, value, at);
    };
    // `1.2025年…` is item 1; `3.5亿元` is a figure; `1.2 总体要求` is a decimal enumerator.
    if second >= YEARS_FROM && line[at + len..].starts_with('年') {
        return clear(Style::ArabicDot, value, at);
    }
    let (mut end, mut number, mut style) = (at + len, second, Style::Decimal2);
    if let Some(rest) = line[end..].strip_prefix(['.', '．'])
        && let Some((third, third_len)) = numeral::arabic(rest)
    {
        end = line.len() - rest.len() + third_len;
        (number, style) = (third, Style::Decimal3);
    }
    line[end..]
        .starts_with(char::is_whitespace)
        .then(|| clear(style, number, end))?
}

/// 一、 一是
fn chinese(line: &str) -> Option<Mark> {
    let (value, len) = numeral::chinese(line).filter(|(value, _)| *value < 100)?;
    let at = len + skip_space(&line[len..]);
    let rest = &line[at..];
    let stop = rest.chars().next()?;
    let end = at + stop.len_utf8();
    match stop {
        // `十一、十二月` lists months.
        '、' if numeral::chinese(&line[end..])
            .is_none_or(|(n, l)| n < value || !line[end + l..].starts_with(['月', '、'])) =>
        {
            clear(Style::Chinese, value, end)
        }
        '.' | '．' => clear(Style::Chinese, value, end),
        ')' | '）' => clear(Style::ChineseParen, value, end),
        '是' if value <= 10 && at == len => Some(Mark {
            style: Style::Yishi,
            number: value,
            sub: 0,
            label_len: end,
            strength: Strength::Weak,
        }),
        _ => None,
    }
}

/// Article 3, Chapter 2, Section 1, Part 4
fn english(line: &str) -> Option<Mark> {
    let (word, style) = [
        ("Article ", Style::Article),
        ("Chapter ", Style::Chapter),
        ("Section ", Style::Section),
        ("Part ", Style::Book),
    ]
    .into_iter()
    .find(|(word, _)| line.starts_with(word))?;
    let (value, len) = numeral::arabic(&line[word.len()..])?;
    let at = word.len() + len;
    let apart = line[at..].is_empty() || line[at..].starts_with([' ', '.', ':', '\t']);
    apart.then(|| clear(style, value, at))?
}

/// ① ⑴ ⒈ ㈠
fn single(c: char) -> Option<Mark> {
    let code = u32::from(c);
    let (style, first) = match c {
        '①'..='⑳' => (Style::Circled, '①'),
        '⑴'..='⒇' => (Style::ArabicParen, '⑴'),
        '⒈'..='⒛' => (Style::ArabicDot, '⒈'),
        '㈠'..='㈩' => (Style::ChineseParen, '㈠'),
        '❶'..='❿' => (Style::Circled, '❶'),
        _ => return None,
    };
    clear(style, code - u32::from(first) + 1, c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<(Style, u32, &str)>) {
        let found = at_line_start(line).map(|m| (m.style, m.number, &line[..m.label_len]));
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn reads_every_shape() {
        check("一、总体要求", Some((Style::Chinese, 1, "一、")));
        check("十九、", Some((Style::Chinese, 19, "十九、")));
        check("（十九）注重", Some((Style::ChineseParen, 19, "（十九）")));
        check("(六）全面", Some((Style::ChineseParen, 6, "(六）")));
        check("1. 知识", Some((Style::ArabicDot, 1, "1.")));
        check("11．提升", Some((Style::ArabicDot, 11, "11．")));
        check("3、提升", Some((Style::ArabicComma, 3, "3、")));
        check("（3）提升", Some((Style::ArabicParen, 3, "（3）")));
        check("③提升", Some((Style::Circled, 3, "③")));
        check("第三，提升", Some((Style::Ordinal, 3, "第三，")));
        check("二是提升", Some((Style::Yishi, 2, "二是")));
        check("第十条之一　有", Some((Style::Article, 10, "第十条之一")));
        check("第 二 章 总则", Some((Style::Chapter, 2, "第 二 章")));
        check("第三十－条　甲", Some((Style::Article, 31, "第三十－条")));
        check("笫五十四条 甲", Some((Style::Article, 54, "笫五十四条")));
        check("第五章", Some((Style::Chapter, 5, "第五章")));
        check("1.2 范围", Some((Style::Decimal2, 2, "1.2")));
        check("1.2025年实现", Some((Style::ArabicDot, 1, "1.")));
        check("Article 12 The", Some((Style::Article, 12, "Article 12")));
        check("㈡加强", Some((Style::ChineseParen, 2, "㈡")));
    }

    #[test]
    fn leaves_words_alone() {
        for line in [
            "",
            "3.5亿元",
            "2020年",
            "（2022年-2025年）",
            "（2022）",
            "第二章规定的期限。",
            "第一轮",
            "十一、十二月",
            "一般",
            "一",
            "（一",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn references_are_weak() {
        for line in [
            "第十四条规定的",
            "第十四条 第二款规定",
            "第十四条、第十五条",
            "第十四条 规定",
        ] {
            assert_eq!(at_line_start(line).map(|m| m.strength), Some(Strength::Weak), "{line}");
        }
        for line in ["第十四条　国家", "第十四条", "第十四条【竞业】"] {
            assert_eq!(at_line_start(line).map(|m| m.strength), Some(Strength::Clear), "{line}");
        }
    }
}
