//! Checks cases of Berkeley TestFloat, which come as lines on the standard
//! input, against both ways to calculate:
//!
//!     testfloat_gen -rnear_even -tininessafter -exact f64_add |
//!         cargo run --release -p float --example testfloat f64_add near_even

#![allow(clippy::print_stdout, reason = "a program")]

use float::{rounding, soft};
use std::io::BufRead;

/// Operands of one case to the results of both ways.
type Both = fn(&[u64], u64) -> [(u64, u64); 2];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(function), Some(mode)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: testfloat FUNCTION ROUNDING < cases");
        std::process::exit(2);
    };
    let rm = match mode.as_str() {
        "near_even" => rounding::NEAREST_EVEN,
        "minMag" => rounding::ZERO,
        "min" => rounding::DOWN,
        "max" => rounding::UP,
        _ => rounding::NEAREST_AWAY,
    };
    let Some(both) = function_of(&function) else {
        eprintln!("no function {function}");
        std::process::exit(2);
    };
    let (mut cases, mut wrong) = (0u64, 0u64);
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let words: Vec<u64> = line.split_whitespace().filter_map(|w| u64::from_str_radix(w, 16).ok()).collect();
        let [operands @ .., value, flags] = words.as_slice() else { continue };
        for (found, way) in both(operands, rm).iter().zip(["host", "soft"]) {
            if *found != (*value, *flags) && wrong < 20 {
                println!("{function} {mode} {way} {operands:x?}: {value:x} {flags:x} expected, found {found:x?}");
            }
            wrong += u64::from(*found != (*value, *flags));
        }
        cases += 1;
    }
    println!("{function} {mode}: {cases} cases, {wrong} wrong");
    std::process::exit(i32::from(wrong != 0 || cases == 0));
}

/// Flags that are set already need not be reported: with none set all are.
const NONE: u64 = 0;

macro_rules! format {
    ($w:literal, $other:literal, $name:expr) => {{
        let both: Both = match $name {
            "add" => |a, rm| [float::add::<$w>(a[0], a[1], rm, NONE), soft::add::<$w>(a[0], a[1], rm)],
            "sub" => |a, rm| [float::sub::<$w>(a[0], a[1], rm, NONE), soft::sub::<$w>(a[0], a[1], rm)],
            "mul" => |a, rm| [float::mul::<$w>(a[0], a[1], rm, NONE), soft::mul::<$w>(a[0], a[1], rm)],
            "div" => |a, rm| [float::div::<$w>(a[0], a[1], rm, NONE), soft::div::<$w>(a[0], a[1], rm)],
            "sqrt" => |a, rm| [float::sqrt::<$w>(a[0], rm, NONE), soft::sqrt::<$w>(a[0], rm)],
            "mulAdd" => |a, rm| [float::fma::<$w>(a[0], a[1], a[2], rm, NONE), soft::fma::<$w>(a[0], a[1], a[2], rm)],
            "eq" => |a, _| [float::eq::<$w>(a[0], a[1]); 2],
            "lt" => |a, _| [float::lt::<$w>(a[0], a[1]); 2],
            "le" => |a, _| [float::le::<$w>(a[0], a[1]); 2],
            "to_i32" => |a, rm| [float::to_int::<$w>(a[0], 32, true, rm), soft::to_int::<$w>(a[0], 32, true, rm)],
            "to_ui32" => |a, rm| [float::to_int::<$w>(a[0], 32, false, rm), soft::to_int::<$w>(a[0], 32, false, rm)],
            "to_i64" => |a, rm| [float::to_int::<$w>(a[0], 64, true, rm), soft::to_int::<$w>(a[0], 64, true, rm)],
            "to_ui64" => |a, rm| [float::to_int::<$w>(a[0], 64, false, rm), soft::to_int::<$w>(a[0], 64, false, rm)],
            "from_i32" => |a, rm| [float::from_int::<$w>(a[0], 32, true, rm), soft::from_int::<$w>(a[0], 32, true, rm)],
            "from_ui32" => |a, rm| [float::from_int::<$w>(a[0], 32, false, rm), soft::from_int::<$w>(a[0], 32, false, rm)],
            "from_i64" => |a, rm| [float::from_int::<$w>(a[0], 64, true, rm), soft::from_int::<$w>(a[0], 64, true, rm)],
            "from_ui64" => |a, rm| [float::from_int::<$w>(a[0], 64, false, rm), soft::from_int::<$w>(a[0], 64, false, rm)],
            "to_other" => |a, rm| [float::resize::<$w, $other>(a[0], rm), soft::resize::<$w, $other>(a[0], rm)],
            _ => return None,
        };
        Some(both)
    }};
}

fn function_of(name: &str) -> Option<Both> {
    match name {
        "f32_to_f64" => return format!(32, 64, "to_other"),
        "f64_to_f32" => return format!(64, 32, "to_other"),
        _ => {}
    }
    if let Some((from, to)) = name.split_once("_to_f") {
        let name = ["from_", from].concat();
        return if to == "32" { format!(32, 64, name.as_str()) } else { format!(64, 32, name.as_str()) };
    }
    let (format, name) = name.split_once('_')?;
    if format == "f32" { format!(32, 64, name) } else { format!(64, 32, name) }
}
