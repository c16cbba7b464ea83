//! On whose behalf memory is accessed: table (g), MPRV, SPRV and HLV/HSV.

use crate::hart::{Hart, covers, everywhere, mode_name, place};
use isa::Kind;

const COLUMNS: [&str; 3] = ["0.4-20190616", "0.4..0.5", "0.6.."];

/// Mode, state, and the mode that loads and stores are checked as.
const TABLE: &str = "
    M  | -                                              | M  M  M
    HS | -                                              | HS HS HS
    U  | -                                              | U  U  U
    VS | -                                              | VS VS VS
    VU | -                                              | VU VU VU
    M  | mstatus.MPRV mstatus.MPP=3                     | M  M  M
    M  | mstatus.MPRV mstatus.MPP=3 mstatus.MPV         | M  M  M
    M  | mstatus.MPRV mstatus.MPP=1                     | HS HS HS
    M  | mstatus.MPRV mstatus.MPP=0                     | U  U  U
    M  | mstatus.MPRV mstatus.MPP=1 mstatus.MPV         | VS VS VS
    M  | mstatus.MPRV mstatus.MPP=0 mstatus.MPV         | VU VU VU
    M  | mstatus.MPP=1 mstatus.MPV                      | M  M  M
    HS | hstatus.SPRV                                   | U  U  .
    HS | hstatus.SPRV sstatus.SPP                       | HS HS .
    HS | hstatus.SPRV hstatus.SPV                       | VU VU .
    HS | hstatus.SPRV hstatus.SPV sstatus.SPP           | VS VS .
    HS | hstatus.SPV sstatus.SPP                        | HS HS HS
    U  | hstatus.SPRV hstatus.SPV sstatus.SPP           | VS U  .
    VS | hstatus.SPRV                                   | U  VS .
    VU | hstatus.SPRV hstatus.SPV sstatus.SPP           | VS VU .
    M  | hstatus.SPRV hstatus.SPV sstatus.SPP           | M  M  .
    M  | mstatus.MPRV mstatus.MPP=0 hstatus.SPRV hstatus.SPV sstatus.SPP | VS VS .
    M  | mstatus.MPRV mstatus.MPP=1 mstatus.MPV hstatus.SPRV             | U  U  .
    M  | mstatus.MPRV mstatus.MPP=3 hstatus.SPRV hstatus.SPV             | M  M  .
";

#[test]
fn loads_and_stores() {
    for line in TABLE.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let expected: Vec<&str> = cells[2].split_whitespace().collect();
        for e in everywhere() {
            let column = COLUMNS.iter().position(|c| covers(c, &e.spec().revision.id)).unwrap();
            let at = place(&e);
            let mut hart = Hart::new(e, cells[0]);
            if !hart.put_all(cells[1]) {
                assert_eq!(expected[column], ".", "{at}: {line}");
                continue;
            }
            for kind in [Kind::Load, Kind::Store] {
                let access = hart.e.access(&hart.s, kind);
                assert_eq!(mode_name(access.prv, access.v), expected[column], "{at}: {line}");
                assert!(access.kind == kind && !access.exec_as_read);
            }
            let fetch = hart.e.access(&hart.s, Kind::Fetch);
            assert_eq!(mode_name(fetch.prv, fetch.v), cells[0], "{at}: {line}: a fetch is never redirected");
        }
    }
}

/// (g), last rows: SPVP alone decides about HLV and HSV.
#[test]
fn hlv_and_hsv() {
    for e in everywhere().filter(|e| covers("0.6..", &e.spec().revision.id)) {
        let mut hart = Hart::new(e, "M");
        assert!(hart.put_all("mstatus.MPRV mstatus.MPP=0"));
        for (spvp, mode) in [(0, "VU"), (1, "VS")] {
            hart.put("hstatus.SPVP", spvp);
            let access = hart.e.guest_access(&hart.s, Kind::Load, true);
            assert_eq!(mode_name(access.prv, access.v), mode);
            assert!(access.exec_as_read);
        }
    }
}

/// (g): the guest's SUM for its pages; the host's MXR for both stages, the guest's for its own.
#[test]
fn sum_and_mxr() {
    for e in everywhere() {
        let mut hart = Hart::new(e, "HS");
        for (host, guest) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            for (place, value) in [("sstatus.SUM", host), ("sstatus.MXR", host), ("vsstatus.SUM", guest), ("vsstatus.MXR", guest)] {
                hart.put(place, value);
            }
            let ask = |rule: &str, args: &[u64]| hart.e.rule_value(&hart.s, rule, args);
            assert_eq!(ask("sum_at", &[0]), Some(host));
            assert_eq!(ask("sum_at", &[1]), Some(guest));
            assert_eq!(ask("mxr_at", &[0, 0]), Some(host));
            assert_eq!(ask("mxr_at", &[1, 0]), Some(host | guest));
            assert_eq!(ask("mxr_at", &[1, 1]), Some(host));
        }
    }
}
