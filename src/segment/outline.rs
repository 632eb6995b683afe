//! Blocks: the lines of a document arranged under each other by the numbering scheme.

use super::layout::Role;
use super::line::{Line, LineEnd};
use super::mark::{Mark, Style};
use super::scheme::Scheme;

/// A line with its place in the outline.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Index of the line.
    pub(super) line: usize,
    /// Role of the line.
    pub(super) role: Role,
    /// Index of the block it stands under.
    pub(super) parent: Option<usize>,
    /// Whether it stands in an article of a statute, itself included.
    pub(super) in_article: bool,
    /// Number of paragraphs of running text directly under it, its own line's text not counted.
    pub(super) bodies: usize,
    /// Whether numbered clauses or headings stand under it.
    pub(super) has_items: bool,
    /// The numbered block before it at the same level under the same parent.
    before: Option<usize>,
}

/// The blocks of a document in reading order.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    /// The blocks, one for each line.
    pub(super) blocks: Vec<Block>,
    /// Number of paragraphs of running text that stand under no block.
    pub(super) root_bodies: usize,
}

/// Arranges lines under each other.
///
/// # Complexity
/// Linear in the number of lines.
pub(super) fn arrange(lines: &[Line], roles: &[Role]) -> Outline {
    let mut arranger = Arranger {
        lines,
        outline: Outline::default(),
        open: Vec::new(),
        scheme: Scheme::find(&[]),
        goes_on: goes_on(lines, roles),
    };
    for (line, role) in roles.iter().enumerate() {
        if line == 0 || *role == Role::Annex {
            arranger.scheme = scheme_from(line, lines, roles);
        }
        arranger.place(line, *role);
    }
    arranger.outline
}

/// The scheme of the stretch that begins at `from` and ends before the next annex.
fn scheme_from(from: usize, lines: &[Line], roles: &[Role]) -> Scheme {
    let stretch = (from..lines.len()).take_while(|i| *i == from || roles[*i] != Role::Annex);
    let mut headings = 0;
    let marks: Vec<Mark> = stretch
        .filter_map(|i| match roles[i] {
            Role::Numbered => lines[i].mark,
            Role::Heading => {
                headings += 1;
                Some(bare(headings))
            }
            _ => None,
        })
        .collect();
    Scheme::find(&marks)
}

fn bare(number: u32) -> Mark {
    Mark {
        style: Style::Bare,
        number,
        sub: 0,
        label_len: 0,
        strength: super::mark::Strength::Clear,
    }
}

fn goes_on(lines: &[Line], roles: &[Role]) -> Vec<bool> {
    let mut next = [None; Style::COUNT];
    let mut out = vec![false; lines.len()];
    for (index, line) in lines.iter().enumerate().rev() {
        if let Some(mark) = line.mark.filter(|_| roles[index] == Role::Numbered) {
            out[index] = next[mark.style as usize] == Some(mark.number + 1);
            next[mark.style as usize] = Some(mark.number);
        }
    }
    out
}

struct Arranger<'l> {
    lines: &'l [Line],
    outline: Outline,
    /// Open blocks, outermost first, with their levels.
    open: Vec<(usize, usize)>,
    scheme: Scheme,
    /// For each line with a number, whether the next number of its shape goes on from it.
    goes_on: Vec<bool>,
}

impl Arranger<'_> {
    fn place(&mut self, line: usize, role: Role) {
        match role {
            Role::Numbered => {
                let style = self.lines[line].mark.map_or(Style::Bare, |m| m.style);
                self.push_open(line, role, self.scheme.level(style) + 1, style);
            }
            Role::Heading => self.push_open(line, role, self.scheme.level(Style::Bare) + 1, Style::Bare),
            Role::Annex => self.push_open(line, role, 0, Style::Bare),
            Role::Body => {
                self.close_finished_items();
                self.count_body();
                self.push(line, role);
            }
            Role::PageNote | Role::HeadingRest => self.push(line, role),
            Role::Closing if self.heads_nothing_yet() => {
                self.count_body();
                self.push(line, role);
            }
            Role::Title | Role::Salutation | Role::Note | Role::Contents | Role::Signature | Role::Closing => {
                self.open.retain(|(level, _)| *level == 0);
                self.push(line, role);
            }
        }
    }

    fn push_open(&mut self, line: usize, role: Role, level: usize, style: Style) {
        let mut before = None;
        while let Some((open, block)) = self.open.pop_if(|(open, _)| *open >= level) {
            before = Some(block).filter(|_| open == level);
        }
        if let Some((_, parent)) = self.open.last() {
            self.outline.blocks[*parent].has_items = true;
        }
        self.push(line, role);
        let index = self.outline.blocks.len() - 1;
        self.outline.blocks[index].in_article |= style == Style::Article;
        self.outline.blocks[index].before = before.filter(|_| role == Role::Numbered);
        self.open.push((level, index));
    }

    fn push(&mut self, line: usize, role: Role) {
        let parent = self.open.last().map(|(_, block)| *block);
        let in_article = parent.is_some_and(|p| self.outline.blocks[p].in_article);
        self.outline.blocks.push(Block {
            line,
            role,
            parent,
            in_article,
            bodies: 0,
            has_items: false,
            before: None,
        });
    }

    /// Whether the line before is a heading on a line of its own: `三、附则` before `本办法自…起施行。`
    fn heads_nothing_yet(&self) -> bool {
        let last = self.outline.blocks.len().checked_sub(1);
        let open = self.open.last().map(|(_, block)| *block);
        last.is_some()
            && last == open
            && open.is_some_and(|b| self.lines[self.outline.blocks[b].line].end == LineEnd::Open)
    }

    fn count_body(&mut self) {
        match self.open.last() {
            Some((_, block)) => self.outline.blocks[*block].bodies += 1,
            None => self.outline.root_bodies += 1,
        }
    }

    /// Running text after the items of a list stands beside the list, not in its last item: a 款 after 项.
    fn close_finished_items(&mut self) {
        while let Some((_, top)) = self.open.last() {
            if !self.is_finished(*top) {
                break;
            }
            self.open.pop();
        }
    }

    fn is_finished(&self, block: usize) -> bool {
        let line = &self.lines[self.outline.blocks[block].line];
        let Some(mark) = line.mark.filter(|_| self.outline.blocks[block].role == Role::Numbered) else {
            return false;
        };
        let number_alone = line.span.len() == mark.label_len;
        if mark.style == Style::Article || mark.style.is_chapter() || line.end == LineEnd::Open || number_alone {
            return false;
        }
        self.outline.blocks[block].in_article || line.end == LineEnd::Semicolon || self.ends_a_list(block)
    }

    /// The last item of a list whose other items are one line each, the one before it ended by a semicolon or not.
    fn ends_a_list(&self, block: usize) -> bool {
        let this = &self.outline.blocks[block];
        this.before.is_some_and(|before| {
            let before = &self.outline.blocks[before];
            let one_line = before.bodies == 0 && !before.has_items && this.bodies == 0;
            one_line && (self.lines[before.line].end == LineEnd::Semicolon || !self.goes_on[this.line])
        })
    }
}
