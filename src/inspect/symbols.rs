//! Names of addresses, and who called.

mod frames;

use ::emulator::Look;
use ::emulator::trace::mode_name;
use anyhow::{Context as _, ensure};
use frames::Frames;
use object::{Object as _, ObjectSymbol as _};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Callers that are shown at most.
const DEEPEST: usize = 64;

/// Names of the functions of some files.
#[derive(Default)]
pub struct Symbols {
    /// By address: length, and name.
    names: BTreeMap<u64, (u64, String)>,
    frames: Vec<Frames>,
}

impl Symbols {
    /// Those of ELF files, with what they say about stack frames, and of
    /// lists of names as Linux's `System.map` is one.
    pub fn read(files: &[PathBuf]) -> anyhow::Result<Self> {
        let mut symbols = Self::default();
        for file in files {
            let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            match object::File::parse(&*bytes) {
                Ok(elf) => symbols.add_elf(&elf),
                Err(_) => symbols.add_list(&bytes, file)?,
            }
        }
        Ok(symbols)
    }

    /// Whether no address has a name.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn add_elf(&mut self, elf: &object::File) {
        for symbol in elf.symbols().filter(|symbol| symbol.kind() == object::SymbolKind::Text) {
            if let Ok(name) = symbol.name() {
                let name = rustc_demangle::demangle(name);
                self.names.insert(symbol.address(), (symbol.size(), format!("{name:#}")));
            }
        }
        self.frames.extend(Frames::of(elf));
    }

    /// Lines of an address, a letter, and a name; a function ends where the
    /// next one begins, the last one nowhere.
    fn add_list(&mut self, bytes: &[u8], file: &Path) -> anyhow::Result<()> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let line = |line: &str| {
            let mut words = line.split_whitespace();
            let address = u64::from_str_radix(words.next()?, 16).ok()?;
            let kind = words.next()?;
            kind.eq_ignore_ascii_case("t").then_some((address, words.next()?.to_string()))
        };
        let mut named: Vec<(u64, String)> = text.lines().filter_map(line).collect();
        ensure!(!named.is_empty(), "{} is neither an ELF file nor a list of symbols", file.display());
        named.sort();
        let ends: Vec<u64> = named.iter().skip(1).map(|next| next.0).chain([u64::MAX]).collect();
        for ((address, name), end) in named.into_iter().zip(ends) {
            self.names.insert(address, (end - address, name));
        }
        Ok(())
    }

    /// The function that an address is in, and how far it is behind its start.
    pub fn at(&self, address: u64) -> Option<(&str, u64)> {
        let (start, (size, name)) = self.names.range(..=address).next_back()?;
        let offset = address - start;
        (offset == 0 || offset < *size).then_some((name, offset))
    }

    /// ` <name+offset>`, or nothing.
    pub fn suffix(&self, address: u64) -> String {
        match self.at(address) {
            Some((name, 0)) => format!(" <{name}>"),
            Some((name, offset)) => format!(" <{name}+{offset:#x}>"),
            None => String::new(),
        }
    }

    /// Lines that say where a hart is, and by whom it was called there.
    pub fn backtrace(&self, hart: &dyn Look) -> Vec<String> {
        let mut lines = vec![format!("hart {} in {}:", hart.hart(), mode_name(hart.mode()))];
        for (depth, pc) in self.callers(hart).into_iter().enumerate() {
            lines.push(format!("  #{depth:<2} {pc:#x}{}", self.suffix(pc)));
        }
        lines
    }

    /// Where the hart is, and where its callers go on.
    fn callers(&self, hart: &dyn Look) -> Vec<u64> {
        let mut frame = frames::Frame::top(hart);
        let mut found = vec![frame.pc];
        while found.len() < DEEPEST && self.at(frame.pc).is_some() {
            let by_tables = self.frames.iter().find_map(|frames| frames.caller(hart, &frame));
            let Some(caller) = by_tables.or_else(|| frame.by_pointer(hart, |pc| Some(pc - self.at(pc)?.1))) else { break };
            // A stack grows down; what does not come back up is none.
            if caller.pc == 0 || caller.sp() < frame.sp() || (caller.pc, caller.sp()) == (frame.pc, frame.sp()) {
                break;
            }
            frame = caller;
            found.push(frame.pc);
        }
        found
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A hart whose stack is a list of words.
    struct Stopped {
        pc: u64,
        ra: u64,
        fp: u64,
        stack: Vec<u64>,
    }

    const STACK: u64 = 0x1000;

    impl Look for Stopped {
        fn xlen(&self) -> u32 {
            64
        }

        fn hart(&self) -> usize {
            3
        }

        fn mode(&self) -> (u64, bool) {
            (1, true)
        }

        fn pc(&self) -> u64 {
            self.pc
        }

        fn x(&self, register: u8) -> u64 {
            match register {
                1 => self.ra,
                2 => STACK,
                8 => self.fp,
                _ => 0,
            }
        }

        fn f(&self, _register: u8) -> u64 {
            0
        }

        fn words(&self) -> Vec<u64> {
            Vec::new()
        }

        fn physical(&self, va: u64) -> Result<u64, String> {
            Ok(va)
        }

        fn word(&self, va: u64, _bytes: u32) -> Option<u64> {
            self.stack.get((va.checked_sub(STACK)? / 8) as usize).copied()
        }
    }

    fn symbols() -> Symbols {
        let mut symbols = Symbols::default();
        let list = "100 T outer\n200 t inner\n250 D data\n300 T leaf\n400 t last\n";
        symbols.add_list(list.as_bytes(), Path::new("list")).unwrap();
        symbols
    }

    #[test]
    fn addresses_have_names() {
        let symbols = symbols();
        assert_eq!([0x99, 0x100, 0x2ff, 0x310].map(|at| symbols.suffix(at)), ["", " <outer>", " <inner+0xff>", " <leaf+0x10>"]);
        assert!(Symbols::default().add_list(b"neither", Path::new("file")).is_err());
    }

    #[test]
    fn callers_are_found_by_frame_pointers() {
        // A frame is below its pointer: the caller's pointer, and where it goes on.
        let stack = vec![0, 0, STACK + 0x40, 0x110, 0, 0, 0, 0x90];
        let inside = Stopped { pc: 0x210, ra: 0x208, fp: STACK + 0x20, stack: stack.clone() };
        assert_eq!(symbols().callers(&inside), [0x210, 0x110], "the last one leads nowhere");
        let leaf = Stopped { pc: 0x304, ra: 0x210, fp: STACK + 0x20, stack };
        let lines = symbols().backtrace(&leaf);
        assert_eq!(lines, ["hart 3 in VS:", "  #0  0x304 <leaf+0x4>", "  #1  0x210 <inner+0x10>", "  #2  0x110 <outer+0x10>"]);
    }

    #[test]
    fn a_stack_that_leads_back_to_itself_comes_to_an_end() {
        let stack = vec![0, 0, STACK + 0x20, 0x110];
        let looping = Stopped { pc: 0x210, ra: 0, fp: STACK + 0x20, stack };
        assert_eq!(symbols().callers(&looping), [0x210, 0x110]);
    }
}
