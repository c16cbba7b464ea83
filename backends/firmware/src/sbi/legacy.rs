//! SBI 0.1: one function per extension, result in a0 alone.

use super::extensions::all;
use super::{Call, set_timer};
use crate::generated::lower_memory;
use crate::harts::{self, Request};
use crate::virt::{self, Finish};

const SET_TIMER: u64 = 0;
const CONSOLE_PUTCHAR: u64 = 1;
const CONSOLE_GETCHAR: u64 = 2;
const CLEAR_IPI: u64 = 3;
const SEND_IPI: u64 = 4;
const REMOTE_FENCE_I: u64 = 5;
const REMOTE_SFENCE_VMA: u64 = 6;
const REMOTE_SFENCE_VMA_ASID: u64 = 7;
const SHUTDOWN: u64 = 8;

/// The result of a legacy call; None if it is none.
pub fn serve(call: &Call) -> Option<i64> {
    match call.extension {
        SET_TIMER => set_timer(call.args[0]),
        CONSOLE_PUTCHAR => virt::put(call.args[0] as u8),
        CONSOLE_GETCHAR => return Some(virt::get().map_or(-1, i64::from)),
        CLEAR_IPI => return Some(clear_ipi().into()),
        SEND_IPI => harts::interrupt(chosen(call.args[0])),
        REMOTE_FENCE_I => harts::fence(chosen(call.args[0]), Request::FenceI),
        REMOTE_SFENCE_VMA | REMOTE_SFENCE_VMA_ASID => harts::fence(chosen(call.args[0]), Request::Sfence),
        SHUTDOWN => virt::finish(Finish::Success),
        _ => return None,
    }
    Some(0)
}

/// The harts of a mask in the caller's memory; all of them if it passes 0.
fn chosen(mask: u64) -> impl Iterator<Item = u64> {
    let mask = if mask == 0 { all() } else { lower_memory::word(mask).unwrap_or(0) & all() };
    (0..64).filter(move |hart| mask >> hart & 1 != 0)
}

/// Withdraws the software interrupt; whether there was one.
fn clear_ipi() -> bool {
    use crate::generated::csr::mip;
    let pending = mip::read() & mip::SSIP != 0;
    mip::clear(mip::SSIP);
    pending
}
