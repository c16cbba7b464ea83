//! `lockstep PEER XLEN SEED SECONDS OURS THEIRS`: what `draftvisor campaign
//! lockstep` does, with a `draftvisor` that was built before.

use lockstep::campaign::Campaign;
use std::path::Path;
use std::time::Duration;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().collect();
    let [_, name, xlen, seed, time, ours, theirs] = &args[..] else { return Err("PEER XLEN SEED SECONDS OURS THEIRS".into()) };
    let number = |text: &String| text.parse::<u64>().map_err(|e| format!("{text}: {e}"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let campaign = Campaign::new(&root, name, number(xlen)? as u32, Path::new(ours), Path::new(theirs))?;
    let ran = campaign.run(number(seed)?, Duration::from_secs(number(time)?))?;
    println!("{} steps agree", ran.steps);
    for finding in &ran.findings {
        println!("{finding}");
    }
    if ran.findings.is_empty() { Ok(()) } else { Err("a mismatch".into()) }
}
