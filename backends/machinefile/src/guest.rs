//! The document `guest`.

use crate::devices;
use crate::fields::{Fields, bytes, flag, name, number, size, text, time};
use crate::image::{self, Kernel};
use crate::layout::{ALIGN, RAM};
use crate::machine::{Common, Reading};
use crate::place::{Taken, apart};
use crate::tree;
use deployment::{Features, Guest, MAX_PRIORITY, MAX_VCPUS, PAGE, Piece, Ram};
use syntax::{Diagnostic, Diagnostics, Node, Span, Value};

const KEYS: &[&str] = &[
    "guest",
    "doc",
    "vcpus",
    "priority",
    "slice",
    "start",
    "memory",
    "kernel",
    "initrd",
    "bootargs",
    "files",
    "entry",
    "isa",
    "console",
    "disks",
    "nets",
    "passthrough",
    "sbi",
    "huge-pages",
    "lazy-float",
    "on-demand",
    "direct-wait",
];
const RAM_KEYS: &[&str] = &["at", "size", "host"];
const SBI_KEYS: &[&str] = &["handler"];
const FILE_KEYS: &[&str] = &["file", "at"];
/// Microseconds of a turn, if a machine file says nothing, and the fewest.
const SLICE: u64 = 10_000;
const MIN_SLICE: u64 = 100;

/// A guest, and where what it says was said.
pub(crate) struct Placed {
    /// The guest.
    pub guest: Guest,
    /// Where its name is.
    pub name_span: Span,
    /// Where each range of RAM is.
    pub ram_spans: Vec<Span>,
    /// Hardware addresses that were chosen by hand.
    pub addresses: Vec<([u8; 6], Span)>,
    /// Who answers its calls, and where that is said.
    pub handler: Option<(String, Span)>,
    /// What drivers know each of the host's devices by that it has.
    compatible: Vec<Vec<String>>,
}

/// Reads the `n`th guest; `None` if there is too little to go on.
pub(crate) fn read(n: usize, node: &Node, common: &Common, reading: &mut Reading) -> Option<Placed> {
    let fields = Fields::new(node, KEYS, reading.found);
    let name_node = fields.get("guest")?;
    let id = name(name_node, reading.found);
    let (ram, ram_spans) = memory(&fields, reading.found);
    let devices = devices::read(n, &fields, common, reading);
    let mut taken: Vec<Taken> = ram
        .iter()
        .zip(&ram_spans)
        .map(|(ram, span)| Taken { at: ram.at, bytes: ram.bytes, what: "RAM".to_string(), span: *span })
        .collect();
    taken.extend(devices.taken.iter().cloned());
    apart(taken, reading.found);
    let features = features(&fields, reading.found);
    let guest = Guest {
        name: id.clone().unwrap_or_default(),
        vcpus: within(&fields, "vcpus", 1, 1..=u64::from(MAX_VCPUS), reading.found) as u32,
        priority: within(&fields, "priority", 3, 0..=u64::from(MAX_PRIORITY), reading.found) as u8,
        slice: slice(&fields, reading.found),
        start: fields.read("start", flag, reading.found).unwrap_or(true),
        ram,
        entry: 0,
        argument: 0,
        pieces: Vec::new(),
        devices: devices.emulated,
        passthrough: devices.passthrough,
        handler: None,
        features,
    };
    let mut placed = Placed {
        guest,
        name_span: name_node.span,
        ram_spans,
        addresses: devices.addresses,
        handler: handler(&fields, reading.found),
        compatible: devices.compatible,
    };
    // Without RAM there is nothing that images could be placed in.
    if !placed.guest.ram.is_empty() {
        contents(&mut placed, &fields, reading);
    }
    id.map(|_| placed)
}

/// A number within bounds.
fn within(fields: &Fields, key: &str, default: u64, range: std::ops::RangeInclusive<u64>, found: &mut Diagnostics) -> u64 {
    let Some(number) = fields.read(key, number, found) else { return default };
    if !range.contains(&number.value) {
        let message = format!("`{key}` is {}", number.value);
        found.add(Diagnostic::new(number.span, message).help(format!("it is {} to {}", range.start(), range.end())));
    }
    number.value.clamp(*range.start(), *range.end())
}

