//! The macro files of the real model are Rust: these are the same files that the loader reads.

#[path = "../../../../model/insn/a.rs"]
pub mod a;
#[path = "../../../../model/insn/c.rs"]
pub mod c;
#[path = "../../../../model/insn/m.rs"]
pub mod m;
#[path = "../../../../model/insn/rv32i.rs"]
pub mod rv32i;
#[path = "../../../../model/insn/rv64i.rs"]
pub mod rv64i;
#[path = "../../../../model/insn/zicsr.rs"]
pub mod zicsr;
