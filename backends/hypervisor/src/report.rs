//! What is counted while a guest runs, and what is said when it has ended.

use crate::generated::{PROFILE, REVISION, Vcpu as Registers};
use crate::vm::Vm;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Why a guest left VS-mode or VU-mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Cause {
    /// An interrupt of the host.
    Interrupt,
    /// An SBI call. Those that the exit path answers are not counted.
    Call,
    /// RAM that was not mapped yet.
    Page,
    /// A device.
    Device,
    /// An instruction to emulate, or an illegal one.
    Instruction,
    /// Everything else.
    Other,
}

/// Words for causes, in their order.
const CAUSES: [&str; 6] = ["interrupt", "sbi", "page", "mmio", "instruction", "other"];

/// Exits of a vCPU by cause: how many, how many of them were timed, and how
/// long those took as `time` counts. Written by the hart that has it, read by any.
#[derive(Debug, Default)]
pub struct Counts {
    all: [AtomicU64; CAUSES.len()],
    timed: [AtomicU64; CAUSES.len()],
    ticks: [AtomicU64; CAUSES.len()],
}

impl Counts {
    /// Counts one exit.
    #[inline]
    pub fn count(&self, cause: Cause) {
        add(&self.all[cause as usize], 1);
    }

    /// Counts so far.
    pub fn all(&self) -> [u64; CAUSES.len()] {
        core::array::from_fn(|cause| self.all[cause].load(Relaxed))
    }

    /// Adds a time to what has been counted since `before`.
    pub fn add_time(&self, before: &[u64; CAUSES.len()], ticks: u64) {
        for (cause, count) in before.iter().enumerate() {
            if self.all[cause].load(Relaxed) != *count {
                add(&self.timed[cause], 1);
                add(&self.ticks[cause], ticks);
            }
        }
    }
}

/// Adds to a number that no other hart writes.
#[inline]
fn add(number: &AtomicU64, more: u64) {
    number.store(number.load(Relaxed) + more, Relaxed);
}

/// Exits of a guest, as the monitor shows them. Those that were not timed
/// count as the others did on average.
pub fn exits(vm: &Vm, frequency: u64) -> alloc::vec::Vec<guest::monitor::Exits> {
    let sum =
        |of: fn(&Counts) -> &[AtomicU64], cause: usize| vm.vcpus().iter().map(|vcpu| of(&vcpu.counts)[cause].load(Relaxed)).sum::<u64>();
    let exits = |(cause, name): (usize, &&'static str)| {
        let (count, timed) = (sum(|counts| &counts.all, cause), sum(|counts| &counts.timed, cause));
        let ticks = u128::from(sum(|counts| &counts.ticks, cause)) * u128::from(count) / u128::from(timed.max(1));
        let nanoseconds = (ticks * 1_000_000_000 / u128::from(frequency.max(1))) as u64;
        guest::monitor::Exits { cause: name, count, nanoseconds }
    };
    CAUSES.iter().enumerate().map(exits).collect()
}

/// How a guest ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It shut down.
    Shutdown,
    /// It begins again. Without a monitor, which could stop one that does
    /// nothing else, it does not.
    Restart,
    /// It shut down and gave a reason other than success.
    Failure(u64),
    /// The monitor stopped it.
    Stopped,
    /// It goes on elsewhere.
    Left,
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

/// Prints the line that ends every guest.
pub fn summary(vm: &Vm, end: &End) {
    let sum = |cause: usize| vm.vcpus().iter().map(|vcpu| vcpu.counts.all[cause].load(Relaxed)).sum::<u64>();
    let total: u64 = (0..CAUSES.len()).map(sum).sum();
    let counts = Row(CAUSES.iter().enumerate().map(|(n, name)| (*name, sum(n))).collect());
    println!("hypervisor: revision {REVISION} profile {PROFILE}; exits {total}: {counts}; {} {}", vm.name, Words(end));
}

/// Counts in one line.
struct Row(alloc::vec::Vec<(&'static str, u64)>);

impl core::fmt::Display for Row {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for (n, (name, count)) in self.0.iter().enumerate() {
            write!(f, "{}{name} {count}", if n == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// Prints the registers of a vCPU whose guest did not end well.
pub fn registers(name: &str, id: u32, regs: &Registers) {
    println!("hypervisor: {name} vcpu {id} pc {:#018x}", regs.pc);
    for (row, values) in regs.x.chunks(4).enumerate() {
        let [a, b, c, d] = values else { continue };
        println!("hypervisor: x{:<2} {a:016x} {b:016x} {c:016x} {d:016x}", row * 4);
    }
}

/// How a guest ended, in words.
pub struct Words<'a>(pub &'a End);

impl core::fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            End::Shutdown => f.write_str("shut down"),
            End::Restart => f.write_str("asked for a restart"),
            End::Left => f.write_str("has left"),
            End::Stopped => f.write_str("stopped by the monitor"),
            End::Failure(reason) => write!(f, "failed with reason {reason}"),
            End::Stuck(why) => write!(f, "stuck: {why}"),
            End::Unexpected { code, tval } => {
                write!(f, "stopped: unexpected cause {code}, trap value {tval:#x}")
            }
        }
    }
}
