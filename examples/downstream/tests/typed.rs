//! The typed accessors mean what the manual says.

use downstream::{Guest, draft, vendor};

#[test]
fn a_guest_is_what_the_draft_wants() {
    let guest = Guest::new(3, 0x8020_0000).with_timer();
    assert_eq!(guest.hstatus.0, 1 << 21 | 1 << 8 | 1 << 7);
    assert_eq!(guest.hgatp.0, 8 << 60 | 3 << 44 | 0x80200);
    assert_eq!(guest.hvip.0, 1 << 6);
    assert!(!guest.hstatus.vtsr() && guest.hstatus.spv());
}

#[test]
fn addresses_and_masks_come_from_the_model() {
    assert_eq!(draft::hstatus::ADDRESS, 0x600);
    assert_eq!(draft::hvip::MASK, 1 << 10 | 1 << 6 | 1 << 2);
    assert_eq!(draft::scause::INTERRUPT_MASK, 1 << 63);
    assert_eq!(draft::hstatus::REVISION, "0.6.1");
}

#[test]
fn a_node_of_ones_own_is_typed_and_can_go_into_a_model() {
    let v = vendor::vendortrace::Vendortrace(1 << 63 | 7 << 1);
    assert_eq!((v.lost(), v.vmid(), v.on()), (true, 7, false));
    assert!(vendor::CSR_VENDORTRACE.contains("at: 0x6c0\n"));
}
