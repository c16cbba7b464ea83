//! A 16550 UART that sends at once.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// Bytes that the receiver holds.
const FIFO: usize = 16;

const LCR_DLAB: u8 = 0x80;
const IER_RECEIVED: u8 = 1;
const IER_EMPTY: u8 = 2;
const IIR_NONE: u8 = 1;
const IIR_EMPTY: u8 = 2;
const IIR_RECEIVED: u8 = 4;
const IIR_FIFO: u8 = 0xc0;
const FCR_ENABLE: u8 = 1;
const FCR_CLEAR_RECEIVED: u8 = 2;
const LSR_RECEIVED: u8 = 1;
/// Transmitter empty, and all of it sent.
const LSR_EMPTY: u8 = 0x60;
const MCR_LOOP: u8 = 0x10;
/// Carrier, data set ready, clear to send.
const MSR_READY: u8 = 0xb0;

/// A 16550 UART.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Uart {
    received: VecDeque<u8>,
    sent: Vec<u8>,
    ier: u8,
    lcr: u8,
    mcr: u8,
    scratch: u8,
    divisor: [u8; 2],
    fifo: bool,
    /// The transmitter became empty and nobody has been told.
    empty_pending: bool,
}

impl Uart {
    /// Whether the receiver takes another byte.
    pub(crate) fn has_room(&self) -> bool {
        self.received.len() < FIFO
    }

    /// Whether a received byte would raise an interrupt.
    pub(crate) fn listens(&self) -> bool {
        self.ier & IER_RECEIVED != 0
    }

    /// Receives a byte.
    pub(crate) fn receive(&mut self, byte: u8) {
        self.received.push_back(byte);
    }

    /// Sends what does not come through its registers.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.sent.extend_from_slice(bytes);
    }

    /// Takes what has been sent.
    pub(crate) fn take_sent(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.sent)
    }

    /// State of the interrupt line.
    pub(crate) fn interrupt(&self) -> bool {
        self.cause() != IIR_NONE
    }

    fn cause(&self) -> u8 {
        if self.ier & IER_RECEIVED != 0 && !self.received.is_empty() {
            IIR_RECEIVED
        } else if self.ier & IER_EMPTY != 0 && self.empty_pending {
            IIR_EMPTY
        } else {
            IIR_NONE
        }
    }

    /// Reads a register.
    pub(crate) fn read(&mut self, offset: u64) -> u8 {
        let latch = self.lcr & LCR_DLAB != 0;
        match offset {
            0 | 1 if latch => self.divisor[offset as usize],
            0 => self.received.pop_front().unwrap_or(0),
            1 => self.ier,
            2 => {
                let cause = self.cause();
                if cause == IIR_EMPTY {
                    self.empty_pending = false;
                }
                cause | if self.fifo { IIR_FIFO } else { 0 }
            }
            3 => self.lcr,
            4 => self.mcr,
            5 => LSR_EMPTY | if self.received.is_empty() { 0 } else { LSR_RECEIVED },
            6 => self.modem_status(),
            7 => self.scratch,
            _ => 0,
        }
    }

    /// Writes a register.
    pub(crate) fn write(&mut self, offset: u64, value: u8) {
        let latch = self.lcr & LCR_DLAB != 0;
        match offset {
            0 | 1 if latch => self.divisor[offset as usize] = value,
            0 if self.mcr & MCR_LOOP != 0 => self.received.push_back(value),
            0 => {
                self.sent.push(value);
                self.empty_pending = true;
            }
            1 => {
                self.empty_pending |= value & !self.ier & IER_EMPTY != 0;
                self.ier = value & 0xf;
            }
            2 => {
                self.fifo = value & FCR_ENABLE != 0;
                if value & FCR_CLEAR_RECEIVED != 0 {
                    self.received.clear();
                }
            }
            3 => self.lcr = value,
            4 => self.mcr = value & 0x1f,
            7 => self.scratch = value,
            _ => {}
        }
    }

    /// In loopback the outputs DTR, RTS, OUT1 and OUT2 come back as inputs.
    fn modem_status(&self) -> u8 {
        if self.mcr & MCR_LOOP == 0 {
            return MSR_READY;
        }
        let (dtr, rts) = (self.mcr & 1, self.mcr >> 1 & 1);
        (self.mcr & 0xc) << 4 | dtr << 5 | rts << 4
    }
}
