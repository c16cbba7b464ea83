//! A program for Linux on a guest with two virtual harts, which never ends:
//! a worker on each checks that time goes forward, that memory and disk hold
//! what was written, that the other guest answers, and that sleep ends when it
//! should. What is wrong is said in a line with `FAILED`; a report comes every
//! minute. Its argument is the guest's number, 1 or 2.
#![no_std]
#![no_main]

mod disk;
mod linux;
mod net;
mod pages;

use core::panic::PanicInfo;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed, Ordering::SeqCst};
use linux::println;

/// Virtual harts, each with a worker.
const HARTS: u64 = 2;
const MILLISECOND: u64 = 1_000_000;
const SECOND: u64 = 1000 * MILLISECOND;
/// Between two reports.
const REPORT: u64 = 60 * SECOND;
/// A guest that moves or is paused sleeps longer; one that has lost an
/// interrupt does not wake up.
const LATE: u64 = 60 * SECOND;
/// Looks at the clocks in a round.
const LOOKS: u32 = 16;

/// What the processes of this program share.
#[derive(Default)]
struct Shared {
    /// Ticks of the `time` counter, the latest that any has seen.
    ticks: AtomicU64,
    /// Nanoseconds of the kernel's clock, likewise.
    clock: AtomicU64,
    rounds: AtomicU64,
    /// Answers that came from the other guest, and questions that got none in time.
    answers: AtomicU64,
    unanswered: AtomicU64,
    /// Most that a sleep took too long.
    late: AtomicU64,
}

/// Numbers that look random.
pub struct Random(u64);

impl Random {
    /// The next one, below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The upper bits are the better ones.
        self.0.swap_bytes() % limit
    }
}

/// Called by `_start` with what the kernel has put on the stack.
extern "C" fn soak_main(stack: *const usize) -> ! {
    let me = linux::argument(stack).map_or(1, |digit| u64::from(digit - b'0'));
    let shared: &'static Shared = linux::shared();
    linux::fork(|| net::answer());
    for hart in 0..HARTS {
        linux::fork(|| work(shared, me, hart));
    }
    println!("soak: begins");
    let start = linux::clock();
    loop {
        linux::sleep(REPORT);
        let count = |counter: &AtomicU64| counter.load(Relaxed);
        println!(
            "soak: {} s, {} rounds, {} answers, {} unanswered, {} us late, {} KiB free",
            (linux::clock() - start) / SECOND,
            count(&shared.rounds),
            count(&shared.answers),
            count(&shared.unanswered),
            count(&shared.late) / 1000,
            linux::free_bytes() / 1024
        );
    }
}

/// Works for ever on one virtual hart.
fn work(shared: &Shared, me: u64, hart: u64) -> ! {
    linux::stay_on(hart);
    let mut random = Random(me * HARTS + hart);
    let mut pages = pages::Pages::new();
    let mut disk = disk::Disk::open(hart);
    let mut peer = net::Peer::new();
    for round in 0_u64.. {
        look_at_clocks(shared);
        pages.check_some(&mut random);
        disk.check(&mut random);
        // Every other time within the guest: that wakes the other virtual hart.
        let other = if round.is_multiple_of(2) { [127, 0, 0, 1] } else { [192, 168, 7, 3 - me as u8] };
        shared.unanswered.fetch_add(peer.ask(other), Relaxed);
        shared.answers.fetch_add(1, Relaxed);
        let time = if random.below(4) != 0 { random.below(20) + 1 } else { random.below(24_000) + 1 };
        sleep(shared, time * MILLISECOND);
        shared.rounds.fetch_add(1, Relaxed);
    }
    linux::exit(1)
}

/// Neither clock is behind what anyone has seen of it before.
fn look_at_clocks(shared: &Shared) {
    for _ in 0..LOOKS {
        for (seen, read) in [(&shared.ticks, linux::ticks as fn() -> u64), (&shared.clock, linux::clock)] {
            let before = seen.load(SeqCst);
            let now = read();
            assert!(now >= before, "time went back from {before} to {now}");
            seen.fetch_max(now, SeqCst);
        }
    }
}

fn sleep(shared: &Shared, nanoseconds: u64) {
    let before = linux::clock();
    linux::sleep(nanoseconds);
    let slept = linux::clock() - before;
    assert!(slept >= nanoseconds, "woke up after {slept} ns of {nanoseconds}");
    let late = slept - nanoseconds;
    shared.late.fetch_max(late, Relaxed);
    assert!(late < LATE, "woke up {late} ns too late");
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    println!("soak: FAILED: {}", info.message());
    linux::exit(1)
}
