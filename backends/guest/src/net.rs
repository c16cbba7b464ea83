//! Networks between guests.

use crate::Host;
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;
use spin::Mutex;

/// Bytes of the longest frame, without checksum.
pub const LONGEST: usize = 1514;
/// Frames that wait at a port; the network drops what is more.
const WAITING: usize = 128;
/// Addresses that a switch remembers.
const REMEMBERED: usize = 64;
/// Bytes of a hardware address; a frame begins with those of destination and
/// source.
const ADDRESS: usize = 6;

type Address = [u8; ADDRESS];

/// A place where a network card is plugged in.
pub trait Port: Send {
    /// Sends a frame; the network may drop it.
    fn send(&mut self, frame: &[u8], host: &dyn Host);
    /// The next frame that has come.
    fn receive(&mut self) -> Option<Vec<u8>>;
}

/// A network of a deployment: a switch that learns who is where.
#[derive(Debug, Default)]
pub struct Switch {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    ports: Vec<Inbox>,
    /// Who was last seen where, the latest last.
    known: Vec<(Address, usize)>,
}

#[derive(Debug)]
struct Inbox {
    guest: u32,
    frames: VecDeque<Vec<u8>>,
}

/// A port of a switch.
#[derive(Debug)]
pub struct SwitchPort {
    switch: Arc<Switch>,
    number: usize,
}

impl Switch {
    /// A port for a network card of a guest, which [`Host::wake`] names when
    /// a frame has come.
    pub fn connect(self: &Arc<Self>, guest: u32) -> SwitchPort {
        let mut state = self.state.lock();
        state.ports.push(Inbox { guest, frames: VecDeque::new() });
        SwitchPort { switch: self.clone(), number: state.ports.len() - 1 }
    }

    /// Hands a frame on and says which guests are to be woken.
    fn send(&self, from: usize, frame: &[u8]) -> Vec<u32> {
        let (Some(to), Some(source)) = (address(frame, 0), address(frame, ADDRESS)) else { return Vec::new() };
        if frame.len() > LONGEST {
            return Vec::new();
        }
        let mut state = self.state.lock();
        state.learn(source, from);
        let only = state.known.iter().find(|(known, _)| *known == to).map(|(_, port)| *port);
        let mut woken = Vec::new();
        for (number, port) in state.ports.iter_mut().enumerate() {
            if number != from && only.is_none_or(|only| only == number) && port.frames.len() < WAITING {
                port.frames.push_back(frame.to_vec());
                woken.push(port.guest);
            }
        }
        woken
    }
}

impl State {
    /// A group address is nobody's.
    fn learn(&mut self, source: Address, port: usize) {
        if source[0] & 1 != 0 {
            return;
        }
        self.known.retain(|(known, _)| *known != source);
        if self.known.len() == REMEMBERED {
            self.known.remove(0);
        }
        self.known.push((source, port));
    }
}

impl Port for SwitchPort {
    fn send(&mut self, frame: &[u8], host: &dyn Host) {
        // The switch is not locked any more when guests are woken.
        let woken = self.switch.send(self.number, frame);
        woken.into_iter().for_each(|guest| host.wake(guest));
    }

    fn receive(&mut self) -> Option<Vec<u8>> {
        self.switch.state.lock().ports[self.number].frames.pop_front()
    }
}

fn address(frame: &[u8], at: usize) -> Option<Address> {
    frame.get(at..at + ADDRESS)?.try_into().ok()
}
