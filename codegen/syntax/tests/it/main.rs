//! Tests of the two front ends by themselves.

mod forms;
mod places;
