//! External interrupts of the host: those of devices that guests drive.
//!
//! The hart that boots takes them. One stays claimed until its guest has
//! completed it: until then the controller holds the next one back, and
//! nothing has to be masked.

use crate::arch::{read_device, write_device};
use crate::generated::csr;
use crate::hart::Hart;
use crate::vm::{Vm, World};
use alloc::vec::Vec;
use deployment::Guest;
use devicetree::Controller;
use spin::Once;

/// Registers of the controller.
const PRIORITY_STRIDE: u64 = 4;
const ENABLE: u64 = 0x2000;
const ENABLE_STRIDE: u64 = 0x80;
const CONTEXT: u64 = 0x20_0000;
const CONTEXT_STRIDE: u64 = 0x1000;
const CLAIM: u64 = 4;

static EXTERNAL: Once<External> = Once::new();

/// The controller, and whose its interrupts are.
struct External {
    threshold: u64,
    lines: Vec<Line>,
}

/// An interrupt of the host, and what it is to a guest.
struct Line {
    host: u32,
    vm: &'static Vm,
    source: u32,
}

/// Enables interrupts that are guests', on this hart; called once, by the one that boots.
pub fn set_up(controller: Option<Controller>, vms: &[&'static Vm], guests: &[Guest]) {
    let of = |(vm, guest): (&&'static Vm, &Guest)| {
        let devices = guest.passthrough.iter().filter(|device| device.host_source != 0 && device.source != 0);
        let vm = *vm;
        devices.map(move |device| Line { host: device.host_source, vm, source: device.source }).collect::<Vec<Line>>()
    };
    let lines: Vec<Line> = vms.iter().zip(guests).flat_map(of).collect();
    if lines.is_empty() {
        return;
    }
    let Some(Controller { at, context }) = controller else {
        println!("hypervisor: the device tree tells of no interrupt controller; devices of guests do not interrupt");
        return;
    };
    let threshold = at + CONTEXT + context * CONTEXT_STRIDE;
    for line in &lines {
        line.vm.bus().plic().pass(line.source);
        write_device(at + u64::from(line.host) * PRIORITY_STRIDE, 1);
        let word = at + ENABLE + context * ENABLE_STRIDE + u64::from(line.host / u32::BITS) * 4;
        write_device(word, read_device(word) | 1 << (line.host % u32::BITS));
    }
    write_device(threshold, 0);
    EXTERNAL.call_once(|| External { threshold, lines });
    csr::sie::set(csr::sie::SEIE);
}

/// Gives guests the interrupts that are pending. To be called by the hart that boots.
pub fn serve(hart: &Hart) {
    let Some(external) = EXTERNAL.get() else { return };
    loop {
        let source = read_device(external.threshold + CLAIM);
        if source == 0 {
            return;
        }
        match external.lines.iter().find(|line| line.host == source) {
            Some(line) => line.vm.bus().set_line(line.source, true, World::new(line.vm, Some(hart)).context()),
            None => write_device(external.threshold + CLAIM, source),
        }
    }
}

/// A guest has completed interrupts, a bit each: the next may come.
pub fn complete(vm: &Vm, sources: u64) {
    let Some(external) = EXTERNAL.get() else { return };
    let is_done = |line: &&Line| core::ptr::eq(line.vm, vm) && sources >> line.source & 1 != 0;
    external.lines.iter().filter(is_done).for_each(|line| write_device(external.threshold + CLAIM, line.host));
}
