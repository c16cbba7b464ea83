//! An initial RAM disk that is small enough to read: busybox, the modules of
//! virtio devices and a script.

use std::io::{self, Write};

use cpio::NewcBuilder;
use cpio::newc::{ModeFileType, trailer};

/// Programs that are busybox by another name.
const APPLETS: [&str; 58] = [
    "sh", "ash", "awk", "cat", "chmod", "cmp", "cp", "cut", "date", "dd", "df", "dmesg", "du", "echo", "env", "expr", "false", "find",
    "free", "grep", "head", "hexdump", "hostname", "id", "ifconfig", "insmod", "ip", "kill", "ln", "ls", "lsmod", "md5sum", "mkdir",
    "mknod", "mount", "mv", "nc", "nproc", "ping", "poweroff", "ps", "reboot", "rm", "sed", "seq", "sleep", "stty", "sync", "tail", "time",
    "top", "touch", "true", "umount", "uname", "vi", "wc", "wget",
];

/// The first program. The kernel gives it what the command line says as
/// `RUN="..."`, which it carries out in place of a shell.
const INIT: &str = r#"#!/bin/sh
export PATH=/bin HOME=/root
mount -t devtmpfs none /dev
mount -t proc none /proc
mount -t sysfs none /sys
load() { for module in /modules/$1/*; do insmod "$module" 2>/dev/null; done; }
load base
read up _ </proc/uptime
echo "init: Linux $(uname -r), $(nproc) harts, up $up s"
if [ -e /sys/class/net/eth0 ]; then
  ip link set lo up
  ip link set eth0 up
  ip address add 10.0.2.15/24 dev eth0
  ip route add default via 10.0.2.2
  echo "nameserver 10.0.2.3" >/etc/resolv.conf
fi
if grep -q 0x0009 /sys/bus/virtio/devices/*/device 2>/dev/null; then load 9p; fi
if [ -n "$RUN" ]; then
  eval "$RUN"
  echo "init: done"
  poweroff -f
fi
echo "init: a shell; insmod /modules/ext4/* for ext4, \`poweroff -f\` to end"
exec busybox setsid busybox cttyhack sh
"#;

/// Folders that the script wants.
const FOLDERS: [&str; 9] = ["bin", "dev", "etc", "mnt", "modules", "proc", "root", "sys", "tmp"];

const PROGRAM: u32 = 0o755;
const PLAIN: u32 = 0o644;

/// An archive in the making, as `cpio -H newc` writes it.
struct Archive {
    bytes: Vec<u8>,
    /// Each entry has a number of its own.
    number: u32,
}

impl Archive {
    fn add(&mut self, name: &str, kind: ModeFileType, mode: u32, content: &[u8]) -> io::Result<()> {
        self.number += 1;
        let entry = NewcBuilder::new(name).ino(self.number).nlink(1).mode(mode);
        let entry = if matches!(kind, ModeFileType::Char) { entry.rdev_major(5).rdev_minor(1) } else { entry };
        let entry = entry.set_mode_file_type(kind);
        let length = u32::try_from(content.len()).map_err(io::Error::other)?;
        let mut writer = entry.write(&mut self.bytes, length);
        writer.write_all(content)?;
        writer.finish().map(|_| ())
    }
}

/// A module to load with others of its group.
pub(crate) struct Module {
    /// Name of the group.
    pub(crate) group: &'static str,
    /// Name of the module.
    pub(crate) name: String,
    /// Its file.
    pub(crate) content: Vec<u8>,
}

/// Makes it of busybox and of modules in the order in which they are loaded.
/// The same input gives the same bytes.
pub(crate) fn build(busybox: &[u8], modules: &[Module]) -> io::Result<Vec<u8>> {
    let mut archive = Archive { bytes: Vec::new(), number: 0 };
    for folder in FOLDERS {
        archive.add(folder, ModeFileType::Directory, PROGRAM, &[])?;
    }
    // Without it, what the script prints before /dev is there would be lost.
    archive.add("dev/console", ModeFileType::Char, 0o600, &[])?;
    archive.add("init", ModeFileType::Regular, PROGRAM, INIT.as_bytes())?;
    archive.add("bin/busybox", ModeFileType::Regular, PROGRAM, busybox)?;
    for applet in APPLETS {
        archive.add(&format!("bin/{applet}"), ModeFileType::Symlink, 0o777, b"busybox")?;
    }
    let mut group = "";
    for (place, module) in modules.iter().enumerate() {
        if module.group != group {
            group = module.group;
            archive.add(&format!("modules/{group}"), ModeFileType::Directory, PROGRAM, &[])?;
        }
        archive.add(&format!("modules/{group}/{place:02}-{}.ko", module.name), ModeFileType::Regular, PLAIN, &module.content)?;
    }
    trailer(&mut archive.bytes)?;
    Ok(archive.bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_is_read_back() {
        let modules = [Module { group: "base", name: "virtio_mmio".to_string(), content: b"module".to_vec() }];
        let bytes = build(b"program", &modules).unwrap();
        assert_eq!(bytes, build(b"program", &modules).unwrap());
        let mut rest = bytes.as_slice();
        let mut found = Vec::new();
        loop {
            let reader = cpio::NewcReader::new(rest).unwrap();
            if reader.entry().is_trailer() {
                break;
            }
            let name = reader.entry().name().to_string();
            let mut content = Vec::new();
            rest = reader.to_writer(&mut content).unwrap();
            found.push((name, content));
        }
        let content = |name: &str| found.iter().find(|(n, _)| n == name).unwrap().1.clone();
        assert_eq!(content("bin/busybox"), b"program");
        assert_eq!(content("bin/sh"), b"busybox");
        assert_eq!(content("modules/base/00-virtio_mmio.ko"), b"module");
        assert!(content("init").starts_with(b"#!/bin/sh\n"));
    }
}
