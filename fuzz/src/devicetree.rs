//! Device trees as firmware and hypervisor read them: most nodes and
//! properties have the names that are looked for, and anything may be their
//! value; at last some bytes of the blob are others.

use arbitrary::{Result, Unstructured};
use devicetree::Tree;
use dtoolkit::model::{DeviceTree, DeviceTreeNode, DeviceTreeProperty};

const NODES: [&str; 8] = ["memory@80000000", "cpus", "cpu@0", "cpu", "soc", "plic@c000000", "virtio_mmio@10001000", "interrupt-controller"];
const PROPERTIES: [&str; 7] =
    ["reg", "compatible", "phandle", "timebase-frequency", "interrupts-extended", "#address-cells", "#size-cells"];
const NAMES: [&str; 3] = ["virtio,mmio", "riscv,plic0", "sifive,plic-1.0.0"];
/// Nodes below one another that are tried.
const DEPTH: u32 = 4;

/// Reads one input.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok(blob) = blob(&mut input) else { return };
    let header = blob.first_chunk().map(|header| devicetree::length(*header));
    let Some(tree) = Tree::new(&blob) else { return };
    assert_eq!(header, Some(Some(blob.len())), "a tree is as long as its header says");
    let address = input.arbitrary().unwrap_or_default();
    assert!(tree.ram_end(address).is_none_or(|end| end > address), "RAM that holds an address ends behind it");
    // Each hart of the tree, and one that need not be there.
    let harts = tree.harts().chain([address]);
    let contexts = harts.filter_map(|hart| tree.controller(hart, hart % 16));
    let _ = contexts.last();
    let _ = (tree.frequency(), NAMES.map(|name| tree.devices(name).count()));
}

fn blob(input: &mut Unstructured) -> Result<Vec<u8>> {
    if input.ratio(1, 16)? {
        return Ok(input.bytes(input.len())?.to_vec());
    }
    let mut tree = DeviceTree::new();
    tree.root = if input.arbitrary()? { machine(input)? } else { node(input, "", DEPTH)? };
    let mut blob = tree.to_dtb();
    for _ in 0..input.int_in_range(0..=3u8)? {
        let at = input.choose_index(blob.len())?;
        blob[at] = input.arbitrary()?;
    }
    if input.ratio(1, 16)? {
        blob.truncate(input.choose_index(blob.len())?);
    }
    Ok(blob)
}

/// A machine, of which now and then something is missing or as in [`node`].
fn machine(input: &mut Unstructured) -> Result<DeviceTreeNode> {
    let [memory, cpus, cpu, _, _, plic, _, controller] = NODES;
    let mut with = |name: &str, properties: &[(&str, &[u8])], child: Option<DeviceTreeNode>| {
        let mut node = if input.ratio(1, 8)? { node(input, name, 1)? } else { named(name) };
        for (name, value) in properties {
            if !input.ratio(1, 8)? {
                node.add_property(property(name, value.to_vec()));
            }
        }
        child.into_iter().for_each(|child| node.add_child(child));
        Ok(node)
    };
    let controller = with(controller, &[("phandle", &[0, 0, 0, 1])], None)?;
    let cpu = with(cpu, &[("reg", &[0; 4])], Some(controller))?;
    let cells: [(&str, &[u8]); 2] = [("#address-cells", &[0, 0, 0, 1]), ("#size-cells", &[0; 4])];
    let cpus = with(cpus, &[cells[0], cells[1], ("timebase-frequency", &[0, 0, 0, 1])], Some(cpu))?;
    let memory = with(memory, &[("reg", &[1; 12])], None)?;
    let plic =
        with(plic, &[("compatible", b"riscv,plic0\0"), ("reg", &[0; 12]), ("interrupts-extended", &[0, 0, 0, 1, 0, 0, 0, 0])], None)?;
    let mut root = with("", &[], Some(memory))?;
    root.add_child(cpus);
    root.add_child(plic);
    Ok(root)
}

fn named(name: &str) -> DeviceTreeNode {
    DeviceTreeNode::new(name).expect("the name is one that nodes may have")
}

fn property(name: &str, value: Vec<u8>) -> DeviceTreeProperty {
    DeviceTreeProperty::new(name, value).expect("the name is one that properties may have")
}

/// A few cells of numbers that others may be, too.
fn small_cells(input: &mut Unstructured) -> Result<Vec<u8>> {
    let cells = (0..input.int_in_range(1..=4u8)?).map(|_| Ok(input.int_in_range(0..=3u32)?.to_be_bytes()));
    Ok(cells.collect::<Result<Vec<_>>>()?.concat())
}

fn node(input: &mut Unstructured, name: &str, depth: u32) -> Result<DeviceTreeNode> {
    let mut node = named(name);
    for _ in 0..input.int_in_range(0..=4u8)? {
        let name = *input.choose(&PROPERTIES)?;
        let value = match input.int_in_range(0..=3u8)? {
            0 => small_cells(input)?,
            1 => format!("{}\0", input.choose(&NAMES)?).into_bytes(),
            2 => input.arbitrary::<[u64; 2]>()?.map(u64::to_be_bytes).concat(),
            _ => {
                let length = input.int_in_range(0..=20usize)?;
                input.bytes(length.min(input.len()))?.to_vec()
            }
        };
        node.add_property(property(name, value));
    }
    if depth > 0 {
        for _ in 0..input.int_in_range(0..=3u8)? {
            let name = *input.choose(&NODES)?;
            node.add_child(self::node(input, name, depth - 1)?);
        }
    }
    Ok(node)
}
