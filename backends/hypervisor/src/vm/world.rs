//! The world around a guest's devices.

use super::Vm;
use crate::hart::{self, Hart};
use crate::machine::machine;
use crate::report::End;
use crate::vcpu::Requests;
use guest::Context;

const NANOSECONDS: u128 = 1_000_000_000;

/// The world around a guest's devices while a hart acts for it: a vCPU that it
/// runs keeps it.
pub struct World<'a> {
    /// The guest.
    pub vm: &'static Vm,
    /// The hart that acts; none of a vCPU that never ran.
    pub hart: Option<&'a Hart>,
    /// How the guest ended itself by a device, if it did.
    pub ended: core::cell::Cell<Option<End>>,
}

impl<'a> World<'a> {
    /// The world as a hart sees it.
    pub fn new(vm: &'static Vm, hart: Option<&'a Hart>) -> Self {
        Self { vm, hart, ended: core::cell::Cell::new(None) }
    }

    /// The form that devices take.
    pub fn context(&self) -> Context<'_> {
        self
    }
}

impl guest::Host for World<'_> {
    fn memory(&self) -> &dyn guest::Memory {
        &self.vm.memory
    }

    fn now(&self) -> u64 {
        (u128::from(hart::now().wrapping_add(self.vm.ahead())) * NANOSECONDS / u128::from(machine().frequency)) as u64
    }

    fn kick(&self, mut vcpus: u64) {
        let Some(hart) = self.hart else { return };
        while vcpus != 0 {
            self.vm.request(vcpus.trailing_zeros(), Requests::EXTERNAL, hart);
            vcpus &= vcpus - 1;
        }
    }

    fn complete(&self, sources: u64) {
        crate::external::complete(self.vm, sources);
    }

    fn wake(&self, guest: u32) {
        if let Some(vm) = machine().vms.get(guest as usize) {
            vm.look();
        }
    }

    fn again(&self) {
        self.vm.look();
    }

    fn put(&self, byte: u8) {
        self.vm.console.put(byte);
    }

    fn get(&self) -> Option<u8> {
        self.vm.typed.lock().pop_front().or_else(crate::monitor::unheard)
    }

    fn end(&self, how: guest::End) {
        self.ended.set(Some(match how {
            guest::End::Good => End::Shutdown,
            guest::End::Failed(code) => End::Failure(code.into()),
            guest::End::Restart => End::Restart,
        }));
        // For `access` to look at it: it has one thing to check then.
        machine().want_look();
    }
}
