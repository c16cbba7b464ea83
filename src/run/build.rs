//! Builds the bare-metal programs: guest, hypervisor and firmware.
//!
//! Each revision and profile has a target folder of its own, so that going
//! back and forth between revisions builds nothing twice; a new one begins as a
//! copy of another, which has the dependencies compiled. Runs at the same time
//! share these folders, so each program is copied out under a lock.

use super::{Guest, seed};
use crate::progress::Progress;
use crate::setup::ensure;
use ::setup::{Found, TARGET, Tool, ToolchainEnv, toolchain_env};
use anyhow::{Context as _, bail};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Builds for one revision and profile.
pub struct Builder {
    root: PathBuf,
    toolchain: ToolchainEnv,
    revision: String,
    profile: String,
}

/// A package to build.
struct Job<'a> {
    /// Its name, and that of its program.
    name: &'a str,
    /// Where cargo runs.
    dir: PathBuf,
    /// Where it builds.
    target: PathBuf,
    /// What the build script reads.
    environment: Option<(&'static str, &'static str)>,
}

impl Builder {
    /// Finds or fetches the Rust target.
    pub fn new(root: &Path, revision: &str, profile: &str) -> anyhow::Result<Self> {
        let Found::Rust(target) = ensure(Tool::RustTarget, root)? else {
            bail!("the Rust target was found as a file");
        };
        let toolchain = toolchain_env(&target, root)?;
        Ok(Self { root: root.to_path_buf(), toolchain, revision: revision.to_string(), profile: profile.to_string() })
    }

    /// The guest's ELF or image.
    pub fn guest(&self, guest: &Guest) -> anyhow::Result<PathBuf> {
        match guest {
            Guest::File(path) => Ok(path.clone()),
            // Guests are the same for all revisions: that is the point of them.
            Guest::Example(name) => {
                self.build(&Job { name, dir: self.root.join("examples"), target: self.root.join("target/bare/guests"), environment: None })
            }
        }
    }

    /// The hypervisor's ELF: a deployment is added to it.
    pub fn hypervisor(&self) -> anyhow::Result<PathBuf> {
        self.of_revision("hypervisor")
    }

    /// Id of the revision.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// Id of the profile.
    pub fn profile(&self) -> &str {
        &self.profile
    }

    /// The firmware's ELF.
    pub fn firmware(&self) -> anyhow::Result<PathBuf> {
        self.of_revision("firmware")
    }

    /// The workloads of `bench`, for Spike or for machines like QEMU's `virt`.
    pub fn workloads(&self, spike: bool) -> anyhow::Result<PathBuf> {
        let environment = spike.then_some(("DRAFTVISOR_PLATFORM", "htif"));
        let dir = self.root.join("examples/workloads");
        self.build(&Job { name: "workloads", dir, target: self.folder(), environment })
    }

    fn of_revision(&self, name: &str) -> anyhow::Result<PathBuf> {
        self.build(&Job { name, dir: self.root.join("backends").join(name), target: self.folder(), environment: None })
    }

    fn folder(&self) -> PathBuf {
        self.root.join("target/bare").join(&self.revision).join(&self.profile)
    }

    fn build(&self, job: &Job) -> anyhow::Result<PathBuf> {
        let _progress = Progress::start(format!("building {}", job.name));
        let place = &job.target;
        let first = seed::prepare(&self.root.join("target/bare"), place).with_context(|| format!("cannot create {}", place.display()))?;
        let lock = File::create(place.join(".lock")).and_then(|file| file.lock().map(|()| file));
        let _lock = lock.with_context(|| format!("cannot lock {}", place.display()))?;
        self.cargo(job)?;
        seed::ready(place, first).with_context(|| format!("cannot write in {}", place.display()))?;
        let built = place.join(TARGET).join("release").join(job.name);
        let program = place.join(job.file());
        keep(&built, &program).with_context(|| format!("cannot copy {} to {}", built.display(), program.display()))?;
        Ok(program)
    }

    fn cargo(&self, job: &Job) -> anyhow::Result<()> {
        let mut command = self.toolchain.command("build");
        command.args(["--release", "--quiet", "--package", job.name, "--target-dir"]).arg(&job.target);
        command.env("DRAFTVISOR_REV", &self.revision).env("DRAFTVISOR_PROFILE", &self.profile);
        // Would win over the revision that was asked for.
        command.env_remove("DRAFTVISOR_GENERATED");
        command.envs(job.environment);
        let done = command
            .current_dir(&job.dir)
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot run cargo in {}", job.dir.display()))?;
        if done.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&done.stderr);
        bail!("building {} in {} failed:\n{}", job.name, job.dir.display(), said.trim_end());
    }
}

impl Job<'_> {
    /// Name of the copy: programs that differ in what they were built from do not share one.
    fn file(&self) -> String {
        match self.environment {
            Some((_, value)) => format!("{}-{value}", self.name),
            None => self.name.to_string(),
        }
    }
}

/// Copies a program so that a reader sees the old or the new one, whole.
fn keep(built: &Path, program: &Path) -> std::io::Result<()> {
    let new = program.with_extension("new");
    fs::copy(built, &new)?;
    fs::rename(new, program)
}
