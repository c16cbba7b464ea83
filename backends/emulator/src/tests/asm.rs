//! Encodings of the double's instructions.

pub const fn lui(rd: u32, imm: u32) -> u32 {
    imm & 0xffff_f000 | rd << 7 | 0x37
}
pub const fn addi(rd: u32, rs1: u32, imm: i32) -> u32 {
    (imm as u32) << 20 | rs1 << 15 | rd << 7 | 0x13
}
pub const fn add(rd: u32, rs1: u32, rs2: u32) -> u32 {
    rs2 << 20 | rs1 << 15 | rd << 7 | 0x33
}
pub const fn xor(rd: u32, rs1: u32, rs2: u32) -> u32 {
    rs2 << 20 | rs1 << 15 | 4 << 12 | rd << 7 | 0x33
}
pub const fn ld(rd: u32, rs1: u32, imm: i32) -> u32 {
    (imm as u32) << 20 | rs1 << 15 | 3 << 12 | rd << 7 | 0x03
}
pub const fn lw(rd: u32, rs1: u32, imm: i32) -> u32 {
    (imm as u32) << 20 | rs1 << 15 | 2 << 12 | rd << 7 | 0x03
}
pub const fn lbu(rd: u32, rs1: u32, imm: i32) -> u32 {
    (imm as u32) << 20 | rs1 << 15 | 4 << 12 | rd << 7 | 0x03
}
const fn store(rs2: u32, rs1: u32, imm: i32, f3: u32) -> u32 {
    (imm as u32 >> 5) << 25 | rs2 << 20 | rs1 << 15 | f3 << 12 | (imm as u32 & 31) << 7 | 0x23
}
pub const fn sd(rs2: u32, rs1: u32, imm: i32) -> u32 {
    store(rs2, rs1, imm, 3)
}
pub const fn sw(rs2: u32, rs1: u32, imm: i32) -> u32 {
    store(rs2, rs1, imm, 2)
}
pub const fn sb(rs2: u32, rs1: u32, imm: i32) -> u32 {
    store(rs2, rs1, imm, 0)
}
pub const fn bne(rs1: u32, rs2: u32, imm: i32) -> u32 {
    let i = imm as u32;
    (i >> 12 & 1) << 31 | (i >> 5 & 63) << 25 | rs2 << 20 | rs1 << 15 | 1 << 12 | (i >> 1 & 15) << 8 | (i >> 11 & 1) << 7 | 0x63
}
pub const fn jal(rd: u32, imm: i32) -> u32 {
    let i = imm as u32;
    (i >> 20 & 1) << 31 | (i >> 1 & 0x3ff) << 21 | (i >> 11 & 1) << 20 | (i & 0xff000) | rd << 7 | 0x6f
}
pub const fn csrrw(rd: u32, csr: u16, rs1: u32) -> u32 {
    (csr as u32) << 20 | rs1 << 15 | 1 << 12 | rd << 7 | 0x73
}
pub const fn csrrs(rd: u32, csr: u16, rs1: u32) -> u32 {
    (csr as u32) << 20 | rs1 << 15 | 2 << 12 | rd << 7 | 0x73
}
pub const fn lr(rd: u32, rs1: u32) -> u32 {
    0x02 << 27 | rs1 << 15 | 3 << 12 | rd << 7 | 0x2f
}
pub const fn sc(rd: u32, rs2: u32, rs1: u32) -> u32 {
    0x03 << 27 | rs2 << 20 | rs1 << 15 | 3 << 12 | rd << 7 | 0x2f
}
pub const fn amoadd(rd: u32, rs2: u32, rs1: u32) -> u32 {
    rs2 << 20 | rs1 << 15 | 3 << 12 | rd << 7 | 0x2f
}
pub const fn sfence(rs1: u32, rs2: u32) -> u32 {
    0x09 << 25 | rs2 << 20 | rs1 << 15 | 0x73
}
pub const fn hfence_v(rs1: u32, rs2: u32) -> u32 {
    0x11 << 25 | rs2 << 20 | rs1 << 15 | 0x73
}
pub const fn hfence_g(rs1: u32, rs2: u32) -> u32 {
    0x31 << 25 | rs2 << 20 | rs1 << 15 | 0x73
}
pub const fn hlv(rd: u32, rs1: u32) -> u32 {
    0x36 << 25 | rs1 << 15 | 4 << 12 | rd << 7 | 0x73
}
pub const MRET: u32 = 0x3020_0073;
pub const WFI: u32 = 0x1050_0073;
pub const ECALL: u32 = 0x0000_0073;
pub const NOP: u32 = 0x13;
