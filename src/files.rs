//! The only place that writes generated files: all of them or none.
//!
//! All that is new is first written to one file beside the folder, so that a
//! full disk changes nothing. Then each file is written in its place, which
//! takes a fraction of the time that new files would; if that fails anywhere,
//! everything is put back as it was.

use anyhow::{Context as _, bail};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Texts by path below the output folder.
pub type Files = BTreeMap<String, String>;

/// The mark in the header of generated files, and who writes it.
const MARK: [&str; 2] = ["@generated", "draftvisor gen"];
/// The mark is within so many bytes.
const HEADER: usize = 1024;

/// How a folder differs from what it should hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Other contents.
    pub stale: Vec<String>,
    /// Not there.
    pub missing: Vec<String>,
    /// Generated once, and not any more.
    pub orphaned: Vec<String>,
}

impl Difference {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.stale.is_empty() && self.missing.is_empty() && self.orphaned.is_empty()
    }

    /// Each file with what is wrong with it.
    pub fn lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let kinds = [("stale", &self.stale), ("missing", &self.missing), ("orphaned", &self.orphaned)];
        kinds.into_iter().flat_map(|(word, list)| list.iter().map(move |file| (word, file.as_str())))
    }
}

/// Compares `dir` with `files`; only paths that begin with one of `parts` count, if there are any.
pub fn compare(dir: &Path, files: &Files, parts: &[String]) -> anyhow::Result<Difference> {
    let counts = |path: &str| parts.is_empty() || parts.iter().any(|part| path.starts_with(part.as_str()));
    let mut difference = Difference::default();
    let there: Vec<_> =
        files.par_iter().filter(|(path, _)| counts(path)).map(|(path, text)| (path, differs(&dir.join(path), text))).collect();
    for (path, differs) in there {
        match differs? {
            None => difference.missing.push(path.clone()),
            Some(true) => difference.stale.push(path.clone()),
            Some(false) => {}
        }
    }
    difference.orphaned = generated_in(dir, files)?.into_iter().filter(|path| counts(path)).collect();
    Ok(difference)
}

/// Whether a file holds another text; `None` if it is not there.
fn differs(file: &Path, text: &str) -> anyhow::Result<Option<bool>> {
    match fs::read(file) {
        Ok(there) => Ok(Some(there != text.as_bytes())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e).with_context(|| format!("cannot read {}", file.display())),
    }
}

/// Files beside `known` ones that `draftvisor gen` once wrote: those that say
/// so, and what lies in a top folder (a revision's) beside one that says so.
fn generated_in(dir: &Path, known: &Files) -> anyhow::Result<Vec<String>> {
    let mut all = Vec::new();
    if dir.is_dir() {
        list(dir, dir, &mut all)?;
    }
    if all.iter().all(|path| known.contains_key(path)) {
        return Ok(Vec::new());
    }
    let top = |path: &str| path.split_once('/').map(|(top, _)| top.to_string());
    let marked: Vec<String> = all.iter().filter(|path| is_marked(&dir.join(path))).cloned().collect();
    let tops: Vec<String> = marked.iter().filter_map(|path| top(path)).collect();
    let ours = |path: &String| marked.contains(path) || top(path).is_some_and(|t| tops.contains(&t));
    all.retain(|path| ours(path) && !known.contains_key(path));
    all.sort();
    Ok(all)
}

fn list(root: &Path, dir: &Path, found: &mut Vec<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type().is_ok_and(|ty| ty.is_dir()) {
            list(root, &path, found)?;
        } else if let Ok(below) = path.strip_prefix(root) {
            found.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}

fn is_marked(file: &Path) -> bool {
    use std::io::Read as _;
    let mut head = Vec::with_capacity(HEADER);
    let read = fs::File::open(file).and_then(|f| f.take(HEADER as u64).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    read.is_ok() && MARK.iter().all(|mark| head.contains(mark))
}

/// Refuses a folder that holds somebody's files and none of ours.
pub fn refuse_foreign(dir: &Path) -> anyhow::Result<()> {
    let mut all = Vec::new();
    if dir.exists() {
        list(dir, dir, &mut all)?;
    }
    if !all.is_empty() && !all.iter().any(|path| is_marked(&dir.join(path))) {
        bail!("{} holds files that are not generated\n  help: give an empty or new folder", dir.display());
    }
    Ok(())
}

/// Makes `dir` as it should be. On an error everything is as it was.
pub fn write(dir: &Path, files: &Files, difference: &Difference) -> anyhow::Result<()> {
    let texts = difference.stale.iter().chain(&difference.missing).map(|path| (path, files.get(path).map_or("", String::as_str)));
    let texts: Vec<(&String, &str)> = texts.collect();
    see_that_there_is_room(dir, &texts)?;
    let mut changes: Vec<Change> = texts.par_iter().map(|(path, text)| Change::to(dir.join(path), Some(text))).collect::<Result<_, _>>()?;
    for path in &difference.orphaned {
        changes.push(Change::to(dir.join(path), None)?);
    }
    let mut folders = difference.missing.iter().map(|path| make_parent(&dir.join(path)));
    let done = folders.try_for_each(|made| made).and_then(|()| changes.par_iter().try_for_each(Change::make));
    if done.is_err() {
        changes.iter().for_each(Change::undo);
        remove_empty(dir, &difference.missing);
        return done;
    }
    remove_empty(dir, &difference.orphaned);
    Ok(())
}

/// Writes everything to one file beside the folder, and removes that.
fn see_that_there_is_room(dir: &Path, texts: &[(&String, &str)]) -> anyhow::Result<()> {
    let dir = std::path::absolute(dir).context("the current folder is gone")?;
    let name = dir.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let file = dir.with_file_name(format!(".{name}-{}", std::process::id()));
    make_parent(&file)?;
    let all: String = texts.iter().map(|(_, text)| *text).collect();
    let written = fs::write(&file, all).with_context(|| format!("cannot write {}", file.display()));
    let _ = fs::remove_file(&file);
    written
}

/// A file that gets another text, or goes.
struct Change<'t> {
    file: PathBuf,
    text: Option<&'t str>,
    before: Option<Vec<u8>>,
}

impl<'t> Change<'t> {
    fn to(file: PathBuf, text: Option<&'t str>) -> anyhow::Result<Self> {
        let before = match fs::read(&file) {
            Ok(before) => Some(before),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => return Err(e).with_context(|| format!("cannot read {}", file.display())),
        };
        Ok(Self { file, text, before })
    }

    fn make(&self) -> anyhow::Result<()> {
        match self.text {
            Some(text) => fs::write(&self.file, text).with_context(|| format!("cannot write {}", self.file.display())),
            None => fs::remove_file(&self.file).with_context(|| format!("cannot remove {}", self.file.display())),
        }
    }

    fn undo(&self) {
        let _ = match &self.before {
            Some(before) => fs::write(&self.file, before),
            None => fs::remove_file(&self.file),
        };
    }
}

fn make_parent(file: &Path) -> anyhow::Result<()> {
    let Some(parent) = file.parent() else { return Ok(()) };
    fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))
}

/// Folders that lost their last file go too; one that is not empty refuses.
fn remove_empty(dir: &Path, removed: &[String]) {
    for path in removed {
        let folders = Path::new(path).ancestors().skip(1).filter(|p| !p.as_os_str().is_empty());
        for folder in folders {
            if fs::remove_dir(dir.join(folder)).is_err() {
                break;
            }
        }
    }
}
