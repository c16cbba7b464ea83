//! The hypervisor itself, on machines: guests that change everything they can,
//! in more vCPUs than harts. And with an entry of a list taken out of it.

use crate::packed::{Packed, XLEN};
use crate::program::{is_slow, note};
use crate::watch::{Report, Watch, roots};
use emit::hypervisor::switch::Lists;
use emulator::{Exit, MachineConfig, Observer};
use ir::Spec;
use isa::Revision;
use object::{Object as _, ObjectSection as _, ObjectSymbol as _};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// Of two guests one has its floating-point registers brought when it uses them.
const GUESTS: &str = "\
---
guest: alpha
vcpus: 2
memory: 16M
slice: 100us
kernel: restless
---
guest: beta
vcpus: 2
memory: 16M
slice: 130us
lazy-float: no
kernel: restless
";

/// Switches on a machine of one hart, and on one of three, on which vCPUs move.
const SWITCHES: [(usize, u64); 2] = [(1, 5000), (3, 5100)];
/// How far a machine runs between two looks at the report.
const PART: u64 = 2_000_000;
/// Parts within which all switches have to come.
const PARTS: u64 = 2000;
/// Switches within which an entry that is missing has to be noticed.
const SOON: u64 = 400;

/// Runs machines of a revision, whose type is only known inside.
struct Run<'a> {
    packed: &'a Packed,
    hypervisor: &'a [u8],
    spec: &'a Arc<Spec>,
    harts: usize,
    switches: u64,
}

impl generated::Visitor for Run<'_> {
    type Output = Report;

    fn visit<R: Revision>(self) -> Report {
        // Nothing behind it is compiled for the other XLEN.
        if const { R::XLEN != XLEN } {
            unreachable!("nobody asks for it");
        }
        let report = Arc::new(Mutex::new(Report::default()));
        let config = MachineConfig { harts: self.harts, ..MachineConfig::default() };
        let mut machine = self.packed.machine_of(self.hypervisor.to_vec(), config);
        let observer: Box<dyn Observer> = Box::new(Watch::<R>::new(self.spec.clone(), self.harts, report.clone()));
        machine.observe(observer);
        for part in 1.. {
            machine.set_limit(Some(part * PART));
            let outcome = machine.run();
            let mut report = report.lock().unwrap();
            if report.switches >= self.switches || !report.leaks.is_empty() {
                break;
            }
            if outcome.exit != Exit::InstructionLimit || part > PARTS {
                let said = String::from_utf8_lossy(&outcome.console_output);
                let why = format!("{:?} after {} switches\n{said}", outcome.exit, report.switches);
                report.leaks.push(why);
                break;
            }
        }
        std::mem::take(&mut *report.lock().unwrap())
    }
}

impl Run<'_> {
    fn go(self) -> Report {
        generated::with_revision(&self.packed.revision.clone(), XLEN, self).expect("is generated")
    }
}

#[test]
fn guests_find_what_they_left() {
    if !is_slow() {
        return;
    }
    crate::each_revision(|spec, lists| {
        let revision = &spec.revision.id;
        let packed = Packed::new("world-switch", revision, GUESTS);
        let spec = Arc::new(spec.clone());
        let (mut switches, mut compared) = (0, 0);
        for (harts, wanted) in SWITCHES {
            let hypervisor = packed.contents();
            let report = Run { packed: &packed, hypervisor: &hypervisor, spec: &spec, harts, switches: wanted }.go();
            assert!(report.leaks.is_empty(), "revision {revision}, {harts} harts:\n{}", report.leaks.join("\n"));
            let missed: Vec<String> = changeable(lists).into_iter().filter(|name| !report.differed.contains(name)).collect();
            assert!(missed.is_empty(), "revision {revision}: guests never differ in {missed:?}");
            assert!(report.raised * 10 < report.compared, "revision {revision}: {} of {} not compared", report.raised, report.compared);
            switches += report.switches;
            compared += report.compared;
        }
        assert!(switches >= 10_000);
        note(&format!("world switch on {revision}: {switches} switches, {compared} entries compared, nothing leaked"));
    });
}

/// All that guests make different: what they can change, but what is the same
/// for all that are entered.
fn changeable(lists: &Lists) -> BTreeSet<String> {
    let csrs = lists.switch.iter().filter(|s| s.changes).map(|s| s.csr.clone());
    let integers = (1..32).map(|n| format!("x{n}"));
    let floats = (0..32).map(|n| format!("f{n}"));
    csrs.chain(integers).chain(floats).chain(lists.float.iter().cloned()).collect()
}

