//! What physical addresses lead to.

use isa::Inputs;

use crate::clock::Clock;
use crate::config::Device;
use crate::devices::htif::HostWords;
use crate::devices::virtio::console::Line;
use crate::devices::virtio::dma::Dma;
use crate::devices::virtio::{self, Transport};
use crate::devices::{Clint, Plic, Rtc, Uart, finisher};
use crate::error::Error;
use crate::layout::{CLINT, FINISHER, PLIC, ROM, RTC, UART, UART_SOURCE, VIRTIO, VIRTIO_SLOTS, VIRTIO_SOURCE};
use crate::memory::{Ram, WATCHED};
use crate::outcome::Exit;

/// RAM, ROM and devices.
pub(crate) struct Bus {
    /// RAM.
    pub ram: Ram,
    /// What lies at the reset vector.
    pub rom: Vec<u8>,
    /// The platform's timer.
    pub clock: Clock,
    /// Software and timer interrupts.
    pub clint: Clint,
    /// External interrupts.
    pub plic: Plic,
    /// Console.
    pub uart: Uart,
    /// Calendar time.
    pub rtc: Rtc,
    /// Slots for virtio devices.
    pub virtio: [Transport; VIRTIO_SLOTS],
    /// By which the program talks to whoever runs it, if it does.
    pub host_words: Option<HostWords>,
    /// What devices wrote to RAM and no hart knows of yet: offset and length.
    pub written: Vec<(usize, usize)>,
    /// Set when the guest ends the run.
    pub exit: Option<Exit>,
}

impl Bus {
    /// A machine without images.
    pub(crate) fn new(ram: Ram, clock: Clock, harts: usize) -> Self {
        Self {
            ram,
            rom: Vec::new(),
            rtc: Rtc::new(clock.is_wall()),
            clock,
            clint: Clint::new(harts),
            plic: Plic::new(harts),
            uart: Uart::default(),
            virtio: Default::default(),
            host_words: None,
            written: Vec::new(),
            exit: None,
        }
    }

    /// Puts a device into its slot.
    pub(crate) fn plug(&mut self, device: Device) -> Result<(), Error> {
        let slot = device.slot.or_else(|| self.virtio.iter().rposition(Transport::is_empty));
        let place = slot.and_then(|slot| self.virtio.get_mut(slot)).filter(|place| place.is_empty());
        *place.ok_or(Error::Slot(device.slot))? = Transport::new(virtio::make(device.kind)?);
        Ok(())
    }

    /// Reads from outside RAM; `None` if nothing answers. The clock must be
    /// up to date.
    pub(crate) fn read(&mut self, pa: u64, bytes: u32) -> Option<u64> {
        if let Some(offset) = ROM.offset(pa, bytes) {
            return Some(self.read_rom(offset as usize, bytes));
        }
        if let Some(offset) = UART.offset(pa, bytes) {
            let value = self.uart.read(offset);
            self.update_lines();
            return Some(u64::from(value));
        }
        if let Some(offset) = CLINT.offset(pa, bytes) {
            return self.clint.read(offset, bytes, &mut self.clock);
        }
        if let Some(offset) = PLIC.offset(pa, bytes) {
            return Some(u64::from(self.plic.read(offset)));
        }
        if let Some(offset) = RTC.offset(pa, bytes) {
            return Some(u64::from(self.rtc.read(offset, self.clock.time())));
        }
        if let Some((slot, offset)) = virtio_slot(pa, bytes) {
            return Some(self.virtio[slot].read(offset, bytes));
        }
        FINISHER.offset(pa, bytes).map(|_| 0)
    }

