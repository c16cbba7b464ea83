//! Integers.

use super::Random;

/// Arithmetic of every kind, depending on what came before.
pub extern "C" fn intmix(iterations: u64) -> u64 {
    let (mut a, mut b, mut c) = (0x9e37_79b9_7f4a_7c15u64, 1u64, iterations);
    for _ in 0..iterations {
        for step in 0..256u64 {
            a = a.wrapping_mul(0x2545_f491_4f6c_dd1d).rotate_left(23) ^ b;
            b = b.wrapping_add(a / 128) - (c & step);
            c = c.rotate_left(3) ^ a.wrapping_sub(b);
            if step & 31 == 0 {
                c = c.wrapping_add(a / (b | 1));
            }
        }
    }
    a ^ b ^ c
}

/// Primes below a bound.
pub extern "C" fn sieve(iterations: u64) -> u64 {
    const BOUND: usize = 4096;
    let mut count = 0;
    for at in 0..iterations {
        let mut composite = [false; BOUND];
        for n in 2..BOUND {
            if composite[n] {
                continue;
            }
            count += n as u64 ^ at;
            for multiple in (n * n..BOUND).step_by(n) {
                composite[multiple] = true;
            }
        }
    }
    count
}

/// Sorts numbers by halves, without recursion.
pub extern "C" fn sort(iterations: u64) -> u64 {
    const COUNT: usize = 512;
    let (mut sum, mut random) = (0u64, Random(88_172_645_463_325_252));
    for _ in 0..iterations {
        let mut numbers = [0u32; COUNT];
        numbers.iter_mut().for_each(|number| *number = random.next() as u32);
        numbers.sort_unstable();
        sum = sum.rotate_left(5) ^ u64::from(numbers[COUNT / 3]);
    }
    sum
}
