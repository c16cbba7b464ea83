//! Floating point, double precision.

use core::arch::asm;

const N: usize = 24;

/// Multiplies matrices.
pub extern "C" fn matmul(iterations: u64) -> u64 {
    let (mut a, mut b) = ([[0.0f64; N]; N], [[0.0f64; N]; N]);
    for (row, (a, b)) in a.iter_mut().zip(&mut b).enumerate() {
        for (column, (a, b)) in a.iter_mut().zip(b).enumerate() {
            (*a, *b) = (1.0 / (row + column + 1) as f64, (row * N + column) as f64 / 64.0);
        }
    }
    let mut trace = 0.0;
    for _ in 0..iterations {
        let mut c = [[0.0; N]; N];
        for row in 0..N {
            for column in 0..N {
                c[row][column] = (0..N).map(|k| a[row][k] * b[k][column]).sum();
            }
        }
        trace += (0..N).map(|at| c[at][at]).sum::<f64>();
        a[0][0] += 1.0 / 64.0;
    }
    trace.to_bits()
}

/// Bodies that attract each other.
pub extern "C" fn nbody(iterations: u64) -> u64 {
    const BODIES: usize = 5;
    const STEP: f64 = 0.01;
    let mut place = [[0.0f64; 3]; BODIES];
    let mut speed = [[0.0f64; 3]; BODIES];
    for at in 0..BODIES {
        let n = at as f64;
        place[at] = [n * 1.25 - 2.0, n * n * 0.5 - 1.0, 2.0 - n * 0.75];
        speed[at] = [0.25 - n * 0.125, n * 0.0625, 0.125];
    }
    for _ in 0..iterations * 8 {
        for one in 0..BODIES {
            for other in one + 1..BODIES {
                let apart: [f64; 3] = core::array::from_fn(|axis| place[one][axis] - place[other][axis]);
                let square = apart.iter().map(|d| d * d).sum::<f64>() + 0.0625;
                let pull = STEP / (square * root(square));
                for axis in 0..3 {
                    speed[one][axis] -= apart[axis] * pull;
                    speed[other][axis] += apart[axis] * pull;
                }
            }
        }
        for (place, speed) in place.iter_mut().flatten().zip(speed.iter().flatten()) {
            *place += STEP * speed;
        }
    }
    place.iter().flatten().fold(0, |sum, x| sum ^ x.to_bits())
}

/// Square root: `core` has none.
fn root(x: f64) -> f64 {
    let y: f64;
    // SAFETY: it only computes.
    unsafe { asm!("fsqrt.d {}, {}", out(freg) y, in(freg) x, options(pure, nomem, nostack)) };
    y
}
