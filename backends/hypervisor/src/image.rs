//! The guest's image, flattened on the host by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/guest.rs"));
