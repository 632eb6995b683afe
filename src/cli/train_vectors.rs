//! `yange train vectors`: word vectors from a researcher's own texts.

use super::chinese::{ABOUT, EXAMPLES, Row};
use super::failure::Failure;
use super::terminal::{Terminal, Volume};
use super::{Verdict, write};
use std::path::{Path, PathBuf};
use yange::corpus;
use yange::lang::Bilingual;
use yange::render::Artifact;
use yange::vectors;

/// Arguments of `train vectors`.
#[derive(Debug, clap::Args)]
pub(crate) struct VectorsArguments {
    /// Folders of texts, each read without the folders in it
    #[arg(required = true, value_name = "FOLDER")]
    pub(crate) folders: Vec<PathBuf>,
    /// File to write; an older one is replaced
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    (
        "train vectors",
        ABOUT,
        "用若干文件夹中的文本训练词向量；文本相同，结果相同",
    ),
    (
        "train vectors",
        EXAMPLES,
        "\
示例：
  yange train vectors 法规 报告 --out vectors.bin    然后在 corpus.toml 的 [series] 下写 vectors = \"vectors.bin\"",
    ),
    ("train vectors", "folders", "存放文本的文件夹，其中的子文件夹不读"),
    ("train vectors", "out", "要写的文件；已有的会被替换"),
];

/// Trains and writes.
pub(crate) fn run(wanted: &VectorsArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let Some(name) = wanted.out.file_name().and_then(|n| n.to_str()) else {
        return Err(no_file_name(&wanted.out).into());
    };
    let step = terminal.step(&Bilingual::new("正在读取文本", "reading the texts"));
    let mut texts: Vec<String> = Vec::new();
    for folder in &wanted.folders {
        let corpus = corpus::load(std::slice::from_ref(folder))?;
        texts.extend(corpus.sources.into_iter().map(|source| source.text));
    }
    drop(step);
    let step = terminal.step(&Bilingual::new("正在训练词向量", "training the vectors"));
    let trained = vectors::train(texts.iter().map(String::as_str));
    drop(step);
    let artifact = Artifact::new(name.to_owned(), |to| to.write_all(&trained.bytes));
    let folder = wanted.out.parent().unwrap_or(Path::new(""));
    write::all(folder, &[artifact])?;
    if terminal.volume > Volume::Quiet {
        let (files, words, sentences, size) = (texts.len(), trained.words, trained.sentences, trained.dimensions);
        let said = Bilingual::new(
            format!(
                "{files} 份文本，{sentences} 个不同的句子：{words} 个词，各 {size} 维，写入 {}\n",
                wanted.out.display()
            ),
            format!(
                "{files} texts, {sentences} different sentences: {words} words of {size} dimensions, written to {}\n",
                wanted.out.display()
            ),
        );
        terminal.print(said.get(terminal.lang))?;
    }
    Ok(Verdict::Done)
}

fn no_file_name(out: &Path) -> Failure {
    Failure::new(
        Bilingual::new(
            format!("{} 不是文件名", out.display()),
            format!("{} is no file name", out.display()),
        ),
        Bilingual::new("例如 --out vectors.bin", "for example --out vectors.bin"),
    )
}
