//! The remote against whoever may connect.
#![allow(clippy::unwrap_used)]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use emulator::{Machine, MachineConfig, RAM_BASE, Went};
use machines::{Plan, REVISIONS};

use crate::debuggee::{Debuggee as _, View};
use crate::{End, description, serve_stream};

/// `j .`, after `addi`s that change registers.
const PROGRAM: [u32; 4] = [0x0012_8293, 0x0052_a023, 0x0053_0313, 0xff5f_f06f];

/// A loop that is left each eighth time, and begun again.
const LOOPS: [u32; 5] = [0x0012_8293, 0x0072_f313, 0xfe03_1ce3, 0x0013_8393, 0xff1f_f06f];

fn machine(plan: Plan, harts: usize) -> Box<dyn Machine> {
    machine_with(&PROGRAM, plan, harts)
}

fn machine_with(program: &[u32], plan: Plan, harts: usize) -> Box<dyn Machine> {
    let image: Vec<u8> = program.iter().flat_map(|word| word.to_le_bytes()).collect();
    plan.build(MachineConfig { ram_bytes: 4 << 20, harts, bios: Some(image.into()), ..MachineConfig::default() }).unwrap()
}

/// Serves a machine on another thread; the end of this side ends the session.
fn session(plan: Plan, harts: usize, talk: impl FnOnce(&mut TcpStream)) -> End {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        serve_stream(&mut *machine(plan, harts), stream).unwrap()
    });
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    talk(&mut stream);
    drop(stream);
    server.join().expect("whatever was sent, the server does not panic")
}

fn packet(body: &[u8]) -> Vec<u8> {
    let sum = body.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    [b"$", body, format!("#{sum:02x}").as_bytes()].concat()
}

/// Sends a packet and returns the body of the answer.
fn ask(stream: &mut TcpStream, body: &str) -> String {
    stream.write_all(&packet(body.as_bytes())).unwrap();
    let mut answer = Vec::new();
    let mut byte = [0];
    loop {
        stream.read_exact(&mut byte).unwrap();
        answer.push(byte[0]);
        let start = answer.iter().position(|byte| *byte == b'$');
        let end = answer.iter().position(|byte| *byte == b'#');
        if let (Some(start), Some(end)) = (start, end)
            && answer.len() == end + 3
        {
            stream.write_all(b"+").unwrap();
            return String::from_utf8(answer[start + 1..end].to_vec()).unwrap();
        }
    }
}

#[test]
fn every_csr_of_every_revision_is_described_once() {
    for plan in REVISIONS.iter().flat_map(|revision| [32, 64].map(|xlen| Plan::of(revision, xlen).unwrap())) {
        let machine = machine(plan, 1);
        let id = plan.isa.revision;
        let xml = description::of(&*machine);
        for (name, _) in plan.isa.csrs {
            assert_eq!(xml.matches(&format!("name=\"{name}\"")).count(), 1, "{name} in {id}");
        }
        let views = machine.view_csrs(View::Vs);
        assert!(views.iter().any(|csr| csr.name == "sstatus"), "{id}");
        assert!(!views.iter().any(|csr| csr.name == "hstatus" || csr.name == "mstatus"), "{id}");
    }
}

#[test]
fn a_run_stops_where_single_steps_would() {
    let plan = Plan::of(REVISIONS.last().unwrap(), 64).unwrap();
    for at in 0..PROGRAM.len() as u64 {
        let at = RAM_BASE + 4 * at;
        let (mut runs, mut steps) = (machine(plan, 1), machine(plan, 1));
        for machine in [&mut runs, &mut steps] {
            assert_eq!(machine.go(0, 100, &[RAM_BASE]), Went::ToBreakpoint, "the reset vector leads there");
            // What the program stores must not be its own code.
            machine.set_x(0, 5, RAM_BASE + 0x1000);
        }
        for times in 1..200 {
            assert_eq!(runs.go(0, 1_000_000, &[0, at, at + 2]), Went::ToBreakpoint, "{at:#x}");
            while steps.pc(0) != at {
                steps.step(0);
            }
            assert_eq!((runs.pc(0), runs.instructions()), (at, steps.instructions()), "{times} times at {at:#x}");
            assert_eq!((runs.x(0, 5), runs.x(0, 6)), (steps.x(0, 5), steps.x(0, 6)));
            runs.step(0);
            steps.step(0);
        }
        assert_eq!(runs.go(0, 10, &[RAM_BASE + 2]), Went::On);
        assert_eq!(runs.instructions(), steps.instructions() + 10, "no more than the steps that it was given");
    }
}

