//! Guests that move while they run: over a cable between two machines, and by
//! a disk; and streams that are refused.

use crate::program::{built, draftvisor, is_slow, note, packed, root, scratch};
use crate::revisions;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long anything may take, on a machine that others use too.
const PATIENCE: Duration = Duration::from_secs(240);
const GUEST: &str = "ticker";
/// The key that leads to the monitor.
pub const ESCAPE: &str = "\x1d";

/// A machine with the guest, which runs or waits to be asked.
pub struct Image {
    elf: PathBuf,
    firmware: PathBuf,
    revision: String,
    /// The QEMU that runs it, if one does.
    qemu: Option<PathBuf>,
}

impl Image {
    pub fn new(folder: &Path, revision: &str, starts: bool) -> Self {
        let (text, firmware) = text(revision, starts);
        Self::of(packed(&folder_of(folder, starts), &text, revision), firmware, revision)
    }

    /// A machine that is packed already.
    pub fn of(elf: PathBuf, firmware: PathBuf, revision: &str) -> Self {
        Self { elf, firmware, revision: revision.to_string(), qemu: None }
    }

    /// For a QEMU, with OpenSBI.
    pub fn on_qemu(folder: &Path, (revision, profile): (&str, &str), [qemu, firmware]: [&Path; 2], starts: bool) -> Self {
        let folder = folder_of(folder, starts);
        let [file, elf] = ["machine.yaml", "image.elf"].map(|name| folder.join(name));
        fs::write(&file, text(revision, starts).0).unwrap();
        let words = ["image", file.to_str().unwrap(), "-o", elf.to_str().unwrap(), "--rev", revision, "--profile", profile];
        let ran = draftvisor(&words);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        Self { elf, firmware: firmware.to_path_buf(), revision: revision.to_string(), qemu: Some(qemu.to_path_buf()) }
    }

    fn command(&self) -> Command {
        let Some(qemu) = &self.qemu else {
            let mut command = Command::new(env!("CARGO_BIN_EXE_draftvisor"));
            command.args(["boot", "--rev", &self.revision, "--time", "wall", "-serial", "stdio"]);
            return command;
        };
        let mut command = Command::new(qemu);
        command.args(["-machine", "virt", "-cpu", "rv64,h=true", "-nographic", "-global", "virtio-mmio.force-legacy=false"]);
        command
    }

    /// Runs it with these devices.
    pub fn run(&self, devices: &[String]) -> Running {
        let mut command = self.command();
        command.args(["-smp", "2", "-m", "128M"]).arg("-bios").arg(&self.firmware).arg("-kernel").arg(&self.elf).args(devices);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).current_dir(root());
        let mut child = command.spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (mut out, heard) = (child.stdout.take().unwrap(), said.clone());
        std::thread::spawn(move || {
            let mut bytes = [0; 1024];
            while let Ok(count @ 1..) = out.read(&mut bytes) {
                heard.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        });
        Running { keys: child.stdin.take().unwrap(), child, said }
    }
}

/// The machine file, and our firmware.
fn text(revision: &str, starts: bool) -> (String, PathBuf) {
    let (guest, firmware) = built(GUEST, revision);
    // Of two guests each has whole lines of the console.
    let one = |name: &str, start: &str| format!("---\nguest: {name}\nmemory: 16M\nstart: {start}\nkernel: {}\n", guest.display());
    let start = if starts { "yes" } else { "no" };
    (format!("machine: moves\nhost: {{memory: 128M, harts: 2}}\n{}{}", one(GUEST, start), one("other", "no")), firmware)
}

