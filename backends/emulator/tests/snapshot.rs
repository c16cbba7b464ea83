//! Machines that are saved and restored, on revisions of the model.
//!
//! The program is random, but never ends: whatever traps goes to a handler
//! that brings it back into its window.
#![allow(clippy::unwrap_used, missing_docs)]

use emulator::{Emulator, Exit, MachineConfig, RAM_BASE, SnapshotError};
use generated::{REVISIONS, Visitor, with_revision};
use isa::{CsrOp, Revision};

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

fn csr<R: Revision>(name: &str) -> u32 {
    u32::from(R::CSRS.iter().find(|csr| csr.0 == name).unwrap().1)
}

fn config(harts: usize) -> MachineConfig {
    MachineConfig { ram_bytes: RAM_BYTES, harts, ..MachineConfig::default() }
}

/// Instructions of the revision, but none that stops the machine.
fn instruction<R: Revision>(random: &mut Random) -> u32 {
    loop {
        let word = random.next() as u32 | 3;
        // Some instructions are rare among words: a third are of SYSTEM and AMO.
        let word = match random.next() % 6 {
            0 => word & !0x7f | 0x73,
            1 => word & !0x7f | 0x2f,
            _ => word,
        };
        let Some(d) = R::decode(word) else { continue };
        let name = R::name(d.op);
        let changes_handler = name.starts_with("csr") && d.imm as u32 == csr::<R>("mtvec");
        if name != "wfi" && !changes_handler {
            return word;
        }
    }
}

fn machine<R: Revision>(harts: usize, seed: u64) -> Emulator<R> {
    let mut machine = Emulator::<R>::new(config(harts)).unwrap();
    let mut random = Random(seed);
    for at in 0..WINDOW_WORDS + 2 {
        machine.write_ram(WINDOW + at * 4, &instruction::<R>(&mut random).to_le_bytes()).unwrap();
    }
    let mepc = csr::<R>("mepc");
    // csrr t0, mepc; addi t0, t0, 4; slli/srli by XLEN - 10; lui t1; add; csrw mepc; mret
    let shift = R::XLEN - 10;
    let handler = [
        mepc << 20 | 0x22f3,
        0x0042_8293,
        shift << 20 | 0x0002_9293,
        shift << 20 | 0x0002_d293,
        (WINDOW as u32) & 0xffff_f000 | 0x337,
        0x0203_1313 * u32::from(R::XLEN == 64) + 0x13 * u32::from(R::XLEN == 32),
        0x0203_5313 * u32::from(R::XLEN == 64) + 0x13 * u32::from(R::XLEN == 32),
        0x0062_82b3,
        mepc << 20 | 0x0002_9073,
        0x3020_0073,
    ];
    for (at, word) in (0u64..).zip(handler) {
        machine.write_ram(HANDLER + at * 4, &word.to_le_bytes()).unwrap();
    }
    for hart in 0..harts {
        for register in 1..32 {
            let value = if register % 2 == 0 { WINDOW + 0x8000 + random.next() % 0x1000 * 8 } else { random.next() };
            machine.set_x(hart, register, value & (u64::MAX >> (64 - R::XLEN)));
        }
        machine.change_state(hart, |state| {
            R::csr(state, csr::<R>("mtvec") as u16, CsrOp::Write(HANDLER)).unwrap();
        });
        machine.set_pc(hart, WINDOW + 16 * hart as u64);
    }
    machine
}

fn run<R: Revision>(machine: &mut Emulator<R>, instructions: u64) {
    let limit = machine.instructions() + instructions;
    machine.set_limit(Some(limit));
    assert_eq!(machine.run().exit, Exit::InstructionLimit, "the program does not end");
}

fn saved<R: Revision>(machine: &mut Emulator<R>) -> Vec<u8> {
    let mut file = Vec::new();
    machine.save(&mut file).unwrap();
    file
}

/// Number of harts and a seed.
struct GoesOn(usize, u64);

