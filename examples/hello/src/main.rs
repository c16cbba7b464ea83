//! Prints, reads and writes registers of S-mode, and takes a trap.
#![no_std]
#![no_main]

use guest_rt::trap::{Trap, on_trap};
use guest_rt::{println, read_csr, sbi, write_csr};

guest_rt::main!(main);

fn main() {
    println!("hello: a plain S-mode program, running in VS-mode");
    let (major, minor) = sbi::version();
    println!("hello: SBI {major}.{minor}, DBCN {}", sbi::offers(sbi::DBCN));
    if !sbi::write("hello: this line came by the debug console\n") {
        println!("hello: the debug console refused");
    }
    let status = read_csr!(sstatus);
    println!("hello: sstatus.SIE {} SPIE {}", status >> 1 & 1, status >> 5 & 1);
    write_csr!(sscratch, 0x1234_5678_9abc_def0);
    println!("hello: sscratch {:#x}", read_csr!(sscratch));
    on_trap(trapped);
    // SAFETY: the handler skips the instruction.
    unsafe { core::arch::asm!("ebreak") };
    println!("hello: back, scause still {}", read_csr!(scause));
    println!("hello: done");
}

fn trapped(trap: &mut Trap) {
    let from_s = read_csr!(sstatus) & guest_rt::csr::SSTATUS_SPP != 0;
    println!("hello: trap, scause {} from S-mode {from_s}", trap.cause);
    trap.skip();
}
