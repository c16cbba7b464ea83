//! Harts as they might be: they remember for ever what they are not told to forget.

use super::{Fence, Numbers};
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec;
use alloc::vec::Vec;

/// A hart: who is on it under which number, and whose translations it
/// remembers, by number, of the G-stage and of guests' own tables.
#[derive(Clone, Default)]
struct Hart {
    on: Option<(usize, u64)>,
    remembers: [BTreeMap<u64, BTreeSet<usize>>; 2],
}

struct World {
    numbers: Numbers,
    harts: Vec<Hart>,
    /// Times that everything was fenced.
    fences: usize,
}

impl World {
    fn new(bits: u32, harts: usize, guests: usize) -> Self {
        Self { numbers: Numbers::new(bits, harts, guests), harts: vec![Hart::default(); harts], fences: 0 }
    }

    /// Has a guest enter as the hypervisor does, which does not ask for one that is there,
    /// or `asks` all the same. Its number.
    fn enter(&mut self, hart: usize, guest: usize, asks: bool) -> u64 {
        let before = self.harts[hart].on;
        let (number, fence) = match before {
            Some((on, number)) if on == guest && !asks => (number, Fence::None),
            _ => self.numbers.enter(hart, guest),
        };
        let here = &mut self.harts[hart];
        here.on = Some((guest, number));
        if fence == Fence::All {
            here.remembers[0].clear();
            self.fences += 1;
        }
        if fence >= Fence::Tables {
            here.remembers[1].remove(&number);
        }
        let changes = before.is_some_and(|(on, _)| on != guest);
        assert!(number != 0 || !changes || fence == Fence::All, "(c) number 0 without a fence");
        for stage in &mut here.remembers {
            let whose = stage.entry(number).or_default();
            assert!(whose.iter().all(|other| *other == guest), "(b) number {number} was {whose:?}'s, and is {guest}'s");
            whose.insert(guest);
        }
        self.check();
        number
    }

    fn check(&self) {
        for (place, hart) in self.harts.iter().enumerate() {
            let Some((guest, number)) = hart.on else { continue };
            let given = self.numbers.guests[guest];
            assert_eq!((given.number, given.generation), (number, self.numbers.generation), "(d) {guest} runs with another");
            assert!(number < self.numbers.end, "there is no number {number}");
            for other in self.harts[..place].iter().filter_map(|hart| hart.on) {
                let is_same = number == other.1;
                assert_eq!(is_same && number != 0, other.0 == guest && number != 0, "(a) {guest} and {other:?} have number {number}");
            }
        }
    }
}

#[test]
fn numbers_last_until_there_are_no_more() {
    let mut world = World::new(2, 1, 5);
    let given: Vec<u64> = [0, 1, 2, 0, 1, 2].into_iter().map(|guest| world.enter(0, guest, false)).collect();
    assert_eq!((given, world.fences), (vec![1, 2, 3, 1, 2, 3], 1), "the first time, and nothing since");
    assert_eq!((world.enter(0, 3, false), world.fences), (1, 2));
    assert_eq!((world.enter(0, 0, false), world.fences), (2, 2), "of the new generation");
}

#[test]
fn nothing_is_fenced_twice() {
    let mut numbers = Numbers::new(1, 2, 2);
    let (first, second) = (numbers.enter(0, 0), numbers.enter(1, 0));
    assert_eq!([first, second], [(1, Fence::All); 2], "whatever was before");
    let mut numbers = Numbers::new(2, 1, 2);
    let given = [0, 1, 0, 1].map(|guest| numbers.enter(0, guest));
    assert_eq!(given, [(1, Fence::All), (2, Fence::Tables), (1, Fence::None), (2, Fence::None)]);
}

#[test]
fn who_is_on_a_hart_keeps_its_number() {
    let mut world = World::new(2, 2, 5);
    assert_eq!([world.enter(1, 4, false), world.enter(0, 0, false), world.enter(0, 1, false)], [1, 2, 3]);
    assert_eq!(world.enter(0, 2, false), 2, "1 is kept, and 3 is free too");
    assert_eq!(world.enter(0, 3, false), 3);
    assert_eq!((world.enter(0, 0, false), world.enter(1, 4, false)), (2, 1));
    assert_eq!(world.enter(0, 4, false), 1, "on both harts under one number");
}

#[test]
fn without_numbers_each_switch_fences() {
    let mut world = World::new(0, 2, 3);
    for (round, guest) in [0, 1, 2, 0, 1].into_iter().enumerate() {
        assert_eq!((world.enter(0, guest, false), world.fences), (0, round + 1));
        assert_eq!((world.enter(0, guest, false), world.fences), (0, round + 1), "it is there already");
    }
    assert_eq!((world.enter(1, 1, false), world.fences), (0, 6));
}

#[test]
fn number_0_is_for_whoever_finds_all_others_on_harts() {
    let mut world = World::new(1, 2, 3);
    assert_eq!([world.enter(0, 0, false), world.enter(1, 1, false)], [1, 0]);
    assert_eq!(world.enter(1, 2, false), 0);
    assert_eq!(world.enter(0, 2, false), 0, "for the whole generation");
    assert_eq!(world.enter(1, 1, false), 1, "now that nobody has it");
}

#[test]
fn no_sequence_mixes_guests_up() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    for bits in [0, 1, 2, 3, 14] {
        for (harts, guests) in [(1, 1), (1, 3), (2, 2), (2, 5), (3, 9), (4, 20)] {
            for _ in 0..40 {
                let mut world = World::new(bits, harts, guests);
                for _ in 0..200 {
                    // Most guests run seldom, so that some stay through generations.
                    let most = if random(3) == 0 { guests } else { guests.div_ceil(2) };
                    let number = world.enter(random(harts), random(most), random(4) == 0);
                    assert!(bits < 14 || number != 0 && world.numbers.generation == 1, "there are enough");
                }
            }
        }
    }
}
