//! Random machines: any revision and XLEN, one to four harts in any mode,
//! random CSRs, page tables and programs, which reach every device.
//!
//! `plan` makes of an input what a machine starts with; here it is built,
//! run, sometimes saved and restored on the way, and looked at afterwards.

mod plan;

use std::io::{Seek as _, Write as _};
use std::sync::OnceLock;

use arbitrary::Unstructured;
use emulator::{Device, DeviceKind, Disk, DiskMode, Emulator, MachineConfig, Outcome, RAM_BASE};
use ir::Spec;
use isa::{CsrOp, Revision};
use plan::{Plan, RAM_BYTES};

/// Reads one input.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let specs = specs();
    let Ok(spec) = input.choose(specs) else { return };
    let Ok(plan) = Plan::new(&mut input, spec) else { return };
    generated::with_revision(&spec.revision.id, spec.xlen, Run(&plan)).expect("every revision of the model is generated");
}

/// Every revision at both XLENs.
fn specs() -> &'static [Spec] {
    static SPECS: OnceLock<Vec<Spec>> = OnceLock::new();
    SPECS.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../model");
        let (model, found) = load::Model::read(folder.as_ref()).expect("the model lies beside this package");
        let (specs, more) = model.check();
        assert!(found.is_empty() && more.is_empty(), "the model has errors: see `draftvisor check`");
        specs
    })
}

struct Run<'p>(&'p Plan);

impl generated::Visitor for Run<'_> {
    type Output = ();

    fn visit<R: Revision>(self) {
        let plan = self.0;
        let mut machine = build::<R>(plan);
        if !plan.saves {
            let outcome = machine.run();
            return examine(&mut machine, plan, &outcome);
        }
        let mut saved = Vec::new();
        machine.save(&mut saved).expect("these devices can be saved");
        let mut restored = Emulator::<R>::restore(config(plan), saved.as_slice()).expect("what was saved can be restored");
        let outcomes = [machine.run(), restored.run()];
        assert!(outcomes[0] == outcomes[1], "a restored machine went another way: {outcomes:?}");
        for hart in 0..plan.harts.len() {
            assert_eq!(machine.state(hart), restored.state(hart), "a restored machine went another way");
        }
        examine(&mut restored, plan, &outcomes[1]);
    }
}

fn config(plan: &Plan) -> MachineConfig {
    let disk = Disk::open(disk(), DiskMode::Snapshot).expect("the file was just made");
    let kinds = [DeviceKind::Rng { seed: 1 }, DeviceKind::Block { disk, name: "disk".to_string() }];
    MachineConfig {
        ram_bytes: RAM_BYTES,
        harts: plan.harts.len(),
        console: emulator::Console::Captured(plan.typed.clone()),
        time: emulator::TimeSource::Virtual { instructions_per_tick: plan.instructions_per_tick },
        max_instructions: Some(plan.limit),
        trace: plan.logs.then(|| emulator::Trace { traps: true, commits: true, sink: Box::new(std::io::sink()) }),
        devices: kinds.into_iter().map(|kind| Device { slot: None, kind }).collect(),
        keep_translations: plan.keeps_translations,
        check_fences: plan.checks_fences,
        ..MachineConfig::default()
    }
}

/// The file of every machine's disk, which no machine writes.
fn disk() -> &'static std::path::Path {
    static DISK: OnceLock<tempfile::NamedTempFile> = OnceLock::new();
    let make = || -> std::io::Result<_> {
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(&[0x5a; 16 << 10])?;
        file.rewind()?;
        Ok(file)
    };
    DISK.get_or_init(|| make().expect("the host has room for a small file")).path()
}

fn build<R: Revision>(plan: &Plan) -> Emulator<R> {
    let mut machine = Emulator::<R>::new(config(plan)).expect("the configuration is a possible one");
    for (page, bytes) in &plan.pages {
        machine.write_ram(RAM_BASE + page, bytes).expect("the page lies in RAM");
    }
    for (id, hart) in plan.harts.iter().enumerate() {
        for (number, value) in (0..).zip(hart.x) {
            machine.set_x(id, number, value);
            machine.set_f(id, number, value);
        }
        machine.set_pc(id, hart.pc);
        machine.change_state(id, |state| {
            // Written as M-mode does, so that no rule is passed by.
            for (address, value) in &hart.csrs {
                let _ = R::csr(state, *address, CsrOp::Write(*value));
            }
            R::set_mode(state, hart.mode.0, hart.mode.1);
        });
    }
    machine
}

/// What holds of every machine, whatever ran on it.
fn examine<R: Revision>(machine: &mut Emulator<R>, plan: &Plan, outcome: &Outcome) {
    assert!(outcome.instructions <= plan.limit, "{} instructions, and {} is the limit", outcome.instructions, plan.limit);
    for hart in 0..plan.harts.len() {
        let (prv, v) = machine.mode(hart);
        assert!(matches!((prv, v), (0 | 1, _) | (3, false)), "hart {hart} is in no mode: {prv}, V={v}");
        assert_eq!(machine.x(hart, 0), 0, "x0 of hart {hart}");
        let bits = 64 - R::XLEN;
        for number in 0..32 {
            let value = machine.x(hart, number);
            assert_eq!(value << bits >> bits, value, "x{number} of hart {hart} is wider than XLEN");
        }
        let pc = machine.pc(hart);
        assert_eq!(pc << bits >> bits, pc, "pc of hart {hart} is wider than XLEN");
    }
}
