//! The help of the command line in Chinese. A test holds it complete: every command, every argument, no leftovers.

/// Item that names a command's own line.
pub(crate) const ABOUT: &str = "";
/// Item that names a command's examples.
pub(crate) const EXAMPLES: &str = "examples";

/// Path of the program itself.
pub(crate) const PROGRAM: &str = "yange";

/// Path of a command below another: `train`, `train vectors`.
pub(crate) fn below(path: &str, name: &str) -> String {
    if path == PROGRAM {
        name.to_owned()
    } else {
        format!("{path} {name}")
    }
}

/// (path of the command, item, text); the item is [`ABOUT`], [`EXAMPLES`] or the id of an argument.
pub(crate) type Row = (&'static str, &'static str, &'static str);

/// The rows of every command: the first ones below, the others beside the command's own arguments.
const TABLES: &[&[Row]] = &[
    TABLE, //
    super::train::CHINESE,
    super::explain::CHINESE,
    super::lexicon::CHINESE,
    super::train_vectors::CHINESE,
    super::query::CHINESE,
    super::biography::CHINESE,
    super::agreement::CHINESE,
    super::decide::CHINESE,
    super::decisions::CHINESE,
    super::adjudicate::CHINESE,
    super::review::CHINESE,
];

fn rows() -> impl Iterator<Item = &'static Row> {
    TABLES.iter().copied().flatten()
}

const TABLE: &[Row] = &[
    ("yange", ABOUT, "沿革：梳理一系列政策文件中每一条措施的来龙去脉"),
    (
        "yange",
        EXAMPLES,
        "\
示例：
  yange trace corpus/hangzhou-ip            生成 reports/hangzhou-ip/ 并打印摘要
  yange compare 2020.txt 2025.txt           看两份文件之间每条措施的去向
  yange init 我的文件                       生成 corpus.toml，供核对和补充

退出码：0 完成，1 所要求的检查未通过，2 出错。",
    ),
    (
        "yange",
        "lang",
        "提示和报告的语言；不写时，提示随系统语言，报告以中文打开",
    ),
    ("yange", "quiet", "除错误外不作提示"),
    ("yange", "verbose", "多作提示：列出每份文件的每条说明"),
    ("yange", "help", "显示本帮助"),
    ("yange", "version", "显示版本"),
    ("trace", ABOUT, "梳理一个系列，写出报告"),
    (
        "trace",
        EXAMPLES,
        "\
示例：
  yange trace corpus/hangzhou-ip                        有清单的系列，写入 reports/hangzhou-ip/
  yange trace 我的文件 --out 报告                       一个文件夹里的文件，写入 报告/
  yange trace 2016.txt 2020.docx 2025.pdf --lang en     逐份列出；报告以英文打开
  yange trace corpus/hangzhou-ip --format json --out -  只把 JSON 写到标准输出",
    ),
    (
        "trace",
        "inputs",
        "含 corpus.toml 的系列文件夹、该清单文件、存放文件的文件夹，或两份以上文件",
    ),
    ("trace", "out", "输出文件夹；- 表示标准输出；不写时为 reports/<系列 id>"),
    ("trace", "format", "要写的格式，逗号分隔；不写时全部写出"),
    (
        "trace",
        "learn",
        "让评分器向系列的人工判定学习，有用才采用；在 corpus.toml 中写 learn = true 则从此生效",
    ),
    ("segment", ABOUT, "显示一份文件的条款树"),
    (
        "segment",
        EXAMPLES,
        "\
示例：
  yange segment 2020.txt                  条款树，每条一行
  yange segment 2020.txt --verbose        条款树，全文
  yange segment 2020.txt --format json    与 lineage.json 中的文件部分相同",
    ),
    ("segment", "file", "文件"),
    ("segment", "format", "显示方式"),
    ("compare", ABOUT, "比较两份文件：旧条款的去向，新条款的来源"),
    (
        "compare",
        EXAMPLES,
        "\
示例：
  yange compare 2020.txt 2025.txt                               在终端显示对照表
  yange compare 2020.txt 2025.txt --format html,csv --out 对照  另写入 对照/",
    ),
    ("compare", "old", "较早的文件"),
    ("compare", "new", "较晚的文件"),
    (
        "compare",
        "out",
        "--format 所写文件的文件夹；不写时为 reports/<系列 id>",
    ),
    ("compare", "format", "要写成文件的格式，逗号分隔；不写时只显示对照表"),
    ("init", ABOUT, "为一个文件夹生成带注释的 corpus.toml；已有的不会覆盖"),
    (
        "init",
        EXAMPLES,
        "\
示例：
  yange init 我的文件     写出 我的文件/corpus.toml
  yange trace 我的文件    然后梳理这个系列",
    ),
    ("init", "folder", "存放文件的文件夹"),
    ("evaluate", ABOUT, "用人工标注检验链接"),
    (
        "evaluate",
        EXAMPLES,
        "\
示例：
  yange evaluate --gold corpus/hangzhou-ip/gold.json corpus/hangzhou-ip   全部指标，列成表
  yange evaluate --gold gold.json 我的文件 --format json                  同上，供程序读取
  yange evaluate --gold gold.json 我的文件 --at-least 0.6                 F1 低于 0.6 时退出码为 1
  yange evaluate --gold 我的系列/decisions.toml 我的系列                  与人工逐对判定比较",
    ),
    (
        "evaluate",
        "inputs",
        "含 corpus.toml 的系列文件夹、该清单文件、存放文件的文件夹，或两份以上文件",
    ),
    (
        "evaluate",
        "gold",
        "标注文件（JSON），或判定文件（.toml）；几个判定文件各写一个 --gold",
    ),
    ("evaluate", "format", "显示方式"),
    ("evaluate", "at_least", "链接 F1 的下限，0 到 1；未达到时退出码为 1"),
];

