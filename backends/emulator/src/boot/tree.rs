//! The device tree, as OpenSBI and Linux expect it of QEMU's `virt`.

use dtoolkit::ToPropertyValue;
use dtoolkit::model::{DeviceTree, DeviceTreeNode, DeviceTreeProperty};
use isa::Revision;

use crate::config::MachineConfig;
use crate::devices::{SOURCES, finisher};
use crate::error::Error;
use crate::layout::{
    CLINT, FINISHER, PLIC, RAM_BASE, RTC, RTC_SOURCE, Region, TIMEBASE_HZ, UART, UART_SOURCE, VIRTIO, VIRTIO_SLOTS, VIRTIO_SOURCE,
};

/// Phandles; those of the harts' interrupt controllers follow.
const PLIC_HANDLE: u32 = 1;
const TEST_HANDLE: u32 = 2;
const HART_HANDLE: u32 = 3;

/// A node in the making, with the first error.
struct Node(Result<DeviceTreeNode, Error>);

impl Node {
    fn new(name: &str) -> Self {
        Self(DeviceTreeNode::new(name).map_err(|error| Error::DeviceTree(error.to_string())))
    }

    fn device(name: &str, region: Region) -> Self {
        Self::new(&format!("{name}@{:x}", region.base)).with("reg", cells(&[region.base, region.bytes]))
    }

    fn with(self, name: &str, value: impl ToPropertyValue) -> Self {
        Self(self.0.and_then(|mut node| {
            let property = DeviceTreeProperty::new(name, value);
            node.add_property(property.map_err(|error| Error::DeviceTree(error.to_string()))?);
            Ok(node)
        }))
    }

    fn flag(self, name: &str) -> Self {
        self.with(name, Vec::<u8>::new())
    }

    fn child(self, child: Self) -> Self {
        Self(self.0.and_then(|mut node| {
            node.add_child(child.0?);
            Ok(node)
        }))
    }
}

/// Numbers of two cells each.
fn cells(values: &[u64]) -> Vec<u32> {
    values.iter().flat_map(|value| [(value >> 32) as u32, *value as u32]).collect()
}

/// Builds the blob.
pub(crate) fn build<R: Revision>(config: &MachineConfig, initrd: Option<(u64, u64)>) -> Result<Vec<u8>, Error> {
    let memory = Region { base: RAM_BASE, bytes: config.ram_bytes };
    let reset = |name: &str, value: u32| {
        Node::new(name).with("compatible", format!("syscon-{name}")).with("regmap", TEST_HANDLE).with("offset", 0u32).with("value", value)
    };
    let root = Node::new("")
        .with("#address-cells", 2u32)
        .with("#size-cells", 2u32)
        .with("compatible", "riscv-virtio")
        .with("model", "riscv-virtio,qemu")
        .child(chosen(config, initrd))
        .child(Node::device("memory", memory).with("device_type", "memory"))
        .child(cpus::<R>(config))
        .child(soc::<R>(config)?)
        .child(reset("poweroff", finisher::PASS))
        .child(reset("reboot", finisher::RESET));
    let mut tree = DeviceTree::new();
    tree.root = root.0?;
    Ok(tree.to_dtb())
}

fn chosen(config: &MachineConfig, initrd: Option<(u64, u64)>) -> Node {
    let mut chosen = Node::new("chosen").with("stdout-path", format!("/soc/serial@{:x}", UART.base));
    if !config.append.is_empty() {
        chosen = chosen.with("bootargs", config.append.as_str());
    }
    if let Some((start, end)) = initrd {
        chosen = chosen.with("linux,initrd-start", start).with("linux,initrd-end", end);
    }
    chosen
}

