//! Numbers of guests (VMIDs), by which a hart tells their translations apart.
//!
//! There may be fewer of them than guests, so they are given in generations. A
//! guest takes one when it enters a hart, and has it for that generation. When
//! none is left a new one begins: guests that are on harts keep what they have,
//! because they run on and fence each other's harts by it; all others have
//! none. A hart that has not seen a generation fences everything before
//! another guest enters it, and so remembers nothing of what numbers were.
//!
//! A guest is on a hart until another one enters there, be the hart idle
//! meanwhile: its translation stays loaded. Where it enters again, nothing has
//! changed, and nobody has to ask.

use alloc::vec;
use alloc::vec::Vec;

/// Harts that there may be: one bit each.
const HARTS: usize = u64::BITS as usize;

/// Who has which number, and what harts may remember.
#[derive(Debug)]
pub struct Numbers {
    /// The first that is too large.
    end: u64,
    /// Those of this generation from here on are free, unless they were kept.
    next: u64,
    generation: u64,
    guests: Vec<Given>,
    harts: Vec<Seen>,
}

/// The number of a guest.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    number: u64,
    /// It is that of this generation.
    generation: u64,
    /// Harts that it has entered since it has the number, a bit each.
    harts: u64,
}

/// What a hart has seen.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// The guest that is on it.
    guest: Option<usize>,
    /// The generation when that guest entered.
    generation: u64,
}

/// What a hart has to fence when a guest has been loaded, the less first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fence {
    /// Nothing: what it remembers under the number is this guest's.
    None,
    /// The guest's own tables. They are fenced by the number that is loaded,
    /// so those of the others of a generation follow one by one.
    Tables,
    /// The G-stage of all guests too.
    All,
}

impl Numbers {
    /// Numbers of so many bits for so many guests, none of which has one.
    pub fn new(bits: u32, harts: usize, guests: usize) -> Self {
        assert!(harts <= HARTS, "too many harts");
        let (guests, harts) = (vec![Given::default(); guests], vec![Seen::default(); harts]);
        Self { end: 1 << bits, next: 1, generation: 1, guests, harts }
    }

    /// A guest enters a hart: its number from now on, and what is to be fenced
    /// once it is loaded. The number is 0 if there are not enough.
    pub fn enter(&mut self, hart: usize, guest: usize) -> (u64, Fence) {
        let before = self.harts[hart].guest.take();
        if self.guests[guest].generation != self.generation {
            let number = self.free().or_else(|| {
                self.renew();
                self.free()
            });
            self.guests[guest] = Given { number: number.unwrap_or(0), generation: self.generation, harts: 0 };
        }
        let given = &mut self.guests[guest];
        let is_shared = given.number == 0 && before != Some(guest);
        let fence = match given.harts >> hart & 1 {
            _ if is_shared || self.harts[hart].generation != self.generation => Fence::All,
            0 => Fence::Tables,
            _ => Fence::None,
        };
        given.harts |= 1 << hart;
        self.harts[hart] = Seen { guest: Some(guest), generation: self.generation };
        (given.number, fence)
    }

    /// A number that no guest has in this generation.
    fn free(&mut self) -> Option<u64> {
        let is_kept = |number: u64| self.guests.iter().any(|given| given.generation == self.generation && given.number == number);
        let number = (self.next..self.end).find(|number| !is_kept(*number));
        self.next = number.map_or(self.end, |number| number + 1);
        number
    }

    /// Begins a generation.
    fn renew(&mut self) {
        (self.generation, self.next) = (self.generation + 1, 1);
        for guest in self.harts.iter().filter_map(|seen| seen.guest) {
            self.guests[guest].generation = self.generation;
        }
    }
}

#[cfg(test)]
mod tests;
