//! The machine that the firmware's device tree tells of.

use crate::generated::interrupt;
use alloc::vec::Vec;

/// What the hypervisor needs to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    /// Where RAM ends, in one piece from the hypervisor on.
    pub ram_end: u64,
    /// Harts, by the firmware's numbers.
    pub harts: Vec<u64>,
    /// How often `time` counts in a second.
    pub frequency: u64,
    /// Where virtio devices may be, in order of address.
    pub virtio: Vec<u64>,
    /// The interrupt controller, for the hart that boots.
    pub controller: Option<Controller>,
}

/// The platform-level interrupt controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Controller {
    /// Where it is.
    pub at: u64,
    /// The context of HS-mode of a hart.
    pub context: u64,
}

/// Where RAM ends that holds `address`; needs no heap.
pub fn ram_end(fdt: u64, address: u64) -> Option<u64> {
    let tree = tree(fdt)?;
    let memory = tree.memory();
    let mut regions = memory.regions();
    regions.find_map(|region| {
        let start = region.starting_address as u64;
        let end = start + region.size? as u64;
        // The tree itself may lie at the end of RAM; it is read before guests run.
        (start..end).contains(&address).then_some(end)
    })
}

/// Reads the tree at `fdt`, for the hart that boots.
pub fn read(fdt: u64, address: u64, boot: u64) -> Option<Platform> {
    let tree = tree(fdt)?;
    let harts: Vec<u64> = tree.cpus().flat_map(|cpu| cpu.ids().all().map(|id| id as u64).collect::<Vec<u64>>()).collect();
    let cpus = tree.find_node("/cpus")?;
    let frequency = cpus.property("timebase-frequency")?.as_usize()? as u64;
    let is_virtio =
        |node: &fdt::node::FdtNode<'_, '_>| node.compatible().is_some_and(|names| names.all().any(|name| name == "virtio,mmio"));
    let regions = tree.all_nodes().filter(is_virtio).filter_map(|node| node.reg()?.next());
    let mut virtio: Vec<u64> = regions.map(|region| region.starting_address as u64).collect();
    virtio.sort_unstable();
    Some(Platform { ram_end: ram_end(fdt, address)?, harts, frequency, virtio, controller: controller(&tree, boot) })
}

/// Contexts are in the order in which the controller is connected to harts.
fn controller(tree: &fdt::Fdt<'_>, boot: u64) -> Option<Controller> {
    let node = tree.find_compatible(&["sifive,plic-1.0.0", "riscv,plic0"])?;
    let cpus = tree.find_node("/cpus")?;
    let is_boot = |cpu: &fdt::node::FdtNode<'_, '_>| cpu.property("reg").and_then(|reg| reg.as_usize()) == Some(boot as usize);
    let cpu = cpus.children().find(is_boot)?;
    let handle = cpu.children().find_map(|child| child.property("phandle")?.as_usize())?;
    let cell = |bytes: &[u8]| bytes.iter().fold(0, |cell: u64, byte| cell << 8 | u64::from(*byte));
    let wanted = |pair: &[u8]| cell(&pair[..4]) == handle as u64 && cell(&pair[4..]) == interrupt::SEI;
    let context = node.property("interrupts-extended")?.value.chunks_exact(8).position(wanted)?;
    Some(Controller { at: node.reg()?.next()?.starting_address as u64, context: context as u64 })
}

fn tree(fdt: u64) -> Option<fdt::Fdt<'static>> {
    crate::arch::memory::tree(fdt).and_then(|bytes| fdt::Fdt::new(bytes).ok())
}
