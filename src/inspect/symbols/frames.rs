//! Frames of a stack: by the tables that compilers write for debuggers, or
//! else by frame pointers.

use ::emulator::Look;
use gimli::{BaseAddresses, CfaRule, DebugFrame, EhFrame, EndianSlice, LittleEndian, RegisterRule, UnwindContext, UnwindSection};
use object::{Object as _, ObjectSection as _};

/// Registers by the ABI's numbers.
const RA: usize = 1;
const SP: usize = 2;
const FP: usize = 8;

/// Tables live as long as the program does.
type Bytes = EndianSlice<'static, LittleEndian>;

/// A function in the middle of its work.
#[derive(Clone)]
pub struct Frame {
    /// Where it goes on.
    pub pc: u64,
    x: [u64; 32],
    /// It is not one that has called another.
    is_top: bool,
}

impl Frame {
    /// The one that is being executed.
    pub fn top(hart: &dyn Look) -> Self {
        Self { pc: hart.pc(), x: std::array::from_fn(|register| hart.x(register as u8)), is_top: true }
    }

    /// Its stack pointer.
    pub fn sp(&self) -> u64 {
        self.x[SP]
    }

    /// An address in the function. A call may be its last instruction.
    fn inside(&self) -> u64 {
        if self.is_top { self.pc } else { self.pc.wrapping_sub(1) }
    }

    /// The caller, if functions keep frame pointers: the return address and
    /// the caller's frame pointer lie below where the frame pointer points. A
    /// function that calls none may have no frame. `function` says where the
    /// function begins that an address lies in.
    pub fn by_pointer(&self, hart: &dyn Look, function: impl Fn(u64) -> Option<u64>) -> Option<Self> {
        let bytes = hart.xlen() / 8;
        let fp = self.x[FP];
        let slot = |below: u64| hart.word(fp.wrapping_sub(below * u64::from(bytes)), bytes);
        let framed = slot(1).zip(slot(2)).filter(|(ra, _)| function(*ra).is_some());
        let ra = self.x[RA];
        let is_return = self.is_top && function(ra).is_some() && function(ra) != function(self.pc);
        let mut caller = Self { is_top: false, ..self.clone() };
        match framed {
            Some((pc, _)) if is_return && pc != ra => caller.pc = ra,
            Some((pc, above)) => {
                caller.pc = pc;
                caller.x[SP] = fp;
                caller.x[FP] = above;
            }
            None if is_return => caller.pc = ra,
            None => return None,
        }
        Some(caller)
    }
}

/// What an ELF file says about frames.
pub enum Frames {
    /// For debuggers.
    Debug(DebugFrame<Bytes>),
    /// For exceptions of a language.
    Exceptions(EhFrame<Bytes>, BaseAddresses),
}

impl Frames {
    /// All that a file has.
    pub fn of(elf: &object::File) -> Vec<Self> {
        let address_bytes = if elf.is_64() { 8 } else { 4 };
        let section = |name| {
            let section = elf.section_by_name(name)?;
            let bytes: &'static [u8] = section.uncompressed_data().ok()?.into_owned().leak();
            Some((Bytes::new(bytes, LittleEndian), section.address()))
        };
        let debug = section(".debug_frame").map(|(bytes, _)| {
            let mut frames = DebugFrame::from(bytes);
            frames.set_address_size(address_bytes);
            Self::Debug(frames)
        });
        let exceptions = section(".eh_frame").map(|(bytes, address)| {
            let mut frames = EhFrame::from(bytes);
            frames.set_address_size(address_bytes);
            Self::Exceptions(frames, BaseAddresses::default().set_eh_frame(address))
        });
        debug.into_iter().chain(exceptions).collect()
    }

    /// The caller of a frame, if there is a table for its function.
    pub fn caller(&self, hart: &dyn Look, frame: &Frame) -> Option<Frame> {
        match self {
            Self::Debug(section) => caller(section, &BaseAddresses::default(), hart, frame),
            Self::Exceptions(section, bases) => caller(section, bases, hart, frame),
        }
    }
}

fn caller<S: UnwindSection<Bytes>>(section: &S, bases: &BaseAddresses, hart: &dyn Look, frame: &Frame) -> Option<Frame> {
    let at = frame.inside();
    let entry = section.fde_for_address(bases, at, S::cie_from_offset).ok()?;
    let mut context = UnwindContext::new();
    let row = entry.unwind_info_for_address(section, bases, &mut context, at).ok()?;
    let CfaRule::RegisterAndOffset { register, offset } = row.cfa() else { return None };
    let cfa = frame.x.get(usize::from(register.0))?.wrapping_add_signed(*offset);
    let mut x = frame.x;
    x[SP] = cfa;
    for (register, rule) in row.registers() {
        let Some(slot) = x.get_mut(usize::from(register.0)) else { continue };
        *slot = match rule {
            RegisterRule::Offset(offset) => hart.word(cfa.wrapping_add_signed(*offset), hart.xlen() / 8)?,
            RegisterRule::ValOffset(offset) => cfa.wrapping_add_signed(*offset),
            RegisterRule::Register(from) => *frame.x.get(usize::from(from.0))?,
            RegisterRule::Undefined if usize::from(register.0) == RA => return None,
            _ => continue,
        };
    }
    Some(Frame { pc: x[RA], x, is_top: false })
}
