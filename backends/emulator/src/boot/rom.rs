//! The reset vector: what QEMU's `virt` has at its first address.

use isa::Revision;

use crate::error::Error;

/// OpenSBI's `struct fw_dynamic_info`.
const FW_DYNAMIC_MAGIC: u64 = 0x4942_534f;
const FW_DYNAMIC_VERSION: u64 = 2;
const FW_DYNAMIC_SUPERVISOR: u64 = 1;

/// Code that hands over the hart's number in a0, the device tree in a1 and
/// `fw_dynamic_info` in a2; then its data.
pub(crate) fn build<R: Revision>(start: u64, tree: u64, kernel: u64) -> Result<Vec<u8>, Error> {
    let hart_id = R::CSRS.iter().find(|(name, _)| *name == "mhartid");
    let (_, hart_id) = hart_id.ok_or_else(|| Error::Missing("CSR mhartid".to_string()))?;
    let wide = R::XLEN == 64;
    let code: [u32; 6] = [
        0x0000_0297,                                  // auipc t0, 0
        0x0282_8613,                                  // addi a2, t0, 0x28
        u32::from(*hart_id) << 20 | 0x2573,           // csrr a0, mhartid
        if wide { 0x0202_b583 } else { 0x0202_a583 }, // ld/lw a1, 0x20(t0)
        if wide { 0x0182_b283 } else { 0x0182_a283 }, // ld/lw t0, 0x18(t0)
        0x0002_8067,                                  // jr t0
    ];
    let mut rom: Vec<u8> = code.iter().flat_map(|word| word.to_le_bytes()).collect();
    for word in [start, tree] {
        rom.extend(word.to_le_bytes());
    }
    let info = [FW_DYNAMIC_MAGIC, FW_DYNAMIC_VERSION, kernel, FW_DYNAMIC_SUPERVISOR, 0, 0];
    for word in info {
        // Its fields are `unsigned long`.
        rom.extend_from_slice(word.to_le_bytes().get(..R::XLEN as usize / 8).unwrap_or_default());
    }
    Ok(rom)
}