fn slice(fields: &Fields, found: &mut Diagnostics) -> u32 {
    let Some(slice) = fields.read("slice", time, found) else { return SLICE as u32 };
    if slice.value < MIN_SLICE || slice.value > 1_000_000 {
        found.add(Diagnostic::new(slice.span, "a turn that is too short or too long").help("it takes 100us to 1000ms"));
    }
    slice.value.min(1_000_000) as u32
}

fn handler(fields: &Fields, found: &mut Diagnostics) -> Option<(String, Span)> {
    let fields = Fields::new(fields.get("sbi")?, SBI_KEYS, found);
    let node = fields.need("handler", "write `sbi: {handler: GUEST}`", found)?;
    name(node, found).map(|name| (name, node.span))
}

fn features(fields: &Fields, found: &mut Diagnostics) -> Features {
    let default = Features::default();
    let mut read = |key: &str, default: bool| fields.read(key, flag, found).unwrap_or(default);
    Features {
        huge_pages: read("huge-pages", default.huge_pages),
        lazy_float: read("lazy-float", default.lazy_float),
        on_demand: read("on-demand", default.on_demand),
        direct_wait: read("direct-wait", default.direct_wait),
    }
}

/// Ranges of RAM: a size alone begins where RAM usually does.
fn memory(fields: &Fields, found: &mut Diagnostics) -> (Vec<Ram>, Vec<Span>) {
    let Some(_) = fields.need("memory", "write `memory: 128M`, or `memory: {at: 0x80000000, size: 128M}`", found) else {
        return (Vec::new(), Vec::new());
    };
    let (mut ram, mut spans) = (Vec::new(), Vec::new());
    for node in fields.list("memory") {
        let range = match node.value {
            Value::Map(_) => {
                let fields = Fields::new(node, RAM_KEYS, found);
                let length = fields.need("size", "write `size: 128M`", found).and_then(|node| size(node, found));
                let at = fields.read("at", number, found).map_or(RAM, |at| at.value);
                let host = fields.read("host", number, found).map(|host| host.value);
                length.map(|length| Ram { at, bytes: length.value, host })
            }
            _ => size(node, found).map(|length| Ram { at: RAM, bytes: length.value, host: None }),
        };
        let Some(range) = range else { continue };
        for value in [range.at, range.bytes, range.host.unwrap_or(0)] {
            if !value.is_multiple_of(PAGE) {
                let message = format!("RAM is not made of whole pages: {value:#x}");
                found.add(Diagnostic::new(node.span, message).help("addresses and sizes are multiples of 4K"));
            }
        }
        ram.push(range);
        spans.push(node.span);
    }
    (ram, spans)
}

