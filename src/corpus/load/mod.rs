//! From the paths a user names to a [`Corpus`].

mod disk;
mod folder;

use super::error::ReadFailure;
use super::manifest::{self, Entry, Manifest};
use super::read::Stated;
use super::{Corpus, CorpusError, Declared, Problem, SideBytes, SideFile, Skipped, Source, limits, read};
use crate::diagnostic::Diagnostic;
use crate::lang::Bilingual;
use crate::model::ModelFiles;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// File name of a manifest.
pub(super) const MANIFEST: &str = "corpus.toml";

/// Codebook that is taken from beside the manifest where the manifest names none.
const LEXICON: &str = "lexicon.toml";

/// Decisions that are taken from beside the manifest where the manifest names none.
const DECISIONS: &str = "decisions.toml";

/// Reads a series: a folder with `corpus.toml`, such a file, a folder of documents, or one or more documents.
///
/// One document is a series as well: it has clauses and no links. Sources keep the order of the manifest or of the
/// command line; those of a folder stand in the order of their names.
///
/// # Errors
/// Every problem found, not just the first.
pub fn load(inputs: &[PathBuf]) -> Result<Corpus, CorpusError> {
    let outcome = match inputs {
        [] => Err(vec![Problem::of_file(Path::new("."), nothing_named())]),
        [one] if one.is_dir() && one.join(MANIFEST).is_file() => load_manifest(&one.join(MANIFEST)),
        [one] if extension(one) == "toml" => load_manifest(one),
        [one] if one.is_dir() => load_folder(one),
        files => load_files(files),
    };
    outcome.map_err(|problems| CorpusError { problems })
}

fn load_manifest(path: &Path) -> Result<Corpus, Vec<Problem>> {
    let text = disk::read_text(path).map_err(|f| vec![Problem::of_file(path, f)])?;
    let (manifest, mut problems) = manifest::parse(path, &text);
    let base = path.parent().unwrap_or(Path::new("."));
    let place = Place {
        manifest: path,
        text: &text,
        base,
    };
    let lexicon = place.side_text(manifest.lexicon.as_ref(), Some(LEXICON));
    let decisions = place.decisions(&manifest.decisions);
    let vectors = place.side_bytes(manifest.vectors.as_ref());
    let mut keep = |p: Box<Problem>| problems.push(*p);
    let (lexicon, vectors) = (lexicon.map_err(&mut keep), vectors.map_err(&mut keep));
    let model = place.model(manifest.model.as_ref()).map_err(&mut keep);
    let decisions = decisions
        .into_iter()
        .filter_map(|file| file.map_err(&mut keep).ok())
        .collect();
    let sources = match place.sources(&manifest) {
        Ok(sources) => sources,
        Err(more) => {
            problems.extend(more);
            Vec::new()
        }
    };
    if !problems.is_empty() {
        problems.sort_by_key(|p| p.span.as_ref().map_or(usize::MAX, |s| s.start));
        return Err(problems);
    }
    Ok(Corpus {
        id: manifest.id,
        title: manifest.title,
        sources,
        skipped: Vec::new(),
        lexicon: lexicon.unwrap_or_default(),
        decisions,
        learn: manifest.learn,
        vectors: vectors.unwrap_or_default(),
        model: model.unwrap_or_default(),
    })
}

/// A manifest on disk: what its file names are relative to, and where its problems are shown.
struct Place<'m> {
    manifest: &'m Path,
    text: &'m str,
    base: &'m Path,
}

