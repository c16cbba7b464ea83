//! A console: one port, of which one queue is what was typed and the other
//! what is shown.

use std::collections::VecDeque;
use std::fs::File;
use std::io::Write as _;

use super::queue::Broken;
use super::{Access, Device, Saved};

const TYPED: usize = 0;
const SHOWN: usize = 1;
/// Bytes that are given to the driver at once.
const PIECE: usize = 256;

/// Where a port leads.
#[derive(Debug)]
pub enum Port {
    /// To the terminal of the machine, in place of the UART.
    Terminal,
    /// Into a file.
    File(File),
    /// To nowhere.
    Nowhere,
}

/// The two directions between a console and the machine's terminal.
#[derive(Default)]
pub(crate) struct Line {
    /// Typed, and not yet taken by the driver.
    pub typed: VecDeque<u8>,
    /// Shown by the driver, and not yet written.
    pub shown: Vec<u8>,
}

/// A console.
pub(crate) struct Console {
    port: Port,
    line: Line,
}

impl Console {
    /// A console whose port leads somewhere.
    pub(crate) fn new(port: Port) -> Self {
        Self { port, line: Line::default() }
    }

    fn show(&mut self, bytes: &[u8]) {
        match &mut self.port {
            Port::Terminal => self.line.shown.extend(bytes),
            // A full disk must not stop the guest.
            Port::File(file) => drop(file.write_all(bytes)),
            Port::Nowhere => {}
        }
    }
}

impl Device for Console {
    fn id(&self) -> u32 {
        3
    }

    fn queues(&self) -> usize {
        2
    }

    /// Columns, rows, and ports: none of it is offered.
    fn config(&self) -> Vec<u8> {
        vec![0; 8]
    }

    fn line(&mut self) -> Option<&mut Line> {
        matches!(self.port, Port::Terminal).then_some(&mut self.line)
    }

    fn save(&mut self) -> Result<Saved, String> {
        Ok(self.line.typed.iter().copied().collect())
    }

    fn restore(&mut self, saved: &Saved) -> Option<()> {
        self.line.typed = saved.iter().copied().collect();
        Some(())
    }

    fn serve(&mut self, index: usize, access: &mut Access) -> Result<(), Broken> {
        if index != SHOWN {
            return self.poll(access);
        }
        while let Some(chain) = access.pop(SHOWN)? {
            let bytes = chain.read_all(&access.dma);
            self.show(&bytes);
            access.push(SHOWN, &chain, 0)?;
        }
        Ok(())
    }

    fn poll(&mut self, access: &mut Access) -> Result<(), Broken> {
        while !self.line.typed.is_empty() {
            let Some(chain) = access.pop(TYPED)? else { break };
            let piece: Vec<u8> = self.line.typed.iter().copied().take(PIECE).collect();
            let written = chain.write_all(&mut access.dma, &piece);
            self.line.typed.drain(..written as usize);
            access.push(TYPED, &chain, written)?;
        }
        Ok(())
    }
}
