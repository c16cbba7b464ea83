//! Packs a machine file without the command line program:
//! `cargo run --release -p machinefile --example pack -- MACHINE.yaml HYPERVISOR ISA OUT`.

use machinefile::{Hart, embed, load};
use std::path::Path;
use std::process::ExitCode;
use syntax::Sources;

/// The external interrupt of supervisor mode, in every text so far.
const EXTERNAL: u32 = 9;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [machine, hypervisor, isa, out] = arguments.as_slice() else {
        eprintln!("usage: pack MACHINE.yaml HYPERVISOR ISA OUT");
        return ExitCode::from(2);
    };
    match pack(Path::new(machine), Path::new(hypervisor), isa, Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn pack(machine: &Path, hypervisor: &Path, isa: &str, out: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(machine).map_err(|error| error.to_string())?;
    let hart = Hart { revision: String::new(), profile: String::new(), isa: isa.to_string(), external: EXTERNAL };
    let mut sources = Sources::default();
    let mut machine = load(machine, &text, &hart, &|path| std::fs::read(path), &mut sources)
        .map_err(|found| syntax::render(&sources, &found, &[], false))?;
    let hypervisor = std::fs::read(hypervisor).map_err(|error| error.to_string())?;
    let file = embed(&hypervisor, &machine.pack())?;
    std::fs::write(out, file).map_err(|error| error.to_string())
}
