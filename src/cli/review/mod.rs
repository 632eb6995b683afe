//! `yange review`: what a person or a program should decide, in the order of what it would change.

mod draw;
mod session;

use super::chinese::{ABOUT, EXAMPLES, Row};
use super::failure::Failure;
use super::terminal::{Terminal, Volume};
use super::{Verdict as Outcome, agreement, decide, series, today, write};
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use session::Session;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use yange::corpus::Corpus;
use yange::decisions::{self, Decisions, Reviewer, Verdict};
use yange::lang::Bilingual;
use yange::pipeline;
use yange::render::{learned, review};

/// Arguments of `review`.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArguments {
    /// A series folder with corpus.toml, such a file, or a folder of documents
    #[arg(value_name = "SERIES")]
    pub(crate) input: PathBuf,
    /// Who decides; without it the name of the user account
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Screens at most; without it all that have something to ask
    #[arg(short, long, value_name = "NUMBER")]
    pub(crate) budget: Option<usize>,
    /// How to ask
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = ReviewFormat::Terminal)]
    pub(crate) format: ReviewFormat,
    /// Decision file to write to, without it the series' own, or decisions.toml beside the manifest; of jsonl the file for the lines, without it standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Let the scorer learn from the decisions before it asks, and show after the review what it learned; where it helps, corpus.toml can say so for good: learn = true
    #[arg(long)]
    pub(crate) learn: bool,
}

/// How `review` asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ReviewFormat {
    /// Here, screen by screen.
    Terminal,
    /// One JSON object a line, one pair of clauses each.
    Jsonl,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    ("review", ABOUT, "逐屏人工判定，最能改变结果的在前"),
    (
        "review",
        EXAMPLES,
        "\
示例：
  yange review 我的系列 --by 王                                        在终端逐屏判定；中断后再次运行即继续
  yange review 我的系列 --budget 50                                    只看最要紧的五十屏
  yange review 我的系列 --budget 50 --learn                            先让评分器向已有的判定学习
  yange review 我的系列 --format jsonl --budget 50 --out 待判.jsonl    五十屏，每行一对，供程序判定",
    ),
    (
        "review",
        "input",
        "含 corpus.toml 的系列文件夹、该清单文件，或存放文件的文件夹",
    ),
    ("review", "by", "判定人；不写时为系统用户名"),
    ("review", "budget", "至多几屏；不写时给出全部待判的屏"),
    ("review", "format", "判定的方式"),
    (
        "review",
        "learn",
        "先让评分器向判定学习，复核后显示学到了什么；若有用，可在 corpus.toml 中写 learn = true，从此生效",
    ),
    (
        "review",
        "out",
        "写入哪个判定文件，不写时为系列自己的判定文件，或清单旁的 decisions.toml；jsonl 时为写入的文件，不写时写到标准输出",
    ),
];

/// Asks in the terminal, or writes the questions down.
pub(crate) fn run(wanted: &ReviewArguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    if wanted.format == ReviewFormat::Terminal && !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(no_terminal().into());
    }
    let (corpus, outcome) = linked(wanted, terminal)?;
    terminal.tell(&learned::text(&outcome, terminal.lang));
    let pages = review::pages(&outcome, wanted.budget);
    if wanted.format == ReviewFormat::Jsonl {
        let signals = pipeline::signals(&corpus, &outcome, &review::pairs(&pages));
        let lines = review::jsonl(&pages, &signals);
        match &wanted.out {
            Some(out) => write::replace(out, &lines)?,
            None => terminal.print_bytes(&lines)?,
        }
        return Ok(Outcome::Done);
    }
    let out = decide::file(&wanted.input, &corpus, wanted.out.as_deref())?;
    let known = known(&out, terminal)?;
    let account = || std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
    let by = wanted.by.clone().or_else(|| account().ok()).unwrap_or_default();
    let session = Session::new(pages, known, Reviewer::named(&by), today::utc());
    let answered = walk(session, &out, terminal)?;
    if terminal.volume > Volume::Quiet {
        let path = out.display();
        let told = Bilingual::new(
            format!("本次判定 {answered} 对，见 {path}；再运行 yange trace 即生效\n"),
            format!("{answered} pairs decided, see {path}; yange trace applies them\n"),
        );
        terminal.print(told.get(terminal.lang))?;
    }
    if wanted.learn && answered > 0 {
        terminal.print(&learned::text(&linked(wanted, terminal)?.1, terminal.lang))?;
    }
    Ok(Outcome::Done)
}