    /// Writes outside RAM; `None` if nothing answers.
    pub(crate) fn write(&mut self, pa: u64, bytes: u32, value: u64) -> Option<()> {
        if let Some(offset) = UART.offset(pa, bytes) {
            self.uart.write(offset, value as u8);
            self.update_lines();
        } else if let Some(offset) = CLINT.offset(pa, bytes) {
            self.clint.write(offset, bytes, value, &mut self.clock)?;
        } else if let Some(offset) = PLIC.offset(pa, bytes) {
            self.plic.write(offset, value as u32);
        } else if let Some(offset) = FINISHER.offset(pa, bytes) {
            self.exit = self.exit.or(finisher::written(offset, value as u32));
        } else if let Some((slot, offset)) = virtio_slot(pa, bytes) {
            self.with_virtio(slot, |transport, dma, now| transport.write(offset, value as u32, dma, now));
        } else {
            RTC.offset(pa, bytes)?;
        }
        Some(())
    }

    /// Marks the page where the program talks to whoever runs it.
    pub(crate) fn watch_host_words(&mut self) {
        if let Some(words) = self.host_words {
            self.ram.mark(words.tohost(), WATCHED);
        }
    }

    /// A store to a watched page: does what the program asks of whoever runs
    /// it; true if it asks for anything.
    pub(crate) fn answer_program(&mut self, offset: usize, bytes: u32) -> bool {
        let said = self.host_words.filter(|words| words.is_said(&self.ram, offset, bytes));
        if let Some(words) = said {
            self.exit = self.exit.or(words.answer(&mut self.ram, &mut self.uart));
        }
        said.is_some()
    }

    /// Does what the program asked for and has not been done yet.
    pub(crate) fn hear_program(&mut self) {
        if let Some(words) = &mut self.host_words {
            self.exit = self.exit.or(words.hear(&mut self.ram, &mut self.uart));
        }
    }

    /// Tells the interrupt controller what the UART's line is.
    pub(crate) fn update_lines(&mut self) {
        self.plic.set_line(UART_SOURCE, self.uart.interrupt());
    }

    /// Lets devices look at the world outside; true if one of them has news.
    pub(crate) fn poll_devices(&mut self) -> bool {
        let mut news = false;
        for slot in 0..VIRTIO_SLOTS {
            if !self.virtio[slot].is_empty() {
                let before = self.virtio[slot].interrupt();
                self.with_virtio(slot, Transport::poll);
                news |= !before && self.virtio[slot].interrupt();
            }
        }
        news
    }

    /// The line of a console that leads to the machine's terminal, if one does.
    pub(crate) fn console_line(&mut self) -> Option<&mut Line> {
        self.virtio.iter_mut().find_map(Transport::line)
    }

    /// Whether the world outside may still answer a device.
    pub(crate) fn is_waiting(&self) -> bool {
        self.virtio.iter().any(Transport::is_waiting)
    }

    fn with_virtio(&mut self, slot: usize, what: impl FnOnce(&mut Transport, Dma, u64)) {
        let now = Clock::duration(self.clock.time()).as_nanos() as u64;
        let transport = &mut self.virtio[slot];
        what(transport, Dma::new(&mut self.ram, &mut self.written), now);
        self.plic.set_line(VIRTIO_SOURCE + slot as u32, transport.interrupt());
    }

    /// What the platform tells a hart.
    #[inline]
    pub(crate) fn inputs(&mut self, hart: usize) -> Inputs {
        let mtime = self.clock.time();
        Inputs {
            msip: self.clint.msip(hart),
            mtip: mtime >= self.clint.deadline(hart),
            meip: self.plic.pending(hart * 2),
            seip: self.plic.pending(hart * 2 + 1),
            hgeip: 0,
            mtime,
        }
    }

    fn read_rom(&self, offset: usize, bytes: u32) -> u64 {
        let rest = self.rom.get(offset..).unwrap_or_default();
        rest.iter().take(bytes as usize).rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
    }
}

/// The slot that an address belongs to, and the offset in it.
fn virtio_slot(pa: u64, bytes: u32) -> Option<(usize, u64)> {
    let offset = pa.checked_sub(VIRTIO.base)?;
    let (slot, offset) = (offset / VIRTIO.bytes, offset % VIRTIO.bytes);
    let inside = slot < VIRTIO_SLOTS as u64 && u64::from(bytes) <= VIRTIO.bytes - offset;
    inside.then_some((slot as usize, offset))
}
