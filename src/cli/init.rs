//! `yange init`: a first manifest for a folder of documents, for a person to correct.

use super::args::InitArguments;
use super::failure::Failure;
use super::terminal::{Terminal, Volume};
use super::{Verdict, series, write};
use std::path::Path;
use yange::lang::Bilingual;
use yange::{document, render};

/// Writes `corpus.toml` into the folder; one that is there already stays.
pub(crate) fn run(wanted: &InitArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let target = wanted.folder.join("corpus.toml");
    if target.symlink_metadata().is_ok() {
        return Err(exists(&target).into());
    }
    if wanted.folder.is_file() {
        return Err(not_a_folder(&wanted.folder).into());
    }
    let corpus = series::load(std::slice::from_ref(&wanted.folder), terminal)?;
    let documents = document::parse(&corpus);
    let text = render::manifest::render(&corpus, &documents);
    write::new_file(&target, text.as_bytes())?;
    if terminal.volume > Volume::Quiet {
        let (path, count) = (target.display(), documents.len());
        let done = Bilingual::new(
            format!(
                "已写入 {path}（{count} 份文件）。请核对后运行：yange trace {}\n",
                wanted.folder.display()
            ),
            format!(
                "{path} written ({count} documents). Check it, then run: yange trace {}\n",
                wanted.folder.display()
            ),
        );
        terminal.print(done.get(terminal.lang))?;
    }
    Ok(Verdict::Done)
}

fn exists(target: &Path) -> Failure {
    let path = target.display();
    Failure::new(
        Bilingual::new(
            format!("{path} 已存在，未作改动"),
            format!("{path} exists already and was left as it is"),
        ),
        Bilingual::new(
            "如需重新生成，请先将它改名或移走",
            "to make a new one, rename or move it first",
        ),
    )
}

fn not_a_folder(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        Bilingual::new(format!("{path} 不是文件夹"), format!("{path} is not a folder")),
        Bilingual::new("请给出存放文件的文件夹", "give the folder that holds the documents"),
    )
}
