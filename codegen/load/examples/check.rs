//! Checks a model and says how long each step took:
//! `cargo run --release -p load --example check -- model`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> std::io::Result<ExitCode> {
    let start = Instant::now();
    let dir = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("model"), PathBuf::from);
    let (model, mut found) = load::Model::read(&dir)?;
    let read = start.elapsed();
    let (specs, more) = model.check();
    found.extend(more);
    print!("{}", syntax::render(&model.sources, &found, &model.revisions(), false));
    for s in &specs {
        let (csrs, insns, rules) = (s.csrs.len(), s.insns.len(), s.rules.len());
        println!("{} at XLEN {}: {csrs} CSRs, {insns} instructions, {rules} rules", s.revision.id, s.xlen);
    }
    println!("{} findings; read in {read:?}, checked after {:?}", found.len(), start.elapsed());
    Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
