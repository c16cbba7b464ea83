//! Arithmetic of generated code on values of a given width, kept zero-extended in `u64`.

/// The low `width` bits set.
#[inline]
pub const fn mask(width: u32) -> u64 {
    if width >= 64 { u64::MAX } else { (1 << width) - 1 }
}

/// Shift left; 0 when the amount is 64 or more. The caller masks to the width.
#[inline]
pub const fn shl(a: u64, by: u64) -> u64 {
    if by < 64 { a << by } else { 0 }
}

/// Logical shift right; 0 when the amount is 64 or more.
#[inline]
pub const fn shr(a: u64, by: u64) -> u64 {
    if by < 64 { a >> by } else { 0 }
}

/// A number of single precision in a register of 64 bits: ones above it.
#[inline]
pub const fn boxed(a: u64) -> u64 {
    a | !mask(32)
}

/// The number of single precision in a register; `nan` if there is none.
#[inline]
pub const fn unboxed(a: u64, nan: u64) -> u64 {
    if a >= !mask(32) { a & mask(32) } else { nan }
}

/// Bit `i`, false beyond 63.
#[inline]
pub const fn bit(a: u64, i: u64) -> bool {
    shr(a, i) & 1 != 0
}

/// The low `from` bits sign-extended to 64.
#[inline]
pub const fn sext(a: u64, from: u32) -> u64 {
    let shift = 64 - from;
    ((a << shift) as i64 >> shift) as u64
}

/// Zeros above the highest bit that is set, of a value of `width` bits.
#[inline]
pub const fn clz(a: u64, width: u32) -> u64 {
    a.leading_zeros() as u64 - (64 - width) as u64
}

/// Zeros below the lowest bit that is set; `width` if there is none.
#[inline]
pub const fn ctz(a: u64, width: u32) -> u64 {
    let zeros = a.trailing_zeros();
    if zeros < width { zeros as u64 } else { width as u64 }
}

/// Bits that are set.
#[inline]
pub const fn cpop(a: u64) -> u64 {
    a.count_ones() as u64
}

/// Bytes in reverse order.
#[inline]
pub const fn rev8(a: u64, width: u32) -> u64 {
    a.swap_bytes() >> (64 - width)
}

/// Each byte that is not 0 becomes all ones.
#[inline]
pub const fn orc_b(a: u64) -> u64 {
    let mut bytes = a.to_le_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] != 0 {
            bytes[i] = u8::MAX;
        }
        i += 1;
    }
    u64::from_le_bytes(bytes)
}

/// Rotation to the left by `by` modulo the width, which is a power of two.
#[inline]
pub const fn rol(a: u64, by: u64, width: u32) -> u64 {
    let by = by as u32 & (width - 1);
    if by == 0 { a } else { (a << by | a >> (width - by)) & mask(width) }
}

/// Rotation to the right by `by` modulo the width, which is a power of two.
#[inline]
pub const fn ror(a: u64, by: u64, width: u32) -> u64 {
    let by = by as u32 & (width - 1);
    if by == 0 { a } else { (a >> by | a << (width - by)) & mask(width) }
}

/// Signed less-than of values of `width` bits.
#[inline]
pub const fn slt(a: u64, b: u64, width: u32) -> bool {
    (sext(a, width) as i64) < (sext(b, width) as i64)
}

/// Arithmetic shift right of a value of `width` bits.
#[inline]
pub const fn sra(a: u64, by: u64, width: u32) -> u64 {
    let by = if by > 63 { 63 } else { by };
    (sext(a, width) as i64 >> by) as u64 & mask(width)
}

/// Upper half of the signed product.
#[inline]
pub const fn mulh(a: u64, b: u64, width: u32) -> u64 {
    let product = (sext(a, width) as i64 as i128) * (sext(b, width) as i64 as i128);
    (product >> width) as u64 & mask(width)
}

/// Upper half of the product of signed `a` and unsigned `b`.
#[inline]
pub const fn mulhsu(a: u64, b: u64, width: u32) -> u64 {
    let product = (sext(a, width) as i64 as i128) * (b as i128);
    (product >> width) as u64 & mask(width)
}

/// Upper half of the unsigned product.
#[inline]
pub const fn mulhu(a: u64, b: u64, width: u32) -> u64 {
    (((a as u128) * (b as u128)) >> width) as u64 & mask(width)
}

/// Signed quotient, wrapping on overflow; 0 for divisor 0 (the model asks before).
#[inline]
pub const fn div(a: u64, b: u64, width: u32) -> u64 {
    if b == 0 { 0 } else { (sext(a, width) as i64).wrapping_div(sext(b, width) as i64) as u64 & mask(width) }
}

/// Signed remainder; 0 for divisor 0 (the model asks before).
#[inline]
pub const fn rem(a: u64, b: u64, width: u32) -> u64 {
    if b == 0 { 0 } else { (sext(a, width) as i64).wrapping_rem(sext(b, width) as i64) as u64 & mask(width) }
}

/// Unsigned quotient; 0 for divisor 0.
#[inline]
pub const fn divu(a: u64, b: u64) -> u64 {
    match a.checked_div(b) {
        Some(quotient) => quotient,
        None => 0,
    }
}

/// Unsigned remainder; 0 for divisor 0.
#[inline]
pub const fn remu(a: u64, b: u64) -> u64 {
    match a.checked_rem(b) {
        Some(remainder) => remainder,
        None => 0,
    }
}
