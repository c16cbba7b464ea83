//! Calls of a guest that another guest answers.

use crate::moves::Image;
use crate::packed::Packed;
use crate::program::{built, is_slow, note, packed, scratch};
use crate::revisions;
use emulator::{Exit, MachineConfig};

const GUESTS: &str = "\
---
guest: one
memory: 16M
slice: 500us
kernel: asks
sbi: {handler: other}
---
guest: other
memory: 16M
slice: 500us
kernel: answers
";

const SAID: [&str; 6] = [
    "one: asks: there is such an extension: true\n",
    "one: asks: 200 sums are right\n",
    "one: asks: another function: -2\n",
    "one: asks: the last call: -2\n",
    "one: asks: there is such an extension: false\n",
    "other: answers: 202 calls\n",
];

#[test]
fn a_guest_answers_calls_of_another() {
    if !is_slow() {
        return;
    }
    for (revision, _) in revisions() {
        let packed = Packed::new("handlers", &revision, GUESTS);
        for harts in [1, 2] {
            let config = MachineConfig { harts, max_instructions: Some(2_000_000_000), ..MachineConfig::default() };
            let outcome = packed.machine_of(packed.contents(), config).run();
            let said = String::from_utf8_lossy(&outcome.console_output).replace('\r', "");
            assert_eq!(outcome.exit, Exit::Pass, "{revision} on {harts} harts:\n{said}");
            for line in SAID {
                assert!(said.contains(line), "{revision} on {harts} harts: `{line}` is not in\n{said}");
            }
        }
        note(&format!("calls that another guest answers on {revision}"));
    }
}

/// Who answers does not leave the machine, since others would wait for ever; and who asks does not come to one.
#[test]
fn guests_that_belong_together_stay() {
    if !is_slow() {
        return;
    }
    let (revision, _) = revisions().pop().unwrap();
    let ((asks, firmware), (answers, _)) = (built("asks", &revision), built("answers", &revision));
    let guest =
        |name: &str, kernel: &std::path::Path, more: &str| format!("---\nguest: {name}\nmemory: 16M\nkernel: {}\n{more}", kernel.display());
    let host = "machine: together\nhost: {memory: 128M, harts: 1}\n";
    // Nobody asks yet, so that the other goes on waiting for it.
    let one = guest("one", &asks, "start: no\nsbi: {handler: other}\n");
    let text = format!("{host}{one}{}", guest("other", &answers, ""));
    let elf = packed(&scratch("together"), &text, &revision);
    let mut machine = Image::of(elf, firmware, &revision).run(&[]);
    machine.command("save other");
    machine.hear("it answers calls of another guest");
    machine.command("receive one");
    machine.hear("another guest answers its calls");
}
