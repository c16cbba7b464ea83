//! Machine files as authors write them, and as they should not.

#![allow(clippy::unwrap_used, missing_docs)]

mod alone;
mod embed;
mod files;
mod good;
mod mistakes;
