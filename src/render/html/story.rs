//! Headline figures and the paragraph in plain words; every figure with its denominator.

use super::thread::{Kind, Thread};
use crate::lang::Bilingual;
use crate::render::view::View;

/// Figures of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// Lineages that stand in it.
    pub(super) measures: usize,
    /// Of these, answering to an earlier document.
    pub(super) carried: usize,
    /// Of these, word for word.
    pub(super) unchanged: usize,
    /// Of the carried, back after an absence.
    pub(super) revived: usize,
    /// Said for the first time in the series.
    pub(super) new: usize,
    /// Not found in any later document, in whatever lineage.
    pub(super) ended: usize,
}

/// Counts every document.
pub(super) fn figures(view: &View, threads: &[Thread]) -> Vec<Figures> {
    let mut all = vec![Figures::default(); view.documents.len()];
    for thread in threads {
        for &(document, _) in &thread.homes {
            let figures = &mut all[document];
            figures.measures += 1;
            figures.ended += usize::from(thread.last() == Some(document) && !thread.goes_on_in_another);
            match thread.steps.iter().find(|s| s.to == document) {
                None if thread.comes_from_another => figures.carried += 1,
                None => figures.new += 1,
                Some(step) => {
                    figures.carried += 1;
                    figures.unchanged += usize::from(step.kind == Kind::Unchanged);
                    figures.revived += usize::from(step.kind == Kind::Revived);
                }
            }
        }
    }
    all
}

/// A share in whole percent; nothing of nothing is 0.
pub(super) fn percent(part: usize, whole: usize) -> usize {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}

/// Tells the series in one paragraph: how much it holds, what became of the oldest, where the newest comes from.
pub(super) fn lead(view: &View, threads: &[Thread], figures: &[Figures]) -> Bilingual {
    let all = whole(view, threads);
    let (Some(first), Some(last)) = (figures.first(), figures.last()) else {
        return all;
    };
    if figures.len() < 2 {
        return all;
    }
    let (old, new) = (&view.documents[0].id, &view.documents[figures.len() - 1].id);
    let kept = first.measures - first.ended;
    let (kept_share, carried) = (percent(kept, first.measures), percent(last.carried, last.measures));
    let fresh = percent(last.new, last.measures);
    let (zh_same, en_same) = match last.unchanged {
        0 => ("没有一条一字未改".to_owned(), "none word for word".to_owned()),
        n => (format!("其中 {n} 条一字未改"), format!("{n} of them word for word")),
    };
    Bilingual::new(
        format!(
            "{}最早的 {old} 所提 {} 条中，{kept} 条（{kept_share}%）在其后的文件里有对应，{} 条未见后续。\
             最新的 {new} 所提 {} 条中，{} 条（{carried}%）与先前的措施相对应，{zh_same}；{} 条（{fresh}%）在本系列中首次提出。",
            all.zh, first.measures, first.ended, last.measures, last.carried, last.new
        ),
        format!(
            "{} Of the {} in the earliest, {old}, {kept} ({kept_share}%) answer to something in a later document; {} are \
             not found again. Of the {} in the newest, {new}, {} ({carried}%) answer to earlier measures, {en_same}; {} \
             ({fresh}%) are said for the first time in the series.",
            all.en,
            measures(first.measures),
            first.ended,
            last.measures,
            last.carried,
            last.new
        ),
    )
}

/// Tells every document in a sentence or two, oldest first.
pub(super) fn story(view: &View, figures: &[Figures]) -> Vec<Bilingual> {
    (0..figures.len()).map(|d| sentence(view, figures, d)).collect()
}

fn whole(view: &View, threads: &[Thread]) -> Bilingual {
    let count = |least: usize| threads.iter().filter(|t| t.homes.len() >= least).count();
    let (all, documents) = (threads.len(), view.documents.len());
    let mut zh = format!("{documents} 份文件合计提出 {all} 条措施");
    let mut en = format!("{documents} documents hold {} between them", measures(all));
    if documents > 1 {
        let more = count(2);
        let share = percent(more, all);
        zh.push_str(&format!(
            "，其中 {more} 条（{share}%）见于两份以上文件，{} 条贯穿全部文件",
            count(documents)
        ));
        en.push_str(&format!(
            "; {more} of them ({share}%) stand in two documents or more, {} in all of them",
            count(documents)
        ));
    }
    Bilingual::new(format!("{zh}。"), format!("{en}."))
}

fn sentence(view: &View, figures: &[Figures], document: usize) -> Bilingual {
    let (f, about) = (&figures[document], &view.documents[document]);
    let last = document + 1 == figures.len();
    let draft = about.status == "draft";
    let (zh_draft, en_draft) = if draft {
        ("（征求意见稿）", " (draft)")
    } else {
        ("", "")
    };
    let mut zh = format!("{}{zh_draft} 含 {} 条措施", about.id, f.measures);
    let mut en = format!("{}{en_draft} holds {}", about.id, measures(f.measures));
    if document == 0 {
        zh.push_str("，是本系列的起点");
        en.push_str(" and opens the series");
    } else {
        let (share, rest) = (percent(f.carried, f.measures), percent(f.new, f.measures));
        zh.push_str(&format!(
            "：{} 条（{share}%）与先前文件的措施相对应，其中 {} 条一字未改；{} 条（{rest}%）在本系列中首次提出",
            f.carried, f.unchanged, f.new
        ));
        en.push_str(&format!(
            ": {} ({share}%) answer to measures of earlier documents, {} of them word for word; {} ({rest}%) are said \
             for the first time in the series",
            f.carried, f.unchanged, f.new
        ));
        if f.revived > 0 {
            zh.push_str(&format!("；{} 条中断后又恢复", f.revived));
            en.push_str(&format!("; {} return after an absence", f.revived));
        }
    }
    if !last {
        zh.push_str(&format!("。其中 {} 条在其后各文件中未见后续", f.ended));
        en.push_str(&format!(
            ". {} of its measures are not found in any later document",
            f.ended
        ));
    }
    Bilingual::new(format!("{zh}。"), format!("{en}."))
}

fn measures(count: usize) -> String {
    if count == 1 {
        "1 measure".into()
    } else {
        format!("{count} measures")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_of_nothing_is_nothing() {
        assert_eq!(percent(0, 0), 0);
        assert_eq!(percent(1, 3), 33);
        assert_eq!(percent(2, 3), 67);
    }
}
