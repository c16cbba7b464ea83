//! What a user can do wrong: one message that helps, exit code 1 or 2, no
//! panic, and nothing half-written.

use crate::program::{Ran, draftvisor, is_slow, ran, root, scratch};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Exit code 2, one error, and each of `parts` in it.
#[track_caller]
fn refused(args: &[&str], parts: &[&str]) {
    let ran = draftvisor(args);
    assert_eq!(ran.code, 2, "{args:?}\n{}{}", ran.out, ran.err);
    one_error(&ran, parts);
}

#[track_caller]
fn one_error(ran: &Ran, parts: &[&str]) {
    let errors = ran.err.lines().filter(|line| line.starts_with("error")).count();
    assert_eq!(errors, 1, "not one message:\n{}", ran.err);
    for part in parts {
        assert!(ran.err.contains(part), "the message lacks {part:?}:\n{}", ran.err);
    }
}

#[test]
fn wrong_flags_are_refused() {
    refused(&["run", "--guets", "hello"], &["--guets", "--guest"]);
    refused(&["run", "--guest", "helo"], &["helo", "hello"]);
    refused(&["run", "--rev", "9.9"], &["9.9"]);
    refused(&["run", "--on", "quemu"], &["quemu", "qemu"]);
    refused(&["run", "--qemu", "/usr/bin/qemu-system-riscv64"], &["--on qemu"]);
    refused(&["run", "--on", "qemu", "--trace"], &["--trace", "emulator"]);
    refused(&["run", "--timeout", "soon"], &["soon"]);
    refused(&["run", "--profile", "nobody"], &["nobody"]);
    refused(&["run", "--bios", "a", "--firmware", "opensbi"], &["--bios", "--firmware"]);
    refused(&["setup", "qemu-99"], &["qemu-99"]);
}

#[test]
fn files_that_are_not_there_are_refused() {
    if !is_slow() {
        return;
    }
    refused(&["run", "--guest", "/nowhere/guest.elf"], &["/nowhere/guest.elf"]);
    refused(&["run", "--bios", "/nowhere/bios.bin"], &["/nowhere/bios.bin"]);
    refused(&["run", "--on", "qemu", "--qemu", "/nowhere/qemu"], &["/nowhere/qemu"]);
}

#[test]
fn broken_images_are_refused() {
    if !is_slow() {
        return;
    }
    let dir = scratch("broken-images");
    let cut = dir.join("cut.elf");
    let program = fs::read(env!("CARGO_BIN_EXE_draftvisor")).unwrap();
    fs::write(&cut, &program[..100]).unwrap();
    let foreign = dir.join("foreign.elf");
    fs::write(&foreign, &program[..program.len().min(1 << 20)]).unwrap();
    for image in [&cut, &foreign] {
        let image = image.to_str().unwrap();
        for option in ["--guest", "--bios"] {
            let ran = draftvisor(&["run", option, image]);
            assert!(matches!(ran.code, 1 | 2), "{option} {image}: {}\n{}{}", ran.code, ran.out, ran.err);
            one_error(&ran, &[]);
        }
    }
    refused(&["run", "--guest", dir.to_str().unwrap()], &[dir.to_str().unwrap()]);
}

#[test]
fn a_guest_that_is_no_program_ends() {
    if !is_slow() {
        return;
    }
    let image = scratch("no-program").join("zeros.bin");
    fs::write(&image, [0; 64]).unwrap();
    let ran = draftvisor(&["run", "--guest", image.to_str().unwrap(), "--max-instructions", "10000000"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
}

#[test]
fn a_program_that_is_no_qemu_is_refused() {
    if is_slow() {
        refused(&["run", "--on", "qemu", "--qemu", "/bin/false"], &["/bin/false"]);
    }
}

/// Every file below a folder, with its contents.
fn contents(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => all.extend(contents(&path)),
            false => drop(all.insert(path.display().to_string(), fs::read(&path).unwrap())),
        }
    }
    all
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}

#[test]
fn a_broken_model_leaves_generated_files_alone() {
    let dir = scratch("broken-model");
    let (model, generated) = (dir.join("model"), dir.join("generated"));
    copy(&root().join("model"), &model);
    let model = model.to_str().unwrap();
    assert_eq!(draftvisor(&["gen", "--model", model]).code, 0);
    let before = contents(&generated);
    assert!(before.len() > 100, "{} files", before.len());
    let hstatus = dir.join("model/csr/hstatus.yaml");
    let text = fs::read_to_string(&hstatus).unwrap();
    fs::write(&hstatus, text.replace("bits: 22", "bits: 20")).unwrap();
    let ran = draftvisor(&["gen", "--model", model]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("hstatus.yaml"), "{}", ran.err);
    assert!(contents(&generated) == before, "the output changed");
}

/// A limit on the size of files is as good as a full disk: a write fails after
/// many have worked.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_generated_files_alone() {
    let dir = scratch("full-disk");
    copy(&root().join("model"), &dir.join("model"));
    let write = |limit: &str| {
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" gen --model \"$1\"");
        ran(Command::new("bash").args(["-c", &script, env!("CARGO_BIN_EXE_draftvisor")]).arg(dir.join("model")).current_dir(root()))
    };
    let ran = write("40");
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    one_error(&ran, &[]);
    let left: Vec<_> = fs::read_dir(&dir).unwrap().flatten().map(|e| e.file_name()).collect();
    assert_eq!(left, ["model"], "something was left behind");
    assert_eq!(write("unlimited").code, 0);
}
