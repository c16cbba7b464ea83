//! What a random machine starts with.
//!
//! RAM has pages of code, of tables and of data. Values are mostly addresses
//! of these or of devices, so that programs do not only fault; instructions
//! are mostly the revision's own, and so are CSR numbers. Names and positions
//! come from the model.

use arbitrary::{Result, Unstructured};
use emulator::{DEVICES, RAM_BASE};
use ir::{Insn, Spec};

/// Bytes of RAM.
pub const RAM_BYTES: u64 = 32 * PAGE;
const PAGE: u64 = 4096;
/// Pages with the program, from the first on.
const CODE_PAGES: u64 = 4;
/// Pages of tables, behind those; a G-stage root is four.
const TABLE_PAGES: u64 = 8;
/// Instructions of a program at most.
const LONGEST: usize = 160;
/// Different entries of a page of tables.
const ENTRIES: usize = 12;

/// What a machine starts with.
pub struct Plan {
    /// The harts.
    pub harts: Vec<Hart>,
    /// Offsets and contents of RAM.
    pub pages: Vec<(u64, Vec<u8>)>,
    /// Waits at the UART.
    pub typed: Vec<u8>,
    /// See [`emulator::TimeSource`].
    pub instructions_per_tick: u64,
    /// Instructions after which the run ends.
    pub limit: u64,
    /// Whether everything that retires is logged.
    pub logs: bool,
    /// See [`emulator::MachineConfig`].
    pub keeps_translations: bool,
    /// See [`emulator::MachineConfig`].
    pub checks_fences: bool,
    /// Whether it is saved and restored before it runs.
    pub saves: bool,
}

/// What a hart starts with.
pub struct Hart {
    /// Integer registers; floating-point registers get the same values.
    pub x: [u64; 32],
    /// CSRs to write, with their values.
    pub csrs: Vec<(u16, u64)>,
    /// Privilege and V.
    pub mode: (u64, bool),
    /// Where it begins.
    pub pc: u64,
}

impl Plan {
    /// Takes an input apart. One that ends early goes on with zeros.
    pub fn new(input: &mut Unstructured, spec: &Spec) -> Result<Self> {
        let mut maker = Maker { input, spec };
        let plan = Self {
            harts: (0..maker.harts()?).map(|_| maker.hart()).collect::<Result<_>>()?,
            logs: maker.one_in(16)?,
            keeps_translations: !maker.one_in(8)?,
            checks_fences: maker.one_in(8)?,
            saves: maker.one_in(64)?,
            instructions_per_tick: *maker.input.choose(&[1, 7, 100])?,
            limit: 64 + u64::from(maker.input.arbitrary::<u16>()?) % 1500,
            typed: vec![b'a'; maker.below(20)? as usize],
            pages: maker.pages()?,
        };
        Ok(plan)
    }
}

struct Maker<'u, 'd, 's> {
    input: &'u mut Unstructured<'d>,
    spec: &'s Spec,
}

