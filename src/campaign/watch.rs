//! Ends the run when a case takes too long: there is no other way out of it.

use super::append;
use super::record::{Finding, Ran};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often it looks.
const PACE: Duration = Duration::from_millis(500);

/// Watches until it is dropped.
pub struct Watch {
    case: Arc<(AtomicU64, Mutex<Instant>)>,
    over: Arc<AtomicBool>,
}

impl Watch {
    /// A case may take `patience`; what takes longer is written as a finding, and the program ends with exit code 1.
    pub fn start(ran: &Ran, patience: Duration, out: Option<&Path>) -> Self {
        let case = Arc::new((AtomicU64::new(0), Mutex::new(Instant::now())));
        let over = Arc::new(AtomicBool::new(false));
        let (seen, done, out, ran) = (case.clone(), over.clone(), out.map(PathBuf::from), ran.clone());
        std::thread::spawn(move || {
            while !done.load(Ordering::Relaxed) {
                std::thread::sleep(PACE);
                let since = *seen.1.lock().unwrap_or_else(PoisonError::into_inner);
                if since.elapsed() > patience && !done.load(Ordering::Relaxed) {
                    stuck(&ran, seen.0.load(Ordering::Relaxed), out.as_deref());
                }
            }
        });
        Self { case, over }
    }

    /// A case begins.
    pub fn begin(&self, case: u64) {
        *self.case.1.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.case.0.store(case, Ordering::Relaxed);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

fn stuck(ran: &Ran, case: u64, out: Option<&Path>) -> ! {
    let found = "does not end".to_string();
    let finding = Finding { kind: ran.kind.clone(), seed: ran.seed, shard: ran.shard, case, found, again: super::once(ran, case) };
    let lines = format!("{}\n{}", finding.line(), Ran { found: 1, ..ran.clone() }.line());
    let written = out.is_some_and(|path| append(path, &lines).is_ok());
    if !written {
        println!("{lines}");
    }
    std::process::exit(1)
}
