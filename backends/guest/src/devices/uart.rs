//! A 16550 UART on the guest's console. It sends at once.

use crate::{Context, Device, Host};
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// Bytes that the receiver holds.
const FIFO: usize = 16;

// Registers, by offset; two have another meaning while LINE_LATCH is set.
const DATA: u64 = 0;
const INTERRUPT_ENABLE: u64 = 1;
const INTERRUPT_STATUS: u64 = 2;
const LINE_CONTROL: u64 = 3;
const MODEM_CONTROL: u64 = 4;
const LINE_STATUS: u64 = 5;
const MODEM_STATUS: u64 = 6;
const SCRATCH: u64 = 7;

const LINE_LATCH: u8 = 0x80;
const ENABLE_RECEIVED: u8 = 1;
const ENABLE_EMPTY: u8 = 2;
const STATUS_NONE: u8 = 1;
const STATUS_EMPTY: u8 = 2;
const STATUS_RECEIVED: u8 = 4;
const STATUS_FIFO: u8 = 0xc0;
const FIFO_ENABLE: u8 = 1;
const FIFO_CLEAR_RECEIVED: u8 = 2;
const LINE_RECEIVED: u8 = 1;
/// Transmitter empty, and all of it sent.
const LINE_EMPTY: u8 = 0x60;
const MODEM_LOOP: u8 = 0x10;
/// Carrier, data set ready, clear to send.
const MODEM_READY: u8 = 0xb0;

/// A 16550 UART.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Uart {
    received: VecDeque<u8>,
    divisor: [u8; 2],
    enable: u8,
    line_control: u8,
    modem_control: u8,
    scratch: u8,
    fifo: bool,
    /// The transmitter became empty and nobody has been told.
    empty_pending: bool,
}

impl Uart {
    fn cause(&self) -> u8 {
        if self.enable & ENABLE_RECEIVED != 0 && !self.received.is_empty() {
            STATUS_RECEIVED
        } else if self.enable & ENABLE_EMPTY != 0 && self.empty_pending {
            STATUS_EMPTY
        } else {
            STATUS_NONE
        }
    }

    /// Takes what waits at the console, as far as there is room.
    #[inline(never)]
    fn fill(&mut self, host: &dyn Host) {
        while self.received.len() < FIFO {
            let Some(byte) = host.get() else { break };
            self.received.push_back(byte);
        }
    }

    #[inline(never)]
    fn send(&mut self, byte: u8, host: &dyn Host) {
        if self.modem_control & MODEM_LOOP == 0 {
            host.put(byte);
            self.empty_pending = true;
        } else if self.received.len() < FIFO {
            self.received.push_back(byte);
        }
    }

    fn is_latched(&self) -> bool {
        self.line_control & LINE_LATCH != 0
    }

    /// Reads one of the two registers that tell of what was received, apart
    /// from the others: they need the console.
    #[inline(never)]
    fn load_received(&mut self, offset: u64, host: &dyn Host) -> (u64, bool) {
        let value = match offset {
            DATA if self.is_latched() => self.divisor[0],
            DATA => {
                self.fill(host);
                self.received.pop_front().unwrap_or(0)
            }
            _ => {
                self.fill(host);
                LINE_EMPTY | if self.received.is_empty() { 0 } else { LINE_RECEIVED }
            }
        };
        (value.into(), self.interrupt())
    }

    #[inline(never)]
    fn store_data(&mut self, value: u8, host: &dyn Host) -> bool {
        self.send(value, host);
        self.interrupt()
    }

    /// Reads any other register.
    #[inline(always)]
    fn register(&mut self, offset: u64) -> u8 {
        match offset {
            INTERRUPT_ENABLE if self.is_latched() => self.divisor[1],
            INTERRUPT_ENABLE => self.enable,
            INTERRUPT_STATUS => {
                let cause = self.cause();
                if cause == STATUS_EMPTY {
                    self.empty_pending = false;
                }
                cause | if self.fifo { STATUS_FIFO } else { 0 }
            }
            LINE_CONTROL => self.line_control,
            MODEM_CONTROL => self.modem_control,
            MODEM_STATUS => self.modem_status(),
            SCRATCH => self.scratch,
            _ => 0,
        }
    }

    /// Writes a register; what is sent has its own way.
    #[inline(always)]
    fn set_register(&mut self, offset: u64, value: u8) {
        match offset {
            DATA => self.divisor[0] = value,
            INTERRUPT_ENABLE if self.is_latched() => self.divisor[1] = value,
            INTERRUPT_ENABLE => {
                self.empty_pending |= value & !self.enable & ENABLE_EMPTY != 0;
                self.enable = value & 0xf;
            }
            INTERRUPT_STATUS => {
                self.fifo = value & FIFO_ENABLE != 0;
                if value & FIFO_CLEAR_RECEIVED != 0 {
                    self.received.clear();
                }
            }
            LINE_CONTROL => self.line_control = value,
            MODEM_CONTROL => self.modem_control = value & 0x1f,
            SCRATCH => self.scratch = value,
            _ => {}
        }
    }

    /// In loopback the outputs DTR, RTS, OUT1 and OUT2 come back as inputs.
    fn modem_status(&self) -> u8 {
        if self.modem_control & MODEM_LOOP == 0 {
            return MODEM_READY;
        }
        let (dtr, rts) = (self.modem_control & 1, self.modem_control >> 1 & 1);
        (self.modem_control & 0xc) << 4 | dtr << 5 | rts << 4
    }
}

impl Device for Uart {
    /// Each register is a byte, whatever the access.
    fn read(&mut self, offset: u64, bytes: u32, context: Context<'_>) -> u64 {
        self.load(offset, bytes, context).0
    }

    fn write(&mut self, offset: u64, bytes: u32, value: u64, context: Context<'_>) {
        self.store(offset, bytes, value, context);
    }

    fn load(&mut self, offset: u64, _: u32, context: Context<'_>) -> (u64, bool) {
        match offset {
            DATA | LINE_STATUS => self.load_received(offset, context),
            _ => (self.register(offset).into(), self.interrupt()),
        }
    }

    fn store(&mut self, offset: u64, _: u32, value: u64, context: Context<'_>) -> bool {
        if offset == DATA && !self.is_latched() {
            return self.store_data(value as u8, context);
        }
        self.set_register(offset, value as u8);
        self.interrupt()
    }

    fn interrupt(&self) -> bool {
        self.cause() != STATUS_NONE
    }

    fn poll(&mut self, context: Context<'_>) {
        self.fill(context);
    }

    fn save(&self) -> Option<Vec<u8>> {
        super::pack(self)
    }

    fn restore(&mut self, saved: &[u8]) -> Option<()> {
        let uart: Self = super::unpack(saved)?;
        (uart.received.len() <= FIFO).then(|| *self = uart)
    }

    fn reset(&mut self, _: bool) {
        *self = Self::default();
    }
}
