//! What is asked: registers at reset and after ones were written to all of
//! their bits, instructions in M-mode, and what ends programs in HS-mode and
//! VS-mode. The order matters, as in any program.

use crate::hart::{A0, A1, Hart, Program, T0};
use crate::words::Words;
use machines::Plan;

/// Registers by name: the one of RV32 alone, and the others.
const MSTATUSH: &str = "mstatush";
const REGISTERS: [&str; 31] = [
    "medeleg",
    "mideleg",
    "mtinst",
    "mtval2",
    "hstatus",
    "hedeleg",
    "hideleg",
    "hie",
    "htimedelta",
    "hcounteren",
    "hgeie",
    "henvcfg",
    "hstateen0",
    "htval",
    "hip",
    "hvip",
    "htinst",
    "hgatp",
    "(0.3 hstat)",
    "(0.3 hgatp)",
    "hgeip",
    "vsstatus",
    "vsie",
    "vstvec",
    "vsscratch",
    "vsepc",
    "vscause",
    "vstval",
    "vsip",
    "vstimecmp",
    "vsatp",
];
/// Addresses that the model gives to no register: those of other extensions,
/// and of a text before the first one.
const NOT_MODELLED: [(&str, u64); 4] = [("hstateen0", 0x60c), ("(0.3 hstat)", 0xa00), ("(0.3 hgatp)", 0xa80), ("vstimecmp", 0x24d)];

/// What the data hold, and what is stored.
const DATA: [u32; 2] = [0x600d_f00d, 0x1234_5678];
const STORED: u64 = 0x77;
/// What a guest's code leaves to show that it has run.
const REACHED: u64 = 0x22;
/// A guest physical address that the table does not map.
const UNMAPPED: u64 = 0x1000_1234;

/// Prints the probe's lines.
pub fn run(plan: &Plan, words: Words) -> Vec<String> {
    let mut probe = Probe { hart: Hart::new(plan, words), lines: Vec::new() };
    probe.lines.push("H probe".to_string());
    probe.open_memory();
    probe.misa();
    if plan.isa.xlen != u64::BITS {
        probe.register(MSTATUSH);
    }
    REGISTERS.iter().for_each(|name| probe.register(name));
    probe.instructions();
    probe.programs();
    probe.g_stage();
    probe.programs_in_g_stage();
    probe.lines.push("bye".to_string());
    probe.lines
}

struct Probe {
    hart: Hart,
    lines: Vec<String>,
}

impl Probe {
    /// Lets lower modes reach all memory: one PMP entry, naturally aligned.
    fn open_memory(&mut self) {
        const EVERYWHERE: u64 = u64::MAX;
        const NAPOT_RWX: u64 = 0x1f;
        self.hart.write_csr("pmpaddr0", EVERYWHERE);
        let entry = self.hart.words.place("pmpcfg0", "pmp0cfg", NAPOT_RWX);
        self.hart.write_csr("pmpcfg0", entry);
        let data: Vec<u8> = DATA.iter().flat_map(|w| w.to_le_bytes()).collect();
        self.hart.write(self.hart.data(), &data);
    }

    fn misa(&mut self) {
        let misa = self.hart.address("misa");
        let h = self.hart.words.mask("misa", "H");
        let before = self.hart.read_csr("misa");
        let done = self.hart.modify("csrrs", misa, h);
        assert_eq!(done, Ok(()));
        let after = self.hart.read_csr("misa");
        let on = u8::from(after & h != 0);
        self.lines.push(format!("misa {} after csrs H: {} misa.H={on}", self.hex(before), self.hex(after)));
    }

    /// A register at reset, and after all its bits were set; put back then.
    fn register(&mut self, name: &str) {
        let other = NOT_MODELLED.iter().find(|(n, _)| *n == name).map(|(_, address)| *address);
        let address = other.unwrap_or_else(|| self.hart.address(name));
        let reset = self.hart.read(address);
        let written = self.written(address, reset.unwrap_or(0));
        self.lines.push(format!("{name:<12}{address:03x} {}  wr ~0: {}", self.shown(reset), self.shown(written)));
    }

