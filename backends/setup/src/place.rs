//! Where tools live, and how one gets there whole or not at all.
//!
//! A tool is made in `target/tools/.new-NAME-PROCESS` and renamed to
//! `target/tools/NAME`. The lock file `.NAME.lock` is held meanwhile; the
//! system lets go of it when the process ends, however it ends, and whoever
//! takes it next removes what an interrupted fetch left.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Error, Tool};

/// How long to wait for another process that fetches the same tool.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// The folder of `tool`, whether it is there or not.
pub(crate) fn of(tool: Tool, root: &Path) -> PathBuf {
    tools(root).join(tool.name())
}

/// Absolute, because what is found is run from other folders as well.
fn tools(root: &Path) -> PathBuf {
    let tools = root.join("target").join("tools");
    // Fails only where there is no current folder.
    std::path::absolute(&tools).unwrap_or(tools)
}

/// A tool in the making; its folder goes away unless it is committed.
pub(crate) struct Staging {
    tool: Tool,
    dir: PathBuf,
    destination: PathBuf,
    _lock: File,
}

impl Staging {
    /// Takes the lock and makes an empty folder to work in.
    pub(crate) fn begin(tool: Tool, root: &Path, progress: &dyn Fn(&str)) -> Result<Staging, Error> {
        let tools = tools(root);
        fs::create_dir_all(&tools).map_err(Error::io("cannot create", &tools))?;
        let lock = lock(&tools.join(format!(".{}.lock", tool.name())), progress)?;
        // A name of its own: what an interrupted fetch left running must not
        // write to this one.
        let dir = tools.join(format!("{}{}", making(tool), std::process::id()));
        sweep(&tools, tool);
        fs::create_dir(&dir).map_err(Error::io("cannot create", &dir))?;
        Ok(Staging { tool, dir, destination: tools.join(tool.name()), _lock: lock })
    }

    /// The folder to work in.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// A new folder in it.
    pub(crate) fn subdir(&self, name: &str) -> Result<PathBuf, Error> {
        let dir = self.dir.join(name);
        fs::create_dir_all(&dir).map_err(Error::io("cannot create", &dir))?;
        Ok(dir)
    }

    /// Renames `made`, a part of the folder, to the tool's place.
    pub(crate) fn commit(self, made: &Path) -> Result<PathBuf, Error> {
        if self.destination.symlink_metadata().is_ok() {
            // Something is there that was not recognised as the tool.
            fs::rename(&self.destination, self.dir.join("replaced")).map_err(Error::io("cannot replace", &self.destination))?;
        }
        fs::rename(made, &self.destination).map_err(Error::io("cannot rename a finished tool to", &self.destination))?;
        Ok(self.destination.clone())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if let Some(tools) = self.destination.parent() {
            sweep(tools, self.tool);
        }
    }
}

/// How the names of folders start in which `tool` is made.
fn making(tool: Tool) -> String {
    format!(".new-{}-", tool.name())
}

/// Removes all folders in which `tool` was made; the lock must be held.
///
/// When a fetch was killed, its dpkg-deb may still be writing for a moment:
/// hence the second try. What remains even so, the next fetch removes.
fn sweep(tools: &Path, tool: Tool) {
    for entry in fs::read_dir(tools).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(&making(tool)) {
            let dir = entry.path();
            let _ = fs::remove_dir_all(&dir).or_else(|_| {
                thread::sleep(Duration::from_millis(200));
                fs::remove_dir_all(&dir)
            });
        }
    }
}

fn lock(path: &Path, progress: &dyn Fn(&str)) -> Result<File, Error> {
    let file = File::create(path).map_err(Error::io("cannot create the lock file", path))?;
    let start = Instant::now();
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(source)) => {
                return Err(Error::io("cannot lock", path)(source));
            }
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                return Err(Error::Unfit {
                    what: format!("another process still holds {}", path.display()),
                    advice: "end the other `draftvisor setup`, then try again".to_string(),
                });
            }
            Err(TryLockError::WouldBlock) => {}
        }
        if !told {
            progress("waiting for another process that fetches the same tool");
            told = true;
        }
        thread::sleep(Duration::from_millis(100));
    }
}

/// Writes a script that can be run.
pub(crate) fn write_executable(script: &Path, text: &str) -> Result<(), Error> {
    fs::write(script, text).map_err(Error::io("cannot write", script))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(script, fs::Permissions::from_mode(0o755)).map_err(Error::io("cannot make executable", script))?;
    }
    Ok(())
}
