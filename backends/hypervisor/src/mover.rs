//! Guests that move: to another hypervisor over a network card of the host, or
//! to one that comes later by a disk. One at a time, a little now and then, on
//! the boot hart.
//!
//! `guest::stream` has what is sent and who says what when; here is what that
//! means for a guest of this hypervisor, and what carries it.

mod channel;
mod guest;

use crate::drivers::Drivers;
use crate::hart::{Hart, now};
use crate::machine::machine;
use crate::vm::Vm;
use ::guest::monitor::Action;
use ::guest::stream::{Decoder, Progress, Receiver, Record, Refused, Sender};
use alloc::format;
use alloc::string::{String, ToString};
use channel::Channel;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use guest::Here;
use spin::{Mutex, Once};

static MOVER: Once<Mutex<Mover>> = Once::new();
/// Whether a guest is on its way.
static BUSY: AtomicBool = AtomicBool::new(false);
/// The part of a second that may be spent at once.
const SHARE: u64 = 2000;

/// What moves guests.
struct Mover {
    drivers: Drivers,
    moving: Option<Moving>,
}

/// A guest on its way.
struct Moving {
    here: Here,
    side: Side,
    channel: Channel,
    decoder: Decoder,
    /// Place of the device that carries it.
    device: u32,
    began: u64,
    /// It has come to an end; what was said last is still on its way.
    is_over: bool,
}

enum Side {
    Sends(Sender),
    Receives(Receiver),
}

/// Moves guests by the devices of the host that no guest has.
pub fn set_up(drivers: Drivers) {
    MOVER.call_once(|| Mutex::new(Mover { drivers, moving: None }));
}

/// Whether a guest is on its way.
#[inline]
pub fn is_busy() -> bool {
    BUSY.load(Relaxed)
}

/// Begins what a command of the monitor asks for. The guest may be
/// `bound` to this host by a device that it drives itself.
///
/// # Errors
///
/// Why not, in words.
pub fn begin(vm: &'static Vm, action: Action, hart: &'static Hart, bound: bool) -> Result<(), String> {
    let mut mover = MOVER.get().ok_or("nothing can move here")?.lock();
    if mover.moving.is_some() {
        return Err("another guest is on its way".to_string());
    }
    if bound {
        return Err("it drives a device of this host itself".to_string());
    }
    let is_sent = matches!(action, Action::Send(_) | Action::Save(_));
    let (channel, device) = match action {
        Action::Send(card) | Action::Receive(card) => {
            let port = mover.drivers.card(card).ok_or_else(|| format!("the host has no network card {card}, or a guest has it"))?;
            (Channel::card(port, matches!(action, Action::Send(_))), card)
        }
        Action::Save(disk) | Action::Restore(disk) => {
            let found = mover.drivers.disk(disk).ok_or_else(|| format!("the host has no disk {disk}, or a guest has it"))?;
            (Channel::disk(found, is_sent), disk)
        }
        _ => return Err("that moves nothing".to_string()),
    };
    // What it holds comes with it.
    if !is_sent && !vm.clear(true, true) {
        channel.give_back(device, &mut mover.drivers);
        vm.clear(false, true);
        return Err("the host has no memory for it".to_string());
    }
    let here = Here::new(vm, hart);
    let side = if is_sent { Side::Sends(Sender::new()) } else { Side::Receives(Receiver::default()) };
    vm.set_moves(true);
    mover.moving = Some(Moving { here, side, channel, decoder: Decoder::default(), device, began: now(), is_over: false });
    BUSY.store(true, Relaxed);
    Ok(())
}

/// Moves on. Called by the boot hart alone, now and then.
pub fn go_on(hart: &'static Hart) {
    if !is_busy() {
        return;
    }
    let Some(mut mover) = MOVER.get().map(Mutex::lock) else { return };
    let Some(mut moving) = mover.moving.take() else { return };
    let end = now() + machine().frequency / SHARE;
    while moving.step() && now() < end {}
    if !moving.is_over || !moving.channel.is_done() || !moving.here.is_due() {
        mover.moving = Some(moving);
        return;
    }
    let Moving { here, channel, device, .. } = moving;
    channel.give_back(device, &mut mover.drivers);
    BUSY.store(false, Relaxed);
    drop(mover);
    if here.has_left {
        // That may be the end of the machine.
        here.vm.depart(hart);
        here.vm.clear(false, true);
    }
}