/// Every instruction of the hypervisor that moves a register with the vCPU is
/// taken out, one at a time: what then leaks has the name of the register.
#[test]
fn what_is_taken_out_of_the_hypervisor_is_named() {
    if !is_slow() {
        return;
    }
    crate::each_revision(|spec, lists| {
        let revision = &spec.revision.id;
        if generated::REVISIONS.last().is_none_or(|last| last != revision) {
            return;
        }
        let packed = Packed::new("world-switch-short", revision, GUESTS);
        let spec = Arc::new(spec.clone());
        let hypervisor = packed.contents();
        let moves = generated::with_revision(revision, XLEN, Moves(&hypervisor)).expect("is generated");
        assert!(moves.len() > 150, "only {} found", moves.len());
        let run = |hypervisor: &[u8]| Run { packed: &packed, hypervisor, spec: &spec, harts: 1, switches: SOON }.go();
        let clean = run(&hypervisor);
        assert!(clean.leaks.is_empty(), "{}", clean.leaks.join("\n"));
        let (mut named, mut alike) = (0, BTreeSet::new());
        for Move { at, bytes, register } in &moves {
            let mut short = hypervisor.clone();
            short[*at..at + bytes].copy_from_slice(if *bytes == 4 { &[0x13, 0, 0, 0] } else { &[1, 0] });
            let report = run(&short);
            if report.leaks.is_empty() {
                // What no guest changes is the same for both, or the hypervisor's own.
                let is_fixed = lists.switch.iter().any(|s| s.csr == *register && !s.changes);
                assert!(
                    is_fixed || !clean.differed.contains(register),
                    "{revision}: nothing leaks without the move of {register} at {at:#x}"
                );
                alike.insert(register.clone());
                continue;
            }
            let name_is_right =
                report.leaked.iter().any(|name| name == register || roots(&spec, name.split(' ').next().unwrap()).contains(register));
            // Where a guest goes on, in which mode: all that SRET consumes. Without some of it no guest is entered any more, and the run ends.
            let is_return = |name: &String| name == "mode" || name.starts_with("pc");
            let is_kept = lists.kept.contains(register) && (report.leaked.is_empty() || report.leaked.iter().any(is_return));
            assert!(name_is_right || is_kept, "{revision}: without the move of {register}:\n{}", report.leaks.join("\n"));
            named += 1;
        }
        note(&format!("world switch on {revision}: {named} of {} moves taken out are named; guests are alike in {alike:?}", moves.len()));
    });
}

/// An instruction of the hypervisor, in its file, that moves a register of a vCPU.
struct Move {
    at: usize,
    bytes: usize,
    register: String,
}

/// Finds them in a hypervisor.
struct Moves<'a>(&'a [u8]);

/// Functions in which they are.
const MOVERS: [&str; 5] = ["hypervisor::arch::load", "hypervisor::arch::save", "hypervisor::arch::boot::exit", "load_float", "save_float"];

impl generated::Visitor for Moves<'_> {
    type Output = Vec<Move>;

    fn visit<R: Revision>(self) -> Vec<Move> {
        // Nothing behind it is compiled for the other XLEN.
        if const { R::XLEN != XLEN } {
            unreachable!("nobody asks for it");
        }
        let elf = object::File::parse(self.0).unwrap();
        let mut moves = Vec::new();
        for symbol in elf.symbols().filter(|symbol| symbol.size() > 0) {
            let name = format!("{:#}", rustc_demangle::demangle(symbol.name().unwrap()));
            let Some(mover) = MOVERS.iter().find(|mover| name.ends_with(*mover)) else { continue };
            let section = elf.section_by_index(symbol.section_index().unwrap()).unwrap();
            let start = (symbol.address() - section.address() + section.file_range().unwrap().0) as usize;
            let mut at = start;
            while at < start + symbol.size() as usize {
                let word = |at: usize| self.0[at..at + 4].iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte));
                let Some(d) = R::decode(word(at)) else { break };
                if let Some(register) = register::<R>(R::name(d.op), &d, mover) {
                    moves.push(Move { at, bytes: d.len.into(), register });
                }
                at += usize::from(d.len);
            }
        }
        moves
    }
}

/// What an instruction moves between the hart and a vCPU's record.
fn register<R: Revision>(name: &str, d: &isa::Decoded<R::Op>, mover: &str) -> Option<String> {
    let csr = || R::CSRS.iter().find(|(_, address)| i32::from(*address) == d.imm).map(|(name, _)| name.to_string());
    let is_exit = mover.ends_with("exit");
    match name {
        "csrrw" if mover.ends_with("load") && d.rd == 0 => csr(),
        "csrrs" if mover.ends_with("save") && d.rs1 == 0 => csr(),
        // The record is at a0, and its integer registers come first.
        "ld" | "sd" if is_exit && d.rs1 == 10 => Some(d.imm / 8).filter(|n| (1..32).contains(n)).map(|n| format!("x{n}")),
        "fld" => Some(format!("f{}", d.rd)),
        "fsd" => Some(format!("f{}", d.rs2)),
        _ => None,
    }
}
