//! Tests of what the crate promises without fetching anything.
#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use crate::place::Staging;
use crate::{Error, Tool, find};

/// A folder that nobody else uses, gone at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let dir = std::env::temp_dir().join(format!("setup-{name}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        Scratch(dir)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn names_lead_back_to_tools() {
    for tool in Tool::ALL {
        assert_eq!(Tool::named(tool.name()), Some(tool));
    }
    assert_eq!(Tool::named("qemu"), None);
}

#[test]
fn find_in_an_empty_repository_leaves_it_empty() {
    let root = Scratch::new("empty");
    assert_eq!(find(Tool::Qemu52, &root.0), None);
    assert_eq!(find(Tool::QemuTrixie, &root.0), None);
    assert_eq!(fs::read_dir(&root.0).unwrap().count(), 0);
}

#[test]
fn an_uncommitted_tool_is_never_there() {
    let root = Scratch::new("stage");
    let staging = Staging::begin(Tool::OpenSbi, &root.0, &|_| {}).unwrap();
    let made = staging.subdir("keep").unwrap();
    fs::write(made.join("fw_dynamic.bin"), "half").unwrap();
    drop(staging);
    let place = root.0.join("target/tools/opensbi");
    assert!(!place.exists());
    let left = fs::read_dir(root.0.join("target/tools")).unwrap().flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).collect();
    assert_eq!(left, [".opensbi.lock"]);

    let staging = Staging::begin(Tool::OpenSbi, &root.0, &|_| {}).unwrap();
    let made = staging.subdir("keep").unwrap();
    fs::write(made.join("fw_dynamic.bin"), "whole").unwrap();
    // Something else is in the way.
    fs::create_dir(&place).unwrap();
    fs::write(place.join("other"), "").unwrap();
    staging.commit(&made).unwrap();
    let file = place.join("fw_dynamic.bin");
    assert_eq!(fs::read_to_string(&file).unwrap(), "whole");
}

#[test]
fn a_second_fetch_waits_for_the_first() {
    let root = Scratch::new("lock");
    let first = Cell::new(Some(Staging::begin(Tool::Qemu52, &root.0, &|_| {}).unwrap()));
    let told = Cell::new(0);
    // Told that it must wait, the second lets the first come to its end.
    let second = Staging::begin(Tool::Qemu52, &root.0, &|_| {
        told.set(told.get() + 1);
        drop(first.take());
    });
    assert!(second.is_ok());
    assert_eq!(told.get(), 1);
}

#[test]
fn errors_say_what_to_do() {
    let error = Error::NoProgram { program: "apt-get".to_string(), advice: String::new() };
    assert_eq!(error.advise("pass --qemu PATH").to_string(), "there is no `apt-get` on this system\n  help: pass --qemu PATH");
}
