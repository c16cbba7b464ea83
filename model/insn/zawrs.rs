//! Waiting for a reservation to end (Zawrs). It may end at any time, for any reason: here at once, so that the
//! wait is always within the bound that TW and VTW ask for.

insn! { wrs.nto { extension: zawrs, encoding: "0000000 01101 00000 000 00000 1110011", exec: { fence(); }, cite: zawrs/wrs, doc: "Waits until a reservation ends." } }
insn! { wrs.sto { extension: zawrs, encoding: "0000000 11101 00000 000 00000 1110011", exec: { fence(); }, cite: zawrs/wrs, doc: "Waits until a reservation ends, for a short time." } }
