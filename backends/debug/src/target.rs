//! Answers to the packets of gdb.

use emulator::trace::mode_name;
use emulator::{Exit, Machine};
use gdbstub::common::{Signal, Tid};
use gdbstub::target::ext::base::BaseOps;
use gdbstub::target::ext::base::multithread as threads;
use gdbstub::target::ext::base::single_register_access::{SingleRegisterAccess, SingleRegisterAccessOps};
use gdbstub::target::ext::breakpoints as stops;
use gdbstub::target::ext::breakpoints::WatchKind;
use gdbstub::target::ext::monitor_cmd::{ConsoleOutput, MonitorCmd, MonitorCmdOps};
use gdbstub::target::ext::target_description_xml_override as xml;
use gdbstub::target::ext::thread_extra_info::{ThreadExtraInfo, ThreadExtraInfoOps};
use gdbstub::target::{Target, TargetError, TargetResult};
use std::collections::BTreeSet;

use crate::arch::{FIRST_CSR, FIRST_FLOAT, FIRST_HS, FIRST_VS, General, PC, PRIVILEGE, Register, Riscv, VIRTUALIZATION, number};
use crate::debuggee::{Debuggee as _, View};
use crate::{description, monitor};

/// Bytes up to the end of a page, which one translation covers.
const PAGE: u64 = 4096;

/// What a hart is to do when the machine goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Run.
    Continue,
    /// Make one step.
    Step,
    /// Step while pc is in the range.
    Range(u64, u64),
    /// Stand still.
    Stay,
}

/// A range of addresses that is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    /// First address.
    pub address: u64,
    /// Length.
    pub bytes: u64,
    /// What for.
    pub kind: WatchKind,
}

/// A machine and what gdb wants of it.
pub struct Session<'a, const BYTES: usize> {
    /// The machine.
    pub machine: &'a mut dyn Machine,
    /// Breakpoints, by address.
    pub breakpoints: BTreeSet<u64>,
    /// Watchpoints.
    pub watches: Vec<Watch>,
    /// What each hart is to do next.
    pub actions: Vec<Action>,
    /// Nobody does anything and nothing can wake them.
    pub is_stuck: bool,
    description: String,
}

/// Nothing that gdb asks for is fatal.
pub type Never = std::convert::Infallible;

/// The hart of a thread: threads count from 1.
pub fn hart(tid: Tid) -> usize {
    tid.get() - 1
}

/// The thread of a hart.
pub fn thread(hart: usize) -> Tid {
    Tid::MIN.saturating_add(hart)
}

impl<'a, const BYTES: usize> Session<'a, BYTES> {
    /// A session with a machine.
    pub fn new(machine: &'a mut dyn Machine) -> Self {
        let description = description::of(machine);
        let actions = vec![Action::Continue; machine.harts()];
        Self { machine, breakpoints: BTreeSet::new(), watches: Vec::new(), actions, is_stuck: false, description }
    }

    /// How the guest ended, as a signal or code of a process.
    pub fn exit_code(exit: Exit) -> u8 {
        match exit {
            Exit::Pass => 0,
            Exit::Fail(code) => u8::try_from(code).unwrap_or(u8::MAX).max(1),
            _ => u8::MAX,
        }
    }

    fn hart(&self, tid: Tid) -> TargetResult<usize, Self> {
        Some(hart(tid)).filter(|hart| *hart < self.machine.harts()).ok_or(TargetError::NonFatal)
    }

    fn set_action(&mut self, tid: Tid, action: Action) {
        if let Some(slot) = self.actions.get_mut(hart(tid)) {
            *slot = action;
        }
    }

