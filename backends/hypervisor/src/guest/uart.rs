//! The guest's UART, a 16550 where the `virt` machine has it. It raises no
//! interrupts and sends at once.

use crate::host;

const START: u64 = 0x1000_0000;
const BYTES: u64 = 0x100;

// Registers, by offset; two have another meaning while LINE_LATCH is set.
const DATA: u64 = 0;
const INTERRUPT_ENABLE: u64 = 1;
const INTERRUPT_STATUS: u64 = 2;
const LINE_CONTROL: u64 = 3;
const MODEM_CONTROL: u64 = 4;
const LINE_STATUS: u64 = 5;
const MODEM_STATUS: u64 = 6;
const SCRATCH: u64 = 7;

const LINE_LATCH: u8 = 1 << 7;
const FIFO_ENABLE: u8 = 1 << 0;
const STATUS_NO_INTERRUPT: u8 = 1 << 0;
const STATUS_FIFO: u8 = 3 << 6;
const LINE_DATA_READY: u8 = 1 << 0;
const LINE_IDLE: u8 = 3 << 5;
/// Carrier, data set ready, clear to send.
const MODEM_CONNECTED: u8 = 0xb0;

/// State of the UART, and of the console line that it shares with SBI.
#[derive(Debug, Default)]
pub struct Uart {
    received: Option<u8>,
    divisor: [u8; 2],
    interrupt_enable: u8,
    fifo: bool,
    line_control: u8,
    modem_control: u8,
    scratch: u8,
    in_line: bool,
}

impl Uart {
    /// Whether `gpa` is a register of the UART.
    pub fn contains(gpa: u64) -> bool {
        (START..START + BYTES).contains(&gpa)
    }

    /// Sends a byte to the console.
    pub fn put(&mut self, byte: u8) {
        self.in_line = byte != b'\n';
        host::put(byte);
    }

    /// A byte from the console, if there is one.
    pub fn get(&mut self) -> Option<u8> {
        self.received.take().or_else(host::get)
    }

    /// Ends the line on the console, if the guest left one open.
    pub fn end_line(&mut self) {
        if self.in_line {
            self.put(b'\n');
        }
    }

    /// What a load from `gpa` returns, whatever its width: one register.
    pub fn read(&mut self, gpa: u64) -> u64 {
        let latch = self.line_control & LINE_LATCH != 0;
        let value = match gpa - START {
            register @ (DATA | INTERRUPT_ENABLE) if latch => self.divisor[register as usize],
            DATA => self.get().unwrap_or(0),
            INTERRUPT_ENABLE => self.interrupt_enable,
            INTERRUPT_STATUS if self.fifo => STATUS_NO_INTERRUPT | STATUS_FIFO,
            INTERRUPT_STATUS => STATUS_NO_INTERRUPT,
            LINE_CONTROL => self.line_control,
            MODEM_CONTROL => self.modem_control,
            LINE_STATUS => {
                self.received = self.get();
                LINE_IDLE | if self.received.is_some() { LINE_DATA_READY } else { 0 }
            }
            MODEM_STATUS => MODEM_CONNECTED,
            SCRATCH => self.scratch,
            _ => 0,
        };
        value.into()
    }

    /// What a store to `gpa` does, whatever its width: its low byte counts.
    pub fn write(&mut self, gpa: u64, value: u64) {
        let value = value as u8;
        let latch = self.line_control & LINE_LATCH != 0;
        match gpa - START {
            register @ (DATA | INTERRUPT_ENABLE) if latch => self.divisor[register as usize] = value,
            DATA => self.put(value),
            INTERRUPT_ENABLE => self.interrupt_enable = value & 0xf,
            INTERRUPT_STATUS => self.fifo = value & FIFO_ENABLE != 0,
            LINE_CONTROL => self.line_control = value,
            MODEM_CONTROL => self.modem_control = value & 0x1f,
            SCRATCH => self.scratch = value,
            _ => {}
        }
    }
}
