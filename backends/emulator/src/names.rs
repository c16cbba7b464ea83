//! What a revision calls things, as values: for whoever has no type for it.

use isa::{Decoded, Revision, Trap};

/// Names and numbers of one revision at one XLEN.
#[derive(Clone, Copy, Debug)]
pub struct Isa {
    /// Id of the revision.
    pub revision: &'static str,
    /// 32 or 64.
    pub xlen: u32,
    /// See [`Revision::CSRS`].
    pub csrs: &'static [(&'static str, u16)],
    /// See [`Revision::EXTENSIONS`].
    pub extensions: &'static [&'static str],
    /// See [`Revision::EXCEPTIONS`].
    pub exceptions: &'static [(u64, &'static str)],
    /// See [`Revision::INTERRUPTS`].
    pub interrupts: &'static [(u64, &'static str)],
    /// See [`Revision::WORDS`].
    pub words: &'static [&'static str],
    decode: fn(u32) -> Option<Decoded<&'static str>>,
}

impl Isa {
    /// What a revision says.
    pub const fn of<R: Revision>() -> Self {
        Self {
            revision: R::ID,
            xlen: R::XLEN,
            csrs: R::CSRS,
            extensions: R::EXTENSIONS,
            exceptions: R::EXCEPTIONS,
            interrupts: R::INTERRUPTS,
            words: R::WORDS,
            decode: decode::<R>,
        }
    }

    /// An instruction, by its mnemonic; see [`Revision::decode`].
    pub fn decode(&self, word: u32) -> Option<Decoded<&'static str>> {
        (self.decode)(word)
    }

    /// Address of a CSR.
    pub fn csr(&self, name: &str) -> Option<u16> {
        self.csrs.iter().find(|csr| csr.0 == name).map(|csr| csr.1)
    }

    /// Manual's name of a cause.
    pub fn cause(&self, trap: &Trap) -> &'static str {
        self.cause_of(trap.interrupt, trap.exception.code)
    }

    /// Manual's name of an interrupt or exception.
    pub fn cause_of(&self, interrupt: bool, code: u64) -> &'static str {
        let names = if interrupt { self.interrupts } else { self.exceptions };
        names.iter().find(|known| known.0 == code).map_or("unknown", |(_, name)| name)
    }
}

fn decode<R: Revision>(word: u32) -> Option<Decoded<&'static str>> {
    R::decode(word).map(|d| d.map(R::name))
}
