//! The end that a guest comes to.

use super::record::PAGE;
use super::{Header, Record, Refused, VcpuState};
use crate::Memory;
use alloc::format;
use alloc::string::String;
use alloc::vec;

/// The guest that takes over, and the hypervisor around it.
pub trait Target {
    /// What it is here.
    fn header(&self) -> Header;
    /// Its RAM. It has not run, and all of its RAM is zero.
    fn memory(&self) -> &dyn Memory;
    /// Sets its time.
    fn set_time(&mut self, time: u64);
    /// Sets a virtual hart.
    ///
    /// # Errors
    ///
    /// What cannot be so here, in words.
    fn set_vcpu(&mut self, vcpu: &VcpuState) -> Result<(), String>;
    /// Sets a device; false if it cannot be so.
    fn set_device(&mut self, at: u64, saved: &[u8]) -> bool;
    /// It is here, and runs from now on unless it is `paused`.
    fn run(&mut self, paused: bool);
}

/// Receives a guest, one record at a time.
#[derive(Debug, Default)]
pub struct Receiver {
    header: Option<Header>,
    records: u64,
    paused: bool,
    vcpus: u64,
    devices: usize,
    is_over: bool,
}

impl Receiver {
    /// Takes a record. An answer goes back to the sender; after a refusal,
    /// and after the end, the stream is over.
    pub fn take(&mut self, record: Record, guest: &mut dyn Target) -> Option<Record> {
        if self.is_over {
            return None;
        }
        let answer = match self.try_take(record, guest) {
            Ok(answer) => answer,
            Err(why) => {
                self.is_over = true;
                Some(Record::Refused(Refused(why)))
            }
        };
        self.records += 1;
        answer
    }

    /// Whether the guest has come, or never will.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    fn try_take(&mut self, record: Record, guest: &mut dyn Target) -> Result<Option<Record>, String> {
        let Some(header) = &self.header else {
            let Record::Header(header) = record else { return Err("the stream does not begin with a header".into()) };
            header.fits(&guest.header()).map_err(|refused| refused.0)?;
            self.header = Some(header);
            return Ok(Some(Record::Accepted));
        };
        let ram = |gpa: u64| format!("there is no page of RAM at {gpa:#x}");
        match record {
            Record::Page { gpa, bytes } => {
                let good = gpa.is_multiple_of(PAGE as u64) && bytes.len() == PAGE && guest.memory().write(gpa, &bytes).is_ok();
                good.then_some(()).ok_or_else(|| ram(gpa))?;
            }
            Record::Zero { gpa } => {
                let good = gpa.is_multiple_of(PAGE as u64) && guest.memory().write(gpa, &vec![0; PAGE]).is_ok();
                good.then_some(()).ok_or_else(|| ram(gpa))?;
            }
            Record::Paused { time } => {
                self.paused = true;
                guest.set_time(time);
            }
            Record::Vcpu(vcpu) => {
                let good = self.paused
                    && vcpu.id < header.vcpus
                    && self.vcpus >> vcpu.id & 1 == 0
                    && vcpu.registers.len() == header.registers.len();
                let set = if good { guest.set_vcpu(&vcpu) } else { Err("it is in no place".into()) };
                set.map_err(|why| format!("virtual hart {} cannot be so: {why}", vcpu.id))?;
                self.vcpus |= 1 << vcpu.id;
            }
            Record::Device { at, saved } => {
                if !self.paused || !guest.set_device(at, &saved) {
                    return Err(format!("the device at {at:#x} cannot be so"));
                }
                self.devices += 1;
            }
            Record::End { records } => {
                let all = self.vcpus.count_ones() == header.vcpus && self.devices == header.devices.len();
                if records != self.records || !all {
                    return Err(format!("something is missing: {} records of {records} came", self.records));
                }
                let paused = header.paused;
                self.is_over = true;
                guest.run(paused);
                return Ok(Some(Record::Accepted));
            }
            Record::Header(_) => return Err("a second header".into()),
            Record::Accepted | Record::Refused(_) => return Err("an answer that nobody asked for".into()),
        }
        Ok(None)
    }
}
