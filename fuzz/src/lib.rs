//! Hostile input, by target: a function of bytes that must neither panic nor
//! run for ever, whatever the bytes are.
//!
//! A target takes its bytes apart with [`arbitrary`]. Where they come from:
//! the driver (`main.rs`) makes them from numbers, so that an input is known
//! by a target, a shard and a number, on every machine; cargo-fuzz (`guided/`)
//! changes those that have reached new code; `corpus/` keeps a few of these.

mod decoder;
mod devicetree;
mod images;
mod machine;
mod model;
mod snapshot;
mod virtio;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

/// Something that reads bytes it must not trust.
pub struct Target {
    /// What it is called on the command line.
    pub name: &'static str,
    /// Bytes that an input has at most.
    pub longest: usize,
    /// Reads one input; a panic is a finding.
    pub run: fn(&[u8]),
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "machine", longest: 1024, run: machine::run },
    Target { name: "virtio", longest: 1024, run: virtio::run },
    Target { name: "images", longest: 512, run: images::run },
    Target { name: "snapshot", longest: 64, run: snapshot::run },
    Target { name: "model", longest: 128, run: model::run },
    Target { name: "decoder", longest: 64, run: decoder::run },
    Target { name: "devicetree", longest: 512, run: devicetree::run },
];

/// An input of a shard by its number: the same bytes on every machine.
pub fn input(target: &Target, shard: u32, number: u64) -> Vec<u8> {
    let mut random = ChaCha8Rng::seed_from_u64(number);
    random.set_stream(shard.into());
    let mut bytes = vec![0; random.next_u32() as usize % (target.longest + 1)];
    random.fill_bytes(&mut bytes);
    bytes
}

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Runs the target of this name on an input.
///
/// # Panics
///
/// If there is no such target, and if the input is a finding.
pub fn run(name: &str, data: &[u8]) {
    let target = target(name).expect("the name is that of a target");
    (target.run)(data);
}
