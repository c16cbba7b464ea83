//! What can go wrong, and what the user can do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why a tool could not be found or fetched.
#[derive(Debug)]
pub enum Error {
    /// A program that fetching needs is not there.
    NoProgram {
        /// Its name.
        program: String,
        /// What the user can do.
        advice: String,
    },
    /// A command ended with an error.
    Failed {
        /// What it was run for.
        what: String,
        /// The command line.
        command: String,
        /// The end of what it printed.
        output: String,
        /// What the user can do.
        advice: String,
    },
    /// A command took too long and was ended.
    TimedOut {
        /// What it was run for.
        what: String,
        /// The command line.
        command: String,
        /// How long it was allowed to take.
        limit: Duration,
        /// What the user can do.
        advice: String,
    },
    /// A file could not be read or written.
    Io {
        /// What was tried, as in "cannot create".
        what: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// What was found or fetched is not as it must be.
    Unfit {
        /// What is wrong.
        what: String,
        /// What the user can do.
        advice: String,
    },
}

impl Error {
    /// For `map_err` after an operation on `path`.
    pub(crate) fn io(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_path_buf();
        move |source| Error::Io { what, path, source }
    }

    /// The same error, with what the user can do in this place.
    pub(crate) fn advise(mut self, text: &str) -> Error {
        match &mut self {
            Error::NoProgram { advice, .. }
            | Error::Failed { advice, .. }
            | Error::TimedOut { advice, .. }
            | Error::Unfit { advice, .. } => {
                if !advice.is_empty() {
                    advice.push_str("; or ");
                }
                advice.push_str(text);
            }
            Error::Io { .. } => {}
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advice = match self {
            Error::NoProgram { program, advice } => {
                write!(f, "there is no `{program}` on this system")?;
                advice
            }
            Error::Failed { what, command, output, advice } => {
                write!(f, "{what} failed: {command}")?;
                for line in output.lines() {
                    write!(f, "\n  | {line}")?;
                }
                advice
            }
            Error::TimedOut { what, command, limit, advice } => {
                write!(f, "{what} took more than {} s", limit.as_secs())?;
                write!(f, " and was ended: {command}")?;
                advice
            }
            Error::Io { what, path, source } => {
                return write!(f, "{what} {}: {source}", path.display());
            }
            Error::Unfit { what, advice } => {
                write!(f, "{what}")?;
                advice
            }
        };
        if advice.is_empty() { Ok(()) } else { write!(f, "\n  help: {advice}") }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
