//! The path of a block that is executed often.

use isa::{Decoded, Revision};

use crate::cache::{CodeCache, lines_of};
use crate::code::{Builder, LONGEST, Ops};
use crate::core::Core;
use crate::cursor::runner_of;
use crate::layout::PAGE;
use crate::memory::LINE_BITS;

/// An instruction on the path.
struct Passed<Op> {
    d: Decoded<Op>,
    offset: i16,
    /// It did not go on to the next instruction.
    jumped: bool,
}

impl<R: Revision> Core<R> {
    /// Executes instructions one by one from where a block begins, as long as
    /// they stay in the page and nothing else of the state changes; from then
    /// on they are those of the block.
    #[cold]
    #[inline(never)]
    pub(crate) fn record(&mut self, code: &mut CodeCache<R>, id: u32) {
        let host = code.host_of(id);
        let begin = self.hart.pc;
        let (mut path, mut lines, mut lap) = (Vec::new(), 0, 0);
        while path.len() < LONGEST && self.hart.steps < self.hart.stop_at {
            let (pc, at) = (self.hart.pc, (self.hart.pc % PAGE) as usize);
            if pc / PAGE != begin / PAGE {
                break;
            }
            // A loop is not left in the middle of a lap.
            if pc == begin {
                if 2 * path.len() - lap > LONGEST {
                    break;
                }
                lap = path.len();
            }
            let Some(d) = code.decoder.decode_at(&self.bus.ram, (host, at)) else { break };
            lines |= lines_of(at, d.len);
            // So that it is noticed if an instruction of the path is changed by one.
            self.bus.ram.mark_code(host, at >> LINE_BITS);
            self.bus.ram.mark_code(host, (at + usize::from(d.len) - 1) >> LINE_BITS);
            self.run_ops::<false>(&code.code, &Ops::one(d));
            if self.hart.raised.is_some() {
                break;
            }
            let jumped = self.hart.pc != pc.wrapping_add(u64::from(d.len));
            path.push(Passed { d, offset: pc.wrapping_sub(begin) as i16, jumped });
            if self.hart.until == 0 {
                break;
            }
        }
        code.recorded(&mut self.bus.ram, id, ops_of::<R>(&path), lines);
        self.hart.mind_marks(self.bus.ram.marked);
    }
}

/// The instructions of a path.
fn ops_of<R: Revision>(path: &[Passed<R::Op>]) -> Option<Ops<R>> {
    let mut builder = Builder::new(false);
    for (at, Passed { d, offset, jumped }) in path.iter().enumerate() {
        builder.push(runner_of::<R>(*d, *jumped && at + 1 < path.len()), *offset);
    }
    builder.ops()
}
