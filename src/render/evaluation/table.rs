//! An evaluation as aligned tables.

use crate::evaluate::{Counts, DEPTHS, Event, FateTable, Interval, Report, ReviewCurve};
use crate::lang::Lang;
use unicode_width::UnicodeWidthStr;

/// Screens of review after which the table shows F1.
const REVIEW_STOPS: [usize; 7] = [0, 10, 25, 50, 100, 200, 500];

/// Writes the report as aligned tables for a terminal of about 80 columns.
pub fn table(report: &Report, lang: Lang) -> String {
    let word = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let mut blocks = vec![
        links_block(report, &word),
        fates_block(report, &word),
        events_block(report, &word),
    ];
    blocks.extend(ranking_block(report, &word));
    blocks.extend(calibration_block(report, &word));
    blocks.extend(review_block(report, &word));
    blocks.push(coverage_lines(report, lang));
    blocks.join("\n")
}

/// Picks the wording in the language of the table.
type Word<'w> = &'w dyn Fn(&'static str, &'static str) -> &'static str;

fn links_block(report: &Report, word: Word<'_>) -> String {
    let heads = [
        word("链接", "links"),
        word("精确率", "precision"),
        word("召回率", "recall"),
        "F1",
        word("预测", "predicted"),
        word("标注", "gold"),
    ];
    let row = |name: String, c: Counts| {
        vec![
            name,
            digits(c.precision()),
            digits(c.recall()),
            digits(c.f1()),
            c.predicted().to_string(),
            c.gold().to_string(),
        ]
    };
    let shares = |name: &str, p: f64, r: f64, f1: f64| vec![name.to_owned(), digits(p), digits(r), digits(f1)];
    let (all, parts) = (&report.intervals, &report.breakdown);
    let mut rows = vec![
        row(word("全部", "all").into(), report.links),
        vec![
            word("  95% 区间", "  95 % interval").into(),
            range(all.precision),
            range(all.recall),
            range(all.f1),
        ],
    ];
    for (&(old, new), &c) in &parts.by_pair {
        rows.push(row(format!("{} → {}", report.keys[old], report.keys[new]), c));
    }
    rows.push(row(word("相邻文件", "adjacent").into(), parts.adjacent));
    rows.push(row(word("隔文件", "skipping").into(), parts.skipping));
    rows.push(row(word("有改动", "changed").into(), parts.changed));
    rows.push(row(word("文字相同", "identical").into(), parts.identical));
    rows.push(row(word("组，严格", "beads, strict").into(), report.beads.strict));
    let beads = report.beads;
    rows.push(shares(
        word("组，宽松", "beads, lax"),
        beads.lax_precision,
        beads.lax_recall,
        beads.lax_f1(),
    ));
    let groups = report.lineages;
    rows.push(shares(
        word("沿革 B³", "lineages B³"),
        groups.precision,
        groups.recall,
        groups.f1(),
    ));
    aligned(&heads, &rows)
}

fn fates_block(report: &Report, word: Word<'_>) -> String {
    let heads = [
        word("去向", "fates"),
        word("正确率", "accuracy"),
        word("宏 F1", "macro-F1"),
        word("95% 区间", "95 % interval"),
        word("误报", "false"),
        word("漏报", "missed"),
        word("单元", "units"),
    ];
    let row = |name: &str, table: FateTable, interval: Interval| {
        vec![
            name.to_owned(),
            digits(table.accuracy()),
            digits(table.macro_f1()),
            range(interval),
            table.gold_only.to_string(),
            table.predicted_only.to_string(),
            table.units().to_string(),
        ]
    };
    let intervals = &report.intervals;
    let rows = [
        row(word("新增", "new"), report.new, intervals.new_macro_f1),
        row(word("未见后续", "dropped"), report.dropped, intervals.dropped_macro_f1),
    ];
    aligned(&heads, &rows)
}

fn events_block(report: &Report, word: Word<'_>) -> String {
    let name = |event: Event| match event {
        Event::Unchanged => word("延续", "unchanged"),
        Event::Reworded => word("修改", "reworded"),
        Event::Split => word("拆分", "split"),
        Event::Merged => word("合并", "merged"),
        Event::New => word("新增", "new"),
        Event::Dropped => word("未见后续", "dropped"),
    };
    let mut heads = vec![word("标注＼预测", "gold \\ predicted")];
    heads.extend(Event::ALL.map(name));
    heads.push("F1");
    let rows = Event::ALL.map(|event| {
        let mut row = vec![name(event).to_owned()];
        row.extend(report.events.confusion[event as usize].map(|n| n.to_string()));
        row.push(digits(report.events.counts(event).f1()));
        row
    });
    aligned(&heads, &rows)
}

