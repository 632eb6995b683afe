//! From the user's paths to a traced series: the steps that commands share.

use super::failure::Failure;
use super::terminal::{Terminal, Volume};
use super::{agreement, write};
use std::path::{Path, PathBuf};
use yange::corpus::{self, Corpus, SourceFormat};
use yange::decisions::{self, Contradiction, Decisions, Standing};
use yange::diagnostic::Severity;
use yange::lang::Bilingual;
use yange::lexicon;
use yange::model::Model;
use yange::pipeline::{self, Outcome};
use yange::render::{self, Artifact, Format, view::View};
use yange::vectors::Vectors;

/// A series with what came of it.
pub(crate) struct Traced {
    /// As read.
    pub(crate) corpus: Corpus,
    /// Every stage's result, less what the view took over of each link.
    pub(crate) outcome: Outcome,
    /// What is shown and written.
    pub(crate) view: View,
}

/// Reads and traces a series of at least two documents.
///
/// # Errors
/// What [`corpus::load`] found, or that there is nothing to compare.
pub(crate) fn trace(inputs: &[PathBuf], terminal: &Terminal) -> anyhow::Result<Traced> {
    Ok(run(several(inputs, terminal)?, terminal)?)
}

/// Reads a series of at least two documents.
///
/// # Errors
/// As [`trace`].
pub(super) fn several(inputs: &[PathBuf], terminal: &Terminal) -> anyhow::Result<Corpus> {
    let corpus = load(inputs, terminal)?;
    if corpus.sources.len() < 2 {
        return Err(too_few(&corpus).into());
    }
    Ok(corpus)
}

/// Traces a series, or reads what `yange trace` wrote of one.
///
/// # Errors
/// As [`trace`], or that the file is no `lineage.json` of this version.
pub(crate) fn view(input: &Path, terminal: &Terminal) -> anyhow::Result<View> {
    if input.extension().is_none_or(|e| e != "json") || !input.is_file() {
        return Ok(trace(&[input.to_owned()], terminal)?.view);
    }
    let shown = input.display();
    let bad = |zh: String, en: String| {
        Failure::new(
            Bilingual::new(format!("{shown} {zh}"), format!("{shown} {en}")),
            Bilingual::new(
                "请给出由本版 yange trace 写出的 lineage.json，或直接给出系列文件夹",
                "give a lineage.json that this version of yange trace wrote, or the folder of the series",
            ),
        )
    };
    let bytes = std::fs::read(input).map_err(|e| bad("无法读取".into(), "cannot be read".into()).because(e))?;
    let view: View = serde_json::from_slice(&bytes).map_err(|error| {
        let place = (error.line(), error.column());
        bad(
            format!("不是 lineage.json（第 {} 行第 {} 列）", place.0, place.1),
            format!("is no lineage.json (line {}, column {})", place.0, place.1),
        )
    })?;
    if (view.format.as_str(), view.version) != ("yange.lineage", 1) {
        let version = view.version;
        return Err(bad(
            format!("的格式版本是 {version}"),
            format!("has format version {version}"),
        )
        .into());
    }
    Ok(view)
}

/// Reads a series.
///
/// # Errors
/// What [`corpus::load`] found.
pub(crate) fn load(inputs: &[PathBuf], terminal: &Terminal) -> anyhow::Result<Corpus> {
    let _step = terminal.step(&Bilingual::new("正在读取文件", "reading the documents"));
    let corpus = corpus::load(inputs)?;
    side_files(&corpus, terminal)?;
    Ok(corpus)
}

/// Refuses a codebook, vector, model or decision file that cannot be used: the run would silently do without it.
fn side_files(corpus: &Corpus, terminal: &Terminal) -> Result<(), Failure> {
    let (_, problems) = decisions::read(&corpus.decisions);
    if !problems.is_empty() {
        return Err(agreement::unusable(&problems, terminal));
    }
    if let Some(file) = &corpus.lexicon
        && let Err(error) = lexicon::parse(&file.text)
    {
        let line = error.span().map(|s| file.text[..s.start].matches('\n').count() + 1);
        let (zh, en) = line.map_or_else(Default::default, |n| (format!(" 第 {n} 行"), format!(", line {n}")));
        let place = Bilingual::new(format!("{}{zh}", file.path), format!("{}{en}", file.path));
        return Err(unusable(&place, &error.message(), error.hint()));
    }
    if let Some(file) = &corpus.vectors
        && let Err(error) = Vectors::parse(file.bytes.clone())
    {
        let hint = Bilingual::new(
            "用 yange train vectors 文件夹 --out 文件 重新生成，或删去 corpus.toml 中的 vectors 一行，改用内置词向量",
            "make it anew with yange train vectors FOLDER --out FILE, or delete the line `vectors` of corpus.toml to use the built-in ones",
        );
        let place = Bilingual::new(file.path.as_str(), file.path.as_str());
        return Err(unusable(&place, &error.message(), hint));
    }
    if let Some(files) = &corpus.model
        && let Err(error) = Model::parse(files)
    {
        let place = Bilingual::new(files.path.as_str(), files.path.as_str());
        return Err(unusable(&place, &error.message(), error.hint()));
    }
    Ok(())
}

/// A side file that cannot be used: where, what is wrong, and the way out.
fn unusable(place: &Bilingual, message: &Bilingual, hint: Bilingual) -> Failure {
    Failure::new(
        Bilingual::new(
            format!("{}：{}", place.zh, message.zh),
            format!("{}: {}", place.en, message.en),
        ),
        hint,
    )
}

