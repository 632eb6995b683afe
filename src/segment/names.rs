//! Ids of clauses: the document's id and the printed numbers on the way down, `2020/二/（一）/3`.

use super::mark::Style;
use crate::ids::ClauseId;
use rustc_hash::FxHashMap;

/// Gives out ids in reading order.
///
/// A numbered clause is named by its number in one spelling (`(六）` and `（六）` are one, Arabic numbers keep their
/// stop: `1.`), any other by its position among its parent's unnumbered children. Repeats get `~2`, `~3`.
#[derive(Debug)]
pub(super) struct Names {
    document: String,
    ids: Vec<Given>,
    root_children: u32,
    used: FxHashMap<String, u32>,
}

#[derive(Debug)]
struct Given {
    id: String,
    children: u32,
}

impl Names {
    /// Begins a document.
    pub(super) fn new(document: &str) -> Self {
        Self {
            document: document.to_owned(),
            ids: Vec::new(),
            root_children: 0,
            used: FxHashMap::default(),
        }
    }

    /// The id of the next clause, given its parent's index and its printed number.
    pub(super) fn next(&mut self, parent: Option<usize>, label: Option<(&str, Style)>) -> ClauseId {
        let id = match label {
            Some((label, style)) => {
                let id = format!("{}/{}", self.stem(parent), spell(label, style));
                self.unique(id)
            }
            None => {
                let count = self.count(parent);
                format!("{}/{count}", self.stem(parent))
            }
        };
        self.ids.push(Given {
            id: id.clone(),
            children: 0,
        });
        ClauseId::new(id)
    }

    fn stem(&self, parent: Option<usize>) -> &str {
        parent.map_or(&self.document, |p| &self.ids[p].id)
    }

    fn count(&mut self, parent: Option<usize>) -> u32 {
        let count = parent.map_or(&mut self.root_children, |p| &mut self.ids[p].children);
        *count += 1;
        *count
    }

    fn unique(&mut self, id: String) -> String {
        let uses = self.used.entry(id.clone()).or_default();
        *uses += 1;
        if *uses == 1 { id } else { format!("{id}~{uses}") }
    }
}

/// One spelling for one number.
fn spell(label: &str, style: Style) -> String {
    let mut out: String = label
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' | '〔' => '（',
            ')' | '〕' => '）',
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            '．' => '.',
            '/' => '-',
            c => c,
        })
        .collect();
    match style {
        Style::Chinese | Style::Ordinal => out.truncate(out.trim_end_matches(['、', '.', '，', ',', '：']).len()),
        Style::ArabicComma => out.truncate(out.trim_end_matches('、').len()),
        _ => {}
    }
    if matches!(style, Style::ArabicComma) || (style == Style::ArabicDot && !out.ends_with('.')) {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_clauses() {
        let mut names = Names::new("2020");
        let mut check = |parent, label, expect: &str| assert_eq!(names.next(parent, label).as_str(), expect);
        check(None, None, "2020/1");
        check(None, Some(("二、", Style::Chinese)), "2020/二");
        check(Some(1), Some(("(六）", Style::ChineseParen)), "2020/二/（六）");
        check(Some(2), None, "2020/二/（六）/1");
        check(Some(2), None, "2020/二/（六）/2");
        check(Some(2), Some(("１．", Style::ArabicDot)), "2020/二/（六）/1.");
        check(Some(1), Some(("（六）", Style::ChineseParen)), "2020/二/（六）~2");
        check(None, Some(("第 三 条", Style::Article)), "2020/第三条");
    }
}
