//! Answers SBI calls of other guests, until one asks it to end.
#![no_std]
#![no_main]

use core::sync::atomic::{AtomicU64, Ordering::SeqCst};
use guest_rt::csr::{SSI, wait};
use guest_rt::{clear_csr, println, sbi, set_csr};

guest_rt::main!(main);

/// The extension of who answers: to fetch a call, and to answer one.
const ANSWERS: u64 = 0x0a00_4456;
const FETCH: u64 = 0;
const ANSWER: u64 = 1;

const BASE: u64 = 0x10;
const SUMS: u64 = 0x0900_0001;
const NOT_SUPPORTED: u64 = -2_i64 as u64;

static CALL: [AtomicU64; 11] = [const { AtomicU64::new(0) }; 11];

fn main() {
    set_csr!(sie, SSI);
    let mut count = 0;
    loop {
        wait();
        clear_csr!(sip, SSI);
        while sbi::call(ANSWERS, FETCH, [CALL.as_ptr() as u64, 0, 0]) == (0, 1) {
            let [token, _guest, _vcpu, extension, function, a, b, c, ..] = CALL.each_ref().map(|word| word.load(SeqCst));
            let (error, value) = match (extension, function) {
                (BASE, _) => (0, u64::from(a == SUMS)),
                (SUMS, 1) => (0, a + b + c),
                (SUMS, 2) => {
                    println!("answers: {count} calls");
                    return;
                }
                _ => (NOT_SUPPORTED, 0),
            };
            count += 1;
            assert!(sbi::call(ANSWERS, ANSWER, [token + 1, error, value]).0 != 0, "an answer to no call");
            assert!(sbi::call(ANSWERS, ANSWER, [token, error, value]).0 == 0, "the answer was refused");
            assert!(sbi::call(ANSWERS, ANSWER, [token, error, value]).0 != 0, "the same call has two answers");
        }
    }
}
