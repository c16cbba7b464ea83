//! Guests that begin again, because the monitor says so.

use crate::faults::run_until;
use crate::moves::{ESCAPE, expected, of_guest};
use crate::packed::Packed;
use crate::program::{is_slow, note};
use crate::revisions;
use emulator::Exit;

/// With another one beside it, a guest's lines are whole.
const GUESTS: &str = "\
host: {memory: 128M, harts: 2}
monitor: yes
---
guest: ticker
memory: 16M
kernel: ticker
---
guest: other
memory: 16M
start: no
kernel: ticker
";

/// In the midst of what it does, and while it is paused: the last time it does
/// all of it.
#[test]
fn a_guest_begins_again() {
    if !is_slow() {
        return;
    }
    for (revision, _) in revisions() {
        let mut machine = Packed::new("restarts", &revision, GUESTS).machine(2);
        let mut parts = [const { String::new() }; 3];
        let mut hear = |part: usize, commands: &[&str], text: &str| {
            commands.iter().for_each(|command| machine.type_in(format!("{ESCAPE}{command}\r\r").as_bytes()));
            run_until(&mut *machine, text, &mut parts[part])
        };
        hear(0, &[], "ticker: 20 ticks");
        hear(0, &["restart ticker"], "ticker begins again");
        hear(1, &[], "ticker: 20 ticks");
        hear(1, &["pause ticker"], "ticker is paused");
        hear(1, &["restart ticker"], "ticker begins again");
        assert_eq!(hear(2, &[], ""), Exit::Pass, "{revision}:\n{}", parts.concat());
        for part in &parts[..2] {
            let ticks = of_guest(part);
            assert!(!ticks.is_empty() && expected().starts_with(&ticks), "{revision}: {ticks}\n{part}");
        }
        assert_eq!(of_guest(&parts[2]), expected(), "{revision}:\n{}", parts[2]);
        note(&format!("restarted on {revision}"));
    }
}
