//! Trees as machines have them, and others.

#![allow(clippy::unwrap_used, missing_docs)]

extern crate std;

use super::*;
use dtoolkit::ToPropertyValue;
use dtoolkit::model::{DeviceTree, DeviceTreeNode, DeviceTreeProperty};
use std::vec::Vec;

/// The interrupt that controllers raise in HS-mode, here.
const EXTERNAL: u32 = 42;

struct Built(DeviceTreeNode);

impl Built {
    fn new(name: &str) -> Self {
        Self(DeviceTreeNode::new(name).unwrap())
    }

    fn with(mut self, name: &str, value: impl ToPropertyValue) -> Self {
        self.0.add_property(DeviceTreeProperty::new(name, value).unwrap());
        self
    }

    fn child(mut self, child: Self) -> Self {
        self.0.add_child(child.0);
        self
    }

    fn cells(self, address: u32, size: u32) -> Self {
        self.with("#address-cells", address).with("#size-cells", size)
    }

    fn blob(self) -> Vec<u8> {
        let mut tree = DeviceTree::new();
        tree.root = self.0;
        tree.to_dtb()
    }
}

fn cpu(number: u32) -> Built {
    let controller = Built::new("interrupt-controller").with("phandle", 10 + number);
    Built::new(&std::format!("cpu@{number}")).with("reg", number).child(controller)
}

/// Two pieces of RAM, two harts, and devices on a bus and beside it.
fn machine(frequency: impl ToPropertyValue) -> Vec<u8> {
    let cpus = Built::new("cpus").cells(1, 0).with("timebase-frequency", frequency).child(cpu(3)).child(cpu(5));
    let lines: [u32; 8] = [10 + 3, 11, 10 + 3, EXTERNAL, 10 + 5, 11, 10 + 5, EXTERNAL];
    let plic = Built::new("plic@c000000")
        .with("compatible", &["riscv,plic0"][..])
        .with("reg", [0_u32, 0xc00_0000, 0, 0x1000])
        .with("interrupts-extended", lines);
    let device = |name: &str, at: u32| Built::new(name).with("compatible", "virtio,mmio").with("reg", [1_u32, at, 0, 0x1000]);
    Built::new("")
        .cells(2, 2)
        .child(Built::new("memory@0").with("reg", [0_u32, 0x1000, 0, 0x1000]))
        .child(Built::new("memory@80000000").with("reg", [0_u32, 0x8000_0000, 1, 0]))
        .child(cpus)
        .child(Built::new("soc").cells(2, 2).child(plic).child(device("a@2000", 0x2000)))
        .child(device("b@1000", 0x1000))
        .blob()
}

#[test]
fn a_tree_tells_of_the_machine() {
    let blob = machine(10_000_000_u32);
    assert_eq!(length(*blob.first_chunk().unwrap()), Some(blob.len()));
    let tree = Tree::new(&blob).unwrap();
    assert_eq!(tree.ram_end(0x1fff), Some(0x2000));
    assert_eq!(tree.ram_end(0x2000), None);
    assert_eq!(tree.ram_end(0x8020_0000), Some(0x1_8000_0000));
    assert_eq!(tree.harts().collect::<Vec<_>>(), [3, 5]);
    assert_eq!(tree.frequency(), Some(10_000_000));
    assert_eq!(tree.devices("virtio,mmio").collect::<Vec<_>>(), [0x1_0000_2000, 0x1_0000_1000]);
    let at = 0xc00_0000;
    assert_eq!(tree.controller(3, EXTERNAL.into()), Some(Controller { at, context: 1 }));
    assert_eq!(tree.controller(5, EXTERNAL.into()), Some(Controller { at, context: 3 }));
    assert_eq!(tree.controller(4, EXTERNAL.into()), None);
    let wide = machine(5_000_000_000_u64);
    assert_eq!(Tree::new(&wide).unwrap().frequency(), Some(5_000_000_000));
}

#[test]
fn what_is_missing_is_not_told() {
    let empty = Built::new("").blob();
    let tree = Tree::new(&empty).unwrap();
    assert_eq!((tree.ram_end(0), tree.frequency(), tree.controller(0, EXTERNAL.into())), (None, None, None));
    assert_eq!(tree.harts().count() + tree.devices("virtio,mmio").count(), 0);
    // RAM that wraps, numbers of too many cells and of none.
    let around = Built::new("").cells(2, 2).child(Built::new("memory").with("reg", [u32::MAX, u32::MAX, 0, 2])).blob();
    assert_eq!(Tree::new(&around).unwrap().ram_end(u64::MAX), None);
    for cells in [0, 3] {
        let odd = Built::new("").child(Built::new("cpus").cells(cells, 0).child(Built::new("cpu@0").with("reg", [0_u32; 3]))).blob();
        assert_eq!(Tree::new(&odd).unwrap().harts().count(), 0, "{cells} cells");
    }
}

#[test]
fn what_is_no_tree_is_none() {
    assert_eq!(length([0; HEADER]), None);
    let blob = machine(1_u32);
    for bytes in 0..blob.len() {
        assert!(Tree::new(&blob[..bytes]).is_none(), "{bytes} bytes");
    }
}
