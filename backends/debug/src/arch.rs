//! What gdb has to know before it knows the registers: how wide they are, and
//! which numbers they have in packets.

use gdbstub::arch::{Arch, RegId, Registers};
use std::num::NonZeroUsize;

/// Registers of the general group besides pc.
const GENERAL: usize = 32;
/// Number of pc.
pub const PC: usize = GENERAL;
/// Number of the first floating-point register.
pub const FIRST_FLOAT: usize = PC + 1;
/// Number of the CSR of address 0.
pub const FIRST_CSR: usize = FIRST_FLOAT + GENERAL;
/// Number of the privilege mode.
pub const PRIVILEGE: usize = FIRST_CSR + 4096;
/// Number of V.
pub const VIRTUALIZATION: usize = PRIVILEGE + 1;
/// Number of the CSR of address 0 as VS-mode sees it.
pub const FIRST_VS: usize = VIRTUALIZATION + 1;
/// Number of the CSR of address 0 as HS-mode sees it.
pub const FIRST_HS: usize = FIRST_VS + 4096;
/// One more than the last number.
const END: usize = FIRST_HS + 4096;
/// Bytes of a floating-point register.
pub const FLOAT_BYTES: usize = 8;

/// RISC-V of registers of so many bytes. Addresses in packets are as long as
/// those of the longest registers.
pub struct Riscv<const BYTES: usize>;

impl<const BYTES: usize> Arch for Riscv<BYTES> {
    type Usize = u64;
    type Registers = General<BYTES>;
    type BreakpointKind = usize;
    type RegId = Register<BYTES>;
}

/// The general group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct General<const BYTES: usize> {
    /// Integer registers.
    pub x: [u64; GENERAL],
    /// Address of the next instruction.
    pub pc: u64,
}

impl<const BYTES: usize> Registers for General<BYTES> {
    type ProgramCounter = u64;

    fn pc(&self) -> u64 {
        self.pc
    }

    fn gdb_serialize(&self, mut write_byte: impl FnMut(Option<u8>)) {
        for register in self.x.iter().chain([&self.pc]) {
            for byte in register.to_le_bytes().into_iter().take(BYTES) {
                write_byte(Some(byte));
            }
        }
    }

    fn gdb_deserialize(&mut self, bytes: &[u8]) -> Result<(), ()> {
        if bytes.len() < BYTES * (GENERAL + 1) {
            return Err(());
        }
        for (register, bytes) in self.x.iter_mut().chain([&mut self.pc]).zip(bytes.chunks(BYTES)) {
            *register = number(bytes);
        }
        Ok(())
    }
}

/// A register that gdb can ask for by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Register<const BYTES: usize>(pub usize);

impl<const BYTES: usize> Register<BYTES> {
    /// Its length in packets.
    pub fn bytes(self) -> usize {
        if (FIRST_FLOAT..FIRST_CSR).contains(&self.0) { FLOAT_BYTES } else { BYTES }
    }
}

impl<const BYTES: usize> RegId for Register<BYTES> {
    fn from_raw_id(id: usize) -> Option<(Self, Option<NonZeroUsize>)> {
        let register = Self(id);
        (id < END).then_some((register, NonZeroUsize::new(register.bytes())))
    }
}

/// A number of up to eight bytes, the low one first.
pub fn number(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
}
