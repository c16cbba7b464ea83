//! A program with tests that read the model from a folder: the evaluator's.

use crate::mutate::Files;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What has not ended by then has got stuck, and so has noticed.
const PATIENCE: Duration = Duration::from_secs(120);
/// Tests of the repository's own model, whatever the folder.
const OTHERS: [&str; 3] = ["book::", "mutants::", "witness::"];
/// The variable that names the model's folder.
const FOLDER: &str = "DRAFTVISOR_MODEL";

/// The program, and where its models are written.
#[derive(Debug)]
pub struct Program {
    path: PathBuf,
    folder: tempfile::TempDir,
}

impl Program {
    /// The program at a path.
    ///
    /// # Errors
    ///
    /// There is no room for a model.
    pub fn at(path: &Path) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|e| format!("no folder for models: {e}"))?;
        Ok(Self { path: path.into(), folder })
    }

    /// The evaluator's tests of the repository at `root`, built by `cargo` if need be.
    ///
    /// # Errors
    ///
    /// They cannot be built.
    pub fn build(root: &Path, cargo: &Path) -> Result<Self, String> {
        let mut command = Command::new(cargo);
        command.args(["test", "--release", "--package", "eval", "--test", "it", "--no-run", "--message-format", "json"]);
        let output = command.current_dir(root).stdin(Stdio::null()).output().map_err(|e| format!("{}: {e}", cargo.display()))?;
        if !output.status.success() {
            return Err(format!("the evaluator's tests do not build:\n{}", String::from_utf8_lossy(&output.stderr)));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let built =
            messages.filter(|m| m["target"]["name"] == "it").filter_map(|m| Some(m["executable"].as_str()?.to_string())).next_back();
        Self::at(Path::new(&built.ok_or("cargo names no program of the evaluator's tests")?))
    }

    /// Runs the tests on a model; the first that fails, if any does.
    ///
    /// # Errors
    ///
    /// The program cannot be run.
    pub fn run(&self, files: &Files) -> Result<Option<String>, String> {
        let fail = |e: std::io::Error| format!("{}: {e}", self.path.display());
        for (path, text) in files {
            let at = self.folder.path().join(path);
            // Most files are as they were for the mutant before.
            if std::fs::read(&at).is_ok_and(|there| there == text.as_bytes()) {
                continue;
            }
            std::fs::create_dir_all(at.parent().unwrap_or(self.folder.path())).map_err(fail)?;
            std::fs::write(at, text).map_err(fail)?;
        }
        let first = files.first().map_or("model", |f| f.0.split('/').next().unwrap_or("model"));
        let log = self.folder.path().join("output.txt");
        let output = std::fs::File::create(&log).map_err(fail)?;
        let mut command = Command::new(&self.path);
        command.env(FOLDER, self.folder.path().join(first)).args(["--format", "terse", "--test-threads", "1"]);
        command.args(OTHERS.iter().flat_map(|module| ["--skip", module]));
        command.stdin(Stdio::null()).stderr(Stdio::null()).stdout(output);
        let Some(good) = wait(command.spawn().map_err(fail)?).map_err(fail)? else {
            return Ok(Some("the tests do not end".to_string()));
        };
        if good {
            return Ok(None);
        }
        let text = std::fs::read_to_string(&log).unwrap_or_default();
        let place = text.lines().find_map(|line| line.strip_prefix("noticed: "));
        Ok(Some(place.unwrap_or("a test").to_string()))
    }
}

/// Whether it ends well; none if it does not end.
fn wait(mut child: Child) -> std::io::Result<Option<bool>> {
    let begin = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.success()));
        }
        if begin.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
