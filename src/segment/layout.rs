//! The role of every line: title, salutation, contents, numbered clause, heading, body, signature, annex.

use super::contents;
use super::line::{self, Line, LineEnd};
use super::mark::{Strength, Style};
use super::wording::{annex_rest, is_closing, is_note, is_salutation, is_speaker};

/// Role of a line in the layout of an official text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// 标题, over several lines if need be.
    Title,
    /// 主送机关
    Salutation,
    /// 文号, 题注: how and when the text was passed.
    Note,
    /// An entry of a table of contents.
    Contents,
    /// A line with an enumerator.
    Numbered,
    /// The second line of a chapter's heading.
    HeadingRest,
    /// An unnumbered heading.
    Heading,
    /// Running text.
    Body,
    /// 附件: begins a new stretch with its own numbering.
    Annex,
    /// 落款, 成文日期, 此件公开发布.
    Signature,
    /// 本意见自…起施行 as a paragraph of its own.
    Closing,
    /// Page number or rule.
    PageNote,
}

/// Finds the role of every line.
///
/// # Complexity
/// Linear in the number of lines.
pub(super) fn roles(text: &str, lines: &[Line]) -> Vec<Role> {
    let mut layout = Layout {
        text,
        lines,
        roles: vec![Role::Body; lines.len()],
    };
    layout.page_notes();
    layout.contents();
    layout.numbered();
    layout.annexes();
    layout.signatures();
    for start in layout.stretches() {
        layout.front(start);
    }
    layout.broken_chapters();
    layout.headings();
    layout.closings();
    layout.roles
}

/// Longest line of a title, in characters; the longest of the statutes and series is 58.
const LONGEST_TITLE: usize = 60;

/// Most lines before the text begins: title, addressees, and one line for every revision of a statute.
const LONGEST_FRONT: usize = 40;

/// Longest unnumbered heading, in characters.
const LONGEST_HEADING: usize = 40;

/// A text with this many articles is a statute: it has no unnumbered headings between its paragraphs.
const STATUTE_ARTICLES: usize = 3;

struct Layout<'t> {
    text: &'t str,
    lines: &'t [Line],
    roles: Vec<Role>,
}

