//! The guest's machine and the loop that runs it.

use crate::generated::{Exit, GuestInterrupt, Kind, Vcpu, csr, exception, gstage, guest_memory, insn, interrupt, vs_stage};
use crate::guest::{sbi, uart::Uart};
use crate::report::{End, Report, registers};
use crate::stage::{Memory, Touch};
use crate::{arch, host};

/// Faults in a row on a page that is mapped, before the guest is given up.
const PATIENCE: u32 = 8;

/// A machine with one hart, RAM, a UART and a timer.
pub struct Vm {
    /// The hart.
    pub vcpu: Vcpu,
    /// The RAM.
    pub memory: Memory,
    /// The UART.
    pub uart: Uart,
    /// How often the guest left, and why.
    pub report: Report,
    deadline: Option<u64>,
    faults_in_a_row: u32,
}

/// What `step` decides.
type Step = Result<(), End>;

impl Vm {
    /// A machine that starts at `entry`, in VS-mode.
    pub fn new(entry: u64) -> Self {
        let memory = Memory::new();
        let mut vcpu = Vcpu::new();
        vcpu.pc = entry;
        vcpu.hgatp = memory.hgatp();
        vcpu.set_guest_mode(true);
        Self { vcpu, memory, uart: Uart::default(), report: Report::default(), deadline: None, faults_in_a_row: 0 }
    }

    /// Runs the guest to its end.
    pub fn run(&mut self) -> End {
        arch::load(&self.vcpu);
        let end = loop {
            self.poll_timer();
            arch::enter(&mut self.vcpu);
            if let Err(end) = self.step() {
                break end;
            }
        };
        arch::save(&mut self.vcpu);
        self.uart.end_line();
        if !matches!(end, End::Shutdown | End::Restart) {
            registers(&self.vcpu);
        }
        end
    }

    /// Requests the guest's timer interrupt at `deadline`.
    pub fn set_timer(&mut self, deadline: u64) {
        self.vcpu.inject_now(GuestInterrupt::Timer, false);
        self.deadline = (deadline != u64::MAX).then_some(deadline);
        self.arm();
    }

    /// Has the host's timer interrupt come at the deadline, or not at all.
    /// It is masked rather than put off for ever: some timers overflow.
    fn arm(&self) {
        match self.deadline {
            Some(deadline) => {
                host::set_timer(deadline);
                csr::sie::set(csr::sie::STIE);
            }
            None => csr::sie::clear(csr::sie::STIE),
        }
    }

    /// Makes the guest's timer interrupt pending when its time has come.
    fn poll_timer(&mut self) {
        if self.deadline.is_some_and(|deadline| csr::time::read() >= deadline) {
            self.deadline = None;
            self.arm();
            self.vcpu.inject_now(GuestInterrupt::Timer, true);
        }
    }

    /// Serves the exit that has just happened.
    fn step(&mut self) -> Step {
        let exit = self.vcpu.exit();
        if !matches!(exit, Exit::GuestPageFault { .. }) {
            self.faults_in_a_row = 0;
        }
        match exit {
            Exit::Interrupt(interrupt::STI) => {
                self.report.interrupts += 1;
                self.poll_timer();
                self.arm();
                Ok(())
            }
            Exit::Interrupt(code) => self.unexpected(code, 0),
            Exit::Ecall => {
                self.report.calls += 1;
                self.vcpu.pc += 4;
                sbi::serve(self)
            }
            Exit::GuestPageFault { kind, gpa, gva, tinst, implicit } => self.page_fault(kind, gpa, gva, tinst, implicit),
            Exit::VirtualInstruction { word } | Exit::IllegalInstruction { word } => self.instruction(word),
            Exit::Other {
                code: code @ (exception::INSTRUCTION_ACCESS_FAULT | exception::LOAD_ACCESS_FAULT | exception::STORE_ACCESS_FAULT),
                tval,
            } => {
                self.report.others += 1;
                self.raise(code, tval)
            }
            Exit::Other { code, tval } => self.unexpected(code, tval),
        }
    }

    fn unexpected(&mut self, code: u64, tval: u64) -> Step {
        self.report.others += 1;
        Err(End::Unexpected { code, tval })
    }

