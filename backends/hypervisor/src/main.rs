//! HS-mode hypervisor: runs guests in VS-mode and says how they ended.
//!
//! Reading order: `arch` (start, the exit path, memory: the only `unsafe`),
//! `machine` and `hart` (which vCPU runs where), `vcpu` and `vm` (a guest),
//! `exit` (why one left, and what follows), `external` (interrupts of devices
//! that guests drive), `access`, `emulate` and `sbi` and `handler` (what
//! it is given), `stage` (its memory), `host` (the services of the firmware).
//! Nothing here knows a revision, a CSR number, a cause number or a bit
//! position: those are in `generated`.
#![no_std]
#![no_main]

extern crate alloc;

#[macro_use]
mod console;
mod access;
mod arch;
mod drivers;
mod emulate;
mod exit;
mod external;
mod handler;
mod hart;
mod host;
mod machine;
mod monitor;
mod mover;
mod parts;
mod platform;
mod report;
mod sbi;
mod stage;
mod vcpu;
mod vm;

include!(concat!(env!("OUT_DIR"), "/generated.rs"));

use crate::arch::memory;
use crate::hart::Hart;
use crate::machine::Machine;
use crate::platform::Platform;
use alloc::vec::Vec;
use core::panic::PanicInfo;
use deployment::{Blob, Broken};
use generated::{PROFILE, REVISION};

/// Most bytes of the heap, which holds what is known of guests and what RAM
/// disks have been written.
const HEAP: u64 = 32 << 20;
/// How often devices look for what is typed, in a second.
const LOOKS: u64 = 50;

/// Runs once, on the boot hart, with a stack and zeroed memory.
extern "C" fn hypervisor_main(hart: u64, fdt: u64) -> ! {
    println!("hypervisor: revision {REVISION} profile {PROFILE} on hart {hart}");
    host::set_up();
    arch::set_up();
    let start = memory::deployment_start();
    let tree = memory::tree(fdt);
    let Some((tree, ram_end)) = tree.and_then(|tree| Some((tree, tree.ram_end(start)?))) else {
        give_up(format_args!("the firmware passed no device tree with RAM at {start:#x}"))
    };
    let packed = memory::deployment(ram_end);
    let length = deployment::length(packed).unwrap_or_else(|broken| no_guests(broken));
    let heap_start = start + length;
    let heap_end = memory::set_up_heap(heap_start, HEAP.min((ram_end - heap_start) / 8));
    let Some(platform) = Platform::read(tree, hart) else {
        give_up(format_args!("the device tree of the firmware says nothing of harts, or of their clock"))
    };
    let blob = Blob::read(&packed[..length as usize]).unwrap_or_else(|broken| no_guests(broken));
    let ram = blob.deployment.guests.iter().flat_map(|guest| &guest.ram);
    memory::set_up_pool(heap_end, ram_end, ram.filter_map(|ram| Some(ram.host?..ram.host? + ram.bytes)).collect());
    run(hart, &platform, &blob)
}

/// Ends the machine: what is there is no deployment, or is broken.
fn no_guests(broken: Broken) -> ! {
    match broken {
        Broken::NotABlob => give_up(format_args!("no guest; `draftvisor image` puts some behind it")),
        broken => give_up(format_args!("{broken}")),
    }
}

/// Makes the machine of harts and guests, and starts both.
fn run(boot: u64, platform: &Platform, blob: &Blob<'static>) -> ! {
    let (bits, has_float) = hart::probe();
    let ids = platform.harts.iter().copied().filter(|id| *id != boot && *id < 64 && host::has_harts());
    let ids: Vec<u64> = core::iter::once(boot).chain(ids).collect();
    let stacks = ids.iter().enumerate().map(|(place, id)| Some(Hart::new(place as u32, *id, memory::stack()?)));
    let Some(harts) = stacks.collect::<Option<Vec<Hart>>>() else { give_up(format_args!("no memory for stacks")) };
    let (vms, drivers) = match parts::guests(blob, &harts, platform) {
        Ok(parts) => parts,
        Err(why) => give_up(format_args!("{why}")),
    };
    let is_heard = blob.deployment.console.is_some() || blob.deployment.monitor;
    let look = if is_heard { platform.frequency / LOOKS } else { u64::MAX };
    if is_heard {
        monitor::set_up(&blob.deployment);
    }
    mover::set_up(drivers);
    external::set_up(platform.controller, &vms, &blob.deployment.guests);
    let bits = blob.deployment.vmid_bits.map_or(bits, |most| bits.min(most));
    let machine = Machine::make(harts, vms, bits, has_float, platform.frequency, look);
    println!("hypervisor: guest starts");
    let here = &machine.harts[0];
    for (vm, guest) in machine.vms.iter().zip(&blob.deployment.guests) {
        if !vm.has_ended() {
            vm.start(0, guest.entry, guest.argument, here);
        }
    }
    if !blob.deployment.monitor {
        // Nobody could start what was left out.
        machine.settle();
    }
    for hart in &machine.harts[1..] {
        let (address, argument) = arch::secondary(hart);
        if !host::start(hart.id, address, argument) {
            println!("hypervisor: hart {} does not start", hart.id);
        }
    }
    arch::run(here)
}

/// Ends the machine before any guest runs.
fn give_up(why: core::fmt::Arguments<'_>) -> ! {
    println!("hypervisor: {why}");
    host::finish(false)
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    console::print_last_line(format_args!("hypervisor: {info}"));
    host::finish(false)
}
