//! Instruction bodies of the double.

use isa::{Access, CsrEffects, CsrOp, Decoded, Exception, FenceKind, Kind, Machine, Revision};

use super::double::{Op, State, fence_of};

/// Executes one instruction.
pub fn execute<M, R>(m: &mut M, d: &Decoded<Op>) -> Result<(), Exception>
where
    M: Machine<State = State>,
    R: Revision<State = State, Op = Op>,
{
    let imm = i64::from(d.imm) as u64;
    let a = m.x(d.rs1);
    let b = m.x(d.rs2);
    match d.op {
        Op::Lui => m.set_x(d.rd, imm),
        Op::Auipc => m.set_x(d.rd, m.pc().wrapping_add(imm)),
        Op::Addi => m.set_x(d.rd, a.wrapping_add(imm)),
        Op::Add => m.set_x(d.rd, a.wrapping_add(b)),
        Op::Xor => m.set_x(d.rd, a ^ b),
        Op::Load => {
            let access = m.access(Kind::Load);
            let bytes = 1 << (d.word >> 12 & 3);
            let value = m.load(a.wrapping_add(imm), bytes, access)?;
            let unused = 64 - bytes * 8;
            let signed = d.word >> 14 & 1 == 0;
            let extended = ((value << unused) as i64 >> unused) as u64;
            m.set_x(d.rd, if signed { extended } else { value });
        }
        Op::Store => {
            let access = m.access(Kind::Store);
            m.store(a.wrapping_add(imm), 1 << (d.word >> 12 & 3), b, access)?;
        }
        Op::Beq if a == b => m.set_next_pc(m.pc().wrapping_add(imm)),
        Op::Bne if a != b => m.set_next_pc(m.pc().wrapping_add(imm)),
        Op::Beq | Op::Bne => {}
        Op::Jal => {
            m.set_x(d.rd, m.pc() + 4);
            m.set_next_pc(m.pc().wrapping_add(imm));
        }
        Op::Jalr => {
            m.set_x(d.rd, m.pc() + 4);
            m.set_next_pc(a.wrapping_add(imm) & !1);
        }
        _ => return system::<M, R>(m, d, a, b),
    }
    Ok(())
}

#[inline(never)]
fn system<M, R>(m: &mut M, d: &Decoded<Op>, a: u64, b: u64) -> Result<(), Exception>
where
    M: Machine<State = State>,
    R: Revision<State = State, Op = Op>,
{
    match d.op {
        Op::Csrrw | Op::Csrrs => {
            m.before_csr();
            let op = match d.op {
                Op::Csrrw => CsrOp::Write(a),
                _ if d.rs1 == 0 => CsrOp::Read,
                _ => CsrOp::Set(a),
            };
            let old = R::csr(m.state(), d.imm as u16, op).map_err(|code| Exception::new(code, 0))?;
            m.set_x(d.rd, old);
            if op != CsrOp::Read {
                m.csr_written(d.imm as u16, CsrEffects { roots: true, permissions: true, pending: true, enables: true });
            }
        }
        Op::Mret => {
            let s = m.state();
            s.prv = s.status >> 11 & 3;
            s.v = s.status >> 39 & 1 != 0 && s.prv != 3;
            let pc = s.get(super::double::MEPC);
            m.set_next_pc(pc);
            m.after_state_change();
        }
        Op::Wfi => m.wait_for_interrupt(),
        Op::Ecall => {
            let (prv, v) = R::mode(m.state());
            return Err(Exception::new(8 + prv + u64::from(v && prv == 1), 0));
        }
        Op::Lr => {
            let access = m.access(Kind::Load);
            let value = m.load_reserved(a, 8, access)?;
            m.set_x(d.rd, value);
        }
        Op::Sc => {
            let access = m.access(Kind::Store);
            let done = m.store_conditional(a, 8, b, access)?;
            m.set_x(d.rd, u64::from(!done));
        }
        Op::AmoAdd => {
            let access = m.access(Kind::Store);
            let old = m.load(a, 8, access)?;
            m.store(a, 8, old.wrapping_add(b), access)?;
            m.set_x(d.rd, old);
        }
        Op::Sfence | Op::HfenceV | Op::HfenceG => {
            let kind = match d.op {
                Op::Sfence => FenceKind::Vma,
                Op::HfenceV => FenceKind::Vvma,
                _ => FenceKind::Gvma,
            };
            let addr = (d.rs1 != 0).then_some(a);
            m.fence_vma(fence_of(kind, addr, (d.rs2 != 0).then_some(b)));
        }
        _ => {
            let access = Access { kind: Kind::Load, prv: 1, v: true, exec_as_read: false };
            let value = m.load(a, 8, access)?;
            m.set_x(d.rd, value);
        }
    }
    Ok(())
}
