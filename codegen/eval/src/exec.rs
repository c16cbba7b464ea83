//! Instructions: guards, then the body.

use crate::decode::Decoded;
use crate::expr::{Host, Scope};
use crate::index::Evaluator;
use crate::state::State;
use ir::{Body, Builtin, Place};
use isa::{Access, CacheBlock, CsrOp, Exception, Fence, FenceKind, Kind, Machine};

/// A body's surroundings: the machine.
struct Running<'a, 's, M> {
    evaluator: &'a Evaluator<'s>,
    machine: &'a mut M,
    word: u32,
}

/// On whose behalf memory is accessed.
enum By {
    /// The current mode, as MPRV and SPRV redirect it.
    Mode(Kind),
    /// The guest: HLV and HSV.
    Guest(Kind),
    /// The guest, execute permission in place of read permission: HLVX.
    GuestFetch,
}

impl<'s> Evaluator<'s> {
    /// Executes an instruction. The caller advances pc by `d.len` unless `set_next_pc` was called.
    pub fn execute<M: Machine<State = State>>(&self, machine: &mut M, d: &Decoded<'s>) -> Result<(), Exception> {
        if let Err(code) = self.insn_legal(machine.state(), d.insn, &d.operands) {
            return Err(self.refused(machine.state(), code, d.word));
        }
        let Body::Exec(stmts) = &self.spec().insns[d.insn].body else {
            unreachable!("checked: a compressed instruction expands to one with a body")
        };
        let mut locals = d.operands.clone();
        if self.spec().insns[d.insn].float {
            self.float_on(machine.state(), &mut locals).map_err(|code| self.refused(machine.state(), code, d.word))?;
        }
        locals.extend([("len", u64::from(d.len)), ("word", u64::from(d.word))]);
        let mut running = Running { evaluator: self, machine, word: d.word };
        self.run(&mut running, stmts, &mut Scope::of(&locals))
    }

    /// The exception for a word that does not decode.
    pub fn illegal(&self, state: &State, word: u32) -> Exception {
        let word = if word & 3 == 3 { word } else { word & 0xffff };
        self.refused(state, self.exception("illegal_instruction"), word)
    }

    /// Illegal and virtual instruction exceptions report the same.
    fn refused(&self, state: &State, code: u64, word: u32) -> Exception {
        Exception::new(code, self.ask(state, "illegal_tval", &[u64::from(word)]))
    }

    /// On whose behalf the current mode makes a memory access.
    pub fn access(&self, state: &State, kind: Kind) -> Access {
        let fetch = [u64::from(kind == Kind::Fetch)];
        Access { kind, prv: self.ask(state, "effective_prv", &fetch), v: self.ask(state, "effective_v", &fetch) != 0, exec_as_read: false }
    }

    /// On whose behalf HLV, HLVX and HSV access memory.
    pub fn guest_access(&self, state: &State, kind: Kind, exec_as_read: bool) -> Access {
        Access { kind, prv: self.ask(state, "guest_access_prv", &[]), v: true, exec_as_read }
    }
}

impl<M: Machine<State = State>> Running<'_, '_, M> {
    fn access(&mut self, by: By) -> Access {
        let state = self.machine.state();
        match by {
            By::Mode(kind) => self.evaluator.access(state, kind),
            By::Guest(kind) => self.evaluator.guest_access(state, kind, false),
            By::GuestFetch => self.evaluator.guest_access(state, Kind::Load, true),
        }
    }

    fn csr(&mut self, address: u64, op: CsrOp) -> Result<u64, Exception> {
        self.machine.before_csr();
        let state = self.machine.state();
        match self.evaluator.csr(state, address as u16, op) {
            Err(code) => Err(self.evaluator.refused(state, code, self.word)),
            Ok(value) => {
                if op != CsrOp::Read {
                    self.machine.after_state_change();
                }
                Ok(value)
            }
        }
    }

    fn raise(&mut self, code: u64, tval: u64) -> Exception {
        let (_, v) = self.evaluator.mode(self.machine.state());
        Exception { tval_is_gva: v, ..Exception::new(code, tval) }
    }

    fn jump(&mut self, target: u64) -> Result<u64, Exception> {
        let alignment = self.evaluator.constant("IALIGN") / 8;
        if target & (alignment - 1) != 0 {
            let code = self.evaluator.exception("instruction_address_misaligned");
            return Err(self.raise(code, target));
        }
        self.machine.set_next_pc(target);
        Ok(0)
    }

    /// Operators that neither fail nor have a value.
    fn unfailing(&mut self, op: &Builtin, args: &[u64]) {
        match op {
            Builtin::Fence => self.machine.fence(),
            Builtin::FenceI => self.machine.fence_i(),
            Builtin::FenceVma(kind) => self.fence(kind, args),
            Builtin::WaitForInterrupt => self.machine.wait_for_interrupt(),
            Builtin::ReturnFrom(table) => self.return_from(table),
            _ => unreachable!("{op:?} can fail or has a value"),
        }
    }

