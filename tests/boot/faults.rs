//! What goes wrong with one guest is said, and the others go on.

use crate::packed::Packed;
use crate::program::{is_slow, scratch};
use crate::revisions;
use emulator::{Device, DeviceKind, Disk, DiskMode, Exit, Machine, MachineConfig};
use object::{Object as _, ObjectSegment as _};
use std::fs::{self, OpenOptions};

const NEIGHBOUR: &str = "---\nguest: neighbour\nmemory: 16M\nkernel: hasher\n";
const WELL: &str = "neighbour: hasher: all hashes are the same";
const SECTOR: u64 = 512;
/// Bytes of the header of a deployment; where it says how long the deployment is, and a word that says nothing.
const HEADER: u64 = 32;
const BODY: usize = 12;
const UNUSED: u64 = 20;

/// Runs until it has said something; what it has said. `said` is what it had said before.
#[track_caller]
pub fn run_until(machine: &mut dyn Machine, text: &str, said: &mut String) -> Exit {
    const PART: u64 = 1_000_000;
    for _ in 0..2000 {
        machine.set_limit(Some(machine.instructions() + PART));
        let outcome = machine.run();
        *said += &String::from_utf8_lossy(&outcome.console_output).replace('\r', "");
        if outcome.exit != Exit::InstructionLimit || !text.is_empty() && said.contains(text) {
            return outcome.exit;
        }
    }
    panic!("it does not come to its end:\n{said}");
}

#[track_caller]
fn says(said: &str, lines: &[&str]) {
    for line in lines {
        assert!(said.contains(line), "`{line}` is not in\n{said}");
    }
    assert!(!said.contains("panicked"), "{said}");
}

/// The file behind a disk of the host gets shorter while a guest reads it.
#[test]
fn a_disk_is_pulled_away() {
    if !is_slow() {
        return;
    }
    let image = scratch("faults-disk").join("disk");
    let guests = format!(
        "host: {{memory: 128M, harts: 1, disks: [disk]}}\n---\nguest: reader\nmemory: 16M\nkernel: drive\ndisks: {{host: 0}}\n{NEIGHBOUR}"
    );
    for (revision, _) in revisions() {
        let packed = Packed::new("faults-disk-of", &revision, &guests);
        fs::write(&image, vec![0x5a; 100 * SECTOR as usize]).unwrap();
        let disk = Disk::open(&image, DiskMode::Write).unwrap();
        let device = Device { slot: Some(0), kind: DeviceKind::Block { disk, name: "disk".to_string() } };
        let config = MachineConfig { devices: vec![device], ..MachineConfig::default() };
        let mut machine = packed.machine_of(packed.contents(), config);
        let mut said = String::new();
        run_until(&mut *machine, "drive: 64 sectors, all of them read", &mut said);
        OpenOptions::new().write(true).open(&image).unwrap().set_len(16 * SECTOR).unwrap();
        let exit = run_until(&mut *machine, "", &mut said);
        assert_eq!(exit, Exit::Pass, "{revision}:\n{said}");
        let lines = ["cannot be read", "reader: drive: the first one can\n", "reader: drive: done", WELL, "neighbour shut down"];
        says(&said, &lines);
    }
}

/// The host has less RAM than the machine file says.
#[test]
fn a_guest_without_memory_is_left_out() {
    if !is_slow() {
        return;
    }
    let large = "---\nguest: large\nmemory: 64M\non-demand: no\nkernel: hello\n";
    for (revision, _) in revisions() {
        let packed = Packed::new("faults-memory", &revision, &format!("{large}{NEIGHBOUR}"));
        let mut machine = packed.machine_of(packed.contents(), MachineConfig { ram_bytes: 64 << 20, ..MachineConfig::default() });
        let mut said = String::new();
        let exit = run_until(&mut *machine, "", &mut said);
        assert!(matches!(exit, Exit::Fail(_)), "{revision}: {exit:?}\n{said}");
        says(&said, &["hypervisor: guest large: the host has not as much RAM; it does not run", WELL, "neighbour shut down"]);
        assert!(!said.contains("hello from"), "{said}");
    }
}

/// Bits of a packed image, of what says which guests there are, and of an image.
#[test]
fn a_damaged_image_is_told_from_a_good_one() {
    if !is_slow() {
        return;
    }
    for (revision, _) in revisions() {
        let packed = Packed::new("faults-image", &revision, &format!("---\nguest: first\nmemory: 16M\nkernel: hello\n{NEIGHBOUR}"));
        let good = packed.contents();
        let elf = object::File::parse(&*good).unwrap();
        let (start, bytes) = elf.segments().map(|segment| segment.file_range()).max_by_key(|(start, _)| *start).unwrap();
        let body = good[start as usize + BODY..][..4].iter().rev().fold(0, |body, byte| body << 8 | u64::from(*byte));
        let run = |at: u64, bit: u8| {
            let mut bad = good.clone();
            bad[(start + at) as usize] ^= 1 << bit;
            let (mut machine, mut said) = (packed.machine_of(bad, MachineConfig::default()), String::new());
            let exit = run_until(&mut *machine, "", &mut said);
            assert!(matches!(exit, Exit::Fail(_)), "{revision}: byte {at}: {exit:?}\n{said}");
            assert!(said.contains("hypervisor: ") && !said.contains("panicked"), "{revision}: byte {at}:\n{said}");
            said
        };
        // The header, and what it is a checksum of.
        for at in (0..HEADER).step_by(4).filter(|at| *at != UNUSED).chain((HEADER..HEADER + body).step_by(37)) {
            let said = run(at, (at % 8) as u8);
            assert!(!said.contains("guest starts"), "{revision}: byte {at}:\n{said}");
        }
        // Images begin at a page: the first is that of the first guest.
        let said = run(bytes.min(4096) + 0x100, 3);
        says(&said, &["hypervisor: guest first: its image ", "hello is damaged; it does not run", WELL, "neighbour shut down"]);
    }
}
