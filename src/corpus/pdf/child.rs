//! Runs a reader as a child process under limits on time, output and, on Unix, memory: whatever the file does to the
//! reader, this program goes on.

use super::failure::beyond_limits;
use crate::corpus::error::ReadFailure;
use crate::corpus::limits;
use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// Longest message of the program that is read, in bytes.
const MESSAGE_BYTES: u64 = 64 << 10;

/// What a program left behind.
pub(super) struct Ended {
    pub(super) output: Vec<u8>,
    pub(super) message: String,
    pub(super) failed: bool,
}

/// Starts a program.
///
/// # Errors
/// Where the program cannot be started.
pub(super) fn start(program: &OsStr, arguments: &[&str]) -> io::Result<Child> {
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        let limited = format!(
            "ulimit -v {} 2>/dev/null; ulimit -t {} 2>/dev/null; exec \"$@\"",
            limits::EXTRACT_KIBIBYTES,
            limits::EXTRACT_SECONDS
        );
        shell.args(["-c", &limited, "sh"]).arg(program);
        shell
    } else {
        Command::new(program)
    };
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

/// Feeds the child through its standard input and waits for it, or ends it at the limits.
///
/// # Errors
/// `extraction-limit`.
pub(super) fn finish(mut child: Child, bytes: &[u8]) -> Result<Ended, ReadFailure> {
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
        Some(output) => Ok(Ended {
            output,
            message: String::from_utf8_lossy(&message).into_owned(),
            failed: !status.is_ok_and(|s| s.success()),
        }),
        None => Err(beyond_limits()),
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
