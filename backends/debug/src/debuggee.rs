//! The machine as a debugger sees it. No revision is named in the types, so
//! that the remote is compiled once and not for each of them.

use emulator::{Emulator, Exit, Step};
use isa::{CsrOp, Revision};

use crate::walk::{self, Walked};

/// A CSR that a debugger can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csr {
    /// The manual's name.
    pub name: &'static str,
    /// Its address.
    pub address: u16,
}

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// An instruction retired, or a trap was taken.
    Stepped,
    /// The hart waits for an interrupt.
    Waits,
}

/// A load or store that an instruction made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// First address, as the instruction names it.
    pub address: u64,
    /// Length.
    pub bytes: u32,
    /// Stored, not loaded.
    pub store: bool,
}

/// Whose names and permissions count in a view of the CSRs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The guest's supervisor mode.
    Vs,
    /// The hypervisor's supervisor mode.
    Hs,
}

/// A machine under a debugger.
pub trait Debuggee {
    /// Id of the revision.
    fn revision(&self) -> &'static str;
    /// Bytes of a register.
    fn register_bytes(&self) -> usize;
    /// Number of harts.
    fn harts(&self) -> usize;
    /// Every CSR of the revision.
    fn csrs(&self) -> Vec<Csr>;
    /// Integer register.
    fn x(&self, hart: usize, register: u8) -> u64;
    /// Sets an integer register.
    fn set_x(&mut self, hart: usize, register: u8, value: u64);
    /// Bits of a floating-point register; `None` if there is no such register.
    fn f(&self, hart: usize, register: u8) -> Option<u64>;
    /// Sets a floating-point register; false if there is no such register.
    fn set_f(&mut self, hart: usize, register: u8, value: u64) -> bool;
    /// Address of the next instruction.
    fn pc(&self, hart: usize) -> u64;
    /// Sets the address of the next instruction.
    fn set_pc(&mut self, hart: usize, pc: u64);
    /// Value of a CSR, past all permissions.
    fn csr(&mut self, hart: usize, address: u16) -> Option<u64>;
    /// Writes a CSR as machine mode does; false if that is refused.
    fn set_csr(&mut self, hart: usize, address: u16, value: u64) -> bool;
    /// What an instruction in the mode of a view would read, if it may.
    fn view(&mut self, hart: usize, view: View, address: u16) -> Option<u64>;
    /// CSRs that only supervisor modes and above can read, and that the mode
    /// of a view can read after reset.
    fn view_csrs(&self, view: View) -> Vec<Csr>;
    /// Name of the mode, privilege and V.
    fn mode(&self, hart: usize) -> (&'static str, u64, bool);
    /// How data accesses of the hart reach memory now; permissions do not count.
    fn translate(&mut self, hart: usize, va: u64) -> Result<Walked, String>;
    /// How the VS-stage or S-level translation alone reaches guest physical memory.
    fn translate_guest_physical(&mut self, hart: usize, gpa: u64) -> Result<Walked, String>;
    /// Reads RAM or ROM; `None` if it is not all there.
    fn read(&self, pa: u64, bytes: usize) -> Option<Vec<u8>>;
    /// Writes RAM; false if it is not all in RAM.
    fn write(&mut self, pa: u64, bytes: &[u8]) -> bool;
    /// Makes a step of a hart.
    fn step(&mut self, hart: usize) -> Progress;
    /// Nobody can do anything: lets time pass. False if nothing can ever happen.
    fn skip_idle(&mut self) -> bool;
    /// How the guest ended the run, if it did.
    fn exit(&self) -> Option<Exit>;
    /// Whether steps are to note what they load and store.
    fn watch(&mut self, on: bool);
    /// Takes what was loaded and stored since.
    fn take_touched(&mut self) -> Vec<Touched>;
}

/// A revision with this CSR has floating-point registers.
const FLOAT_CSR: &str = "fcsr";

/// Nominal privileges, as [`Revision::set_mode`] takes them.
pub(crate) const MACHINE: u64 = 3;
const SUPERVISOR: u64 = 1;
const USER: u64 = 0;

impl<R: Revision> Debuggee for Emulator<R> {
    fn revision(&self) -> &'static str {
        R::ID
    }

    fn register_bytes(&self) -> usize {
        R::XLEN as usize / 8
    }

