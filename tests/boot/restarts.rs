//! Guests that begin again, because the monitor says so.

use crate::moves::{Image, expected, of_guest};
use crate::program::{is_slow, note, scratch};
use crate::revisions;

/// In the midst of what it does, and while it is paused: the last time it does
/// all of it.
#[test]
fn a_guest_begins_again() {
    if !is_slow() {
        return;
    }
    let folder = scratch("restarts");
    for (revision, _) in revisions() {
        let mut machine = Image::new(&folder, &revision, true).run(&[]);
        machine.hear("ticker: 20 ticks");
        machine.command("restart ticker");
        machine.hear("ticker begins again");
        machine.hear_after("ticker begins again", "ticker: 20 ticks");
        machine.command("pause ticker");
        machine.hear("ticker is paused");
        machine.command("restart ticker");
        let said = machine.end();
        let parts: Vec<&str> = said.split("hypervisor: ticker begins again").collect();
        let [first, second, last] = parts[..] else { panic!("{revision}: it did not begin again twice:\n{said}") };
        for part in [first, second] {
            let ticks = of_guest(part);
            assert!(!ticks.is_empty() && expected().starts_with(&ticks), "{revision}: {ticks}\n{said}");
        }
        assert_eq!(of_guest(last), expected(), "{revision}:\n{said}");
        note(&format!("restarted on {revision}"));
    }
}
