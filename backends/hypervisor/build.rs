//! Picks the generated file of the revision, the linker script and the guest.
//!
//! `DRAFTVISOR_REV` and `DRAFTVISOR_PROFILE` name the generated file, or
//! `DRAFTVISOR_GENERATED` its folder outright. `DRAFTVISOR_GUEST` is the
//! guest that runs if no deployment is put into the image: an ELF, or a raw
//! image for the start of guest RAM.

use deployment::{Deployment, Device, DeviceKind, Features, Guest as Machine, Image, Piece, Ram};
use object::{Architecture, Object, ObjectSegment};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where raw images go: the start of guest RAM.
const RAW_IMAGE_AT: u64 = 0x8000_0000;
/// RAM and UART of a guest that comes without a deployment.
const RAM_BYTES: u64 = 64 << 20;
const UART: (u64, u64) = (0x1000_0000, 256);
/// Microseconds.
const SLICE: u32 = 10_000;

fn main() {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let file = generated(&here).join("hypervisor.rs");
    println!("cargo:rerun-if-changed={}", file.display());
    println!("cargo:rerun-if-changed=link.ld");
    println!("cargo:rustc-link-arg=-T{}", here.join("link.ld").display());
    let module = format!(
        "/// What differs between revisions.\n\
         #[rustfmt::skip]\n\
         #[allow(dead_code, unused_imports, unsafe_code, clippy::all, unused_parens, reason = \"generated\")]\n\
         #[path = {file:?}]\n\
         pub mod generated;\n"
    );
    fs::write(out.join("generated.rs"), module).expect("OUT_DIR is writable");
    embed_guest(&out);
}

/// The folder of generated files that the environment asks for.
fn generated(here: &Path) -> PathBuf {
    for name in ["DRAFTVISOR_REV", "DRAFTVISOR_PROFILE", "DRAFTVISOR_GENERATED"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    if let Some(folder) = env::var_os("DRAFTVISOR_GENERATED") {
        return here.join(folder);
    }
    let root = here.join("../../generated");
    let revision = env::var("DRAFTVISOR_REV").unwrap_or_else(|_| {
        let list = root.join("default.txt");
        println!("cargo:rerun-if-changed={}", list.display());
        let list = fs::read_to_string(list).expect("DRAFTVISOR_REV or generated/default.txt");
        list.lines().last().unwrap_or_default().trim().to_owned()
    });
    let folder = root.join(revision);
    match env::var("DRAFTVISOR_PROFILE").as_deref() {
        Err(_) | Ok("spec") => folder,
        Ok(profile) => folder.join(format!("profile-{profile}")),
    }
}

/// Writes `guest.bin`: the guest as a packed deployment, or nothing.
fn embed_guest(out: &Path) {
    println!("cargo:rerun-if-env-changed=DRAFTVISOR_GUEST");
    let mut blob = Vec::new();
    if let Some(path) = env::var_os("DRAFTVISOR_GUEST") {
        let path = PathBuf::from(path);
        println!("cargo:rerun-if-changed={}", path.display());
        let packed = fs::read(&path).map_err(|e| e.to_string()).and_then(read_guest).and_then(pack);
        match packed {
            Ok(packed) => blob = packed,
            Err(reason) => {
                // Whoever called cargo looks for this line.
                eprintln!("guest: {}: {reason}", path.display());
                std::process::exit(1);
            }
        }
    }
    fs::write(out.join("guest.bin"), blob).expect("OUT_DIR is writable");
}

/// A deployment of one guest with RAM, a UART and what its image says.
fn pack((entry, segments): Guest) -> Result<Vec<u8>, String> {
    let image = |n: usize| Image { name: format!("segment {n}"), at: 0, bytes: 0, checksum: 0 };
    let pieces = segments.iter().enumerate();
    let pieces = pieces.map(|(n, (at, bytes))| Piece { at: *at, image: n as u32, offset: 0, bytes: bytes.len() as u64 });
    let uart = Device { at: UART.0, bytes: UART.1, source: 0, kind: DeviceKind::Uart };
    let guest = Machine {
        name: "guest".to_string(),
        vcpus: 1,
        priority: 0,
        slice: SLICE,
        start: true,
        ram: vec![Ram { at: RAW_IMAGE_AT, bytes: RAM_BYTES, host: None }],
        entry,
        argument: 0,
        pieces: pieces.collect(),
        devices: vec![uart],
        passthrough: Vec::new(),
        features: Features::default(),
    };
    let mut deployment = Deployment {
        revision: String::new(),
        profile: String::new(),
        guests: vec![guest],
        networks: Vec::new(),
        images: (0..segments.len()).map(image).collect(),
        console: Some(0),
        monitor: false,
    };
    let contents: Vec<&[u8]> = segments.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    let blob = deployment::pack(&mut deployment, &contents);
    deployment.check().map_err(|wrong| wrong.to_string())?;
    Ok(blob)
}

/// Entry, and address and bytes of each segment.
type Guest = (u64, Vec<(u64, Vec<u8>)>);

fn read_guest(bytes: Vec<u8>) -> Result<Guest, String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_string());
    }
    if !bytes.starts_with(b"\x7fELF") {
        return Ok((RAW_IMAGE_AT, vec![(RAW_IMAGE_AT, bytes)]));
    }
    flatten(&bytes).map_err(|e| format!("malformed ELF file: {e}"))
}

/// Loadable segments of an ELF; what is not in the file stays zero.
fn flatten(bytes: &[u8]) -> Result<Guest, String> {
    let elf = object::File::parse(bytes).map_err(|e| e.to_string())?;
    if elf.architecture() != Architecture::Riscv64 || !elf.is_little_endian() {
        return Err("not for 64-bit little-endian RISC-V".to_string());
    }
    let mut segments = Vec::new();
    for segment in elf.segments() {
        let data = segment.data().map_err(|e| e.to_string())?;
        if !data.is_empty() {
            segments.push((segment.address(), data.to_vec()));
        }
    }
    match segments.is_empty() {
        true => Err("nothing to load".to_string()),
        false => Ok((elf.entry(), segments)),
    }
}
