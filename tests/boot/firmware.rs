//! The firmware on machines of one hart and of several.

use crate::packed::Packed;
use crate::program::is_slow;
use crate::revisions;
use emulator::{Exit, Moment, Observer, TrapEvent};
use std::sync::{Arc, Mutex};

/// The core-local interruptor of the machine: a word and a doubleword of each hart.
const CLINT: u64 = 0x200_0000;
const DEADLINES: u64 = CLINT + 0x4000;
const TIME: u64 = CLINT + 0xbff8;

/// Notes of which harts something was written there.
struct Written(Arc<Mutex<Vec<u64>>>);

impl Observer for Written {
    fn trap(&mut self, _: &TrapEvent) {}

    fn device(&mut self, _: Moment, pa: u64, written: Option<u64>) {
        let hart = match pa {
            CLINT..DEADLINES => (pa - CLINT) / 4,
            DEADLINES..TIME => (pa - DEADLINES) / 8,
            _ => return,
        };
        if written.is_some() {
            self.0.lock().unwrap().push(hart);
        }
    }
}

/// Of harts that are not there, others than ours complain.
#[test]
fn only_harts_that_are_there_are_written_to() {
    if !is_slow() {
        return;
    }
    for (revision, _) in revisions() {
        let packed = Packed::new("firmware-harts", &revision, "---\nguest: one\nmemory: 16M\nkernel: hello\n");
        for harts in [1, 3, 8] {
            let written = Arc::new(Mutex::new(Vec::new()));
            let mut machine = packed.machine(harts);
            machine.observe(Box::new(Written(written.clone())));
            let outcome = machine.run();
            assert_eq!(outcome.exit, Exit::Pass, "{revision}: {}", String::from_utf8_lossy(&outcome.console_output));
            let mut written = std::mem::take(&mut *written.lock().unwrap());
            written.sort_unstable();
            written.dedup();
            // The first hart is not started by another, and needs no timer here.
            let others: Vec<u64> = written.into_iter().filter(|hart| *hart != 0).collect();
            assert_eq!(others, (1..harts as u64).collect::<Vec<u64>>(), "{revision}: of {harts} harts");
        }
    }
}