    fn harts(&self) -> usize {
        self.hart_count()
    }

    fn csrs(&self) -> Vec<Csr> {
        R::CSRS.iter().map(|&(name, address)| Csr { name, address }).collect()
    }

    fn x(&self, hart: usize, register: u8) -> u64 {
        Emulator::x(self, hart, register)
    }

    fn set_x(&mut self, hart: usize, register: u8, value: u64) {
        Emulator::set_x(self, hart, register, value);
    }

    fn f(&self, hart: usize, register: u8) -> Option<u64> {
        R::CSRS.iter().any(|csr| csr.0 == FLOAT_CSR).then(|| Emulator::f(self, hart, register))
    }

    fn set_f(&mut self, hart: usize, register: u8, value: u64) -> bool {
        Emulator::set_f(self, hart, register, value);
        true
    }

    fn pc(&self, hart: usize) -> u64 {
        Emulator::pc(self, hart)
    }

    fn set_pc(&mut self, hart: usize, pc: u64) {
        Emulator::set_pc(self, hart, pc);
    }

    fn csr(&mut self, hart: usize, address: u16) -> Option<u64> {
        Emulator::csr(self, hart, address)
    }

    fn set_csr(&mut self, hart: usize, address: u16, value: u64) -> bool {
        let mut done = false;
        self.change_state(hart, |state| done = in_mode::<R>(state, (MACHINE, false), address, CsrOp::Write(value)).is_some());
        done
    }

    fn view(&mut self, hart: usize, view: View, address: u16) -> Option<u64> {
        let mut state = self.state(hart).clone();
        in_mode::<R>(&mut state, mode(view), address, CsrOp::Read)
    }

    fn view_csrs(&self, view: View) -> Vec<Csr> {
        let readable = |address, mode| in_mode::<R>(&mut R::reset(0), mode, address, CsrOp::Read).is_some();
        let of_supervisor = |csr: &Csr| readable(csr.address, mode(view)) && !readable(csr.address, (USER, view == View::Vs));
        self.csrs().into_iter().filter(of_supervisor).collect()
    }

    fn mode(&self, hart: usize) -> (&'static str, u64, bool) {
        let (prv, v) = Emulator::mode(self, hart);
        (emulator::trace::mode_name((prv, v)), prv, v)
    }

    fn translate(&mut self, hart: usize, va: u64) -> Result<Walked, String> {
        let state = self.state(hart).clone();
        walk::translate::<R>(self, &state, va)
    }

    fn translate_guest_physical(&mut self, hart: usize, gpa: u64) -> Result<Walked, String> {
        let state = self.state(hart).clone();
        walk::guest_physical::<R>(self, &state, gpa)
    }

    fn read(&self, pa: u64, bytes: usize) -> Option<Vec<u8>> {
        self.read_memory(pa, bytes).map(<[u8]>::to_vec)
    }

    fn write(&mut self, pa: u64, bytes: &[u8]) -> bool {
        self.write_ram(pa, bytes).is_some()
    }

    fn step(&mut self, hart: usize) -> Progress {
        match Emulator::step(self, hart) {
            Step::Retired(_) | Step::Trapped(_) => Progress::Stepped,
            Step::Waiting => Progress::Waits,
        }
    }

    fn skip_idle(&mut self) -> bool {
        Emulator::skip_idle(self)
    }

    fn exit(&self) -> Option<Exit> {
        Emulator::exit(self)
    }

    fn watch(&mut self, on: bool) {
        self.note_accesses(on);
    }

    fn take_touched(&mut self) -> Vec<Touched> {
        let touched = |access: emulator::DataAccess| Touched { address: access.va, bytes: access.bytes, store: access.stored.is_some() };
        self.take_accesses().into_iter().map(touched).collect()
    }
}

fn mode(view: View) -> (u64, bool) {
    (SUPERVISOR, view == View::Vs)
}

/// A CSR access as if in another mode.
fn in_mode<R: Revision>(state: &mut R::State, (prv, v): (u64, bool), address: u16, op: CsrOp) -> Option<u64> {
    let (old_prv, old_v) = R::mode(state);
    R::set_mode(state, prv, v);
    let done = R::csr(state, address, op);
    R::set_mode(state, old_prv, old_v);
    done.ok()
}
