//! Running commands with a time limit, and with errors that can be read.
//!
//! A command that takes too long is ended by its own id; nothing else is ever
//! ended. Its own children see their pipes close.

use std::ffi::OsStr;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::Error;

/// How a command ended, and what it printed.
pub(crate) struct Outcome {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    stderr: String,
}

impl Outcome {
    /// The error that `command` failed, with what it printed last.
    pub(crate) fn into_error(self, command: &Command, what: &str) -> Error {
        let shown = if self.stderr.trim().is_empty() { self.stdout } else { self.stderr };
        Error::Failed {
            what: what.to_string(),
            command: line(command),
            output: format!("{}\n({})", tail(&shown, 15), self.status),
            advice: String::new(),
        }
    }
}

/// Runs `command` to a successful end and returns what it printed.
pub(crate) fn run(command: &mut Command, what: &str, limit: Duration) -> Result<String, Error> {
    let outcome = run_to_end(command, what, limit)?;
    if outcome.status.success() { Ok(outcome.stdout) } else { Err(outcome.into_error(command, what)) }
}

/// Runs `command` to its end, whichever that is.
pub(crate) fn run_to_end(command: &mut Command, what: &str, limit: Duration) -> Result<Outcome, Error> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).env("LC_ALL", "C");
    let mut child =
        command.spawn().map_err(|source| Error::Io { what: "cannot run", path: PathBuf::from(command.get_program()), source })?;
    let stdout = Gathered::from(child.stdout.take());
    let stderr = Gathered::from(child.stderr.take());
    let Some(status) = wait(&mut child, limit, command)? else {
        return Err(Error::TimedOut { what: what.to_string(), command: line(command), limit, advice: String::new() });
    };
    Ok(Outcome { status, stdout: stdout.text(), stderr: stderr.text() })
}

/// Waits for `child`, or ends it when its time is over.
fn wait(child: &mut Child, limit: Duration, command: &Command) -> Result<Option<ExitStatus>, Error> {
    let start = Instant::now();
    loop {
        let waited =
            child.try_wait().map_err(|source| Error::Io { what: "cannot wait for", path: PathBuf::from(command.get_program()), source })?;
        if waited.is_some() {
            return Ok(waited);
        }
        if start.elapsed() > limit {
            // Errors mean that it has just ended by itself.
            let _ = child.kill();
            let _ = child.wait();
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// What comes out of a pipe, read beside the command.
struct Gathered {
    bytes: Arc<Mutex<Vec<u8>>>,
    end: Receiver<()>,
}

impl Gathered {
    fn from(pipe: Option<impl Read + Send + 'static>) -> Gathered {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let (done, end) = mpsc::channel();
        if let Some(mut pipe) = pipe {
            let bytes = Arc::clone(&bytes);
            thread::spawn(move || {
                let mut buffer = [0; 4096];
                while let Ok(count @ 1..) = pipe.read(&mut buffer) {
                    if let Ok(mut bytes) = bytes.lock() {
                        bytes.extend_from_slice(&buffer[..count]);
                    }
                }
                // The receiver may have stopped waiting.
                let _ = done.send(());
            });
        }
        Gathered { bytes, end }
    }

    /// All that was printed. A grandchild that outlives the command may hold
    /// the pipe open: then what there is after a second.
    fn text(self) -> String {
        let _ = self.end.recv_timeout(Duration::from_secs(1));
        match self.bytes.lock() {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(_) => String::new(),
        }
    }
}

/// The command as it would be typed into a shell.
fn line(command: &Command) -> String {
    let mut words = Vec::new();
    for (name, value) in command.get_envs() {
        if let Some(value) = value
            && name != "LC_ALL"
        {
            words.push(format!("{}={}", name.display(), quoted(value)));
        }
    }
    words.push(quoted(command.get_program()));
    words.extend(command.get_args().map(quoted));
    words.join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@%~".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.into_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

fn tail(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

/// The program of that name on PATH.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(program)).find(|file| is_executable(file))
}

#[cfg(unix)]
fn is_executable(file: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &std::path::Path) -> bool {
    file.is_file()
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_hangs_is_ended() {
        let mut sleep = Command::new("sleep");
        let start = Instant::now();
        let error = run(sleep.arg("60"), "sleeping", Duration::from_millis(50)).err();
        assert!(matches!(error, Some(Error::TimedOut { .. })));
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn a_failure_names_the_command_and_what_it_printed() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo no such thing >&2; exit 3"]);
        let error = run(&mut shell, "looking", Duration::from_secs(20)).err();
        let text = error.unwrap().advise("look yourself").to_string();
        assert_eq!(
            text,
            "looking failed: sh -c 'echo no such thing >&2; exit 3'\n  | no such thing\n  \
             | (exit status: 3)\n  help: look yourself"
        );
    }
}