/// Puts kernel, initial RAM disk, files and device tree into RAM.
fn contents(placed: &mut Placed, fields: &Fields, reading: &mut Reading) {
    let ram = placed.guest.ram[0];
    let top = ram.at.saturating_add(ram.bytes);
    let memory_span = placed.ram_spans[0];
    let mut taken = Vec::new();
    let Kernel { entry, end, pieces } = match fields.get("kernel") {
        Some(node) => {
            let Some(kernel) = image::kernel(node, ram.at, reading) else { return };
            let words = format!("the kernel needs {:#x} to {:#x}", lowest(&kernel), kernel.end.saturating_sub(1));
            if !inside(placed, lowest(&kernel), kernel.end) {
                outside(words, placed, memory_span, reading.found);
                return;
            }
            taken.push(Taken { at: lowest(&kernel), bytes: kernel.end - lowest(&kernel), what: "the kernel".to_string(), span: node.span });
            kernel
        }
        None => Kernel { end: ram.at, ..Kernel::default() },
    };
    placed.guest.pieces = pieces;
    files(placed, fields, &mut taken, reading);
    placed.guest.entry = entry;
    if let Some(entry) = fields.read("entry", number, reading.found) {
        placed.guest.entry = entry.value;
        if !inside(placed, entry.value, entry.value.saturating_add(1)) {
            outside(format!("it starts at {:#x}", entry.value), placed, entry.span, reading.found);
        }
    } else if fields.get("kernel").is_none() {
        let help = "write `kernel: FILE`, or `files` and `entry: ADDRESS`";
        reading.found.add(Diagnostic::new(fields.span, "nothing says where the guest starts").help(help));
    }
    let behind = taken.iter().map(|taken| taken.at + taken.bytes).filter(|end| *end <= top).fold(end.max(ram.at), u64::max);
    let mut initrd = None;
    if let Some(node) = fields.get("initrd") {
        if fields.get("kernel").is_none() {
            reading.found.add(Diagnostic::new(node.span, "an `initrd` without a kernel").help("add `kernel`, or load it by `files`"));
        }
        let Some(image) = image::file(node, reading) else { return };
        let (at, length) = (behind.next_multiple_of(ALIGN), reading.images.bytes(image));
        let end = at.saturating_add(length);
        if end > top {
            outside(
                format!("kernel and `initrd` need {}", bytes(end.next_multiple_of(ALIGN) - ram.at)),
                placed,
                memory_span,
                reading.found,
            );
            return;
        }
        placed.guest.pieces.push(Piece { at, image, offset: 0, bytes: length });
        taken.push(Taken { at, bytes: length, what: "the `initrd`".to_string(), span: node.span });
        initrd = Some((at, end));
    }
    let bootargs = fields.read("bootargs", text, reading.found);
    let isa = fields.read("isa", text, reading.found).unwrap_or_else(|| reading.hart.isa.clone());
    let end = initrd.map_or(behind, |(_, end)| end);
    let (external, bootargs, compatible) = (reading.hart.external, bootargs.as_deref(), &placed.compatible[..]);
    let tree = tree::build(&placed.guest, &tree::Boot { isa: &isa, external, bootargs, initrd, compatible });
    match tree.map(|tree| (tree_address(tree.len() as u64, top, end), tree)) {
        Ok((Some(at), tree)) => {
            let length = tree.len() as u64;
            let image = reading.images.add(format!("device tree of {}", placed.guest.name), tree);
            placed.guest.pieces.push(Piece { at, image, offset: 0, bytes: length });
            placed.guest.argument = at;
            apart(taken, reading.found);
        }
        Ok((None, tree)) => {
            let needed = end.saturating_sub(ram.at).next_multiple_of(PAGE).saturating_add(tree.len() as u64).next_multiple_of(PAGE);
            outside(format!("images and device tree need {}", bytes(needed)), placed, memory_span, reading.found);
        }
        Err(why) => reading.found.add(Diagnostic::new(fields.span, format!("no device tree can be made: {why}"))),
    }
}

fn files(placed: &mut Placed, fields: &Fields, taken: &mut Vec<Taken>, reading: &mut Reading) {
    for node in fields.list("files") {
        let fields = Fields::new(node, FILE_KEYS, reading.found);
        let file = fields.need("file", "write `file: PATH`", reading.found).and_then(|node| image::file(node, reading));
        let at = fields.need("at", "write `at: ADDRESS`", reading.found).and_then(|node| number(node, reading.found));
        let (Some(image), Some(at)) = (file, at) else { continue };
        let length = reading.images.bytes(image);
        let end = at.value.saturating_add(length);
        if !inside(placed, at.value, end) {
            outside(format!("the file needs {:#x} to {:#x}", at.value, end.saturating_sub(1)), placed, at.span, reading.found);
            continue;
        }
        placed.guest.pieces.push(Piece { at: at.value, image, offset: 0, bytes: length });
        taken.push(Taken { at: at.value, bytes: length, what: "a file".to_string(), span: at.span });
    }
}

/// First address of a kernel.
fn lowest(kernel: &Kernel) -> u64 {
    kernel.pieces.iter().map(|piece| piece.at).min().unwrap_or(kernel.end)
}

fn inside(placed: &Placed, at: u64, end: u64) -> bool {
    placed.guest.ram.iter().any(|ram| ram.at <= at && end <= ram.at.saturating_add(ram.bytes))
}

fn outside(needed: String, placed: &Placed, span: Span, found: &mut Diagnostics) {
    let ram: Vec<String> = placed.guest.ram.iter().map(|ram| format!("{} at {:#x}", bytes(ram.bytes), ram.at)).collect();
    let message = format!("{needed}, and the guest has {}", ram.join(" and "));
    found.add(Diagnostic::new(span, message).help("give it more memory, or memory elsewhere"));
}

/// Where a device tree lies: at the end of RAM, behind everything else.
fn tree_address(bytes: u64, top: u64, end: u64) -> Option<u64> {
    let highest = top.checked_sub(bytes)?;
    let aligned = highest / ALIGN * ALIGN;
    let at = if aligned >= end { aligned } else { highest / PAGE * PAGE };
    (at >= end).then_some(at)
}