    fn written(&mut self, address: u64, reset: u64) -> Result<u64, u64> {
        let write = self.hart.modify("csrrw", address, u64::MAX);
        let read = self.hart.read(address);
        let restore = self.hart.modify("csrrw", address, reset);
        write.and(restore).and(read)
    }

    /// Instructions of the extension in M-mode.
    fn instructions(&mut self) {
        let load = [("rd", A1), ("rs1", A0)];
        self.instruction("hfence.bvma/vvma", "hfence.vvma", &[]);
        self.instruction("hfence.gvma", "hfence.gvma", &[]);
        self.instruction("hlv.w  a1,(a0)", "hlv.w", &load);
        self.instruction("hsv.w  a1,(a0)", "hsv.w", &[("rs2", A1), ("rs1", A0)]);
        self.instruction("hlvx.wu a1,(a0)", "hlvx.wu", &load);
        if self.hart.xlen() == u64::BITS {
            self.instruction("hlv.d  a1,(a0)", "hlv.d", &load);
        }
    }

    fn instruction(&mut self, label: &str, name: &str, operands: &[(&str, u64)]) {
        let word = self.hart.words.insn(name, operands);
        self.hart.set_x(A0, self.hart.data());
        self.hart.set_x(A1, STORED);
        let done = self.hart.execute(word).map(|()| self.hart.x(A1));
        self.lines.push(format!("{label:<20} -> {}", self.shown(done)));
    }

    /// Programs in HS-mode and VS-mode, without translation.
    fn programs(&mut self) {
        let csrr = |csr| self.hart.words.insn("csrrs", &[("rd", A1), ("csr", self.hart.address(csr))]);
        let call = self.hart.words.insn("ecall", &[]);
        let reads = |csr| Program { words: vec![csrr(csr), call], registers: vec![] };
        let calls = || Program { words: vec![call], registers: vec![] };
        let hlv = self.hart.words.insn("hlv.w", &[("rd", A1), ("rs1", A0)]);
        let loads = || Program { words: vec![hlv, call], registers: vec![(A0, self.hart.data())] };
        let fence = Program { words: vec![self.hart.words.insn("hfence.gvma", &[]), call], registers: vec![] };
        let reached = self.hart.words.insn("addi", &[("rd", A1), ("imm", REACHED)]);
        for (name, program, guest) in [
            ("HS ecall", calls(), false),
            ("HS csrr hstatus,ecall", reads("hstatus"), false),
            ("VS ecall", calls(), true),
            ("VS csrr sstatus,ecall", reads("sstatus"), true),
            ("VS csrr hstatus", reads("hstatus"), true),
            ("VS csrr vsstatus", reads("vsstatus"), true),
            ("VS csrr mstatus", reads("mstatus"), true),
            ("VS hfence.gvma", fence, true),
            ("VS hlv.w", loads(), true),
            ("HS hlv.w, ecall", loads(), false),
            ("HS sret->VS ecall", self.hart.to_guest(&[reached, call]), false),
        ] {
            self.program(name, program, guest);
        }
    }

    /// The G-stage maps one large page onto itself, the one with this program.
    fn g_stage(&mut self) {
        let (entry, offset) = self.identity_leaf();
        self.hart.write(self.hart.table() + offset, &entry);
        let hgatp = self.hart.address("hgatp");
        let format = self.format();
        let words = &self.hart.words;
        let value = words.place("hgatp", "MODE", format.mode) | words.place("hgatp", "PPN", self.hart.table() >> page_bits(format));
        let fence = words.insn("hfence.gvma", &[]);
        let done = self.hart.modify("csrrw", hgatp, value).and_then(|()| self.hart.execute(fence));
        let read = done.and_then(|()| self.hart.read(hgatp));
        let shown = self.shown(read);
        self.lines.push(format!("hgatp x4 with one identity leaf: {shown}"));
    }

