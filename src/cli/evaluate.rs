//! `yange evaluate`: links against gold.

use super::args::{EvaluateArguments, MetricsFormat};
use super::by_decisions;
use super::failure::Failure;
use super::terminal::Terminal;
use super::{Verdict, problems, series};
use std::ops::Range;
use std::path::Path;
use yange::corpus::Problem;
use yange::decisions;
use yange::evaluate::{Gold, GoldError, GoldProblem, Predictions, Report};
use yange::lang::Bilingual;
use yange::render::evaluation;

/// Traces a series, measures its links and prints the metrics.
pub(crate) fn run(wanted: &EvaluateArguments, terminal: &Terminal) -> anyhow::Result<Verdict> {
    let (gold, outcome) = match wanted.gold.as_slice() {
        [only] if !by_decisions::are_decisions(only) => {
            let gold = read_gold(only, terminal)?;
            let corpus = series::several(&wanted.inputs, terminal)?;
            let decisions = decisions::read(&corpus.decisions).0;
            (gold, series::link(&corpus, &decisions, terminal)?)
        }
        files => by_decisions::link(files, &wanted.inputs, terminal)?,
    };
    let report = yange::evaluate::evaluate(&gold, &Predictions::from_outcome(&outcome));
    if report.coverage.missing_documents.len() == gold.files.len() {
        return Err(nothing_in_common(&gold).into());
    }
    warn(&report, terminal);
    match wanted.format {
        MetricsFormat::Table => terminal.print(&evaluation::table(&report, terminal.lang))?,
        MetricsFormat::Json => terminal.print_bytes(&evaluation::json(&report))?,
    }
    match wanted.at_least {
        Some(least) if report.links.f1() < least => Ok(Verdict::CheckFailed),
        _ => Ok(Verdict::Done),
    }
}

/// Reads a gold file, showing every problem in it.
pub(super) fn read_gold(path: &Path, terminal: &Terminal) -> Result<Gold, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::new(
            Bilingual::new(
                format!("无法读取标注文件 {shown}"),
                format!("the gold file {shown} cannot be read"),
            ),
            Bilingual::new(
                "请检查路径；标注文件须是 UTF-8 编码的 JSON",
                "check the path; a gold file is JSON in UTF-8",
            ),
        )
        .because(error)
    })?;
    Gold::parse(&text).map_err(|error| {
        terminal.tell(&problems::corpus(&shown_problems(&error, path, &text), terminal.lang));
        let count = error.problems.len();
        Failure::new(
            Bilingual::new(
                format!("标注文件 {shown} 无法使用"),
                format!("the gold file {shown} cannot be used"),
            ),
            Bilingual::new(
                format!("请改正以上 {count} 处"),
                format!("correct the {count} problem(s) above"),
            ),
        )
    })
}

fn shown_problems(error: &GoldError, path: &Path, text: &str) -> Vec<Problem> {
    let shown = error.problems.iter().map(|problem| Problem {
        path: path.to_owned(),
        span: place(problem, text),
        text: Some(text.to_owned()),
        code: "gold-invalid",
        message: problem.message(),
        hint: problem.hint(),
    });
    shown.collect()
}

/// Bytes of the character that the reader of JSON stopped at.
fn place(problem: &GoldProblem, text: &str) -> Option<Range<usize>> {
    let (GoldProblem::NotJson { line, column, .. } | GoldProblem::WrongShape { line, column, .. }) = problem else {
        return None;
    };
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let in_line = text[before..]
        .chars()
        .take(column.saturating_sub(1))
        .map(char::len_utf8);
    let start = before + in_line.sum::<usize>();
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    Some(start..start + length)
}

fn warn(report: &Report, terminal: &Terminal) {
    let (missing, lost) = (&report.coverage.missing_documents, &report.coverage.units_not_found);
    if !missing.is_empty() {
        let names = missing.join(", ");
        terminal.warn(&Bilingual::new(
            format!("输入中没有标注文件所列的 {names}，其中的对应一律算作漏报"),
            format!("{names} of the gold is not in the input; its links count as missed"),
        ));
    }
    if !lost.is_empty() {
        let names = lost.join(", ");
        terminal.warn(&Bilingual::new(
            format!("原文中找不到标注单元 {names}，其对应算作漏报；请核对引文是否与原文一字不差"),
            format!(
                "the text of {names} is not found; their links count as missed; compare the quotes with the source"
            ),
        ));
    }
}

fn nothing_in_common(gold: &Gold) -> Failure {
    let names = gold.files.join(", ");
    Failure::new(
        Bilingual::new(
            "标注文件所列的文件，输入中一份也没有",
            "the input holds none of the gold's documents",
        ),
        Bilingual::new(
            format!("标注所列的文件名：{names}；请给出存放它们的文件夹"),
            format!("the gold names {names}; give the folder that holds them"),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let error = Gold::parse(text).expect_err("bad gold");
        let found = place(&error.problems[0], text).map(|range| &text[range]);
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn the_place_of_a_mistake_is_shown() {
        check("{\n  \"documents\": {\"甲\" 1}}", Some("1"));
        check("{\"documents\": 5}", Some("5"));
        check("{\"documents\": {}, \"units\": [", Some("["));
        check("", Some(""));
        check(r#"{"documents": {}, "units": [], "same": [["a", "b"]]}"#, None);
    }
}
