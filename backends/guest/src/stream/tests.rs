//! Guests that move, and streams that are broken.

use super::*;
use crate::{Memory, Outside};
use std::collections::{BTreeMap, BTreeSet};
use std::string::{String, ToString};
use std::sync::Mutex;
use std::vec;
use std::vec::Vec;

const PAGES: u64 = 100;
const RAM: u64 = 0x8000_0000;
const DEVICE: u64 = 0x1000_0000;

/// A guest that writes to its RAM whenever somebody looks away.
struct Guest {
    ram: Mutex<Vec<u8>>,
    written: BTreeSet<u64>,
    vcpus: Vec<VcpuState>,
    devices: BTreeMap<u64, Vec<u8>>,
    time: u64,
    revision: &'static str,
    /// Pages that it writes between two rounds, each time fewer if it rests.
    busy: u64,
    rests: bool,
    leaving: u32,
    paused: bool,
    runs: bool,
}

impl Guest {
    fn new(revision: &'static str, full: bool) -> Self {
        let mut ram = vec![0; (PAGES * 4096) as usize];
        if full {
            ram.iter_mut().enumerate().for_each(|(n, byte)| *byte = (n / 4096 % 7 * (n % 251)) as u8);
        }
        let vcpu = |id: u32| VcpuState { id, is_on: full, timer: 9, registers: vec![u64::from(full) * (u64::from(id) + 5); 3] };
        Self {
            ram: Mutex::new(ram),
            written: BTreeSet::new(),
            vcpus: vec![vcpu(0), vcpu(1)],
            devices: [(DEVICE, vec![u8::from(full); 3])].into(),
            time: if full { 123_456 } else { 0 },
            revision,
            busy: 300,
            rests: true,
            leaving: 0,
            paused: !full,
            runs: full,
        }
    }

    /// What a guest does while it runs.
    fn live(&mut self) {
        if self.paused {
            return;
        }
        for n in 0..self.busy {
            let page = n * 7 % PAGES;
            self.ram.lock().unwrap()[(page * 4096 + n) as usize] ^= 0x55;
            self.written.insert(RAM + page * 4096);
        }
        if self.rests {
            self.busy /= 2;
        }
    }

    fn describe(&self) -> Header {
        let mut registers = vec!["pc".to_string(), "x1".to_string(), "vsstatus".to_string()];
        if self.revision == "newer" {
            registers[2] = "vstimecmp".to_string();
        }
        Header {
            version: VERSION,
            revision: self.revision.to_string(),
            name: "guest".to_string(),
            frequency: 10_000_000,
            features: vec!["timer".to_string()],
            paused: false,
            registers,
            vcpus: 2,
            ram: vec![(RAM, PAGES * 4096)],
            devices: vec![DEVICE],
        }
    }
}

impl Memory for Guest {
    fn read(&self, gpa: u64, into: &mut [u8]) -> Result<(), Outside> {
        let at = gpa.checked_sub(RAM).ok_or(Outside)? as usize;
        into.copy_from_slice(self.ram.lock().unwrap().get(at..at + into.len()).ok_or(Outside)?);
        Ok(())
    }

    fn write(&self, gpa: u64, from: &[u8]) -> Result<(), Outside> {
        let at = gpa.checked_sub(RAM).ok_or(Outside)? as usize;
        let end = at.checked_add(from.len()).ok_or(Outside)?;
        self.ram.lock().unwrap().get_mut(at..end).ok_or(Outside)?.copy_from_slice(from);
        Ok(())
    }

    fn contains(&self, gpa: u64, bytes: u64) -> bool {
        gpa >= RAM && gpa - RAM + bytes <= PAGES * 4096
    }
}

impl Source for Guest {
    fn header(&self) -> Header {
        self.describe()
    }

    fn memory(&self) -> &dyn Memory {
        self
    }

    fn record_writes(&mut self) -> Option<Vec<u64>> {
        self.written.clear();
        self.live();
        Some((0..PAGES).map(|page| RAM + page * 4096).collect())
    }

    fn take_written(&mut self) -> Vec<u64> {
        let written = std::mem::take(&mut self.written).into_iter().collect();
        self.live();
        written
    }

