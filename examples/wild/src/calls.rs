//! SBI calls with any arguments, but for those that end or stop the guest.

use crate::address;
use core::arch::asm;
use guest_rt::random::Random;

const HSM: u64 = 0x48_534d;
const SRST: u64 = 0x5352_5354;
const DBCN: u64 = 0x4442_434e;
/// BASE, TIME, IPI, RFENCE, HSM, SRST, DBCN, PMU, and some that are not there.
const EXTENSIONS: [u64; 11] = [0x10, 0x5449_4d45, 0x73_5049, 0x5246_4e43, HSM, SRST, DBCN, 0x50_4d55, 0x53555350, 0x4e41434c, 0x0a00_0000];

/// Makes one.
pub fn one(random: &mut Random) {
    let extension = match random.below(4) {
        // The legacy ones, without the last: it shuts down.
        0 => random.below(8),
        1 => random.draw() | 1 << 32,
        _ => random.of(&EXTENSIONS),
    };
    let function = if random.below(8) == 0 { random.draw() } else { random.below(8) };
    let mut args = [0; 6];
    args.iter_mut().for_each(|arg| *arg = if random.below(3) == 0 { random.below(5) } else { address::any(random) });
    match (extension, function) {
        // To stop, or to go on elsewhere.
        (HSM, 1) => return,
        (HSM, 3) => args[0] &= 0x7fff_ffff,
        (SRST, 0) => args[0] |= 4,
        // Text that is printed is short.
        (DBCN, 0) if args[0] > 8 => args[0] |= 1 << 40,
        _ => {}
    }
    // SAFETY: what the hypervisor writes to goes by the rules of SBI, to
    // memory that nothing else uses.
    unsafe {
        asm!("ecall", inlateout("a0") args[0] => _, inlateout("a1") args[1] => _, in("a2") args[2], in("a3") args[3],
            in("a4") args[4], in("a5") args[5], in("a6") function, in("a7") extension, options(nostack))
    };
}
