//! A hub: what one machine of this process says all others hear. Nothing
//! depends on the host's time, so that runs of several machines repeat exactly.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::link::Link;

/// Frames that wait for a card at most; then the oldest are dropped.
const WAITING: usize = 512;

/// Frames that wait, by plug.
type Waiting = Arc<Mutex<Vec<VecDeque<Vec<u8>>>>>;

/// A hub.
#[derive(Clone, Debug, Default)]
pub struct Hub(Waiting);

/// A place at a hub, for one card.
#[derive(Clone, Debug)]
pub struct Plug {
    waiting: Waiting,
    place: usize,
}

impl Hub {
    /// Another place.
    pub fn plug(&self) -> Plug {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push(VecDeque::new());
        Plug { waiting: self.0.clone(), place: waiting.len() - 1 }
    }
}

impl PartialEq for Plug {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.waiting, &other.waiting) && self.place == other.place
    }
}

impl Eq for Plug {}

impl Link for Plug {
    fn send(&mut self, frame: &[u8]) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, others) in waiting.iter_mut().enumerate().filter(|(place, _)| *place != self.place) {
            if others.len() == WAITING {
                others.pop_front();
            }
            others.push_back(frame.to_vec());
        }
    }

    fn receive(&mut self) -> Option<Vec<u8>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).get_mut(self.place)?.pop_front()
    }

    fn poll(&mut self, _now: u64) {}

    /// The others are machines of this process: nothing comes while it waits.
    fn is_waiting(&self) -> bool {
        false
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn all_others_hear_what_one_says_and_old_frames_give_way() {
        let hub = Hub::default();
        let [mut a, mut b, mut c] = [hub.plug(), hub.plug(), hub.plug()];
        assert!(a != b && a == a.clone());
        a.send(b"one");
        b.send(b"two");
        assert_eq!((a.receive().unwrap(), a.receive()), (b"two".to_vec(), None));
        assert_eq!((b.receive().unwrap(), b.receive()), (b"one".to_vec(), None));
        assert_eq!((c.receive().unwrap(), c.receive().unwrap()), (b"one".to_vec(), b"two".to_vec()));
        (0..WAITING + 1).for_each(|n| a.send(&n.to_le_bytes()));
        assert_eq!(c.receive().unwrap(), 1_usize.to_le_bytes());
    }
}
