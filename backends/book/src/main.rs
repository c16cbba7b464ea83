//! Builds the book: prose from `book/`, reference pages from `generated/`.
//!
//! mdBook wants one folder of sources with one table of contents; [`sources`]
//! puts it together below `target/`. Afterwards [`links`] reads the finished
//! pages: what leads nowhere, or would be fetched from elsewhere, is an error.

mod links;
mod sources;

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "Builds the book.

Usage: book [--out DIR] [--generated DIR]

  --out DIR        where the pages go [default: target/book]
  --generated DIR  where the generated pages are [default: generated]";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (mut out, mut generated) = (root.join("target/book"), root.join("generated"));
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let place = match arg.as_str() {
            "--out" => &mut out,
            "--generated" => &mut generated,
            "--help" | "-h" => {
                println!("{HELP}");
                return ExitCode::SUCCESS;
            }
            _ => return misuse(),
        };
        match args.next() {
            Some(dir) => *place = PathBuf::from(dir),
            None => return misuse(),
        }
    }
    match build(&root, &generated, &out) {
        Ok(findings) if findings.is_empty() => ExitCode::SUCCESS,
        Ok(findings) => {
            findings.iter().for_each(|f| eprintln!("{f}"));
            eprintln!("{} findings", findings.len());
            ExitCode::FAILURE
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn misuse() -> ExitCode {
    eprintln!("{HELP}");
    ExitCode::from(2)
}

/// Builds into `out` and returns what is wrong with the pages.
fn build(root: &Path, generated: &Path, out: &Path) -> Result<Vec<String>, String> {
    let out = std::path::absolute(out).map_err(|e| format!("{}: {e}", out.display()))?;
    let folder = root.join("target/book-sources");
    let prose = root.join("book");
    sources::assemble(&prose, generated, &folder).map_err(|e| e.to_string())?;
    let file = prose.join("book.toml");
    let mut config = Config::from_disk(&file).map_err(|e| format!("{}: {e:#}", file.display()))?;
    config.build.build_dir = out.clone();
    let book = MDBook::load_with_config(&folder, config).map_err(|e| format!("{e:#}"))?;
    book.build().map_err(|e| format!("{e:#}"))?;
    links::check(&out).map_err(|e| e.to_string())
}
