//! Help and usage errors in the user's language. The parser is clap's; the Chinese comes from [`chinese`].

use super::args::Arguments;
use super::chinese;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};
use std::io::Write;
use std::process::ExitCode;
use yange::lang::Lang;

/// The parser with its help in `lang`.
pub(crate) fn command(lang: Lang) -> Command {
    match lang {
        Lang::En => Arguments::command(),
        Lang::Zh => chinese_command(),
    }
}

fn chinese_command() -> Command {
    let plain = translate(Arguments::command(), chinese::PROGRAM);
    let mut built = plain.clone();
    built.build();
    with_usage(plain, &mut built)
}

/// Gives a command and all below it the usage line of its built twin, in Chinese.
fn with_usage(plain: Command, built: &mut Command) -> Command {
    let command = plain.override_usage(chinese_usage(built));
    let below = built.get_subcommands_mut();
    below.fold(command, |command, twin| {
        let name = twin.get_name().to_owned();
        command.mut_subcommand(name, |sub| with_usage(sub, twin))
    })
}

fn chinese_usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", "[选项]")
        .replace("<COMMAND>", "<命令>")
}

fn translate(command: Command, path: &str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .mut_args(|arg| translate_argument(arg, path));
    if let Some(text) = chinese::text(path, chinese::ABOUT) {
        command = command.about(text);
    }
    if let Some(text) = chinese::text(path, chinese::EXAMPLES) {
        command = command.after_help(text);
    }
    names.into_iter().fold(command, |command, name| {
        let below = chinese::below(path, &name);
        command.mut_subcommand(name, |sub| translate(sub, &below))
    })
}

fn translate_argument(arg: Arg, path: &str) -> Arg {
    let heading = if arg.is_positional() { "参数" } else { "选项" };
    let mut help = chinese::text(path, arg.get_id().as_str())
        .unwrap_or_default()
        .to_owned();
    if !arg.get_action().takes_values() {
        return arg.help(help).help_heading(heading);
    }
    let choices: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|v| v.get_name().to_owned())
        .collect();
    if !choices.is_empty() {
        help.push_str(&format!("［可选：{}］", choices.join("、")));
    }
    let defaults: Vec<&str> = arg.get_default_values().iter().filter_map(|v| v.to_str()).collect();
    if !defaults.is_empty() {
        help.push_str(&format!("［默认：{}］", defaults.join("、")));
    }
    let name = arg
        .get_value_names()
        .and_then(|names| chinese::value_name(names.first()?));
    let arg = arg
        .help(help)
        .help_heading(heading)
        .hide_possible_values(true)
        .hide_default_value(true);
    match name {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// Shows help, version or a usage error, and gives the exit code.
pub(crate) fn show(stop: &clap::Error, lang: Lang) -> ExitCode {
    let text = match lang {
        Lang::Zh if stop.use_stderr() => chinese_error(stop),
        _ => stop.render(),
    };
    // A reader that went away, as `head` does, has what it wanted.
    let _ = if stop.use_stderr() {
        write!(anstream::stderr(), "{}", text.ansi())
    } else {
        write!(anstream::stdout(), "{}", text.ansi())
    };
    ExitCode::from(u8::try_from(stop.exit_code()).unwrap_or(2))
}

fn chinese_error(error: &clap::Error) -> StyledStr {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    };
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return error.render(),
        ErrorKind::UnknownArgument => format!("没有这个参数：{argument}"),
        ErrorKind::InvalidSubcommand => format!("没有这个命令：{}", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "请给出命令".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 需要一个值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 不能取值“{value}”"),
        ErrorKind::ArgumentConflict => {
            format!("{argument} 不能与 {} 同用", context(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues => format!("{argument} 的值太多：“{value}”"),
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8 文字".to_owned(),
        _ => return error.render(),
    };
    let mut text = format!("错误：{message}\n");
    let choices = context(ContextKind::ValidValue);
    if !choices.is_empty() {
        text.push_str(&format!("  可选：{choices}\n"));
    }
    for kind in [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ] {
        let suggestion = context(kind);
        if !suggestion.is_empty() {
            text.push_str(&format!("  是否想写：{suggestion}\n"));
        }
    }
    text.push_str("\n用 --help 查看用法。\n");
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, lang: Lang, parts: &[&str]) {
        let stop = command(lang)
            .try_get_matches_from(line.split(' '))
            .expect_err("not a command");
        let text = match lang {
            Lang::Zh if stop.use_stderr() => chinese_error(&stop),
            _ => stop.render(),
        };
        let text = text.to_string();
        for part in parts {
            assert!(text.contains(part), "{part:?} is not in:\n{text}");
        }
    }

    #[test]
    fn the_parser_is_sound_in_both_languages() {
        command(Lang::En).debug_assert();
        command(Lang::Zh).debug_assert();
    }

    #[test]
    fn help_speaks_the_language_asked_for() {
        check("yange --help", Lang::En, &["Usage: yange", "Options:", "Examples:"]);
        check("yange --help", Lang::Zh, &["用法：yange", "<命令>", "选项", "示例"]);
        check(
            "yange trace --help",
            Lang::Zh,
            &[
                "用法：yange trace [选项] <输入>...",
                "参数",
                "json",
                "yange trace corpus/hangzhou-ip",
            ],
        );
        check(
            "yange segment --help",
            Lang::Zh,
            &["［可选：tree、json］［默认：tree］"],
        );
    }

    #[test]
    fn chinese_help_holds_no_english_headings() {
        for line in [
            "yange --help",
            "yange trace --help",
            "yange segment --help",
            "yange compare --help",
            "yange init --help",
        ] {
            let stop = command(Lang::Zh)
                .try_get_matches_from(line.split(' '))
                .expect_err("help stops");
            let text = stop.render().to_string();
            for word in [
                "Usage",
                "Options",
                "Arguments",
                "Commands",
                "possible values",
                "default:",
                "OPTIONS",
                "Print",
            ] {
                assert!(!text.contains(word), "{word} in {line}:\n{text}");
            }
        }
    }

    #[test]
    fn usage_errors_speak_the_language_asked_for() {
        check("yange trace", Lang::En, &["required arguments", "INPUT"]);
        check("yange trace", Lang::Zh, &["缺少参数：<输入>", "--help"]);
        check("yange trace x --colour", Lang::Zh, &["没有这个参数：--colour"]);
        check("yange trace x --lang fr", Lang::Zh, &["--lang", "“fr”", "可选：zh、en"]);
        check(
            "yange segmnt x",
            Lang::Zh,
            &["没有这个命令：segmnt", "是否想写：", "segment"],
        );
        check("yange trace x -q -v", Lang::Zh, &["不能与"]);
        check("yange trace x --format", Lang::Zh, &["需要一个值"]);
    }
}
