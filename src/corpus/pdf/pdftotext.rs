//! Text of a PDF by poppler's `pdftotext`.

use super::failure::{damaged, reader_missing};
use super::{Pages, child};
use crate::corpus::error::ReadFailure;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// The installed program's version, if there is one.
pub(super) fn version() -> Option<&'static str> {
    static VERSION: LazyLock<Option<String>> = LazyLock::new(|| {
        let output = Command::new("pdftotext").arg("-v").stdin(Stdio::null()).output().ok()?;
        let printed = [output.stderr, output.stdout].concat();
        let printed = String::from_utf8_lossy(&printed);
        let version = printed.lines().next()?.split_whitespace().last()?;
        version
            .starts_with(|c: char| c.is_ascii_digit())
            .then(|| version.to_owned())
    });
    VERSION.as_deref()
}

/// Extracts the pages of a PDF, which the program ends by form feeds.
pub(super) fn run(bytes: &[u8]) -> Result<Pages, ReadFailure> {
    let version = version().ok_or_else(reader_missing)?;
    // `-` is standard input: no file name can be taken for an option.
    let options = ["-enc", "UTF-8", "-eol", "unix", "-", "-"];
    let started = child::start("pdftotext".as_ref(), &options).map_err(|_| reader_missing())?;
    let child::Ended {
        output,
        message,
        failed,
    } = child::finish(started, bytes)?;
    if message.contains("Missing language pack") {
        return Err(language_pack());
    }
    if message.contains("Incorrect password") {
        return Err(damaged("pdftotext", "Incorrect password"));
    }
    if failed {
        return Err(damaged("pdftotext", message.lines().next().unwrap_or("")));
    }
    Ok(Pages {
        texts: super::split(&output),
        reader: format!("pdftotext {version}"),
    })
}

fn language_pack() -> ReadFailure {
    ReadFailure::new(
        "pdf-language-pack",
        (
            "这份 PDF 没有内嵌中文字体，而 poppler 缺少中文编码数据，读出的文字会缺失",
            "this PDF does not embed its Chinese fonts and poppler lacks its Chinese encodings, so text would be lost",
        ),
        ("请安装 poppler-data 后再试", "install poppler-data and try again"),
    )
}
