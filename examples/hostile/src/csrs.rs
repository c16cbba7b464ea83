//! Every CSR of HS-mode and M-mode, and the instructions that only they have.

use crate::pieces;
use crate::probe::{Outcome, run, run_as_user, say};
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
use guest_rt::println;

const ILLEGAL: u64 = 2;
/// Where a level begins and ends in CSR numbers, of which there are 4096.
const LEVELS: [(&str, u32); 2] = [("HS-mode", 2), ("M-mode", 3)];

/// An instruction and a return, to be written over.
#[repr(C, align(4))]
struct Code([AtomicU32; 2]);

static CODE: Code = Code([AtomicU32::new(0), AtomicU32::new(0x0000_8067)]);

/// Executes a word in S-mode.
fn execute(word: u32) -> Outcome {
    CODE.0[0].store(word, Relaxed);
    // SAFETY: a fence only orders accesses.
    unsafe { core::arch::asm!("fence.i") };
    let code = CODE.0.as_ptr();
    // SAFETY: two instructions are there, of which the second returns.
    let code = unsafe { core::mem::transmute::<*const AtomicU32, crate::probe::Code>(code) };
    run(code, 0, 0)
}

pieces! {
    hypervisor_load("li a0, 0", ".4byte 0x60054573");
    user_return("sret");
    user_fence("sfence.vma");
    user_wait_status("csrr a0, sstatus");
    user_call("ecall");
}

/// Runs all of it.
pub fn run_all() {
    println!("hostile: registers and instructions of others");
    for (name, level) in LEVELS {
        let all = (0..4096).filter(|number| number >> 8 & 3 == level);
        let (mut read, mut written, mut there) = (0, 0, 0);
        for number in all {
            there += 1;
            // csrr a0, number; csrrw a0, number, a1
            read += u32::from(matches!(execute(number << 20 | 0x2573), Outcome::Trap(ILLEGAL, _)));
            written += u32::from(matches!(execute(number << 20 | 0x5_9573), Outcome::Trap(ILLEGAL, _)));
        }
        println!("hostile: of {there} registers of {name}: {read} reads and {written} writes refused");
    }
    for (name, word) in INSTRUCTIONS {
        say(name, execute(word));
    }
    say("HLV", run(hypervisor_load, 0, 0));
    for (name, code) in USER {
        say(name, run_as_user(code, 0, 0));
    }
    random();
}

const INSTRUCTIONS: [(&str, u32); 5] =
    [("HFENCE.GVMA", 0x6200_0073), ("HFENCE.VVMA", 0x2200_0073), ("MRET", 0x3020_0073), ("a word of zeros", 0), ("a word of ones", !0)];

const USER: [(&str, crate::probe::Code); 4] = [
    ("SRET in U-mode", user_return),
    ("SFENCE.VMA in U-mode", user_fence),
    ("sstatus in U-mode", user_wait_status),
    ("ECALL in U-mode", user_call),
];

/// Words of the custom opcodes, which no extension has.
fn random() {
    let mut number: u64 = 1;
    let mut refused = 0;
    for _ in 0..500 {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let word = (number >> 32) as u32 & !0x7f | [0x0b, 0x2b, 0x5b, 0x7b][(number >> 20 & 3) as usize];
        refused += u32::from(matches!(execute(word), Outcome::Trap(ILLEGAL, _)));
    }
    println!("hostile: of 500 words that mean nothing: {refused} refused");
}
