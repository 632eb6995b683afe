//! `yange lexicon`: help with the codebook of a series.

use super::chinese::{ABOUT, EXAMPLES, Row};
use super::terminal::{Terminal, Volume};
use super::{Verdict, series};
use clap::Subcommand;
use std::path::PathBuf;
use yange::lang::Bilingual;
use yange::{render, suggestion};

/// What is done with the codebook.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Proposes terms and concepts from the texts of a series, as a draft to correct
    #[command(after_help = "\
Examples:
  yange lexicon suggest corpus/hangzhou-ip               show a draft
  yange lexicon suggest my-documents > draft.toml        keep it; then move what is right into lexicon.toml")]
    Suggest(SuggestArguments),
}

/// Arguments of `lexicon suggest`.
#[derive(Debug, clap::Args)]
pub(crate) struct SuggestArguments {
    /// A series folder with corpus.toml, such a file, a folder of documents, or two or more documents
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
}

/// The Chinese help.
pub(crate) const CHINESE: &[Row] = &[
    ("lexicon", ABOUT, "协助编制本系列的编码本（lexicon.toml）"),
    (
        "lexicon",
        EXAMPLES,
        "\
示例：
  yange lexicon suggest corpus/hangzhou-ip    从本系列文本中提出词和概念的草稿",
    ),
    (
        "lexicon suggest",
        ABOUT,
        "从一个系列的文本中提出词和概念，作为草稿供修改",
    ),
    (
        "lexicon suggest",
        EXAMPLES,
        "\
示例：
  yange lexicon suggest corpus/hangzhou-ip         显示草稿
  yange lexicon suggest 我的文件 > 草稿.toml       存下草稿；核对后并入 lexicon.toml",
    ),
    (
        "lexicon suggest",
        "inputs",
        "含 corpus.toml 的系列文件夹、该清单、文件夹，或两份以上文件",
    ),
];

/// Does what is asked for.
pub(crate) fn run(what: &What, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let What::Suggest(wanted) = what;
    let traced = series::trace(&wanted.inputs, terminal)?;
    let found = suggestion::suggest(&traced.corpus, &traced.outcome);
    terminal.print(&render::codebook::toml(&found, &traced.outcome))?;
    if terminal.volume > Volume::Quiet {
        let (words, concepts) = (found.words.len(), found.concepts.len());
        terminal.tell(
            Bilingual::new(
                format!("提出 {words} 个词、{concepts} 个概念；这是草稿，请核对后再用\n"),
                format!("{words} terms and {concepts} concepts proposed; a draft, to be read before it is used\n"),
            )
            .get(terminal.lang),
        );
    }
    Ok(Verdict::Done)
}
