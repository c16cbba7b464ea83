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
/// Pages of zeros that are looked at before others have their turn.
const MANY: u32 = 32;
/// Rounds after which it is paused however many are left.
const ROUNDS: u32 = 30;

/// The guest that leaves, and the hypervisor around it.
pub trait Source {
    /// What it needs.
    fn header(&self) -> Header;
    /// Its RAM.
    fn memory(&self) -> &dyn Memory;
    /// First addresses of its pages that hold anything. Writes are recorded
    /// from now on; none if there is no memory for that.
    fn record_writes(&mut self) -> Option<Vec<u64>>;
    /// Pages that were written since the last time this was asked, or since
    /// recording began, in order.
    fn take_written(&mut self) -> Vec<u64>;
    /// Takes it off the harts. Its time, once it does not run any more: until
    /// then this is asked again.
    fn pause(&mut self) -> Option<u64>;
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
    /// To wait, for an answer or for harts.
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
    /// Of a round that began with `of` pages.
    Pages {
        left: Vec<u64>,
        round: u32,
        of: usize,
    },
    Pause {
        left: Vec<u64>,
    },
    LastPages {
        left: Vec<u64>,
    },
    State {
        left: Vec<Record>,
    },
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
    sent: Sent,
}

/// What has been sent so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Pages, those that were sent again too.
    pub pages: u64,
    /// Of them, those that were sent when the guest did not run any more.
    pub last: u64,
    /// Rounds while it ran.
    pub rounds: u32,
}

impl Default for Sender {
    fn default() -> Self {
        Self::new()
    }
}

impl Sender {
    /// About to send. Whoever takes the guest has to answer.
    pub fn new() -> Self {
        Self { step: Step::Header, records: 0, sent: Sent::default() }
    }

    /// What has been sent so far.
    pub fn sent(&self) -> Sent {
        self.sent
    }

    /// What is next to be done.
    pub fn next(&mut self, guest: &mut dyn Source) -> Progress {
        let mut skipped = 0;
        loop {
            if skipped > MANY {
                return Progress::Wait;
            }
            let step = core::mem::replace(&mut self.step, Step::End);
            let (next, record) = match step {
                Step::Header => (Step::AwaitHeader, Some(Record::Header(guest.header()))),
                step @ (Step::AwaitHeader | Step::AwaitEnd) => {
                    self.step = step;
                    return Progress::Wait;
                }
                Step::Pages { mut left, round, of } => match left.pop() {
                    Some(gpa) => {
                        // Where it comes to, all is zero at first.
                        let page = page(guest.memory(), gpa).filter(|page| round > 0 || !matches!(page, Record::Zero { .. }));
                        self.sent.pages += u64::from(page.is_some());
                        skipped += u32::from(page.is_none());
                        (Step::Pages { left, round, of }, page)
                    }
                    None => self.round(guest, round, of),
                },
                Step::Pause { left } => match guest.pause() {
                    Some(time) => (Step::LastPages { left: with_written(left, guest) }, Some(Record::Paused { time })),
                    None => {
                        self.step = Step::Pause { left };
                        return Progress::Wait;
                    }
                },
                Step::LastPages { mut left } => match left.pop() {
                    Some(gpa) => {
                        (self.sent.pages, self.sent.last) = (self.sent.pages + 1, self.sent.last + 1);
                        (Step::LastPages { left }, page(guest.memory(), gpa))
                    }
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
            (Step::AwaitHeader, Record::Accepted) => match guest.record_writes() {
                Some(left) => self.step = Step::Pages { of: left.len(), left, round: 0 },
                None => drop(self.stay(guest, "the hypervisor has no memory to record what it writes".into())),
            },
            (Step::AwaitEnd, Record::Accepted) => {
                guest.leave();
                self.step = Step::Over(Progress::Left);
            }
            (Step::Over(_), _) => {}
            (_, Record::Refused(why)) => drop(self.stay(guest, why.0)),
            _ => drop(self.stay(guest, "the other side answers what nobody asked".into())),
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
    fn round(&mut self, guest: &mut dyn Source, round: u32, of: usize) -> (Step, Option<Record>) {
        self.sent.rounds = round + 1;
        let left = guest.take_written();
        // One that writes as fast as this sends will not be done with less.
        let shrinks = left.len() <= of / 4 * 3 || round < 4;
        let goes_on = left.len() > FEW && shrinks && round < ROUNDS;
        (if goes_on { Step::Pages { of: left.len(), left, round: round + 1 } } else { Step::Pause { left } }, None)
    }
}

/// These pages, and those that were written since.
fn with_written(mut pages: Vec<u64>, guest: &mut dyn Source) -> Vec<u64> {
    let since = guest.take_written();
    pages.retain(|page| since.binary_search(page).is_err());
    pages.extend(since);
    pages
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
    // Most pages show at once that they are not.
    Some(if bytes.iter().all(|byte| *byte == 0) { Record::Zero { gpa } } else { Record::Page { gpa, bytes } })
}
