//! The book in parts: prose and what spans revisions, and one per revision.
//!
//! mdBook copies all that it knows of every chapter for each page, and writes
//! one table of contents and one search index for all. With nine revisions
//! that is slow, and a reader of one gets those of the others. So each
//! revision is a book of its own that shares the prose; what the parts have
//! in common has the same name and contents in all of them.

use crate::sources;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use mdbook_summary::{Link, Summary, SummaryItem, parse_summary};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// What was made of which part: a hash of everything that it is made from.
pub type Made = BTreeMap<String, u64>;

/// Folder of generated pages that span revisions.
const ACROSS: &str = "book";

/// A book of its own.
struct Part {
    /// Folder of its pages in the sources; empty for what is not of one revision.
    folder: String,
    /// Those of the other parts.
    others: Vec<String>,
    summary: Summary,
}

/// Renders what `made` does not know yet from `sources` into `out`; returns
/// how many parts that was.
pub fn render(sources: &Path, config: &Config, out: &Path, made: &mut Made) -> Result<usize, String> {
    let text = fs::read_to_string(sources.join("src/SUMMARY.md")).map_err(|e| format!("SUMMARY.md: {e}"))?;
    let parts = split(&parse_summary(&text).map_err(|e| format!("SUMMARY.md: {e:#}"))?);
    let hashes = hashes(sources, &parts, &text).map_err(|e| e.to_string())?;
    let stale: Vec<&Part> = parts.iter().filter(|p| made.get(&p.folder) != hashes.get(&p.folder)).collect();
    let place = |part: &Part| sources.with_file_name("book-parts").join(if part.folder.is_empty() { "prose" } else { &part.folder });
    std::thread::scope(|scope| {
        let threads: Vec<_> = stale.iter().map(|part| scope.spawn(|| part.render(sources, config, &place(part)))).collect();
        threads.into_iter().try_for_each(|t| t.join().unwrap_or_else(|_| Err("mdBook panicked".to_string())))
    })?;
    for part in &stale {
        part.publish(&place(part), out).map_err(|e| format!("{}: {e}", out.display()))?;
    }
    let count = stale.len();
    *made = hashes;
    Ok(count)
}

/// Each revision with pages below `REV/book/`, and the rest.
fn split(whole: &Summary) -> Vec<Part> {
    let folder = |item: &SummaryItem| {
        let SummaryItem::Link(Link { location: Some(path), .. }) = item else { return String::new() };
        let parts: Vec<&str> = path.iter().filter_map(OsStr::to_str).collect();
        if parts.get(1) == Some(&"book") { parts[0].to_string() } else { String::new() }
    };
    let folders: Vec<String> = whole.numbered_chapters.iter().map(folder).filter(|f| !f.is_empty()).collect();
    let part = |own: String| {
        let mut summary = whole.clone();
        for item in &mut summary.numbered_chapters {
            let is_own = folder(item) == own;
            if let SummaryItem::Link(link) = item
                && !is_own
            {
                link.nested_items.clear();
            }
        }
        let others = folders.iter().filter(|f| **f != own).cloned().collect();
        Part { folder: own, others, summary }
    };
    std::iter::once(String::new()).chain(folders.clone()).map(part).collect()
}

/// Everything that no part has for itself goes into the hash of each.
fn hashes(sources: &Path, parts: &[Part], summary: &str) -> std::io::Result<Made> {
    let mut shared = DefaultHasher::new();
    summary.hash(&mut shared);
    let mut own: BTreeMap<String, DefaultHasher> = BTreeMap::new();
    for path in sources::files(sources)? {
        let relative = path.strip_prefix(sources).unwrap_or(&path);
        let folder = relative.iter().nth(1).and_then(OsStr::to_str).unwrap_or_default();
        let folder = if folder == ACROSS { "" } else { folder };
        let is_own = relative.starts_with("src") && parts.iter().any(|p| p.folder == folder);
        let hasher = if is_own { own.entry(folder.to_string()).or_default() } else { &mut shared };
        (relative, fs::read(&path)?).hash(hasher);
    }
    let shared = shared.finish();
    let hash = |part: &Part| {
        let mut hasher = own.remove(&part.folder).unwrap_or_default();
        hasher.write_u64(shared);
        (part.folder.clone(), hasher.finish())
    };
    Ok(parts.iter().map(hash).collect())
}

impl Part {
    fn render(&self, sources: &Path, config: &Config, place: &Path) -> Result<(), String> {
        let mut config = config.clone();
        config.build.build_dir = place.to_path_buf();
        let book = MDBook::load_with_config_and_summary(sources, config, self.summary.clone());
        book.and_then(|book| book.build()).map_err(|e| format!("{e:#}"))
    }

    /// Moves what this part alone has, or all have alike, into the book.
    fn publish(&self, place: &Path, out: &Path) -> std::io::Result<()> {
        for path in sources::files(place)? {
            let relative = path.strip_prefix(place).unwrap_or(&path);
            if self.has(relative) {
                let target = out.join(relative);
                fs::create_dir_all(target.parent().unwrap_or(out))?;
                if path.extension().is_some_and(|e| e == "js" || e == "css") {
                    fs::write(target, slim(&fs::read_to_string(&path)?))?;
                } else {
                    fs::rename(&path, target)?;
                }
            }
        }
        fs::remove_dir_all(place)
    }

    /// Pages of the others are theirs; the name of a script says its contents.
    fn has(&self, path: &Path) -> bool {
        let is_page = path.extension().is_some_and(|e| e == "html");
        match self.folder.as_str() {
            "" => !self.others.iter().any(|other| path.starts_with(other)),
            own => path.starts_with(own) || !is_page && path.iter().count() == 1,
        }
    }
}

/// A script or style sheet without indents, empty lines and lines of comment:
/// a fifth of what each page loads.
fn slim(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Removes what earlier builds left, pages of parts that are gone included.
pub fn clear(out: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(out) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => fs::create_dir_all(out),
    }
}
