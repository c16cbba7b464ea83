//! One folder for mdBook: prose, generated pages in their places, contents, data.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The generated part of the table of contents, below `generated/`.
const PART: &str = "book/SUMMARY-part.md";
/// The table of contents.
const SUMMARY: &str = "SUMMARY.md";
/// What the scripts of the theme know of all revisions.
const NODES: &str = "book/nodes.json";
/// The same as a script: a page that was opened as a file may load those, but no data.
pub const DATA: &str = "book/nodes.js";
/// What stands before the data in it.
pub const DATA_BEFORE: &str = "window.nodes = ";

/// Fills `folder` afresh with `src/` and `theme/`.
pub fn assemble(prose: &Path, generated: &Path, folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(named(folder, e)),
        _ => {}
    }
    for part in ["src", "theme"] {
        copy(&prose.join(part), &folder.join(part), &|_| true)?;
    }
    let part =
        read(&generated.join(PART)).map_err(|e| io::Error::new(e.kind(), format!("{e}\n  help: `draftvisor gen` writes the pages")))?;
    let pages = |path: &Path| path.extension().is_some_and(|e| e == "md") && path.iter().any(|p| p == "book");
    copy(generated, &folder.join("src"), &pages)?;
    fs::remove_file(folder.join("src").join(PART))?;
    let nodes = format!("{DATA_BEFORE}{};\n", read(&generated.join(NODES))?.trim_end());
    fs::write(folder.join("src").join(DATA), nodes)?;
    let summary = folder.join("src").join(SUMMARY);
    let part: String = part.lines().filter(|l| !l.starts_with("<!--")).map(|l| format!("{l}\n")).collect();
    fs::write(&summary, read(&summary)? + "\n" + part.trim_start())
}

fn copy(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) -> io::Result<()> {
    for path in files(from)? {
        let relative = path.strip_prefix(from).map_err(io::Error::other)?;
        if wanted(relative) {
            let target = to.join(relative);
            fs::create_dir_all(target.parent().unwrap_or(to))?;
            fs::copy(&path, &target).map_err(|e| named(&path, e))?;
        }
    }
    Ok(())
}

/// All files below a folder, sorted.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|e| named(&folder, e))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { out.push(path) }
        }
    }
    out.sort();
    Ok(out)
}

fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path).map_err(|e| named(path, e))
}

fn named(path: &Path, e: io::Error) -> io::Error {
    io::Error::new(e.kind(), format!("{}: {e}", path.display()))
}
