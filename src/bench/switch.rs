//! `bench --world-switch`: what the hypervisor does from a guest back to a
//! guest, counted on the emulator: instructions, and those of them that access
//! CSRs. The count is exact and the same each time. Beside it, how large the
//! hypervisor is, and what it does before the first guest.

use crate::inspect::symbols::Symbols;
use crate::progress::Progress;
use crate::run::build::Builder;
use crate::run::{Guest, XLEN};
use crate::table::{BOLD, RED, columns};
use crate::{Outcome, Verdict, image, repository};
use ::emulator::{Exit, Image, Isa, Look, MachineConfig, Moment, Observer, TrapEvent};
use anyhow::{Context as _, anyhow, ensure};
use isa::Target;
use object::{Object as _, ObjectSection as _, SectionKind};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use syntax::Sources;

/// An operation of `examples/cost`: the function that does it, its name, the
/// most instructions that it may take, and what others take for it.
struct Operation {
    function: &'static str,
    name: &'static str,
    limit: u64,
    others: [&'static str; 4],
}

/// Others that were measured with the same guest, in instructions, and, in
/// parentheses, accesses to CSRs; `-` is what they do not offer.
const OTHERS: [&str; 4] = ["Bao", "Salus", "Xvisor", "KVM 7.2"];

const OPERATIONS: [Operation; 8] = [
    Operation { function: "cost_base", name: "SBI BASE", limit: 24, others: ["235 (12)", "556 (24)", "732 (20)", "1008 (35)"] },
    Operation { function: "cost_probe", name: "by Rust", limit: 140, others: ["241", "576", "757", "1089"] },
    Operation { function: "cost_load", name: "MMIO load", limit: 200, others: ["283", "-", "1083", "3289"] },
    Operation { function: "cost_store", name: "MMIO store", limit: 200, others: ["-", "-", "-", "-"] },
    Operation { function: "cost_load_kept", name: "into s1", limit: 220, others: ["-", "-", "-", "-"] },
    Operation { function: "cost_timer", name: "SBI TIME", limit: 300, others: ["235", "-", "753", "1074"] },
    Operation { function: "cost_ipi", name: "IPI to self", limit: 600, others: ["1879", "-", "2441", "1643"] },
    Operation { function: REGISTERS, name: "vCPU switch", limit: 150, others: ["-", "332", "308", "594"] },
];

/// The CSRs of one vCPU out of the hart and those of another into it, by these
/// functions of the hypervisor. As with the others' figures, integer registers
/// are not in it: the exit path moves them.
const REGISTERS: &str = "registers";
const MOVERS: [&str; 2] = ["hypervisor::arch::save", "hypervisor::arch::load"];
/// The operation after which another vCPU runs.
const SWITCHES: &str = "cost_wait";
/// Times that an operation is left out: memory is mapped, and code found, at first.
const FIRST: usize = 8;

/// Instructions, and those of them that access CSRs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Count {
    instructions: u64,
    csrs: u64,
}

/// Most bytes of the hypervisor's code.
const TEXT_LIMIT: u64 = 256 << 10;

/// What was measured of a revision.
struct Measured {
    counts: Counts,
    /// Bytes of the hypervisor's code.
    text: u64,
    /// Instructions from the hypervisor's first to the first of a guest.
    start: u64,
}

impl Measured {
    /// Whether everything is within its limit.
    fn is_good(&self) -> bool {
        let within = |o: &Operation| worst(&self.counts, o).is_some_and(|count| count.instructions <= o.limit);
        self.text < TEXT_LIMIT && OPERATIONS.iter().all(within)
    }
}

/// Counts by operation: one for each time it was done.
type Counts = BTreeMap<&'static str, Vec<Count>>;

