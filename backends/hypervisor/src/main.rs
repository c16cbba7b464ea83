//! HS-mode hypervisor: runs one guest in VS-mode and says how it ended.
//!
//! Reading order: `arch` (start, host traps, memory: the only `unsafe`),
//! `stage` (the guest's memory), `vm` (the run loop), `guest` (what the guest
//! sees), `host` (the services of the firmware). Nothing here knows a
//! revision, a CSR number, a cause number or a bit position: those are in
//! `generated`.
#![no_std]
#![no_main]

#[macro_use]
mod console;
mod arch;
mod guest;
mod host;
mod image;
mod report;
mod stage;
mod vm;

include!(concat!(env!("OUT_DIR"), "/generated.rs"));

use core::panic::PanicInfo;

/// Runs once, on the boot hart, with a stack and zeroed memory.
extern "C" fn hypervisor_main(hart: u64, _fdt: u64) -> ! {
    println!("hypervisor: revision {} profile {} on hart {hart}", generated::REVISION, generated::PROFILE);
    arch::set_up();
    if image::SEGMENTS.is_empty() {
        println!("hypervisor: no guest; build with DRAFTVISOR_GUEST=path");
        host::finish(false);
    }
    let mut vm = vm::Vm::new(image::ENTRY);
    println!("hypervisor: guest starts");
    let end = vm.run();
    report::summary(&vm.report, &end);
    host::finish(end == report::End::Shutdown)
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    println!("hypervisor: {info}");
    host::finish(false)
}