    fn value(&mut self, hart: usize, id: usize) -> Option<u64> {
        let machine = &mut self.machine;
        let (privilege, v) = machine.mode(hart);
        match id {
            ..PC => Some(machine.x(hart, id as u8)),
            PC => Some(machine.pc(hart)),
            FIRST_FLOAT..FIRST_CSR => machine.has_floats().then(|| machine.f(hart, (id - FIRST_FLOAT) as u8)),
            FIRST_CSR..PRIVILEGE => machine.csr(hart, (id - FIRST_CSR) as u16),
            PRIVILEGE => Some(privilege),
            VIRTUALIZATION => Some(u64::from(v)),
            FIRST_VS..FIRST_HS => machine.view(hart, View::Vs, (id - FIRST_VS) as u16),
            _ => machine.view(hart, View::Hs, (id - FIRST_HS) as u16),
        }
    }

    fn set_value(&mut self, hart: usize, id: usize, value: u64) -> bool {
        let machine = &mut self.machine;
        match id {
            ..PC => machine.set_x(hart, id as u8, value),
            PC => machine.set_pc(hart, value),
            FIRST_FLOAT..FIRST_CSR => machine.set_f(hart, (id - FIRST_FLOAT) as u8, value),
            FIRST_CSR..PRIVILEGE => return machine.set_csr(hart, (id - FIRST_CSR) as u16, value),
            _ => return false,
        }
        true
    }
}

impl<const BYTES: usize> Target for Session<'_, BYTES> {
    type Arch = Riscv<BYTES>;
    type Error = Never;

    fn base_ops(&mut self) -> BaseOps<'_, Self::Arch, Never> {
        BaseOps::MultiThread(self)
    }

    /// Packets are short, and can be read so.
    fn use_rle(&self) -> bool {
        false
    }

    fn support_breakpoints(&mut self) -> Option<stops::BreakpointsOps<'_, Self>> {
        Some(self)
    }

    fn support_monitor_cmd(&mut self) -> Option<MonitorCmdOps<'_, Self>> {
        Some(self)
    }

    fn support_target_description_xml_override(&mut self) -> Option<xml::TargetDescriptionXmlOverrideOps<'_, Self>> {
        Some(self)
    }
}

impl<const BYTES: usize> threads::MultiThreadBase for Session<'_, BYTES> {
    fn read_registers(&mut self, registers: &mut General<BYTES>, tid: Tid) -> TargetResult<(), Self> {
        let hart = self.hart(tid)?;
        for (register, at) in registers.x.iter_mut().zip(0..) {
            *register = self.machine.x(hart, at);
        }
        registers.pc = self.machine.pc(hart);
        Ok(())
    }

    fn write_registers(&mut self, registers: &General<BYTES>, tid: Tid) -> TargetResult<(), Self> {
        let hart = self.hart(tid)?;
        for (register, at) in registers.x.iter().zip(0..) {
            self.machine.set_x(hart, at, *register);
        }
        self.machine.set_pc(hart, registers.pc);
        Ok(())
    }

    fn read_addrs(&mut self, start: u64, data: &mut [u8], tid: Tid) -> TargetResult<usize, Self> {
        let hart = self.hart(tid)?;
        let mut done = 0;
        while done < data.len() {
            let (address, bytes) = piece(start, done, data.len());
            let Ok(walked) = self.machine.walk(hart, address) else { break };
            let Some(read) = self.machine.read(walked.pa, bytes) else { break };
            data[done..done + bytes].copy_from_slice(read);
            done += bytes;
        }
        if done == 0 && !data.is_empty() { Err(TargetError::NonFatal) } else { Ok(done) }
    }

    fn write_addrs(&mut self, start: u64, data: &[u8], tid: Tid) -> TargetResult<(), Self> {
        let hart = self.hart(tid)?;
        let mut done = 0;
        while done < data.len() {
            let (address, bytes) = piece(start, done, data.len());
            let walked = self.machine.walk(hart, address).map_err(|_| TargetError::NonFatal)?;
            self.machine.write(walked.pa, &data[done..done + bytes]).ok_or(TargetError::NonFatal)?;
            done += bytes;
        }
        Ok(())
    }

    fn list_active_threads(&mut self, thread_is_active: &mut dyn FnMut(Tid)) -> Result<(), Never> {
        (0..self.machine.harts()).for_each(|hart| thread_is_active(thread(hart)));
        Ok(())
    }

    fn support_single_register_access(&mut self) -> Option<SingleRegisterAccessOps<'_, Tid, Self>> {
        Some(self)
    }

    fn support_resume(&mut self) -> Option<threads::MultiThreadResumeOps<'_, Self>> {
        Some(self)
    }

    fn support_thread_extra_info(&mut self) -> Option<ThreadExtraInfoOps<'_, Self>> {
        Some(self)
    }
}

