//! Words by which a program talks to whoever runs it.

use super::asm::*;
use super::world::*;
use crate::{Emulator, Error, Exit, Htif, MachineConfig, Outcome, Stuck};

const TOHOST: u64 = RAM + 0x10_0000;
const FROMHOST: u64 = TOHOST + 8;
/// x1, where programs find the words.
const BASE: u32 = 1;
/// x3, what they say.
const WORD: u32 = 3;

/// Runs a program that finds a word in x3.
fn run(word: u64, program: &[u32]) -> (World<false>, Outcome) {
    let htif = Some(Htif { tohost: TOHOST, fromhost: Some(FROMHOST) });
    let config = MachineConfig { htif, max_instructions: Some(1_000_000), ..config() };
    let mut w = World::<false>::of(Emulator::new(config).unwrap());
    w.program(program);
    w.emulator.set_x(0, BASE as u8, TOHOST);
    w.emulator.set_x(0, WORD as u8, word);
    let outcome = w.emulator.run();
    (w, outcome)
}

#[test]
fn an_odd_word_ends_the_run_with_a_code() {
    let program = [NOP, sd(WORD, BASE, 0), jal(0, 0)];
    let (_, outcome) = run(1, &program);
    assert_eq!((outcome.exit, outcome.instructions), (Exit::Pass, 2));
    assert_eq!(run(7 << 1 | 1, &program).1.exit, Exit::Fail(7));
}

#[test]
fn halves_are_one_word_in_either_order() {
    let (low, high) = (sw(WORD, BASE, 0), sw(2, BASE, 4));
    for halves in [[low, high], [high, low]] {
        let program = |upper: u32| [&[lui(2, upper)], &halves[..], &[jal(0, 0)]].concat();
        assert_eq!(run(7 << 1 | 1, &program(0)).1.exit, Exit::Fail(7));
        let (w, outcome) = run(u64::from(b'!'), &program(0x0101_0000));
        assert_eq!((outcome.exit, &outcome.console_output[..]), (Exit::InstructionLimit, &b"!"[..]));
        assert_eq!(w.emulator.read_ram(TOHOST, 8).unwrap(), [0; 8], "it may say the next thing");
    }
    // Half a word before everybody waits is all there is to say.
    assert_eq!(run(1, &[low, WFI]).1.exit, Exit::Pass);
}

#[test]
fn a_call_writes() {
    let call = TOHOST + 0x100;
    let program = [
        addi(2, 0, 64),
        sd(2, BASE, 0x100),
        addi(2, 0, 1),
        sd(2, BASE, 0x108),
        sd(BASE, BASE, 0x110),
        addi(2, 0, 2),
        sd(2, BASE, 0x118),
        // What it writes are the words themselves.
        sd(WORD, BASE, 0),
        WFI,
    ];
    let (w, outcome) = run(call, &program);
    assert_eq!(outcome.exit, Exit::Stuck(Stuck::Waiting));
    assert_eq!(outcome.console_output, (call as u16).to_le_bytes());
    let word = |at: u64| u64::from_le_bytes(w.emulator.read_ram(at, 8).unwrap().try_into().unwrap());
    assert_eq!((word(TOHOST), word(FROMHOST), word(call)), (0, 1, 2));
}

#[test]
fn words_outside_ram_are_refused() {
    for (tohost, fromhost) in [(RAM - 8, None), (TOHOST + 4, None), (TOHOST, Some(u64::MAX - 7))] {
        let config = MachineConfig { htif: Some(Htif { tohost, fromhost }), ..config() };
        assert_eq!(Emulator::<super::double::Double<false>>::new(config).err(), Some(Error::HostWords(tohost)));
    }
}
