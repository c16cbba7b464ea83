//! Questions over the network, and who answers them.

use crate::linux::{Address, File};
use core::time::Duration;

const PORT: u16 = 7000;
const PATIENCE: Duration = Duration::from_secs(1);
/// Questions without an answer in a row: by then nobody is away or on the move.
const TRIES: u64 = 600;

/// Sends back what comes, for ever.
pub fn answer() -> ! {
    let socket = File::datagrams();
    socket.bind(Address::new([0; 4], PORT));
    let mut bytes = [0; 64];
    loop {
        if let Some((length, from)) = socket.receive(&mut bytes) {
            socket.send(&bytes[..length], from);
        }
    }
}

/// Who asks.
pub struct Peer {
    socket: File,
    asked: u64,
}

impl Peer {
    /// Nothing asked yet.
    pub fn new() -> Self {
        let socket = File::datagrams();
        socket.set_patience(PATIENCE);
        Self { socket, asked: 0 }
    }

    /// Asks until there is an answer; how often there was none in time.
    pub fn ask(&mut self, whom: [u8; 4]) -> u64 {
        for tried in 0..TRIES {
            self.asked += 1;
            let question = self.asked.to_le_bytes();
            self.socket.send(&question, Address::new(whom, PORT));
            let mut bytes = [0; 64];
            // What was given up before may come late.
            while let Some((length, _)) = self.socket.receive(&mut bytes) {
                if bytes[..length] == question {
                    return tried;
                }
            }
        }
        panic!("{whom:?} does not answer")
    }
}
