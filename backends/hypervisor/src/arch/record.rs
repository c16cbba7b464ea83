//! Who may use a vCPU's record: one hart at a time, without waiting.

use crate::vcpu::Vcpu;
use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, Ordering};

/// A vCPU's record and whether a hart has it.
pub struct Record {
    taken: AtomicBool,
    vcpu: UnsafeCell<Vcpu>,
}

// SAFETY: `taken` lets one hart at a time reach the vCPU.
unsafe impl Sync for Record {}

impl Record {
    /// A record that nobody has.
    pub fn new(vcpu: Vcpu) -> Self {
        Self { taken: AtomicBool::new(false), vcpu: UnsafeCell::new(vcpu) }
    }

    /// The vCPU, for this hart alone until `give_back`; None if another has it.
    #[expect(clippy::mut_from_ref, reason = "`taken` makes it the only one")]
    pub fn take(&'static self) -> Option<&'static mut Vcpu> {
        let free = !self.taken.swap(true, Ordering::Acquire);
        // SAFETY: it was not taken, so no other reference exists; `give_back`
        // consumes this one.
        free.then(|| unsafe { &mut *self.vcpu.get() })
    }

    /// Ends what `take` began.
    pub fn give_back(&'static self, vcpu: &'static mut Vcpu) {
        assert!(core::ptr::eq(vcpu, self.vcpu.get()), "the vCPU is of another record");
        self.taken.store(false, Ordering::Release);
    }
}
