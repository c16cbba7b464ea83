//! A console of one port.

use super::queue::Broken;
use super::{Access, Kind};
use alloc::vec;
use alloc::vec::Vec;

const RECEIVE: usize = 0;
const SEND: usize = 1;
/// Bytes that are moved at once.
const PIECE: usize = 256;

/// The guest's console, as a virtio device.
#[derive(Debug)]
pub(crate) struct Console {
    piece: Vec<u8>,
}

impl Console {
    /// A console.
    pub(crate) fn new() -> Self {
        Self { piece: vec![0; PIECE] }
    }

    fn send(&mut self, access: &mut Access) -> Result<(), Broken> {
        while let Some(chain) = access.pop(SEND)? {
            let bytes = chain.readable();
            for offset in (0..bytes).step_by(PIECE) {
                let piece = &mut self.piece[..PIECE.min(bytes - offset)];
                chain.read(access.context.memory(), offset, piece)?;
                piece.iter().for_each(|byte| access.context.put(*byte));
            }
            access.push(SEND, &chain, 0)?;
        }
        Ok(())
    }

    fn receive(&mut self, access: &mut Access) -> Result<(), Broken> {
        while let Some(chain) = access.pop(RECEIVE)? {
            let room = chain.writable().min(PIECE);
            let mut there = 0;
            while there < room {
                let Some(byte) = access.context.get() else { break };
                self.piece[there] = byte;
                there += 1;
            }
            if there == 0 {
                access.unpop(RECEIVE);
                break;
            }
            chain.write(access.context.memory(), 0, &self.piece[..there])?;
            access.push(RECEIVE, &chain, there)?;
        }
        Ok(())
    }
}

impl Kind for Console {
    fn id(&self) -> u32 {
        3
    }

    fn features(&self) -> u64 {
        0
    }

    fn queues(&self) -> usize {
        2
    }

    fn config(&self) -> Vec<u8> {
        Vec::new()
    }

    fn serve(&mut self, index: usize, access: &mut Access) -> Result<(), Broken> {
        if index == SEND { self.send(access) } else { self.receive(access) }
    }

    fn poll(&mut self, access: &mut Access) -> Result<(), Broken> {
        self.send(access)?;
        self.receive(access)
    }

    fn save(&self) -> Option<Vec<u8>> {
        Some(Vec::new())
    }

    fn restore(&mut self, saved: &[u8]) -> Option<()> {
        saved.is_empty().then_some(())
    }
}
