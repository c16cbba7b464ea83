//! `reproduce PEER XLEN FIRST OURS THEIRS [NAME]`: searches a program for each
//! listed difference, or for one, from the image of number FIRST on, and prints
//! them as JSON. OURS is a `draftvisor` that was built before.

use lockstep::campaign::Campaign;
use lockstep::reproducer;
use std::path::Path;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [name, xlen, first, ours, theirs, only @ ..] = &args[..] else { return Err("PEER XLEN FIRST OURS THEIRS [NAME]".into()) };
    let number = |text: &String| text.parse::<u64>().map_err(|e| format!("{text}: {e}"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (xlen, first) = (number(xlen)? as u32, number(first)?);
    let campaign = Campaign::new(&root, name, xlen, Path::new(ours), Path::new(theirs))?;
    let wanted = |listed: &str| only.is_empty() || only.iter().any(|name| name == listed);
    let mut all = Vec::new();
    for listed in campaign.peer().listed.iter().filter(|l| l.xlen.is_none_or(|own| own == xlen) && wanted(&l.name)) {
        let found = reproducer::search(&campaign, &listed.name, xlen, first)?;
        eprintln!("{}: {}", listed.name, found.as_ref().map_or("none found", |found| found.shows.as_str()));
        all.extend(found);
    }
    println!("{}", serde_json::to_string_pretty(&all).map_err(|e| e.to_string())?);
    Ok(())
}
