//! What a trace came to, in a dozen lines.

use super::series::Traced;
use super::terminal::{STRONG, Terminal};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;
use yange::align::Relation;
use yange::analysis::FateKind;
use yange::lang::{Bilingual, Lang};
use yange::render::words;

/// Documents, clauses, links, lineages by fate, what was passed over and why, and where the report is.
pub(crate) fn text(traced: &Traced, written: &[PathBuf], terminal: &Terminal) -> String {
    let mut lines = Lines {
        lang: terminal.lang,
        text: String::new(),
    };
    let title = traced.corpus.title.as_deref().unwrap_or(&traced.corpus.id);
    lines.text.push_str(&format!("{STRONG}{title}{STRONG:#}\n"));
    counts(traced, &mut lines);
    fates(traced, &mut lines);
    for (index, skipped) in traced.corpus.skipped.iter().enumerate() {
        let reason = skipped.reason.get(terminal.lang);
        let name = if index == 0 { ("跳过", "skipped") } else { ("", "") };
        let value = Bilingual::new(
            format!("{}（{reason}）", skipped.path),
            format!("{} ({reason})", skipped.path),
        );
        lines.add(name, &value);
    }
    for (index, path) in written.iter().enumerate() {
        let name = if index == 0 { ("写入", "written") } else { ("", "") };
        let path = path.display().to_string();
        lines.add(name, &Bilingual::new(path.clone(), path));
    }
    lines.text
}

fn counts(traced: &Traced, lines: &mut Lines) {
    let documents = &traced.outcome.documents;
    let ids: Vec<&str> = documents.iter().map(|d| d.id.as_str()).collect();
    let count = documents.len();
    lines.add(
        ("文件", "documents"),
        &Bilingual::new(
            format!("{count} 份：{}", ids.join("、")),
            format!("{count}: {}", ids.join(", ")),
        ),
    );
    let clauses: usize = traced.outcome.trees.iter().map(|tree| tree.clauses.len()).sum();
    lines.add(
        ("条款", "clauses"),
        &Bilingual::new(format!("{clauses} 条"), clauses.to_string()),
    );
    let links = &traced.outcome.alignment.links;
    let same = links.iter().filter(|link| link.relation == Relation::Same).count();
    let (all, related) = (links.len(), links.len() - same);
    lines.add(
        ("对应", "links"),
        &Bilingual::new(
            format!("{all} 对：同一措施 {same}，相关 {related}"),
            format!("{all}: {same} same measure, {related} related"),
        ),
    );
}

/// One line a track, because fates are told within a track.
fn fates(traced: &Traced, lines: &mut Lines) {
    let histories = &traced.outcome.analysis.histories;
    let count = histories.len();
    lines.add(
        ("沿革", "lineages"),
        &Bilingual::new(format!("{count} 条"), count.to_string()),
    );
    let mut tracks: BTreeMap<&str, BTreeMap<FateKind, usize>> = BTreeMap::new();
    for fate in histories.iter().flat_map(|history| &history.fates) {
        *tracks.entry(&fate.track).or_default().entry(fate.kind).or_default() += 1;
    }
    for (track, kinds) in tracks {
        let list = |lang: Lang| -> String {
            let parts: Vec<String> = kinds
                .iter()
                .map(|(kind, count)| format!("{} {count}", words::fate(kind.name()).get(lang)))
                .collect();
            parts.join(if lang == Lang::Zh { "，" } else { ", " })
        };
        lines.add(
            ("", ""),
            &Bilingual::new(
                format!("{track}：{}", list(Lang::Zh)),
                format!("{track}: {}", list(Lang::En)),
            ),
        );
    }
}

struct Lines {
    lang: Lang,
    text: String,
}

impl Lines {
    /// Wide enough for the longest English name.
    const NAME_COLUMNS: usize = 10;

    fn add(&mut self, (zh, en): (&str, &str), value: &Bilingual) {
        let name = if self.lang == Lang::Zh { zh } else { en };
        let gap = Self::NAME_COLUMNS.saturating_sub(name.width()) + 1;
        writeln!(self.text, "  {name}{:gap$}{}", "", value.get(self.lang)).expect("writing to a string cannot fail");
    }
}
