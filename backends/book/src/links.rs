//! Reads the finished pages: links that lead nowhere, things that would be fetched.
//! The data of the scripts has links too: what a search finds must be there.

use crate::sources::{self, files};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A page: the ids in it, and where it leads.
struct Page {
    ids: BTreeSet<String>,
    links: BTreeSet<String>,
    /// What the browser loads by itself.
    loads: BTreeSet<String>,
}

/// Everything that is wrong, one line each.
pub fn check(folder: &Path) -> io::Result<Vec<String>> {
    let all = files(folder)?;
    let mut pages = BTreeMap::new();
    for path in all.iter().filter(|p| p.extension().is_some_and(|e| e == "html")) {
        pages.insert(path.clone(), read(&fs::read_to_string(path)?));
    }
    let known: BTreeSet<&Path> = all.iter().map(PathBuf::as_path).collect();
    let mut findings = Vec::new();
    let data = fs::read_to_string(folder.join(sources::DATA))?;
    for link in data_links(&data).ok_or_else(|| io::Error::other(format!("{} is not as it should be", sources::DATA)))? {
        // As from a page at the root.
        if let Some(problem) = problem(&folder.join("index.html"), &link, &pages, &known) {
            findings.push(format!("{}: {link}: {problem}", sources::DATA));
        }
    }
    for (path, page) in &pages {
        let name = path.strip_prefix(folder).unwrap_or(path).display();
        for load in page.loads.iter().filter(|l| is_elsewhere(l)) {
            findings.push(format!("{name}: is not complete without {load}"));
        }
        for link in page.links.iter().filter(|l| !is_elsewhere(l)) {
            if let Some(problem) = problem(path, link, &pages, &known) {
                findings.push(format!("{name}: {link}: {problem}"));
            }
        }
    }
    Ok(findings)
}

/// Where the scripts lead: every place of every node in each revision, and histories.
fn data_links(script: &str) -> Option<BTreeSet<String>> {
    let data: Value = serde_json::from_str(script.strip_prefix(sources::DATA_BEFORE)?.trim_end().strip_suffix(';')?).ok()?;
    let mut links = BTreeSet::new();
    let link = |folder: &str, page: &str, anchor: &str| format!("{folder}{page}.html#{anchor}").trim_end_matches('#').to_string();
    for node in data["nodes"].as_array()? {
        let (page, anchor) = node["history"].as_str()?.split_once('#').unwrap_or((node["history"].as_str()?, ""));
        links.insert(link("", page, anchor));
        let places = node["lives"].as_array().into_iter().chain(node["instead"].as_array()).flatten();
        for place in places.filter(|p| p["page"].is_string()) {
            for revision in place["in"][0].as_u64()?..=place["in"][1].as_u64()? {
                let folder = format!("{}/book/", data["revisions"][usize::try_from(revision).ok()?]["id"].as_str()?);
                links.insert(link(&folder, place["page"].as_str()?, place["anchor"].as_str()?));
            }
        }
    }
    Some(links)
}

fn problem(page: &Path, link: &str, pages: &BTreeMap<PathBuf, Page>, known: &BTreeSet<&Path>) -> Option<&'static str> {
    let (file, id) = link.split_once('#').unwrap_or((link, ""));
    let file = file.split('?').next().unwrap_or(file);
    let target = if file.is_empty() { page.to_path_buf() } else { resolve(page.parent()?, file) };
    if !known.contains(target.as_path()) {
        return Some("no such file");
    }
    let ids = pages.get(&target).map(|p| &p.ids)?;
    (!id.is_empty() && !ids.contains(id)).then_some("no such place on the page")
}

/// A relative path without `..`.
fn resolve(from: &Path, link: &str) -> PathBuf {
    let mut path = from.to_path_buf();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path
}

/// With a scheme, or `//host`.
fn is_elsewhere(link: &str) -> bool {
    link.starts_with("//") || link.split(['/', '#', '?']).next().is_some_and(|head| head.contains(':'))
}

fn read(html: &str) -> Page {
    let mut page = Page { ids: BTreeSet::new(), links: BTreeSet::new(), loads: BTreeSet::new() };
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or(tag);
        let name = tag.split_whitespace().next().unwrap_or_default();
        let value = |key: &str| {
            let start = tag.find(&format!(" {key}=\""))? + key.len() + 3;
            tag[start..].split('"').next().map(str::to_string)
        };
        page.ids.extend(value("id"));
        match name {
            "a" => page.links.extend(value("href")),
            "link" => page.loads.extend(value("href")),
            _ => page.loads.extend(value("src")),
        }
    }
    page
}