fn folder_of(folder: &Path, starts: bool) -> PathBuf {
    let folder = folder.join(format!("starts-{starts}"));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A machine that runs.
pub struct Running {
    child: Child,
    keys: ChildStdin,
    said: Arc<Mutex<String>>,
}

impl Running {
    pub fn said(&self) -> String {
        self.said.lock().unwrap().replace('\r', "")
    }

    /// Waits until it has said this.
    #[track_caller]
    pub fn hear(&self, text: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.said().contains(text) {
            assert!(Instant::now() < end, "`{text}` is not in\n{}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Types a command for the monitor.
    pub fn command(&mut self, command: &str) {
        self.keys.write_all(format!("{ESCAPE}{command}\r\r").as_bytes()).unwrap();
    }

    /// Waits for its end, which is a success.
    #[track_caller]
    pub fn end(mut self) -> String {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None if Instant::now() > end => panic!("it does not end:\n{}", self.said()),
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        // The reader is done when the pipe is closed.
        std::thread::sleep(Duration::from_millis(100));
        assert!(status.success(), "{status}:\n{}", self.said());
        self.said()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the guest has said, of all that was.
pub fn of_guest(said: &str) -> String {
    // The monitor's prompt may stand before it.
    let lines = said.lines().filter_map(|line| line.rfind("ticker: ").map(|at| &line[at..]));
    lines.filter(|line| line.ends_with(" ticks") || line.contains("no tick lost")).map(|line| format!("{line}\n")).collect()
}

pub fn expected() -> String {
    fs::read_to_string(root().join("examples").join(GUEST).join("expected.txt")).unwrap()
}

/// Network cards at both ends of one cable.
fn cable() -> [Vec<String>; 2] {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    ["listen", "connect"].map(|how| {
        let cable = format!("socket,id=n,{how}=127.0.0.1:{port}");
        ["-netdev", &cable, "-device", "virtio-net-device,netdev=n"].map(String::from).to_vec()
    })
}

/// The revisions that this program was built with, the first and the last
/// of them: `DRAFTVISOR_ONLY` leaves others out.
fn ends() -> (String, String) {
    let only =
        option_env!("DRAFTVISOR_ONLY").map(|only| only.split_whitespace().map(|id| id.split('/').next().unwrap()).collect::<Vec<_>>());
    let all: Vec<String> =
        revisions().into_iter().map(|(id, _)| id).filter(|id| only.as_ref().is_none_or(|only| only.contains(&id.as_str()))).collect();
    (all.first().unwrap().clone(), all.last().unwrap().clone())
}

/// It runs at one end of a cable and goes on at the other: every tick is
/// there, once, in order, and what it checks of itself holds.
#[test]
fn a_guest_moves_while_it_runs() {
    if !is_slow() {
        return;
    }
    let folder = scratch("moves");
    let (first, last) = ends();
    for revision in [first, last] {
        moves(&Image::new(&folder, &revision, true), &Image::new(&folder, &revision, false), &revision, false);
    }
}

/// The same from one QEMU to another, however slow they are: it is paused
/// meanwhile.
#[test]
fn a_guest_moves_between_qemus() {
    if !is_slow() {
        return;
    }
    let [Some(qemu), Some(firmware)] = ["qemu-7.2", "opensbi"].map(crate::linux::tool) else { return };
    let folder = scratch("moves-qemu");
    let (_, revision) = ends();
    let [from, to] = [true, false].map(|starts| Image::on_qemu(&folder, (&revision, "qemu-7.2"), [&qemu, &firmware], starts));
    moves(&from, &to, "QEMU 7.2", true);
}

#[track_caller]
fn moves(from: &Image, to: &Image, on: &str, paused: bool) {
    let [listens, connects] = cable();
    let mut to = to.run(&listens);
    to.hear("guest starts");
    let mut from = from.run(&connects);
    to.command("receive ticker");
    to.hear("ticker is awaited");
    from.hear("ticker: 20 ticks");
    if paused {
        from.command("pause ticker");
        from.hear("ticker is paused");
    }
    from.command("send ticker");
    to.hear("ticker has come");
    if paused {
        to.command("start ticker");
    }
    let (left, came) = (from.end(), to.end());
    assert!(left.contains("ticker has left"), "{left}");
    assert!(!of_guest(&came).is_empty(), "it was done before it moved:\n{left}");
    assert_eq!(of_guest(&left) + &of_guest(&came), expected(), "{left}\n{came}");
    let figures = left.lines().find(|line| line.contains("has left: ")).unwrap_or_default();
    note(&format!("moved on {on}: {figures}"));
}

/// Where it cannot go on it is told why, and it stays.
#[test]
fn a_guest_does_not_move_to_another_revision() {
    if !is_slow() {
        return;
    }
    let folder = scratch("moves-not");
    let (other, revision) = ends();
    if other == revision {
        return note("a guest between revisions: not run with one revision alone");
    }
    let [listens, connects] = cable();
    let mut to = Image::new(&folder, &other, false).run(&listens);
    to.hear("guest starts");
    let mut from = Image::new(&folder, &revision, true).run(&connects);
    to.command("receive ticker");
    to.hear("ticker is awaited");
    from.hear("ticker: 20 ticks");
    from.command("send ticker");
    let why = format!("ticker does not move: the guest is of revision {revision}, and this hypervisor of {other}");
    from.hear(&why);
    to.hear(&why);
    assert_eq!(of_guest(&from.end()), expected(), "it goes on where it was");
    to.command("list");
    to.hear("ticker  waiting");
    to.command("start ticker");
    assert_eq!(of_guest(&to.end()), expected(), "and nothing of it is left there");
}

/// Written to a disk, and gone on with from there; but not from a disk on
/// which a bit is wrong, nor from one that ends too early.
#[test]
fn a_guest_is_saved_and_restored() {
    if !is_slow() {
        return;
    }
    let folder = scratch("moves-saved");
    let (_, revision) = ends();
    let drives = |names: &[&str]| -> Vec<String> {
        let drive = |name: &&str| {
            let drive = format!("file={},if=none,id={name}", folder.join(name).display());
            ["-drive".to_string(), drive, "-device".to_string(), format!("virtio-blk-device,drive={name}")]
        };
        names.iter().flat_map(drive).collect()
    };
    fs::write(folder.join("good"), vec![0x55; 16 << 20]).unwrap();
    let mut from = Image::new(&folder, &revision, true).run(&drives(&["good"]));
    from.hear("ticker: 20 ticks");
    from.command("pause ticker");
    from.hear("ticker is paused");
    from.command("reg ticker 0 pc");
    from.hear("0x00000000800");
    from.command("save ticker");
    from.hear("ticker has left");
    let before = from.end();
    let good = fs::read(folder.join("good")).unwrap();
    let mut wrong = good.clone();
    wrong[100_000] ^= 4;
    fs::write(folder.join("wrong"), wrong).unwrap();
    fs::write(folder.join("short"), &good[..131_072]).unwrap();
    // As with QEMU the first has the highest address.
    let mut to = Image::new(&folder, &revision, false).run(&drives(&["good", "short", "wrong"]));
    to.hear("guest starts");
    for (disk, why) in [(0, "the stream is broken: a checksum differs"), (1, "the disk ends before the guest does")] {
        to.command(&format!("restore ticker {disk}"));
        to.hear(&format!("ticker does not move: {why}"));
    }
    to.command("list");
    to.hear("ticker  waiting");
    to.command("restore ticker 2");
    to.hear("ticker has come");
    // It was paused when it was saved.
    to.command("start ticker");
    let after = to.end();
    assert_eq!(of_guest(&before) + &of_guest(&after), expected(), "{before}\n{after}");
}

/// Guests with Linux, which check themselves all the time.
#[test]
fn busy_guests_with_linux_move() {
    if !is_slow() || crate::linux::tool("linux").is_none() {
        return;
    }
    let ran = draftvisor(&["campaign", "--kind", "soak", "--span", "2m", "--seed", "5", "--time", "1s"]);
    assert!(ran.code == 0 && ran.out.contains("\"sound\":1") && !ran.out.contains("\"moves\":0"), "{}{}", ran.out, ran.err);
    note(&format!("two guests with Linux on two machines: {}", ran.out.trim_end()));
}
