//! Prints what a world switch would load, and the vendor's node.

use downstream::{Guest, draft, vendor};

fn main() {
    let guest = Guest::new(3, 0x8020_0000).with_timer();
    println!("draft {}", draft::hstatus::REVISION);
    for (name, address, value) in [
        ("hstatus", draft::hstatus::ADDRESS, guest.hstatus.0),
        ("hgatp", draft::hgatp::ADDRESS, guest.hgatp.0),
        ("hvip", draft::hvip::ADDRESS, guest.hvip.0),
    ] {
        println!("{name:8} {address:#05x} = {value:#018x}");
    }
    println!("{:?}", guest.hgatp);
    let trace = vendor::vendortrace::Vendortrace::default().with_on(true).with_vmid(3);
    println!("{trace:?}\n\n{}", vendor::CSR_VENDORTRACE);
}
