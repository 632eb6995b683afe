//! `yange trace`: the main job.

use super::args::TraceArguments;
use super::failure::Failure;
use super::series::{self, Traced};
use super::terminal::{Terminal, Volume};
use super::{Verdict, summary, write};
use std::path::Path;
use yange::lang::Bilingual;
use yange::render::{self, Format, learned};

/// Traces a series, writes its report and prints a summary.
pub(crate) fn run(wanted: &TraceArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let formats = series::formats(&wanted.format);
    let to_stdout = wanted.out.as_deref() == Some(Path::new("-"));
    if to_stdout && formats.len() != 1 {
        return Err(one_file_only().into());
    }
    let mut corpus = series::several(&wanted.inputs, terminal)?;
    corpus.learn |= wanted.learn;
    let traced = series::run(corpus, terminal)?;
    if to_stdout {
        return print(&traced, formats[0], terminal);
    }
    let artifacts = series::artifacts(&traced, &formats, terminal);
    let folder = wanted
        .out
        .clone()
        .unwrap_or_else(|| series::default_folder(&traced.corpus));
    let step = terminal.step(&Bilingual::new("正在写入报告", "writing the report"));
    let written = write::all(&folder, &artifacts)?;
    drop(step);
    if terminal.volume > Volume::Quiet {
        terminal.print(&summary::text(&traced, &written, terminal))?;
        terminal.print(&learned::text(&traced.outcome, terminal.lang))?;
    }
    Ok(Verdict::Done)
}

/// Standard output takes the one file asked for and nothing else.
fn print(traced: &Traced, format: Format, terminal: &Terminal) -> anyhow::Result<Verdict> {
    match render::render(&traced.view, format, terminal.report_lang).as_slice() {
        [only] => terminal.write(only)?,
        _ => return Err(one_file_only().into()),
    }
    Ok(Verdict::Done)
}

fn one_file_only() -> Failure {
    Failure::new(
        Bilingual::new("标准输出只能写一个文件", "standard output takes one file"),
        Bilingual::new("例如 --format json --out -", "for example --format json --out -"),
    )
}
