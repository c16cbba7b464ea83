//! Whether a guest can go on elsewhere.

use super::VERSION;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What a guest needs of the hypervisor that takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the stream.
    pub version: u16,
    /// Id of the revision.
    pub revision: String,
    /// Name of the guest.
    pub name: String,
    /// How often its clock counts in a second.
    pub frequency: u64,
    /// What else it may rely on, by name.
    pub features: Vec<String>,
    /// Whether somebody has paused it: it is then paused where it comes to.
    pub paused: bool,
    /// Registers of a virtual hart, by the model's names.
    pub registers: Vec<String>,
    /// Virtual harts.
    pub vcpus: u32,
    /// First address and length of each range of RAM.
    pub ram: Vec<(u64, u64)>,
    /// First address of each device's registers.
    pub devices: Vec<u64>,
}

/// Why a guest cannot go on here, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Header {
    /// Whether a guest that comes with `self` can go on as the one that is
    /// described by `here`.
    ///
    /// # Errors
    ///
    /// The first thing that does not fit.
    pub fn fits(&self, here: &Header) -> Result<(), Refused> {
        let refuse = |why: String| Err(Refused(why));
        if self.version != VERSION {
            return refuse(format!("the stream is of version {}, and this hypervisor reads version {VERSION}", self.version));
        }
        if self.revision != here.revision {
            let (there, here_is) = (&self.revision, &here.revision);
            let lacks = self.registers.iter().find(|register| !here.registers.contains(register));
            let more = here.registers.iter().find(|register| !self.registers.contains(register));
            let why = match (lacks, more) {
                (Some(register), _) => format!(": its `{register}` does not exist here"),
                (None, Some(register)) => format!(": it has no `{register}`"),
                (None, None) => String::new(),
            };
            return refuse(format!("the guest is of revision {there}, and this hypervisor of {here_is}{why}"));
        }
        if self.frequency != here.frequency {
            return refuse(format!("the guest's clock counts {} times a second, and {} here", self.frequency, here.frequency));
        }
        if self.features != here.features {
            let words = |features: &[String]| if features.is_empty() { "nothing".into() } else { features.join(", ") };
            return refuse(format!("the guest has {}, and here there is {}", words(&self.features), words(&here.features)));
        }
        if self.registers != here.registers {
            return refuse("the registers of a virtual hart differ: another build of the hypervisor".into());
        }
        if self.vcpus != here.vcpus {
            return refuse(format!("the guest has {} virtual harts, and {} here", self.vcpus, here.vcpus));
        }
        if self.ram != here.ram {
            return refuse("the guest's RAM lies elsewhere here".into());
        }
        if self.devices != here.devices {
            return refuse("the guest has other devices here".into());
        }
        Ok(())
    }
}
