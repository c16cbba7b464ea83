//! What once reached new code is read without a finding.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;

/// Targets whose corpora are of fewer files have lost theirs.
const LEAST: usize = 20;

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
