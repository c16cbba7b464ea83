//! Asks a QEMU, by running a few instructions, what its version cannot say.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::Error;
use crate::run::run_to_end;

const LIMIT: Duration = Duration::from_secs(30);

/// The exit code by which the program says that MPV stayed 0.
const STAYED_ZERO: i32 = 42;

/// Sets bit 39 of mstatus (MPV), reads it back, and writes to the `virt`
/// machine's test finisher: 0x5555 is exit 0, 0x2A_3333 is exit 42.
const PROGRAM: [u32; 13] = [
    0x0010_0293, // li    t0, 1
    0x0272_9293, // slli  t0, t0, 39
    0x3002_a073, // csrs  mstatus, t0
    0x3000_2373, // csrr  t1, mstatus
    0x0053_7333, // and   t1, t1, t0
    0x0010_03b7, // lui   t2, 0x100
    0x0000_5e37, // lui   t3, 0x5
    0x555e_0e13, // addi  t3, t3, 0x555
    0x0003_1663, // bnez  t1, 1f
    0x002a_3e37, // lui   t3, 0x2a3
    0x333e_0e13, // addi  t3, t3, 0x333
    0x01c3_a023, // 1: sw t3, (t2)
    0x0000_006f, // j     .
];

/// Whether M-mode can set mstatus.MPV, and so enter VS by mret, in `qemu`
/// with `-cpu cpu` (`rv64`, or `rv64,x-h=true` before 7.0).
///
/// QEMU dropped such writes in 2026 (upstream 18645f1957); Debian has that
/// from 10.0.11 on.
pub fn mpv_writable(qemu: &Path, cpu: &str) -> Result<bool, Error> {
    let mut command = Command::new(qemu);
    command.args(["-machine", "virt", "-m", "32M", "-bios", "none"]);
    command.args(["-display", "none", "-monitor", "none", "-serial", "none"]);
    command.args(["-cpu", cpu]);
    // Four bytes at a time: the loader of QEMU 5.2 asserts on eight.
    for (index, word) in PROGRAM.iter().enumerate() {
        let address = 0x8000_0000u64 + 4 * index as u64;
        let device = format!("loader,addr={address:#x},data={word:#x},data-len=4");
        command.args(["-device", &device]);
    }
    let outcome = run_to_end(&mut command, "probing mstatus.MPV in QEMU", LIMIT)?;
    match outcome.status.code() {
        Some(0) => Ok(true),
        Some(STAYED_ZERO) => Ok(false),
        _ => Err(outcome.into_error(&command, "probing mstatus.MPV in QEMU")),
    }
}
