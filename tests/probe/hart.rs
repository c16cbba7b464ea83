//! A hart in M-mode that executes one instruction at a time, and short
//! programs in HS-mode or VS-mode.

use crate::words::Words;
use emulator::{Machine, MachineConfig, RAM_BASE, Step};
use machines::Plan;

/// Registers of the programs. `A1` is in the instruction words that a trap
/// reports, so these are those of the recorded probe.
pub const T0: u64 = 5;
pub const T1: u64 = 6;
pub const T2: u64 = 7;
pub const A0: u64 = 10;
pub const A1: u64 = 11;

/// Offsets in RAM. The table is where the recorded probe had it, so that
/// hgatp reads the same.
const CODE: u64 = 0;
const HANDLER: u64 = 0x100;
const LOWER: u64 = 0x200;
const DATA: u64 = 0x400;
const TABLE: u64 = 0x4000;

/// No program here takes more steps.
const PATIENCE: usize = 100;
const BYTES: u64 = 4;

/// Instructions for a lower mode, and the registers that they expect.
pub struct Program {
    pub words: Vec<u32>,
    pub registers: Vec<(u64, u64)>,
}

/// A machine with empty RAM, its hart in M-mode.
pub struct Hart {
    emulator: Box<dyn Machine>,
    /// Names of the text.
    pub words: Words,
    ram: u64,
}

impl Hart {
    /// Runs the reset vector until it arrives in RAM, and sets up a handler.
    pub fn new(plan: &Plan, words: Words) -> Self {
        let config = MachineConfig { ram_bytes: 1 << 20, ..MachineConfig::default() };
        let mut emulator = plan.build(config).expect("the machine is plain");
        let in_ram = |e: &dyn Machine| e.pc(0) >= RAM_BASE;
        for _ in 0..PATIENCE {
            if !in_ram(&*emulator) {
                emulator.step(0);
            }
        }
        assert!(in_ram(&*emulator), "the reset vector leads nowhere");
        let ram = emulator.pc(0);
        let mut hart = Self { emulator, words, ram };
        hart.install_handler();
        hart
    }

    /// Traps into M-mode skip an instruction and return to M-mode, as T2 tells.
    fn install_handler(&mut self) {
        let mepc = self.address("mepc");
        let handler = [
            self.words.insn("csrrs", &[("rd", T1), ("csr", mepc)]),
            self.words.insn("addi", &[("rd", T1), ("rs1", T1), ("imm", BYTES)]),
            self.words.insn("csrrw", &[("csr", mepc), ("rs1", T1)]),
            self.words.insn("csrrs", &[("csr", self.address("mstatus")), ("rs1", T2)]),
            self.words.insn("mret", &[]),
        ];
        self.write_words(HANDLER, &handler);
        self.write_csr("mtvec", self.ram + HANDLER);
    }

    /// Executes an instruction in M-mode; the cause if it trapped. The
    /// handler has then returned.
    pub fn execute(&mut self, word: u32) -> Result<(), u64> {
        let start = self.ram + CODE;
        self.write_words(CODE, &[word]);
        self.emulator.set_pc(0, start);
        let step = self.emulator.step(0);
        let Step::Trapped(record) = step else {
            return Ok(());
        };
        self.set_x(T2, self.words.mask("mstatus", "MPP"));
        self.step_until("the handler returns", |e| e.pc(0) == start + BYTES);
        Err(record.trap.exception.code)
    }

    /// Reads a CSR in M-mode.
    pub fn read(&mut self, csr: u64) -> Result<u64, u64> {
        self.execute(self.words.insn("csrrs", &[("rd", A0), ("csr", csr)]))?;
        Ok(self.x(A0))
    }

    /// Executes `csrrw`, `csrrs` or `csrrc` in M-mode.
    pub fn modify(&mut self, insn: &str, csr: u64, value: u64) -> Result<(), u64> {
        self.set_x(T0, value);
        self.execute(self.words.insn(insn, &[("csr", csr), ("rs1", T0)]))
    }

    /// Writes a CSR that there is.
    pub fn write_csr(&mut self, name: &str, value: u64) {
        let done = self.modify("csrrw", self.address(name), value);
        assert_eq!(done, Ok(()), "write of {name}");
    }

    /// Reads a CSR that there is.
    pub fn read_csr(&mut self, name: &str) -> u64 {
        self.read(self.address(name)).unwrap_or_else(|cause| panic!("read of {name}: cause {cause}"))
    }

