//! `gen`: writes all or nothing, and tells what is not as it should be.

use crate::{bad, broken_model, folder, good};
use std::fs;

#[test]
fn gen_writes_and_check_compares() {
    let dir = folder("gen").join("out");
    let out = dir.to_str().unwrap();
    bad(&["gen", "--check", "--out", out], 1, &["missing", "run `draftvisor gen --out"]);
    assert!(!dir.exists(), "--check writes nothing");
    good(&["gen", "--out", out], &["written"]);
    good(&["gen", "--check", "--out", out], &["up to date"]);
    good(&["gen", "--out", out], &["0 files written, 0 removed"]);

    let revision = dir.join("1.0");
    let file = fs::read_dir(&revision).unwrap().map(|e| e.unwrap().path()).find(|p| p.is_file()).unwrap();
    let right = fs::read(&file).unwrap();
    fs::write(&file, "changed by hand").unwrap();
    fs::write(revision.join("old.rs"), "//! Left behind.").unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    bad(&["gen", "--check", "--out", out], 1, &["stale", name, "orphaned", "1.0/old.rs"]);
    good(&["gen", "--check", "--rev", "0.5", "--out", out], &["up to date"]);
    good(&["gen", "--rev", "1.0", "--out", out], &["1 file written, 1 removed"]);
    assert_eq!(fs::read(&file).unwrap(), right);
    good(&["gen", "--check", "--out", out], &["up to date"]);
}

#[test]
fn gen_leaves_everything_on_an_error() {
    let model = broken_model("gen-broken", "csr/hstatus.yaml", "at: 0x600", "at: 0x602");
    let out = folder("gen-broken-out");
    fs::write(out.join("mine.txt"), "mine").unwrap();
    bad(&["gen", "--model", model.to_str().unwrap(), "--out", out.to_str().unwrap()], 1, &["error"]);
    bad(&["gen", "--out", out.to_str().unwrap()], 2, &["holds files that are not generated"]);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    let beside = fs::read_dir(out.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    assert_eq!(beside.filter(|name| name.starts_with(".gen-broken-out")).count(), 0, "no folder is left behind");
}

#[test]
fn gen_puts_back_what_it_has_written() {
    let dir = folder("gen-unwritable").join("out");
    let out = dir.to_str().unwrap();
    good(&["gen", "--out", out], &["written"]);
    let (changed, gone) = (dir.join("0.4/rv64.json"), dir.join("1.0/rv64.json"));
    fs::write(&changed, "changed by hand").unwrap();
    fs::remove_file(&gone).unwrap();
    // Where a file has to be, there is a folder with something in it.
    fs::create_dir_all(gone.join("mine")).unwrap();
    bad(&["gen", "--out", out], 2, &["cannot"]);
    assert_eq!(fs::read_to_string(&changed).unwrap(), "changed by hand");
    assert!(gone.join("mine").is_dir());
    let beside = fs::read_dir(dir.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "nothing is left behind");
}