/// Measures one revision, or all; the verdict is about the limits.
pub fn run(revision: Option<&str>, as_json: bool, out: &mut dyn Write) -> Outcome {
    let revisions: Vec<&str> = machines::REVISIONS.iter().copied().filter(|id| revision.is_none_or(|only| only == *id)).collect();
    ensure!(
        !revisions.is_empty(),
        "there is no revision `{}`\n  help: revisions are {}",
        revision.unwrap_or_default(),
        machines::REVISIONS.join(", ")
    );
    let progress = Progress::start("measuring");
    let mut rows = Vec::new();
    for id in revisions {
        progress.say(id);
        rows.push((id, measure(id).with_context(|| format!("revision {id}"))?));
    }
    drop(progress);
    if as_json {
        let of = |measured: &Measured| -> serde_json::Map<String, serde_json::Value> {
            let row = |o: &Operation| {
                let Count { instructions, csrs } = worst(&measured.counts, o)?;
                let row = json!({"instructions": instructions, "csrs": csrs, "limit": o.limit});
                Some((o.name.to_string(), row))
            };
            OPERATIONS.iter().filter_map(row).collect()
        };
        let row = |(id, m): &(&str, Measured)| json!({"revision": id, "operations": of(m), "text": m.text, "start": m.start});
        let rows: Vec<_> = rows.iter().map(row).collect();
        writeln!(out, "{:#}", json!(rows))?;
    } else {
        print(&rows, out)?;
    }
    Ok(if rows.iter().all(|(_, measured)| measured.is_good()) { Verdict::Good } else { Verdict::Finding })
}

/// The most that an operation took.
fn worst(counts: &Counts, operation: &Operation) -> Option<Count> {
    counts.get(operation.function)?.iter().skip(FIRST).max().copied()
}

fn print(rows: &[(&str, Measured)], out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "{BOLD}Instructions from a guest back to a guest{BOLD:#} (accesses to CSRs among them)")?;
    let line = |first: &str, cell: &dyn Fn(&Operation) -> String| -> Vec<String> {
        let cells = std::iter::once(first.to_string()).chain(OPERATIONS.iter().map(cell));
        cells.chain([String::new()]).collect()
    };
    let mut lines = vec![line("", &|o| o.name.to_string())];
    for (id, Measured { counts, .. }) in rows {
        lines.push(line(id, &|o| worst(counts, o).map_or("-".to_string(), |c| format!("{} ({})", c.instructions, c.csrs))));
    }
    lines.push(line("at most", &|o| o.limit.to_string()));
    for (at, name) in OTHERS.iter().enumerate() {
        lines.push(line(name, &|o| o.others[at].to_string()));
    }
    for text in columns(&lines, 2) {
        writeln!(out, "{text}")?;
    }
    writeln!(out)?;
    let mut lines = vec![["", "code in bytes", "instructions before the first guest", ""].map(String::from).to_vec()];
    lines.extend(rows.iter().map(|(id, m)| vec![id.to_string(), m.text.to_string(), m.start.to_string(), String::new()]));
    lines.push(["less than".to_string(), TEXT_LIMIT.to_string(), String::new(), String::new()].to_vec());
    for text in columns(&lines, 2) {
        writeln!(out, "{text}")?;
    }
    for (id, measured) in rows {
        if measured.text >= TEXT_LIMIT {
            writeln!(out, "{RED}too large{RED:#}: {id}: {} bytes of code", measured.text)?;
        }
        for o in &OPERATIONS {
            match worst(&measured.counts, o) {
                Some(count) if count.instructions <= o.limit => {}
                Some(count) => writeln!(
                    out,
                    "{RED}too many{RED:#}: {id}: {} takes {} instructions, of at most {}",
                    o.name, count.instructions, o.limit
                )?,
                None => writeln!(out, "{RED}not seen{RED:#}: {id}: {}", o.name)?,
            }
        }
    }
    Ok(())
}

