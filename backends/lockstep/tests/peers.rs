//! Mistakes in a list of implementations.

#![allow(clippy::unwrap_used)]

use lockstep::campaign::PEERS;
use lockstep::peer::{self, Peer};
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A list of one implementation with these entries.
fn read(listed: &str) -> Result<Peer, String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, "peer: qemu-7.2\nrevision: \"1.0\"\noptions: -cpu rv64\nlisted:\n{listed}").unwrap();
    peer::read(file.path()).map(|mut all| all.remove(0))
}

/// What is said of it when it is held against the model.
fn checked(peer: &Peer) -> Result<(), String> {
    let (model, _) = load::Model::read(&root().join("model")).unwrap();
    let (spec, _) = model.at(model.revision(&peer.revision).unwrap(), 64, load::SPEC_PROFILE);
    peer.check(&spec, model.header.profiles.iter().find(|p| p.id == peer.name).unwrap())
}

#[test]
fn what_is_kept_fits_the_model() {
    for peer in peer::read(&root().join(PEERS)).unwrap() {
        checked(&peer).unwrap();
    }
}

#[test]
fn a_deviation_is_in_the_profile() {
    let peer = read("  - deviation: no-such-thing\n    never: [ecall]\n").unwrap();
    assert_eq!(checked(&peer).unwrap_err(), "qemu-7.2: its profile in the model has no deviation no-such-thing");
}

#[test]
fn a_field_is_in_the_text() {
    let peer = read("  - choice: GEILEN\n    fix: {hstatus: VGEYN to 0}\n").unwrap();
    assert_eq!(checked(&peer).unwrap_err(), "qemu-7.2: the text has no VGEYN in hstatus");
    let peer = read("  - choice: GEILEN\n    ignore: {hstates: all}\n").unwrap();
    assert_eq!(checked(&peer).unwrap_err(), "qemu-7.2: the text has no hstates");
}

#[test]
fn a_platform_is_known() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, "peer: spike\nrevision: \"1.0\"\nplatform: hifi\noptions: -m1\nlisted: []\n").unwrap();
    let wrong = peer::read(file.path()).unwrap_err();
    assert!(wrong.ends_with("line 1: the platform is `htif`, not `hifi`, or that of QEMU"), "{wrong}");
}

#[test]
fn what_the_texts_leave_open_is_said_here_alone() {
    let wrong = |listed: &str| read(listed).unwrap_err();
    let where_to_say_why = "line 5: say `why` here of what no profile of the model has";
    assert!(wrong("  - open: something\n    never: [ecall]\n").ends_with(where_to_say_why));
    assert!(wrong("  - choice: GEILEN\n    why: Of no use.\n").ends_with(where_to_say_why));
    assert!(wrong("  - quirk: GEILEN\n").ends_with("line 5: say `deviation`, `choice`, `extension` or `open`"));
}
