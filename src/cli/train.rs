//! `yange train`: what the program ships with, learned anew.

use super::chinese::{ABOUT, EXAMPLES, Row};
use super::failure::Failure;
use super::terminal::{Terminal, Volume};
use super::{Verdict, evaluate, problems, series, write};
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};
use yange::corpus::{Corpus, Problem};
use yange::evaluate::Gold;
use yange::lang::Bilingual;
use yange::render;
use yange::training::{self, Codebook, Entry, Leave, Lesson};

/// What can be learned.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Learns the weights of the signals from series with gold
    #[command(after_help = "\
LESSONS lists series with their gold, paths relative to it:
  [[lesson]]
  name = \"Hangzhou\"
  gold = \"hangzhou-ip/gold.json\"
  input = [\"hangzhou-ip\"]

Examples:
  yange train scorer corpus/lessons.toml --out assets/scorer.json
  yange train scorer corpus/lessons.toml --held-out > study.md")]
    Scorer(ScorerArguments),
    /// Trains word vectors from folders of texts; the same texts give the same file
    #[command(after_help = "\
Examples:
  yange train vectors statutes reports --out vectors.bin    then, in corpus.toml under [series]: vectors = \"vectors.bin\"")]
    Vectors(super::train_vectors::VectorsArguments),
}

/// Arguments of `train scorer`.
#[derive(Debug, Args)]
pub(crate) struct ScorerArguments {
    /// The list of lessons
    #[arg(value_name = "LESSONS")]
    pub(crate) lessons: PathBuf,
    /// Where to write the scorer; an older file is replaced
    #[arg(short, long, value_name = "FILE", required_unless_present = "held_out")]
    pub(crate) out: Option<PathBuf>,
    /// Print how the scorer does on document pairs and statutes that it has not seen
    #[arg(long)]
    pub(crate) held_out: bool,
    /// Print what each signal adds: the same with each taken away; takes minutes
    #[arg(long, requires = "held_out")]
    pub(crate) ablation: bool,
    /// Pull of the weights towards 0
    #[arg(long, value_name = "NUMBER", default_value_t = training::PENALTY)]
    pub(crate) penalty: f64,
}

/// The help in Chinese.
pub(crate) const CHINESE: &[Row] = &[
    (
        "train",
        ABOUT,
        "由标注或语料重新学习程序自带的数据；供开发者使用，也可用于自己的领域",
    ),
    (
        "train",
        EXAMPLES,
        "\
示例：
  yange train scorer lessons.toml --out scorer.json     由标注学习各信号的权重
  yange train scorer lessons.toml --held-out            在未学过的材料上的表现",
    ),
    ("train scorer", ABOUT, "由附有标注的系列学习各信号的权重"),
    (
        "train scorer",
        EXAMPLES,
        "\
课业清单列出附有标注的系列，路径相对于清单：
  [[lesson]]
  name = \"杭州\"
  gold = \"hangzhou-ip/gold.json\"
  input = [\"hangzhou-ip\"]

示例：
  yange train scorer corpus/lessons.toml --out assets/scorer.json
  yange train scorer corpus/lessons.toml --held-out > 研究.md",
    ),
    ("train scorer", "lessons", "课业清单"),
    ("train scorer", "out", "写入何处；已有的文件会被替换"),
    ("train scorer", "held_out", "显示在未学过的文件对和法规上的表现"),
    ("train scorer", "ablation", "再显示逐一去掉每个信号后的表现，需数分钟"),
    ("train scorer", "penalty", "权重向 0 收缩的力度"),
];

/// Learns what is asked for.
pub(crate) fn run(what: &What, terminal: &Terminal) -> anyhow::Result<Verdict> {
    match what {
        What::Scorer(wanted) => scorer(wanted, terminal),
        What::Vectors(wanted) => super::train_vectors::run(wanted, terminal),
    }
}

fn scorer(wanted: &ScorerArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let read = read(&wanted.lessons, terminal)?;
    let with = lessons(&read, Codebook::Present, terminal);
    let leave = Leave {
        penalty: wanted.penalty,
        ..Leave::default()
    };
    if let Some(out) = &wanted.out {
        let learned = training::scorer(&with, &leave);
        write::replace(out, &render::scorer::json(&learned))?;
        if terminal.volume > Volume::Quiet {
            let path = out.display();
            let done = Bilingual::new(format!("已写入 {path}\n"), format!("{path} written\n"));
            terminal.tell(done.get(terminal.lang));
        }
    }
    if wanted.held_out {
        let without = lessons(&read, Codebook::Absent, terminal);
        let _step = terminal.step(&Bilingual::new("逐一留出再学习", "learning with each left out in turn"));
        let studies = (training::study(&with, &leave), training::study(&without, &leave));
        terminal.print(&render::study::markdown(&studies.0, &studies.1))?;
        if wanted.ablation {
            let ablations = (
                training::ablations(&with, &leave),
                training::ablations(&without, &leave),
            );
            let tables = render::study::ablations((&studies.0, &ablations.0), (&studies.1, &ablations.1));
            terminal.print(&tables)?;
        }
    }
    Ok(Verdict::Done)
}

/// A lesson's files as read.
struct Read {
    name: String,
    gold: Gold,
    corpus: Corpus,
}

fn read(list: &Path, terminal: &Terminal) -> anyhow::Result<Vec<Read>> {
    let base = list.parent().unwrap_or(Path::new("."));
    entries(list, terminal)?
        .into_iter()
        .map(|entry| {
            let gold = evaluate::read_gold(&base.join(&entry.gold), terminal)?;
            let inputs: Vec<PathBuf> = entry.input.iter().map(|path| base.join(path)).collect();
            let corpus = series::load(&inputs, terminal)?;
            let name = entry.name;
            Ok(Read { name, gold, corpus })
        })
        .collect()
}

fn entries(list: &Path, terminal: &Terminal) -> Result<Vec<Entry>, Failure> {
    let shown = list.display();
    let hint = Bilingual::new(
        "每项写作 [[lesson]]，下有 name、gold、input；见 yange train scorer --help",
        "write each as [[lesson]] with name, gold and input; see yange train scorer --help",
    );
    let text = std::fs::read_to_string(list).map_err(|error| {
        let message = Bilingual::new(
            format!("无法读取课业清单 {shown}"),
            format!("the list of lessons {shown} cannot be read"),
        );
        Failure::new(message, hint.clone()).because(error)
    })?;
    training::list(&text).map_err(|error| {
        let problem = Problem {
            path: list.to_owned(),
            span: error.span.clone(),
            text: Some(text.clone()),
            code: "lessons-invalid",
            message: Bilingual::new(
                format!("课业清单有误：{}", error.message),
                format!("the list is not valid: {}", error.message),
            ),
            hint: hint.clone(),
        };
        terminal.tell(&problems::corpus(&[problem], terminal.lang));
        let message = Bilingual::new(
            format!("课业清单 {shown} 无法使用"),
            format!("the list of lessons {shown} cannot be used"),
        );
        Failure::new(message, hint.clone())
    })
}

fn lessons(read: &[Read], codebook: Codebook, terminal: &Terminal) -> Vec<Lesson> {
    let _step = terminal.step(&Bilingual::new("正在读取课业", "reading the lessons"));
    read.iter()
        .map(|Read { name, gold, corpus }| Lesson::new(name.clone(), corpus, gold.clone(), codebook))
        .collect()
}
