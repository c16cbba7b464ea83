//! Who may execute what: tables (d), (h) and (k), one row per mode and state.

use crate::hart::{Hart, covers, everywhere, place};
use isa::CsrOp;

/// Columns: 0.4 to 0.5, 0.6, 0.6.1-20200505, 0.6.1, 0.6.2, 1.0.
const COLUMNS: [&str; 6] = ["..0.5", "0.6", "0.6.1-20200505", "0.6.1", "0.6.2", "1.0"];

/// (d): `.` where the instruction or a place does not exist.
const INSTRUCTIONS: &str = "
    hfence.vvma | M  | -                         | ok  ok  ok  ok  ok  ok
    hfence.vvma | M  | mstatus.TVM               | ok  ok  ok  ok  ok  ok
    hfence.vvma | HS | -                         | ok  ok  ok  ok  ok  ok
    hfence.vvma | HS | mstatus.TVM               | ill ok  ok  ok  ok  ok
    hfence.vvma | U  | -                         | ill ill ill ill ill ill
    hfence.vvma | VS | -                         | ill ill vin vin vin vin
    hfence.vvma | VU | -                         | ill ill ill vin vin vin
    hfence.gvma | M  | mstatus.TVM               | ok  ok  ok  ok  ok  ok
    hfence.gvma | HS | -                         | ok  ok  ok  ok  ok  ok
    hfence.gvma | HS | mstatus.TVM               | ill ill ill ill ill ill
    hfence.gvma | U  | -                         | ill ill ill ill ill ill
    hfence.gvma | VS | -                         | ill ill vin vin vin vin
    hfence.gvma | VS | mstatus.TVM               | ill ill vin vin vin vin
    hfence.gvma | VU | -                         | ill ill ill vin vin vin
    hlv.w       | M  | -                         | .   ok  ok  ok  ok  ok
    hlv.w       | HS | -                         | .   ok  ok  ok  ok  ok
    hlv.w       | U  | -                         | .   ill ill ill ill ill
    hlv.w       | U  | hstatus.HU                | .   ok  ok  ok  ok  ok
    hlv.w       | VS | hstatus.HU                | .   ill vin vin vin vin
    hlv.w       | VU | hstatus.HU                | .   ill vin vin vin vin
    hlvx.hu     | VS | -                         | .   ill vin vin vin vin
    hsv.b       | U  | -                         | .   ill ill ill ill ill
    hsv.b       | VU | -                         | .   ill vin vin vin vin
    sfence.vma  | HS | -                         | ok  ok  ok  ok  ok  ok
    sfence.vma  | HS | mstatus.TVM               | ill ill ill ill ill ill
    sfence.vma  | HS | hstatus.VTVM              | ok  ok  ok  ok  ok  ok
    sfence.vma  | U  | -                         | ill ill ill ill ill ill
    sfence.vma  | VS | mstatus.TVM               | ok  ok  ok  ok  ok  ok
    sfence.vma  | VS | hstatus.VTVM              | ill ill vin vin vin vin
    sfence.vma  | VU | -                         | ill ill ill vin vin vin
    sret        | M  | mstatus.TSR               | ok  ok  ok  ok  ok  ok
    sret        | HS | -                         | ok  ok  ok  ok  ok  ok
    sret        | HS | mstatus.TSR               | ill ill ill ill ill ill
    sret        | HS | hstatus.VTSR              | ok  ok  ok  ok  ok  ok
    sret        | U  | -                         | ill ill ill ill ill ill
    sret        | VS | mstatus.TSR               | ok  ok  ok  ok  ok  ok
    sret        | VS | hstatus.VTSR              | ill ill vin vin vin vin
    sret        | VS | hstatus.VTSR mstatus.TSR  | ill ill vin vin vin vin
    sret        | VU | -                         | ill ill ill vin vin vin
    mret        | M  | -                         | ok  ok  ok  ok  ok  ok
    mret        | HS | -                         | ill ill ill ill ill ill
    mret        | U  | -                         | ill ill ill ill ill ill
    mret        | VS | -                         | ill ill ill ill ill ill
    mret        | VU | -                         | ill ill ill ill ill ill
    sinval.vma  | HS | mstatus.TVM               | .   .   .   .   .   ill
    sinval.vma  | VS | -                         | .   .   .   .   .   ok
    sinval.vma  | VS | hstatus.VTVM              | .   .   .   .   .   vin
    sinval.vma  | VU | -                         | .   .   .   .   .   vin
    hinval.vvma | HS | mstatus.TVM               | .   .   .   .   .   ok
    hinval.gvma | HS | mstatus.TVM               | .   .   .   .   .   ill
    hinval.gvma | U  | -                         | .   .   .   .   .   ill
    hinval.gvma | VS | -                         | .   .   .   .   .   vin
    hinval.vvma | VU | -                         | .   .   .   .   .   vin
    sfence.w.inval | VS | hstatus.VTVM           | .   .   .   .   .   ok
    sfence.w.inval | U  | -                      | .   .   .   .   .   ill