impl Layout<'_> {
    fn line(&self, index: usize) -> &str {
        self.lines[index].span.of(self.text)
    }

    fn page_notes(&mut self) {
        for index in 0..self.lines.len() {
            if line::is_page_note(self.line(index)) {
                self.roles[index] = Role::PageNote;
            }
        }
    }

    fn contents(&mut self) {
        for range in contents::find(self.text, self.lines) {
            self.roles[range].fill(Role::Contents);
        }
    }

    fn numbered(&mut self) {
        let mut last: [Option<(u32, u32)>; Style::COUNT] = [None; Style::COUNT];
        for index in 0..self.lines.len() {
            let Some(mark) = self.lines[index].mark.filter(|_| self.roles[index] == Role::Body) else {
                continue;
            };
            let before = &mut last[mark.style as usize];
            let follows = match *before {
                None => mark.number == 1,
                Some((number, sub)) => {
                    (mark.number, mark.sub) == (number + 1, 0) || (mark.number, mark.sub) == (number, sub + 1)
                }
            };
            if follows || (mark.strength == Strength::Clear && !self.is_stray(index)) {
                *before = Some((mark.number, mark.sub));
                self.roles[index] = Role::Numbered;
            }
        }
    }

    /// An article number out of turn is a broken line's reference if the next article goes on as if it were not there.
    fn is_stray(&self, index: usize) -> bool {
        let Some(mark) = self.lines[index].mark.filter(|m| m.style == Style::Article) else {
            return false;
        };
        let before = (0..index).rev().take(STRAY_REACH).find_map(|i| {
            let kept = self.roles[i] == Role::Numbered;
            self.lines[i].mark.filter(|m| kept && m.style == Style::Article)
        });
        let after = (index + 1..self.lines.len()).take(STRAY_REACH).find_map(|i| {
            self.lines[i]
                .mark
                .filter(|m| m.style == Style::Article && m.strength == Strength::Clear)
        });
        match (before, after) {
            (Some(before), Some(after)) => after.number == before.number + 1 && mark.number != after.number,
            _ => false,
        }
    }

    fn annexes(&mut self) {
        for index in 0..self.lines.len() {
            if self.roles[index] != Role::Body {
                continue;
            }
            let line = &self.lines[index];
            let Some(rest) = annex_rest(line.span.of(self.text)) else {
                continue;
            };
            if rest.is_empty()
                || (line.end == LineEnd::Open && line.is_short(LONGEST_HEADING) && !rest.starts_with(['：', ':']))
            {
                self.roles[index] = Role::Annex;
            } else if rest.starts_with(['：', ':']) {
                self.annex_list(index);
            }
        }
    }

    /// `附件：1.…` lists the annexes; the entries that follow belong to it.
    fn annex_list(&mut self, index: usize) {
        self.roles[index] = Role::Signature;
        for (expect, next) in (2..).zip(index + 1..self.lines.len()) {
            let line = &self.lines[next];
            let listed = line
                .mark
                .is_some_and(|m| m.style == Style::ArabicDot && m.number == expect && line.end == LineEnd::Open);
            if !listed {
                break;
            }
            self.roles[next] = Role::Signature;
        }
    }

    fn signatures(&mut self) {
        for index in 1..self.lines.len() {
            if self.roles[index] != Role::Body {
                continue;
            }
            if line::is_publication_note(self.line(index)) {
                self.roles[index] = Role::Signature;
            } else if line::is_date(self.line(index)) {
                self.roles[index] = Role::Signature;
                self.signers_before(index);
            }
        }
        self.last_signer();
    }

    fn signers_before(&mut self, date: usize) {
        for index in (1..date).rev() {
            if self.roles[index] != Role::Body || !line::is_signature(&self.lines[index], self.text) {
                break;
            }
            self.roles[index] = Role::Signature;
        }
    }

    /// A signature without a date, after text that has ended.
    fn last_signer(&mut self) {
        let Some(last) = self.lines.len().checked_sub(1) else {
            return;
        };
        let signs = last > 1 && self.roles[last] == Role::Body && line::is_signature(&self.lines[last], self.text);
        if signs && self.lines[last - 1].end == LineEnd::Stop {
            self.roles[last] = Role::Signature;
        }
    }

    /// Where a text begins: the first line, and what follows an annex mark or a date that ends a text.
    fn stretches(&self) -> Vec<usize> {
        let mut starts = vec![0];
        for index in 1..self.lines.len() {
            let before = self.roles[index - 1];
            let after_date = before == Role::Signature && self.roles[index] == Role::Body;
            if before == Role::Annex || (after_date && self.lines[index].end == LineEnd::Open) {
                starts.push(index);
            }
        }
        starts
    }

    fn front(&mut self, start: usize) {
        let mut end = start;
        let mut titled = false;
        while end < self.lines.len().min(start + LONGEST_FRONT) {
            match self.front_role(end, titled) {
                Some(role) => {
                    titled |= role == Role::Title;
                    self.roles[end] = role;
                }
                None if matches!(self.roles[end], Role::Contents | Role::PageNote) => {}
                None => break,
            }
            end += 1;
        }
        // A text without any stop has no front that ends: one line is the title, the rest is text.
        if end == self.lines.len() && !self.roles[start..end].contains(&Role::Contents) {
            let keep = start + usize::from(end > start + 1);
            for role in &mut self.roles[keep..end] {
                if *role != Role::Signature {
                    *role = Role::Body;
                }
            }
        }
    }

    fn front_role(&self, index: usize, titled: bool) -> Option<Role> {
        if self.roles[index] == Role::Signature && line::is_date(self.line(index)) {
            return Some(Role::Note);
        }
        if self.roles[index] != Role::Body {
            return None;
        }
        let (line, body) = (&self.lines[index], self.line(index));
        if is_salutation(line, body) {
            return Some(Role::Salutation);
        }
        if is_note(line, body) || (titled && is_speaker(line, body)) {
            return Some(Role::Note);
        }
        let after_salutation = index > 0 && self.roles[index - 1] == Role::Salutation;
        let heading = UNNUMBERED.contains(&line::squeezed(body).as_str());
        let title =
            line.end == LineEnd::Open && line.is_short(LONGEST_TITLE) && !after_salutation && !(titled && heading);
        title.then_some(Role::Title)
    }

    /// A chapter's heading in two lines: no stop, and the first article or section follows at once.
    fn broken_chapters(&mut self) {
        for index in 1..self.lines.len().saturating_sub(1) {
            let chapter = |i: usize| {
                let mark = self.lines[i].mark.filter(|_| self.roles[i] == Role::Numbered);
                mark.is_some_and(|m| m.style.is_chapter())
            };
            let next = self.lines[index + 1]
                .mark
                .filter(|_| self.roles[index + 1] == Role::Numbered);
            let line = &self.lines[index];
            if self.roles[index] == Role::Body
                && line.end == LineEnd::Open
                && line.is_short(LONGEST_HEADING)
                && chapter(index - 1)
                && (next.is_some_and(|m| m.style == Style::Article) || chapter(index + 1))
            {
                self.roles[index] = Role::HeadingRest;
            }
        }
    }

    fn headings(&mut self) {
        let articles = |i: &usize| {
            self.roles[*i] == Role::Numbered && self.lines[*i].mark.is_some_and(|m| m.style == Style::Article)
        };
        let statute = (0..self.lines.len()).filter(articles).count() >= STATUTE_ARTICLES;
        let bodies = || (0..self.lines.len()).filter(|i| self.roles[*i] == Role::Body);
        let open = bodies().filter(|i| self.lines[*i].end == LineEnd::Open).count();
        // Lines broken in the middle of sentences: an open end says nothing about headings there.
        let broken = 2 * open > bodies().count();
        for index in 0..self.lines.len() {
            if self.roles[index] != Role::Body {
                continue;
            }
            let known = self.lines[index].is_short(LONGEST_UNNUMBERED)
                && UNNUMBERED.contains(&line::squeezed(self.line(index)).as_str());
            if known || (!statute && !broken && self.is_heading(index)) {
                self.roles[index] = Role::Heading;
            }
        }
    }

    fn is_heading(&self, index: usize) -> bool {
        let line = &self.lines[index];
        let body = self.line(index);
        let plain = line.end == LineEnd::Open
            && line.is_short(LONGEST_HEADING)
            && !body.ends_with(['，', '、', ','])
            && body.chars().any(char::is_alphabetic);
        let next = (index + 1..self.lines.len()).find(|i| self.roles[*i] != Role::PageNote);
        let leads = next.is_some_and(|n| match self.roles[n] {
            Role::Numbered => true,
            Role::Body => self.lines[n].end != LineEnd::Open,
            _ => false,
        });
        let before = index.checked_sub(1).map(|b| (self.roles[b], self.lines[b].end));
        let apart = before.is_none_or(|(role, end)| role != Role::Body || end == LineEnd::Stop);
        let under_open_item = before.is_some_and(|(role, end)| role == Role::Numbered && end == LineEnd::Open);
        plain && leads && apart && !under_open_item
    }

    fn closings(&mut self) {
        let in_article = self
            .lines
            .iter()
            .zip(&self.roles)
            .any(|(l, r)| *r == Role::Numbered && l.mark.is_some_and(|m| m.style == Style::Article));
        if in_article {
            return;
        }
        for index in 0..self.lines.len() {
            if self.roles[index] == Role::Body && is_closing(self.line(index)) {
                self.roles[index] = Role::Closing;
            }
        }
    }
}

