//! Traps into M-mode: SBI calls, the timer, missing `time`, and the rest,
//! which is handed on to HS-mode.

use crate::arch::Frame;
use crate::generated::{csr, exception, insn, interrupt, lower_memory, quirk, trap};
use crate::{harts, sbi, virt};

/// Handles a trap from below M-mode.
pub extern "C" fn handle(frame: &mut Frame) {
    let cause = csr::mcause::read();
    if cause & csr::mcause::INTERRUPT != 0 {
        return handle_interrupt(cause & !csr::mcause::INTERRUPT);
    }
    match cause {
        exception::ECALL_FROM_HS => {
            sbi::call(frame);
            csr::mepc::write(csr::mepc::read() + 4);
        }
        exception::ILLEGAL_INSTRUCTION => emulate(frame),
        code => trap::hand_on(code, csr::mtval::read()),
    }
}

/// A trap out of the firmware itself: a mistake in it, which ends the run.
pub extern "C" fn own_trap() -> ! {
    panic!("trap in M-mode: mcause {:#x} mepc {:#x} mtval {:#x}", csr::mcause::read(), csr::mepc::read(), csr::mtval::read())
}

/// Machine interrupts become their supervisor counterparts.
fn handle_interrupt(code: u64) {
    match code {
        interrupt::MTI => {
            csr::mie::clear(csr::mie::MTIE);
            csr::mip::set(csr::mip::STIP);
        }
        interrupt::MSI => {
            let hart = csr::mhartid::read();
            virt::set_software_interrupt(hart, false);
            harts::serve(hart);
        }
        code => panic!("unexpected interrupt {code}"),
    }
}

/// Emulates a read of `time`; any other illegal instruction is handed on.
fn emulate(frame: &mut Frame) {
    let tval = csr::mtval::read();
    let pc = csr::mepc::read();
    // mtval may be zero: then the instruction has to be fetched. What cannot
    // be fetched is for HS-mode to find out.
    let word = match u32::try_from(tval) {
        Ok(word) if word != 0 => Some(word),
        _ if trap::from_guest() && quirk::GUEST_ACCESS_SHARES_TLB => None,
        _ => lower_memory::fetch(pc),
    };
    match word.and_then(insn::time_read) {
        Some(rd) => {
            if rd != 0 {
                frame.x[rd as usize] = virt::time().wrapping_add(trap::time_delta());
            }
            csr::mepc::write(pc + 4);
        }
        None => trap::hand_on(exception::ILLEGAL_INSTRUCTION, tval),
    }
}