";

/// (k), for a hart on which nothing completes within a bounded time.
const WFI: &str = "
    wfi | M  | mstatus.TW             | ok  ok  ok  ok  ok  ok
    wfi | HS | -                      | ok  ok  ok  ok  ok  ok
    wfi | HS | mstatus.TW             | ill ill ill ill ill ill
    wfi | HS | hstatus.VTW            | .   .   .   ok  ok  ok
    wfi | U  | -                      | ill ill ill ill ill ill
    wfi | VS | -                      | ill ill vin ok  ok  ok
    wfi | VS | mstatus.TW             | ill ill vin ill ill ill
    wfi | VS | hstatus.VTW            | .   .   .   vin vin vin
    wfi | VS | hstatus.VTW mstatus.TW | .   .   .   ill ill ill
    wfi | VU | -                      | ill ill vin vin vin vin
    wfi | VU | mstatus.TW             | ill ill vin vin ill ill
    wfi | VU | hstatus.VTW            | .   .   .   vin vin vin
";

/// (d), (h): `r` reads, `w` writes.
const CSRS: &str = "
    r hstatus  | M  | -                          | ok  ok  ok  ok  ok  ok
    r hstatus  | HS | -                          | ok  ok  ok  ok  ok  ok
    r hstatus  | U  | -                          | ill ill ill ill ill ill
    r hstatus  | VS | -                          | ill ill vin vin vin vin
    w hstatus  | VS | -                          | ill ill vin vin vin vin
    r hstatus  | VU | -                          | ill ill ill vin vin vin
    r vsstatus | HS | -                          | ok  ok  ok  ok  ok  ok
    r vsstatus | VS | -                          | ill ill vin vin vin vin
    w vsepc    | VU | -                          | ill ill ill vin vin vin
    w hgeip    | HS | -                          | ill ill ill ill ill ill
    r hgeip    | VS | -                          | ill ill vin vin vin vin
    w hgeip    | VS | -                          | ill ill vin vin ill ill
    r sscratch | VS | -                          | ok  ok  ok  ok  ok  ok
    r sscratch | U  | -                          | ill ill ill ill ill ill
    r sscratch | VU | -                          | ill ill ill vin vin vin
    r satp     | HS | mstatus.TVM                | ill ill ill ill ill ill
    r satp     | VS | mstatus.TVM                | ok  ok  ok  ok  ok  ok
    r satp     | VS | hstatus.VTVM               | ill ill vin vin vin vin
    w satp     | VS | hstatus.VTVM mstatus.TVM   | ill ill vin vin vin vin
    r satp     | VU | mstatus.TVM                | ill ill ill vin vin vin
    r hgatp    | M  | mstatus.TVM                | ok  ok  ok  ok  ok  ok
    r hgatp    | HS | mstatus.TVM                | ill ill ill ill ill ill
    r hgatp    | VS | mstatus.TVM                | ill ill vin vin vin vin
    r vsatp    | HS | mstatus.TVM                | ok  ok  ok  ok  ok  ok
    r mstatus  | HS | -                          | ill ill ill ill ill ill
    r mstatus  | VS | -                          | ill ill ill ill ill ill
    r mstatus  | VU | -                          | ill ill ill ill ill ill
    r cycle    | M  | -                          | ok  ok  ok  ok  ok  ok
    w cycle    | M  | -                          | ill ill ill ill ill ill
    r cycle    | HS | -                          | ill ill ill ill ill ill
    r cycle    | HS | mcounteren.CY              | ok  ok  ok  ok  ok  ok
    r cycle    | U  | mcounteren.CY              | ill ill ill ill ill ill
    r cycle    | U  | mcounteren.CY scounteren.CY | ok  ok  ok  ok  ok  ok
    r cycle    | VS | -                          | ill ill ill ill ill ill
    r cycle    | VS | hcounteren.CY              | ill ill ill ill ill ill
    r cycle    | VS | mcounteren.CY              | ill ill vin vin vin vin
    r cycle    | VS | mcounteren.CY hcounteren.CY | ok  ok  ok  ok  ok  ok
    r cycle    | VU | mcounteren.CY              | ill ill vin vin vin vin
    r cycle    | VU | mcounteren.CY scounteren.CY | ill ill vin vin vin vin
    r cycle    | VU | mcounteren.CY hcounteren.CY | ill ill ill ill vin vin
    r cycle    | VU | mcounteren.CY hcounteren.CY scounteren.CY | ok ok ok ok ok ok
    r hpmcounter31 | VS | mcounteren.HPM31       | ill ill vin vin vin vin
    r senvcfg  | VS | -                          | .   .   .   .   ok  ok
    r senvcfg  | VU | -                          | .   .   .   .   vin vin
    r stimecmp | M  | -                          | .   .   .   .   ok  ok
    r stimecmp | HS | -                          | .   .   .   .   ill ill
    r stimecmp | HS | menvcfg.STCE               | .   .   .   .   ill ill
    r stimecmp | HS | mcounteren.TM              | .   .   .   .   ill ill
    r stimecmp | HS | menvcfg.STCE mcounteren.TM | .   .   .   .   ok  ok
    r stimecmp | U  | menvcfg.STCE mcounteren.TM | .   .   .   .   ill ill
    r stimecmp | VS | -                          | .   .   .   .   ill ill
    r stimecmp | VS | menvcfg.STCE mcounteren.TM | .   .   .   .   vin vin
    r stimecmp | VS | menvcfg.STCE mcounteren.TM hcounteren.TM | . . . . vin vin
    w stimecmp | VS | menvcfg.STCE mcounteren.TM hcounteren.TM henvcfg.VSTCE | . . . . ok .
    w stimecmp | VS | menvcfg.STCE mcounteren.TM hcounteren.TM henvcfg.STCE | . . . . . ok
    w stimecmp | VS | menvcfg.STCE mcounteren.TM henvcfg.STCE | . . . . . vin
    w stimecmp | VS | menvcfg.STCE hcounteren.TM henvcfg.STCE | . . . . . ill
    w stimecmp | VS | mcounteren.TM hcounteren.TM henvcfg.STCE | . . . . . ill
    w stimecmp | VU | menvcfg.STCE mcounteren.TM hcounteren.TM henvcfg.STCE | . . . . . vin
    r vstimecmp | M  | -                          | .   .   .   .   ok  ok
    r vstimecmp | HS | -                          | .   .   .   .   ill ill
    r vstimecmp | HS | menvcfg.STCE               | .   .   .   .   ill ill
    w vstimecmp | HS | menvcfg.STCE mcounteren.TM | .   .   .   .   ok  ok
    r vstimecmp | U  | menvcfg.STCE mcounteren.TM | .   .   .   .   ill ill
    r vstimecmp | VS | -                          | .   .   .   .   ill ill
    r vstimecmp | VS | menvcfg.STCE mcounteren.TM | .   .   .   .   vin vin
    r vstimecmp | VU | menvcfg.STCE mcounteren.TM | .   .   .   .   vin vin