/// The series with its links.
fn linked(wanted: &ReviewArguments, terminal: &Terminal) -> anyhow::Result<(Corpus, pipeline::Outcome)> {
    let mut corpus = series::several(std::slice::from_ref(&wanted.input), terminal)?;
    corpus.learn |= wanted.learn;
    let decisions = decisions::read(&corpus.decisions).0;
    let outcome = series::link(&corpus, &decisions, terminal)?;
    Ok((corpus, outcome))
}

/// The decision file as it stands, and what it says.
fn known(out: &Path, terminal: &Terminal) -> Result<(String, Decisions), Failure> {
    if !out.exists() {
        return Ok(Default::default());
    }
    let decisions = agreement::read(out, terminal)?;
    let text = std::fs::read_to_string(out).map_err(|e| agreement::unreadable(out).because(e))?;
    Ok((text, decisions))
}

/// Shows screens until the reviewer quits; answers how many pairs were decided. The file is written after every screen.
fn walk(mut session: Session, out: &Path, terminal: &Terminal) -> anyhow::Result<usize> {
    let mut saved = session.file();
    let mut screen = ratatui::try_init()?;
    let shown = out.display().to_string();
    let mut ended = Ok(());
    loop {
        if let Err(error) = screen.draw(|frame| draw::draw(frame, &session, &shown, terminal.lang)) {
            ended = Err(error.into());
            break;
        }
        let did = match event::read() {
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => press(&mut session, key),
            Ok(_) => Did::Moved,
            Err(error) => {
                ended = Err(error.into());
                break;
            }
        };
        let text = session.file();
        if did != Did::Moved && text != saved {
            if let Err(error) = write::replace(out, text.as_bytes()) {
                ended = Err(error.into());
                break;
            }
            saved = text;
        }
        if did == Did::Quit {
            break;
        }
    }
    // Whatever happened, the terminal is given back as it was.
    ratatui::restore();
    ended.map(|()| session.answered())
}

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Did {
    /// Nothing that must be saved now.
    Moved,
    /// A screen was answered, passed or taken back.
    Screen,
    Quit,
}

fn press(session: &mut Session, key: KeyEvent) -> Did {
    match key.code {
        KeyCode::Char('c' | 'd') if key.modifiers.contains(KeyModifiers::CONTROL) => return Did::Quit,
        KeyCode::Char('1') => session.say(Verdict::Same),
        KeyCode::Char('2') => session.say(Verdict::Related),
        KeyCode::Char('3') => session.say(Verdict::Different),
        KeyCode::Down | KeyCode::Char('j') => session.step(1),
        KeyCode::Up | KeyCode::Char('k') => session.step(-1),
        KeyCode::Enter => {
            session.accept();
            return Did::Screen;
        }
        KeyCode::Char('s') => {
            session.skip();
            return Did::Screen;
        }
        KeyCode::Char('u') | KeyCode::Backspace => {
            session.undo();
            return Did::Screen;
        }
        KeyCode::Char('q') | KeyCode::Esc => return Did::Quit,
        _ => {}
    }
    Did::Moved
}

fn no_terminal() -> Failure {
    Failure::new(
        Bilingual::new(
            "逐屏判定需要终端，而输入或输出不是终端",
            "a review screen by screen needs a terminal, and input or output is none",
        ),
        Bilingual::new(
            "请直接在终端运行；要供程序判定，用 --format jsonl",
            "run it in a terminal; for a program that answers, use --format jsonl",
        ),
    )
}
