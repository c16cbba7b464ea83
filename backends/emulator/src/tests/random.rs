//! Random programs: blocks, near memory and kept translations against one
//! instruction at a time by tables that are walked for each access.

use super::asm::*;
use super::double::{MEPC, MIE, MTVEC, STATUS_MIE};
use super::world::*;
use crate::{Emulator, MachineConfig, Step};

/// Instructions of a program.
const LENGTH: usize = 96;
/// Steps of a run.
const STEPS: u64 = 6000;
const HANDLER: u64 = RAM + 0x1000;

struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % n
    }

    /// A register that no address is kept in.
    fn reg(&mut self) -> u32 {
        self.below(8) as u32
    }

    fn instruction(&mut self, at: usize) -> u32 {
        let (a, b, c) = (self.reg(), self.reg(), self.reg());
        let data = 8 * self.below(64) as i32 + self.below(40) as i32 / 39;
        let to = self.below(LENGTH as u64) as i32;
        let jump = (to - at as i32) * 4;
        match self.below(40) {
            0..=7 => addi(a, b, self.below(64) as i32 - 32),
            8..=11 => add(a, b, c),
            12..=14 => xor(a, b, c),
            15..=19 => ld(a, 10, data),
            20..=23 => sd(a, 10, data),
            24..=26 => bne(a, b, jump),
            27..=28 => bne(a, 0, jump.clamp(-40, -4)),
            29 => jal(a, jump),
            // Self-modifying: a word of the program that is a valid instruction.
            30 => sw(12, 11, 4 * to),
            31 => csrrs(a, super::double::INSTRET, 0),
            32 => csrrw(a, MEPC, b),
            33 => ECALL,
            34 => ld(a, 13, data),
            35 => csrrs(a, super::double::TIME, 0),
            36 => amoadd(a, b, 10),
            37 => lr(a, 10),
            38 => sc(a, b, 10),
            _ => 0x0001_0001,
        }
    }
}

/// A machine with the program of a seed, in S-mode behind page tables or in M-mode.
fn world(seed: u64, keep_translations: bool) -> World<true> {
    let config = MachineConfig { keep_translations, max_instructions: Some(STEPS), ..config() };
    let mut w = World::<true>::of(Emulator::new(config).unwrap());
    let mut random = Random(seed);
    let program: Vec<u32> = (0..LENGTH).map(|at| random.instruction(at)).chain([jal(0, -4 * LENGTH as i32)]).collect();
    w.program(&program);
    // The handler goes on behind what trapped, or at the beginning.
    let back = [csrrs(20, MEPC, 0), addi(20, 20, 4), csrrw(0, MEPC, 20), MRET];
    w.emulator.write_ram(HANDLER, &back.map(u32::to_le_bytes).concat()).unwrap();
    w.csr(MTVEC, HANDLER);
    w.map(RAM, RAM, 2, RWX);
    // The same data once more, by pages that are partly not there.
    w.map(VA, DATA, 0, RWX & !A & !D);
    w.enable(false, 1, 0);
    if !seed.is_multiple_of(3) {
        w.emulator.change_state(0, |s| s.prv = 1);
        w.emulator.set_x(0, 13, VA);
    } else {
        w.emulator.set_x(0, 13, DATA);
    }
    if seed.is_multiple_of(2) {
        // The timer interrupts once, somewhere.
        w.store(0x0200_4000, 8, seed % 40, isa::Access { prv: 3, ..access(isa::Kind::Store, false) }).unwrap();
        w.csr(MIE, 1 << 7);
        w.status(STATUS_MIE);
    }
    w.emulator.set_x(0, 10, DATA);
    w.emulator.set_x(0, 11, RAM);
    w.emulator.set_x(0, 12, u64::from(addi(3, 3, 7)));
    w.emulator.set_pc(0, RAM);
    w
}

const VA: u64 = 0x40_2000;

/// All that a program can see.
fn sight(w: &mut World<true>) -> (Vec<u64>, u64, super::double::State, Vec<u8>, u64) {
    let registers = (0..32).map(|reg| w.emulator.x(0, reg)).collect();
    let ram = [w.emulator.read_ram(RAM, 0x2000).unwrap(), w.emulator.read_ram(DATA, 0x1000).unwrap()].concat();
    (registers, w.emulator.pc(0), w.emulator.state(0).clone(), ram, w.emulator.instructions())
}

#[test]
fn blocks_do_what_single_steps_do() {
    let seeds = if cfg!(debug_assertions) { 40 } else { 400 };
    let mut complete = 0;
    for seed in 1..=seeds {
        let mut fast = world(seed, true);
        fast.emulator.run();
        let mut slow = world(seed, false);
        while slow.emulator.instructions() < fast.emulator.instructions() {
            if slow.emulator.step(0) == Step::Waiting {
                break;
            }
        }
        assert_eq!(sight(&mut fast), sight(&mut slow), "seed {seed}");
        complete += u64::from(fast.emulator.instructions() == STEPS);
    }
    assert!(complete > seeds / 2, "{complete} of {seeds} programs ran to the limit");
}

/// Wherever a run is stopped, it is where the steps are.
#[test]
fn any_budget_is_exact() {
    let mut slow = world(5, false);
    let mut last = 0;
    for steps in (1..400).chain([1000, 2500, 4999]) {
        let config = MachineConfig { max_instructions: Some(steps), ..config() };
        let mut fast = world(5, true);
        let mut limited = World::<true>::of(Emulator::new(config).unwrap());
        std::mem::swap(&mut fast.emulator.core.hart, &mut limited.emulator.core.hart);
        std::mem::swap(&mut fast.emulator.core.bus, &mut limited.emulator.core.bus);
        limited.emulator.run();
        for _ in last..steps {
            slow.emulator.step(0);
        }
        last = steps;
        assert_eq!(sight(&mut limited), sight(&mut slow), "after {steps} steps");
    }
}
