//! Tests of the loader, over a small model in both forms and over the real one.

#![allow(clippy::unwrap_used)]

mod broken;
mod cases;
mod mistakes;
mod round_trip;
