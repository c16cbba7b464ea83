//! Debian's Linux on the emulator: on every revision without H, and on the
//! last one with four harts, a disk, a network and a shared folder, beside
//! QEMU.

use crate::program::{Ran, draftvisor, is_slow, not_run, note, ran, root, scratch};
use crate::revisions;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::JoinHandle;
use std::time::Instant;

/// What the initial RAM disk prints when all that it was told is done.
const DONE: &str = "init: done";
const SECTOR: usize = 512;

/// Where a tool is, fetched if need be; `None` has been said aloud.
pub fn tool(name: &str) -> Option<PathBuf> {
    let fetched = draftvisor(&["setup", name]);
    if fetched.code != 0 {
        not_run(name, &fetched.err);
        return None;
    }
    let path = fetched.out.split_whitespace().last().unwrap();
    Some(PathBuf::from(path))
}

/// Options that QEMU and we have alike.
fn options(kernel: &Path, script: &str) -> Vec<String> {
    let initrd = kernel.with_file_name("initramfs.cpio");
    let append = format!("console=ttyS0 RUN=\"{script}\"");
    let options = ["-M", "virt", "-m", "512M", "-nographic", "-no-reboot", "-kernel", kernel.to_str().unwrap()];
    let more = ["-initrd", initrd.to_str().unwrap(), "-append", &append];
    options.iter().chain(&more).map(|word| word.to_string()).collect()
}

fn boot(args: &[&str], options: &[String]) -> Ran {
    let words: Vec<&str> = ["boot"].iter().chain(args).copied().chain(options.iter().map(String::as_str)).collect();
    draftvisor(&words)
}

#[test]
fn linux_without_h_on_every_revision() {
    if !is_slow() {
        return;
    }
    let Some(kernel) = tool("linux") else { return };
    let options = options(&kernel, "echo seen: $(uname -m), $(grep -m1 ^isa /proc/cpuinfo | cut -c1-20)");
    for (revision, _) in revisions() {
        let start = Instant::now();
        let ran = boot(&["--rev", &revision, "-cpu", "rv64,h=false"], &options);
        let letters = ran.out.lines().find(|line| line.starts_with("seen: riscv64")).unwrap_or_default();
        assert!(ran.code == 0 && ran.out.contains(DONE), "{revision}:\n{}{}", ran.out, ran.err);
        assert!(letters.contains("rv64ima") && !letters.split("rv64").any(|isa| isa.split('_').next().unwrap().contains('h')), "{letters}");
        note(&format!("Linux without H on {revision}: {:.1} s", start.elapsed().as_secs_f64()));
    }
}

/// Says one thing to whoever comes.
fn server(text: &'static str) -> (u16, JoinHandle<()>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        for stream in listener.incoming().take(2) {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 1000]);
            let _ = write!(stream, "HTTP/1.0 200 OK\r\nContent-Length: {}\r\n\r\n{text}", text.len());
        }
    });
    (port, thread)
}

/// A disk of a megabyte, with a name in its first sector.
fn disk(dir: &Path) -> PathBuf {
    let mut bytes = vec![0; 1 << 20];
    bytes[..14].copy_from_slice(b"the first name");
    let path = dir.join("disk.img");
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn linux_with_four_harts_a_disk_a_network_and_a_folder() {
    if !is_slow() {
        return;
    }
    let Some(kernel) = tool("linux") else { return };
    let dir = scratch("linux");
    let (image, shared) = (disk(&dir), dir.join("shared"));
    fs::create_dir_all(&shared).unwrap();
    fs::write(shared.join("from-host"), "a word from the host\n").unwrap();
    let (port, _server) = server("a page from outside\n");
    let script = format!(
        "echo harts: $(nproc); echo disk: $(head -c 14 /dev/vda); \
         echo from the guest | dd of=/dev/vda bs={SECTOR} seek=4 2>/dev/null; sync; \
         ping -c 1 -W 5 10.0.2.2 | grep received; echo net: $(wget -qO- http://10.0.2.2:{port}/); \
         mount -t 9p -o trans=virtio,version=9p2000.L share /mnt && cat /mnt/from-host && echo done >/mnt/from-guest"
    );
    let disk_option = format!("file={},if=none,id=disk,format=raw", image.display());
    let folder = format!("local,path={},mount_tag=share,security_model=none", shared.display());
    let mut options = options(&kernel, &script);
    let devices = [
        ["-smp", "4"],
        ["-drive", &disk_option],
        ["-device", "virtio-blk-device,drive=disk"],
        ["-netdev", "user,id=net"],
        ["-device", "virtio-net-device,netdev=net"],
        ["-device", "virtio-rng-device"],
    ];
    options.extend(devices.as_flattened().iter().map(|word| word.to_string()));
    let start = Instant::now();
    let ours = boot(&["--stats", "-virtfs", &folder], &options);
    let seconds = start.elapsed().as_secs_f64();
    let expected = ["harts: 4", "disk: the first name", "1 packets received", "net: a page from outside", "a word from the host", DONE];
    for line in expected {
        assert!(ours.out.contains(line), "{line} is missing:\n{}{}", ours.out, ours.err);
    }
    assert_eq!(ours.code, 0, "{}", ours.err);
    let bytes = fs::read(&image).unwrap();
    assert!(bytes[4 * SECTOR..].starts_with(b"from the guest\n"), "the disk was not written");
    assert_eq!(fs::read_to_string(shared.join("from-guest")).unwrap(), "done\n");
    beside_qemu(seconds, &options);
}

/// The same machine on QEMU, but for the folder; says both times.
fn beside_qemu(ours: f64, options: &[String]) {
    let Some(qemu) = tool("qemu-7.2") else { return };
    let start = Instant::now();
    let theirs = ran(Command::new(qemu).args(options).current_dir(root()));
    let seconds = start.elapsed().as_secs_f64();
    assert!(theirs.out.contains("net: a page from outside") && theirs.out.contains(DONE), "{}{}", theirs.out, theirs.err);
    note(&format!("Linux, 4 harts, to the end of its script: {ours:.1} s here, {seconds:.1} s on QEMU 7.2"));
}