    /// It takes harts a while to leave it.
    fn pause(&mut self) -> Option<u64> {
        self.live();
        self.leaving += 1;
        self.paused = self.leaving == 3;
        self.paused.then_some(self.time)
    }

    fn vcpus(&mut self) -> Vec<VcpuState> {
        assert!(self.paused);
        self.vcpus.clone()
    }

    fn devices(&mut self) -> Result<Vec<(u64, Vec<u8>)>, u64> {
        match self.devices.get(&1) {
            Some(_) => Err(1),
            None => Ok(self.devices.clone().into_iter().collect()),
        }
    }

    fn stay(&mut self) {
        self.paused = false;
    }

    fn leave(&mut self) {
        self.runs = false;
    }
}

impl Target for Guest {
    fn header(&self) -> Header {
        self.describe()
    }

    fn memory(&self) -> &dyn Memory {
        self
    }

    fn set_time(&mut self, time: u64) {
        self.time = time;
    }

    fn set_vcpu(&mut self, vcpu: &VcpuState) -> Result<(), String> {
        self.vcpus[vcpu.id as usize] = vcpu.clone();
        Ok(())
    }

    fn set_device(&mut self, at: u64, saved: &[u8]) -> bool {
        self.devices.get_mut(&at).map(|device| *device = saved.to_vec()).is_some()
    }

    fn run(&mut self, paused: bool) {
        self.runs = !paused;
    }
}

/// Sends over a channel that brings bytes in pieces, and may change them.
fn migrate(from: &mut Guest, to: &mut Guest, mut channel: impl FnMut(usize, Vec<u8>) -> Vec<u8>) -> (Progress, usize) {
    let (mut sender, mut receiver) = (Sender::new(), Receiver::default());
    let mut decoder = Decoder::default();
    let (mut sent, mut answers) = (0, Vec::new());
    loop {
        match sender.next(from) {
            Progress::Send(record) => {
                let bytes = channel(sent, encode(&record).unwrap());
                sent += 1;
                for piece in bytes.chunks(1000) {
                    decoder.feed(piece);
                    loop {
                        match decoder.take() {
                            Ok(Some(record)) => answers.extend(receiver.take(record, to)),
                            Ok(None) => break,
                            Err(_) => return (sender.lose(from), sent),
                        }
                    }
                }
            }
            Progress::Wait if answers.is_empty() && (1..3).contains(&from.leaving) => {}
            Progress::Wait if answers.is_empty() => return (sender.lose(from), sent),
            Progress::Wait => sender.answer(answers.remove(0), from),
            over => return (over, sent),
        }
        if let Some(at) = answers.iter().position(|answer| matches!(answer, Record::Refused(_))) {
            sender.answer(answers.remove(at), from);
        }
    }
}

#[test]
fn a_busy_guest_moves_and_nothing_is_lost() {
    let (mut from, mut to) = (Guest::new("same", true), Guest::new("same", false));
    let (progress, sent) = migrate(&mut from, &mut to, |_, bytes| bytes);
    assert_eq!(progress, Progress::Left);
    assert!(*from.ram.lock().unwrap() == *to.ram.lock().unwrap(), "the same RAM, whatever was written meanwhile");
    assert_eq!((&from.vcpus, &from.devices, from.time), (&to.vcpus, &to.devices, to.time));
    assert!(!from.runs && to.runs);
    assert!(sent > PAGES as usize + 100, "more than one round: {sent} records");
}

#[test]
fn a_guest_that_never_rests_moves_all_the_same() {
    let (mut from, mut to) = (Guest::new("same", true), Guest::new("same", false));
    from.rests = false;
    let (progress, _) = migrate(&mut from, &mut to, |_, bytes| bytes);
    assert_eq!(progress, Progress::Left);
}

