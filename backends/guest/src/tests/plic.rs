//! The interrupt controller, alone and under many hands.

use crate::Plic;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::thread;

/// Registers of supervisor mode of a virtual hart.
fn enable(vcpu: u64) -> u64 {
    0x2000 + 0x80 * (2 * vcpu + 1)
}

fn threshold(vcpu: u64) -> u64 {
    0x20_0000 + 0x1000 * (2 * vcpu + 1)
}

fn claim(vcpu: u64) -> u64 {
    threshold(vcpu) + 4
}

/// Source `n` has priority `n % 8`.
fn plic(vcpus: u32) -> Plic {
    let plic = Plic::new(vcpus);
    for source in 1..64 {
        plic.write(source * 4, 4, source as u32);
    }
    plic
}

#[test]
fn a_source_of_the_host_goes_low_when_it_is_completed() {
    let plic = plic(1);
    plic.pass(3);
    plic.write(enable(0), 4, 1 << 3 | 1 << 4);
    plic.set_line(3, true);
    assert_eq!(plic.read(claim(0), 4), 3);
    assert_eq!((plic.take_completed(), plic.write(claim(0), 4, 3)), (0, 0), "the host says so if it is still high");
    assert_eq!((plic.take_completed(), plic.take_completed()), (1 << 3, 0));
    assert_eq!(plic.set_line(3, true), 1);
    plic.set_line(4, true);
    assert_eq!((plic.read(claim(0), 4), plic.write(claim(0), 4, 4)), (4, 1), "one of the hypervisor's own stays high");
    assert_eq!(plic.take_completed(), 0);
}

#[test]
fn a_source_is_claimed_and_completed() {
    let plic = plic(2);
    assert_eq!(plic.set_line(3, true), 0, "nobody has enabled it");
    assert_eq!(plic.write(enable(1), 4, 1 << 3), 0b10, "it waits for who enables it");
    assert!(plic.is_pending(1) && !plic.is_pending(0));
    assert_eq!(plic.read(0x1000, 4), 1 << 3);
    assert_eq!(plic.read(claim(0), 4), 0, "not for this one");
    assert_eq!(plic.read(claim(1), 4), 3);
    assert!(!plic.is_pending(1));
    assert_eq!(plic.read(claim(1), 4), 0, "claimed once");
    assert_eq!(plic.set_line(3, false), 0);
    assert_eq!(plic.set_line(3, true), 0, "the gateway is closed");
    assert!(!plic.is_pending(1));
    assert_eq!(plic.write(claim(0), 4, 3), 0, "completion by one that has not enabled it does not count");
    assert_eq!(plic.write(claim(1), 4, 3), 0b10, "the line is still high");
    assert!(plic.is_pending(1));
    assert_eq!(plic.read(claim(1), 4), 3);
    plic.set_line(3, false);
    plic.write(claim(1), 4, 3);
    assert!(!plic.is_pending(1));
}

#[test]
fn the_highest_priority_comes_first_and_the_threshold_counts() {
    let plic = plic(1);
    plic.write(enable(0), 4, u32::MAX);
    plic.write(enable(0) + 4, 4, u32::MAX);
    assert_eq!(plic.read(enable(0), 4), u32::MAX - 1, "source 0 does not exist");
    for source in [8, 9, 23, 39, 63] {
        plic.set_line(source, true);
    }
    plic.write(threshold(0), 4, 7);
    assert!(!plic.is_pending(0));
    plic.write(threshold(0), 4, 6);
    assert!(plic.is_pending(0));
    let claimed: std::vec::Vec<u32> = (0..5).map(|_| plic.read(claim(0), 4)).collect();
    assert_eq!(claimed, [23, 39, 63, 9, 0], "of equals the first; priority 0 never");
}

#[test]
fn no_access_does_harm() {
    let plic = plic(3);
    for offset in (0..Plic::BYTES).step_by(2) {
        for bytes in [1, 2, 4, 8] {
            plic.read(offset, bytes);
            plic.write(offset, bytes, u32::MAX);
        }
    }
    assert_eq!(plic.read(0x2000, 4), 0, "machine mode does not exist");
    assert_eq!(plic.read(4, 4), 7, "priorities have three bits");
    for source in [0, 64, u32::MAX] {
        assert_eq!(plic.set_line(source, true), 0);
    }
}

/// Producers raise lines until their device has been served so often; each
/// service is claimed by one of several virtual harts. An interrupt that is
/// lost ends in a hang, which the bound on time makes a failure.
#[test]
fn no_interrupt_is_lost_between_many_hands() {
    const EACH: u64 = 2000;
    let plic = plic(4);
    let asked: [AtomicU64; 8] = Default::default();
    let served: [AtomicU64; 8] = Default::default();
    let done = AtomicBool::new(false);
    let sources = [1u32, 2, 3, 4, 5, 6, 7, 9];
    for vcpu in 0..4 {
        plic.write(enable(vcpu), 4, u32::MAX);
    }
    let start = std::time::Instant::now();
    thread::scope(|scope| {
        for vcpu in 0..4 {
            let (plic, asked, served, done) = (&plic, &asked, &served, &done);
            scope.spawn(move || {
                while !done.load(SeqCst) {
                    let source = plic.read(claim(vcpu), 4);
                    if source == 0 {
                        thread::yield_now();
                        continue;
                    }
                    let device = sources.iter().position(|s| *s == source).unwrap();
                    plic.set_line(source, false);
                    served[device].store(asked[device].load(SeqCst), SeqCst);
                    plic.write(claim(vcpu), 4, source);
                }
            });
        }
        let producers: std::vec::Vec<_> = (0..8)
            .map(|device| {
                let (plic, asked, served) = (&plic, &asked, &served);
                scope.spawn(move || {
                    for n in 1..=EACH {
                        asked[device].store(n, SeqCst);
                        plic.set_line(sources[device], true);
                        while served[device].load(SeqCst) < n {
                            assert!(start.elapsed().as_secs() < 60, "source {} was lost at {n}", sources[device]);
                            thread::yield_now();
                        }
                    }
                })
            })
            .collect();
        let results: std::vec::Vec<_> = producers.into_iter().map(|producer| producer.join()).collect();
        done.store(true, SeqCst);
        assert!(results.iter().all(Result::is_ok));
    });
}
