//! Runs poppler's `pdftotext` as a child process under limits on time, output and, on Unix, memory.

use crate::corpus::error::ReadFailure;
use crate::corpus::limits;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// Longest message of the program that is read, in bytes.
const MESSAGE_BYTES: u64 = 64 << 10;

/// What the program printed, and its name and version.
pub(super) struct Output {
    pub(super) text: String,
    pub(super) reader: String,
}

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

/// Extracts the text of a PDF, pages ended by form feeds.
pub(super) fn run(bytes: &[u8]) -> Result<Output, ReadFailure> {
    let version = version().ok_or_else(missing)?;
    let mut child = command().spawn().map_err(|_| missing())?;
    let (text, message, failed) = finish(&mut child, bytes)?;
    if message.contains("Missing language pack") {
        return Err(language_pack());
    }
    if message.contains("Incorrect password") {
        return Err(damaged("Incorrect password"));
    }
    if failed {
        return Err(damaged(message.lines().next().unwrap_or("")));
    }
    Ok(Output {
        text: String::from_utf8_lossy(&text).into_owned(),
        reader: format!("pdftotext {version}"),
    })
}

/// `-` reads standard input, so that no file name can be taken for an option.
fn command() -> Command {
    let options = ["-enc", "UTF-8", "-eol", "unix", "-", "-"];
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        let limited = format!(
            "ulimit -v {} 2>/dev/null; ulimit -t {} 2>/dev/null; exec pdftotext \"$@\"",
            limits::EXTRACT_KIBIBYTES,
            limits::EXTRACT_SECONDS
        );
        shell.args(["-c", &limited, "pdftotext"]).args(options);
        shell
    } else {
        let mut direct = Command::new("pdftotext");
        direct.args(options);
        direct
    };
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Feeds the child and waits for it, or ends it at the limit; gives its output, its messages and whether it failed.
fn finish(child: &mut Child, bytes: &[u8]) -> Result<(Vec<u8>, String, bool), ReadFailure> {
    let output = child.stdout.take().map(|pipe| read_aside(pipe, limits::EXTRACT_BYTES));
    let message = child.stderr.take().map(|pipe| read_aside(pipe, MESSAGE_BYTES));
    let feed = child.stdin.take().map(|mut pipe| {
        let bytes = bytes.to_vec();
        // A program that stops reading early closes the pipe: it says why itself.
        thread::spawn(move || drop(pipe.write_all(&bytes)))
    });
    let received = output
        .as_ref()
        .and_then(|o| o.recv_timeout(Duration::from_secs(limits::EXTRACT_SECONDS)).ok());
    let within = received
        .as_ref()
        .is_some_and(|b| u64::try_from(b.len()).is_ok_and(|n| n < limits::EXTRACT_BYTES));
    if !within {
        // Already ended is as good as ended now.
        let _ = child.kill();
    }
    let status = child.wait();
    if let Some(feed) = feed {
        // The thread only writes to a pipe that is closed by now.
        let _ = feed.join();
    }
    let message = message
        .and_then(|m| m.recv_timeout(Duration::from_secs(1)).ok())
        .unwrap_or_default();
    match received.filter(|_| within) {
        Some(text) => {
            let failed = !status.is_ok_and(|s| s.success());
            Ok((text, String::from_utf8_lossy(&message).into_owned(), failed))
        }
        None => Err(limit()),
    }
}

/// Reads a pipe on a thread of its own, at most so many bytes, and sends them at its end.
fn read_aside(pipe: impl Read + Send + 'static, most: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // An error here ends the text early; the exit status tells of it.
        let _ = pipe.take(most).read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

fn missing() -> ReadFailure {
    ReadFailure::new(
        "pdf-reader-missing",
        (
            "读取 PDF 需要 poppler 的 pdftotext，这台电脑上没有",
            "reading PDF needs poppler's pdftotext, which is not installed here",
        ),
        (
            "安装 poppler-utils 和 poppler-data（macOS：brew install poppler），或把 PDF 另存为 .docx 或 .txt",
            "install poppler-utils and poppler-data (macOS: brew install poppler), or save the PDF as .docx or .txt",
        ),
    )
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

fn damaged(detail: &str) -> ReadFailure {
    ReadFailure::new(
        "damaged-pdf",
        (
            format!("pdftotext 读不了这份 PDF（{detail}）"),
            format!("pdftotext cannot read this PDF ({detail})"),
        ),
        (
            "文件可能损坏或有密码：请用阅读器打开后另存，或存为 .txt",
            "it may be damaged or protected: open it in a reader and save it again, or save it as .txt",
        ),
    )
}

fn limit() -> ReadFailure {
    let (seconds, most) = (limits::EXTRACT_SECONDS, limits::EXTRACT_BYTES >> 20);
    ReadFailure::new(
        "extraction-limit",
        (
            format!("提取文字超过 {seconds} 秒或 {most} MB，已停止"),
            format!("extracting the text took more than {seconds} seconds or {most} MB; it was stopped"),
        ),
        (
            "请把需要的页另存为较小的 PDF，或存为 .txt",
            "save the pages you need as a smaller PDF, or as .txt",
        ),
    )
}