#[test]
fn what_does_not_fit_is_refused_and_the_guest_stays() {
    let refused = |change: fn(&mut Guest), revision: &'static str| {
        let (mut from, mut to) = (Guest::new("older", true), Guest::new(revision, false));
        change(&mut from);
        let (progress, _) = migrate(&mut from, &mut to, |_, bytes| bytes);
        assert!(from.runs && !from.paused && !to.runs);
        let Progress::Stays(why) = progress else { panic!("{progress:?}") };
        why
    };
    let other_revision = "the guest is of revision older, and this hypervisor of newer: its `vsstatus` does not exist here";
    assert_eq!(refused(|_| {}, "newer"), other_revision);
    let host_device = "the device at 0x1 depends on this host and cannot move";
    assert_eq!(refused(|from| drop(from.devices.insert(1, vec![])), "older"), host_device);
    let no_hart = "virtual hart 2 cannot be so: it is in no place";
    assert_eq!(refused(|from| from.vcpus[1].id = 2, "older"), no_hart);
    let missing = refused(|from| drop(from.vcpus.pop()), "older");
    assert!(missing.starts_with("something is missing"), "{missing}");
}

#[test]
fn headers_say_what_does_not_fit() {
    let here = Guest::new("one", false).describe();
    let why = |change: fn(&mut Header)| {
        let mut header = here.clone();
        change(&mut header);
        header.fits(&here).unwrap_err().to_string()
    };
    assert_eq!(why(|header| header.version = 9), "the stream is of version 9, and this hypervisor reads version 2");
    assert_eq!(why(|header| header.revision = "two".into()), "the guest is of revision two, and this hypervisor of one");
    assert_eq!(why(|header| header.frequency = 5), "the guest's clock counts 5 times a second, and 10000000 here");
    assert_eq!(why(|header| header.features.clear()), "the guest has nothing, and here there is timer");
    assert_eq!(why(|header| header.vcpus = 3), "the guest has 3 virtual harts, and 2 here");
    assert_eq!(why(|header| header.ram.clear()), "the guest's RAM lies elsewhere here");
    assert_eq!(why(|header| header.devices.clear()), "the guest has other devices here");
    assert!(why(|header| header.registers.clear()).starts_with("the registers of a virtual hart differ"));
    assert_eq!(here.fits(&here), Ok(()));
}

/// One bit of one record is wrong, or a record is lost, twice there, or cut:
/// the guest runs on one side, never on both.
#[test]
fn a_broken_channel_never_doubles_a_guest() {
    let mut unsure = 0;
    for case in 0..220usize {
        let (mut from, mut to) = (Guest::new("same", true), Guest::new("same", false));
        from.busy = 3;
        let at = case * 7 % 109;
        let (progress, _) = migrate(&mut from, &mut to, |n, mut bytes| {
            if n != at {
                return bytes;
            }
            match case % 4 {
                0 => {
                    let bit = case * 31 % (bytes.len() * 8);
                    bytes[bit / 8] ^= 1 << (bit % 8);
                    bytes
                }
                1 => Vec::new(),
                2 => [bytes.clone(), bytes].concat(),
                _ => bytes[..bytes.len() / 2].to_vec(),
            }
        });
        let runs_here = from.runs && !from.paused;
        match progress {
            Progress::Left => assert!(to.runs && !runs_here, "case {case}"),
            Progress::Unsure => {
                assert!(!runs_here, "case {case}: it could run twice");
                unsure += 1;
            }
            stays => assert!(runs_here && !to.runs, "case {case}: {stays:?}"),
        }
    }
    assert!((1..20).contains(&unsure), "only if the end is lost: {unsure}");
}

/// Random bytes behind a header: an error or a refusal.
#[test]
fn random_streams_do_no_harm() {
    let mut state = 88_172_645_463_325_252u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for _ in 0..3000 {
        let mut to = Guest::new("same", false);
        let (mut receiver, mut decoder) = (Receiver::default(), Decoder::default());
        assert_eq!(receiver.take(Record::Header(to.describe()), &mut to), Some(Record::Accepted));
        for _ in 0..20 {
            // With a right checksum, so that what is inside is looked at.
            let body: Vec<u8> = (0..random() % 40).map(|_| (random() % 12) as u8).collect();
            let mut bytes = (body.len() as u32).to_le_bytes().to_vec();
            bytes.extend(crc32fast::hash(&body).to_le_bytes());
            bytes.extend(body);
            decoder.feed(&bytes);
            match decoder.take() {
                Ok(Some(record)) => drop(receiver.take(record, &mut to)),
                Ok(None) => {}
                Err(_) => break,
            }
        }
        assert!(!to.runs);
    }
}
