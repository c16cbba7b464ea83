//! M-mode firmware: starts the harts, offers SBI to HS-mode and runs the
//! payload there, on hart 0 first.
//!
//! Reading order: `arch` (start and trap entry, the only `unsafe`), `virt`
//! (the machine's devices), `harts` (which there are, and what they ask of each
//! other), `trap` (who handles what), `sbi` (the services).
#![no_std]
#![no_main]

#[macro_use]
mod console;
mod arch;
mod harts;
mod sbi;
mod trap;
mod virt;

include!(concat!(env!("OUT_DIR"), "/generated.rs"));

use core::panic::PanicInfo;

/// Runs once, on the boot hart, with a stack and zeroed memory.
extern "C" fn firmware_main(hart: u64, fdt: u64) -> ! {
    println!("firmware: revision {} profile {}", generated::REVISION, generated::PROFILE);
    assert!(generated::setup::has_hypervisor(), "this hart has no hypervisor extension");
    arch::set_up(generated::has_time());
    harts::start_first(hart, fdt);
    arch::enter_payload(virt::PAYLOAD, hart, fdt)
}

/// Runs on the other harts when they are first called, and on each hart that
/// has stopped: waits to be started.
extern "C" fn secondary_main(hart: u64) -> ! {
    arch::set_up(generated::has_time());
    let (address, argument) = harts::wait_for_start(hart);
    arch::enter_payload(address, hart, argument)
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    println!("firmware: {info}");
    virt::finish(virt::Finish::Failure)
}
