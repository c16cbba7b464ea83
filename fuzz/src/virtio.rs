//! Virtio devices with drivers that do not keep to anything: queues anywhere
//! in RAM and beside it, chains that lead in circles, registers in any order.

use arbitrary::{Result, Unstructured};
use emulator::{DEVICES, Device, DeviceKind, Disk, DiskMode, Machine, MachineConfig, RAM_BASE};
use ir::Spec;

use crate::machine::{disk, make, specs};

const RAM_BYTES: u64 = 65_536;
/// Where the one instruction is that the machine executes.
const CODE: u64 = 0;
/// Where queues mostly are.
const QUEUES: u64 = 0x1000;

/// Reads one input.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let spec = specs().last().expect("the model has revisions");
    let kinds = [
        DeviceKind::Rng { seed: 1 },
        DeviceKind::Block { disk: Disk::open(disk(), DiskMode::Snapshot).expect("the file was made"), name: "disk".to_string() },
    ];
    let devices = kinds.into_iter().enumerate().map(|(slot, kind)| Device { slot: Some(slot), kind }).collect();
    let config = MachineConfig { ram_bytes: RAM_BYTES, devices, ..MachineConfig::default() };
    let mut machine = make(spec).build(config).expect("the configuration is a possible one");
    machine.write(RAM_BASE + CODE, &store(spec).to_le_bytes()).expect("it lies in RAM");
    while !input.is_empty() {
        if drive(&mut input, machine.as_mut()).is_err() {
            return;
        }
    }
}

/// `sw x2, 0(x1)`, by the model.
fn store(spec: &Spec) -> u32 {
    let insn = spec.insn("sw").expect("every revision has it");
    let place = |name: &str, value: u32| {
        let operand = insn.operands.iter().find(|operand| operand.name == name);
        operand.and_then(|operand| operand.pieces.first()).map_or(0, |(_, lo, _)| value << lo)
    };
    insn.matches | place("rs1", 1) | place("rs2", 2)
}

/// Something in memory, or a register of a device.
fn drive(input: &mut Unstructured, machine: &mut dyn Machine) -> Result<()> {
    if input.ratio(1, 3)? {
        let bytes: [u8; 16] = match input.ratio(3, 4)? {
            true => descriptor(input)?,
            false => input.arbitrary()?,
        };
        let at = QUEUES + input.int_in_range(0..=255u64)? * 16;
        machine.write(RAM_BASE + at, &bytes).expect("it lies in RAM");
        return Ok(());
    }
    let first = DEVICES.last().expect("the last ones are virtio's").base;
    let slot = input.int_in_range(0..=1u64)?;
    let register = u64::from(input.arbitrary::<u8>()?) % 128 * 4;
    let value = match input.int_in_range(0..=3u8)? {
        0 => u64::from(input.arbitrary::<u8>()? % 16),
        1 => address(input)?,
        2 => u64::from(input.arbitrary::<u16>()?),
        _ => input.arbitrary::<u32>()?.into(),
    };
    machine.set_x(0, 1, first + slot * 0x1000 + register);
    machine.set_x(0, 2, value);
    machine.set_pc(0, RAM_BASE + CODE);
    machine.step(0);
    machine.skip_idle();
    Ok(())
}

/// Address, length, flags, next: as rings and tables have them.
fn descriptor(input: &mut Unstructured) -> Result<[u8; 16]> {
    let length: u32 = if input.ratio(3, 4)? { u32::from(input.arbitrary::<u8>()?) * 4 } else { input.arbitrary()? };
    let (flags, next) = (input.arbitrary::<u8>()? % 8, input.arbitrary::<u8>()? % 16);
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&address(input)?.to_le_bytes());
    bytes[8..12].copy_from_slice(&length.to_le_bytes());
    (bytes[12], bytes[14]) = (flags, next);
    Ok(bytes)
}

fn address(input: &mut Unstructured) -> Result<u64> {
    Ok(match input.int_in_range(0..=7u8)? {
        0..=5 => RAM_BASE + QUEUES + input.int_in_range(0..=0xfffu64)? * 4,
        6 => RAM_BASE + RAM_BYTES - input.int_in_range(0..=64u64)?,
        _ => input.arbitrary()?,
    })
}
