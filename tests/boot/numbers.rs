//! More guests than numbers to tell their translations apart by: each runs as
//! if it were alone, and no fence is missing.

use crate::packed::Packed;
use crate::program::{is_slow, note, root};
use crate::revisions;
use emulator::{Exit, MachineConfig};
use std::fs;

/// Each has the same addresses. Two have a second virtual hart, so that a
/// guest may be on both harts, and fences both.
const GUESTS: [(&str, &str, u32); 5] =
    [("one", "hasher", 1), ("two", "remap", 2), ("three", "hasher", 1), ("four", "remap", 2), ("five", "hasher", 1)];
const HARTS: usize = 2;

#[test]
fn guests_run_with_few_numbers() {
    if !is_slow() {
        return;
    }
    let revisions = revisions();
    for (place, (revision, _)) in revisions.iter().enumerate() {
        // To look at each translation takes time, and so do all numbers.
        let is_end = place == 0 || place + 1 == revisions.len();
        for bits in if is_end { 0..=2 } else { 1..=1 } {
            run(revision, bits, is_end && bits == 1);
        }
        note(&format!("five guests with few bits of numbers on {revision}: each as it is alone"));
    }
}

#[track_caller]
fn run(revision: &str, bits: u32, check_fences: bool) {
    let guest = |(name, example, vcpus): (&str, &str, u32)| {
        format!("---\nguest: {name}\nvcpus: {vcpus}\nmemory: 16M\nslice: 100us\nkernel: {example}\n")
    };
    let guests: String = GUESTS.into_iter().map(guest).collect();
    let host = format!("host: {{memory: 128M, harts: {HARTS}, vmid-bits: {bits}}}\n");
    let packed = Packed::new(&format!("numbers-{bits}"), revision, &(host + &guests));
    let config = MachineConfig { harts: HARTS, check_fences, max_instructions: Some(2_000_000_000), ..MachineConfig::default() };
    let mut machine = packed.machine_of(packed.contents(), config);
    let outcome = machine.run();
    let said = String::from_utf8_lossy(&outcome.console_output).replace('\r', "");
    assert_eq!(outcome.exit, Exit::Pass, "{revision}, {bits} bits:\n{said}");
    for (name, example, _) in GUESTS {
        let expected = fs::read_to_string(root().join("examples").join(example).join("expected.txt")).unwrap();
        let of_guest = said.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let of_guest: String = of_guest.map(|line| format!("{line}\n")).collect();
        assert_eq!(of_guest, expected, "{revision}, {bits} bits, {name}:\n{said}");
    }
    assert!(machine.stale_uses().is_empty(), "{revision}, {bits} bits: {:?}", machine.stale_uses());
}