impl Moving {
    /// Does the next thing; whether there is more to do at once.
    fn step(&mut self) -> bool {
        let heard = self.channel.poll(&mut self.decoder);
        let heard = match heard {
            Ok(heard) => heard,
            Err(_) if self.is_over => {
                self.channel.hang_up();
                return false;
            }
            Err(why) => {
                self.lose(why);
                return false;
            }
        };
        if self.is_over {
            return false;
        }
        if matches!(self.side, Side::Sends(_)) && self.here.vm.has_ended() {
            self.lose("it has ended".to_string());
            return false;
        }
        match self.decoder.take() {
            Ok(Some(record)) => {
                self.take(record);
                true
            }
            Ok(None) => self.next() || heard,
            Err(broken) => {
                self.channel.send(&Record::Refused(Refused(broken.to_string())));
                self.lose(broken.to_string());
                false
            }
        }
    }

    /// Takes what the other side says.
    fn take(&mut self, record: Record) {
        match &mut self.side {
            Side::Sends(sender) => sender.answer(record, &mut self.here),
            Side::Receives(receiver) => {
                let Some(answer) = receiver.take(record, &mut self.here) else { return };
                let is_over = receiver.is_over();
                self.channel.send(&answer);
                match answer {
                    Record::Refused(why) => self.fail(&why.0),
                    _ if is_over => self.say("has come"),
                    _ => {}
                }
            }
        }
    }

    /// Says what is next, if this side sends and the other one keeps up;
    /// whether it did.
    fn next(&mut self) -> bool {
        let Side::Sends(sender) = &mut self.side else { return false };
        if !self.channel.has_room() {
            return false;
        }
        match sender.next(&mut self.here) {
            Progress::Send(record) => {
                if let Some(answer) = self.channel.send(&record) {
                    sender.answer(answer, &mut self.here);
                }
                true
            }
            Progress::Wait => false,
            over => {
                self.end(over);
                false
            }
        }
    }

    /// This side has sent, or not, and is over.
    fn end(&mut self, how: Progress) {
        match how {
            Progress::Stays(why) => self.fail(&why),
            Progress::Unsure => {
                self.here.release();
                self.say("may run there, and is paused here: `stop` or `start` it when you know");
            }
            _ => self.say("has left"),
        }
    }

    /// The channel is gone.
    fn lose(&mut self, why: String) {
        match &mut self.side {
            Side::Sends(sender) => match sender.lose(&mut self.here) {
                Progress::Stays(_) => self.fail(&why),
                over => self.end(over),
            },
            Side::Receives(_) => self.fail(&why),
        }
    }

    /// The guest stays where it was.
    fn fail(&mut self, why: &str) {
        self.is_over = true;
        println!("hypervisor: {} does not move: {why}", self.here.vm.name);
        if matches!(self.side, Side::Receives(_)) {
            self.here.vm.clear(false, true);
        }
        self.here.vm.set_moves(false);
    }

    fn say(&mut self, what: &str) {
        self.is_over = true;
        let micros = |ticks: u64| ticks.saturating_mul(1_000_000) / machine().frequency.max(1);
        let (name, took) = (&self.here.vm.name, micros(now() - self.began));
        match &self.side {
            Side::Sends(sender) => {
                let sent = sender.sent();
                let still = micros(now().saturating_sub(self.here.quiet_since));
                println!(
                    "hypervisor: {name} {what}: {} pages, {} rounds, then {} pages; {still} us paused, {took} us in all",
                    sent.pages, sent.rounds, sent.last
                );
            }
            Side::Receives(_) => println!("hypervisor: {name} {what}: {took} us in all"),
        }
    }
}
