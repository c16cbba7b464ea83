//! Does what no guest should, and prints what it got for it: an exception, an
//! error, or nothing. It is what a machine without hypervisor would give, so
//! it is the same on every revision.
#![no_std]
#![no_main]

mod calls;
mod csrs;
mod memory;
mod probe;
mod tables;

use guest_rt::println;

guest_rt::main!(main);

fn main() {
    probe::set_up();
    memory::run_all();
    csrs::run_all();
    calls::run_all();
    tables::run_all();
    println!("hostile: done");
}
