//! Finds or fetches tools by name, to try the crate:
//! `cargo run -p setup --example fetch -- [--own] [--find] [--root DIR]
//! [--build DIR] NAME...`
//!
//! `--own` takes nothing of the system's; `--find` fetches nothing; `--build`
//! builds the crate in DIR for the bare-metal target, once that is there.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use setup::{Error, Found, Tool};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (mut own, mut only_find, mut root) = (false, false, PathBuf::from("."));
    let mut build = None;
    let mut tools = Vec::new();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--own" => own = true,
            "--find" => only_find = true,
            "--root" => root = args.next().unwrap_or_default().into(),
            "--build" => build = args.next().map(PathBuf::from),
            name => match Tool::named(name) {
                Some(tool) => tools.push(tool),
                None => {
                    let names = Tool::ALL.map(Tool::name).join(", ");
                    eprintln!("no tool is called `{name}`; there are {names}");
                    return ExitCode::FAILURE;
                }
            },
        }
    }
    for tool in tools {
        if only_find {
            println!("{}: {:?}", tool.name(), setup::find(tool, &root));
        } else if let Err(error) = get(tool, &root, own, build.as_deref()) {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn get(tool: Tool, root: &Path, own: bool, build: Option<&Path>) -> Result<(), Error> {
    let start = Instant::now();
    let progress = |text: &str| eprintln!("[{:6.1} s] {text}", start.elapsed().as_secs_f32());
    let found = if own { setup::fetch(tool, root, &progress)? } else { setup::ensure(tool, root, &progress)? };
    progress("there");
    match &found {
        Found::Rust(target) => {
            let toolchain = setup::toolchain_env(target, root)?;
            println!("{toolchain:#?}");
            if let Some(dir) = build {
                let mut cargo = toolchain.command("build");
                let status = cargo.arg("--release").current_dir(dir).status();
                println!("cargo build: {status:?}");
            }
        }
        Found::File(path) => println!("{}", path.display()),
    }
    let cpu = match tool {
        Tool::RustTarget | Tool::OpenSbi | Tool::Linux | Tool::Gdb | Tool::Spike => return Ok(()),
        Tool::Qemu52 => "rv64,x-h=true",
        Tool::Qemu72 | Tool::QemuTrixie => "rv64",
    };
    if let Some(qemu) = found.path() {
        println!("version {:?}", setup::qemu_version(qemu)?);
        println!("MPV writable: {}", setup::mpv_writable(qemu, cpu)?);
    }
    Ok(())
}
