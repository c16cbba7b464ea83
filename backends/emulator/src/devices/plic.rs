//! The platform-level interrupt controller, with level-triggered sources.
//! Context `2 * hart` is machine mode, `2 * hart + 1` supervisor mode.

use serde::{Deserialize, Serialize};

/// Number of sources, source 0 included, which does not exist.
pub(crate) const SOURCES: usize = 96;
const WORDS: usize = SOURCES / 32;

const PENDING: u64 = 0x1000;
const ENABLE: u64 = 0x2000;
const ENABLE_STRIDE: u64 = 0x80;
const CONTEXT: u64 = 0x20_0000;
const CONTEXT_STRIDE: u64 = 0x1000;
/// QEMU's `virt` has priorities 0 to 7.
const PRIORITY_MASK: u32 = 7;

/// The platform-level interrupt controller.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Plic {
    #[serde(with = "priorities")]
    priority: [u32; SOURCES],
    lines: [u32; WORDS],
    pending: [u32; WORDS],
    /// Claimed and not completed: the gateway holds back the next one.
    claimed: [u32; WORDS],
    contexts: Vec<Context>,
}

#[derive(Clone, Default, Serialize, Deserialize)]
struct Context {
    enable: [u32; WORDS],
    threshold: u32,
    /// Whether a source is pending for it: kept, because it is asked often.
    raised: bool,
}

impl Plic {
    /// Nothing enabled.
    pub(crate) fn new(harts: usize) -> Self {
        Self {
            priority: [0; SOURCES],
            lines: [0; WORDS],
            pending: [0; WORDS],
            claimed: [0; WORDS],
            contexts: vec![Context::default(); harts * 2],
        }
    }

    /// Whether it is that of so many harts.
    pub(crate) fn fits(&self, harts: usize) -> bool {
        self.contexts.len() == harts * 2
    }

    /// Whether the external interrupt of a context is pending.
    #[inline]
    pub(crate) fn pending(&self, context: usize) -> bool {
        self.contexts.get(context).is_some_and(|context| context.raised)
    }

    /// Sets the line of a source.
    pub(crate) fn set_line(&mut self, source: u32, high: bool) {
        let (word, bit) = ((source / 32) as usize, 1 << (source % 32));
        if (self.lines[word] & bit != 0) != high {
            self.lines[word] ^= bit;
            self.update();
        }
    }

    /// Reads a register.
    pub(crate) fn read(&mut self, offset: u64) -> u32 {
        let (context, register) = split(offset);
        match offset {
            ..PENDING => self.priority.get((offset / 4) as usize).copied().unwrap_or(0),
            PENDING..ENABLE => self.pending.get(((offset - PENDING) / 4) as usize).copied().unwrap_or(0),
            ENABLE..CONTEXT => {
                let word = self.contexts.get(context).and_then(|c| c.enable.get(register));
                word.copied().unwrap_or(0)
            }
            _ => match register {
                0 => self.contexts.get(context).map_or(0, |c| c.threshold),
                1 => self.claim(context),
                _ => 0,
            },
        }
    }

    /// Writes a register.
    pub(crate) fn write(&mut self, offset: u64, value: u32) {
        let (context, register) = split(offset);
        match offset {
            ..PENDING => {
                if let Some(priority) = self.priority.get_mut((offset / 4) as usize) {
                    *priority = value & PRIORITY_MASK;
                }
            }
            PENDING..ENABLE => {}
            ENABLE..CONTEXT => {
                let context = self.contexts.get_mut(context);
                if let Some(word) = context.and_then(|context| context.enable.get_mut(register)) {
                    *word = if register == 0 { value & !1 } else { value };
                }
            }
            _ => self.write_context(context, register, value),
        }
        self.update();
    }

    fn write_context(&mut self, context: usize, register: usize, value: u32) {
        let Some(context) = self.contexts.get_mut(context) else {
            return;
        };
        match register {
            0 => context.threshold = value & PRIORITY_MASK,
            // Completion counts only for a source that the context has enabled.
            1 if (value as usize) < SOURCES => {
                let (word, bit) = (value as usize / 32, 1 << (value % 32));
                self.claimed[word] &= !(bit & context.enable[word]);
            }
            _ => {}
        }
    }

    fn claim(&mut self, context: usize) -> u32 {
        let Some(source) = self.contexts.get(context).and_then(|context| self.best(context, 0)) else {
            return 0;
        };
        let (word, bit) = (source / 32, 1 << (source % 32));
        self.pending[word] &= !bit;
        self.claimed[word] |= bit;
        self.update();
        source as u32
    }

    /// Pending and enabled source of highest priority above `threshold`.
    fn best(&self, context: &Context, threshold: u32) -> Option<usize> {
        let mut best = None;
        let mut above = threshold;
        for (word, enable) in context.enable.iter().enumerate() {
            let mut left = self.pending[word] & enable;
            while left != 0 {
                let source = word * 32 + left.trailing_zeros() as usize;
                if self.priority[source] > above {
                    above = self.priority[source];
                    best = Some(source);
                }
                left &= left - 1;
            }
        }
        best
    }

    fn update(&mut self) {
        for word in 0..WORDS {
            let open = !self.claimed[word];
            self.pending[word] = self.pending[word] & !open | self.lines[word] & open;
        }
        for at in 0..self.contexts.len() {
            let context = &self.contexts[at];
            self.contexts[at].raised = self.best(context, context.threshold).is_some();
        }
    }
}

/// Context and number of the word in it that an offset names.
fn split(offset: u64) -> (usize, usize) {
    let (base, stride) = if offset < CONTEXT { (ENABLE, ENABLE_STRIDE) } else { (CONTEXT, CONTEXT_STRIDE) };
    let offset = offset.saturating_sub(base);
    ((offset / stride) as usize, (offset % stride / 4) as usize)
}

/// Longer arrays than serde knows by itself, as lists.
mod priorities {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    pub(super) fn serialize<S: Serializer, const N: usize>(array: &[u32; N], to: S) -> Result<S::Ok, S::Error> {
        array.as_slice().serialize(to)
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>, const N: usize>(from: D) -> Result<[u32; N], D::Error> {
        let list = Vec::<u32>::deserialize(from)?;
        list.try_into().map_err(|list: Vec<u32>| D::Error::invalid_length(list.len(), &"one priority for each source"))
    }
}
