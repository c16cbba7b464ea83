#!/usr/bin/env python3
"""Prints prototypes of generated/<rev>/{hypervisor,firmware}.rs.

The facts here stand in for the model until `draftvisor gen` emits the files;
the templates are what it is to print. Only lists enter the templates.
"""
import os, sys
import jinja2

HERE = os.path.dirname(os.path.abspath(__file__))
REVS = ["0.4-20190616", "0.4", "0.5-20191029", "0.5", "0.6",
        "0.6.1-20200505", "0.6.1", "0.6.2", "1.0"]
# profile -> revision it belongs to, quirks, CSRs that are missing
PROFILES = {
    "qemu-4.1": ("0.4-20190616", {"GUEST_LOADS_UNRELIABLE", "PTE_FAULTS_AS_PAGE_FAULTS",
                                  "STVAL_HOLDS_GPA", "HS_INTERRUPTS_NEED_SIE"}, {"hcounteren"}),
    "qemu-4.2": ("0.5-20191029", {"GUEST_LOADS_UNRELIABLE", "PTE_FAULTS_AS_PAGE_FAULTS",
                                  "HS_INTERRUPTS_NEED_SIE"}, set()),
    "qemu-4.2.94": ("0.6", {"GUEST_LOADS_UNRELIABLE", "PTE_FAULTS_AS_PAGE_FAULTS",
                            "HS_INTERRUPTS_NEED_SIE"}, set()),
    "qemu-10.0": ("1.0", {"HTIMEDELTA_WRITE_RAISES_TIMER"}, set()),
    "qemu-5.2": ("0.6.1-20200505", {"GUEST_LOADS_UNRELIABLE", "PTE_FAULTS_AS_PAGE_FAULTS",
                                    "HS_INTERRUPTS_NEED_SIE"}, set()),
}
QUIRKS = [
    ("HS_INTERRUPTS_NEED_SIE", "HS-level interrupts reach HS-mode from VS-mode only if the HS-level `sstatus.SIE` is 1."),
    ("GUEST_LOADS_UNRELIABLE", "HLVX, or loads under SPRV, do not read what the guest would fetch."),
    ("PTE_FAULTS_AS_PAGE_FAULTS", "A G-stage fault on a guest's page table is reported as a page fault of the guest."),
    ("HTIMEDELTA_WRITE_RAISES_TIMER", "A write to `htimedelta` raises VSTI for good, by a timer compare that is not in use."),
    ("STVAL_HOLDS_GPA", "`stval` holds the guest physical address on a G-stage fault."),
]

def hx(v):
    s = f"{v:x}"
    if len(s) > 4:
        parts = []
        while s:
            parts.insert(0, s[-4:]); s = s[:-4]
        s = "_".join(parts)
    return "0x" + s

def field(name, hi, lo):
    return dict(name=name, hi=hi, lo=lo, mask=hx(((1 << (hi - lo + 1)) - 1) << lo))

def csr(name, address, *fields, doc=""):
    return dict(name=name, address=f"0x{address:03x}", doc=doc, fields=[field(*f) for f in fields])