    /// Address of a CSR of the text.
    pub fn address(&self, name: &str) -> u64 {
        self.words.address(name).unwrap_or_else(|| panic!("the model has no CSR {name}"))
    }

    /// Enters a supervisor by MRET and runs a program until it traps.
    pub fn run_lower(&mut self, program: &Program, guest: bool) {
        self.set_mpv(guest);
        let mstatus = self.address("mstatus");
        let supervisor = self.words.place("mstatus", "MPP", self.words.constant("S"));
        for (insn, bits) in [("csrrc", self.words.mask("mstatus", "MPP")), ("csrrs", supervisor)] {
            assert_eq!(self.modify(insn, mstatus, bits), Ok(()));
        }
        self.write_words(LOWER, &program.words);
        self.write_csr("mepc", self.ram + LOWER);
        for (register, value) in &program.registers {
            self.set_x(*register, *value);
        }
        let mret = self.words.insn("mret", &[]);
        assert_eq!(self.execute(mret), Ok(()));
        let machine = self.words.constant("M");
        self.step_until("the program traps", |e| e.mode(0).0 == machine);
    }

    /// Goes from HS-mode to VS-mode by SRET, to an instruction that follows.
    pub fn to_guest(&self, then: &[u32]) -> Program {
        let csr = |insn, csr, rs1| self.words.insn(insn, &[("csr", self.address(csr)), ("rs1", rs1)]);
        let mut words =
            vec![csr("csrrw", "sepc", T0), csr("csrrs", "sstatus", T1), csr("csrrs", "hstatus", T2), self.words.insn("sret", &[])];
        let registers = vec![
            (T0, self.ram + LOWER + BYTES * words.len() as u64),
            (T1, self.words.mask("sstatus", "SPP")),
            (T2, self.words.mask("hstatus", "SPV")),
        ];
        words.extend(then);
        Program { words, registers }
    }

    /// Sets MPV. On RV32 it is in mstatush; where the text has no such
    /// register nothing can write the field but traps, so one is taken.
    fn set_mpv(&mut self, guest: bool) {
        let mask = self.words.mask("mstatus", "MPV");
        let insn = if guest { "csrrs" } else { "csrrc" };
        let xlen = self.xlen();
        let done = if xlen == u64::BITS {
            self.modify(insn, self.address("mstatus"), mask)
        } else if self.words.spec().csr("mstatush").is_some() {
            self.modify(insn, self.address("mstatush"), mask >> xlen)
        } else if guest {
            self.trap_from_guest();
            Ok(())
        } else {
            self.trap_from_machine();
            Ok(())
        };
        assert_eq!(done, Ok(()), "MPV");
    }

    fn trap_from_machine(&mut self) {
        let ecall = self.words.insn("ecall", &[]);
        assert!(self.execute(ecall).is_err());
    }

    /// Goes to a guest the other way, through HS-mode, and comes back. The
    /// interrupt enables that SRET moves are put back; MPV is not in mstatus.
    fn trap_from_guest(&mut self) {
        let before = self.read_csr("mstatus");
        let program = self.to_guest(&[self.words.insn("ecall", &[])]);
        self.run_lower(&program, false);
        self.write_csr("mstatus", before);
    }

    /// Bits of a register.
    pub fn xlen(&self) -> u32 {
        self.emulator.isa().xlen
    }

    /// Value of a register.
    pub fn x(&self, register: u64) -> u64 {
        self.emulator.x(0, register as u8)
    }

    /// Sets a register.
    pub fn set_x(&mut self, register: u64, value: u64) {
        self.emulator.set_x(0, register as u8, value);
    }

    /// Where the data is.
    pub fn data(&self) -> u64 {
        self.ram + DATA
    }

    /// Where the table of the G-stage is.
    pub fn table(&self) -> u64 {
        self.ram + TABLE
    }

    /// First address of RAM.
    pub fn ram(&self) -> u64 {
        self.ram
    }

    /// Writes RAM.
    pub fn write(&mut self, at: u64, bytes: &[u8]) {
        self.emulator.write(at, bytes).expect("the address is in RAM");
    }

    fn write_words(&mut self, offset: u64, words: &[u32]) {
        let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
        self.write(self.ram + offset, &bytes);
    }

    fn step_until(&mut self, what: &str, done: impl Fn(&dyn Machine) -> bool) {
        for _ in 0..PATIENCE {
            if done(&*self.emulator) {
                return;
            }
            self.emulator.step(0);
        }
        panic!("{what}: not within {PATIENCE} steps");
    }
}
