//! Snapshots on the command line.

use ::emulator::{Exit, Machine, MachineConfig, Outcome};
use anyhow::{Context as _, ensure};
use machines::Plan;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Snapshots of the whole machine.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct SnapshotArgs {
    /// Save the machine to this file
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Save after so many instructions, and go on [default: at the end]
    #[arg(long, value_name = "N", requires = "save")]
    save_at: Option<u64>,
    /// Go on from a snapshot of the same machine; images are not loaded
    #[arg(long, value_name = "FILE")]
    restore: Option<PathBuf>,
}

impl SnapshotArgs {
    /// Whether anything is asked for.
    pub fn is_active(&self) -> bool {
        self.save.is_some() || self.restore.is_some()
    }

    /// Builds a machine, or restores it.
    pub fn build(&self, plan: &Plan, config: MachineConfig) -> anyhow::Result<Box<dyn Machine>> {
        let Some(file) = &self.restore else {
            ensure!(config.bios.is_some() || config.kernel.is_some(), "neither a firmware nor a kernel image to run");
            return Ok(plan.build(config)?);
        };
        let source = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
        plan.restore(config, &mut BufReader::new(source)).with_context(|| format!("cannot restore {}", file.display()))
    }

    /// Runs the machine to its end; saves it on the way or there.
    pub fn run(&self, machine: &mut dyn Machine) -> anyhow::Result<Outcome> {
        let Some(file) = &self.save else { return Ok(machine.run()) };
        let limit = machine.limit();
        if let Some(at) = self.save_at.filter(|at| limit.is_none_or(|limit| *at < limit)) {
            machine.set_limit(Some(at));
            let outcome = machine.run();
            save(machine, file)?;
            if outcome.exit != Exit::InstructionLimit {
                return Ok(outcome);
            }
            machine.set_limit(limit);
            let mut rest = machine.run();
            rest.console_output.splice(0..0, outcome.console_output);
            return Ok(rest);
        }
        let outcome = machine.run();
        save(machine, file)?;
        Ok(outcome)
    }
}

/// Writes a file that is there whole, or not at all.
fn save(machine: &mut dyn Machine, file: &Path) -> anyhow::Result<()> {
    let whole = std::path::absolute(file).context("the current folder is gone")?;
    let folder = whole.parent().unwrap_or(&whole);
    let saved = (|| -> anyhow::Result<()> {
        let new = NamedTempFile::new_in(folder)?;
        let mut sink = BufWriter::new(new);
        machine.save(&mut sink)?;
        sink.flush()?;
        let new = sink.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        new.as_file().sync_all()?;
        new.persist(&whole)?;
        Ok(())
    })();
    saved.with_context(|| format!("cannot save {}", file.display()))
}