impl Place<'_> {
    fn sources(&self, manifest: &Manifest) -> Result<Vec<Source>, Vec<Problem>> {
        let wanted = manifest.documents.iter().map(|entry| self.wanted(entry)).collect();
        read_all(wanted, |problem, index| {
            let missing = problem.code == "missing-file";
            match manifest.documents.get(index).filter(|_| missing) {
                Some(entry) => self.pointed(problem, entry.path.span.clone()),
                None => problem,
            }
        })
    }

    fn wanted(&self, entry: &Entry) -> Wanted {
        Wanted {
            path: self.base.join(&entry.path.value),
            shown: entry.path.value.clone(),
            stated: entry.stated,
            declared: entry.declared.clone(),
        }
    }

    fn side_text(
        &self,
        named: Option<&manifest::Text>,
        default: Option<&str>,
    ) -> Result<Option<SideFile>, Box<Problem>> {
        let Some(file) = self.side_path(named, default) else {
            return Ok(None);
        };
        let text = disk::read_text(&file).map_err(|f| Box::new(self.side_problem(&file, f, named)))?;
        Ok(Some(SideFile {
            path: file.display().to_string(),
            text,
        }))
    }

    /// The decision files that the manifest names, or the one beside it.
    fn decisions(&self, named: &[manifest::Text]) -> Vec<Result<SideFile, Box<Problem>>> {
        if named.is_empty() {
            return self.side_text(None, Some(DECISIONS)).transpose().into_iter().collect();
        }
        let files = named.iter().map(|name| self.side_text(Some(name), None).transpose());
        files.flatten().collect()
    }

    fn side_bytes(&self, named: Option<&manifest::Text>) -> Result<Option<SideBytes>, Box<Problem>> {
        let Some(file) = self.side_path(named, None) else {
            return Ok(None);
        };
        let bytes =
            disk::read_bytes(&file, limits::VECTOR_BYTES).map_err(|f| Box::new(self.side_problem(&file, f, named)))?;
        Ok(Some(SideBytes {
            path: file.display().to_string(),
            bytes,
        }))
    }

    /// The files of the embedding model in the folder that the manifest names.
    fn model(&self, named: Option<&manifest::Text>) -> Result<Option<ModelFiles>, Box<Problem>> {
        let Some(folder) = self.side_path(named, None) else {
            return Ok(None);
        };
        let read = |name: &str| {
            let file = folder.join(name);
            disk::read_bytes(&file, limits::VECTOR_BYTES).map_err(|f| Box::new(self.side_problem(&file, f, named)))
        };
        Ok(Some(ModelFiles {
            path: folder.display().to_string(),
            tokenizer: read("tokenizer.json")?,
            weights: read("model.safetensors")?,
            config: read("config.json")?,
        }))
    }

    fn side_path(&self, named: Option<&manifest::Text>, default: Option<&str>) -> Option<PathBuf> {
        match named {
            Some(name) => Some(self.base.join(&name.value)),
            None => Some(self.base.join(default?)).filter(|f| f.is_file()),
        }
    }

    fn side_problem(&self, file: &Path, failure: ReadFailure, named: Option<&manifest::Text>) -> Problem {
        let problem = Problem::of_file(file, failure);
        match named {
            Some(name) if problem.code == "missing-file" => self.pointed(problem, name.span.clone()),
            _ => problem,
        }
    }

    /// Shows a problem with a named file at the line that names it.
    fn pointed(&self, problem: Problem, span: std::ops::Range<usize>) -> Problem {
        let file = problem.path.display();
        Problem {
            message: Bilingual::new(format!("找不到文件 {file}"), format!("there is no file {file}")),
            hint: Bilingual::new(
                "路径从清单所在文件夹算起；请检查文件名、扩展名和大小写",
                "paths start at the manifest's folder; check name, extension and upper or lower case",
            ),
            path: self.manifest.to_owned(),
            span: Some(span),
            text: Some(self.text.to_owned()),
            ..problem
        }
    }
}

fn load_folder(folder: &Path) -> Result<Corpus, Vec<Problem>> {
    let found = folder::scan(folder).map_err(|f| vec![Problem::of_file(folder, f)])?;
    let wanted = found
        .documents
        .into_iter()
        .map(|p| Wanted::undeclared(&p, folder::name_of(&p)));
    Ok(Corpus {
        id: folder::series_id(folder),
        sources: read_all(wanted.collect(), |p, _| p)?,
        skipped: found.skipped,
        ..Corpus::default()
    })
}

