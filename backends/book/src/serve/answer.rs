//! Answers one request: a file of the book, or news of the next build.

use super::Live;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;
use tiny_http::{Header, Request, Response, StatusCode};

/// Where a page asks for news; the number of the build that it shows follows.
const NEWS: &str = "/live?";
/// A page that has heard nothing for so long asks again.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a page does with news.
const SCRIPT: &str = include_str!("live.js");

/// Answers; a browser that has left is no concern of ours.
pub fn to(request: Request, out: &Path, live: &Live) {
    let url = request.url().to_string();
    let response = match url.strip_prefix(NEWS) {
        Some(seen) => news(live, seen.parse().ok()),
        None => file(out, url.split(['?', '#']).next().unwrap_or_default()),
    };
    let _ = request.respond(response);
}

type Answer = Response<std::io::Cursor<Vec<u8>>>;

fn news(live: &Live, seen: Option<u64>) -> Answer {
    let state = live.after(seen, PATIENCE);
    let news = serde_json::json!({"build": state.build, "problem": state.problem});
    answer(200, "application/json", news.to_string().into_bytes())
}

fn file(out: &Path, url: &str) -> Answer {
    let found = place(url).and_then(|path| {
        let path = out.join(path);
        let path = if path.is_dir() { path.join("index.html") } else { path };
        Some((fs::read(&path).ok()?, path))
    });
    match found {
        Some((bytes, path)) => match path.extension().and_then(|e| e.to_str()).unwrap_or_default() {
            "html" => answer(200, "text/html; charset=utf-8", followed(bytes)),
            "css" => answer(200, "text/css; charset=utf-8", bytes),
            "js" => answer(200, "text/javascript; charset=utf-8", bytes),
            "svg" => answer(200, "image/svg+xml", bytes),
            "png" => answer(200, "image/png", bytes),
            _ => answer(200, "application/octet-stream", bytes),
        },
        None => answer(404, "text/html; charset=utf-8", followed(fs::read(out.join("404.html")).unwrap_or_default())),
    }
}

/// A page with the script that loads it again.
fn followed(mut page: Vec<u8>) -> Vec<u8> {
    page.extend_from_slice(format!("<script>{SCRIPT}</script>").as_bytes());
    page
}

fn answer(code: u16, kind: &str, bytes: Vec<u8>) -> Answer {
    let mut response = Response::from_data(bytes).with_status_code(StatusCode(code));
    for (name, value) in [("Content-Type", kind), ("Cache-Control", "no-store")] {
        response.add_header(Header::from_bytes(name, value).expect("names and values are plain"));
    }
    response
}

/// The path below the book; nothing if the URL leads out of it.
fn place(url: &str) -> Option<PathBuf> {
    let path = PathBuf::from(decoded(url.trim_start_matches('/'))?);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

/// Without `%20` and its like.
fn decoded(url: &str) -> Option<String> {
    let mut parts = url.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_book_is_shown() {
        assert_eq!(place("/a/b.html"), Some(PathBuf::from("a/b.html")));
        assert_eq!(place("/a%20b.html"), Some(PathBuf::from("a b.html")));
        assert_eq!(place("/"), Some(PathBuf::new()));
        assert_eq!(place("/../secret"), None);
        assert_eq!(place("/a/%2e%2e/%2e%2e/secret"), None);
        assert_eq!(place("//etc/passwd"), Some(PathBuf::from("etc/passwd")));
        assert_eq!(place("/%2Fetc/passwd"), None);
        assert_eq!(place("/%zz"), None);
        assert_eq!(place("/%"), None);
    }
}
