//! What the tests share: specs of all revisions, and a hart to run them on.

use eval::{Evaluator, State};
use ir::Spec;
use isa::{Access, CacheBlock, Exception, Fence, Kind, Machine};
use load::Model;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub const REVISIONS: [&str; 9] = ["0.4-20190616", "0.4", "0.5-20191029", "0.5", "0.6", "0.6.1-20200505", "0.6.1", "0.6.2", "1.0"];

/// A hart that is built the other way wherever the texts leave it open.
const OTHER: &str = "
profile: other
implements: []
doc: For tests.
choices: {VECTOR_STATE: true, MSECCFG: true, CONTEXT_CSRS: true, TINST_ZERO: true, ILLEGAL_TVAL_ZERO: true, EBREAK_TVAL_ZERO: true,
  WFI_TRAPS_AT_ONCE: false, VSATP_WRITE_IGNORED: true, SGEIE_WRITABLE: true, GEILEN: 0, PMP_64: false, SSTC: false, SVADU: false}
";

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        // Mutation runs these tests on a model that is not the repository's, and the first that fails is enough.
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model");
        let other = std::env::var_os("DRAFTVISOR_MODEL").map(PathBuf::from);
        if other.is_some() {
            std::panic::set_hook(Box::new(|panic| {
                let place = panic.location().map_or("a test".to_string(), |l| format!("{}:{}", l.file(), l.line()));
                let _ = writeln!(std::io::stdout(), "\nnoticed: {place}");
                std::process::exit(1);
            }));
        }
        let dir = other.unwrap_or(own);
        let mut files = load::find(&dir).unwrap();
        files.push(("model/profiles/other.yaml".to_string(), OTHER.to_string()));
        let (model, found) = Model::from_files(files);
        assert!(found.is_empty(), "the model has errors: run `draftvisor check`: {found:?}");
        model
    })
}

/// All revisions at both XLENs, as a profile makes them.
fn made(profile: &str) -> Vec<Spec> {
    let places = REVISIONS.iter().flat_map(|revision| load::XLENS.map(|xlen| (model().revision(revision).unwrap(), xlen)));
    let spec = |(revision, xlen)| {
        let (spec, errors) = model().at(revision, xlen, profile);
        assert!(errors.is_empty(), "the model has errors: run `draftvisor check`: {errors:?}");
        spec
    };
    places.map(spec).collect()
}

fn specs() -> &'static Vec<Spec> {
    static SPECS: OnceLock<Vec<Spec>> = OnceLock::new();
    SPECS.get_or_init(|| made(load::SPEC_PROFILE))
}

/// All revisions at one XLEN, oldest first, on a hart that is built the other way wherever the texts leave it open.
pub fn otherwise(xlen: u32) -> impl Iterator<Item = Evaluator<'static>> {
    static SPECS: OnceLock<Vec<Spec>> = OnceLock::new();
    SPECS.get_or_init(|| made("other")).iter().filter(move |spec| spec.xlen == xlen).map(Evaluator::new)
}

pub fn at(revision: &str, xlen: u32) -> Evaluator<'static> {
    let spec = specs().iter().find(|s| s.revision.id == revision && s.xlen == xlen);
    Evaluator::new(spec.unwrap_or_else(|| panic!("no {revision} at {xlen}")))
}

/// All revisions at both XLENs.
pub fn everywhere() -> impl Iterator<Item = Evaluator<'static>> {
    specs().iter().map(Evaluator::new)
}

/// `0.5..0.6.1` or `..0.6` or `0.6..`: both ends belong to the range.
pub fn covers(range: &str, revision: &str) -> bool {
    let position = |r: &str| REVISIONS.iter().position(|x| *x == r).unwrap_or_else(|| panic!("{r} is no revision"));
    let (from, to) = range.split_once("..").unwrap_or((range, range));
    let after = from.is_empty() || position(from) <= position(revision);
    after && (to.is_empty() || position(revision) <= position(to))
}

/// What a line of a table is about, for messages.
pub fn place(e: &Evaluator) -> String {
    format!("{} rv{}", e.spec().revision.id, e.spec().xlen)
}

/// A hart with a few bytes of memory, which records what it is asked for.
pub struct Hart {
    pub e: Evaluator<'static>,
    pub s: State,
    pub x: [u64; 32],
    pub f: [u64; 32],
    pub pc: u64,
    pub next: Option<u64>,
    pub memory: BTreeMap<u64, u8>,
    pub accesses: Vec<Access>,
    pub fences: Vec<Fence>,
    pub blocks: Vec<(CacheBlock, u64)>,
    pub reserved: Option<u64>,
    pub changes: u32,
}

