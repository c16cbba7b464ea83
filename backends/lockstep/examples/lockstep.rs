//! `lockstep PEER XLEN SEED SECONDS OURS THEIRS`: what `draftvisor campaign
//! --kind lockstep` does, with a `draftvisor` that was built before. `-` in
//! place of SECONDS searches a reproducer for each listed difference, `-NAME`
//! for one, and prints them as JSON.

use lockstep::campaign::Campaign;
use lockstep::reproducer;
use std::path::Path;
use std::time::Duration;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().collect();
    let [_, name, xlen, seed, time, ours, theirs] = &args[..] else { return Err("PEER XLEN SEED SECONDS OURS THEIRS".into()) };
    let number = |text: &String| text.parse::<u64>().map_err(|e| format!("{text}: {e}"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let xlen = number(xlen)? as u32;
    let campaign = Campaign::new(&root, name, xlen, Path::new(ours), Path::new(theirs))?;
    if let Some(listed) = time.strip_prefix('-') {
        return reproduce(&campaign, xlen, listed);
    }
    let ran = campaign.run(number(seed)?, Duration::from_secs(number(time)?))?;
    println!("{} steps agree", ran.steps);
    for finding in &ran.findings {
        println!("{finding}");
    }
    if ran.findings.is_empty() { Ok(()) } else { Err("a mismatch".into()) }
}

fn reproduce(campaign: &Campaign, xlen: u32, only: &str) -> Result<(), String> {
    let mut all = Vec::new();
    let wanted = |name: &str| only.is_empty() || name == only;
    for listed in campaign.peer().listed.iter().filter(|l| l.xlen.is_none_or(|own| own == xlen) && wanted(&l.name)) {
        let found = reproducer::search(campaign, &listed.name, xlen)?;
        eprintln!("{}: {}", listed.name, found.as_ref().map_or("none found", |found| found.shows.as_str()));
        all.extend(found);
    }
    println!("{}", serde_json::to_string_pretty(&all).map_err(|e| e.to_string())?);
    Ok(())
}
