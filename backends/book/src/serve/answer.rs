//! Answers requests: a file of the book, or news of the next build.

use super::Build;
use axum::Router;
use axum::extract::{Path as Below, RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::routing::get;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// A page that has heard nothing for so long asks again.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a page does with news.
const SCRIPT: &str = include_str!("live.js");

/// What requests are answered from.
struct Site {
    out: PathBuf,
    builds: watch::Receiver<Build>,
}

/// The book in `out`; at `/live?`, with the number of the build that a page
/// shows behind it, the next one.
pub fn pages(out: PathBuf, builds: watch::Receiver<Build>) -> Router {
    let site = Arc::new(Site { out, builds });
    let front = |site: State<Arc<Site>>| async move { file(&site.out, "") };
    let page = |site: State<Arc<Site>>, Below(path): Below<String>| async move { file(&site.out, &path) };
    Router::new().route("/live", get(news)).route("/", get(front)).route("/{*path}", get(page)).with_state(site)
}

/// Status, headers and contents.
type Answer = (StatusCode, [(HeaderName, &'static str); 2], Vec<u8>);

async fn news(State(site): State<Arc<Site>>, RawQuery(seen): RawQuery) -> Answer {
    let seen = seen.and_then(|seen| seen.parse().ok());
    let mut builds = site.builds.clone();
    let next = builds.wait_for(|build| Some(build.number) != seen);
    // If time is over, the page is told that there is nothing new.
    let _ = tokio::time::timeout(PATIENCE, next).await;
    let build = builds.borrow().clone();
    let news = serde_json::json!({"build": build.number, "problem": build.problem});
    answer(StatusCode::OK, "application/json", news.to_string().into_bytes())
}

fn file(out: &Path, url: &str) -> Answer {
    let found = place(url).and_then(|path| {
        let path = out.join(path);
        let path = if path.is_dir() { path.join("index.html") } else { path };
        Some((fs::read(&path).ok()?, path))
    });
    match found {
        Some((bytes, path)) => match path.extension().and_then(|e| e.to_str()).unwrap_or_default() {
            "html" => answer(StatusCode::OK, HTML, followed(bytes)),
            "css" => answer(StatusCode::OK, "text/css; charset=utf-8", bytes),
            "js" => answer(StatusCode::OK, "text/javascript; charset=utf-8", bytes),
            "svg" => answer(StatusCode::OK, "image/svg+xml", bytes),
            "png" => answer(StatusCode::OK, "image/png", bytes),
            _ => answer(StatusCode::OK, "application/octet-stream", bytes),
        },
        None => answer(StatusCode::NOT_FOUND, HTML, followed(fs::read(out.join("404.html")).unwrap_or_default())),
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// A page with the script that loads it again.
fn followed(mut page: Vec<u8>) -> Vec<u8> {
    page.extend_from_slice(format!("<script>{SCRIPT}</script>").as_bytes());
    page
}

fn answer(code: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Answer {
    (code, [(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], bytes)
}

/// The path below the book; nothing if it leads out of it.
fn place(url: &str) -> Option<PathBuf> {
    let path = PathBuf::from(url);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_book_is_shown() {
        assert_eq!(place("a/b c.html"), Some(PathBuf::from("a/b c.html")));
        assert_eq!(place(""), Some(PathBuf::new()));
        assert_eq!(place("../secret"), None);
        assert_eq!(place("a/../../secret"), None);
        assert_eq!(place("/etc/passwd"), None);
    }
}