def facts(rev, profile):
    n = REVS.index(rev)
    since = lambda r: n >= REVS.index(r)
    quirks_on, missing = set(), set()
    if profile != "spec":
        _, quirks_on, missing = PROFILES[profile]
    only = lambda cond, *xs: list(xs) if cond else []
    sfields = [("SIE", 1, 1), ("SPIE", 5, 5)] + only(since("0.4"), ("UBE", 6, 6)) + [("SPP", 8, 8)] \
        + only(since("1.0"), ("VS", 10, 9)) + [("FS", 14, 13), ("XS", 16, 15), ("SUM", 18, 18),
        ("MXR", 19, 19), ("UXL", 33, 32), ("SD", 63, 63)]
    hfields = only(not since("0.6"), ("SPRV", 0, 0)) + only(since("0.4"), ("VSBE", 5, 5)) \
        + (only(since("0.6"), ("GVA", 6, 6)) + only(not since("0.5-20191029"), ("STL", 6, 6))) \
        + [("SPV", 7, 7)] + ([("SPVP", 8, 8), ("HU", 9, 9)] if since("0.6") else [("SP2P", 8, 8), ("SP2V", 9, 9)]) \
        + only(since("0.5"), ("VGEIN", 17, 12)) + [("VTVM", 20, 20)] + only(since("0.6.1"), ("VTW", 21, 21)) \
        + [("VTSR", 22, 22)] + only(since("0.4"), ("VSXL", 33, 32))
    si = lambda s: [("SSI" + s, 1, 1), ("STI" + s, 5, 5), ("SEI" + s, 9, 9)]
    vi = lambda s: [("VSSI" + s, 2, 2), ("VSTI" + s, 6, 6), ("VSEI" + s, 10, 10)]
    gi = lambda s: only(since("0.5"), ("SGEI" + s, 12, 12))
    vec = [("MODE", 1, 0), ("BASE", 63, 2)]
    cnt = [("CY", 0, 0), ("TM", 1, 1), ("IR", 2, 2)]
    s_csrs = [csr("sstatus", 0x100, *sfields), csr("sie", 0x104, *si("E")), csr("stvec", 0x105, *vec),
              csr("scounteren", 0x106, *cnt)] + only(since("0.6.2"), csr("senvcfg", 0x10a, ("FIOM", 0, 0))) + [
              csr("sscratch", 0x140), csr("sepc", 0x141), csr("scause", 0x142), csr("stval", 0x143),
              csr("sip", 0x144, *si("P")), csr("satp", 0x180, ("PPN", 43, 0), ("ASID", 59, 44), ("MODE", 63, 60))]
    vs_csrs = [csr("vsstatus", 0x200, *sfields), csr("vsie", 0x204, *si("E")), csr("vstvec", 0x205, *vec),
               csr("vsscratch", 0x240), csr("vsepc", 0x241), csr("vscause", 0x242), csr("vstval", 0x243),
               csr("vsip", 0x244, *si("P")), csr("vsatp", 0x280, ("PPN", 43, 0), ("ASID", 59, 44), ("MODE", 63, 60))]
    envcfg = [("FIOM", 0, 0), ("CBIE", 5, 4), ("CBCFE", 6, 6), ("CBZE", 7, 7)] \
        + only(since("1.0"), ("PBMTE", 62, 62)) + [("STCE" if since("1.0") else "VSTCE", 63, 63)]
    h5 = since("0.5-20191029")
    h_csrs = [csr("hstatus", 0x600, *hfields), csr("hedeleg", 0x602), csr("hideleg", 0x603)] \
        + only(h5, csr("hie", 0x604, *(vi("E") + gi("E")))) \
        + only(since("0.4"), csr("htimedelta", 0x605)) + [csr("hcounteren", 0x606, *cnt)] \
        + only(since("0.5"), csr("hgeie", 0x607)) + only(since("0.6.2"), csr("henvcfg", 0x60a, *envcfg)) \
        + only(h5, csr("htval", 0x643), csr("hip", 0x644, *(vi("P") + gi("P")))) \
        + only(since("0.6"), csr("hvip", 0x645, *vi("P"))) + only(h5, csr("htinst", 0x64a)) \
        + [csr("hgatp", 0x680, ("PPN", 43, 0), ("VMID", 57, 44), ("MODE", 63, 60))] \
        + only(since("0.5"), csr("hgeip", 0xe12 if since("0.6") else 0xe07))
    h_csrs = [c for c in h_csrs if c["name"] not in missing]
    mstatus = [("SIE", 1, 1), ("MIE", 3, 3), ("SPIE", 5, 5), ("MPIE", 7, 7), ("SPP", 8, 8), ("MPP", 12, 11),
               ("FS", 14, 13), ("MPRV", 17, 17), ("SUM", 18, 18), ("MXR", 19, 19), ("TVM", 20, 20),
               ("TW", 21, 21), ("TSR", 22, 22)] + only(since("0.6"), ("GVA", 38, 38)) \
        + only(not h5, ("MTL", 38, 38)) + [("MPV", 39, 39)]
    mi = lambda s: si(s)[:1] + [("MSI" + s, 3, 3)] + si(s)[1:2] + [("MTI" + s, 7, 7)] + si(s)[2:] + [("MEI" + s, 11, 11)] \
        + (vi(s) + gi(s) if h5 else [])
    m_csrs = [csr("mstatus", 0x300, *mstatus), csr("misa", 0x301, ("H", 7, 7)), csr("medeleg", 0x302),
              csr("mideleg", 0x303), csr("mie", 0x304, *mi("E")), csr("mtvec", 0x305, *vec),
              csr("mcounteren", 0x306, *cnt), csr("mscratch", 0x340), csr("mepc", 0x341), csr("mcause", 0x342),
              csr("mtval", 0x343), csr("mip", 0x344, *mi("P"))] + only(h5, csr("mtinst", 0x34a), csr("mtval2", 0x34b)) \
        + [csr("pmpcfg0", 0x3a0), csr("pmpaddr0", 0x3b0), csr("mvendorid", 0xf11), csr("marchid", 0xf12), csr("mimpid", 0xf13),
           csr("mhartid", 0xf14)]
    counters = [csr("cycle", 0xc00), csr("time", 0xc01), csr("instret", 0xc02)]

    exc = [("INSTRUCTION_ADDRESS_MISALIGNED", 0), ("INSTRUCTION_ACCESS_FAULT", 1), ("ILLEGAL_INSTRUCTION", 2),
           ("BREAKPOINT", 3), ("LOAD_ADDRESS_MISALIGNED", 4), ("LOAD_ACCESS_FAULT", 5),
           ("STORE_ADDRESS_MISALIGNED", 6), ("STORE_ACCESS_FAULT", 7), ("ECALL_FROM_U", 8), ("ECALL_FROM_HS", 9),
           ("ECALL_FROM_VS", 10), ("ECALL_FROM_M", 11), ("INSTRUCTION_PAGE_FAULT", 12), ("LOAD_PAGE_FAULT", 13),
           ("STORE_PAGE_FAULT", 15)] + only(h5, ("INSTRUCTION_GUEST_PAGE_FAULT", 20), ("LOAD_GUEST_PAGE_FAULT", 21)) \
        + only(since("0.6.1-20200505"), ("VIRTUAL_INSTRUCTION", 22)) + only(h5, ("STORE_GUEST_PAGE_FAULT", 23))
    exc = [dict(name=a, code=b, doc=a.replace("_", " ").capitalize()) for a, b in exc]
    names = {e["name"] for e in exc}
    ints = [("SSI", 1)] + only(h5, ("VSSI", 2)) + [("MSI", 3), ("STI", 5)] + only(h5, ("VSTI", 6)) \
        + [("MTI", 7), ("SEI", 9)] + only(h5, ("VSEI", 10)) + [("MEI", 11)] + only(since("0.5"), ("SGEI", 12))
    kinds = {"S": "Supervisor", "V": "VS-level", "M": "Machine"}
    sorts = {"SI": "software", "TI": "timer", "EI": "external"}
    ints = [dict(name=a, code=b, doc="Supervisor guest external interrupt" if a == "SGEI"
                 else f"{kinds[a[0]]} {sorts[a[-2:]]} interrupt") for a, b in ints]

    # --- derived lists of the world switch
    uxl = "2 << csr::sstatus::UXL_SHIFT | 1 << csr::sstatus::FS_SHIFT"
    swap = [dict(field="pc", csr="sepc", reset="0", doc="Where the guest goes on: `sepc`."),
            dict(field="sstatus", csr="sstatus", reset=uxl, doc="`sstatus` while the guest runs."),
            dict(field="hstatus", csr="hstatus", doc="`hstatus` while the guest runs.",
                 reset=("2 << csr::hstatus::VSXL_SHIFT" + (" | csr::hstatus::VTW" if since("0.6.1") else "")) if since("0.4") else "0"),
            dict(field="scounteren", csr="scounteren", reset="0", doc="The guest's `scounteren`.")] \
        + only(since("0.6.2"), dict(field="senvcfg", csr="senvcfg", reset="0", doc="The guest's `senvcfg`."))
    switch = ["hgatp"] + only(since("0.4"), "htimedelta") + only(since("0.6.2"), "henvcfg") \
        + ["vsstatus", "vstvec", "vsscratch", "vsepc", "vscause", "vstval", "vsatp"] \
        + (["hie"] if h5 else ["vsie"]) + ["hvip" if since("0.6") else "hip" if h5 else "vsip"]
    reset = {name: "0" for name in switch}
    reset["vsstatus"] = "2 << csr::vsstatus::UXL_SHIFT"
    if since("0.6"): inj = dict(csr="hvip", software="VSSIP", timer="VSTIP", external="VSEIP")
    elif h5: inj = dict(csr="hip", software="VSSIP", timer="VSTIP", external="VSEIP")
    else: inj = dict(csr="vsip", software="SSIP", timer="STIP", external="SEIP")
    if h5: pending = dict(ip="hip", ie="hie", mask="csr::hip::VSSIP | csr::hip::VSTIP | csr::hip::VSEIP")
    else: pending = dict(ip="vsip", ie="vsie", mask="csr::vsip::SSIP | csr::vsip::STIP | csr::vsip::SEIP")
    mode = ["self.hstatus |= csr::hstatus::SPV;",
            "let spp = if supervisor { csr::sstatus::SPP } else { 0 };",
            "self.sstatus = self.sstatus & !csr::sstatus::SPP | spp;"]
    if since("0.6"):
        mode += ["let spvp = if supervisor { csr::hstatus::SPVP } else { 0 };",
                 "self.hstatus = self.hstatus & !csr::hstatus::SPVP | spvp;"]
    if h5:
        faults = [dict(name="INSTRUCTION_GUEST_PAGE_FAULT", kind="Fetch", guard=""),
                  dict(name="LOAD_GUEST_PAGE_FAULT", kind="Load", guard=""),
                  dict(name="STORE_GUEST_PAGE_FAULT", kind="Store", guard="")]
    else:
        g = "self.hstatus & csr::hstatus::STL != 0"
        faults = [dict(name="INSTRUCTION_PAGE_FAULT", kind="Fetch", guard=g),
                  dict(name="LOAD_PAGE_FAULT", kind="Load", guard=g),
                  dict(name="STORE_PAGE_FAULT", kind="Store", guard=g)]

    # --- policy
    bits = lambda ns, mod: " | ".join(f"1 << {mod}::{x}" for x in ns)
    guest_handles = ["INSTRUCTION_ADDRESS_MISALIGNED"] + only(since("0.6.1-20200505"), "ILLEGAL_INSTRUCTION") \
        + ["BREAKPOINT", "LOAD_ADDRESS_MISALIGNED", "STORE_ADDRESS_MISALIGNED", "ECALL_FROM_U",
           "INSTRUCTION_PAGE_FAULT", "LOAD_PAGE_FAULT", "STORE_PAGE_FAULT"]
    vs_ints = ["VSSI", "VSTI", "VSEI"] if h5 else ["SSI", "STI", "SEI"]
    setup = [dict(csr="hedeleg", value=bits(guest_handles, "exception")),
             dict(csr="hideleg", value=bits(vs_ints, "interrupt"))] \
        + only("hcounteren" not in missing, dict(csr="hcounteren", value="csr::hcounteren::CY | csr::hcounteren::TM | csr::hcounteren::IR")) \
        + only(since("0.5"), dict(csr="hgeie", value="0")) \
        + [dict(csr="sie", value="0")]
    hs_handles = [e["name"] for e in exc if e["name"] not in
                  ("ILLEGAL_INSTRUCTION", "ECALL_FROM_HS", "ECALL_FROM_M")]
    m_setup = [dict(csr="medeleg", value=bits(hs_handles, "exception")),
               dict(csr="mideleg", value=bits(["SSI", "STI", "SEI"] + (["VSSI", "VSTI", "VSEI"] if h5 else []) + only(since("0.5"), "SGEI"), "interrupt")),
               dict(csr="mcounteren", value="csr::mcounteren::CY | csr::mcounteren::TM | csr::mcounteren::IR"),
               dict(csr="pmpaddr0", value=hx((1 << 54) - 1)), dict(csr="pmpcfg0", value="0x1f"),
               dict(csr="mie", value="csr::mie::MSIE"), dict(csr="mip", value="0")]
    into_hs = ["let spv = from_guest << csr::hstatus::SPV_SHIFT;"]
    if since("0.6"):
        into_hs += ["let gva = (status & csr::mstatus::GVA) >> csr::mstatus::GVA_SHIFT << csr::hstatus::GVA_SHIFT;",
                    "let old = if from_guest != 0 { previous << csr::hstatus::SPVP_SHIFT } else { hstatus & csr::hstatus::SPVP };",
                    "csr::hstatus::write(hstatus & !(csr::hstatus::SPV | csr::hstatus::GVA | csr::hstatus::SPVP) | spv | gva | old);"]
    else:
        stl = " | csr::hstatus::STL" if not h5 else ""
        into_hs += ["let sp2v = (hstatus & csr::hstatus::SPV) >> csr::hstatus::SPV_SHIFT << csr::hstatus::SP2V_SHIFT;",
                    "let sp2p = (status & csr::mstatus::SPP) >> csr::mstatus::SPP_SHIFT << csr::hstatus::SP2P_SHIFT;"]
        tail = ""
        if not h5:
            into_hs += ["let stl = (status & csr::mstatus::MTL) >> csr::mstatus::MTL_SHIFT << csr::hstatus::STL_SHIFT;"]
            tail = " | stl"
        into_hs += [f"csr::hstatus::write(hstatus & !(csr::hstatus::SPV | csr::hstatus::SP2V | csr::hstatus::SP2P{stl}) | spv | sp2v | sp2p{tail});"]
    if h5:
        into_hs += ["csr::htval::write(csr::mtval2::read());", "csr::htinst::write(csr::mtinst::read());"]

    if since("0.6"):
        word = 0x64304073 | 10 << 7 | 10 << 15
        fetch = dict(doc="HLVX.HU a0, (a0) under the given `hstatus` and `sstatus`.",
                     access=f'".4byte {hx(word).replace("_", "")}"',
                     setup=["let hstatus = csr::hstatus::read() & !csr::hstatus::SPVP | vcpu.hstatus & csr::hstatus::SPVP;",
                            "let sstatus = csr::sstatus::read();"])
    else:
        fetch = dict(doc="LHU a0, 0(a0) under the given `hstatus` (with SPRV) and `sstatus` (with MXR).",
                     access='"lhu a0, 0(a0)"',
                     setup=["let hstatus = vcpu.hstatus | csr::hstatus::SPV | csr::hstatus::SPRV;",
                            "let spp = vcpu.sstatus & csr::sstatus::SPP;",
                            "let sstatus = csr::sstatus::read() & !csr::sstatus::SPP | spp | csr::sstatus::MXR;"])

    acc = []
    for name, f3, size, sign in [("lb", 0, 1, 1), ("lh", 1, 2, 1), ("lw", 2, 4, 1), ("ld", 3, 8, 0),
                                 ("lbu", 4, 1, 0), ("lhu", 5, 2, 0), ("lwu", 6, 4, 0)]:
        acc.append((name, 0x707f, 0x03 | f3 << 12, 0, size, sign, "Full(7)"))
    for name, f3, size in [("sb", 0, 1), ("sh", 1, 2), ("sw", 2, 4), ("sd", 3, 8)]:
        acc.append((name, 0x707f, 0x23 | f3 << 12, 1, size, 0, "Full(20)"))
    for name, f3, q, size, store, sign, reg in [
            ("c.lw", 2, 0, 4, 0, 1, "Compressed(2)"), ("c.ld", 3, 0, 8, 0, 0, "Compressed(2)"),
            ("c.sw", 6, 0, 4, 1, 0, "Compressed(2)"), ("c.sd", 7, 0, 8, 1, 0, "Compressed(2)"),
            ("c.lwsp", 2, 2, 4, 0, 1, "Full(7)"), ("c.ldsp", 3, 2, 8, 0, 0, "Full(7)"),
            ("c.swsp", 6, 2, 4, 1, 0, "Full(2)"), ("c.sdsp", 7, 2, 8, 1, 0, "Full(2)")]:
        acc.append((name, 0xe003, q | f3 << 13, store, size, sign, reg))
    b = lambda v: "true" if v else "false"
    accesses = [dict(name=a, mask=hx(m), bits=hx(x), store=b(st), bytes=sz, sign=b(sg), reg=r)
                for a, m, x, st, sz, sg, r in acc]

    common = dict(rev=rev, profile=profile, exceptions=exc, interrupts=ints,
                  hfence_gvma="0x62000073", hfence_vvma="0x22000073")
    hv = dict(common, csrs=s_csrs + counters + h_csrs + vs_csrs,
              quirks=[dict(name=q, doc=d, on=b(q in quirks_on)) for q, d in QUIRKS],
              trapped=["scause", "stval"] + only(h5, "htval", "htinst"), swap=swap, switch=switch,
              switch_reset=reset, inject=inj, pending=pending, guest_mode=mode, guest_faults=faults,
              virtual_instruction="VIRTUAL_INSTRUCTION" in names, has_htval=h5,
              pseudo=["0x2000", "0x2020", "0x3000", "0x3020"],
              host_saved=["ra", "gp", "tp"] + [f"s{i}" for i in range(12)],
              gstage=dict(name="Sv39x4", mode=8, levels=3, root=16384, bits=41),
              pte=dict(V="0x01", R="0x02", W="0x04", X="0x08", U="0x10", A="0x40", D="0x80"),
              vs_modes=[dict(mode=8, levels=3, name="Sv39"), dict(mode=9, levels=4, name="Sv48")]
              + only(since("1.0"), dict(mode=10, levels=5, name="Sv57")),
              fetch=fetch, accesses=accesses, wfi="0x1050_0073", setup=setup)
    fw = dict(common, csrs=m_csrs + s_csrs + [c for c in h_csrs if c["name"] in ("hstatus", "hedeleg", "htval", "htinst")]
              + [c for c in vs_csrs if c["name"] in ("vsstatus", "vstvec", "vsepc", "vscause", "vstval")],
              setup=m_setup, enter_clear=["MPV"], into_hs=into_hs,
              rdtime=dict(mask="0xffff_f07f", bits="0xc010_2073", csr="0xc01"))
    return hv, fw

def main():
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(os.path.join(HERE, "templates")),
                             undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    jobs = [(r, "spec") for r in REVS] + [(r, p) for p, (r, _, _) in PROFILES.items()]
    for rev, profile in jobs:
        out = os.path.join(HERE, rev, "" if profile == "spec" else f"profile-{profile}")
        os.makedirs(out, exist_ok=True)
        hv, fw = facts(rev, profile)
        for name, data in (("hypervisor.rs", hv), ("firmware.rs", fw)):
            with open(os.path.join(out, name), "w") as f:
                f.write(env.get_template(name + ".j2").render(data))

main()
