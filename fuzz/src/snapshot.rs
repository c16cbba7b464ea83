//! Snapshots that are not what was saved: bytes changed, moved, cut off.

use std::sync::OnceLock;

use arbitrary::{Result, Unstructured};
use emulator::{Device, DeviceKind, MachineConfig};

use crate::machine::{make, specs};

/// Reads one input.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok(bytes) = spoilt(&mut input) else { return };
    let spec = specs().last().expect("the model has revisions");
    // An error, or a machine that runs.
    if let Ok(mut machine) = make(spec).restore(config(), &mut bytes.as_slice()) {
        machine.run();
    }
}

fn config() -> MachineConfig {
    let devices = vec![Device { slot: None, kind: DeviceKind::Rng { seed: 1 } }];
    MachineConfig { ram_bytes: 65_536, harts: 2, max_instructions: Some(500), devices, ..MachineConfig::default() }
}

/// A good one.
fn saved() -> &'static [u8] {
    static SAVED: OnceLock<Vec<u8>> = OnceLock::new();
    SAVED.get_or_init(|| {
        let spec = specs().last().expect("the model has revisions");
        let mut machine = make(spec).build(config()).expect("the configuration is a possible one");
        let mut bytes = Vec::new();
        machine.save(&mut bytes).expect("these devices can be saved");
        bytes
    })
}

fn spoilt(input: &mut Unstructured) -> Result<Vec<u8>> {
    let mut bytes = saved().to_vec();
    for _ in 0..input.int_in_range(1..=4u8)? {
        let at = input.choose_index(bytes.len())?;
        match input.int_in_range(0..=4u8)? {
            0 | 1 => bytes[at] ^= input.arbitrary::<u8>()?,
            2 => bytes.truncate(at + 1),
            3 => {
                let more = input.bytes(input.len().min(8))?;
                bytes.splice(at..at, more.iter().copied());
            }
            _ => {
                let end = (at + input.int_in_range(0..=16usize)?).min(bytes.len() - 1);
                bytes.drain(at..end);
            }
        }
    }
    Ok(bytes)
}
