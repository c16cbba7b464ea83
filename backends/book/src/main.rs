//! Builds the book: prose from `book/`, reference pages from `generated/`.
//!
//! mdBook wants one folder of sources with one table of contents; [`sources`]
//! puts it together below `target/`, and [`parts`] renders it. [`links`] reads
//! the finished pages: what leads nowhere, or would be fetched from elsewhere,
//! is a finding. [`serve`] shows the book and keeps it up to date.

mod links;
mod options;
mod parts;
mod serve;
mod sources;

use mdbook_driver::config::Config;
use mimalloc::MiMalloc;
use options::{Mode, Options};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// mdBook copies many small strings: this takes half of the time away.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let options = match Options::from_args(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{}", options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("error: {message}\n\n{}", options::HELP);
            return ExitCode::from(2);
        }
    };
    match run(options) {
        Ok(findings) if findings.is_empty() => ExitCode::SUCCESS,
        Ok(findings) => {
            findings.iter().for_each(|f| println!("{f}"));
            println!("{} findings", findings.len());
            ExitCode::FAILURE
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Does what the options say and returns what is wrong with the pages.
fn run(options: Options) -> Result<Vec<String>, String> {
    let start = Instant::now();
    let mut book = Book::new(&options)?;
    parts::clear(&book.out).map_err(|e| format!("{}: {e}", book.out.display()))?;
    book.build()?;
    if let Mode::Serve(address) = options.mode {
        return serve::run(book, address, &options);
    }
    let page = book.out.join("index.html");
    println!("{} ({:.1} s)", page.display(), start.elapsed().as_secs_f64());
    if options.open {
        open(page.as_os_str())?;
    }
    match options.mode {
        Mode::Check => links::check(&book.out).map_err(|e| e.to_string()),
        _ => Ok(Vec::new()),
    }
}

/// Where things are, and what is up to date.
struct Book {
    /// `book/` of the repository.
    prose: PathBuf,
    /// Pages and data from the model.
    generated: PathBuf,
    /// All sources as mdBook wants them.
    sources: PathBuf,
    /// The finished pages.
    out: PathBuf,
    made: parts::Made,
}

impl Book {
    fn new(options: &Options) -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().map_err(|e| format!("{}: {e}", root.display()))?;
        let absolute = |path: &Path| std::path::absolute(path).map_err(|e| format!("{}: {e}", path.display()));
        Ok(Self {
            prose: root.join("book"),
            generated: absolute(options.generated.as_deref().unwrap_or(&root.join("generated")))?,
            sources: root.join("target/book-sources"),
            out: absolute(options.out.as_deref().unwrap_or(&root.join("target/book")))?,
            made: parts::Made::new(),
        })
    }

    /// Brings the pages up to date; says how many parts were not.
    fn build(&mut self) -> Result<usize, String> {
        let file = self.prose.join("book.toml");
        let config = Config::from_disk(&file).map_err(|e| format!("{}: {e:#}", file.display()))?;
        sources::assemble(&self.prose, &self.generated, &self.sources).map_err(|e| e.to_string())?;
        parts::render(&self.sources, &config, &self.out, &mut self.made)
    }
}

/// Shows a page in the browser of the desktop.
fn open(page: &std::ffi::OsStr) -> Result<(), String> {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = Command::new(opener);
    command.arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = command.spawn().map_err(|e| format!("cannot run {opener} to show the book: {e}"));
    started.map(|_| ())
}
