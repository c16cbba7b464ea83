//! A guest that does anything at random beside one that must not notice;
//! `draftvisor campaign --kind isolation` goes on for as long as there is time.

use crate::program::{draftvisor, is_slow, note};
use crate::revisions;

/// Cases go through the revisions: this many shards have one each.
#[test]
fn nobody_is_harmed_by_a_wild_neighbour() {
    if !is_slow() {
        return;
    }
    let revisions = revisions();
    let shards = revisions.len();
    for (n, (revision, _)) in revisions.iter().enumerate() {
        let shard = format!("{}/{shards}", n + 1);
        let ran = draftvisor(&["campaign", "--kind", "isolation", "--seed", "4", "--shard", &shard, "--time", "1"]);
        assert!(ran.code == 0 && ran.out.contains("unharmed"), "{revision}:\n{}{}", ran.out, ran.err);
        note(&format!("a wild neighbour on {revision}: {}", ran.out.trim_end()));
    }
}
