//! Errors as people read them: what, where, and the way out; all of them at once.

use super::failure::Failure;
use super::terminal::STRONG;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use yange::corpus::Problem;
use yange::lang::{Bilingual, Lang};

/// All problems of a series, with the line of the manifest where there is one.
pub(crate) fn corpus(problems: &[Problem], lang: Lang) -> String {
    let mut text: String = problems.iter().map(|p| problem(p, lang) + "\n").collect();
    if problems.len() > 1 {
        let count = problems.len();
        let total = Bilingual::new(format!("共 {count} 处问题"), format!("{count} problems in all"));
        text.push_str(&format!("{}\n", total.get(lang)));
    }
    text
}

fn problem(problem: &Problem, lang: Lang) -> String {
    let (message, hint) = (problem.message.get(lang), problem.hint.get(lang));
    let path = problem.path.display().to_string();
    match (&problem.text, &problem.span) {
        (Some(text), Some(span)) if text.get(span.clone()).is_some() => {
            let snippet = Snippet::source(text.as_str())
                .path(path)
                .annotation(AnnotationKind::Primary.span(span.clone()));
            let (error, help) = (
                Level::ERROR.with_name(ERROR.get(lang)),
                Level::HELP.with_name(HELP.get(lang)),
            );
            let group = error.primary_title(message).element(snippet);
            format!("{}\n", Renderer::styled().render(&[group.element(help.message(hint))]))
        }
        _ => plain(message, Some(&path), hint, lang),
    }
}

/// One failure of the command line.
pub(crate) fn failure(failure: &Failure, lang: Lang) -> String {
    let message = match failure.cause() {
        Some(cause) => format!("{}{}{cause}", failure.message.get(lang), COLON.get(lang)),
        None => failure.message.get(lang).to_owned(),
    };
    plain(&message, None, failure.hint.get(lang), lang)
}

/// Anything else, with its causes.
pub(crate) fn other(error: &anyhow::Error, lang: Lang) -> String {
    plain(&format!("{error:#}"), None, "", lang)
}

/// The look of an annotated snippet where there is no line to show.
fn plain(message: &str, path: Option<&str>, hint: &str, lang: Lang) -> String {
    let (error, help, colon) = (ERROR.get(lang), HELP.get(lang), COLON.get(lang));
    let mut text = format!("{RED}{error}{RED:#}{STRONG}{colon}{message}{STRONG:#}\n");
    if let Some(path) = path {
        text.push_str(&format!("  {BLUE}-->{BLUE:#} {path}\n"));
    }
    if !hint.is_empty() {
        text.push_str(&format!("  {BLUE}={BLUE:#} {STRONG}{help}{STRONG:#}{colon}{hint}\n"));
    }
    text
}

/// A word in both languages, Chinese first.
struct Word(&'static str, &'static str);

impl Word {
    fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0,
            Lang::En => self.1,
        }
    }
}

const ERROR: Word = Word("错误", "error");
const HELP: Word = Word("办法", "help");
const COLON: Word = Word("：", ": ");
const RED: Style = AnsiColor::BrightRed.on_default().bold();
const BLUE: Style = AnsiColor::BrightBlue.on_default().bold();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_shows_its_line_and_the_way_out() {
        let text = "[series]\nid = \"x\"\ncolour = \"red\"\n";
        let at = text.find("colour").expect("it stands there");
        let problems = vec![
            Problem {
                path: "corpus.toml".into(),
                span: Some(at..at + 6),
                text: Some(text.into()),
                code: "manifest-invalid",
                message: Bilingual::new("未知的键", "unknown key"),
                hint: Bilingual::new("删去它", "remove it"),
            };
            2
        ];
        let shown = anstream::adapter::strip_str(&corpus(&problems, Lang::En)).to_string();
        for part in [
            "error: unknown key",
            "corpus.toml:3:1",
            "help: remove it",
            "2 problems in all",
        ] {
            assert!(shown.contains(part), "{part}\n{shown}");
        }
        let shown = anstream::adapter::strip_str(&corpus(&problems, Lang::Zh)).to_string();
        for part in ["错误：未知的键", "办法", "删去它", "共 2 处问题"] {
            assert!(shown.replace(": ", "：").contains(part), "{part}\n{shown}");
        }
    }
}
