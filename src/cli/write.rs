//! Writing: whole files or none, and never half of an old report beside half of a new one.

use super::failure::Failure;
use rayon::prelude::*;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, PathPersistError};
use yange::lang::Bilingual;
use yange::render::Artifact;

/// Writes all artifacts into `folder`, side by side, each to a temporary file beside its place first; only when all are
/// complete are they put in place. Returns their paths in the order given.
///
/// # Errors
/// Where a folder cannot be made or a file cannot be written; nothing that was there is damaged then.
pub(crate) fn all(folder: &Path, artifacts: &[Artifact]) -> Result<Vec<PathBuf>, Failure> {
    let targets: Vec<PathBuf> = artifacts.iter().map(|artifact| folder.join(&artifact.name)).collect();
    let staged: Vec<io::Result<NamedTempFile>> = artifacts
        .par_iter()
        .zip(&targets)
        .map(|(artifact, target)| stage(target, |file| artifact.write(file)))
        .collect();
    let mut complete = Vec::new();
    for (file, target) in staged.into_iter().zip(&targets) {
        complete.push(file.map_err(|e| cannot_write(target, e))?);
    }
    for (file, target) in complete.into_iter().zip(&targets) {
        file.into_temp_path()
            .persist(target)
            .map_err(|PathPersistError { error, .. }| cannot_write(target, error))?;
    }
    Ok(targets)
}

/// Writes one new file; one that is there already stays as it is and is an error.
///
/// # Errors
/// Where the file exists or cannot be written.
pub(crate) fn new_file(target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let file = stage(target, |file| file.write_all(bytes)).map_err(|e| cannot_write(target, e))?;
    file.into_temp_path()
        .persist_noclobber(target)
        .map_err(|PathPersistError { error, .. }| cannot_write(target, error))
}

/// Writes one file in the place of whatever was there.
///
/// # Errors
/// Where the file cannot be written; what was there is not damaged then.
pub(crate) fn replace(target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let file = stage(target, |file| file.write_all(bytes)).map_err(|e| cannot_write(target, e))?;
    file.into_temp_path()
        .persist(target)
        .map_err(|PathPersistError { error, .. }| cannot_write(target, error))
}

fn stage(target: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let folder = target
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".yange-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is private by default; a report is as readable as any other file of the user.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    content(&mut file)?;
    file.as_file().sync_data()?;
    Ok(file)
}

fn cannot_write(target: &Path, error: io::Error) -> Failure {
    let path = target.display();
    if let Some(file) = target.parent().filter(|folder| folder.is_file()) {
        let file = file.display();
        return Failure::new(
            Bilingual::new(
                format!("{file} 是一个文件，不是文件夹"),
                format!("{file} is a file, not a folder"),
            ),
            Bilingual::new("请用 --out 另选文件夹", "choose another folder with --out"),
        );
    }
    Failure::new(
        Bilingual::new(format!("无法写入 {path}"), format!("{path} cannot be written")),
        Bilingual::new(
            "请检查该文件夹的写入权限和磁盘空间，或用 --out 另选文件夹",
            "check the folder's permissions and the free space, or choose another folder with --out",
        ),
    )
    .because(error)
}

/// Makes a name of the series or of a document safe as one part of a path.
pub(crate) fn path_part(name: &str) -> String {
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    match safe.trim_matches(['.', ' ']) {
        "" => "series".to_owned(),
        part => part.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact<'t>(name: &str, text: &'t str) -> Artifact<'t> {
        Artifact::new(name, |to| to.write_all(text.as_bytes()))
    }

    #[test]
    fn writes_over_old_files_and_leaves_no_temporary_ones() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for text in ["old", "new"] {
            all(
                folder.path(),
                &[artifact("a.txt", text), artifact("sources/b.txt", text)],
            )
            .expect("writable");
        }
        assert_eq!(fs::read_to_string(folder.path().join("a.txt")).expect("written"), "new");
        assert_eq!(
            fs::read_to_string(folder.path().join("sources/b.txt")).expect("written"),
            "new"
        );
        assert_eq!(fs::read_dir(folder.path()).expect("there").count(), 2);
    }

    #[test]
    fn when_one_file_cannot_be_written_nothing_changes() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("a.txt"), "old").expect("writable");
        fs::write(folder.path().join("file"), "").expect("writable");
        let failed = all(
            folder.path(),
            &[artifact("a.txt", "new"), artifact("file/b.txt", "new")],
        );
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(folder.path().join("a.txt")).expect("there"), "old");
    }

    #[test]
    fn a_new_file_never_replaces_one() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = folder.path().join("corpus.toml");
        assert!(new_file(&target, b"first").is_ok());
        assert!(new_file(&target, b"second").is_err());
        assert_eq!(fs::read(&target).expect("there"), b"first");
    }

    #[test]
    fn names_cannot_leave_the_folder() {
        for (name, expect) in [
            ("hangzhou-ip", "hangzhou-ip"),
            ("../x", "-x"),
            ("..", "series"),
            ("杭州/知产", "杭州-知产"),
        ] {
            assert_eq!(path_part(name), expect);
        }
    }
}