/// Blocks whose path has been recorded do not run over a breakpoint, nor does
/// what comes next where the path is left.
#[test]
fn a_run_stops_in_recorded_paths() {
    let plan = Plan::of(REVISIONS.last().unwrap(), 64).unwrap();
    for at in 0..LOOPS.len() as u64 {
        let at = RAM_BASE + 4 * at;
        for warm in 2000..2026 {
            let (mut runs, mut steps) = (machine_with(&LOOPS, plan, 1), machine_with(&LOOPS, plan, 1));
            assert_eq!(runs.go(0, warm, &[]), Went::On);
            for _ in 0..warm {
                steps.step(0);
            }
            for times in 1..20 {
                assert_eq!(runs.go(0, 1_000_000, &[at]), Went::ToBreakpoint, "{at:#x}");
                while steps.pc(0) != at {
                    steps.step(0);
                }
                assert_eq!((runs.pc(0), runs.instructions()), (at, steps.instructions()), "{times} times at {at:#x}");
                assert_eq!((runs.x(0, 5), runs.x(0, 7)), (steps.x(0, 5), steps.x(0, 7)));
                runs.step(0);
                steps.step(0);
            }
        }
    }
}

#[test]
fn packets_do_what_they_say() {
    for xlen in [32, 64] {
        for revision in [REVISIONS.first(), REVISIONS.last()] {
            talks(Plan::of(revision.unwrap(), xlen).unwrap());
        }
    }
}

fn talks(plan: Plan) {
    let end = session(plan, 2, |stream| {
        let bytes = plan.isa.xlen as usize / 8;
        assert_eq!(ask(stream, "g").len(), 33 * bytes * 2);
        assert_eq!(ask(stream, "m80000000,4"), "93821200");
        assert_eq!(ask(stream, "M80000800,4:01020304"), "OK");
        assert_eq!(ask(stream, "m80000800,4"), "01020304");
        // An integer register, and a register that is not there.
        assert_eq!(ask(stream, &format!("P6={}", "11".repeat(bytes))), "OK");
        assert_eq!(ask(stream, "p6"), "11".repeat(bytes));
        assert_eq!(ask(stream, "pffff"), "");
        assert_eq!(ask(stream, "Z0,80000008,4"), "OK");
        assert!(ask(stream, "vCont;c").starts_with("T05"));
        assert!(ask(stream, "p20").starts_with("08000080"));
        assert_eq!(ask(stream, "z0,80000008,4"), "OK");
        assert!(ask(stream, "vCont;s:p1.1").starts_with("T05"));
        assert!(ask(stream, "p20").starts_with("0c000080"));
        assert_eq!(ask(stream, "D;1"), "OK");
    });
    assert_eq!(end, End::Detached);
}

/// Pieces that packets are made of, put together at random.
const PIECES: [&str; 36] = [
    "g",
    "G",
    "m",
    "M",
    "p",
    "P",
    "Z0,",
    "z0,",
    "Z2,",
    "z2,",
    "Z3,",
    "Z4,",
    "vCont;",
    "vCont?",
    "c",
    "s",
    ":p1.1",
    ":p1.-1",
    ":1",
    ",",
    ";",
    "=",
    "#",
    "*",
    "ffffffffffffffff",
    "80000000",
    "0",
    "4",
    "qSupported:",
    "qXfer:features:read:target.xml:",
    "qRcmd,",
    "6770612030",
    "QStartNoAckMode",
    "H",
    "r80000000,80000010",
    "T",
];

fn fuzz(plan: Plan, seed: u64) {
    let mut state = seed;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    session(plan, 2, |stream| {
        stream.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
        for _ in 0..40 {
            let mut body = Vec::new();
            for _ in 0..=next(6) {
                match next(8) {
                    0 => body.push(next(256) as u8),
                    _ => body.extend(PIECES[next(PIECES.len())].bytes()),
                }
            }
            let sent = if next(10) == 0 { body } else { packet(&body) };
            // An interrupt: it may be running.
            if stream.write_all(&sent).and_then(|()| stream.write_all(b"\x03")).is_err() {
                break;
            }
            let mut answer = [0; 4096];
            let _ = stream.read(&mut answer);
        }
    });
}

#[test]
fn whatever_is_sent_the_server_does_not_panic() {
    let seeds = if std::env::var_os("SLOW_TESTS").is_some() { 400 } else { 40 };
    for seed in 0..seeds {
        let xlen = if seed % 2 == 0 { 64 } else { 32 };
        fuzz(Plan::of(REVISIONS.last().unwrap(), xlen).unwrap(), seed);
    }
}
