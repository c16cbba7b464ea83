//! What is written about a run: traps. Retired instructions are in `commit`.

use std::io::Write;

use isa::{Revision, Target, Trap};

use crate::names::Isa;

/// A trap that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrapRecord {
    /// The hart.
    pub hart: usize,
    /// What was taken.
    pub trap: Trap,
    /// Privilege and V before.
    pub from: (u64, bool),
    /// Where it went.
    pub target: Target,
    /// Address of the instruction that trapped, or that was not executed.
    pub pc: u64,
    /// Address of the handler.
    pub handler: u64,
}

/// Manual's name of a mode.
pub fn mode_name((prv, v): (u64, bool)) -> &'static str {
    match (prv, v) {
        (0, false) => "U",
        (0, true) => "VU",
        (1, false) => "HS",
        (1, true) => "VS",
        _ => "M",
    }
}

/// Writes a line about a trap, in the style of QEMU's `-d int`.
pub(crate) fn write_trap<R: Revision>(sink: &mut dyn Write, record: &TrapRecord) {
    let TrapRecord { hart, trap, from, target, pc, handler } = record;
    let exception = &trap.exception;
    // A sink that fails must not stop the guest.
    let _ = writeln!(
        sink,
        "trap: hart:{hart}, async:{}, cause:{} {}, {}->{target:?}, epc:{pc:#x}, tval:{:#x}, gpa:{:#x}, tinst:{:#x}, handler:{handler:#x}",
        u8::from(trap.interrupt),
        exception.code,
        Isa::of::<R>().cause(trap),
        mode_name(*from),
        exception.tval,
        exception.gpa,
        exception.tinst,
    );
}
