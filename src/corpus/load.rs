//! From the paths a user names to a [`Corpus`].

use super::{Corpus, CorpusError, Declared, Problem, SideFile, Skipped, Source, manifest, read};
use crate::lang::Bilingual;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads a series: a folder with `corpus.toml`, such a file, a folder of documents, or two or more documents.
///
/// # Errors
/// Every problem found, not just the first.
pub fn load(inputs: &[PathBuf]) -> Result<Corpus, CorpusError> {
    let outcome = match inputs {
        [one] if one.is_dir() && one.join("corpus.toml").is_file() => load_manifest(&one.join("corpus.toml")),
        [one] if one.extension().is_some_and(|e| e == "toml") => load_manifest(one),
        [one] if one.is_dir() => load_folder(one),
        files => load_files(files),
    };
    outcome.map_err(|problems| CorpusError { problems })
}

fn load_manifest(path: &Path) -> Result<Corpus, Vec<Problem>> {
    let text = fs::read_to_string(path).map_err(|e| vec![unreadable(path, &e)])?;
    let manifest = manifest::parse(path, &text).map_err(|p| vec![p])?;
    let base = path.parent().unwrap_or(Path::new("."));
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for table in &manifest.documents {
        match load_source(&base.join(table.path.get_ref()), table.path.get_ref(), table.declared()) {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let side = |name: &Option<String>, default: &str| {
        let file = base.join(name.as_deref().unwrap_or(default));
        fs::read_to_string(&file).ok().map(|text| SideFile {
            path: file.display().to_string(),
            text,
        })
    };
    let (lexicon, decisions) = (
        side(&manifest.series.lexicon, "lexicon.toml"),
        side(&manifest.series.decisions, "decisions.toml"),
    );
    Ok(Corpus {
        id: manifest.series.id,
        title: manifest.series.title,
        sources,
        lexicon,
        decisions,
        ..Corpus::default()
    })
}

fn load_folder(folder: &Path) -> Result<Corpus, Vec<Problem>> {
    let entries = fs::read_dir(folder).map_err(|e| vec![unreadable(folder, &e)])?;
    let mut files: Vec<_> = entries
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.is_file())
        .collect();
    files.sort();
    let (documents, others): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|p| read::EXTENSIONS.contains(&extension(p).as_str()));
    let mut corpus = load_files(&documents)?;
    corpus.id = folder
        .canonicalize()
        .ok()
        .and_then(|f| Some(f.file_name()?.to_str()?.to_owned()))
        .unwrap_or_else(|| "series".into());
    corpus.skipped = others
        .iter()
        .map(|p| Skipped {
            path: p.display().to_string(),
            reason: Bilingual::new("不是文档格式", "not a document format"),
        })
        .collect();
    Ok(corpus)
}

fn load_files(files: &[PathBuf]) -> Result<Corpus, Vec<Problem>> {
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        let shown = file.display().to_string();
        match load_source(file, &shown, Declared::default()) {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(Corpus {
            id: "series".into(),
            sources,
            ..Corpus::default()
        })
    } else {
        Err(problems)
    }
}

fn load_source(path: &Path, shown: &str, declared: Declared) -> Result<Source, Problem> {
    let bytes = fs::read(path).map_err(|e| unreadable(path, &e))?;
    let text = read::read(&bytes, &extension(path)).map_err(|failure| Problem {
        path: path.to_owned(),
        span: None,
        text: None,
        code: failure.code,
        message: failure.message,
        hint: failure.hint,
    })?;
    Ok(Source {
        path: shown.replace('\\', "/"),
        format: text.format,
        encoding: text.encoding,
        reader: text.reader,
        sha256: Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect(),
        text: text.text,
        declared,
        diagnostics: text.diagnostics,
    })
}

fn extension(path: &Path) -> String {
    path.extension().and_then(|e| e.to_str()).unwrap_or("").to_lowercase()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem {
        path: path.to_owned(),
        span: None,
        text: None,
        code: "unreadable",
        message: Bilingual::new(format!("无法读取：{error}"), format!("cannot be read: {error}")),
        hint: Bilingual::new("请检查路径和权限", "check the path and its permissions"),
    }
}
