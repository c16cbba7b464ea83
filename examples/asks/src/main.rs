//! Makes SBI calls that nobody knows but, perhaps, another guest.
#![no_std]
#![no_main]

use guest_rt::{println, sbi};

guest_rt::main!(main);

/// An extension of a vendor that does not exist.
const SUMS: u64 = 0x0900_0001;
const CALLS: u64 = 200;

fn main() {
    println!("asks: there is such an extension: {}", sbi::offers(SUMS));
    let right = (0..CALLS).filter(|n| sbi::call(SUMS, 1, [*n, 2 * n, 3 * n]) == (0, 6 * n)).count();
    println!("asks: {right} sums are right");
    let (error, _) = sbi::call(SUMS, 7, [0; 3]);
    println!("asks: another function: {error}");
    // After this one the other guest is not there any more.
    let (error, _) = sbi::call(SUMS, 2, [0; 3]);
    println!("asks: the last call: {error}");
    println!("asks: there is such an extension: {}", sbi::offers(SUMS));
    println!("asks: done");
}