    fn return_from(&mut self, table: &str) {
        let pc = self.evaluator.return_from(self.machine.state(), table);
        self.machine.set_next_pc(pc);
        self.machine.after_state_change();
    }

    fn fence(&mut self, kind: &str, args: &[u64]) {
        let kind = match kind {
            "Vma" => FenceKind::Vma,
            "Vvma" => FenceKind::Vvma,
            _ => FenceKind::Gvma,
        };
        let unless = |all: u64, value: u64| (all == 0).then_some(value);
        self.machine.fence_vma(Fence { kind, addr: unless(args[0], args[1]), id: unless(args[2], args[3]) });
    }

    fn cache_block(&mut self, kind: &str, addr: u64) -> Result<u64, Exception> {
        let kind = match kind {
            "Invalidate" => CacheBlock::Invalidate,
            "Clean" => CacheBlock::Clean,
            "Flush" => CacheBlock::Flush,
            _ => CacheBlock::Zero,
        };
        let access = self.access(By::Mode(Kind::Store));
        self.machine.cache_block(kind, addr, access).map(|()| 0)
    }

    fn load(&mut self, addr: u64, width: u32, by: By) -> Result<u64, Exception> {
        let access = self.access(by);
        self.machine.load(addr, width / 8, access)
    }

    fn store(&mut self, args: &[u64], width: u32, by: By) -> Result<u64, Exception> {
        let access = self.access(by);
        self.machine.store(args[0], width / 8, args[1], access).map(|()| 0)
    }
}

impl<M: Machine<State = State>> Host for Running<'_, '_, M> {
    type Stop = Exception;

    fn state(&mut self) -> &State {
        self.machine.state()
    }

    fn x(&mut self, register: u64) -> u64 {
        self.machine.x(register as u8) & self.evaluator.xlen_mask()
    }

    fn pc(&mut self) -> u64 {
        self.machine.pc() & self.evaluator.xlen_mask()
    }

    fn assign_x(&mut self, register: u64, value: u64) {
        self.machine.set_x(register as u8, value);
    }

    fn assign(&mut self, place: &Place, value: u64) {
        self.evaluator.assign(self.machine.state(), place, value);
        self.machine.after_state_change();
    }

    fn f(&mut self, register: u64, width: u32) -> u64 {
        let value = self.machine.f(register as u8);
        if width == 32 { isa::ops::unboxed(value, float::canonical_nan::<32>()) } else { value }
    }

    fn assign_f(&mut self, register: u64, value: u64, width: u32) {
        let value = if width == 32 { isa::ops::boxed(value) } else { value };
        self.machine.set_f(register as u8, value);
        self.evaluator.dirty(self.machine.state());
    }

    fn operator(&mut self, op: &Builtin, args: &[u64], width: u32) -> Result<u64, Exception> {
        use Builtin::*;
        // Operators without a value give 0.
        match op {
            Load(n) => self.load(args[0], *n, By::Mode(Kind::Load)),
            AmoLoad(n) => self.load(args[0], *n, By::Mode(Kind::Store)),
            GuestLoad(n) => self.load(args[0], *n, By::Guest(Kind::Load)),
            GuestLoadExec(n) => self.load(args[0], *n, By::GuestFetch),
            Store(n) => self.store(args, *n, By::Mode(Kind::Store)),
            GuestStore(n) => self.store(args, *n, By::Guest(Kind::Store)),
            LoadReserved(n) => {
                let access = self.access(By::Mode(Kind::Load));
                self.machine.load_reserved(args[0], n / 8, access)
            }
            StoreConditional(n) => {
                let access = self.access(By::Mode(Kind::Store));
                self.machine.store_conditional(args[0], n / 8, args[1], access).map(u64::from)
            }
            CsrSwap => self.csr(args[0], CsrOp::Write(args[1])),
            CsrSet => self.csr(args[0], if args[2] != 0 { CsrOp::Set(args[1]) } else { CsrOp::Read }),
            CsrClear => self.csr(args[0], if args[2] != 0 { CsrOp::Clear(args[1]) } else { CsrOp::Read }),
            Fence | FenceI | FenceVma(_) | WaitForInterrupt | ReturnFrom(_) => {
                self.unfailing(op, args);
                Ok(0)
            }
            CacheBlock(kind) => self.cache_block(kind, args[0]),
            Jump => self.jump(args[0]),
            Raise => Err(self.raise(args[0], args[1])),
            Float(op) => {
                let (value, flags) = crate::float::compute(*op, args, width);
                if flags != 0 {
                    self.evaluator.accrue(self.machine.state(), flags);
                }
                Ok(value)
            }
            Slt | Sra | Mulh | Mulhsu | Mulhu | Div | Rem | Divu | Remu | Rol | Ror => unreachable!("pure operators have no host"),
            Clz | Ctz | Cpop | Rev8 | OrcB => unreachable!("pure operators have no host"),
        }
    }
}