";

fn check(table: &str, outcome: impl Fn(&Hart, &str) -> Option<Result<(), u64>>) {
    for line in table.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [what, mode, places, expected] = cells[..] else { panic!("{line}") };
        let expected: Vec<&str> = expected.split_whitespace().collect();
        assert_eq!(expected.len(), COLUMNS.len(), "{line}");
        for e in everywhere() {
            let revision = e.spec().revision.id.clone();
            let column = COLUMNS.iter().position(|c| covers(c, &revision)).unwrap();
            let at = place(&e);
            let mut hart = Hart::new(e, mode);
            let found = match hart.put_all(places).then(|| outcome(&hart, what)).flatten() {
                None => ".",
                Some(Ok(())) => "ok",
                Some(Err(2)) => "ill",
                Some(Err(22)) => "vin",
                Some(Err(code)) => panic!("{line}: code {code}"),
            };
            assert_eq!(found, expected[column], "{at}: {line}");
        }
    }
}

fn instruction(hart: &Hart, name: &str) -> Option<Result<(), u64>> {
    let at = hart.e.spec().insns.iter().position(|i| i.name == name)?;
    let operands: Vec<(&str, u64)> = hart.e.spec().insns[at].operands.iter().map(|o| (o.name.as_str(), 0)).collect();
    Some(hart.e.insn_legal(&hart.s, at, &operands))
}

