//! What a debugger asks of a machine, in its own words.

use emulator::{Machine, Mode};
use isa::CsrOp;

/// A CSR that a debugger can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csr {
    /// The manual's name.
    pub name: &'static str,
    /// Its address.
    pub address: u16,
}

/// Whose names and permissions count in a view of the CSRs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The guest's supervisor mode.
    Vs,
    /// The hypervisor's supervisor mode.
    Hs,
}

/// A revision with this CSR has floating-point registers.
const FLOAT_CSR: &str = "fcsr";

/// Nominal privileges; see [`Mode`].
const MACHINE: u64 = 3;
const SUPERVISOR: u64 = 1;
const USER: u64 = 0;

/// What a debugger asks.
pub trait Debuggee {
    /// Bytes of a register.
    fn register_bytes(&self) -> usize;
    /// Every CSR of the revision.
    fn csrs(&self) -> Vec<Csr>;
    /// Whether there are floating-point registers.
    fn has_floats(&self) -> bool;
    /// Writes a CSR as machine mode does; false if that is refused.
    fn set_csr(&mut self, hart: usize, address: u16, value: u64) -> bool;
    /// What an instruction in the mode of a view would read, if it may.
    fn view(&mut self, hart: usize, view: View, address: u16) -> Option<u64>;
    /// CSRs that only supervisor modes and above can read, and that the mode
    /// of a view can read after reset.
    fn view_csrs(&self, view: View) -> Vec<Csr>;
}

impl Debuggee for dyn Machine + '_ {
    fn register_bytes(&self) -> usize {
        self.isa().xlen as usize / 8
    }

    fn csrs(&self) -> Vec<Csr> {
        self.isa().csrs.iter().map(|&(name, address)| Csr { name, address }).collect()
    }

    fn has_floats(&self) -> bool {
        self.isa().csr(FLOAT_CSR).is_some()
    }

    fn set_csr(&mut self, hart: usize, address: u16, value: u64) -> bool {
        self.access_csr(hart, (MACHINE, false), address, CsrOp::Write(value)).is_ok()
    }

    fn view(&mut self, hart: usize, view: View, address: u16) -> Option<u64> {
        self.access_csr(hart, mode(view), address, CsrOp::Read).ok()
    }

    fn view_csrs(&self, view: View) -> Vec<Csr> {
        let user = (USER, view == View::Vs);
        let of_supervisor = |csr: &Csr| self.reads_at_reset(mode(view), csr.address) && !self.reads_at_reset(user, csr.address);
        self.csrs().into_iter().filter(of_supervisor).collect()
    }
}

fn mode(view: View) -> Mode {
    (SUPERVISOR, view == View::Vs)
}