/// Address and length of what can be read at once behind `done` bytes.
fn piece(start: u64, done: usize, all: usize) -> (u64, usize) {
    let address = start.wrapping_add(done as u64);
    let room = (PAGE - address % PAGE) as usize;
    (address, room.min(all - done))
}

impl<const BYTES: usize> SingleRegisterAccess<Tid> for Session<'_, BYTES> {
    fn read_register(&mut self, tid: Tid, register: Register<BYTES>, buffer: &mut [u8]) -> TargetResult<usize, Self> {
        let hart = self.hart(tid)?;
        // Length 0 says that the value is not available.
        let Some(value) = self.value(hart, register.0) else { return Ok(0) };
        let bytes = register.bytes().min(buffer.len());
        buffer[..bytes].copy_from_slice(&value.to_le_bytes()[..bytes]);
        Ok(bytes)
    }

    fn write_register(&mut self, tid: Tid, register: Register<BYTES>, value: &[u8]) -> TargetResult<(), Self> {
        let hart = self.hart(tid)?;
        if self.set_value(hart, register.0, number(value)) { Ok(()) } else { Err(TargetError::NonFatal) }
    }
}

impl<const BYTES: usize> threads::MultiThreadResume for Session<'_, BYTES> {
    fn resume(&mut self) -> Result<(), Never> {
        self.is_stuck = false;
        Ok(())
    }

    fn clear_resume_actions(&mut self) -> Result<(), Never> {
        self.actions.fill(Action::Continue);
        Ok(())
    }

    fn set_resume_action_continue(&mut self, tid: Tid, _signal: Option<Signal>) -> Result<(), Never> {
        self.set_action(tid, Action::Continue);
        Ok(())
    }

    fn support_single_step(&mut self) -> Option<threads::MultiThreadSingleStepOps<'_, Self>> {
        Some(self)
    }

    fn support_range_step(&mut self) -> Option<threads::MultiThreadRangeSteppingOps<'_, Self>> {
        Some(self)
    }

    fn support_scheduler_locking(&mut self) -> Option<threads::MultiThreadSchedulerLockingOps<'_, Self>> {
        Some(self)
    }
}

impl<const BYTES: usize> threads::MultiThreadSingleStep for Session<'_, BYTES> {
    fn set_resume_action_step(&mut self, tid: Tid, _signal: Option<Signal>) -> Result<(), Never> {
        self.set_action(tid, Action::Step);
        Ok(())
    }
}

impl<const BYTES: usize> threads::MultiThreadRangeStepping for Session<'_, BYTES> {
    fn set_resume_action_range_step(&mut self, tid: Tid, start: u64, end: u64) -> Result<(), Never> {
        self.set_action(tid, Action::Range(start, end));
        Ok(())
    }
}

impl<const BYTES: usize> threads::MultiThreadSchedulerLocking for Session<'_, BYTES> {
    /// Only those that were told to step, or to run by name, do.
    fn set_resume_action_scheduler_lock(&mut self) -> Result<(), Never> {
        let named = self.actions.iter().any(|action| *action != Action::Continue);
        for action in self.actions.iter_mut().filter(|action| named && **action == Action::Continue) {
            *action = Action::Stay;
        }
        Ok(())
    }
}

