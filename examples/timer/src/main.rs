//! Takes timer interrupts, waiting and computing, then a software interrupt
//! that it sends itself.
#![no_std]
#![no_main]

use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
use guest_rt::csr::{SSI, SSTATUS_SIE, STI, time, wait};
use guest_rt::trap::{Trap, on_trap};
use guest_rt::{clear_csr, println, sbi, set_csr};

/// Timer interrupts to take.
const TICKS: u32 = 5;
/// Those of them that come while the guest waits.
const WAITED: u32 = 3;
/// Time between them; the `virt` machine counts ten million a second.
const PERIOD: u64 = 20_000;
const SOFTWARE: u64 = 1;
const TIMER: u64 = 5;

static TICKED: AtomicU32 = AtomicU32::new(0);
static SIGNALS: AtomicU32 = AtomicU32::new(0);

guest_rt::main!(main);

fn main() {
    on_trap(interrupted);
    set_csr!(sie, STI | SSI);
    let start = time();
    sbi::set_timer(start + PERIOD);
    wait_until(|| TICKED.load(Relaxed) == WAITED);
    println!("timer: {WAITED} ticks while waiting");
    sbi::set_timer(time() + PERIOD);
    set_csr!(sstatus, SSTATUS_SIE);
    while TICKED.load(Relaxed) < TICKS {
        core::hint::spin_loop();
    }
    clear_csr!(sstatus, SSTATUS_SIE);
    let on_time = time() - start >= u64::from(TICKS) * PERIOD;
    println!("timer: {TICKS} ticks, none early: {on_time}");

    assert!(sbi::send_ipi(), "the IPI was refused");
    println!("timer: software interrupt sent, taken {}", SIGNALS.load(Relaxed));
    wait_until(|| SIGNALS.load(Relaxed) == 1);
    println!("timer: taken {}", SIGNALS.load(Relaxed));
    println!("timer: done");
}

/// Waits with interrupts off between the test and WFI, so that none is lost.
fn wait_until(condition: impl Fn() -> bool) {
    while !condition() {
        wait();
        set_csr!(sstatus, SSTATUS_SIE);
        clear_csr!(sstatus, SSTATUS_SIE);
    }
}

fn interrupted(trap: &mut Trap) {
    match trap.interrupt() {
        Some(TIMER) => {
            let n = TICKED.fetch_add(1, Relaxed) + 1;
            println!("timer: tick {n}");
            // The last one of a loop only withdraws the interrupt: on a slow
            // host the next could come before the loop has seen it.
            sbi::set_timer(if n == WAITED || n == TICKS { u64::MAX } else { time() + PERIOD });
        }
        Some(SOFTWARE) => {
            clear_csr!(sip, SSI);
            SIGNALS.fetch_add(1, Relaxed);
            println!("timer: software interrupt");
        }
        _ => panic!("unexpected {trap:x?}"),
    }
}
