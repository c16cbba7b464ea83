//! Fences that a guest asks for: on itself, and on another virtual hart, which
//! has the same hart or another.

use crate::packed::{Packed, XLEN};
use crate::program::{is_slow, note, root};
use crate::revisions;
use emulator::{Exit, Isa, Moment, Observer, TrapEvent};
use machines::Plan;
use std::fs;
use std::sync::{Arc, Mutex};

/// Counts fences of a guest's tables by what they name: nothing, an address,
/// an address space, both.
struct Fences {
    isa: Isa,
    counts: Arc<Mutex<[u64; 4]>>,
}

impl Observer for Fences {
    fn trap(&mut self, _: &TrapEvent) {}

    fn wants_instructions(&self) -> bool {
        true
    }

    fn instruction(&mut self, _: Moment, _: u64, word: u32) {
        if let Some(decoded) = self.isa.decode(word).filter(|decoded| decoded.op == "hfence.vvma") {
            let place = usize::from(decoded.rs1 != 0) + 2 * usize::from(decoded.rs2 != 0);
            self.counts.lock().unwrap()[place] += 1;
        }
    }
}

#[test]
fn fences_are_for_what_they_name() {
    if !is_slow() {
        return;
    }
    let expected = fs::read_to_string(root().join("examples/remap/expected.txt")).unwrap();
    for (revision, _) in revisions() {
        let packed = Packed::new("fences", &revision, "---\nguest: one\nvcpus: 2\nmemory: 16M\nslice: 100us\nkernel: remap\n");
        for harts in [1, 2] {
            let counts = Arc::new(Mutex::new([0; 4]));
            let mut machine = packed.machine(harts);
            // To look at each instruction takes time.
            let is_counted = harts == 2;
            if is_counted {
                machine.observe(Box::new(Fences { isa: Plan::of(&revision, XLEN).unwrap().isa, counts: counts.clone() }));
            }
            let outcome = machine.run();
            let said = String::from_utf8_lossy(&outcome.console_output).replace('\r', "");
            assert_eq!(outcome.exit, Exit::Pass, "{revision} on {harts} harts:\n{said}");
            assert!(said.contains(&expected), "{revision} on {harts} harts:\n{said}");
            let [all, page, space, both] = *counts.lock().unwrap();
            if is_counted {
                // Of the guest's six fences of itself two name a page or some, two those of a space, and one all of a space.
                assert!(page >= 8 && space >= 1 && both >= 11 && all > 0, "{revision}: {all} {page} {space} {both}");
                note(&format!("fences of a guest on {revision}: all {all}, a page {page}, a space {space}, both {both}"));
            }
        }
    }
}
