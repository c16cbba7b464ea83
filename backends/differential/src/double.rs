//! A machine for instruction bodies: registers, and a memory that makes up its contents.

use isa::{Access, CacheBlock, Exception, Fence, Kind, Machine};

/// What a body did, besides the privileged state.
#[derive(Debug, PartialEq)]
pub struct Seen {
    /// Integer registers.
    pub x: [u64; 32],
    /// Floating-point registers.
    pub f: [u64; 32],
    /// Where it jumped.
    pub next_pc: Option<u64>,
    /// Accesses and fences.
    pub log: Vec<String>,
}

/// Floating point where it is hard: zeros, the smallest and largest numbers, powers of two and their neighbours,
/// infinities, NaNs, and numbers of single precision with their box or without.
fn hard_number(random: &mut crate::pair::Random) -> u64 {
    let bits = random.draw();
    let (fraction_bits, width) = if bits & 1 == 0 { (52, 64) } else { (23, 32) };
    let full = isa::ops::mask(width - 1 - fraction_bits);
    let middle = full / 2 + random.draw() % 8;
    let exponent = [0, 0, 1, middle, middle, full - 1, full, random.draw() & full][random.below(8)];
    let fraction = isa::ops::mask(fraction_bits);
    let next = random.draw();
    let fraction = [0, 1, fraction, fraction & !1, 1 << (next % u64::from(fraction_bits)), next & fraction][random.below(6)];
    let number = (next >> 63) << (width - 1) | exponent << fraction_bits | fraction;
    // One box in eight is missing.
    if width == 32 && bits & 0xe != 0 { isa::ops::boxed(number) } else { number }
}

/// Registers and memory around a privileged state.
pub struct Double<S, A> {
    state: S,
    access: A,
    xlen: u32,
    seed: u64,
    seen: Seen,
}

impl<S, A: Fn(&S, Kind) -> Access> Double<S, A> {
    /// Registers are made from the seed.
    pub fn new(state: S, xlen: u32, seed: u64, access: A) -> Self {
        let mut random = crate::pair::Random(seed);
        let mut x = [0; 32];
        for (i, r) in x.iter_mut().enumerate().skip(1) {
            // Small, large and special values.
            *r = match (random.draw() % 4, i) {
                (0, _) => random.draw() % 16,
                (1, _) => 1 << (xlen - 1),
                (2, _) => u64::MAX,
                _ => random.draw(),
            } & isa::ops::mask(xlen);
        }
        let f = std::array::from_fn(|_| hard_number(&mut random));
        Self { state, access, xlen, seed, seen: Seen { x, f, next_pc: None, log: Vec::new() } }
    }

    /// State and what was seen.
    pub fn into_parts(self) -> (S, Seen) {
        (self.state, self.seen)
    }

    fn note(&mut self, what: String) {
        self.seen.log.push(what);
    }
}

impl<S, A: Fn(&S, Kind) -> Access> Machine for Double<S, A> {
    type State = S;

    fn state(&mut self) -> &mut S {
        &mut self.state
    }

    fn x(&self, reg: u8) -> u64 {
        self.seen.x[reg as usize]
    }

    fn set_x(&mut self, reg: u8, value: u64) {
        assert_eq!(value & !isa::ops::mask(self.xlen), 0, "a register value of XLEN bits");
        if reg != 0 {
            self.seen.x[reg as usize] = value;
        }
    }

    fn f(&self, reg: u8) -> u64 {
        self.seen.f[reg as usize]
    }

    fn set_f(&mut self, reg: u8, value: u64) {
        self.seen.f[reg as usize] = value;
    }

    fn access(&mut self, kind: Kind) -> Access {
        (self.access)(&self.state, kind)
    }

    fn pc(&self) -> u64 {
        0x8000_1000
    }

    fn set_next_pc(&mut self, target: u64) {
        self.seen.next_pc = Some(target);
    }

    fn load(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.note(format!("load {addr:#x} {bytes} {access:?}"));
        match addr % 7 {
            0 => Err(Exception::new(5, addr)),
            _ => Ok(addr.wrapping_mul(self.seed | 1) & isa::ops::mask(bytes * 8)),
        }
    }

    fn store(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception> {
        self.note(format!("store {addr:#x} {bytes} {:#x} {access:?}", value & isa::ops::mask(bytes * 8)));
        if addr.is_multiple_of(7) { Err(Exception::new(7, addr)) } else { Ok(()) }
    }

    fn load_reserved(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.note("reserve".to_string());
        self.load(addr, bytes, access)
    }

    fn store_conditional(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<bool, Exception> {
        self.note("conditional".to_string());
        self.store(addr, bytes, value, access)?;
        Ok(addr.is_multiple_of(2))
    }

    fn cache_block(&mut self, what: CacheBlock, addr: u64, access: Access) -> Result<(), Exception> {
        self.note(format!("{what:?} {addr:#x} {access:?}"));
        if addr.is_multiple_of(7) { Err(Exception::new(7, addr)) } else { Ok(()) }
    }

    fn fence(&mut self) {
        self.note("fence".to_string());
    }

    fn fence_i(&mut self) {
        self.note("fence.i".to_string());
    }

    fn fence_vma(&mut self, fence: Fence) {
        self.note(format!("{fence:?}"));
    }

    fn wait_for_interrupt(&mut self) {
        self.note("wait".to_string());
    }

    fn before_csr(&mut self) {}

    fn after_state_change(&mut self) {}
}
