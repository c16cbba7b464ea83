//! Shows the book on loopback and rebuilds it while its sources are edited.
//!
//! One thread watches the sources and builds; each request has a thread. A page
//! that is shown asks for the number of the last build and waits for the next
//! ([`Live`]); it then loads itself again, or shows why there is no new one.

mod answer;

use crate::Book;
use crate::options::Options;
use notify::{Event, RecursiveMode, Watcher as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Editors write a file in several steps; what comes within this time is one edit.
const QUIET: Duration = Duration::from_millis(60);

/// The last build, and who waits for the next.
#[derive(Default)]
pub struct Live {
    state: Mutex<State>,
    changed: Condvar,
}

/// The number of the last build, and why it is not newer if it should be.
#[derive(Clone, Default)]
pub struct State {
    /// Counts builds, failed ones too.
    pub build: u64,
    /// What kept the last one from success; empty if nothing did.
    pub problem: String,
}

impl Live {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, once it is another than that of build `seen` or time is over.
    pub fn after(&self, seen: Option<u64>, patience: Duration) -> State {
        let waits = |state: &mut State| Some(state.build) == seen;
        let waited = self.changed.wait_timeout_while(self.lock(), patience, waits);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    fn finish(&self, problem: String) {
        let mut state = self.lock();
        state.build += 1;
        state.problem = problem;
        self.changed.notify_all();
    }
}

/// Serves until the process is ended.
pub fn run(book: Book, address: SocketAddr, options: &Options) -> Result<Vec<String>, String> {
    let busy = |e| format!("cannot serve at {address}: {e}\n  help: `--serve 127.0.0.1:0` takes any free port");
    let server = tiny_http::Server::http(address).map_err(busy)?;
    let url = format!("http://{}/", server.server_addr());
    println!("{url} shows the book and follows edits of it; Ctrl-C ends it");
    if options.open {
        crate::open(url.as_ref())?;
    }
    let live = Live::default();
    let out = book.out.clone();
    let (sender, edits) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|e| e.to_string())?;
    let pages = if options.pages.is_some() { model(options, &book) } else { book.generated.clone() };
    for folder in [&book.prose, &pages] {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    std::thread::scope(|scope| {
        let (out, live) = (&out, &live);
        scope.spawn(move || follow(book, options, &edits, live));
        for request in server.incoming_requests() {
            scope.spawn(move || answer::to(request, out, live));
        }
    });
    Err("the server has ended".to_string())
}

/// Brings the folder of generated pages up to date with the model, if that was asked for.
fn refresh(book: &Book, options: &Options) -> Result<(), String> {
    let Some(program) = &options.pages else { return Ok(()) };
    let mut command = Command::new(program);
    command.args(["book", "--pages"]).arg(&book.generated).arg("--model").arg(model(options, book));
    let done = command.stdin(Stdio::null()).output().map_err(|e| format!("{}: {e}", program.display()))?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) }
}

fn model(options: &Options, book: &Book) -> PathBuf {
    options.model.clone().unwrap_or_else(|| book.prose.with_file_name("model"))
}

/// Builds once per edit.
fn follow(mut book: Book, options: &Options, edits: &Receiver<notify::Result<Event>>, live: &Live) {
    while let Ok(edit) = edits.recv() {
        let mut paths = changed(edit);
        while let Ok(more) = edits.recv_timeout(QUIET) {
            paths.extend(changed(more));
        }
        let Some(first) = paths.first() else { continue };
        let start = Instant::now();
        let is_prose = paths.iter().all(|path| path.starts_with(&book.prose));
        let pages = if is_prose { Ok(()) } else { refresh(&book, options) };
        let built = pages.and_then(|()| book.build());
        let name = first.file_name().unwrap_or(first.as_os_str()).to_string_lossy();
        match &built {
            Ok(parts) => println!("{name}: {parts} parts in {:.1} s", start.elapsed().as_secs_f64()),
            Err(problem) => eprint!("{name}: {problem}"),
        }
        live.finish(built.err().unwrap_or_default());
    }
}

/// What was written; a swap file of an editor is nobody's source.
fn changed(edit: notify::Result<Event>) -> Vec<PathBuf> {
    let Ok(edit) = edit else { return Vec::new() };
    let is_source = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with('.') && !name.ends_with('~') && path.extension().is_some()
    };
    if edit.kind.is_access() { Vec::new() } else { edit.paths.into_iter().filter(|path| is_source(path)).collect() }
}