impl Maker<'_, '_, '_> {
    fn below(&mut self, n: u64) -> Result<u64> {
        self.input.int_in_range(0..=n - 1)
    }

    /// False if the input has ended.
    fn one_in(&mut self, n: u64) -> Result<bool> {
        Ok(self.below(n)? == n - 1)
    }

    fn harts(&mut self) -> Result<u64> {
        Ok(*self.input.choose(&[1, 1, 1, 1, 1, 2, 2, 4])?)
    }

    fn hart(&mut self) -> Result<Hart> {
        let mut x = [0; 32];
        for value in &mut x[1..] {
            *value = self.value()?;
        }
        let csrs = (0..self.below(24)?).map(|_| self.csr_value()).collect::<Result<_>>()?;
        let mode = *self.input.choose(&[(3, false), (3, false), (1, false), (0, false), (1, true), (1, true), (0, true)])?;
        let pc = RAM_BASE + self.below(CODE_PAGES * PAGE / 4)? * 4;
        Ok(Hart { x, csrs, mode, pc })
    }

    /// A number of XLEN bits that something may be made of.
    fn value(&mut self) -> Result<u64> {
        let value = match self.below(16)? {
            0..=6 => RAM_BASE + self.place()?,
            7 => RAM_BASE + (CODE_PAGES + self.below(TABLE_PAGES)?) * PAGE + self.below(512)? * 8,
            8 => self.place()?.wrapping_sub(PAGE * 4),
            9 => self.device()? + self.below(64)? * 4,
            10 => self.device()? + (1 << self.below(16)?) + self.below(8)? * 4,
            11 => self.below(64)?,
            12 => RAM_BASE + RAM_BYTES - self.below(8)?,
            13 => *self.input.choose(&[u64::MAX, i64::MIN as u64, i64::MAX as u64, 0x8000_0000, i32::MIN as u64, i32::MAX as u64])?,
            14 => 1 << self.below(64)?,
            _ => self.input.arbitrary()?,
        };
        Ok(self.cut(value))
    }

    /// Where a device begins.
    fn device(&mut self) -> Result<u64> {
        let region = self.input.choose(&DEVICES)?;
        Ok(region.base + self.below(8)? * region.bytes / 8)
    }

    fn cut(&self, value: u64) -> u64 {
        value & ir::expr::mask(self.spec.xlen)
    }

    /// An offset in RAM, mostly aligned.
    fn place(&mut self) -> Result<u64> {
        let place = self.below(RAM_BYTES)?;
        let align = *self.input.choose(&[8, 8, 16, PAGE, 4, 1])?;
        Ok(place / align * align)
    }

    /// A CSR and a value for it; of those that name a table, mostly one of ours.
    fn csr_value(&mut self) -> Result<(u16, u64)> {
        let spec = self.spec;
        let csr = self.input.choose(&spec.csrs)?;
        if self.one_in(3)? {
            return self.root();
        }
        let value = match self.below(4)? {
            0 => u64::MAX,
            1 => self.input.arbitrary()?,
            _ => self.value()?,
        };
        Ok((csr.address, self.cut(value)))
    }

    /// A value that turns translation on.
    fn root(&mut self) -> Result<(u16, u64)> {
        let spec = self.spec;
        let walk = self.input.choose(&spec.walks)?;
        let csr = spec.csr(&walk.csr).expect("the model was checked");
        let mode = self.input.choose(&spec.formats)?.mode;
        let table = (RAM_BASE / PAGE) + CODE_PAGES + self.below(TABLE_PAGES)? / 4 * 4;
        let fields = csr.fields.iter().map(|field| (field.name.as_str(), field.lo, field.hi));
        let value = put(fields, |name| match name {
            "MODE" => mode,
            name if name == walk.root => table,
            _ => 0,
        });
        Ok((csr.address, value))
    }

    fn pages(&mut self) -> Result<Vec<(u64, Vec<u8>)>> {
        let tables = (0..TABLE_PAGES).map(|table| Ok(((CODE_PAGES + table) * PAGE, self.table()?)));
        let mut pages: Vec<_> = tables.collect::<Result<_>>()?;
        // Last, so that it gets what is left of the input.
        let program = self.program()?;
        let code = program.iter().copied().cycle().take((CODE_PAGES * PAGE) as usize).collect();
        pages.push((0, code));
        Ok(pages)
    }

    /// A page of entries that lead to pages of RAM, tables among them.
    fn table(&mut self) -> Result<Vec<u8>> {
        let spec = self.spec;
        let layout = self.input.choose(&spec.ptes)?;
        let entries: Vec<Vec<u8>> = (0..ENTRIES).map(|_| self.entry(layout)).collect::<Result<_>>()?;
        Ok(entries.concat().into_iter().cycle().take(PAGE as usize).collect())
    }

    fn entry(&mut self, layout: &ir::PteLayout) -> Result<Vec<u8>> {
        let page = match self.below(16)? {
            0..=7 => RAM_BASE / PAGE + CODE_PAGES + self.below(TABLE_PAGES)?,
            8..=13 => RAM_BASE / PAGE + self.below(RAM_BYTES / PAGE)?,
            14 => self.device()? / PAGE,
            _ => self.input.arbitrary()?,
        };
        let flags: u64 = self.input.arbitrary()?;
        let valid = !self.one_in(16)?;
        let leaf = self.below(3)? != 0;
        let rare = self.one_in(16)?;
        let word = put(layout.fields.iter().map(|(name, hi, lo)| (name.as_str(), *lo, *hi)), |name| match name {
            "V" => u64::from(valid),
            "PPN" => page,
            "R" | "W" | "X" if !leaf => 0,
            "R" | "A" | "D" => u64::from(flags & 7 != 0),
            "W" | "X" | "U" | "G" => flags.rotate_right(u32::from(name.as_bytes()[0])),
            _ if rare => flags.swap_bytes(),
            _ => 0,
        });
        Ok(word.to_le_bytes()[..layout.bytes as usize].to_vec())
    }

    fn program(&mut self) -> Result<Vec<u8>> {
        let mut program = Vec::new();
        for _ in 0..LONGEST {
            if self.input.is_empty() {
                break;
            }
            let (word, bytes) = self.instruction()?;
            program.extend(&word.to_le_bytes()[..bytes as usize]);
        }
        // At least something, and a whole number of words.
        program.resize((program.len() + 1).next_multiple_of(4), 0);
        Ok(program)
    }

    fn instruction(&mut self) -> Result<(u32, u32)> {
        let word: u32 = self.input.arbitrary()?;
        let spec = self.spec;
        let insn: &Insn = match self.input.arbitrary::<u8>()? {
            0..=3 => return Ok((word, 4)),
            4..=15 => {
                let csrs: Vec<&Insn> = spec.insns.iter().map(|insn| &**insn).filter(|insn| operand(insn, "csr").is_some()).collect();
                let (insn, csr) = (*self.input.choose(&csrs)?, self.input.choose(&spec.csrs)?);
                let &(hi, lo, _) = operand(insn, "csr").and_then(|csr| csr.pieces.first()).expect("it was looked for");
                let number = u32::from(csr.address) << lo;
                let mask = insn.mask | (ir::expr::mask(hi - lo + 1) as u32) << lo;
                return Ok((insn.matches | number | word & !mask, 4));
            }
            _ => self.input.choose(&spec.insns)?,
        };
        Ok((insn.matches | word & !insn.mask, insn.bytes))
    }
}

fn operand<'i>(insn: &'i Insn, name: &str) -> Option<&'i ir::Operand> {
    insn.operands.iter().find(|operand| operand.name == name)
}

/// A word of fields: name, lowest and highest bit.
fn put<'f>(fields: impl Iterator<Item = (&'f str, u32, u32)>, value: impl Fn(&str) -> u64) -> u64 {
    fields.map(|(name, lo, hi)| (value(name) & ir::expr::mask(hi - lo + 1)) << lo).fold(0, |all, field| all | field)
}