fn cpus<R: Revision>(config: &MachineConfig) -> Node {
    let isa = config.isa.clone().unwrap_or_else(|| isa::<R>(&config.without));
    let mmu = config.mmu.as_deref().unwrap_or(if R::XLEN == 32 { "riscv,sv32" } else { "riscv,sv39" });
    let mut cpus = Node::new("cpus").with("#address-cells", 1u32).with("#size-cells", 0u32).with("timebase-frequency", TIMEBASE_HZ as u32);
    for hart in 0..config.harts as u32 {
        let controller = Node::new("interrupt-controller")
            .with("#interrupt-cells", 1u32)
            .flag("interrupt-controller")
            .with("compatible", "riscv,cpu-intc")
            .with("phandle", HART_HANDLE + hart);
        let cpu = Node::new(&format!("cpu@{hart:x}"))
            .with("device_type", "cpu")
            .with("reg", hart)
            .with("status", "okay")
            .with("compatible", "riscv")
            .with("riscv,isa", isa.as_str())
            .with("mmu-type", mmu)
            .with("riscv,cbom-block-size", R::CACHE_BLOCK as u32)
            .with("riscv,cboz-block-size", R::CACHE_BLOCK as u32)
            .child(controller);
        cpus = cpus.child(cpu);
    }
    cpus
}

/// `riscv,isa`: extensions of one letter, then names.
fn isa<R: Revision>(without: &[String]) -> String {
    let shown = R::EXTENSIONS.iter().filter(|name| !without.iter().any(|left_out| left_out == *name));
    let (letters, names): (Vec<&str>, Vec<&str>) = shown.partition(|name| name.len() == 1);
    names.iter().fold(format!("rv{}{}", R::XLEN, letters.concat()), |isa, name| format!("{isa}_{name}"))
}

fn soc<R: Revision>(config: &MachineConfig) -> Result<Node, Error> {
    let serial = Node::device("serial", UART)
        .with("compatible", "ns16550a")
        .with("clock-frequency", 3_686_400u32)
        .with("interrupt-parent", PLIC_HANDLE)
        .with("interrupts", UART_SOURCE);
    let test =
        Node::device("test", FINISHER).with("compatible", &["sifive,test1", "sifive,test0", "syscon"][..]).with("phandle", TEST_HANDLE);
    let rtc = Node::device("rtc", RTC)
        .with("compatible", "google,goldfish-rtc")
        .with("interrupt-parent", PLIC_HANDLE)
        .with("interrupts", RTC_SOURCE);
    let plic = Node::device("plic", PLIC)
        .with("compatible", &["sifive,plic-1.0.0", "riscv,plic0"][..])
        .with("#address-cells", 0u32)
        .with("#interrupt-cells", 1u32)
        .flag("interrupt-controller")
        .with("riscv,ndev", SOURCES as u32 - 1)
        .with("interrupts-extended", lines::<R>(config, ["MEI", "SEI"])?)
        .with("phandle", PLIC_HANDLE);
    let clint = Node::device("clint", CLINT)
        .with("compatible", &["sifive,clint0", "riscv,clint0"][..])
        .with("interrupts-extended", lines::<R>(config, ["MSI", "MTI"])?);
    let soc = Node::new("soc")
        .with("#address-cells", 2u32)
        .with("#size-cells", 2u32)
        .with("compatible", "simple-bus")
        .flag("ranges")
        .child(serial)
        .child(test)
        .child(rtc)
        .child(plic)
        .child(clint);
    Ok((0..VIRTIO_SLOTS as u32).map(virtio).fold(soc, Node::child))
}

/// A slot for a virtio device, whether there is one or not.
fn virtio(slot: u32) -> Node {
    Node::device("virtio_mmio", Region { base: VIRTIO.base + u64::from(slot) * VIRTIO.bytes, ..VIRTIO })
        .with("compatible", "virtio,mmio")
        .with("interrupt-parent", PLIC_HANDLE)
        .with("interrupts", VIRTIO_SOURCE + slot)
}

/// The two lines that a controller has to each hart, by name of the interrupt.
fn lines<R: Revision>(config: &MachineConfig, names: [&str; 2]) -> Result<Vec<u32>, Error> {
    let mut lines = Vec::new();
    for hart in 0..config.harts as u32 {
        for name in names {
            lines.extend([HART_HANDLE + hart, interrupt::<R>(name)?]);
        }
    }
    Ok(lines)
}

fn interrupt<R: Revision>(name: &str) -> Result<u32, Error> {
    let found = R::INTERRUPTS.iter().find(|interrupt| interrupt.1 == name);
    let missing = || Error::Missing(format!("interrupt {name}"));
    found.map(|(code, _)| *code as u32).ok_or_else(missing)
}