    /// Lets the guest handle an exception itself, if it can.
    fn raise(&mut self, code: u64, tval: u64) -> Step {
        let vector = csr::vstvec::read() & csr::vstvec::BASE;
        if self.vcpu.was_supervisor() && self.vcpu.pc == vector {
            return Err(End::Stuck("its trap vector traps"));
        }
        self.vcpu.trap_into_guest(code, tval);
        Ok(())
    }

    /// WFI waits here, and `time` is read where the hart has none; any other
    /// instruction is illegal to the guest.
    fn instruction(&mut self, word: u64) -> Step {
        self.report.instructions += 1;
        // A trap need not tell the instruction.
        let word = match u32::try_from(word) {
            Ok(word) if word != 0 => word,
            _ => self.fetch().unwrap_or(0),
        };
        if let Some(rd) = insn::time_read(word) {
            self.vcpu.pc += 4;
            if rd != 0 {
                self.vcpu.x[rd as usize] = self.vcpu.time();
            }
            return Ok(());
        }
        if !insn::is_wfi(word) {
            return self.raise(exception::ILLEGAL_INSTRUCTION, word.into());
        }
        self.vcpu.pc += 4;
        self.poll_timer();
        if self.vcpu.interrupt_pending() {
            return Ok(());
        }
        if self.deadline.is_none() {
            return Err(End::Stuck("it waits, and no interrupt can come"));
        }
        arch::wait();
        Ok(())
    }

    /// The instruction that trapped.
    fn fetch(&mut self) -> Option<u32> {
        let memory = &mut self.memory;
        guest_memory::fetch(&self.vcpu, self.vcpu.pc, |gpa| memory.read(gpa))
    }

    /// The guest physical address of `gva`; `Err` if that takes memory that
    /// does not exist, `Ok(None)` if the guest does not map it.
    pub fn translate(&mut self, gva: u64) -> Result<Option<u64>, ()> {
        let mut outside = false;
        let gpa = vs_stage::walk(gva, |table| {
            let entry = self.memory.read(table);
            outside |= entry.is_none();
            entry
        });
        if outside { Err(()) } else { Ok(gpa) }
    }

    fn page_fault(&mut self, kind: Kind, gpa: Option<u64>, gva: u64, tinst: u64, implicit: bool) -> Step {
        let gpa = match gpa {
            Some(gpa) => Ok(Some(gpa)),
            None => self.translate(gva),
        };
        match gpa {
            Ok(Some(gpa)) => match self.memory.touch(gpa) {
                Touch::Mapped => {
                    self.report.pages += 1;
                    Ok(())
                }
                Touch::Already => self.again(),
                Touch::Outside if !implicit && Uart::contains(gpa) => self.device(kind, gpa, gva, tinst),
                Touch::Outside => self.no_memory(kind, gva),
            },
            // The walk mapped the guest's tables: it can now fault itself.
            Ok(None) => self.again(),
            Err(()) => self.no_memory(kind, gva),
        }
    }

    /// Nothing to repair: a stale translation, or a table just mapped.
    fn again(&mut self) -> Step {
        self.report.pages += 1;
        self.faults_in_a_row += 1;
        if self.faults_in_a_row > PATIENCE {
            return Err(End::Stuck("it faults on memory that it has"));
        }
        gstage::fence_all();
        Ok(())
    }

    fn no_memory(&mut self, kind: Kind, gva: u64) -> Step {
        self.report.others += 1;
        self.raise(kind.access_fault(), gva)
    }

    /// Emulates the load or store of a device register.
    fn device(&mut self, kind: Kind, gpa: u64, gva: u64, tinst: u64) -> Step {
        let access = match kind {
            Kind::Fetch => None,
            _ => insn::from_tinst(tinst)
                .or_else(|| self.fetch().and_then(insn::memory_access))
                .filter(|access| access.store == (kind == Kind::Store)),
        };
        let Some(access) = access else {
            return self.no_memory(kind, gva);
        };
        self.report.devices += 1;
        self.faults_in_a_row = 0;
        let reg = access.reg as usize;
        if access.store {
            let value = if reg == 0 { 0 } else { self.vcpu.x[reg] };
            self.uart.write(gpa, value);
        } else if reg != 0 {
            let unused = 64 - 8 * access.bytes;
            let value = self.uart.read(gpa) << unused;
            self.vcpu.x[reg] = match access.sign_extend {
                true => (value as i64 >> unused) as u64,
                false => value >> unused,
            };
        }
        self.vcpu.pc += u64::from(access.len);
        Ok(())
    }
}
