//! A program that is not ours uses our model: typed CSRs of a draft that it chooses, and a CSR of its own.
//!
//! To follow another draft, change `revision` below. What the new one lacks is then an error at the word
//! that asks for it, which says since when there is such a thing: try it with the draft before.

/// Registers of the draft that this program was written for.
pub mod draft {
    macros::accessors! { revision: "0.6.1", xlen: 64, csrs: [hstatus, hgatp, hvip, scause] }
}

/// Registers of a vendor, in the language of the model. The node itself is `CSR_VENDORTRACE`: append it to
/// a model file, and emulator, hypervisor and book have the register too.
pub mod vendor {
    macros::csr! { vendortrace {
        at: 0x6c0,
        level: HS,
        cite: hypervisor/csrs,
        doc: "Traces guests: a vendor's own register.",
        fields: {
            ON: {bits: 0, doc: "Trace."},
            VMID: {bits: 14-1, doc: "Only this guest."},
            LOST: {bits: 63, access: ro, doc: "Something could not be traced."},
        },
    } }
}

use draft::{hgatp::Hgatp, hstatus::Hstatus, hvip::Hvip};

/// What a world switch loads for a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Guest control.
    pub hstatus: Hstatus,
    /// Second stage of translation.
    pub hgatp: Hgatp,
    /// Interrupts that wait for it.
    pub hvip: Hvip,
}

/// Bytes of a page.
const PAGE: u64 = 4096;

/// Sv39x4, the number in `hgatp.MODE`.
const SV39X4: u64 = 8;

impl Guest {
    /// A guest that was interrupted in its kernel, with its root table at a physical address.
    pub fn new(vmid: u64, root: u64) -> Self {
        Guest {
            hstatus: Hstatus::default().with_spv(true).with_spvp(true).with_vtw(true),
            hgatp: Hgatp::default().with_mode(SV39X4).with_vmid(vmid).with_ppn(root / PAGE),
            hvip: Hvip::default(),
        }
    }

    /// The same guest with its timer interrupt waiting.
    pub fn with_timer(self) -> Self {
        Guest { hvip: self.hvip.with_vstip(true), ..self }
    }
}
