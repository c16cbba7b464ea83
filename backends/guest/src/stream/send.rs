//! The end that a guest leaves.

use super::record::PAGE;
use super::{Header, Record, VcpuState};
use crate::Memory;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Pages that may be left when the guest is paused: so many take little time.
const FEW: usize = 64;
/// Rounds after which it is paused however many are left.
const ROUNDS: u32 = 30;

/// The guest that leaves, and the hypervisor around it.
pub trait Source {
    /// What it needs.
    fn header(&self) -> Header;
    /// Its RAM.
    fn memory(&self) -> &dyn Memory;
    /// First addresses of its pages that hold anything. Writes are recorded
    /// from now on.
    fn record_writes(&mut self) -> Vec<u64>;
    /// Pages that were written since the last time this was asked, or since
    /// recording began.
    fn take_written(&mut self) -> Vec<u64>;
    /// Pauses it; its time.
    fn pause(&mut self) -> u64;
    /// Its virtual harts, paused.
    fn vcpus(&mut self) -> Vec<VcpuState>;
    /// Address and memory of each device, paused; the address of one that
    /// cannot move.
    fn devices(&mut self) -> Result<Vec<(u64, Vec<u8>)>, u64>;
    /// It stays: writes are not recorded any more, and it runs on.
    fn stay(&mut self);
    /// It has left.
    fn leave(&mut self);
}

/// What is next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// To send this.
    Send(Record),
    /// To wait for an answer.
    Wait,
    /// Nothing: the guest has left.
    Left,
    /// Nothing: the guest stays, because of this.
    Stays(String),
    /// Nothing: all was sent, and no answer came. The guest runs there, or
    /// nowhere: it is paused here, and must not run on before somebody knows.
    Unsure,
}

#[derive(Debug)]
enum Step {
    Header,
    AwaitHeader,
    Pages { left: Vec<u64>, round: u32 },
    LastPages { left: Vec<u64> },
    State { left: Vec<Record> },
    End,
    AwaitEnd,
    Over(Progress),
}

/// Sends a guest, one record at a time, so that the hypervisor can do other
/// things in between.
#[derive(Debug)]
pub struct Sender {
    step: Step,
    records: u64,
    /// Whether somebody answers: not if the guest goes to a file.
    is_answered: bool,
}

impl Sender {
    /// About to send. Without answers, the guest leaves when all is sent.
    pub fn new(is_answered: bool) -> Self {
        Self { step: Step::Header, records: 0, is_answered }
    }

    /// What is next to be done.
    pub fn next(&mut self, guest: &mut dyn Source) -> Progress {
        loop {
            let step = core::mem::replace(&mut self.step, Step::End);
            let (next, record) = match step {
                Step::Header => (Step::AwaitHeader, Some(Record::Header(guest.header()))),
                Step::AwaitHeader if self.is_answered => {
                    self.step = Step::AwaitHeader;
                    return Progress::Wait;
                }
                Step::AwaitHeader => (Step::Pages { left: guest.record_writes(), round: 0 }, None),
                Step::Pages { mut left, round } => match left.pop() {
                    Some(gpa) => (Step::Pages { left, round }, page(guest.memory(), gpa)),
                    None => self.round(guest, round),
                },
                Step::LastPages { mut left } => match left.pop() {
                    Some(gpa) => (Step::LastPages { left }, page(guest.memory(), gpa)),
                    None => match state(guest) {
                        Ok(left) => (Step::State { left }, None),
                        Err(why) => return self.stay(guest, why),
                    },
                },
                Step::State { mut left } => match left.pop() {
                    Some(record) => (Step::State { left }, Some(record)),
                    None => (Step::End, None),
                },
                Step::End => (Step::AwaitEnd, Some(Record::End { records: self.records })),
                Step::AwaitEnd if self.is_answered => {
                    self.step = Step::AwaitEnd;
                    return Progress::Wait;
                }
                Step::AwaitEnd => {
                    guest.leave();
                    (Step::Over(Progress::Left), None)
                }
                Step::Over(progress) => {
                    self.step = Step::Over(progress.clone());
                    return progress;
                }
            };
            self.step = next;
            if let Some(record) = record {
                self.records += 1;
                return Progress::Send(record);
            }
        }
    }

    /// Takes an answer.
    pub fn answer(&mut self, answer: Record, guest: &mut dyn Source) {
        match (&self.step, answer) {
            (Step::AwaitHeader, Record::Accepted) => self.step = Step::Pages { left: guest.record_writes(), round: 0 },
            (Step::AwaitEnd, Record::Accepted) => {
                guest.leave();
                self.step = Step::Over(Progress::Left);
            }
            (Step::Over(_), _) => {}
            (_, Record::Refused(why)) => drop(self.stay(guest, why.0)),
            (_, other) => drop(self.stay(guest, format!("the other side answers what nobody asked: {other:?}"))),
        }
    }

    /// The channel is gone: the guest stays, unless it may have been taken.
    pub fn lose(&mut self, guest: &mut dyn Source) -> Progress {
        match self.step {
            Step::Over(_) => self.next(guest),
            Step::AwaitEnd => {
                self.step = Step::Over(Progress::Unsure);
                Progress::Unsure
            }
            _ => self.stay(guest, "the channel was lost".into()),
        }
    }

    fn stay(&mut self, guest: &mut dyn Source, why: String) -> Progress {
        guest.stay();
        self.step = Step::Over(Progress::Stays(why.clone()));
        Progress::Stays(why)
    }

    /// All pages of a round are sent: another one follows, or the last.
    fn round(&self, guest: &mut dyn Source, round: u32) -> (Step, Option<Record>) {
        let left = guest.take_written();
        if left.len() > FEW && round < ROUNDS {
            return (Step::Pages { left, round: round + 1 }, None);
        }
        let time = guest.pause();
        let mut last = left;
        last.extend(guest.take_written());
        last.sort_unstable();
        last.dedup();
        (Step::LastPages { left: last }, Some(Record::Paused { time }))
    }
}

/// Everything but RAM, the last first.
fn state(guest: &mut dyn Source) -> Result<Vec<Record>, String> {
    let devices = guest.devices().map_err(|at| format!("the device at {at:#x} depends on this host and cannot move"))?;
    let mut records: Vec<Record> = devices.into_iter().map(|(at, saved)| Record::Device { at, saved }).collect();
    records.extend(guest.vcpus().into_iter().map(Record::Vcpu));
    Ok(records)
}

/// A page of RAM; none if there is no RAM any more.
fn page(memory: &dyn Memory, gpa: u64) -> Option<Record> {
    let mut bytes = vec![0; PAGE];
    memory.read(gpa, &mut bytes).ok()?;
    let is_zero = bytes.iter().all(|byte| *byte == 0);
    Some(if is_zero { Record::Zero { gpa } } else { Record::Page { gpa, bytes } })
}
