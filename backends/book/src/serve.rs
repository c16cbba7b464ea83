//! Shows the book on loopback and rebuilds it while its sources are edited.
//!
//! One thread watches the sources and builds. A page that is shown asks for the
//! number of the last build and waits for the next; it then loads itself again,
//! or shows why there is no new one.

mod answer;

use crate::Book;
use crate::options::Options;
use notify::{Event, RecursiveMode, Watcher as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Editors write a file in several steps; what comes within this time is one edit.
const QUIET: Duration = Duration::from_millis(60);

/// The last build, which others wait for.
#[derive(Clone, Default)]
struct Build {
    /// Counts builds, failed ones too.
    number: u64,
    /// What kept it from success; empty if nothing did.
    problem: String,
}

/// Serves until the process is ended.
pub fn run(book: Book, address: SocketAddr, options: &Options) -> Result<Vec<String>, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|e| format!("cannot serve: {e}"))?;
    let busy = |e| format!("cannot serve at {address}: {e}\n  help: `--serve 127.0.0.1:0` takes any free port");
    let listener = runtime.block_on(TcpListener::bind(address)).map_err(busy)?;
    let url = format!("http://{}/", listener.local_addr().map_err(busy)?);
    println!("{url} shows the book and follows edits of it; Ctrl-C ends it");
    if options.open {
        crate::open(url.as_ref())?;
    }
    let (live, builds) = watch::channel(Build::default());
    let pages = answer::pages(book.out.clone(), builds);
    let (sender, edits) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|e| e.to_string())?;
    let sources = if options.pages.is_some() { model(options, &book) } else { book.generated.clone() };
    for folder in [&book.prose, &sources] {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    std::thread::scope(|scope| {
        scope.spawn(move || follow(book, options, &edits, &live));
        runtime.block_on(async { axum::serve(listener, pages).await }).map_err(|e| format!("the server has ended: {e}"))
    })?;
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
fn follow(mut book: Book, options: &Options, edits: &Receiver<notify::Result<Event>>, live: &watch::Sender<Build>) {
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
        live.send_modify(|build| *build = Build { number: build.number + 1, problem: built.err().unwrap_or_default() });
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