impl Hart {
    /// After reset, then in a mode: `M`, `HS`, `U`, `VS` or `VU`.
    pub fn new(e: Evaluator<'static>, mode: &str) -> Self {
        let s = e.reset();
        let (memory, accesses, fences) = (BTreeMap::new(), Vec::new(), Vec::new());
        let (next, reserved, blocks) = (None, None, Vec::new());
        let mut hart = Hart { e, s, x: [0; 32], f: [0; 32], pc: 0x1000, next, memory, accesses, fences, blocks, reserved, changes: 0 };
        hart.enter(mode);
        hart
    }

    pub fn enter(&mut self, mode: &str) {
        let (prv, v) = match mode {
            "M" => (3, 0),
            "HS" => (1, 0),
            "U" => (0, 0),
            "VS" => (1, 1),
            "VU" => (0, 1),
            _ => panic!("{mode} is no mode"),
        };
        self.put("prv", prv);
        self.put("V", v);
    }

    pub fn mode(&self) -> &'static str {
        mode_name(self.get("prv"), self.get("V") == 1)
    }

    #[track_caller]
    pub fn get(&self, name: &str) -> u64 {
        self.e.get(&self.s, name).unwrap_or_else(|| panic!("no {name} in {}", place(&self.e)))
    }

    #[track_caller]
    pub fn put(&mut self, name: &str, value: u64) {
        assert!(self.e.put(&mut self.s, name, value), "no {name} in {}", place(&self.e));
    }

    /// `mstatus.TVM=1 hstatus.SPV=0`; a place alone is set to 1. False if a place does not exist.
    pub fn put_all(&mut self, places: &str) -> bool {
        places.split_whitespace().filter(|p| *p != "-").all(|p| {
            let (name, value) = p.split_once('=').unwrap_or((p, "1"));
            self.e.put(&mut self.s, name, number(value))
        })
    }

    /// Checks `mstatus.TVM=1 hstatus.SPV=0`.
    #[track_caller]
    pub fn expect(&self, places: &str, what: &str) {
        for p in places.split_whitespace() {
            let (name, value) = p.split_once('=').unwrap();
            let found = self.get(name);
            assert_eq!(found, number(value), "{what}, {}: {name} is {found:#x}", place(&self.e));
        }
    }

    pub fn address(&self, csr: &str) -> Option<u16> {
        self.e.spec().csr(csr).map(|c| c.address)
    }

    /// Executes the instruction of this encoding.
    pub fn run(&mut self, word: u32) -> Result<(), Exception> {
        let e = self.e.clone();
        let d = e.decode(word).unwrap_or_else(|| panic!("{word:#x} is no instruction in {}", place(&e)));
        e.execute(self, &d)
    }
}

pub fn mode_name(prv: u64, v: bool) -> &'static str {
    match (prv, v) {
        (0, false) => "U",
        (1, false) => "HS",
        (3, false) => "M",
        (0, true) => "VU",
        (1, true) => "VS",
        _ => "none",
    }
}

pub fn number(text: &str) -> u64 {
    match text.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).unwrap(),
        None => text.parse().unwrap(),
    }
}

impl Machine for Hart {
    type State = State;
    fn state(&mut self) -> &mut State {
        &mut self.s
    }
    fn x(&self, reg: u8) -> u64 {
        self.x[usize::from(reg)]
    }
    fn set_x(&mut self, reg: u8, value: u64) {
        if reg != 0 {
            self.x[usize::from(reg)] = value;
        }
    }
    fn f(&self, reg: u8) -> u64 {
        self.f[usize::from(reg)]
    }
    fn set_f(&mut self, reg: u8, value: u64) {
        self.f[usize::from(reg)] = value;
    }
    fn access(&mut self, kind: Kind) -> Access {
        self.e.access(&self.s, kind)
    }
    fn pc(&self) -> u64 {
        self.pc
    }
    fn set_next_pc(&mut self, target: u64) {
        self.next = Some(target);
    }
    fn load(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.accesses.push(access);
        Ok((0..u64::from(bytes)).fold(0, |v, i| v | u64::from(*self.memory.get(&(addr + i)).unwrap_or(&0)) << (8 * i)))
    }
    fn store(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception> {
        self.accesses.push(access);
        self.memory.extend((0..u64::from(bytes)).map(|i| (addr + i, (value >> (8 * i)) as u8)));
        Ok(())
    }
    fn load_reserved(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.reserved = Some(addr);
        self.load(addr, bytes, access)
    }
    fn store_conditional(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<bool, Exception> {
        let holds = self.reserved.take() == Some(addr);
        if holds {
            self.store(addr, bytes, value, access)?;
        }
        Ok(holds)
    }
    fn cache_block(&mut self, what: CacheBlock, addr: u64, access: Access) -> Result<(), Exception> {
        self.accesses.push(access);
        self.blocks.push((what, addr));
        Ok(())
    }
    fn fence(&mut self) {}
    fn fence_i(&mut self) {}
    fn fence_vma(&mut self, fence: Fence) {
        self.fences.push(fence);
    }
    fn wait_for_interrupt(&mut self) {}
    fn before_csr(&mut self) {}
    fn after_state_change(&mut self) {
        self.changes += 1;
    }
}