fn measure(revision: &str) -> anyhow::Result<Measured> {
    let builder = Builder::new(&repository::root(), revision, load::SPEC_PROFILE)?;
    let guest = builder.guest(&Guest::Example("cost".to_string()))?;
    let hypervisor = builder.hypervisor()?;
    let symbols = Symbols::read(&[guest.clone(), hypervisor.clone()])?;
    let bytes = std::fs::read(&hypervisor).with_context(|| format!("cannot read {}", hypervisor.display()))?;
    let elf = object::File::parse(&*bytes)?;
    let code = elf.sections().filter(|section| section.kind() == SectionKind::Text).map(|section| section.size()).sum();
    let text =
        format!("machine: cost\nhost: {{memory: 128M, harts: 1}}\n---\nguest: cost\nvcpus: 2\nmemory: 16M\nkernel: {}\n", guest.display());
    let mut sources = Sources::default();
    let plan = crate::run::plan(revision, XLEN)?;
    let hart = image::describe(plan.isa, load::SPEC_PROFILE)?;
    let machine = machinefile::load(Path::new("cost.yaml"), &text, &hart, &|path| std::fs::read(path), &mut sources)
        .map_err(|found| anyhow!(syntax::render(&sources, &found, &[], false)))?;
    let packed = image::pack(machine, &builder)?;
    let firmware = builder.firmware()?;
    let config = MachineConfig { bios: Some(Image::open(&firmware)?), kernel: Some(packed.elf.into()), ..MachineConfig::default() };
    let seen = Arc::new(Mutex::new(Seen::default()));
    let mut machine = plan.build(config)?;
    let counter = Counter { symbols, seen: seen.clone(), exit: None, isa: plan.isa, entry: elf.entry(), start: Start::Before };
    machine.observe(Box::new(counter));
    let outcome = machine.run();
    let console = String::from_utf8_lossy(&outcome.console_output).into_owned();
    ensure!(outcome.exit == Exit::Pass, "the guest did not come to its end: {:?}\n{console}", outcome.exit);
    let Seen { counts, start } = std::mem::take(&mut *seen.lock().expect("nobody panics with it"));
    Ok(Measured { counts, text: code, start })
}

/// What a [`Counter`] has seen.
#[derive(Default)]
struct Seen {
    counts: Counts,
    start: u64,
}

/// Where the machine is on its way to the first guest.
enum Start {
    /// In the firmware.
    Before,
    /// In the hypervisor, for so many instructions.
    Within(u64),
    /// Behind it.
    Over,
}

/// Counts from each exit of a guest to the next entry.
struct Counter {
    symbols: Symbols,
    seen: Arc<Mutex<Seen>>,
    exit: Option<OpenExit>,
    isa: Isa,
    /// The hypervisor's first instruction.
    entry: u64,
    start: Start,
}

/// An exit that has not come to its end.
struct OpenExit {
    operation: &'static str,
    all: Count,
    /// What moves registers of vCPUs.
    moved: Count,
}

impl Observer for Counter {
    fn trap(&mut self, event: &TrapEvent) {
        let record = &event.record;
        if self.exit.is_some() || !record.from.1 || record.target == Target::VS {
            return;
        }
        let function = self.symbols.at(record.pc).map_or("", |(name, _)| name);
        let known = OPERATIONS.iter().map(|o| o.function).chain([SWITCHES]);
        // An interrupt may come in the midst of an operation.
        let operation = known.filter(|_| !record.trap.interrupt).find(|name| *name == function);
        self.exit = Some(OpenExit { operation: operation.unwrap_or_default(), all: Count::default(), moved: Count::default() });
    }

    fn mode(&mut self, _moment: Moment, mode: (u64, bool), _: &dyn Look) {
        if !mode.1 {
            return;
        }
        let mut seen = self.seen.lock().expect("nobody panics with it");
        if let Start::Within(instructions) = self.start {
            seen.start = instructions;
            self.start = Start::Over;
        }
        let Some(exit) = self.exit.take() else { return };
        seen.counts.entry(exit.operation).or_default().push(exit.all);
        if exit.operation == SWITCHES {
            seen.counts.entry(REGISTERS).or_default().push(exit.moved);
        }
    }

    fn wants_instructions(&self) -> bool {
        true
    }

    fn instruction(&mut self, _moment: Moment, pc: u64, word: u32) {
        match &mut self.start {
            Start::Before if pc == self.entry => self.start = Start::Within(1),
            Start::Within(instructions) => *instructions += 1,
            Start::Before | Start::Over => {}
        }
        let Some(exit) = &mut self.exit else { return };
        let is_csr = self.isa.decode(word).is_some_and(|decoded| decoded.op.starts_with("csr"));
        let one = |count: &mut Count| {
            count.instructions += 1;
            count.csrs += u64::from(is_csr);
        };
        one(&mut exit.all);
        let moves = self.symbols.at(pc).is_some_and(|(name, _)| MOVERS.contains(&name));
        if moves {
            one(&mut exit.moved);
        }
    }
}
