//! The files of the repository, and of what kind each is.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file by its path from the root.
pub struct File {
    pub path: String,
    pub text: String,
}

/// Folders of code that others wrote, or that programs write.
const SKIPPED: [&str; 3] = ["target", "generated", "corpus"];
/// Hidden things that are ours.
const HIDDEN: [&str; 4] = [".ci", ".cargo", ".gitattributes", ".gitignore"];
/// What holds code besides `.rs`.
const CODE: [&str; 6] = ["rs", "tera", "ld", "sh", "S", "js"];

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every hand-written text file.
pub fn all() -> Vec<File> {
    let text = |path: PathBuf| Some(File { text: fs::read_to_string(root().join(&path)).ok()?, path: path.to_str()?.to_string() });
    walk().into_iter().filter(|path| !path.ends_with("Cargo.lock")).filter_map(text).collect()
}

/// Every file that is not generated, text or not, with its size.
pub fn sizes() -> Vec<(String, usize)> {
    let size = |path: PathBuf| (path.display().to_string(), fs::metadata(root().join(&path)).map_or(0, |m| m.len() as usize));
    walk().into_iter().filter(|path| !path.ends_with("Cargo.lock")).map(size).collect()
}

/// Walks instead of asking git: a source archive has no `.git`.
fn walk() -> Vec<PathBuf> {
    let (mut found, mut dirs) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(root().join(&dir)).unwrap().flatten() {
            let name = entry.file_name().into_string().unwrap();
            if (name.starts_with('.') && !HIDDEN.contains(&name.as_str())) || SKIPPED.contains(&name.as_str()) {
                continue;
            }
            match entry.file_type().unwrap().is_dir() {
                true => dirs.push(dir.join(name)),
                false => found.push(dir.join(name)),
            }
        }
    }
    found.sort();
    found
}

impl File {
    fn extension(&self) -> &str {
        Path::new(&self.path).extension().and_then(|e| e.to_str()).unwrap_or_default()
    }

    pub fn is_rust(&self) -> bool {
        self.extension() == "rs"
    }

    /// Written by hand to be read: not data.
    pub fn is_written(&self) -> bool {
        self.is_rust() || ["tera", "yaml", "md"].contains(&self.extension()) && !self.is_test()
    }

    /// Tests state what is right a second time: that is what they are for.
    pub fn is_test(&self) -> bool {
        let parts: Vec<&str> = self.path.split('/').collect();
        parts.contains(&"tests") || self.path.ends_with("/tests.rs")
    }

    /// Output of a program, kept as it was.
    pub fn is_golden(&self) -> bool {
        self.is_test() && !self.is_rust() && self.extension() != "yaml" || self.path.ends_with("expected.txt")
    }

    /// Hand-written code outside the model, tests and prose. Manifests are not
    /// looked at: versions of crates look like revisions.
    pub fn is_code(&self) -> bool {
        let is_script = self.path == "gate" || self.path.starts_with(".ci/");
        let is_elsewhere = self.path.starts_with("model/") || self.path.starts_with("book/");
        (CODE.contains(&self.extension()) || is_script) && !is_elsewhere && !self.is_test()
    }

    /// The text up to the tests in it.
    pub fn before_tests(&self) -> &str {
        let tests = ["\n#[cfg(test)]", "\n#[cfg(all(test"].iter().filter_map(|mark| self.text.find(mark)).min();
        &self.text[..tests.unwrap_or(self.text.len())]
    }

    /// Registers and addresses of devices and of the machine: facts of QEMU's
    /// `virt`, not of the architecture.
    pub fn is_device(&self) -> bool {
        ["/devices/", "/virt.rs", "/uart.rs", "/layout.rs", "/sbi/", "/sbi.rs", "/host.rs"].iter().any(|part| self.path.contains(part))
    }
}
