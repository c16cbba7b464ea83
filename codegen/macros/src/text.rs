//! Reading model text inside the compiler.
//!
//! There `proc_macro2` hands every text to the compiler, whose tokens have no places of their own and
//! belong to one thread. The loader wants places and uses threads, so it runs with `proc_macro2`'s own
//! lexer; no token may cross the border.

use std::sync::Mutex;

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Goes back to the compiler's lexer, also when the loader panics.
struct Back;

impl Drop for Back {
    fn drop(&mut self) {
        proc_macro2::fallback::unforce();
    }
}

/// Runs `f`, which reads texts and returns no tokens.
pub fn apart<T>(f: impl FnOnce() -> T) -> T {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    proc_macro2::fallback::force();
    let _back = Back;
    f()
}
