//! The platform's timer, and the steps that drive it.
//!
//! A *step* is an attempt to execute one instruction on any hart, or the
//! time of one in which a hart was idle. With `n` harts a tick takes `n`
//! times as many steps, so time is one line for all harts and never goes
//! back although they run one after the other.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::config::TimeSource;
use crate::layout::TIMEBASE_HZ;

/// Steps that never come.
pub(crate) const NEVER: u64 = u64::MAX;

/// The platform's timer.
pub(crate) struct Clock {
    /// Steps per tick; 0 if the host's clock drives the timer.
    steps_per_tick: u64,
    /// Steps so far.
    steps: u64,
    /// Time at `origin_steps`, or at `origin`.
    origin_time: u64,
    origin_steps: u64,
    origin: Instant,
    /// Time as last computed; stays true while `steps < next_tick`.
    time: u64,
    next_tick: u64,
}

/// The timer in a snapshot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SavedClock {
    steps: u64,
    origin_time: u64,
    origin_steps: u64,
    time: u64,
}

impl SavedClock {
    /// Steps so far.
    pub(crate) fn steps(&self) -> u64 {
        self.steps
    }
}

impl Clock {
    /// What is to be remembered.
    pub(crate) fn save(&self) -> SavedClock {
        let Self { steps, origin_time, origin_steps, time, .. } = *self;
        SavedClock { steps, origin_time, origin_steps, time }
    }

    /// Goes on from there.
    pub(crate) fn restore(&mut self, saved: &SavedClock) {
        self.steps = saved.steps;
        self.set_time(saved.time);
        if !self.is_wall() {
            self.origin_time = saved.origin_time;
            self.origin_steps = saved.origin_steps.min(saved.steps);
            self.tick();
        }
    }

    /// A timer at 0.
    pub(crate) fn new(source: TimeSource, harts: usize) -> Self {
        let steps_per_tick = match source {
            TimeSource::Virtual { instructions_per_tick } => instructions_per_tick.saturating_mul(harts as u64),
            TimeSource::Wall => 0,
        };
        Self { steps_per_tick, steps: 0, origin_time: 0, origin_steps: 0, origin: Instant::now(), time: 0, next_tick: steps_per_tick }
    }

    /// Whether the host's clock drives the timer.
    pub(crate) fn is_wall(&self) -> bool {
        self.steps_per_tick == 0
    }

    /// Steps so far.
    pub(crate) fn steps(&self) -> u64 {
        self.steps
    }

    /// Says how many steps there have been.
    #[inline]
    pub(crate) fn advance_to(&mut self, steps: u64) {
        self.steps = steps;
    }

    /// The timer's value.
    #[inline]
    pub(crate) fn time(&mut self) -> u64 {
        if self.steps >= self.next_tick {
            self.tick();
        }
        self.time
    }

    fn tick(&mut self) {
        if self.is_wall() {
            let ticks = self.origin.elapsed().as_nanos() / u128::from(1_000_000_000 / TIMEBASE_HZ);
            self.time = self.origin_time.wrapping_add(ticks as u64);
        } else {
            let ticks = (self.steps - self.origin_steps) / self.steps_per_tick;
            self.time = self.origin_time.wrapping_add(ticks);
            self.next_tick = (ticks + 1).saturating_mul(self.steps_per_tick).saturating_add(self.origin_steps);
        }
    }

    /// Sets the timer's value, by a write of it or because everyone waits.
    pub(crate) fn set_time(&mut self, time: u64) {
        self.origin_time = time;
        self.origin_steps = self.steps;
        self.origin = Instant::now();
        self.time = time;
        self.next_tick = self.steps.saturating_add(self.steps_per_tick);
    }

    /// Number of steps at which the timer reaches `time`, if it is driven by steps.
    pub(crate) fn steps_at(&self, time: u64) -> u64 {
        if self.is_wall() {
            return NEVER;
        }
        let ticks = time.saturating_sub(self.origin_time);
        ticks.saturating_mul(self.steps_per_tick).saturating_add(self.origin_steps)
    }

    /// Host's duration of so many ticks.
    pub(crate) fn duration(ticks: u64) -> Duration {
        Duration::from_nanos(ticks.saturating_mul(1_000_000_000 / TIMEBASE_HZ))
    }
}
