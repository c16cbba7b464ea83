//! `draftvisor setup`: finds or fetches the tools that running needs.

use crate::progress::Progress;
use crate::repository;
use crate::table::{BOLD, columns};
use crate::words::did_you_mean;
use crate::{Outcome, Verdict};
use ::setup::{Found, Tool};
use anyhow::anyhow;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// Find or fetch what running needs, into target/tools; nothing is installed into the system.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  draftvisor setup\n  draftvisor setup rust opensbi\n  draftvisor setup --list")]
pub struct Args {
    /// Tools by name [default: all but the optional ones]
    #[arg(value_name = "TOOL")]
    tools: Vec<String>,
    /// Only say what is there; fetch nothing
    #[arg(long)]
    list: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Fetched only when they are named.
const OPTIONAL: [Tool; 3] = [Tool::QemuTrixie, Tool::Spike, Tool::Linux];

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let root = repository::root();
    let tools = wanted(args)?;
    let mut found = Vec::new();
    for tool in tools {
        found.push((tool, if args.list { ::setup::find(tool, &root) } else { Some(ensure(tool, &root)?) }));
    }
    if args.json {
        let list: Vec<Value> = found.iter().map(|(tool, found)| as_json(*tool, found.as_ref())).collect();
        writeln!(out, "{:#}", Value::from(list))?;
    } else {
        let rows: Vec<[String; 2]> = found.iter().map(|(t, f)| [t.name().to_string(), place(f.as_ref())]).collect();
        for line in columns(&rows, 0) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(Verdict::Good)
}

/// The tool, fetched if it is missing.
pub fn ensure(tool: Tool, root: &Path) -> anyhow::Result<Found> {
    let progress = Progress::start(format!("looking for {}", tool.name()));
    Ok(::setup::ensure(tool, root, &|step| progress.say(step))?)
}

fn wanted(args: &Args) -> anyhow::Result<Vec<Tool>> {
    if args.tools.is_empty() {
        return Ok(Tool::ALL.into_iter().filter(|t| args.list || !OPTIONAL.contains(t)).collect());
    }
    let names = || Tool::ALL.iter().map(|t| t.name());
    let tool = |name: &String| {
        Tool::named(name).ok_or_else(|| {
            let near = did_you_mean(name, names());
            anyhow!("there is no tool `{name}`{near}\n  help: tools are {}", names().collect::<Vec<_>>().join(", "))
        })
    };
    args.tools.iter().map(tool).collect()
}

fn place(found: Option<&Found>) -> String {
    match found {
        None => format!("{BOLD}missing{BOLD:#}"),
        Some(Found::Rust(target)) => match &target.rustc {
            None => "the usual compiler has the target".to_string(),
            Some(rustc) => rustc.display().to_string(),
        },
        Some(Found::File(path)) => path.display().to_string(),
    }
}

fn as_json(tool: Tool, found: Option<&Found>) -> Value {
    let path = found.and_then(Found::path).map(|p| p.display().to_string());
    json!({ "tool": tool.name(), "found": found.is_some(), "path": path })
}
