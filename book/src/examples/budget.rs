//! The register of `budget.yaml` in the macro form; the page about the language shows both.

// ANCHOR: csr
csr! { vbudget @ 0x6c0 {
    level: HS,
    width: 32,
    cite: hypervisor/csrs,
    doc: "How many calls a guest may make before the hypervisor is asked, a vendor's own register.",
    fields: {
        ON: {bits: 31, doc: "Counts the calls of the guest."},
        MOST: {bits: 15-8, legal: "new >= 4", else: keep, doc: "Largest budget; at least 4."},
        LEFT: {bits: 7-0, write: "if new > vbudget.MOST { vbudget.MOST } else { new }", doc: "Calls that are left."},
    },
} }
// ANCHOR_END: csr
