//! What a device tree tells of the machine, to the programs that run on it.
//! Nothing of a tree is trusted: what is broken or missing is not told.
#![no_std]

use dtoolkit::fdt::{Fdt, FdtNode};
use dtoolkit::standard::{NodeStandard as _, Reg};
use dtoolkit::{Node as _, Property as _};

/// Bytes of a tree's header that say what it is and how long.
pub const HEADER: usize = 8;
const MAGIC: u32 = 0xd00d_feed;

/// A device tree.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a>(Fdt<'a>);

/// The platform-level interrupt controller, for one hart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Controller {
    /// Where it is.
    pub at: u64,
    /// The context of HS-mode of the hart.
    pub context: u64,
}

/// Bytes of the tree that begins so; None if that is no tree.
pub fn length(header: [u8; HEADER]) -> Option<usize> {
    let [magic, bytes] = [&header[..4], &header[4..]].map(|half| half.iter().fold(0, |word, byte| word << 8 | u32::from(*byte)));
    (magic == MAGIC).then_some(bytes as usize)
}

impl<'a> Tree<'a> {
    /// The tree that is all of `bytes`; None if it is broken.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        Fdt::new(bytes).ok().map(Self)
    }

    /// Where the piece of RAM ends that holds `address`.
    pub fn ram_end(self, address: u64) -> Option<u64> {
        let memory = self.0.root().children().filter(|node| node.name_without_address() == "memory");
        let mut regions = memory.flat_map(regions).filter_map(|(start, bytes)| Some((start, start.checked_add(bytes)?)));
        regions.find_map(|(start, end)| (start..end).contains(&address).then_some(end))
    }

    /// Harts, by the firmware's numbers.
    pub fn harts(self) -> impl Iterator<Item = u64> + 'a {
        self.cpus().flat_map(addresses)
    }

    /// How often `time` counts in a second.
    pub fn frequency(self) -> Option<u64> {
        let frequency = self.0.find_node("/cpus")?.property("timebase-frequency")?;
        frequency.value_as::<u32>().map(u64::from).or_else(|_| frequency.value_as::<u64>()).ok()
    }

    /// Where devices are that say they are `compatible`, in the tree's order.
    pub fn devices(self, compatible: &'a str) -> impl Iterator<Item = u64> + 'a {
        self.nodes().filter(move |node| node.is_compatible(compatible)).filter_map(|node| addresses(node).next())
    }

    /// The interrupt controller, for the hart with this number and its
    /// interrupt `external`. Contexts are in the order in which the controller
    /// is connected to harts.
    pub fn controller(self, hart: u64, external: u64) -> Option<Controller> {
        let is_one = |node: &FdtNode<'_>| ["sifive,plic-1.0.0", "riscv,plic0"].iter().any(|name| node.is_compatible(name));
        let node = self.nodes().find(is_one)?;
        let cpu = self.cpus().find(|cpu| addresses(*cpu).next() == Some(hart))?;
        let handle = cpu.children().find_map(|child| child.phandle().ok()?)?;
        let lines = node.property("interrupts-extended")?;
        let mut pairs = lines.as_prop_encoded_array([1, 1]).ok()?.map(|pair| pair.map(|cell| cell.as_ref()[0].get()));
        let context = pairs.position(|[to, interrupt]| to == handle && u64::from(interrupt) == external)?;
        Some(Controller { at: addresses(node).next()?, context: context as u64 })
    }

    fn cpus(self) -> impl Iterator<Item = FdtNode<'a>> + 'a {
        let cpus = self.0.find_node("/cpus");
        cpus.into_iter().flat_map(|cpus| cpus.children()).filter(|node| node.name_without_address() == "cpu")
    }

    /// Nodes where devices are: those of the root, and those within these.
    fn nodes(self) -> impl Iterator<Item = FdtNode<'a>> + 'a {
        self.0.root().children().flat_map(|node| core::iter::once(node).chain(node.children()))
    }
}

/// The registers or memory of a node: where they are, and their bytes.
fn regions(node: FdtNode<'_>) -> impl Iterator<Item = (u64, u64)> {
    reg(node).filter_map(|reg| Some((reg.address().ok()?, reg.size().ok()?)))
}

/// Where a node's registers are.
fn addresses(node: FdtNode<'_>) -> impl Iterator<Item = u64> {
    reg(node).filter_map(|reg| reg.address().ok())
}

fn reg(node: FdtNode<'_>) -> impl Iterator<Item = Reg<'_>> {
    node.reg().ok().flatten().into_iter().flatten()
}

#[cfg(test)]
mod tests;
