//! Machines that are saved and restored, on revisions of the model.
//!
//! The program is random, but never ends: whatever traps goes to a handler
//! that brings it back into its window.
#![allow(clippy::unwrap_used, missing_docs)]

use emulator::{Exit, Isa, Machine, MachineConfig, RAM_BASE, SnapshotError};
use isa::CsrOp;
use machines::{Plan, REVISIONS};

const RAM_BYTES: u64 = 1 << 20;
const WINDOW: u64 = RAM_BASE + 0x1000;
const WINDOW_WORDS: u64 = 256;
const HANDLER: u64 = RAM_BASE + 0x2000;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 32
    }
}

fn plan(revision: &str, xlen: u32) -> Plan {
    Plan::of(revision, xlen).unwrap()
}

fn config(harts: usize) -> MachineConfig {
    MachineConfig { ram_bytes: RAM_BYTES, harts, ..MachineConfig::default() }
}

/// Instructions of the revision, but none that stops the machine.
fn instruction(isa: Isa, random: &mut Random) -> u32 {
    loop {
        let word = random.next() as u32 | 3;
        // Some instructions are rare among words: a third are of SYSTEM and AMO.
        let word = match random.next() % 6 {
            0 => word & !0x7f | 0x73,
            1 => word & !0x7f | 0x2f,
            _ => word,
        };
        let Some(d) = isa.decode(word) else { continue };
        let changes_handler = d.op.starts_with("csr") && d.imm == isa.csr("mtvec").unwrap().into();
        if d.op != "wfi" && !changes_handler {
            return word;
        }
    }
}

fn machine(plan: Plan, harts: usize, seed: u64) -> Box<dyn Machine> {
    let isa = plan.isa;
    let mut machine = plan.build(config(harts)).unwrap();
    let mut random = Random(seed);
    for at in 0..WINDOW_WORDS + 2 {
        machine.write(WINDOW + at * 4, &instruction(isa, &mut random).to_le_bytes()).unwrap();
    }
    let mepc = u32::from(isa.csr("mepc").unwrap());
    // csrr t0, mepc; addi t0, t0, 4; slli/srli by XLEN - 10; lui t1; add; csrw mepc; mret
    let shift = isa.xlen - 10;
    let handler = [
        mepc << 20 | 0x22f3,
        0x0042_8293,
        shift << 20 | 0x0002_9293,
        shift << 20 | 0x0002_d293,
        (WINDOW as u32) & 0xffff_f000 | 0x337,
        0x0203_1313 * u32::from(isa.xlen == 64) + 0x13 * u32::from(isa.xlen == 32),
        0x0203_5313 * u32::from(isa.xlen == 64) + 0x13 * u32::from(isa.xlen == 32),
        0x0062_82b3,
        mepc << 20 | 0x0002_9073,
        0x3020_0073,
    ];
    for (at, word) in (0u64..).zip(handler) {
        machine.write(HANDLER + at * 4, &word.to_le_bytes()).unwrap();
    }
    for hart in 0..harts {
        for register in 1..32 {
            let value = if register % 2 == 0 { WINDOW + 0x8000 + random.next() % 0x1000 * 8 } else { random.next() };
            machine.set_x(hart, register, value & (u64::MAX >> (64 - isa.xlen)));
        }
        let mode = machine.mode(hart);
        machine.access_csr(hart, mode, isa.csr("mtvec").unwrap(), CsrOp::Write(HANDLER)).unwrap();
        machine.set_pc(hart, WINDOW + 16 * hart as u64);
    }
    machine
}

fn run(machine: &mut dyn Machine, instructions: u64) {
    let limit = machine.instructions() + instructions;
    machine.set_limit(Some(limit));
    assert_eq!(machine.run().exit, Exit::InstructionLimit, "the program does not end");
}

fn saved(machine: &mut dyn Machine) -> Vec<u8> {
    let mut file = Vec::new();
    machine.save(&mut file).unwrap();
    file
}

