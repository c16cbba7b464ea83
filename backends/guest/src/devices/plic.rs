//! The platform-level interrupt controller, without locks.
//!
//! Every virtual hart of a guest, every device and every host interrupt may
//! use it at once, so all its state is atomic words of a bit per source.
//! What is pending is such a word: many set bits in it, and only a claim,
//! which a virtual hart makes for itself, takes one out.
//!
//! Sources are level-triggered. The gateway of a source holds back the next
//! interrupt while the one before is claimed. `set_line` writes the line and
//! then looks whether it is claimed, completion takes the claim away and then
//! looks at the line: whichever comes second sees the other, so that no
//! interrupt is lost between them.
//!
//! Contexts are numbered as in QEMU's `virt`, `2 * vcpu + 1` is supervisor
//! mode. Those of machine mode, which a guest does not have, read as zero.

use alloc::vec::Vec;
use core::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering::Relaxed, Ordering::SeqCst};

const SOURCES: usize = deployment::SOURCES as usize;

const PENDING: u64 = 0x1000;
const ENABLE: u64 = 0x2000;
const ENABLE_STRIDE: u64 = 0x80;
const CONTEXT: u64 = 0x20_0000;
const CONTEXT_STRIDE: u64 = 0x1000;
/// QEMU's `virt` has priorities 0 to 7.
const PRIORITY_MASK: u32 = 7;

/// The platform-level interrupt controller.
#[derive(Debug)]
pub struct Plic {
    lines: AtomicU64,
    pending: AtomicU64,
    /// Claimed and not completed.
    claimed: AtomicU64,
    priority: [AtomicU8; SOURCES],
    contexts: Vec<Supervisor>,
    /// Sources whose lines are those of a device of the host.
    passed: AtomicU64,
    /// Those of them that were completed, and the host does not know.
    completed: AtomicU64,
}

/// Lines, pending and claimed; priorities; what each virtual hart enables,
/// and its threshold.
type Saved = ([u64; 3], Vec<u8>, Vec<(u64, u32)>);

/// Supervisor mode of a virtual hart.
#[derive(Debug, Default)]
struct Supervisor {
    enable: AtomicU64,
    threshold: AtomicU32,
}

impl Plic {
    /// Length of its registers.
    pub const BYTES: u64 = 0x60_0000;

    /// Nothing enabled, nothing pending.
    pub fn new(vcpus: u32) -> Self {
        Self {
            lines: AtomicU64::new(0),
            pending: AtomicU64::new(0),
            claimed: AtomicU64::new(0),
            priority: [const { AtomicU8::new(0) }; SOURCES],
            contexts: (0..vcpus).map(|_| Supervisor::default()).collect(),
            passed: AtomicU64::new(0),
            completed: AtomicU64::new(0),
        }
    }

    /// The line of a source is that of a device of the host from now on. The
    /// host holds the next interrupt back until the guest completes this one.
    pub fn pass(&self, source: u32) {
        self.passed.fetch_or(bit(source).unwrap_or(0), SeqCst);
    }

    /// Takes those of such sources that were completed, a bit each.
    pub fn take_completed(&self) -> u64 {
        if self.completed.load(SeqCst) == 0 { 0 } else { self.completed.swap(0, SeqCst) }
    }

    /// Whether the external interrupt of a virtual hart is pending.
    #[inline]
    pub fn is_pending(&self, vcpu: u32) -> bool {
        let Some(context) = self.contexts.get(vcpu as usize) else { return false };
        let ready = self.ready(context);
        ready != 0 && self.best(ready, context.threshold.load(SeqCst)).is_some()
    }

    /// The line of a source, for [`Self::is_high`]; 0 if there is no such source.
    pub fn line(source: u32) -> u64 {
        bit(source).unwrap_or(0)
    }

    /// Whether a line is high, as it was last set.
    #[inline(always)]
    pub fn is_high(&self, line: u64) -> bool {
        self.lines.load(Relaxed) & line != 0
    }

