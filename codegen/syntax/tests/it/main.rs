//! Tests of the two front ends by themselves.

#![allow(clippy::unwrap_used)]

mod forms;
mod places;
