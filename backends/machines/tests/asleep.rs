//! A machine by the host's clock that falls asleep is woken by its timer, also
//! by one that goes off while it falls asleep.
#![allow(clippy::unwrap_used, missing_docs)]

use emulator::{Exit, MachineConfig, RAM_BASE, TimeSource};
use isa::CsrOp;
use machines::{Plan, REVISIONS};

/// As in QEMU's `virt`.
const TIME: u64 = 0x200_bff8;
const TIMER: u64 = 0x200_4000;
/// Sets the timer to some of the next 32 ticks, waits for it, counts in x6.
const PROGRAM: [u32; 7] = [
    0x0004_3283, // ld x5, 0(x8)
    0x01f3_7493, // andi x9, x6, 31
    0x0092_82b3, // add x5, x5, x9
    0x0053_b023, // sd x5, 0(x7)
    0x1050_0073, // wfi
    0x0013_0313, // addi x6, x6, 1
    0xfe9f_f06f, // j -24
];
const TIMES: u64 = 5000;

#[test]
fn a_timer_that_goes_off_while_a_machine_falls_asleep_wakes_it() {
    let plan = REVISIONS.iter().find_map(|id| Plan::of(id, 64)).expect("a machine was compiled in");
    let isa = plan.isa;
    let config = MachineConfig { ram_bytes: 1 << 20, time: TimeSource::Wall, ..MachineConfig::default() };
    let mut machine = plan.build(config).unwrap();
    for (at, word) in (0u64..).zip(PROGRAM) {
        machine.write(RAM_BASE + at * 4, &word.to_le_bytes()).unwrap();
    }
    let interrupt = isa.interrupts.iter().find(|interrupt| interrupt.1 == "MTI").unwrap().0;
    let mode = machine.mode(0);
    machine.access_csr(0, mode, isa.csr("mie").unwrap(), CsrOp::Write(1 << interrupt)).unwrap();
    for (register, value) in [(6, 0), (7, TIMER), (8, TIME)] {
        machine.set_x(0, register, value);
    }
    machine.set_pc(0, RAM_BASE);
    machine.set_limit(Some(TIMES * PROGRAM.len() as u64));
    assert_eq!(machine.run().exit, Exit::InstructionLimit, "after {} times", machine.x(0, 6));
    assert_ne!(machine.x(0, 6), 0);
}
