//! A device of the host that a guest drives itself, with its interrupt.

use crate::packed::Packed;
use crate::program::{is_slow, note};
use crate::revisions;
use emulator::{Device, DeviceKind, Exit, MachineConfig};

/// The device is in the host's last slot. What it writes is RAM that has the same address for the guest; the
/// neighbour needs what lies before it and what lies behind.
const GUESTS: &str = "\
host: {memory: 128M, harts: 2}
---
guest: driver
memory: [16M, {at: 0x86000000, size: 2M, host: 0x86000000}]
kernel: entropy
passthrough: {host: 0x10008000, size: 4K, host-interrupt: 8}
---
guest: neighbour
memory: 84M
on-demand: no
kernel: hasher
";

#[test]
fn a_guest_drives_a_device_of_the_host() {
    if !is_slow() {
        return;
    }
    let revisions = revisions();
    for (place, (revision, _)) in revisions.iter().enumerate() {
        let packed = Packed::new("passthrough", revision, GUESTS);
        let is_end = place == 0 || place + 1 == revisions.len();
        for harts in if is_end { 1..=2 } else { 2..=2 } {
            let devices = vec![Device { slot: Some(7), kind: DeviceKind::Rng { seed: 1 } }];
            let config = MachineConfig { devices, harts, max_instructions: Some(2_000_000_000), ..MachineConfig::default() };
            let outcome = packed.machine_of(packed.contents(), config).run();
            let said = String::from_utf8_lossy(&outcome.console_output).replace('\r', "");
            assert_eq!(outcome.exit, Exit::Pass, "{revision} on {harts} harts:\n{said}");
            for line in ["driver: entropy: 5 interrupts, 0 others, numbers differ: true\n", "neighbour: hasher: all hashes are the same\n"]
            {
                assert!(said.contains(line), "{revision} on {harts} harts: `{line}` is not in\n{said}");
            }
        }
        note(&format!("a device of the host with its interrupt on {revision}"));
    }
}

/// A host that has no RAM at the address that a guest wants.
#[test]
fn memory_that_the_host_has_not_is_told() {
    if !is_slow() {
        return;
    }
    let (revision, _) = revisions().pop().unwrap();
    let packed = Packed::new("passthrough-not", &revision, &GUESTS.replace("84M", "16M"));
    let config = MachineConfig { ram_bytes: 64 << 20, max_instructions: Some(2_000_000_000), ..MachineConfig::default() };
    let outcome = packed.machine_of(packed.contents(), config).run();
    let said = String::from_utf8_lossy(&outcome.console_output).replace('\r', "");
    assert!(matches!(outcome.exit, Exit::Fail(_)), "{:?}\n{said}", outcome.exit);
    for line in ["hypervisor: guest driver: the host has no RAM for it at 0x86000000; it does not run\n", "neighbour shut down"] {
        assert!(said.contains(line), "`{line}` is not in\n{said}");
    }
}
