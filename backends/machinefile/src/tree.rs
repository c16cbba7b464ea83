//! The device tree that a guest is given.

use crate::layout::TIMEBASE_HZ;
use deployment::{DeviceKind, Guest, Passthrough, SOURCES};
use dtoolkit::ToPropertyValue;
use dtoolkit::model::{DeviceTree, DeviceTreeNode, DeviceTreeProperty};

/// Phandles; those of the harts' interrupt controllers follow.
const PLIC_HANDLE: u32 = 1;
const TEST_HANDLE: u32 = 2;
const HART_HANDLE: u32 = 3;
/// What a context of machine mode is connected to: a guest has none.
const NOWHERE: u32 = u32::MAX;
/// Words of the test finisher.
const POWER_OFF: u32 = 0x5555;
const REBOOT: u32 = 0x7777;

/// What a device tree says besides what the guest is made of.
pub(crate) struct Boot<'a> {
    /// `riscv,isa`.
    pub isa: &'a str,
    /// Number of the external interrupt of supervisor mode.
    pub external: u32,
    /// Kernel command line.
    pub bootargs: Option<&'a str>,
    /// First address of the initial RAM disk, and the first behind it.
    pub initrd: Option<(u64, u64)>,
    /// What drivers know each of the host's devices by that the guest has; none for those that are not in the tree.
    pub compatible: &'a [Vec<String>],
}

/// A node in the making, with the first error.
struct Node(Result<DeviceTreeNode, String>);

impl Node {
    fn new(name: &str) -> Self {
        Self(DeviceTreeNode::new(name).map_err(|error| error.to_string()))
    }

    fn device(name: &str, at: u64, bytes: u64) -> Self {
        Self::new(&format!("{name}@{at:x}")).with("reg", cells(&[at, bytes]))
    }

    fn with(self, name: &str, value: impl ToPropertyValue) -> Self {
        Self(self.0.and_then(|mut node| {
            let property = DeviceTreeProperty::new(name, value).map_err(|error| error.to_string())?;
            node.add_property(property);
            Ok(node)
        }))
    }

    fn flag(self, name: &str) -> Self {
        self.with(name, Vec::<u8>::new())
    }

    /// The line of a source, if it has one.
    fn interrupt(self, source: u32) -> Self {
        if source == 0 { self } else { self.with("interrupt-parent", PLIC_HANDLE).with("interrupts", source) }
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
pub(crate) fn build(guest: &Guest, boot: &Boot) -> Result<Vec<u8>, String> {
    let reset = |name: &str, value: u32| {
        Node::new(name).with("compatible", format!("syscon-{name}")).with("regmap", TEST_HANDLE).with("offset", 0u32).with("value", value)
    };
    let root = Node::new("")
        .with("#address-cells", 2u32)
        .with("#size-cells", 2u32)
        .with("compatible", "riscv-virtio")
        .with("model", "draftvisor,guest")
        .child(chosen(guest, boot));
    let memory = |ram: &deployment::Ram| Node::device("memory", ram.at, ram.bytes).with("device_type", "memory");
    let root = guest.ram.iter().map(memory).fold(root, Node::child);
    let root = root.child(cpus(guest, boot)).child(soc(guest, boot)).child(reset("poweroff", POWER_OFF)).child(reset("reboot", REBOOT));
    let mut tree = DeviceTree::new();
    tree.root = root.0?;
    Ok(tree.to_dtb())
}

fn chosen(guest: &Guest, boot: &Boot) -> Node {
    let mut chosen = Node::new("chosen");
    if let Some(uart) = guest.devices.iter().find(|device| device.kind == DeviceKind::Uart) {
        chosen = chosen.with("stdout-path", format!("/soc/serial@{:x}", uart.at));
    }
    if let Some(bootargs) = boot.bootargs {
        chosen = chosen.with("bootargs", bootargs);
    }
    if let Some((start, end)) = boot.initrd {
        chosen = chosen.with("linux,initrd-start", start).with("linux,initrd-end", end);
    }
    chosen
}

fn cpus(guest: &Guest, boot: &Boot) -> Node {
    let cpus = Node::new("cpus").with("#address-cells", 1u32).with("#size-cells", 0u32).with("timebase-frequency", TIMEBASE_HZ);
    let cpu = |vcpu: u32| {
        let controller = Node::new("interrupt-controller")
            .with("#interrupt-cells", 1u32)
            .flag("interrupt-controller")
            .with("compatible", "riscv,cpu-intc")
            .with("phandle", HART_HANDLE + vcpu);
        Node::new(&format!("cpu@{vcpu:x}"))
            .with("device_type", "cpu")
            .with("reg", vcpu)
            .with("status", "okay")
            .with("compatible", "riscv")
            .with("riscv,isa", boot.isa)
            .with("mmu-type", "riscv,sv39")
            .child(controller)
    };
    (0..guest.vcpus).map(cpu).fold(cpus, Node::child)
}

fn soc(guest: &Guest, boot: &Boot) -> Node {
    let soc = Node::new("soc").with("#address-cells", 2u32).with("#size-cells", 2u32).with("compatible", "simple-bus").flag("ranges");
    let soc = guest.devices.iter().map(|device| self::device(device, guest, boot)).fold(soc, Node::child);
    let of_host = guest.passthrough.iter().zip(boot.compatible).filter(|(_, names)| !names.is_empty());
    of_host.map(|(device, names)| of_the_host(device, names)).fold(soc, Node::child)
}

/// A device of the host that the guest drives itself.
fn of_the_host(device: &Passthrough, compatible: &[String]) -> Node {
    let names: Vec<&str> = compatible.iter().map(String::as_str).collect();
    Node::device("device", device.at, device.bytes).interrupt(device.source).with("compatible", &names[..])
}

fn device(device: &deployment::Device, guest: &Guest, boot: &Boot) -> Node {
    let node = |name: &str| Node::device(name, device.at, device.bytes).interrupt(device.source);
    match device.kind {
        DeviceKind::Plic => node("plic")
            .with("compatible", &["sifive,plic-1.0.0", "riscv,plic0"][..])
            .with("#address-cells", 0u32)
            .with("#interrupt-cells", 1u32)
            .flag("interrupt-controller")
            .with("riscv,ndev", SOURCES - 1)
            .with("interrupts-extended", contexts(guest, boot))
            .with("phandle", PLIC_HANDLE),
        DeviceKind::Uart => node("serial").with("compatible", "ns16550a").with("clock-frequency", 3_686_400u32),
        DeviceKind::Finisher => {
            node("test").with("compatible", &["sifive,test1", "sifive,test0", "syscon"][..]).with("phandle", TEST_HANDLE)
        }
        DeviceKind::Rtc => node("rtc").with("compatible", "google,goldfish-rtc"),
        DeviceKind::Console | DeviceKind::Disk { .. } | DeviceKind::Net { .. } => node("virtio_mmio").with("compatible", "virtio,mmio"),
    }
}

/// The controller's lines, two to each virtual hart as on QEMU's `virt`.
fn contexts(guest: &Guest, boot: &Boot) -> Vec<u32> {
    (HART_HANDLE..HART_HANDLE + guest.vcpus).flat_map(|hart| [hart, NOWHERE, hart, boot.external]).collect()
}
