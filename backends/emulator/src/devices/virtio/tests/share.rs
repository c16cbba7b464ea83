//! What a guest can do to a folder, and what it cannot.

use super::*;
use std::fs;
use std::path::Path;

const LINK_READ: u8 = 22;
const READ: u8 = 116;

/// A folder with a file, beside a file that nobody may see.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let top = std::env::temp_dir().join(format!("share-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&top);
        fs::create_dir_all(top.join("shared/inner")).unwrap();
        fs::write(top.join("secret"), "secret").unwrap();
        fs::write(top.join("shared/file"), "content").unwrap();
        std::os::unix::fs::symlink("../secret", top.join("shared/link")).unwrap();
        std::os::unix::fs::symlink("..", top.join("shared/up")).unwrap();
        Self(top)
    }

    fn share(&self, read_only: bool) -> Share {
        let mut share = Share::new(self.0.join("shared"), "tag".to_string(), read_only).unwrap();
        let version = [&MESSAGE.to_le_bytes()[..], &string("9P2000.L")].concat();
        assert_eq!(ask(&mut share, VERSION, &version)[4], VERSION + 1);
        let attach = [number(1), number(u32::MAX), string("root"), string(""), number(0)].concat();
        assert_eq!(ask(&mut share, ATTACH, &attach)[4], ATTACH + 1);
        share
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn number(value: u32) -> Vec<u8> {
    value.to_le_bytes().to_vec()
}

fn string(text: &str) -> Vec<u8> {
    [&(text.len() as u16).to_le_bytes()[..], text.as_bytes()].concat()
}

/// Sends a message; returns the answer.
fn ask(share: &mut Share, kind: u8, body: &[u8]) -> Vec<u8> {
    let length = (HEADER + body.len()) as u32;
    let mut message = [&length.to_le_bytes()[..], &[kind, 1, 0], body].concat();
    share.answer(&mut message)
}

/// Walks from the root to `names`; true if it got there.
fn walk(share: &mut Share, new: u32, names: &[&str]) -> bool {
    let mut body = [number(1), number(new), (names.len() as u16).to_le_bytes().to_vec()].concat();
    names.iter().for_each(|name| body.extend(string(name)));
    let answer = ask(share, WALK, &body);
    answer[4] == WALK + 1 && answer[HEADER..HEADER + 2] == (names.len() as u16).to_le_bytes()
}

/// Reads a file from its start.
fn read(share: &mut Share, names: &[&str]) -> Option<Vec<u8>> {
    let _ = ask(share, CLUNK, &number(9));
    let open = [number(9), number(0)].concat();
    if !walk(share, 9, names) || ask(share, OPEN, &open)[4] != OPEN + 1 {
        return None;
    }
    let answer = ask(share, READ, &[number(9), vec![0; 8], number(100)].concat());
    Some(answer[HEADER + 4..].to_vec())
}

#[test]
fn files_are_read_and_written() {
    let folder = Folder::new("plain");
    let mut share = folder.share(false);
    assert_eq!(read(&mut share, &["file"]).as_deref(), Some(&b"content"[..]));
    assert!(walk(&mut share, 2, &["inner"]));
    let create = [number(2), string("new"), number(1), number(0o644), number(0)].concat();
    assert_eq!(ask(&mut share, CREATE, &create)[4], CREATE + 1);
    let write = [number(2), vec![0; 8], number(5), b"hello".to_vec()].concat();
    assert_eq!(ask(&mut share, WRITE, &write)[4], WRITE + 1);
    assert_eq!(fs::read(folder.path().join("shared/inner/new")).unwrap(), b"hello");
}

#[test]
fn no_name_leads_out() {
    let folder = Folder::new("escape");
    let mut share = folder.share(false);
    for names in [&[".."][..], &["inner", "..", "..", "secret"], &["../secret"], &["inner/../../secret"], &["/etc/passwd"], &[""]] {
        assert!(!walk(&mut share, 3, names), "{names:?}");
    }
    for name in ["../made", "..", "/tmp/made", "inner/made"] {
        let create = [number(1), string(name), number(1), number(0o644), number(0)].concat();
        assert_eq!(ask(&mut share, CREATE, &create)[4], ERROR, "{name}");
        let make = [number(1), string(name), number(0o755), number(0)].concat();
        assert_eq!(ask(&mut share, MAKE_FOLDER, &make)[4], ERROR, "{name}");
        let rename = [number(1), string("file"), number(1), string(name)].concat();
        assert_eq!(ask(&mut share, RENAME, &rename)[4], ERROR, "{name}");
        let unlink = [number(1), string(name), number(0)].concat();
        assert_eq!(ask(&mut share, UNLINK, &unlink)[4], ERROR, "{name}");
    }
    assert!(folder.path().join("secret").is_file() && !folder.path().join("made").exists());
}

#[test]
fn links_are_not_followed() {
    let folder = Folder::new("links");
    let mut share = folder.share(false);
    assert_eq!(read(&mut share, &["link"]), None);
    assert!(!walk(&mut share, 4, &["up", "secret"]));
    assert!(walk(&mut share, 5, &["link"]));
    let answer = ask(&mut share, LINK_READ, &number(5));
    assert!(answer.ends_with(b"../secret"), "the guest may read what a link says");
}

#[test]
fn what_is_read_only_stays_as_it_is() {
    let folder = Folder::new("readonly");
    let mut share = folder.share(true);
    assert_eq!(read(&mut share, &["file"]).as_deref(), Some(&b"content"[..]));
    assert!(walk(&mut share, 6, &["file"]));
    assert_eq!(ask(&mut share, OPEN, &[number(6), number(2)].concat())[4], ERROR);
    let unlink = [number(1), string("file"), number(0)].concat();
    assert_eq!(ask(&mut share, UNLINK, &unlink)[4], ERROR);
    assert!(folder.path().join("shared/file").is_file());
}

#[test]
fn nonsense_is_answered() {
    let folder = Folder::new("nonsense");
    let mut share = folder.share(false);
    for length in 0..40 {
        for kind in 0..=u8::MAX {
            let mut message = vec![0xff; length];
            if let Some(place) = message.get_mut(4) {
                *place = kind;
            }
            assert!(share.answer(&mut message).len() >= HEADER);
        }
    }
}

#[test]
fn files_at_once_have_a_limit() {
    let folder = Folder::new("limit");
    let mut share = folder.share(false);
    let reached = (10..10 + FILES as u32 + 10).filter(|file| walk(&mut share, *file, &["file"])).count();
    assert_eq!(reached, FILES - 1, "one is the root");
}
