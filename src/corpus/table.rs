//! Tables as lines: a cell paragraph a line, and columns of duties keep the name of their column.

/// Column headings that say whose duty a row is and until when; without them 市财政局 alone in a line tells nothing.
const KEPT_HEADINGS: [&str; 7] = ["单位", "部门", "责任人", "时限", "时间", "期限", "进度"];

/// Longest heading that is repeated before its cells, in characters.
const HEADING_CHARS: usize = 12;

/// One cell: its column, counted with spans, and its paragraphs.
pub(super) struct Cell {
    pub(super) column: usize,
    pub(super) lines: Vec<String>,
}

/// Cells from left to right.
pub(super) type Row = Vec<Cell>;

/// Lines of a table, row by row; cells under a heading such as 责任单位 begin with `责任单位：`.
pub(super) fn lines(rows: &[Row]) -> Vec<String> {
    let mut lines = Vec::new();
    let Some(first) = rows.first() else {
        return lines;
    };
    let headings: Vec<_> = if rows.len() > 1 {
        first.iter().filter_map(kept_heading).collect()
    } else {
        Vec::new()
    };
    for (index, row) in rows.iter().enumerate() {
        for cell in row {
            let heading = headings.iter().find(|h| index > 0 && h.0 == cell.column);
            match heading {
                Some((_, name)) if !cell.lines.is_empty() => lines.push(labelled(name, &cell.lines)),
                _ => lines.extend(cell.lines.iter().cloned()),
            }
        }
    }
    lines
}

fn kept_heading(cell: &Cell) -> Option<(usize, String)> {
    let name: String = cell.lines.concat().split_whitespace().collect();
    let kept = KEPT_HEADINGS.iter().any(|k| name.ends_with(k)) && name.chars().count() <= HEADING_CHARS;
    kept.then_some((cell.column, name))
}

fn labelled(name: &str, lines: &[String]) -> String {
    let joined = lines.iter().fold(String::new(), |mut all, line| {
        if !all.is_empty() && !all.ends_with(['、', '，', '；', '。', ',']) {
            all.push('、');
        }
        all + line
    });
    if joined.starts_with(name) {
        joined
    } else {
        format!("{name}：{joined}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&[&str]], expect: &[&str]) {
        let row = |cells: &&[&str]| {
            let cell = |(column, text): (usize, &&str)| Cell {
                column,
                lines: text.split('|').filter(|l| !l.is_empty()).map(str::to_owned).collect(),
            };
            cells.iter().enumerate().map(cell).collect::<Row>()
        };
        assert_eq!(lines(&rows.iter().map(row).collect::<Vec<_>>()), expect);
    }

    #[test]
    fn duty_columns_keep_their_heading() {
        check(
            &[
                &["任务", "责任单位"],
                &["建设中心|完善机制", "市财政局|市科技局"],
                &["再建", ""],
            ],
            &[
                "任务",
                "责任单位",
                "建设中心",
                "完善机制",
                "责任单位：市财政局、市科技局",
                "再建",
            ],
        );
        check(&[&["责任单位"]], &["责任单位"]);
        check(&[], &[]);
    }
}
