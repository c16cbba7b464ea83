//! Floating-point registers.

use core::arch::naked_asm;
use guest_rt::random::Random;
use guest_rt::set_csr;

/// `sstatus.FS`, all of it: changed.
const FS: u64 = 3 << 13;

/// Writes something else to all of them, most of the time.
pub fn change(random: &mut Random) {
    if random.below(4) == 0 {
        return;
    }
    let mut values = [0; 32];
    values.iter_mut().for_each(|value| *value = random.draw());
    set_csr!(sstatus, FS);
    // SAFETY: the unit is on, and it reads 32 numbers.
    unsafe { fill(values.as_ptr()) };
}

#[unsafe(naked)]
unsafe extern "C" fn fill(_values: *const u64) {
    naked_asm!(
        ".option push",
        ".option arch, +d",
        ".irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31",
        "fld f\\n, 8*\\n(a0)",
        ".endr",
        ".option pop",
        "ret",
    )
}
