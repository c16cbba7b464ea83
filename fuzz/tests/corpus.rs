//! What once reached new code is read without a finding.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;

/// Targets whose corpora are of fewer files have lost theirs.
const LEAST: usize = 20;

/// Nothing else here compiles what cargo-fuzz does.
#[test]
fn every_target_is_one_of_cargo_fuzz() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guided");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for target in fuzz::TARGETS {
        let program = fs::read_to_string(folder.join(format!("targets/{}.rs", target.name))).unwrap();
        assert!(program.contains(&format!("fuzz::run(\"{}\", data)", target.name)), "{program}");
        assert!(manifest.contains(&format!("name = \"{0}\"\npath = \"targets/{0}.rs\"", target.name)), "{}", target.name);
    }
}

#[test]
fn corpora_are_read() {
    for target in fuzz::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
        let files = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let mut read = 0;
        for file in files {
            let path = file.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            assert!(bytes.len() <= target.longest, "{}: {} bytes, and {} is the limit", path.display(), bytes.len(), target.longest);
            println!("{}", path.display());
            (target.run)(&bytes);
            read += 1;
        }
        assert!(read >= LEAST, "{}: {read} inputs", folder.display());
    }
}
