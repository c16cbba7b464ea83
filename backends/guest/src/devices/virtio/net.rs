//! A network card.

use super::queue::Broken;
use super::{Access, Kind};
use crate::net::{LONGEST, Port};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

/// Bytes before each frame, which say what a card could do for the driver.
/// This one does nothing of it.
const HEADER: usize = 12;
/// Offset in the header of the number of buffers that a frame takes.
const BUFFERS: usize = 10;

const RECEIVE: usize = 0;
const SEND: usize = 1;

const FEATURE_ADDRESS: u64 = 1 << 5;
const FEATURE_STATUS: u64 = 1 << 16;
const LINK_UP: u16 = 1;

/// A network card.
pub(crate) struct Net {
    address: [u8; 6],
    port: Box<dyn Port>,
    /// A frame for which the driver has no room yet.
    kept: Option<Vec<u8>>,
    frame: Vec<u8>,
}

impl Net {
    /// A card with a hardware address, plugged in.
    pub(crate) fn new(address: [u8; 6], port: Box<dyn Port>) -> Self {
        Self { address, port, kept: None, frame: vec![0; LONGEST] }
    }

    fn send(&mut self, access: &mut Access) -> Result<(), Broken> {
        while let Some(chain) = access.pop(SEND)? {
            if let Some(bytes) = chain.readable().checked_sub(HEADER).filter(|bytes| *bytes <= LONGEST) {
                let frame = &mut self.frame[..bytes];
                chain.read(access.context.memory(), HEADER, frame)?;
                self.port.send(frame, access.context);
            }
            access.push(SEND, &chain, 0)?;
        }
        Ok(())
    }

    fn receive(&mut self, access: &mut Access) -> Result<(), Broken> {
        while let Some(frame) = self.kept.take().or_else(|| self.port.receive()) {
            let Some(chain) = access.pop(RECEIVE)? else {
                self.kept = Some(frame);
                break;
            };
            let mut header = [0; HEADER];
            header[BUFFERS] = 1;
            // A frame that a buffer is too short for is lost; the driver
            // gets the buffer back, empty.
            let fits = chain.writable() >= HEADER + frame.len();
            if fits {
                chain.write(access.context.memory(), 0, &header)?;
                chain.write(access.context.memory(), HEADER, &frame)?;
            }
            access.push(RECEIVE, &chain, if fits { HEADER + frame.len() } else { 0 })?;
        }
        Ok(())
    }
}

impl Kind for Net {
    fn id(&self) -> u32 {
        1
    }

    fn features(&self) -> u64 {
        FEATURE_ADDRESS | FEATURE_STATUS
    }

    fn queues(&self) -> usize {
        2
    }

    fn config(&self) -> Vec<u8> {
        let mut config = self.address.to_vec();
        config.extend(LINK_UP.to_le_bytes());
        config
    }

    fn serve(&mut self, index: usize, access: &mut Access) -> Result<(), Broken> {
        if index == SEND { self.send(access) } else { self.receive(access) }
    }

    fn poll(&mut self, access: &mut Access) -> Result<(), Broken> {
        self.send(access)?;
        self.receive(access)
    }

    /// Frames on their way are lost, as they may be on any network.
    fn save(&self) -> Option<Vec<u8>> {
        crate::devices::pack(&self.address)
    }

    fn restore(&mut self, saved: &[u8]) -> Option<()> {
        // The driver knows its address and will not ask again.
        self.address = crate::devices::unpack(saved)?;
        self.kept = None;
        Some(())
    }
}