    /// An entry of the root table for the start of RAM, and where it goes.
    fn identity_leaf(&self) -> (Vec<u8>, u64) {
        let format = self.format();
        let layout = self.hart.words.spec().ptes.iter().find(|p| p.name == format.pte);
        let layout = layout.expect("the format has a layout");
        let low = |name: &str| layout.fields.iter().find(|f| f.0 == name).map(|f| f.2).expect("a field of every entry");
        let flags = ["V", "R", "W", "X", "U", "A", "D"].iter().fold(0, |bits, name| bits | 1 << low(name));
        let entry: u64 = flags | self.hart.ram() >> page_bits(format) << low("PPN");
        let root_shift = page_bits(format) + format.index_bits * (format.levels - 1);
        let bytes = format.pte_bytes as usize;
        (entry.to_le_bytes()[..bytes].to_vec(), (self.hart.ram() >> root_shift) * u64::from(format.pte_bytes))
    }

    /// The smallest format of the G-stage, which all implementations have.
    fn format(&self) -> &ir::Paging {
        let formats = self.hart.words.spec().formats.iter().filter(|f| f.gstage);
        formats.min_by_key(|f| f.levels).expect("a G-stage has a format")
    }

    /// Programs of a guest that meet the end of its memory.
    fn programs_in_g_stage(&mut self) {
        let words = &self.hart.words;
        let call = words.insn("ecall", &[]);
        let unmapped = |word| Program { words: vec![word, call], registers: vec![(T0, UNMAPPED)] };
        for (name, program) in [
            ("VS ecall under hgatp", Program { words: vec![call], registers: vec![] }),
            ("VS load unmapped GPA", unmapped(words.insn("lw", &[("rd", A1), ("rs1", T0)]))),
            ("VS store unmapped GPA", unmapped(words.insn("sw", &[("rs2", A1), ("rs1", T0)]))),
            ("VS jump unmapped GPA", unmapped(words.insn("jalr", &[("rs1", T0)]))),
        ] {
            self.program(name, program, true);
        }
    }

    /// Runs a program and prints what M-mode finds when it has trapped.
    fn program(&mut self, name: &str, mut program: Program, guest: bool) {
        program.registers.push((A1, 0));
        self.hart.run_lower(&program, guest);
        let a1 = self.hart.x(A1);
        let [cause, mstatus, mtval] = ["mcause", "mstatus", "mtval"].map(|csr| self.hart.read_csr(csr));
        let mut line = format!("{name:<21}: mcause={cause:x} a1={a1:x} mstatus={mstatus:x}");
        // What does not exist leaves 0, or for the last two a word.
        let xlen = self.hart.xlen();
        let mut read = |csr| self.hart.read(self.hart.address(csr)).ok();
        if xlen != u64::BITS {
            line.push_str(&format!(" mstatush={:x}", read(MSTATUSH).unwrap_or(0)));
        }
        line.push_str(&format!(" mtval={mtval:x} mtval2="));
        match read("mtval2") {
            Some(mtval2) => line.push_str(&format!("{mtval2:x} mtinst={:x}", read("mtinst").unwrap_or(0))),
            None => line.push_str("(none)"),
        }
        self.lines.push(line);
    }

    /// A register value in full width.
    fn hex(&self, value: u64) -> String {
        let digits = (self.hart.xlen() / 4) as usize;
        format!("{value:0digits$x}")
    }

    fn shown(&self, result: Result<u64, u64>) -> String {
        match result {
            Ok(value) => self.hex(value),
            Err(cause) => format!("trap mcause={cause:x}"),
        }
    }
}

fn page_bits(format: &ir::Paging) -> u32 {
    format.va_bits - format.root_extra_bits - format.index_bits * format.levels
}
