//! The document `machine`, and all documents together.

use crate::fields::{Fields, bytes, flag, name, nearest, number, size};
use crate::guest::{self, Placed};
use crate::image::Images;
use crate::layout::KEPT;
use crate::place::{Taken, apart};
use crate::{Hart, HostMachine, Machine, ReadFile};
use deployment::{Backing, Deployment, DeviceKind, MAX_VMID_BITS};
use std::path::PathBuf;
use syntax::{Diagnostic, Diagnostics, Node};

const KEYS: &[&str] = &["machine", "doc", "host", "networks", "console", "monitor"];
const HOST_KEYS: &[&str] = &["memory", "harts", "disks", "nets", "vmid-bits"];
const KINDS: &[&str] = &["machine", "guest"];
/// Bytes of RAM of a host, if a machine file says nothing.
const MEMORY: u64 = 1 << 30;
/// Harts that a host may have.
const MAX_HARTS: u64 = 8;

/// What is known while a machine file is read.
pub(crate) struct Reading<'a> {
    /// Where paths begin.
    pub folder: PathBuf,
    /// Reads files.
    pub read: ReadFile<'a>,
    /// What device trees say.
    pub hart: &'a Hart,
    /// Images so far.
    pub images: Images,
    /// What is wrong so far.
    pub found: &'a mut Diagnostics,
}

/// What guests may refer to.
pub(crate) struct Common {
    /// Networks.
    pub networks: Vec<String>,
    /// The host.
    pub host: HostMachine,
}

/// Reads all documents; `None` if there is too little to go on.
pub(crate) fn read(documents: &[Node], reading: &mut Reading) -> Option<Machine> {
    let mut machines = Vec::new();
    let mut guests = Vec::new();
    for document in documents {
        match document.entries().first().map(|entry| (entry.key.as_str(), entry)) {
            Some(("machine", _)) => machines.push(document),
            Some(("guest", _)) => guests.push(document),
            Some((key, entry)) => {
                let near = nearest(key, KINDS).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                let help = format!("the first key of a document is `machine` or `guest`{near}");
                reading.found.add(Diagnostic::new(entry.key_span, format!("there is no kind of document `{key}`")).help(help));
            }
            None => {
                let message = format!("a document is a map, and this is {}", document.what());
                reading.found.add(Diagnostic::new(document.span, message).help("its first key is `machine` or `guest`"));
            }
        }
    }
    let machine = *machines.first().or_else(|| missing(documents, reading))?;
    for second in &machines[1.min(machines.len())..] {
        let help = format!("the first is on line {}; a file describes one machine", machine.span.line);
        reading.found.add(Diagnostic::new(second.span, "a second `machine`").help(help));
    }
    let fields = Fields::new(machine, KEYS, reading.found);
    let id = fields.read("machine", name, reading.found);
    let common = Common { networks: networks(&fields, reading.found), host: host(&fields, reading) };
    let mut placed: Vec<Placed> = guests.iter().enumerate().filter_map(|(n, node)| guest::read(n, node, &common, reading)).collect();
    if guests.is_empty() {
        reading.found.add(Diagnostic::new(machine.span, "there is no guest").help("add a document that begins with `guest: NAME`"));
    }
    together(&placed, reading.found);
    handlers(&mut placed, reading.found);
    check_memory(&placed, &common.host, &fields, reading);
    let console = console(&fields, &placed, reading.found);
    let deployment = Deployment {
        revision: reading.hart.revision.clone(),
        profile: reading.hart.profile.clone(),
        guests: placed.into_iter().map(|placed| placed.guest).collect(),
        networks: common.networks,
        images: std::mem::take(&mut reading.images.list),
        console,
        monitor: fields.read("monitor", flag, reading.found).unwrap_or(true),
        vmid_bits: common.host.vmid_bits,
    };
    Some(Machine { name: id?, host: common.host, deployment, images: std::mem::take(&mut reading.images.contents) })
}

fn missing<'n>(documents: &[Node], reading: &mut Reading) -> Option<&'n &'n Node> {
    let span = documents.first().map(|document| document.span).unwrap_or_default();
    let span = syntax::Span { line: span.line.max(1), col: span.col.max(1), len: 1, ..span };
    reading.found.add(Diagnostic::new(span, "there is no `machine`").help("the first document begins with `machine: NAME`"));
    None
}

fn networks(fields: &Fields, found: &mut Diagnostics) -> Vec<String> {
    let mut networks: Vec<String> = Vec::new();
    for node in fields.list("networks") {
        let Some(network) = name(node, found) else { continue };
        if networks.contains(&network) {
            found.add(Diagnostic::new(node.span, format!("there are two networks `{network}`")).help("give each a name of its own"));
        }
        networks.push(network);
    }
    networks
}

