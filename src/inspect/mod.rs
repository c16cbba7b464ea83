//! Looking into a machine while it runs: options that `run` and `boot` share,
//! and the run that they ask for.

use ::emulator::{Emulator, MachineConfig, Outcome};
use anyhow::Context as _;
use isa::Revision;

/// How the machine is watched (emulator only).
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Seeing inside (emulator only)")]
pub struct DebugArgs {
    /// Wait for a gdb and let it drive
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = "127.0.0.1:1234")]
    gdb: Option<String>,
}

impl DebugArgs {
    /// Whether anything is asked for.
    pub fn is_active(&self) -> bool {
        self.gdb.is_some()
    }

    /// Builds a machine and runs it, watched as the arguments say.
    pub fn run<R: Revision>(&self, config: MachineConfig) -> anyhow::Result<Outcome> {
        let mut machine = Emulator::<R>::new(config)?;
        if let Some(address) = &self.gdb {
            let end = serve(&mut machine, address)?;
            if matches!(end, debug::End::Killed | debug::End::Broken) {
                return Ok(machine.stop());
            }
        }
        Ok(machine.run())
    }
}

/// Waits for a gdb.
fn serve(machine: &mut dyn debug::Debuggee, address: &str) -> anyhow::Result<debug::End> {
    let say = |at| eprintln!("waiting for gdb: target remote {at}");
    debug::serve(machine, address, say).with_context(|| format!("cannot listen at {address}"))
}
