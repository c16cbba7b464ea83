//! Drives the UART by loads and stores of every width, compressed ones too.
#![no_std]
#![no_main]

use core::arch::asm;
use guest_rt::println;

/// The UART of the `virt` machine.
const UART: u64 = 0x1000_0000;
const DATA: u64 = UART;
const LINE_CONTROL: u64 = UART + 3;
const LINE_8_BITS: u64 = 3;
const LINE_LATCH: u64 = 1 << 7;
const MODEM_CONTROL: u64 = UART + 4;
const LINE_STATUS: u64 = UART + 5;
const SCRATCH: u64 = UART + 7;
const LINE_CAN_SEND: u64 = 1 << 5;
/// Where no device is.
const NOTHING: u64 = 0x2000_0000;

/// Loads from an address, by one kind of instruction.
type Load = fn(u64) -> u64;
/// Stores to an address, by one kind of instruction.
type Store = fn(u64, u64);

/// Defines a function that loads by one instruction.
macro_rules! loads {
    ($($name:ident $insn:literal)*) => {$(
        fn $name(address: u64) -> u64 {
            let value: u64;
            // SAFETY: the address is a register of the UART.
            unsafe {
                asm!(".option push", ".option arch, +c", concat!($insn, " a0, 0(a1)"),
                    ".option pop", out("a0") value, in("a1") address, options(nostack))
            };
            value
        }
    )*};
}

/// Defines a function that stores by one instruction.
macro_rules! stores {
    ($($name:ident $insn:literal)*) => {$(
        fn $name(address: u64, value: u64) {
            // SAFETY: the address is a register of the UART.
            unsafe {
                asm!(".option push", ".option arch, +c", concat!($insn, " a0, 0(a1)"),
                    ".option pop", in("a0") value, in("a1") address, options(nostack))
            };
        }
    )*};
}

loads! { lb "lb" lbu "lbu" lh "lh" lhu "lhu" lw "lw" lwu "lwu" ld "ld" c_lw "c.lw" c_ld "c.ld" }
stores! { sb "sb" sh "sh" sw "sw" sd "sd" c_sw "c.sw" c_sd "c.sd" }

guest_rt::main!(main);

fn main() {
    let stores: [(&str, Store); 6] = [("sb", sb), ("sh", sh), ("sw", sw), ("sd", sd), ("c.sw", c_sw), ("c.sd", c_sd)];
    for (name, store) in stores {
        print("mmio: printed by ", sb);
        print(name, store);
        print("\n", store);
    }
    sb(SCRATCH, 0xa5);
    println!("mmio: lb {:#x} lbu {:#x}", lb(SCRATCH), lbu(SCRATCH));
    sw(MODEM_CONTROL, 0x15);
    let wide: [(&str, Load); 5] = [("lh", lh), ("lhu", lhu), ("lw", lw), ("lwu", lwu), ("c.lw", c_lw)];
    for (name, load) in wide {
        println!("mmio: {name} {:#x}", load(MODEM_CONTROL));
    }
    // Eight bytes are aligned at the first register only, which holds the
    // divisor while the latch is on.
    sb(LINE_CONTROL, LINE_LATCH);
    sd(DATA, 0x26);
    let divisor = (ld(DATA), c_ld(DATA));
    sb(LINE_CONTROL, LINE_8_BITS);
    println!("mmio: ld {:#x} c.ld {:#x}", divisor.0, divisor.1);
    println!("mmio: line status {:#x}", lbu(LINE_STATUS));
    nothing();
    println!("mmio: done");
}

fn print(text: &str, store: Store) {
    for byte in text.bytes() {
        while lbu(LINE_STATUS) & LINE_CAN_SEND == 0 {}
        store(DATA, byte.into());
    }
}

/// Where no device is, an access faults.
fn nothing() {
    guest_rt::trap::on_trap(|trap| {
        println!("mmio: no device: cause {} address {:#x}", trap.cause, trap.tval);
        trap.skip();
    });
    sw(NOTHING, 1);
    lw(NOTHING);
}
