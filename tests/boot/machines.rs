//! Machine files, from the file to guests that have ended.

use crate::program::{Ran, draftvisor, is_slow, note, root, scratch};
use crate::revisions;
use std::fs;
use std::path::Path;
use std::time::Instant;

const BROKEN: &str = "\
machine: broken
---
guest: alpha
memory: 64M
kernel: nothing
vcpu: 2
";

/// Instructions of two guests that wait most of their eight seconds, of which
/// each is a hundred million for a hart that does not.
const ENOUGH: &str = "60000000";

#[test]
fn a_mistake_is_shown_at_its_place_and_nothing_is_written() {
    let folder = scratch("machine-mistake");
    let (file, out) = (folder.join("broken.yaml"), folder.join("out.elf"));
    fs::write(&file, BROKEN).unwrap();
    let ran = draftvisor(&["image", file.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for expected in
        ["broken.yaml:6:1", "there is no key `vcpu` here", "did you mean `vcpus`?", "broken.yaml:5:9", "cannot read", "2 errors"]
    {
        assert!(ran.err.contains(expected), "`{expected}` is not in\n{}", ran.err);
    }
    assert!(!out.exists());
    let missing = draftvisor(&["image", "no-such-file.yaml", "-o", out.to_str().unwrap()]);
    assert_eq!(missing.code, 2, "{}", missing.err);
    assert!(missing.err.contains("cannot read no-such-file.yaml"), "{}", missing.err);
}

/// Packs the example; `None` if there is no Linux, which has been said.
fn example(out: &Path) -> Option<Ran> {
    crate::linux::tool("linux")?;
    let example = root().join("examples/two-linux.yaml");
    Some(draftvisor(&["image", example.to_str().unwrap(), "-o", out.to_str().unwrap()]))
}

#[test]
fn packing_repeats_exactly() {
    if !is_slow() {
        return;
    }
    let folder = scratch("machine-pack");
    let files = [folder.join("once.elf"), folder.join("twice.elf")];
    for file in &files {
        let Some(ran) = example(file) else { return };
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        assert!(ran.out.contains("2 guests"), "{}", ran.out);
    }
    assert!(fs::read(&files[0]).unwrap() == fs::read(&files[1]).unwrap());
}

/// Two guests of two virtual harts each on four harts: each reads back from
/// its disk what it wrote, and they talk over a network. On the emulator of
/// the first and the last revision, between which everything that matters to
/// a guest moved, and on QEMU.
#[test]
fn two_linux_guests_share_a_machine() {
    if !is_slow() || crate::linux::tool("linux").is_none() {
        return;
    }
    let revisions = revisions();
    for (revision, _) in [revisions.first().unwrap(), revisions.last().unwrap()] {
        share_a_machine(revision, &[]);
    }
    for qemu in ["qemu-5.2", "qemu-7.2"].into_iter().filter(|qemu| crate::linux::tool(qemu).is_some()) {
        let (revision, _) = revisions.iter().find(|(_, profiles)| profiles.iter().any(|profile| profile == qemu)).unwrap();
        share_a_machine(revision, &["--on", "qemu", "--profile", qemu, "--timeout", "240"]);
    }
}

fn share_a_machine(revision: &str, more: &[&str]) {
    let start = Instant::now();
    let ran = draftvisor(&[&["run", "--machine", "examples/two-linux.yaml", "--rev", revision], more].concat());
    let on = more.get(3).unwrap_or(&"the emulator");
    assert_eq!(ran.code, 0, "{revision} on {on}:\n{}{}", ran.out, ran.err);
    for guest in ["alpha", "beta"] {
        let sums: Vec<&str> = ran.out.lines().filter(|line| line.starts_with(guest) && line.trim_end().ends_with("  -")).collect();
        assert!(sums.len() == 2 && sums[0] == sums[1], "{revision} on {on}: what {guest} wrote and read differs: {sums:?}");
        assert!(ran.out.contains(&format!("{guest}: init: Linux")) && ran.out.contains(&format!("{guest} shut down")), "{}", ran.out);
    }
    assert!(ran.out.contains("3 packets received") && ran.out.contains("alpha heard: hello from beta"), "{}", ran.out);
    note(&format!("two guests with Linux, {revision} on {on}: {:.1} s", start.elapsed().as_secs_f64()));
}

/// Two guests that take turns and one that waits for ever, on two harts: none
/// of what is waited for, and nothing that a guest has left behind, keeps a
/// hart awake.
#[test]
fn waiting_costs_nothing() {
    if !is_slow() {
        return;
    }
    let folder = scratch("machine-waits");
    let revisions = revisions();
    for (revision, _) in [revisions.first().unwrap(), revisions.last().unwrap()] {
        let guest = |name: &str, example: &str| {
            let (image, _) = crate::program::built(example, revision);
            format!("---\nguest: {name}\nmemory: 16M\nkernel: {}\n", image.display())
        };
        let guests = guest("one", "ticker") + &guest("other", "ticker") + &guest("waits", "answers");
        let file = folder.join(format!("{revision}.yaml"));
        fs::write(&file, format!("machine: waits\nhost: {{memory: 128M, harts: 2}}\nmonitor: no\n{guests}")).unwrap();
        let ran = draftvisor(&["run", "--machine", file.to_str().unwrap(), "--rev", revision, "--max-instructions", ENOUGH]);
        for name in ["one", "other"] {
            assert!(ran.out.contains(&format!("{name}: ticker: no tick lost")), "{revision}: {}{}", ran.out, ran.err);
        }
    }
}
