//! How fast the double runs. Prints; asserts only that the run ends.

use std::time::Instant;

use super::asm::*;
use super::world::*;
use crate::{Emulator, Exit, MachineConfig};

fn measure(name: &str, v: Option<bool>, program: &[u32]) {
    let limit = if cfg!(debug_assertions) { 100_000 } else { 100_000_000 };
    let config = MachineConfig { max_instructions: Some(limit), ..config() };
    let mut w = World::<false>::of(Emulator::new(config).unwrap());
    w.program(program);
    w.emulator.set_x(0, 2, DATA);
    if let Some(v) = v {
        w.map(RAM, RAM, 2, RWX);
        w.map_guest_tables();
        for page in 0..1024 {
            w.map_g(RAM + (page << 12), RAM + (page << 12), 0, URWX);
        }
        w.map_vs(RAM, RAM, 2, RWX);
        w.enable(v, 1, 1);
        w.emulator.change_state(0, |s| (s.prv, s.v) = (1, v));
    }
    let begin = Instant::now();
    let outcome = w.emulator.run();
    let seconds = begin.elapsed().as_secs_f64();
    assert_eq!(outcome.exit, Exit::InstructionLimit);
    println!("{name}: {:.0} MIPS", outcome.instructions as f64 / seconds / 1e6);
}

#[test]
fn speed() {
    let alu = [addi(1, 1, 1), add(3, 3, 1), xor(4, 4, 3), addi(5, 5, -1), bne(1, 0, -16)];
    let copy = [ld(1, 2, 0), sd(1, 2, 8), ld(3, 2, 16), addi(1, 1, 1), sd(1, 2, 0), bne(2, 0, -20)];
    let csr = [csrrs(1, super::double::TIME, 0), addi(1, 1, 1), jal(0, -8)];
    let write = [csrrw(0, super::double::MTVEC, 2), ld(1, 2, 0), jal(0, -8)];
    for (mode, v) in [("M", None), ("S", Some(false)), ("VS", Some(true))] {
        measure(&format!("alu {mode}"), v, &alu);
        measure(&format!("copy {mode}"), v, &copy);
    }
    measure("csr read M", None, &csr);
    measure("csr write M", None, &write);
    trap();
}

/// A loop of ECALLs whose handler returns: two state changes each.
fn trap() {
    use super::double::{MEPC, MTVEC};
    let handler = [csrrs(1, MEPC, 0), addi(1, 1, 4), csrrw(0, MEPC, 1), MRET];
    let mut w = World::<false>::new();
    w.csr(MTVEC, RAM + 0x100);
    w.emulator.write_ram(RAM + 0x100, &handler.map(u32::to_le_bytes).concat()).unwrap();
    w.program(&[ECALL, jal(0, -4)]);
    w.map(RAM, RAM, 2, RWX);
    w.enable(false, 1, 0);
    w.emulator.change_state(0, |s| s.prv = 1);
    let begin = Instant::now();
    w.emulator.run();
    let rounds = w.emulator.instructions() / 6;
    println!("ecall and mret: {:.0} ns", begin.elapsed().as_secs_f64() * 1e9 / rounds as f64);
}
