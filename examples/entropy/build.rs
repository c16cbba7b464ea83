//! Links the guest where guest RAM starts.

fn main() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../guest-rt/guest.ld");
    println!("cargo:rerun-if-changed={script}");
    println!("cargo:rustc-link-arg=-T{script}");
}