fn host(fields: &Fields, reading: &mut Reading) -> HostMachine {
    let mut host = HostMachine { memory: MEMORY, harts: 1, disks: Vec::new(), nets: 0, vmid_bits: None };
    let Some(node) = fields.get("host") else { return host };
    let fields = Fields::new(node, HOST_KEYS, reading.found);
    if let Some(memory) = fields.read("memory", size, reading.found) {
        host.memory = memory.value;
    }
    if let Some(harts) = fields.read("harts", number, reading.found) {
        if !(1..=MAX_HARTS).contains(&harts.value) {
            reading.found.add(Diagnostic::new(harts.span, format!("{} harts", harts.value)).help(format!("a host has 1 to {MAX_HARTS}")));
        }
        host.harts = harts.value.clamp(1, MAX_HARTS) as u32;
    }
    if let Some(nets) = fields.read("nets", number, reading.found) {
        host.nets = nets.value.min(MAX_HARTS) as u32;
    }
    if let Some(bits) = fields.read("vmid-bits", number, reading.found) {
        let most = u64::from(MAX_VMID_BITS);
        if bits.value > most {
            let message = format!("{} bits of numbers of guests", bits.value);
            reading.found.add(Diagnostic::new(bits.span, message).help(format!("a number has 0 to {most}")));
        }
        host.vmid_bits = Some(bits.value.min(most) as u32);
    }
    for node in fields.list("disks") {
        host.disks.extend(crate::fields::text(node, reading.found).map(|file| reading.folder.join(file)));
    }
    host
}

/// What must not be the same in two guests.
fn together(placed: &[Placed], found: &mut Diagnostics) {
    for (n, later) in placed.iter().enumerate() {
        for earlier in &placed[..n] {
            if later.guest.name == earlier.guest.name {
                let help = format!("the first is on line {}; give each a name of its own", earlier.name_span.line);
                found.add(Diagnostic::new(later.name_span, format!("there are two guests `{}`", later.guest.name)).help(help));
            }
            for (address, span) in &later.addresses {
                if let Some((_, first)) = earlier.addresses.iter().find(|(other, _)| other == address) {
                    let help = format!("the card on line {} has it too; leave `address` out, or change one", first.line);
                    found.add(Diagnostic::new(*span, "two network cards have the same address").help(help));
                }
            }
        }
    }
    let fixed = |placed: &Placed| {
        let ram = placed.guest.ram.iter().zip(&placed.ram_spans);
        let what = format!("RAM of {}", placed.guest.name);
        ram.filter_map(|(ram, span)| Some(Taken { at: ram.host?, bytes: ram.bytes, what: what.clone(), span: *span })).collect::<Vec<_>>()
    };
    apart(placed.iter().flat_map(fixed).collect(), found);
}

/// Who answers calls is another guest.
fn handlers(placed: &mut [Placed], found: &mut Diagnostics) {
    let names: Vec<String> = placed.iter().map(|placed| placed.guest.name.clone()).collect();
    for (own, placed) in placed.iter_mut().enumerate() {
        let Some((wanted, span)) = &placed.handler else { continue };
        placed.guest.handler = names.iter().position(|name| name == wanted).filter(|place| *place != own).map(|place| place as u32);
        if placed.guest.handler.is_none() {
            let others: Vec<&str> = names.iter().filter(|name| **name != names[own]).map(String::as_str).collect();
            let help = if others.is_empty() { "add a guest that does".to_string() } else { format!("others are {}", others.join(", ")) };
            found.add(Diagnostic::new(*span, format!("there is no other guest `{wanted}`")).help(help));
        }
    }
}

/// The host has to hold the guests, what they begin with, and what they write
/// to RAM disks.
fn check_memory(placed: &[Placed], host: &HostMachine, fields: &Fields, reading: &mut Reading) {
    let ram: u64 = placed.iter().flat_map(|placed| &placed.guest.ram).fold(0, |sum, ram| sum.saturating_add(ram.bytes));
    let disk = |kind: &DeviceKind| match kind {
        DeviceKind::Disk { backing: Backing::Image { bytes, .. }, read_only: false } => *bytes,
        _ => 0,
    };
    let disks: u64 = placed.iter().flat_map(|placed| &placed.guest.devices).fold(0, |sum, device| sum.saturating_add(disk(&device.kind)));
    let images: u64 = reading.images.list.iter().map(|image| image.bytes.next_multiple_of(deployment::PAGE)).sum();
    let gib = host.memory.div_ceil(1 << 30);
    let needed = [ram, disks, images, KEPT.saturating_mul(gib)].iter().fold(0, |sum: u64, part| sum.saturating_add(*part));
    if needed <= host.memory {
        return;
    }
    let host_fields = fields.get("host");
    let node = host_fields.and_then(|host| host.get("memory")).or(host_fields);
    let message = format!(
        "the host has {}, and {} are needed: RAM of guests {}, images {}, RAM disks {}, the hypervisor {}",
        bytes(host.memory),
        bytes(needed),
        bytes(ram),
        bytes(images),
        bytes(disks),
        bytes(KEPT.saturating_mul(gib))
    );
    let least = needed.div_ceil(1 << 20).checked_next_multiple_of(64).unwrap_or(u64::MAX);
    let help = format!("`host: {{memory: {least}M}}` is enough, or give guests less");
    reading.found.add(Diagnostic::new(node.map_or(fields.span, |node| node.span), message).help(help));
}

fn console(fields: &Fields, placed: &[Placed], found: &mut Diagnostics) -> Option<u32> {
    let Some(node) = fields.get("console") else { return (!placed.is_empty()).then_some(0) };
    let wanted = name(node, found)?;
    let guest = placed.iter().position(|placed| placed.guest.name == wanted);
    if guest.is_none() {
        let names: Vec<&str> = placed.iter().map(|placed| placed.guest.name.as_str()).collect();
        let help = format!("guests are {}", names.join(", "));
        found.add(Diagnostic::new(node.span, format!("there is no guest `{wanted}`")).help(help));
    }
    guest.map(|guest| guest as u32)
}