    /// Sets the line of a source. Returns the virtual harts whose external
    /// interrupt is pending with it, a bit each.
    pub fn set_line(&self, source: u32, high: bool) -> u64 {
        let Some(bit) = bit(source) else { return 0 };
        let before = if high { self.lines.fetch_or(bit, SeqCst) } else { self.lines.fetch_and(!bit, SeqCst) };
        if !high || before & bit != 0 || self.claimed.load(SeqCst) & bit != 0 {
            return 0;
        }
        self.pending.fetch_or(bit, SeqCst);
        self.listeners(bit)
    }

    /// Reads `bytes` at `offset`: words only, other accesses read as zero.
    pub fn read(&self, offset: u64, bytes: u32) -> u32 {
        if bytes != 4 || !offset.is_multiple_of(4) {
            return 0;
        }
        match offset {
            ..PENDING => self.priority.get((offset / 4) as usize).map_or(0, |p| p.load(SeqCst).into()),
            PENDING..ENABLE => half(self.pending.load(SeqCst), (offset - PENDING) / 4),
            ENABLE..CONTEXT => {
                let (context, word) = self.context(offset - ENABLE, ENABLE_STRIDE);
                context.map_or(0, |context| half(context.enable.load(SeqCst), word))
            }
            _ => match self.context(offset - CONTEXT, CONTEXT_STRIDE) {
                (Some(context), 0) => context.threshold.load(SeqCst),
                (Some(context), 1) => self.claim(context),
                _ => 0,
            },
        }
    }

    /// Writes `bytes` at `offset`: words only, other accesses do nothing.
    /// Returns virtual harts whose external interrupt may have become pending.
    pub fn write(&self, offset: u64, bytes: u32, value: u32) -> u64 {
        if bytes != 4 || !offset.is_multiple_of(4) {
            return 0;
        }
        match offset {
            ..PENDING => {
                if let Some(priority) = self.priority.get((offset / 4) as usize) {
                    priority.store((value & PRIORITY_MASK) as u8, SeqCst);
                }
            }
            PENDING..ENABLE => return 0,
            ENABLE..CONTEXT => {
                let (Some(context), word @ (0 | 1)) = self.context(offset - ENABLE, ENABLE_STRIDE) else { return 0 };
                let shift = 32 * word;
                let set = |enable: u64| enable & !(u64::from(u32::MAX) << shift) | (u64::from(value) << shift) & !1;
                // Never fails: the closure always has a value.
                let _ = context.enable.fetch_update(SeqCst, SeqCst, |enable| Some(set(enable)));
            }
            _ => match self.context(offset - CONTEXT, CONTEXT_STRIDE) {
                (Some(context), 0) => context.threshold.store(value & PRIORITY_MASK, SeqCst),
                (Some(context), 1) => return self.complete(context, value),
                _ => return 0,
            },
        }
        self.listeners(u64::MAX)
    }

    /// What it has to remember. Nobody uses it meanwhile.
    pub fn save(&self) -> Option<Vec<u8>> {
        let words = [&self.lines, &self.pending, &self.claimed].map(|word| word.load(SeqCst));
        let priorities: Vec<u8> = self.priority.iter().map(|priority| priority.load(SeqCst)).collect();
        let contexts = self.contexts.iter().map(|context| (context.enable.load(SeqCst), context.threshold.load(SeqCst)));
        super::pack(&(words, priorities, contexts.collect::<Vec<(u64, u32)>>()))
    }

    /// Remembers; `None` if that is not of such a controller.
    pub fn restore(&self, saved: &[u8]) -> Option<()> {
        let (words, priorities, contexts): Saved = super::unpack(saved)?;
        (priorities.len() == SOURCES && contexts.len() == self.contexts.len()).then_some(())?;
        for (word, value) in [&self.lines, &self.pending, &self.claimed].into_iter().zip(words) {
            // There is no source 0.
            word.store(value & !1, SeqCst);
        }
        for (priority, value) in self.priority.iter().zip(priorities) {
            priority.store(value & PRIORITY_MASK as u8, SeqCst);
        }
        for (context, (enable, threshold)) in self.contexts.iter().zip(contexts) {
            context.enable.store(enable & !1, SeqCst);
            context.threshold.store(threshold & PRIORITY_MASK, SeqCst);
        }
        Some(())
    }