/// Runs the pipeline on what was read and tells what it noticed.
///
/// # Errors
/// Decisions that contradict each other.
pub(crate) fn run(corpus: Corpus, terminal: &Terminal) -> Result<Traced, Failure> {
    let mut outcome = link(&corpus, &decisions::read(&corpus.decisions).0, terminal)?;
    let view = View::take(&corpus, &mut outcome);
    Ok(Traced { corpus, outcome, view })
}

/// The same with the decisions given, and without a view.
pub(super) fn link(corpus: &Corpus, decisions: &Decisions, terminal: &Terminal) -> Result<Outcome, Failure> {
    let count = corpus.sources.len();
    let step = terminal.step(&Bilingual::new(
        format!("正在梳理 {count} 份文件的沿革"),
        format!("tracing {count} documents"),
    ));
    let outcome = pipeline::run_with(corpus, decisions);
    drop(step);
    agree(&outcome.standing, terminal)?;
    lost(&outcome.standing, terminal);
    remarks(&outcome, terminal);
    Ok(outcome)
}

/// Refuses decisions that contradict each other, showing both of each pair.
pub(super) fn agree(standing: &Standing, terminal: &Terminal) -> Result<(), Failure> {
    if standing.contradictions.is_empty() {
        return Ok(());
    }
    for Contradiction { first, second } in &standing.contradictions {
        agreement::show_contradiction(first, second, terminal);
    }
    let count = standing.contradictions.len();
    Err(Failure::new(
        Bilingual::new(
            format!("有 {count} 处人工判定互相矛盾（见上）"),
            format!("{count} decisions contradict others (shown above)"),
        ),
        Bilingual::new(
            "删去或改正其中一条；两位编码者的分歧可用 yange adjudicate 逐条裁定",
            "take one of the two out or correct it; yange adjudicate settles the disagreements of two coders one by one",
        ),
    ))
}

/// Warns of every decision whose text is gone or changed.
pub(super) fn lost(standing: &Standing, terminal: &Terminal) {
    for lost in &standing.lost {
        let (origin, said) = (&lost.decision.origin, lost.loss.message(&lost.clause));
        terminal.warn(&Bilingual::new(
            format!("{origin}：判定未能应用：{}", said.zh),
            format!("{origin}: a decision is not applied: {}", said.en),
        ));
    }
}

/// Warnings always, notes when asked for more.
fn remarks(outcome: &Outcome, terminal: &Terminal) {
    for document in &outcome.documents {
        for diagnostic in &document.diagnostics {
            if diagnostic.severity == Severity::Warning || terminal.volume == Volume::Verbose {
                terminal.warn(&Bilingual::new(
                    format!("{}：{}", document.origin.path, diagnostic.message.zh),
                    format!("{}: {}", document.origin.path, diagnostic.message.en),
                ));
            }
        }
    }
    for pair in outcome.documents.windows(2) {
        let date = |i: usize| pair[i].metadata.date.as_ref().map(|fact| fact.value);
        if let (Some(old), Some(new)) = (date(0), date(1))
            && old == new
        {
            let (a, b) = (&pair[0].origin.path, &pair[1].origin.path);
            terminal.warn(&Bilingual::new(
                format!("{a} 与 {b} 日期相同（{old}），按列出的先后排序；可在 corpus.toml 中写明日期"),
                format!("{a} and {b} bear the same date ({old}); they keep the order given; corpus.toml can date them"),
            ));
        }
    }
}

/// The wanted formats, and beside them the text that was taken out of files that are not plain text.
pub(crate) fn artifacts<'t>(traced: &'t Traced, formats: &[Format], terminal: &Terminal) -> Vec<Artifact<'t>> {
    let lang = terminal.report_lang;
    let rendered = formats
        .iter()
        .flat_map(|&format| render::render(&traced.view, format, lang));
    let extracted = traced
        .outcome
        .documents
        .iter()
        .filter(|document| match document.origin.format {
            SourceFormat::Text | SourceFormat::Markdown => false,
            SourceFormat::Html | SourceFormat::Docx | SourceFormat::Pdf => true,
        })
        .map(|document| {
            let name = format!("sources/{}.txt", write::path_part(document.id.as_str()));
            Artifact::new(name, |to| to.write_all(document.text.as_bytes()))
        });
    rendered.chain(extracted).collect()
}

/// Where a series is written unless the user says otherwise.
pub(crate) fn default_folder(corpus: &Corpus) -> PathBuf {
    Path::new("reports").join(write::path_part(&corpus.id))
}

/// The formats asked for, each once, or all.
pub(crate) fn formats(asked: &[Format]) -> Vec<Format> {
    let all = Format::ALL.into_iter();
    all.filter(|format| asked.is_empty() || asked.contains(format))
        .collect()
}

fn too_few(corpus: &Corpus) -> Failure {
    let only = corpus.sources.first().map_or("", |source| source.path.as_str());
    Failure::new(
        Bilingual::new(
            format!("只有一份文件（{only}），无从比较"),
            format!("there is only one document ({only}), so there is nothing to compare"),
        ),
        Bilingual::new(
            "请给出两份或更多文件；只看一份文件的条款结构，用 yange segment 文件",
            "give two or more documents; to see the clauses of one document, use yange segment FILE",
        ),
    )
}
