//! Ids of clauses: the document's id and the printed numbers on the way down, `2020/二/（一）/3`.

use super::mark::Style;
use crate::ids::ClauseId;
use rustc_hash::FxHashMap;

/// Gives out ids in reading order.
///
/// A numbered clause is named by its number in one spelling (`(六）` and `（六）` are one, Arabic numbers keep their
/// stop: `1.`), any other by its position among its parent's unnumbered children. Repeats get `~2`, `~3`.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Unnumbered children of the document and of each clause so far.
    root_children: u32,
    children: Vec<u32>,
    used: FxHashMap<String, u32>,
}

impl Names {
    /// The id of the next clause, given its printed number and its parent's index and id, the document's for none.
    pub(super) fn next(&mut self, (parent, stem): (Option<usize>, &str), label: Option<(&str, Style)>) -> ClauseId {
        self.children.push(0);
        ClauseId::new(match label {
            Some((label, style)) => self.unique(format!("{stem}/{}", spell(label, style))),
            None => {
                let count = parent.map_or(&mut self.root_children, |p| &mut self.children[p]);
                *count += 1;
                format!("{stem}/{count}")
            }
        })
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
        let (mut names, mut ids) = (Names::default(), Vec::<&str>::new());
        let mut check = |parent: Option<usize>, label, expect: &'static str| {
            let stem = parent.map_or("2020", |p| ids[p]);
            assert_eq!(names.next((parent, stem), label).as_str(), expect);
            ids.push(expect);
        };
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