impl Visitor for GoesOn {
    type Output = ();

    fn visit<R: Revision>(self) {
        let mut first = machine::<R>(self.0, self.1);
        run(&mut first, 20_000);
        let file = saved(&mut first);
        run(&mut first, 30_000);
        let after = saved(&mut first);
        let mut second = Emulator::<R>::restore(config(self.0), &*file).unwrap();
        assert!(saved(&mut second) == file, "{} RV{}: what was restored is what was saved", R::ID, R::XLEN);
        run(&mut second, 30_000);
        assert!(saved(&mut second) == after, "{} RV{}: goes on as it would have", R::ID, R::XLEN);
        assert!(after != file, "something happened");
        for hart in 0..self.0 {
            assert_eq!(first.state(hart), second.state(hart));
        }
    }
}

#[test]
fn a_restored_machine_goes_on_as_it_would_have() {
    for (seed, revision) in (0..).zip(REVISIONS) {
        for xlen in [32, 64] {
            for harts in [1, 3] {
                with_revision(revision, xlen, GoesOn(harts, seed)).unwrap();
            }
        }
    }
}

/// Restores a file as another revision or machine and returns what is said.
struct Refused<'a>(&'a [u8], MachineConfig);

impl Visitor for Refused<'_> {
    type Output = String;

    fn visit<R: Revision>(self) -> String {
        match Emulator::<R>::restore(self.1, self.0) {
            Ok(mut machine) => format!("accepted {:x}", digest(&saved(&mut machine))),
            Err(error) => error.to_string(),
        }
    }
}

/// FNV-1a, to tell files apart.
fn digest(file: &[u8]) -> u64 {
    file.iter().fold(0xcbf2_9ce4_8422_2325, |digest, byte| (digest ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

struct Saved(usize);

impl Visitor for Saved {
    type Output = Vec<u8>;

    fn visit<R: Revision>(self) -> Vec<u8> {
        let mut machine = machine::<R>(self.0, 7);
        run(&mut machine, 1000);
        saved(&mut machine)
    }
}

#[test]
fn another_machine_is_refused() {
    let (old, new) = (REVISIONS[0], REVISIONS[REVISIONS.len() - 1]);
    let file = with_revision(new, 64, Saved(2)).unwrap();
    let refused = |revision, xlen, config| with_revision(revision, xlen, Refused(&file, config)).unwrap();
    assert!(refused(new, 64, config(2)).starts_with("accepted"));
    assert_eq!(refused(old, 64, config(2)), format!("the snapshot is of another machine: its revision is {new}, here it is {old}"));
    assert_eq!(refused(new, 32, config(2)), "the snapshot is of another machine: its XLEN is 64, here it is 32");
    assert_eq!(refused(new, 64, config(4)), "the snapshot is of another machine: its number of harts is 2, here it is 4");
    let ram = MachineConfig { ram_bytes: 2 * RAM_BYTES, ..config(2) };
    assert!(refused(new, 64, ram).contains("its RAM is 1048576 bytes, here it is 2097152 bytes"));
    let wall = MachineConfig { time: emulator::TimeSource::Wall, ..config(2) };
    assert!(refused(new, 64, wall).contains("its clock is 100 instructions to a tick"));
    let none = with_revision(new, 64, Refused(b"\x7fELF and more than enough bytes", config(2)));
    assert_eq!(none.unwrap(), "not a snapshot");
    let mut other_format = file.clone();
    other_format[20] += 1;
    assert_eq!(
        with_revision(new, 64, Refused(&other_format, config(2))).unwrap(),
        "the snapshot is of format 2, this program reads format 1"
    );
}

#[test]
fn damage_is_an_error_and_never_more() {
    let revision = REVISIONS[REVISIONS.len() - 1];
    let file = with_revision(revision, 64, Saved(1)).unwrap();
    let refused = |file: &[u8]| with_revision(revision, 64, Refused(file, config(1))).unwrap();
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
