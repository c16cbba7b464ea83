//! What a CSR instruction changes is heeded at once, not when the engine next
//! looks at interrupts by itself.
#![allow(clippy::unwrap_used, missing_docs)]

use emulator::{Exit, MachineConfig, RAM_BASE};
use isa::CsrOp;
use machines::{Plan, REVISIONS};

/// As in QEMU's `virt`.
const SOFTWARE_INTERRUPT: u64 = 0x200_0000;
const HANDLER: u64 = RAM_BASE + 0x100;

/// A store to the platform's software interrupt, `csrs mie, x5`, then a loop
/// that counts in x6.
fn program(mie: u16) -> [u32; 4] {
    [0x0074_2023, u32::from(mie) << 20 | 0x0002_a073, 0x0013_0313, 0xffdf_f06f]
}

#[test]
fn an_interrupt_that_gets_enabled_comes_before_the_next_instruction() {
    let mut tried = 0;
    for plan in REVISIONS.iter().flat_map(|id| [32, 64].map(|xlen| Plan::of(id, xlen))).flatten() {
        let isa = plan.isa;
        let mut machine = plan.build(MachineConfig { ram_bytes: 1 << 20, ..MachineConfig::default() }).unwrap();
        for (at, word) in (0u64..).zip(program(isa.csr("mie").unwrap())) {
            machine.write(RAM_BASE + at * 4, &word.to_le_bytes()).unwrap();
        }
        // The handler jumps to itself.
        machine.write(HANDLER, &0x0000_006fu32.to_le_bytes()).unwrap();
        let mode = machine.mode(0);
        for (csr, op) in [("mtvec", CsrOp::Write(HANDLER)), ("mstatus", CsrOp::Set(u64::MAX))] {
            machine.access_csr(0, mode, isa.csr(csr).unwrap(), op).unwrap();
        }
        let software = isa.interrupts.iter().find(|interrupt| interrupt.1 == "MSI").unwrap().0;
        for (register, value) in [(5, 1 << software), (6, 0), (7, 1), (8, SOFTWARE_INTERRUPT)] {
            machine.set_x(0, register, value);
        }
        machine.set_pc(0, RAM_BASE);
        machine.set_limit(Some(100));
        assert_eq!(machine.run().exit, Exit::InstructionLimit);
        assert_eq!((machine.pc(0), machine.x(0, 6)), (HANDLER, 0), "{} at XLEN {}", isa.revision, isa.xlen);
        tried += 1;
    }
    assert_ne!(tried, 0, "no machine was compiled in");
}
