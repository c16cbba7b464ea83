//! What the hypervisor needs to know of the machine.

use crate::generated::interrupt;
use alloc::vec::Vec;
use devicetree::{Controller, Tree};

/// The machine that the firmware's device tree tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    /// Harts, by the firmware's numbers.
    pub harts: Vec<u64>,
    /// How often `time` counts in a second.
    pub frequency: u64,
    /// Where virtio devices may be, in order of address.
    pub virtio: Vec<u64>,
    /// The interrupt controller, for the hart that boots.
    pub controller: Option<Controller>,
}

impl Platform {
    /// What the tree tells the hart that boots; None if it does not tell of
    /// harts and their clock.
    pub fn read(tree: Tree<'_>, boot: u64) -> Option<Self> {
        let (harts, mut virtio): (Vec<u64>, Vec<u64>) = (tree.harts().collect(), tree.devices("virtio,mmio").collect());
        virtio.sort_unstable();
        let frequency = tree.frequency().filter(|frequency| *frequency != 0 && !harts.is_empty())?;
        Some(Self { harts, frequency, virtio, controller: tree.controller(boot, interrupt::SEI) })
    }
}
