//! Machine files as authors write them, and as they should not.

#![allow(clippy::unwrap_used, missing_docs)]

mod files;
mod good;
mod mistakes;
