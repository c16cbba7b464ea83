//! Runs an image on a machine that has the command line of QEMU, or that of Spike.

use crate::elf;
use crate::image::{DIGEST_BYTES, Image};
use std::borrow::Cow;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How a machine is given an image, and how the image ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// As firmware, and by the finisher, as on QEMU's `virt`.
    Virt,
    /// As an ELF file, and by its word `tohost`, as on Spike.
    Htif,
}

impl Platform {
    /// What a machine has to be told beside its own options.
    pub fn options(self) -> &'static str {
        match self {
            Platform::Virt => "-machine virt -m 128M -display none -monitor none -serial stdio",
            Platform::Htif => "-m128",
        }
    }
}

/// A program that runs images.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The program.
    pub program: PathBuf,
    /// Its options, all but the image.
    pub options: Vec<String>,
    /// How it is given that.
    pub platform: Platform,
}

/// What an image printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// A digest for each step that was reached.
    pub digests: Vec<u32>,
    /// Values of the last step.
    pub last: Vec<u64>,
}

impl Machine {
    /// Runs an image and reads what it prints; `None` if it does not come to an end within `limit`.
    pub fn run(&self, image: &Image, limit: Duration) -> Result<Option<Trace>, String> {
        let fail = |what: &str, e: &dyn std::fmt::Display| format!("{}: {what}: {e}", self.program.display());
        let mut file = tempfile::Builder::new().suffix(".bin").tempfile().map_err(|e| fail("a file for the image", &e))?;
        let mut command = Command::new(&self.program);
        command.args(&self.options);
        let bytes = match self.platform {
            Platform::Virt => Cow::Borrowed(&image.bytes),
            Platform::Htif => Cow::Owned(elf::wrap(image).map_err(|e| fail("an ELF file", &e))?),
        };
        if self.platform == Platform::Virt {
            command.arg("-bios");
        }
        command.arg(file.path());
        file.write_all(&bytes).map_err(|e| fail("writing the image", &e))?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|e| fail("starting it", &e))?;
        let mut out = child.stdout.take().expect("it was piped");
        let reader = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            out.read_to_end(&mut bytes).map(|_| bytes)
        });
        let start = Instant::now();
        while child.try_wait().map_err(|e| fail("waiting for it", &e))?.is_none() {
            if start.elapsed() > limit {
                child.kill().map_err(|e| fail("stopping it", &e))?;
                child.wait().map_err(|e| fail("waiting for it", &e))?;
                return Ok(None);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let bytes = reader.join().map_err(|_| fail("reading", &"the reader failed"))?.map_err(|e| fail("reading", &e))?;
        image.trace(&bytes).map(Some).ok_or_else(|| format!("{}: printed {} bytes", self.program.display(), bytes.len()))
    }
}

/// The program for another XLEN beside one, if it is there; a name without a number is that of one for all.
pub fn of_width(path: &Path, xlen: u32) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if stem == name {
        return Some(path.to_path_buf());
    }
    Some(path.with_file_name(format!("{stem}{xlen}"))).filter(|p| p.is_file())
}

impl Image {
    /// Takes what was printed apart; `None` if it is not what this image prints.
    fn trace(&self, bytes: &[u8]) -> Option<Trace> {
        let digests = self.steps * DIGEST_BYTES as usize;
        // A step may have written to the UART: what the image prints comes last.
        let whole = digests + self.values.len() * self.value_bytes;
        let (digests, last) = bytes.get(bytes.len().checked_sub(whole)?..)?.split_at(digests);
        let number = |b: &[u8]| b.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b));
        Some(Trace {
            digests: digests.chunks(DIGEST_BYTES as usize).map(|b| number(b) as u32).collect(),
            last: last.chunks(self.value_bytes).map(number).collect(),
        })
    }
}