fn ranking_block(report: &Report, word: Word<'_>) -> Option<String> {
    let recall = report.recall_at?;
    let mut heads = vec![word("前 k 名中有真对应", "partner in the first k").to_owned()];
    heads.extend(DEPTHS.map(|k| k.to_string()));
    let mut row = vec![word("召回率", "recall").to_owned()];
    row.extend(recall.shares().map(digits));
    let mut block = aligned(&heads.iter().map(String::as_str).collect::<Vec<_>>(), &[row]);
    if recall.longest < DEPTHS[DEPTHS.len() - 1] {
        let note = word("名单最长", "longest list");
        block.push_str(&format!("{note}: {}\n", recall.longest));
    }
    Some(block)
}

fn calibration_block(report: &Report, word: Word<'_>) -> Option<String> {
    let sides = [
        (word("链接", "links"), &report.link_calibration),
        (word("候选", "candidates"), &report.candidate_calibration),
    ];
    let rows: Vec<Vec<String>> = sides
        .into_iter()
        .filter_map(|(name, found)| {
            let found = found.as_ref()?;
            let pairs = found.pairs().to_string();
            Some(vec![name.to_owned(), digits(found.error()), digits(found.brier), pairs])
        })
        .collect();
    let heads = [word("概率校准", "calibration"), "ECE", "Brier", word("对", "pairs")];
    (!rows.is_empty()).then(|| aligned(&heads, &rows))
}

fn review_block(report: &Report, word: Word<'_>) -> Option<String> {
    let curve = report.review.as_ref()?;
    let stops: Vec<usize> = REVIEW_STOPS.into_iter().filter(|&n| n < curve.f1.len()).collect();
    let mut heads = vec![word("复核 n 屏之后", "after n screens of review").to_owned()];
    heads.extend(stops.iter().map(ToString::to_string));
    let rows = [
        (word("F1，按复核队列", "F1, in the order of the queue"), &curve.f1),
        (word("F1，按原文顺序", "F1, in reading order"), &curve.reading_order),
        (word("F1，随机顺序", "F1, in random order"), &curve.random_order),
    ]
    .map(|(name, f1)| {
        let figures = stops.iter().map(|&n| digits(ReviewCurve::at(f1, n)));
        [name.to_owned()].into_iter().chain(figures).collect::<Vec<_>>()
    });
    Some(aligned(&heads.iter().map(String::as_str).collect::<Vec<_>>(), &rows))
}

fn coverage_lines(report: &Report, lang: Lang) -> String {
    let c = &report.coverage;
    let text = digits(c.text);
    let mut lines = match lang {
        Lang::Zh => format!(
            "覆盖正文 {text}，条款 {}，非原文 {}，指向未知条款的链接端 {}\n",
            c.clauses, c.not_verbatim, c.unknown_link_ends
        ),
        Lang::En => format!(
            "text covered {text}, clauses {}, not verbatim {}, unknown link ends {}\n",
            c.clauses, c.not_verbatim, c.unknown_link_ends
        ),
    };
    let lists = [
        ("输入中没有的文件", "documents not in the input", &c.missing_documents),
        ("原文中找不到的单元", "units not found in the text", &c.units_not_found),
    ];
    for (zh, en, names) in lists.into_iter().filter(|(_, _, names)| !names.is_empty()) {
        let names = names.join(", ");
        lines.push_str(&match lang {
            Lang::Zh => format!("{zh}：{names}\n"),
            Lang::En => format!("{en}: {names}\n"),
        });
    }
    lines
}

fn digits(value: f64) -> String {
    format!("{value:.3}")
}

fn range(interval: Interval) -> String {
    format!("{:.2}–{:.2}", interval.low, interval.high)
}

/// Lines up columns by their width on a terminal, first column left, others right.
fn aligned(heads: &[&str], rows: &[Vec<String>]) -> String {
    let heads: Vec<String> = heads.iter().map(|h| (*h).to_owned()).collect();
    let lines = || std::iter::once(&heads).chain(rows);
    let width = |column: usize| {
        let cells = lines().filter_map(|line| line.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    lines().map(|line| aligned_line(line, &widths)).collect()
}

fn aligned_line(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let blank = " ".repeat(width.saturating_sub(cell.width()));
        if column == 0 {
            line.push_str(&format!("{cell}{blank}"));
        } else {
            line.push_str(&format!("  {blank}{cell}"));
        }
    }
    line.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(heads: &[&str], rows: &[&[&str]], expect: &str) {
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|c| (*c).to_owned()).collect())
            .collect();
        assert_eq!(aligned(heads, &rows), expect);
    }

    #[test]
    fn columns_line_up_by_the_width_of_characters() {
        check(
            &["链接", "F1"],
            &[&["a", "0.5"], &["全部的", "1"]],
            "链接     F1\na       0.5\n全部的    1\n",
        );
        check(&["x", "y", "z"], &[&["1"]], "x  y  z\n1\n");
    }
}