fn access(hart: &Hart, what: &str) -> Option<Result<(), u64>> {
    let (op, name) = what.split_once(' ').unwrap();
    let Some(address) = hart.address(name) else {
        // A register that only some revisions of a column have is illegal in the others.
        return (name == "hgeip").then_some(Err(2));
    };
    Some(hart.e.csr_legal(&hart.s, address, op == "w"))
}

#[test]
fn instructions() {
    check(INSTRUCTIONS, instruction);
}

#[test]
fn wfi() {
    check(WFI, instruction);
}

#[test]
fn csrs() {
    check(CSRS, access);
}

/// (h): with V=1 nine addresses (and that of stimecmp) reach the guest's registers, others do not.
#[test]
fn substitution() {
    let pairs = [
        ("sstatus", "vsstatus", 1 << 18),
        ("sie", "vsie", 1 << 1),
        ("stvec", "vstvec", 0x1001),
        ("sscratch", "vsscratch", 7),
        ("sepc", "vsepc", 6),
        ("scause", "vscause", 9),
        ("stval", "vstval", 5),
        ("sip", "vsip", 1 << 1),
        ("satp", "vsatp", 0x123),
    ];
    for e in everywhere() {
        for (own, guests, value) in pairs {
            let mut hart = Hart::new(e.clone(), "VS");
            if hart.put_all("hie.VSSIE=0") {
                hart.put("hideleg", 0x444);
            }
            let address = hart.address(own).unwrap();
            let before = hart.get(own);
            e.csr(&mut hart.s, address, CsrOp::Set(value)).unwrap();
            assert_eq!(hart.get(guests) & value, value, "{}: {own} does not reach {guests}", place(&e));
            assert_eq!(e.csr(&mut hart.s, address, CsrOp::Read), Ok(hart.get(guests)));
            assert_eq!(hart.get(own), before, "{}: {own} is not kept", place(&e));
        }
        let mut hart = Hart::new(e.clone(), "VS");
        let scounteren = hart.address("scounteren").unwrap();
        e.csr(&mut hart.s, scounteren, CsrOp::Write(5)).unwrap();
        assert_eq!(hart.get("scounteren"), 5);
    }
}