impl<const BYTES: usize> stops::Breakpoints for Session<'_, BYTES> {
    fn support_sw_breakpoint(&mut self) -> Option<stops::SwBreakpointOps<'_, Self>> {
        Some(self)
    }

    fn support_hw_breakpoint(&mut self) -> Option<stops::HwBreakpointOps<'_, Self>> {
        Some(self)
    }

    fn support_hw_watchpoint(&mut self) -> Option<stops::HwWatchpointOps<'_, Self>> {
        Some(self)
    }
}

impl<const BYTES: usize> stops::SwBreakpoint for Session<'_, BYTES> {
    fn add_sw_breakpoint(&mut self, address: u64, _kind: usize) -> TargetResult<bool, Self> {
        self.breakpoints.insert(address);
        Ok(true)
    }

    fn remove_sw_breakpoint(&mut self, address: u64, _kind: usize) -> TargetResult<bool, Self> {
        Ok(self.breakpoints.remove(&address))
    }
}

impl<const BYTES: usize> stops::HwBreakpoint for Session<'_, BYTES> {
    fn add_hw_breakpoint(&mut self, address: u64, _kind: usize) -> TargetResult<bool, Self> {
        self.breakpoints.insert(address);
        Ok(true)
    }

    fn remove_hw_breakpoint(&mut self, address: u64, _kind: usize) -> TargetResult<bool, Self> {
        Ok(self.breakpoints.remove(&address))
    }
}

impl<const BYTES: usize> stops::HwWatchpoint for Session<'_, BYTES> {
    fn add_hw_watchpoint(&mut self, address: u64, bytes: u64, kind: WatchKind) -> TargetResult<bool, Self> {
        self.watches.push(Watch { address, bytes, kind });
        self.machine.note_accesses(true);
        Ok(true)
    }

    fn remove_hw_watchpoint(&mut self, address: u64, bytes: u64, kind: WatchKind) -> TargetResult<bool, Self> {
        let wanted = Watch { address, bytes, kind };
        let found = self.watches.iter().position(|watch| *watch == wanted);
        if let Some(at) = found {
            self.watches.remove(at);
            self.machine.note_accesses(!self.watches.is_empty());
        }
        Ok(found.is_some())
    }
}

impl<const BYTES: usize> ThreadExtraInfo for Session<'_, BYTES> {
    fn thread_extra_info(&self, tid: Tid, buffer: &mut [u8]) -> Result<usize, Never> {
        let mode = mode_name(self.machine.mode(hart(tid)));
        Ok(copy(format!("hart {}, {mode}", hart(tid)).as_bytes(), buffer))
    }
}

impl<const BYTES: usize> MonitorCmd for Session<'_, BYTES> {
    fn handle_monitor_cmd(&mut self, command: &[u8], mut out: ConsoleOutput<'_>) -> Result<(), Never> {
        let text = String::from_utf8_lossy(command);
        let said = monitor::answer(self.machine, &text);
        for line in said.lines() {
            out.write_raw(line.as_bytes());
            out.write_raw(b"\n");
        }
        Ok(())
    }
}

impl<const BYTES: usize> xml::TargetDescriptionXmlOverride for Session<'_, BYTES> {
    fn target_description_xml(&self, annex: &[u8], offset: u64, length: usize, buffer: &mut [u8]) -> TargetResult<usize, Self> {
        if annex != b"target.xml" {
            return Err(TargetError::NonFatal);
        }
        let rest = usize::try_from(offset).ok().and_then(|offset| self.description.as_bytes().get(offset..)).unwrap_or_default();
        Ok(copy(rest.get(..length.min(rest.len())).unwrap_or_default(), buffer))
    }
}

fn copy(from: &[u8], to: &mut [u8]) -> usize {
    let bytes = from.len().min(to.len());
    to[..bytes].copy_from_slice(&from[..bytes]);
    bytes
}
