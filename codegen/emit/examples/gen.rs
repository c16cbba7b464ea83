//! Writes what is generated, without the command line program.
//!
//! That program contains generated code: when a change of the generator or of
//! `isa` keeps it from compiling, `draftvisor gen` cannot run, and this can:
//! `cargo run -p emit --example gen -- model generated`. It leaves orphaned
//! files alone; `draftvisor gen` removes them afterwards. With a file as a
//! third argument it remembers there what it has formatted, as that program
//! does, so that a profiler sees the same work.

use emit::Learned;
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to), memory, None) = (paths.next(), paths.next(), paths.next(), paths.next()) else {
        return Err("give two folders: the model, and where to write; and a file that remembers, if you like".into());
    };
    if let Some(bytes) = memory.as_ref().and_then(|file| fs::read(file).ok()) {
        emit::recall(bytes);
    }
    let (model, mut found) = load::Model::read(&from)?;
    let (specs, more) = model.check();
    found.extend(more);
    let (implementations, more) = model.implementations(&[emit::IMPLEMENTATION_XLEN], |profile| profile.cpu().is_some());
    found.extend(more);
    if !found.is_empty() {
        let errors = syntax::render(&model.sources, &found, &model.revisions(), false);
        return Err(format!("the model has errors\n{errors}").into());
    }
    let mut written = 0;
    for (path, text) in emit::generate(&model, &specs, &implementations, &|_| ())? {
        let path = to.join(path);
        if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
        written += 1;
    }
    match (memory, emit::learned()) {
        (Some(file), Some(Learned::All(bytes))) => fs::write(file, bytes)?,
        (Some(file), Some(Learned::More(bytes))) => fs::File::options().append(true).open(file)?.write_all(&bytes)?,
        _ => {}
    }
    println!("{written} files written");
    Ok(())
}
