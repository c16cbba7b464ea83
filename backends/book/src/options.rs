//! What the command line says.

use std::net::SocketAddr;
use std::path::PathBuf;

/// What `--help` prints.
pub const HELP: &str = "Builds the book.

Usage: book [OPTIONS]

  --out DIR        where the pages go [default: target/book]
  --generated DIR  where the generated pages are [default: generated]
  --check          look for dead links, missing anchors, and what would be fetched from elsewhere
  --serve ADDRESS  show the book at that address, and keep it up to date
  --pages PROGRAM  while serving, `PROGRAM book --pages DIR` brings DIR, the folder of
                   generated pages, up to date with the model after an edit
  --model DIR      the model that PROGRAM reads
  --open           show the book in the browser

Example: book --check";

/// The command line.
#[derive(Debug)]
pub struct Options {
    /// What to do with the book.
    pub mode: Mode,
    /// Where the pages go.
    pub out: Option<PathBuf>,
    /// Where the generated pages are.
    pub generated: Option<PathBuf>,
    /// Brings generated pages up to date.
    pub pages: Option<PathBuf>,
    /// What they are made from.
    pub model: Option<PathBuf>,
    /// Show it in the browser.
    pub open: bool,
}

/// What to do with the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Build it.
    Build,
    /// Build it and look for what is wrong.
    Check,
    /// Show it and keep it up to date.
    Serve(SocketAddr),
}

impl Options {
    /// Reads the command line; nothing if it asks for help.
    pub fn from_args(mut args: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut options = Self { mode: Mode::Build, out: None, generated: None, pages: None, model: None, open: false };
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(format!("{arg} wants a value"));
            match arg.as_str() {
                "--help" | "-h" => return Ok(None),
                "--check" => options.mode = Mode::Check,
                "--open" => options.open = true,
                "--out" => options.out = Some(value()?.into()),
                "--generated" => options.generated = Some(value()?.into()),
                "--pages" => options.pages = Some(value()?.into()),
                "--model" => options.model = Some(value()?.into()),
                "--serve" => {
                    let address = value()?;
                    let parsed = address.parse().map_err(|_| format!("`{address}` is no address like 127.0.0.1:3000"))?;
                    options.mode = Mode::Serve(parsed);
                }
                _ => return Err(format!("there is no option {arg}")),
            }
        }
        Ok(Some(options))
    }
}
