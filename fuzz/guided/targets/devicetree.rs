//! The target `devicetree` for cargo-fuzz.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::run("devicetree", data));
