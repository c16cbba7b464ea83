//! Cables that lose, repeat and reorder frames.

use super::{Link, Lost};
use crate::{End, Host, Port};
use std::boxed::Box;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::vec::Vec;

struct Nobody;

impl Host for Nobody {
    fn now(&self) -> u64 {
        0
    }
    fn kick(&self, _: u64) {}
    fn wake(&self, _: u32) {}
    fn again(&self) {}
    fn put(&self, _: u8) {}
    fn get(&self) -> Option<u8> {
        None
    }
    fn end(&self, _: End) {}
}

type Frames = Arc<Mutex<VecDeque<Vec<u8>>>>;

/// One direction is what the other side receives; of frames that are sent
/// some are lost, sent twice, or overtaken.
struct Bad {
    to: Frames,
    from: Frames,
    state: u64,
    badness: u64,
}

impl Port for Bad {
    fn send(&mut self, frame: &[u8], _: &dyn Host) {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut frames = self.to.lock().unwrap();
        match (self.state >> 60) * self.badness {
            3 => {}
            5 => (0..2).for_each(|_| frames.push_back(frame.to_vec())),
            7 => frames.push_front(frame.to_vec()),
            _ => frames.push_back(frame.to_vec()),
        }
    }

    fn receive(&mut self) -> Option<Vec<u8>> {
        self.from.lock().unwrap().pop_front()
    }
}

fn cable(badness: u64) -> (Box<dyn Port>, Box<dyn Port>) {
    let (there, back) = (Frames::default(), Frames::default());
    let end = |to: &Frames, from: &Frames, state| Box::new(Bad { to: to.clone(), from: from.clone(), state, badness });
    (end(&there, &back, 1), end(&back, &there, 2))
}

#[test]
fn bytes_arrive_in_order_whatever_the_cable_does() {
    for badness in [0, 1] {
        let (near, far) = cable(badness);
        let (mut near, mut far) = (Link::connect(near, 77, 0), Link::listen(far));
        let bytes: Vec<u8> = (0..200_000u32).map(|n| (n * 7 / 3) as u8).collect();
        let (mut given, mut came, mut answers, mut now) = (0, Vec::new(), Vec::new(), 0);
        while came.len() < bytes.len() || answers.len() < 5 {
            now += 10_000_000;
            assert!(now < 100_000_000_000, "{near:?} {far:?}: {} bytes came", came.len());
            while near.has_room() && given < bytes.len() {
                let piece = &bytes[given..bytes.len().min(given + 777)];
                near.send(piece);
                given += piece.len();
            }
            near.poll(now, &Nobody, &mut |bytes| answers.extend_from_slice(bytes)).unwrap();
            let before = came.len();
            far.poll(now, &Nobody, &mut |bytes| came.extend_from_slice(bytes)).unwrap();
            if before == 0 && !came.is_empty() {
                far.send(b"heard");
            }
        }
        assert!(came == bytes && answers == b"heard");
    }
}

#[test]
fn nobody_is_noticed_and_strangers_are_not_heard() {
    let (near, far) = cable(0);
    let (mut near, mut far) = (Link::connect(near, 77, 0), Link::listen(far));
    near.send(b"is anybody there");
    let mut now = 0;
    while near.poll(now, &Nobody, &mut |_| panic!("nobody said anything")) == Ok(()) {
        now += 40_000_000;
    }
    assert_eq!(near.poll(now, &Nobody, &mut |_| {}), Err(Lost));
    assert!((19_000_000_000..21_000_000_000).contains(&now), "{now}");
    // Frames of no connection, cut ones, and those of another one.
    assert_eq!(far.poll(now, &Nobody, &mut |_| {}), Ok(()));
    assert!(far.is_connected());
    let mut other = Link::connect(near.into_port(), 78, now);
    other.send(b"me too");
    other.port().send(&[0; 60], &Nobody);
    other.port().send(b"short", &Nobody);
    let _ = other.poll(now, &Nobody, &mut |_| panic!("it is not for us"));
    far.poll(now, &Nobody, &mut |_| panic!("not of this connection")).unwrap();
}

#[test]
fn a_machine_that_is_slow_to_answer_is_not_buried() {
    const PAUSE: u64 = 10_000_000_000;
    let (near, far) = cable(0);
    let (mut near, mut far) = (Link::connect(near, 77, 0), Link::listen(far));
    near.send(&[7; 100_000]);
    for now in (0..PAUSE).step_by(1_000_000) {
        near.poll(now, &Nobody, &mut |_| {}).unwrap();
    }
    let mut count = 0;
    while far.port().receive().is_some() {
        count += 1;
    }
    assert!((24..24 * 12).contains(&count), "{count} frames for a window of 24, in ten seconds");
    // It goes on as if nothing had been.
    let mut came = 0;
    for now in (PAUSE..2 * PAUSE).step_by(1_000_000) {
        far.poll(now, &Nobody, &mut |bytes| came += bytes.len()).unwrap();
        near.poll(now, &Nobody, &mut |_| {}).unwrap();
    }
    assert_eq!(came, 100_000);
}
