//! Hostile input, by target: a function of bytes that must neither panic nor
//! run for ever, whatever the bytes are.
//!
//! A target takes its bytes apart with [`arbitrary`], so that the same
//! functions serve the driver of this package (`main.rs`), which makes inputs
//! from numbers and needs nothing but this repository, and libFuzzer
//! (`fuzz_targets/`), which looks for inputs that reach new code.

mod images;
mod machine;
mod model;
mod snapshot;
mod virtio;

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
];

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
