//! Which files of a folder are documents.

use crate::corpus::error::ReadFailure;
use crate::corpus::{Skipped, sniff};
use crate::lang::Bilingual;
use std::fs;
use std::path::{Path, PathBuf};

/// Extensions that a folder scan takes as documents.
const EXTENSIONS: [&str; 8] = ["txt", "text", "md", "markdown", "html", "htm", "docx", "pdf"];

/// What a folder holds, both lists in the order of the names.
pub(super) struct Found {
    pub(super) documents: Vec<PathBuf>,
    pub(super) skipped: Vec<Skipped>,
}

/// Looks through a folder, not through the folders in it.
///
/// # Errors
/// `no-documents` where nothing in it can be read, with what was passed over.
pub(super) fn scan(folder: &Path) -> Result<Found, ReadFailure> {
    let mut found = Found {
        documents: Vec::new(),
        skipped: Vec::new(),
    };
    for path in entries(folder)? {
        match reason_to_skip(&path) {
            None => found.documents.push(path),
            Some(reason) => found.skipped.push(Skipped {
                path: name_of(&path),
                reason,
            }),
        }
    }
    if found.documents.is_empty() {
        return Err(no_documents(&found.skipped));
    }
    Ok(found)
}

/// File name as shown to people.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The folder's own name, fit to be part of a path.
pub(super) fn series_id(folder: &Path) -> String {
    let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name: String = name_of(&full)
        .chars()
        .map(|c| {
            if c.is_whitespace() || c.is_control() || "\\:*?\"<>|".contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() { "series".into() } else { name.into() }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, ReadFailure> {
    let unreadable = |error: std::io::Error| {
        ReadFailure::new(
            "unreadable",
            (
                format!("无法读取文件夹：{error}"),
                format!("the folder cannot be read: {error}"),
            ),
            ("请检查路径和权限", "check the path and its permissions"),
        )
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if !name_of(&path).starts_with('.') {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn reason_to_skip(path: &Path) -> Option<Bilingual> {
    let name = name_of(path).to_lowercase();
    let extension = super::extension(path);
    if path.is_dir() {
        return Some(Bilingual::new("子文件夹不读", "folders inside are not read"));
    }
    if name.starts_with("~$") {
        return Some(Bilingual::new("Word 的临时文件", "a temporary file of Word"));
    }
    if name.starts_with("readme.") {
        return Some(Bilingual::new(
            "说明文件，不作为政策文件",
            "a readme, not taken as a policy document",
        ));
    }
    if EXTENSIONS.contains(&extension.as_str()) {
        return None;
    }
    Some(match sniff::unread_extension(&extension) {
        Some((zh, en)) => Bilingual::new(format!("不能直接读取：{zh}"), format!("cannot be read directly: {en}")),
        None => Bilingual::new("不是文档格式", "not a document format"),
    })
}

fn no_documents(skipped: &[Skipped]) -> ReadFailure {
    let over: Vec<_> = skipped.iter().take(5).collect();
    let list = |pick: fn(&Bilingual) -> &str, comma: &str| {
        let parts: Vec<_> = over
            .iter()
            .map(|s| format!("{} ({})", s.path, pick(&s.reason)))
            .collect();
        parts.join(comma)
    };
    let (zh, en) = if over.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!("；略过了 {}", list(|r| &r.zh, "、")),
            format!("; passed over: {}", list(|r| &r.en, ", ")),
        )
    };
    ReadFailure::new(
        "no-documents",
        (
            format!("文件夹里没有可读的文件{zh}"),
            format!("the folder holds no document that can be read{en}"),
        ),
        (
            "放入 .txt .md .html .docx 或 .pdf 文件；子文件夹里的文件请在 corpus.toml 中列出",
            "put .txt, .md, .html, .docx or .pdf files in it; list files of folders inside in a corpus.toml",
        ),
    )
}