fn load_files(files: &[PathBuf]) -> Result<Corpus, Vec<Problem>> {
    let (mut wanted, mut skipped, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = BTreeMap::new();
    for file in files {
        let same = file.canonicalize().unwrap_or_else(|_| file.clone());
        if seen.insert(same, ()).is_some() {
            skipped.push(named_twice(file));
        } else if file.is_dir() || extension(file) == "toml" {
            problems.push(Problem::of_file(file, not_a_document()));
        } else {
            wanted.push(Wanted::undeclared(file, file.display().to_string()));
        }
    }
    match read_all(wanted, |p, _| p) {
        Ok(sources) if problems.is_empty() => Ok(Corpus {
            id: "series".into(),
            sources,
            skipped,
            ..Corpus::default()
        }),
        Ok(_) => Err(problems),
        Err(more) => Err(problems.into_iter().chain(more).collect()),
    }
}

/// A document to be read.
struct Wanted {
    path: PathBuf,
    shown: String,
    stated: Stated,
    declared: Declared,
}

impl Wanted {
    fn undeclared(path: &Path, shown: String) -> Self {
        Self {
            path: path.to_owned(),
            shown,
            stated: Stated::default(),
            declared: Declared::default(),
        }
    }

    fn read(self) -> Result<Source, Box<Problem>> {
        let of_file = |failure| Box::new(Problem::of_file(&self.path, failure));
        let bytes = disk::read_bytes(&self.path, limits::FILE_BYTES).map_err(of_file)?;
        let text = read::read(&bytes, &extension(&self.path), self.stated).map_err(of_file)?;
        Ok(Source {
            path: self.shown.replace('\\', "/"),
            format: text.format,
            encoding: text.encoding,
            reader: text.reader,
            sha256: Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect(),
            text: text.text,
            declared: self.declared,
            diagnostics: text.diagnostics,
        })
    }
}

/// Reads files side by side; the order of sources and problems is that of `wanted`.
fn read_all(wanted: Vec<Wanted>, place: impl Fn(Problem, usize) -> Problem) -> Result<Vec<Source>, Vec<Problem>> {
    if wanted.len() > limits::DOCUMENTS {
        return Err(vec![Problem::of_file(&wanted[0].path, too_many(wanted.len()))]);
    }
    let outcomes: Vec<_> = wanted.into_par_iter().map(Wanted::read).collect();
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for (index, outcome) in outcomes.into_iter().enumerate() {
        match outcome {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(place(*problem, index)),
        }
    }
    if problems.is_empty() {
        note_copies(&mut sources);
        Ok(sources)
    } else {
        Err(problems)
    }
}

/// Says so where two files hold the same bytes: every measure would count as carried on between them.
fn note_copies(sources: &mut [Source]) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for source in sources {
        match first.get(&source.sha256) {
            Some(path) => source.diagnostics.push(Diagnostic::warning(
                "same-content",
                None,
                Bilingual::new(
                    format!("与 {path} 内容完全相同；如非有意，请去掉其一"),
                    format!("same bytes as {path}; take one of them out unless this is meant"),
                ),
            )),
            None => {
                first.insert(source.sha256.clone(), source.path.clone());
            }
        }
    }
}

fn extension(path: &Path) -> String {
    path.extension().and_then(|e| e.to_str()).unwrap_or("").to_lowercase()
}

fn named_twice(file: &Path) -> Skipped {
    Skipped {
        path: file.display().to_string(),
        reason: Bilingual::new("同一文件已列出", "the same file was named already"),
    }
}

fn nothing_named() -> ReadFailure {
    ReadFailure::new(
        "no-documents",
        ("没有指明任何文件", "no file was named"),
        (
            "给出一个文件夹、一份 corpus.toml，或两份以上文件",
            "name a folder, a corpus.toml, or two or more documents",
        ),
    )
}

fn not_a_document() -> ReadFailure {
    ReadFailure::new(
        "not-a-document",
        (
            "文件夹和 corpus.toml 只能单独给出",
            "a folder or a corpus.toml must be named alone",
        ),
        (
            "要么只给一个文件夹或清单，要么逐一列出文件",
            "name one folder or manifest, or else list the documents one by one",
        ),
    )
}

fn too_many(count: usize) -> ReadFailure {
    let most = limits::DOCUMENTS;
    ReadFailure::new(
        "too-many-documents",
        (
            format!("共 {count} 份文件，超过上限 {most}"),
            format!("{count} documents, more than the limit of {most}"),
        ),
        ("请分成几个系列", "split them into several series"),
    )
}

#[cfg(test)]
mod tests;
