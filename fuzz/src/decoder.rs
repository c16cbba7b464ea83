//! Words, decoded as the model enumerates its encodings and as generated code
//! does: both must find the same instruction with the same operands, or none.

use arbitrary::Unstructured;
use differential::Comparison;

use crate::machine::specs;

/// Reads one input.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok(spec) = input.choose(specs()) else { return };
    let decoders = Comparison {
        name: "decoded words",
        compare: |pair, word| {
            pair.decode(word as u32);
            1
        },
    };
    for word in input.take_rest().as_chunks().0 {
        let word = u32::from_le_bytes(*word);
        differential::compare(spec, &decoders, word.into()).expect("code was generated for every revision");
    }
}
