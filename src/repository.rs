//! Where the checkout is, and what lies where in it.

use std::path::{Path, PathBuf};

/// The folder of the model in a checkout.
pub const MODEL: &str = "model";
/// The folder of generated files in a checkout.
pub const GENERATED: &str = "generated";

/// A file that marks a model, as against any folder of that name.
const MODEL_MARK: &str = "revisions.yaml";

/// The checkout: the current folder or the next above it that has a model,
/// else the one in which this program was built.
pub fn root() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let above = here.ancestors().find(|dir| dir.join(MODEL).join(MODEL_MARK).is_file());
    above.unwrap_or(Path::new(env!("CARGO_MANIFEST_DIR"))).to_path_buf()
}

/// The cargo that runs this program, else the one on PATH.
pub fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}
