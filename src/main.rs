//! The command line: parses arguments, loads, runs, renders, writes.

use anyhow::{Context, Result};
use clap::Parser;
use std::io::Write;
use std::path::PathBuf;
use yange::{corpus, lang::Lang, pipeline, render};

/// Traces every measure through a dated series of Chinese policy documents.
#[derive(Parser)]
#[command(version)]
enum Command {
    /// Traces a series and writes its report.
    Trace {
        /// A series folder, a corpus.toml, a folder of documents, or two or more documents.
        input: Vec<PathBuf>,
        /// Output folder.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

fn main() -> Result<()> {
    let Command::Trace { input, out } = Command::parse();
    let corpus = corpus::load(&input)?;
    let outcome = pipeline::run(&corpus);
    let view = render::view::View::new(&corpus, &outcome);
    let folder = out.unwrap_or_else(|| PathBuf::from("reports").join(&corpus.id));
    std::fs::create_dir_all(&folder).context("the output folder cannot be made")?;
    for format in render::Format::ALL {
        for artifact in render::render(&view, format, Lang::Zh) {
            std::fs::write(folder.join(&artifact.name), &artifact.bytes)?;
        }
    }
    writeln!(
        anstream::stderr(),
        "{} documents, {} links",
        view.documents.len(),
        view.links.len()
    )?;
    Ok(())
}
