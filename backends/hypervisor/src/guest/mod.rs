//! What the guest sees: SBI calls and a UART.

pub mod sbi;
pub mod uart;
