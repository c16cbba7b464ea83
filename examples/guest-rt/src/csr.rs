//! Registers of S-mode, by name.

/// `read_csr!(name)`: the value of an S-mode register.
#[macro_export]
macro_rules! read_csr {
    ($name:ident) => {{
        let value: u64;
        // SAFETY: reading a register of S-mode changes nothing.
        unsafe {
            core::arch::asm!(concat!("csrr {}, ", stringify!($name)), out(reg) value,
                options(nostack))
        };
        value
    }};
}

/// `write_csr!(name, value)`: writes an S-mode register.
#[macro_export]
macro_rules! write_csr {
    ($name:ident, $value:expr) => {{
        let value: u64 = $value;
        // SAFETY: the guest owns its registers; what the write does to
        // translation or interrupts is the caller's intent.
        unsafe {
            core::arch::asm!(concat!("csrw ", stringify!($name), ", {}"), in(reg) value,
                options(nostack))
        };
    }};
}

/// `set_csr!(name, mask)`: sets bits of an S-mode register.
#[macro_export]
macro_rules! set_csr {
    ($name:ident, $mask:expr) => {{
        let mask: u64 = $mask;
        // SAFETY: as for `write_csr!`.
        unsafe {
            core::arch::asm!(concat!("csrs ", stringify!($name), ", {}"), in(reg) mask,
                options(nostack))
        };
    }};
}

/// `clear_csr!(name, mask)`: clears bits of an S-mode register.
#[macro_export]
macro_rules! clear_csr {
    ($name:ident, $mask:expr) => {{
        let mask: u64 = $mask;
        // SAFETY: as for `write_csr!`.
        unsafe {
            core::arch::asm!(concat!("csrc ", stringify!($name), ", {}"), in(reg) mask,
                options(nostack))
        };
    }};
}

/// `sstatus.SIE`: interrupts are on.
pub const SSTATUS_SIE: u64 = 1 << 1;
/// `sstatus.SPP`: the trap came from S-mode.
pub const SSTATUS_SPP: u64 = 1 << 8;
/// Software interrupt, in `sie` and `sip`.
pub const SSI: u64 = 1 << 1;
/// Timer interrupt, in `sie`.
pub const STI: u64 = 1 << 5;

/// Waits for an interrupt.
pub fn wait() {
    // SAFETY: WFI changes no state.
    unsafe { core::arch::asm!("wfi", options(nostack)) }
}

/// The time.
pub fn time() -> u64 {
    read_csr!(time)
}
