//! Hypervisor and firmware modules.

use crate::Error;
use load::Model;

/// `hypervisor.rs` and `firmware.rs` of one revision for one implementation.
pub fn modules(_model: &Model, _revision: usize, _profile: &str) -> Result<Vec<(String, String)>, Error> {
    Ok(Vec::new())
}
