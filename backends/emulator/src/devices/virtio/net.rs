//! A network card.

use super::queue::Broken;
use super::{Access, Device, Saved};
use crate::net::Link;

/// Bytes before each frame, which say what a card could do for the driver.
/// This one does nothing of it.
const HEADER: usize = 12;
/// Offset in the header of the number of buffers that a frame takes.
const BUFFERS: usize = 10;
/// Bytes of the longest frame that a card takes.
const LONGEST: usize = 1514;

const RECEIVE: usize = 0;
const SEND: usize = 1;

const FEATURE_ADDRESS: u64 = 1 << 5;
const FEATURE_STATUS: u64 = 1 << 16;
const LINK_UP: u16 = 1;

/// A network card.
pub(crate) struct Net {
    address: [u8; 6],
    link: Box<dyn Link>,
    /// A frame for which the driver has no room yet.
    kept: Option<Vec<u8>>,
}

impl Net {
    /// A card with a hardware address.
    pub(crate) fn new(address: [u8; 6], link: Box<dyn Link>) -> Self {
        Self { address, link, kept: None }
    }

    fn send(&mut self, access: &mut Access) -> Result<(), Broken> {
        while let Some(chain) = access.pop(SEND)? {
            let bytes = chain.read_all(&access.dma);
            if let Some(frame) = bytes.get(HEADER..).filter(|frame| frame.len() <= LONGEST) {
                self.link.send(frame);
            }
            access.push(SEND, &chain, 0)?;
        }
        Ok(())
    }

    fn receive(&mut self, access: &mut Access) -> Result<(), Broken> {
        while let Some(frame) = self.kept.take().or_else(|| self.link.receive()) {
            let Some(chain) = access.pop(RECEIVE)? else {
                self.kept = Some(frame);
                break;
            };
            let mut bytes = vec![0; HEADER];
            bytes[BUFFERS] = 1;
            bytes.extend(frame);
            let written = chain.write_all(&mut access.dma, &bytes);
            access.push(RECEIVE, &chain, written)?;
        }
        Ok(())
    }
}

impl Device for Net {
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

    fn save(&mut self) -> Result<Saved, String> {
        let mut bytes = Vec::new();
        ciborium::into_writer(&(self.link.save()?, &self.kept), &mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes)
    }

    fn restore(&mut self, saved: &Saved) -> Option<()> {
        let (link, kept): (Vec<u8>, Option<Vec<u8>>) = ciborium::from_reader(&**saved).ok()?;
        self.link.restore(&link)?;
        self.kept = kept;
        Some(())
    }

    fn serve(&mut self, index: usize, access: &mut Access) -> Result<(), Broken> {
        if index == SEND {
            self.send(access)?;
        }
        self.poll(access)
    }

    fn poll(&mut self, access: &mut Access) -> Result<(), Broken> {
        self.link.poll(access.now);
        self.receive(access)
    }

    fn is_waiting(&self) -> bool {
        self.link.is_waiting()
    }
}
