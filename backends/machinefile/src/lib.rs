//! Machine files: which guests run together on one machine, and with what.
//!
//! A machine file is YAML of several documents: one `machine`, and a `guest`
//! for each. Reading order: `fields` (values with their places), `machine`
//! and `guest` (the two kinds of documents), `image` (kernels), `devices`,
//! `tree` (the device tree that a guest is given), `place` (what lies where),
//! `embed` (one bootable file of a hypervisor and its deployment), `alone` (a
//! guest without a machine file).
//!
//! Everything that is wrong is found at once, each at its place with what
//! would be right. Nothing here runs a machine or names a revision: what a
//! guest is told of its harts, the caller says in [`Hart`].

mod alone;
mod devices;
mod embed;
mod fields;
mod guest;
mod image;
mod layout;
mod machine;
mod place;
mod tree;

pub use alone::alone;
pub use embed::embed;

use deployment::Deployment;
use std::io;
use std::path::{Path, PathBuf};
use syntax::{Diagnostic, Diagnostics, Sources, Span, read_yaml};

/// What device trees say of each virtual hart, and what a deployment is for.
#[derive(Clone, Debug)]
pub struct Hart {
    /// Id of the revision.
    pub revision: String,
    /// Id of the profile.
    pub profile: String,
    /// `riscv,isa`.
    pub isa: String,
    /// Number of the external interrupt of supervisor mode.
    pub external: u32,
}

/// The machine on which a deployment is to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostMachine {
    /// Bytes of RAM.
    pub memory: u64,
    /// Number of harts.
    pub harts: u32,
    /// Files of its disks.
    pub disks: Vec<PathBuf>,
    /// Number of its network cards.
    pub nets: u32,
    /// Most bits of the numbers of guests (VMIDs) that are for them.
    pub vmid_bits: Option<u32>,
}

/// A machine file that has been read, and found good.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Its name.
    pub name: String,
    /// Where it is to run.
    pub host: HostMachine,
    /// What it says.
    pub deployment: Deployment,
    /// The images of the deployment, in order.
    pub images: Vec<Vec<u8>>,
}

impl Machine {
    /// The deployment as the hypervisor takes it.
    pub fn pack(&mut self) -> Vec<u8> {
        let images: Vec<&[u8]> = self.images.iter().map(Vec::as_slice).collect();
        deployment::pack(&mut self.deployment, &images)
    }
}

/// Reads the files that a machine file names.
pub type ReadFile<'a> = &'a dyn Fn(&Path) -> io::Result<Vec<u8>>;

/// Reads a machine file. Paths in it begin at its own folder.
///
/// # Errors
///
/// All that is wrong with it, as [`syntax::render`] prints it, with `sources`.
pub fn load(path: &Path, text: &str, hart: &Hart, read: ReadFile, sources: &mut Sources) -> Result<Machine, Diagnostics> {
    let file = sources.add(path.display().to_string(), text);
    let mut found = Diagnostics::default();
    let documents = match read_yaml(file, text) {
        Ok(documents) => documents,
        Err(errors) => {
            errors.into_iter().for_each(|error| found.add(error));
            return Err(found);
        }
    };
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let machine =
        machine::read(&documents, &mut machine::Reading { folder, read, hart, images: image::Images::default(), found: &mut found });
    match machine {
        Some(machine) if found.is_empty() => match machine.deployment.check() {
            Ok(()) => Ok(machine),
            // Everything that the hypervisor would refuse has a place above;
            // without one it is still refused.
            Err(wrong) => {
                found.add(Diagnostic::new(Span { file, line: 1, col: 1, len: 1 }, wrong.to_string()));
                Err(found)
            }
        },
        _ => Err(found),
    }
}
