//! How the guest ended, and how often it left.

use crate::generated::{PROFILE, REVISION, Vcpu};

/// Exits by cause.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report {
    /// Host interrupts.
    pub interrupts: u64,
    /// SBI calls.
    pub calls: u64,
    /// First touches of a page.
    pub pages: u64,
    /// Accesses to the emulated UART.
    pub devices: u64,
    /// Instructions to emulate, and illegal ones.
    pub instructions: u64,
    /// Everything else.
    pub others: u64,
}

/// How a guest ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It shut down.
    Shutdown,
    /// It asked for a restart, which this machine does not offer.
    Restart,
    /// It shut down and gave a reason other than success.
    Failure(u64),
    /// It cannot go on.
    Stuck(&'static str),
    /// It left for a cause that the hypervisor does not serve.
    Unexpected {
        /// Exception or interrupt code.
        code: u64,
        /// Trap value.
        tval: u64,
    },
}

/// Prints the one line that ends every run.
pub fn summary(report: &Report, end: &End) {
    let Report { interrupts, calls, pages, devices, instructions, others } = report;
    let total = interrupts + calls + pages + devices + instructions + others;
    println!(
        "hypervisor: revision {REVISION} profile {PROFILE}; exits {total}: interrupt {interrupts}, \
         sbi {calls}, page {pages}, mmio {devices}, instruction {instructions}, other {others}; \
         guest {}",
        Words(end)
    );
}

/// Prints the registers of a guest that did not end well.
pub fn registers(vcpu: &Vcpu) {
    println!("hypervisor: guest pc {:#018x}, in hexadecimal {:x?}", vcpu.pc, vcpu.trapped);
    for (row, values) in vcpu.x.chunks(4).enumerate() {
        let [a, b, c, d] = values else { continue };
        println!("hypervisor: x{:<2} {a:016x} {b:016x} {c:016x} {d:016x}", row * 4);
    }
}

struct Words<'a>(&'a End);

impl core::fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            End::Shutdown => f.write_str("shut down"),
            End::Restart => f.write_str("asked for a restart"),
            End::Failure(reason) => write!(f, "failed with reason {reason}"),
            End::Stuck(why) => write!(f, "stuck: {why}"),
            End::Unexpected { code, tval } => {
                write!(f, "stopped: unexpected cause {code}, trap value {tval:#x}")
            }
        }
    }
}