/// How many lines are searched for the article before and after.
const STRAY_REACH: usize = 60;

/// Longest line that is looked at for such a heading, in characters, blanks within it included.
const LONGEST_UNNUMBERED: usize = 20;

/// Headings that statutes print without a number.
const UNNUMBERED: [&str; 6] = ["序言", "前言", "引言", "附则", "总则", "导言"];

#[cfg(test)]
mod tests {
    use super::*;
    use Role::*;

    fn check(text: &str, expect: &[Role]) {
        assert_eq!(roles(text, &line::split(text)), expect, "{text}");
    }

    #[test]
    fn reads_a_policy() {
        check(
            "关于保护的实施意见\n各区、县(市)人民政府:\n为保护，制定本意见。\n一、总体要求\n坚持保护。\n本意见自2026年1月5日起施行。\n杭州市人民政府\n2025年12月4日\n(此件公开发布)",
            &[
                Title, Salutation, Body, Numbered, Body, Closing, Signature, Signature, Signature,
            ],
        );
        check(
            "试点县方案\n（2022年-2025年）\n征求意见稿\n为贯彻。",
            &[Title, Title, Title, Body],
        );
    }

    #[test]
    fn reads_a_report() {
        check(
            "政府工作报告\n——2022年3月5日在大会上\n国务院总理　李克强\n各位代表：\n现在，我报告。\n一、回顾\n好。",
            &[Title, Note, Note, Salutation, Body, Numbered, Body],
        );
        check(
            "夺取胜利\n习　近　平\n同志们：\n好的。",
            &[Title, Note, Salutation, Body],
        );
    }

    #[test]
    fn reads_a_statute() {
        check(
            "专利法\n（2008年12月27日通过）\n目    录\n第一章 总则\n第二章 附则\n第一章 总    则\n第一条 为了。\n第二章 附则\n第二条 自。",
            &[
                Title, Note, Contents, Contents, Contents, Numbered, Numbered, Numbered, Numbered,
            ],
        );
    }

    #[test]
    fn reads_text_without_layout() {
        check("好的。\n再见。", &[Body, Body]);
        check("甲\n乙\n丙", &[Title, Body, Body]);
        check("甲", &[Body]);
        check("", &[]);
    }

    #[test]
    fn finds_headings_and_annexes() {
        check(
            "甲乙。\n总体要求\n坚持保护。\n附件1\n任务表\n内容。",
            &[Body, Heading, Body, Annex, Title, Body],
        );
        check(
            "甲乙。\n附件：1.任务表\n2.分工表\n某市人民政府\n2020年1月1日",
            &[Body, Signature, Signature, Signature, Signature],
        );
    }

    #[test]
    fn joins_a_chapter_heading_in_two_lines() {
        check(
            "第一节 常务委员会制定\n地方性法规的程序\n第一条 甲。",
            &[Numbered, HeadingRest, Numbered],
        );
    }

    #[test]
    fn passes_over_references_at_a_line_start() {
        check(
            "第一条 甲。\n第二条 乙依照\n第十四条 的规定处理。\n第三条 丙。",
            &[Numbered, Numbered, Body, Numbered],
        );
        check("第一条 甲。\n第九条 如下。\n第二条 乙。", &[Numbered, Body, Numbered]);
    }
}
