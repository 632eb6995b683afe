//! `yange evaluate --gold decisions.toml`: links against what reviewers decided on the series.

use super::failure::Failure;
use super::terminal::Terminal;
use super::{agreement, series};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use yange::decisions::{self, Decisions, Subject};
use yange::document::Document;
use yange::evaluate::Gold;
use yange::lang::Bilingual;
use yange::pipeline::{self, Outcome};

/// Whether a gold file holds decisions, by its name.
pub(super) fn are_decisions(file: &Path) -> bool {
    file.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"))
}

/// The verdicts that hold, as a gold, and the series linked without any verdict: links that a decision made would be
/// measured against themselves. Corrections of clauses, the series' own and those of the files, are applied in both.
pub(super) fn link(files: &[PathBuf], inputs: &[PathBuf], terminal: &Terminal) -> anyhow::Result<(Gold, Outcome)> {
    let given = read(files, terminal)?;
    let corpus = series::several(inputs, terminal)?;
    let own = decisions::read(&corpus.decisions).0;
    let is_aside = own.list.len() > own.without_verdicts().list.len();
    let mut all = own.without_verdicts();
    all.merge(given);
    let read = pipeline::read_with(&corpus, &all);
    series::agree(&read.standing, terminal)?;
    unlike_names(&read.documents)?;
    let mut standing = read.standing;
    standing
        .lost
        .retain(|lost| matches!(lost.decision.subject, Subject::Pair { .. }));
    series::lost(&standing, terminal);
    let gold = Gold::of_decisions(&read.documents, &read.trees, &standing);
    if gold.units.is_empty() {
        return Err(nothing_decided().into());
    }
    if is_aside {
        terminal.warn(&Bilingual::new(
            "系列自己的逐对判定此次不应用：检验的是程序自己找到的对应",
            "the series' own verdicts on pairs are not applied here: what is measured is what the program finds by itself",
        ));
    }
    Ok((gold, series::link(&corpus, &all.without_verdicts(), terminal)?))
}

fn read(files: &[PathBuf], terminal: &Terminal) -> Result<Decisions, Failure> {
    if let Some(other) = files.iter().find(|file| !are_decisions(file)) {
        let shown = other.display();
        return Err(Failure::new(
            Bilingual::new(
                format!("{shown} 不是判定文件，不能与其他标注文件并用"),
                format!("{shown} holds no decisions and cannot be used beside other gold files"),
            ),
            Bilingual::new(
                "多个 --gold 只能是判定文件（.toml）；JSON 标注每次只用一个",
                "several --gold must all be decision files (.toml); of JSON gold give one",
            ),
        ));
    }
    let mut all = Decisions::default();
    for file in files {
        all.merge(agreement::read(file, terminal)?);
    }
    Ok(all)
}

/// Gold knows documents by the names of their files.
fn unlike_names(documents: &[Document]) -> Result<(), Failure> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for document in documents {
        let path = document.origin.path.as_str();
        let name = path.rsplit('/').next().unwrap_or(path);
        if let Some(first) = seen.insert(name, path) {
            return Err(Failure::new(
                Bilingual::new(
                    format!("{first} 与 {path} 文件名相同"),
                    format!("{first} and {path} bear one name"),
                ),
                Bilingual::new(
                    "评测按文件名辨认文件；请改其中一个的名称",
                    "an evaluation knows documents by the names of their files; rename one",
                ),
            ));
        }
    }
    Ok(())
}

fn nothing_decided() -> Failure {
    Failure::new(
        Bilingual::new(
            "判定文件中没有在这些文本中成立的逐对判定",
            "the decision files hold no verdict on a pair that holds in these texts",
        ),
        Bilingual::new(
            "用 yange decisions list 系列 查看各判定的现状；用 yange review 系列 作出判定",
            "yange decisions list SERIES shows where each stands; yange review SERIES makes some",
        ),
    )
}