fn goes_on(plan: Plan, harts: usize, seed: u64) {
    let mut first = machine(plan, harts, seed);
    run(&mut *first, 20_000);
    let file = saved(&mut *first);
    run(&mut *first, 30_000);
    let after = saved(&mut *first);
    let mut second = plan.restore(config(harts), &mut &*file).unwrap();
    let name = (plan.isa.revision, plan.isa.xlen);
    assert!(saved(&mut *second) == file, "{name:?}: what was restored is what was saved");
    run(&mut *second, 30_000);
    assert!(saved(&mut *second) == after, "{name:?}: goes on as it would have");
    assert!(after != file, "something happened");
}

#[test]
fn a_restored_machine_goes_on_as_it_would_have() {
    for (seed, revision) in (0..).zip(REVISIONS) {
        for xlen in [32, 64] {
            for harts in [1, 3] {
                goes_on(plan(revision, xlen), harts, seed);
            }
        }
    }
}

/// Restores a file as another revision or machine and returns what is said.
fn restored(plan: Plan, mut file: &[u8], config: MachineConfig) -> String {
    match plan.restore(config, &mut file) {
        Ok(mut machine) => format!("accepted {:x}", digest(&saved(&mut *machine))),
        Err(error) => error.to_string(),
    }
}

/// FNV-1a, to tell files apart.
fn digest(file: &[u8]) -> u64 {
    file.iter().fold(0xcbf2_9ce4_8422_2325, |digest, byte| (digest ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

fn made_and_saved(plan: Plan, harts: usize) -> Vec<u8> {
    let mut machine = machine(plan, harts, 7);
    run(&mut *machine, 1000);
    saved(&mut *machine)
}

#[test]
fn another_machine_is_refused() {
    let (old, new) = (REVISIONS[0], REVISIONS[REVISIONS.len() - 1]);
    let file = made_and_saved(plan(new, 64), 2);
    let refused = |revision, xlen, config| restored(plan(revision, xlen), &file, config);
    assert!(refused(new, 64, config(2)).starts_with("accepted"));
    assert_eq!(refused(old, 64, config(2)), format!("the snapshot is of another machine: its revision is {new}, here it is {old}"));
    assert_eq!(refused(new, 32, config(2)), "the snapshot is of another machine: its XLEN is 64, here it is 32");
    assert_eq!(refused(new, 64, config(4)), "the snapshot is of another machine: its number of harts is 2, here it is 4");
    let ram = MachineConfig { ram_bytes: 2 * RAM_BYTES, ..config(2) };
    assert!(refused(new, 64, ram).contains("its RAM is 1048576 bytes, here it is 2097152 bytes"));
    let wall = MachineConfig { time: emulator::TimeSource::Wall, ..config(2) };
    assert!(refused(new, 64, wall).contains("its clock is 100 instructions to a tick"));
    let latest = plan(new, 64);
    assert_eq!(restored(latest, b"\x7fELF and more than enough bytes", config(2)), "not a snapshot");
    let mut other_format = file.clone();
    other_format[20] += 1;
    assert_eq!(restored(latest, &other_format, config(2)), "the snapshot is of format 3, this program reads format 2");
}

#[test]
fn damage_is_an_error_and_never_more() {
    let latest = plan(REVISIONS[REVISIONS.len() - 1], 64);
    let file = made_and_saved(latest, 1);
    let refused = |file: &[u8]| restored(latest, file, config(1));
    let good = refused(&file);
    assert!(good.starts_with("accepted"));
    let mut random = Random(1);
    let times = if std::env::var_os("SLOW_TESTS").is_some() { 5000 } else { 300 };
    for _ in 0..times {
        let length = random.next() as usize % file.len();
        let said = refused(&file[..length]);
        // Behind the digest the frame has an end mark, which says nothing.
        assert!(said == good && length > file.len() - 8 || !said.starts_with("accepted"), "cut at {length} of {}", file.len());
        let mut damaged = file.clone();
        for _ in 0..=random.next() % 3 {
            damaged[random.next() as usize % file.len()] ^= 1 << (random.next() % 8);
        }
        // Compressed in another way it may still be the same.
        let said = refused(&damaged);
        assert!(said == good || !said.starts_with("accepted"), "{said}");
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let error = SnapshotError::from(std::io::Error::from(std::io::ErrorKind::UnexpectedEof));
    assert_eq!(error.to_string(), "the snapshot is damaged: it ends too early");
}
