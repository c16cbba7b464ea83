//! A session of a real gdb with a guest under the hypervisor, on the emulator.
//!
//! It builds bare-metal programs and may fetch gdb, so it runs only if
//! `SLOW_TESTS` is set, as the gate does.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const DRAFTVISOR: &str = env!("CARGO_BIN_EXE_draftvisor");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program that waits for gdb, and where.
struct Waiting {
    child: Child,
    address: String,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(args: &[&str]) -> Waiting {
    let mut command = Command::new(DRAFTVISOR);
    command.args(args).args(["--gdb", "127.0.0.1:0"]).current_dir(root());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = lines.by_ref().map(Result::unwrap).find(|line| line.contains("target remote ")).expect("it says where it waits");
    // What comes later must not block it.
    std::thread::spawn(move || lines.for_each(drop));
    let address = line.rsplit(' ').next().unwrap().to_string();
    Waiting { child, address }
}

/// Runs a script of commands and returns what gdb prints.
fn gdb(waiting: &Waiting, script: &[&str]) -> String {
    let tool: PathBuf = {
        let found = setup::ensure(setup::Tool::Gdb, root(), &|_| {}).unwrap();
        found.path().unwrap().to_path_buf()
    };
    let mut command = Command::new(tool);
    command.args(["-nx", "-batch", "-ex", "set architecture riscv:rv64", "-ex", "set confirm off"]);
    command.args(["-ex", &format!("target remote {}", waiting.address)]);
    for line in script {
        command.args(["-ex", line]);
    }
    // What `monitor` says goes to stderr: both in one pipe keep their order.
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut child = command.stdin(Stdio::null()).stdout(writer.try_clone().unwrap()).stderr(writer).spawn().unwrap();
    drop(command);
    let mut said = String::new();
    reader.read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    said
}

#[track_caller]
fn contains(said: &str, wanted: &[&str]) {
    let mut rest = said;
    for line in wanted {
        let at = rest.find(line).unwrap_or_else(|| panic!("`{line}` is missing, or in another order, in:\n{said}"));
        rest = &rest[at + line.len()..];
    }
}

/// The guest has RAM at one address and a window to a page of it at another;
/// the hypervisor has put that RAM somewhere else.
#[test]
fn gdb_breaks_steps_and_reads_through_both_stages() {
    if std::env::var_os("SLOW_TESTS").is_none() {
        return;
    }
    let waiting = start(&["run", "--guest", "two-stage"]);
    let said = gdb(
        &waiting,
        &[
            "info threads",
            "break *0x80000004 if $virt == 1",
            "continue",
            "printf \"at %#lx, privilege %d, vsatp %#lx\\n\", $pc, $priv, $vsatp",
            "stepi",
            "printf \"stepped to %#lx\\n\", $pc",
            "delete",
            "watch *(long *) 0x40000000",
            "continue",
            "printf \"Sv39 of the guest: %d\\n\", (($vsatp >> 60) & 15) == 8",
            "printf \"the same by view: %d\\n\", $vs_satp == $vsatp",
            "x/gx 0x40000000",
            "monitor translate 0x40000000",
            "monitor gpa 0x80003000 8",
            "set $a0 = 77",
            "printf \"a0 is %d\\n\", $a0",
            "monitor csr hstatus",
            "info registers vs",
            "info registers hs",
        ],
    );
    contains(
        &said,
        &[
            "hart 0, M",
            "Breakpoint 1, 0x0000000080000004",
            "at 0x80000004, privilege 1, vsatp 0\n",
            "stepped to 0x80000008\n",
            "Hardware watchpoint 2",
            "New value = 11\n",
            "Sv39 of the guest: 1\n",
            "the same by view: 1\n",
            "0x40000000:\t0x000000000000000b\n",
            "VS-stage sv39 level 0",
            "G-stage sv39x4 level 1",
            "0x40000000 -> guest physical 0x80003000 -> physical 0x",
            "0x80003000: 0b 00 00 00 00 00 00 00\n",
            "a0 is 77\n",
            "VS-mode may not read it\n  HS-mode reads 0x",
            "vs_sstatus",
            "hs_hstatus",
        ],
    );
}