/// The Chinese text of one item of a command's help.
pub(crate) fn text(command: &str, item: &str) -> Option<&'static str> {
    rows()
        .find(|entry| entry.0 == command && entry.1 == item)
        .map(|entry| entry.2)
}

/// The Chinese name of a value, as it stands between angle brackets.
pub(crate) fn value_name(english: &str) -> Option<&'static str> {
    let name = match english {
        "INPUT" => "输入",
        "DIR" | "FOLDER" => "文件夹",
        "FORMAT" => "格式",
        "LANG" => "语言",
        "FILE" => "文件",
        "LESSONS" => "课业清单",
        "NUMBER" => "数",
        "A.toml" => "甲.toml",
        "B.toml" => "乙.toml",
        "C.toml" => "丙.toml",
        "NAME" => "姓名",
        "AGENCY" => "单位",
        "SERIES" => "系列",
        "VERDICT" => "判定",
        "TEXT" => "文字",
        "DATE" => "日期",
        "FILE.jsonl" => "文件.jsonl",
        "CLAUSE" => "条款",
        "OLD" => "旧文件",
        "NEW" => "新文件",
        "LINEAGE" => "沿革",
        "KIND" => "类别",
        "DOCUMENT" => "文件",
        "WORDS" => "字词",
        "TOPIC" => "专题",
        "ID" => "id",
        "F1" => "F1",
        _ => return None,
    };
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Arguments;
    use clap::{Command, CommandFactory};
    use std::collections::BTreeSet;

    fn items(command: &Command, name: &str, wanted: &mut BTreeSet<(String, String)>) {
        let name = name.to_owned();
        assert!(command.get_about().is_some(), "{name} says what it does");
        assert!(command.get_after_help().is_some(), "{name} has examples");
        wanted.insert((name.clone(), ABOUT.into()));
        wanted.insert((name.clone(), EXAMPLES.into()));
        for arg in command.get_arguments() {
            assert!(arg.get_help().is_some(), "{name} {} has help", arg.get_id());
            wanted.insert((name.clone(), arg.get_id().to_string()));
            for value in arg.get_value_names().unwrap_or_default() {
                assert!(
                    !arg.get_action().takes_values() || value_name(value).is_some(),
                    "{name} {value} has a Chinese name"
                );
            }
        }
        for sub in command.get_subcommands() {
            items(sub, &below(&name, sub.get_name()), wanted);
        }
    }

    #[test]
    fn every_command_and_argument_is_in_both_languages() {
        let mut wanted = BTreeSet::new();
        items(&Arguments::command(), PROGRAM, &mut wanted);
        let had: BTreeSet<_> = rows().map(|e| (e.0.to_owned(), e.1.to_owned())).collect();
        assert_eq!(had, wanted);
        assert_eq!(had.len(), rows().count(), "no item twice");
        assert!(rows().all(|entry| !entry.2.trim().is_empty()));
    }
}
