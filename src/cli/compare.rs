//! `yange compare`: two documents, and where each clause of the one went in the other.

use super::args::CompareArguments;
use super::terminal::{Terminal, Volume};
use super::{Verdict, series, summary, write};
use yange::lang::Bilingual;
use yange::render;

/// Traces two documents and prints the correlation table; with formats, writes files too.
pub(crate) fn run(wanted: &CompareArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let inputs = [wanted.old.clone(), wanted.new.clone()];
    let traced = series::trace(&inputs, terminal)?;
    if let Some(first) = traced.outcome.documents.first()
        && traced
            .corpus
            .sources
            .first()
            .is_some_and(|source| source.path != first.origin.path)
    {
        let path = &first.origin.path;
        terminal.warn(&Bilingual::new(
            format!("按日期，{path} 较早，作为旧文件"),
            format!("by its date {path} is the earlier one and is taken as the old document"),
        ));
    }
    terminal.print(&render::correlation::text(&traced.view, terminal.lang))?;
    if !wanted.format.is_empty() {
        let formats = series::formats(&wanted.format);
        let artifacts = series::artifacts(&traced, &formats, terminal);
        let folder = wanted
            .out
            .clone()
            .unwrap_or_else(|| series::default_folder(&traced.corpus));
        let written = write::all(&folder, &artifacts)?;
        if terminal.volume > Volume::Quiet {
            terminal.print(&format!("\n{}", summary::text(&traced, &written, terminal)))?;
        }
    }
    Ok(Verdict::Done)
}
