//! Random machines: any revision and XLEN, one to four harts in any mode,
//! random CSRs, page tables and programs, which reach every device.
//!
//! `plan` makes of an input what a machine starts with; here it is built,
//! run, sometimes saved and restored on the way, and looked at afterwards.

pub mod plan;

use std::io::{Seek as _, Write as _};
use std::sync::OnceLock;

use arbitrary::Unstructured;
use emulator::{Device, DeviceKind, Disk, DiskMode, Machine, MachineConfig, Outcome, RAM_BASE};
use ir::Spec;
use isa::CsrOp;
use plan::{Plan, RAM_BYTES};

/// Reads one input.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok(spec) = input.choose(specs()) else { return };
    let Ok(plan) = Plan::new(&mut input, spec) else { return };
    let make = make(spec);
    let mut machine = build(&make, &plan);
    if !plan.saves {
        let outcome = machine.run();
        return examine(machine.as_mut(), spec, &plan, &outcome);
    }
    let mut saved = Vec::new();
    machine.save(&mut saved).expect("these devices can be saved");
    let restored = make.restore(config(&plan), &mut saved.as_slice());
    let mut restored = restored.expect("what was saved can be restored");
    let outcomes = [machine.run(), restored.run()];
    assert!(outcomes[0] == outcomes[1], "a restored machine went another way: {outcomes:?}");
    for (hart, csr) in (0..plan.harts.len()).flat_map(|hart| spec.csrs.iter().map(move |csr| (hart, csr))) {
        let values = [machine.csr(hart, csr.address), restored.csr(hart, csr.address)];
        assert!(values[0] == values[1], "a restored machine went another way: {} is {values:x?}", csr.name);
    }
    examine(restored.as_mut(), spec, &plan, &outcomes[1]);
}

/// Machines of a revision.
pub fn make(spec: &Spec) -> machines::Plan {
    machines::Plan::of(&spec.revision.id, spec.xlen).expect("every revision is compiled in")
}

/// Every revision at both XLENs.
pub fn specs() -> &'static [Spec] {
    static SPECS: OnceLock<Vec<Spec>> = OnceLock::new();
    SPECS.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../model");
        let (model, found) = load::Model::read(folder.as_ref()).expect("the model lies beside this package");
        let (specs, more) = model.check();
        assert!(found.is_empty() && more.is_empty(), "the model has errors: see `draftvisor check`");
        specs
    })
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
pub fn disk() -> &'static std::path::Path {
    static DISK: OnceLock<tempfile::NamedTempFile> = OnceLock::new();
    let make = || -> std::io::Result<_> {
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(&[0x5a; 16 << 10])?;
        file.rewind()?;
        Ok(file)
    };
    DISK.get_or_init(|| make().expect("the host has room for a small file")).path()
}

fn build(make: &machines::Plan, plan: &Plan) -> Box<dyn Machine> {
    let mut machine = make.build(config(plan)).expect("the configuration is a possible one");
    for (page, bytes) in &plan.pages {
        machine.write(RAM_BASE + page, bytes).expect("the page lies in RAM");
    }
    for (id, hart) in plan.harts.iter().enumerate() {
        for (number, value) in (0..).zip(hart.x) {
            machine.set_x(id, number, value);
            machine.set_f(id, number, value);
        }
        machine.set_pc(id, hart.pc);
        // Written as M-mode does, so that no rule is passed by.
        for (address, value) in &hart.csrs {
            let _ = machine.access_csr(id, (3, false), *address, CsrOp::Write(*value));
        }
        machine.set_mode(id, hart.mode);
    }
    machine
}

/// What holds of every machine, whatever ran on it.
fn examine(machine: &mut dyn Machine, spec: &Spec, plan: &Plan, outcome: &Outcome) {
    assert!(outcome.instructions <= plan.limit, "{} instructions, and {} is the limit", outcome.instructions, plan.limit);
    for hart in 0..plan.harts.len() {
        let (prv, v) = machine.mode(hart);
        assert!(matches!((prv, v), (0 | 1, _) | (3, false)), "hart {hart} is in no mode: {prv}, V={v}");
        assert_eq!(machine.x(hart, 0), 0, "x0 of hart {hart}");
        let bits = 64 - spec.xlen;
        for number in 0..32 {
            let value = machine.x(hart, number);
            assert_eq!(value << bits >> bits, value, "x{number} of hart {hart} is wider than XLEN");
        }
        let pc = machine.pc(hart);
        assert_eq!(pc << bits >> bits, pc, "pc of hart {hart} is wider than XLEN");
    }
}