    /// Becomes as it is when the guest begins. Nobody uses it meanwhile.
    pub fn reset(&self) {
        for word in [&self.lines, &self.pending, &self.claimed] {
            word.store(0, SeqCst);
        }
        self.priority.iter().for_each(|priority| priority.store(0, SeqCst));
        for context in &self.contexts {
            context.enable.store(0, SeqCst);
            context.threshold.store(0, SeqCst);
        }
    }

    /// The context of a register, if it is of supervisor mode, and the number
    /// of the word in it.
    fn context(&self, offset: u64, stride: u64) -> (Option<&Supervisor>, u64) {
        let number = offset / stride;
        let context = if number % 2 == 1 { self.contexts.get((number / 2) as usize) } else { None };
        (context, offset % stride / 4)
    }

    fn claim(&self, context: &Supervisor) -> u32 {
        while let Some(source) = self.best(self.ready(context), 0) {
            let bit = 1 << source;
            if self.claimed.fetch_or(bit, SeqCst) & bit != 0 {
                // Another has claimed it meanwhile.
                continue;
            }
            if self.pending.fetch_and(!bit, SeqCst) & bit != 0 {
                return source;
            }
            // Another has claimed it and completed it meanwhile.
            self.open(bit);
        }
        0
    }

    /// Completion counts only for a source that the context has enabled.
    fn complete(&self, context: &Supervisor, source: u32) -> u64 {
        let Some(bit) = bit(source).filter(|bit| context.enable.load(SeqCst) & bit != 0) else { return 0 };
        if self.passed.load(SeqCst) & bit != 0 {
            // If it is still high, the host says so again.
            self.lines.fetch_and(!bit, SeqCst);
            self.completed.fetch_or(bit, SeqCst);
        }
        self.open(bit)
    }

    /// Opens the gateway of a source; returns who listens if it is high.
    fn open(&self, bit: u64) -> u64 {
        self.claimed.fetch_and(!bit, SeqCst);
        if self.lines.load(SeqCst) & bit == 0 {
            return 0;
        }
        self.pending.fetch_or(bit, SeqCst);
        self.listeners(bit)
    }

    /// Sources that a context could claim.
    #[inline]
    fn ready(&self, context: &Supervisor) -> u64 {
        self.pending.load(SeqCst) & context.enable.load(SeqCst) & !self.claimed.load(SeqCst)
    }

    /// The source of highest priority above `threshold`; of equals the first.
    fn best(&self, mut ready: u64, threshold: u32) -> Option<u32> {
        let (mut best, mut above) = (None, threshold);
        while ready != 0 {
            let source = ready.trailing_zeros();
            let priority = self.priority[source as usize].load(SeqCst).into();
            if priority > above {
                (best, above) = (Some(source), priority);
            }
            ready &= ready - 1;
        }
        best
    }

    /// Virtual harts whose external interrupt is pending by one of `sources`.
    fn listeners(&self, sources: u64) -> u64 {
        let mut all = 0;
        for (vcpu, context) in self.contexts.iter().enumerate() {
            let ready = self.ready(context) & sources;
            if ready != 0 && self.best(ready, context.threshold.load(SeqCst)).is_some() {
                all |= 1 << vcpu;
            }
        }
        all
    }
}

/// The bit of a source that exists.
fn bit(source: u32) -> Option<u64> {
    (1..SOURCES as u32).contains(&source).then(|| 1 << source)
}

/// A word of a register of 64 bits.
fn half(value: u64, word: u64) -> u32 {
    match word {
        0 => value as u32,
        1 => (value >> 32) as u32,
        _ => 0,
    }
}
