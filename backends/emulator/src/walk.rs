//! The page-table walker: one descent for every format, run twice if V=1.
//!
//! Formats, the meaning of PTE bits, permissions and codes come from the
//! revision. The order of the checks is that of the manual's translation
//! process; addresses of VS-stage PTEs go through the G-stage themselves.

use isa::{Access, Exception, Format, Kind, Pte, Revision};

use crate::core::Core;
use crate::hart::{MACHINE, SUPERVISOR};
use crate::layout::PAGE_BITS;
use crate::rights::{FIRST_IDENTITY, Rights, SECOND_IDENTITY, class, classes};
use crate::tables::{Table, TableKey};

/// Why translation failed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// What is raised.
    pub exception: Exception,
    /// The access that failed is the instruction's own, not one to a PTE.
    pub explicit: bool,
}

impl Fault {
    /// An access fault of the request.
    pub(crate) fn access<R: Revision>(va: u64, access: Access, gstage: bool) -> Self {
        let code = R::access_fault(access.kind);
        let exception = Exception { tval_is_gva: access.v, gstage, ..Exception::new(code, va) };
        Self { exception, explicit: !gstage }
    }
}

/// What translation found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Translation {
    /// Physical address.
    pub pa: u64,
    /// Guest physical address if V=1.
    pub gpa: u64,
    /// Classes of both leaves.
    pub classes: Rights,
    /// D is set, or not needed, in both leaves.
    pub dirty: bool,
    /// The first stage's leaf is global.
    pub global: bool,
    /// Address bits inside each leaf.
    pub sizes: [u8; 2],
}

/// What is to be translated, and what faults report.
#[derive(Clone, Copy)]
pub(crate) struct Request {
    /// Address.
    pub va: u64,
    /// Access.
    pub access: Access,
    /// Tables that are known need not be looked for.
    pub shortcuts: bool,
    /// The A and D bits are neither asked for nor set.
    pub dry: bool,
}

/// One descent.
#[derive(Clone, Copy)]
struct Stage {
    format: &'static Format,
    table: u64,
    gstage: bool,
    /// What the leaf must permit.
    access: Access,
    /// The address is that of a VS-stage PTE, to be read or written.
    implicit: Option<bool>,
}

/// The leaf that a descent found.
#[derive(Clone, Copy)]
struct Leaf {
    address: u64,
    class: Rights,
    dirty: bool,
    global: bool,
    size: u8,
}

impl Leaf {
    fn identity(address: u64, class: Rights) -> Self {
        Self { address, class, dirty: true, global: false, size: PAGE_BITS as u8 }
    }
}

impl<R: Revision> Core<R> {
    /// Translates by the tables as they are in memory.
    pub(crate) fn translate(&mut self, va: u64, access: Access) -> Result<Translation, Fault> {
        self.walk(Request { va, access, shortcuts: false, dry: false })
    }

    /// Translates, perhaps by tables as they were at the last fence.
    pub(crate) fn translate_soon(&mut self, va: u64, access: Access) -> Result<Translation, Fault> {
        self.walk(Request { va, access, shortcuts: self.keep_translations && self.checker.is_none(), dry: false })
    }

    /// Translates.
    #[inline(always)]
    pub(crate) fn walk(&mut self, request: Request) -> Result<Translation, Fault> {
        let access = request.access;
        let first = self.first_stage(request)?;
        let second = if access.v {
            self.second_stage(request, first.address, access, None)?
        } else {
            Leaf::identity(first.address, SECOND_IDENTITY)
        };
        Ok(Translation {
            pa: second.address,
            gpa: first.address,
            classes: first.class | second.class,
            dirty: first.dirty && second.dirty,
            global: first.global,
            sizes: [first.size, second.size],
        })
    }

    #[inline(always)]
    fn first_stage(&mut self, request: Request) -> Result<Leaf, Fault> {
        let Request { va, access, .. } = request;
        if !access.v && access.prv == MACHINE {
            return Ok(Leaf::identity(va, FIRST_IDENTITY));
        }
        let root = self.hart.root(access.v);
        let Some(format) = root.format else {
            return Ok(Leaf::identity(va, FIRST_IDENTITY));
        };
        let stage = Stage { format, table: root.ppn << PAGE_BITS, gstage: false, access, implicit: None };
        self.descend(request, &stage, va)
    }

    #[inline(always)]
    fn second_stage(&mut self, request: Request, gpa: u64, access: Access, implicit: Option<bool>) -> Result<Leaf, Fault> {
        let root = self.hart.guest_root();
        let Some(format) = root.format else {
            return Ok(Leaf::identity(gpa, SECOND_IDENTITY));
        };
        let stage = Stage { format, table: root.ppn << PAGE_BITS, gstage: true, access, implicit };
        self.descend(request, &stage, gpa)
    }

    fn descend(&mut self, request: Request, stage: &Stage, address: u64) -> Result<Leaf, Fault> {
        let format = stage.format;
        let fault = || Err(page_fault::<R>(request, stage, address));
        if !is_canonical::<R>(format, address) {
            return fault();
        }
        let key = request.shortcuts.then(|| self.table_key(request, stage, address));
        let known = key.and_then(|key| self.hart.tables.find(&key));
        let (mut table, levels) = known.map_or((stage.table, format.levels), |known| (known.address, 1));
        for level in (0..levels).rev() {
            let entry = u64::from(format.pte_bytes) * index(format, level, address);
            let slot = table + entry;
            let place = match known.filter(|known| self.may_read(known)) {
                Some(known) => known.place + entry,
                None => {
                    let leaf = self.pte_leaf(request, stage, slot, false)?;
                    if let Some(key) = key.filter(|_| level == 0) {
                        let known = Table { address: table, place: leaf.address - entry, class: leaf.class };
                        self.hart.tables.insert(key, known);
                    }
                    leaf.address
                }
            };
            let (at, word) = self.read_pte(request, stage, place)?;
            let pte = R::pte(&self.hart.state, word, request.access.v, stage.gstage);
            if !pte.v || pte.reserved || (pte.w && !pte.r) {
                return fault();
            }
            if !pte.r && !pte.x {
                table = pte.ppn << PAGE_BITS;
                continue;
            }
            let Some(contiguous) = (if pte.n { R::contiguous_bits(level, pte.ppn) } else { Some(0) }) else {
                return fault();
            };
            let inner = level * format.index_bits + contiguous;
            let denied = R::leaf_denied(&self.hart.state, pte, stage.access, stage.gstage);
            let Some(class) = class(&pte, stage.gstage).filter(|_| !denied) else {
                return fault();
            };
            if contiguous == 0 && pte.ppn & ((1 << inner) - 1) != 0 {
                return fault();
            }
            let dirty = self.update_leaf(request, stage, address, slot, (at, word), pte)?;
            let size = PAGE_BITS + inner;
            let offset = address & ((1 << size) - 1);
            let page = pte.ppn & !((1 << inner) - 1);
            let address = page << PAGE_BITS | offset;
            return Ok(Leaf { address, class, dirty, global: pte.g, size: size as u8 });
        }
        fault()
    }

    fn table_key(&self, request: Request, stage: &Stage, address: u64) -> TableKey {
        let below = (request.access.v && !stage.gstage).then(|| self.hart.guest_root());
        TableKey {
            root: stage.table,
            gstage: stage.gstage,
            below: below.map(|root| (root.ppn, root.id)),
            region: TableKey::region(stage.format, address),
        }
    }

    /// Sees to the A and D bits; returns whether D is set.
    fn update_leaf(
        &mut self,
        request: Request,
        stage: &Stage,
        address: u64,
        slot: u64,
        (at, word): (u64, u64),
        pte: Pte,
    ) -> Result<bool, Fault> {
        let store = stage.access.kind == Kind::Store;
        if request.dry || pte.a && (pte.d || !store) {
            return Ok(pte.d);
        }
        if !R::updates_ad(&self.hart.state, request.access.v, stage.gstage) {
            return Err(page_fault::<R>(request, stage, address));
        }
        let written = self.pte_leaf(request, stage, slot, true)?.address;
        self.protect_pte(request, stage, written, Kind::Store)?;
        let updated = R::pte_accessed(word, store);
        let bytes = stage.format.pte_bytes;
        if let Some(offset) = self.bus.ram.offset(at, u64::from(bytes))
            && self.bus.ram.write(offset, bytes, updated).unwrap_or(0) != 0
        {
            self.stored(offset, bytes);
        }
        Ok(store || pte.d)
    }

    /// Physical address and value of the PTE there.
    fn read_pte(&mut self, request: Request, stage: &Stage, at: u64) -> Result<(u64, u64), Fault> {
        self.protect_pte(request, stage, at, Kind::Load)?;
        if let Some(checker) = &mut self.checker {
            checker.read(at);
        }
        let bytes = stage.format.pte_bytes;
        let offset = self.bus.ram.offset(at, u64::from(bytes));
        match offset.and_then(|offset| self.bus.ram.read(offset, bytes)) {
            Some(word) => Ok((at, word)),
            None => Err(Fault::access::<R>(request.va, request.access, stage.gstage)),
        }
    }

    /// The G-stage still lets the PTEs of a known table be read.
    fn may_read(&self, known: &Table) -> bool {
        let access = pte_access(Kind::Load);
        classes(known.class).all(|(_, leaf, gstage)| leaf.is_none_or(|leaf| !R::leaf_denied(&self.hart.state, leaf, access, gstage)))
    }

    /// Where the PTE at `slot` is in physical memory, if it may be read (written).
    fn pte_leaf(&mut self, request: Request, stage: &Stage, slot: u64, write: bool) -> Result<Leaf, Fault> {
        if !request.access.v || stage.gstage {
            return Ok(Leaf::identity(slot, SECOND_IDENTITY));
        }
        let access = pte_access(if write { Kind::Store } else { Kind::Load });
        self.second_stage(request, slot, access, Some(write))
    }

    fn protect_pte(&mut self, request: Request, stage: &Stage, at: u64, kind: Kind) -> Result<(), Fault> {
        let bytes = u64::from(stage.format.pte_bytes);
        let hart = &mut self.hart;
        if hart.grants.denied::<R>(&hart.state, at, bytes, kind, SUPERVISOR) {
            return Err(Fault::access::<R>(request.va, request.access, stage.gstage));
        }
        Ok(())
    }
}

/// What the G-stage makes of an access to a PTE of the VS-stage.
fn pte_access(kind: Kind) -> Access {
    Access { kind, prv: SUPERVISOR, v: true, exec_as_read: false }
}

fn page_fault<R: Revision>(request: Request, stage: &Stage, address: u64) -> Fault {
    let Request { va, access, .. } = request;
    let exception = Exception {
        tval_is_gva: access.v,
        gstage: stage.gstage,
        gpa: if stage.gstage { address } else { 0 },
        tinst: stage.implicit.map_or(0, R::pseudo),
        ..Exception::new(R::page_fault(access.kind, stage.gstage), va)
    };
    Fault { exception, explicit: stage.implicit.is_none() }
}

/// Whether the bits above those that are translated are as they must be.
fn is_canonical<R: Revision>(format: &Format, address: u64) -> bool {
    if !format.sign_extended {
        return address >> format.va_bits == 0;
    }
    if format.va_bits >= R::XLEN {
        return true;
    }
    let unused = u64::BITS - format.va_bits;
    ((address << unused) as i64 >> unused) as u64 == address
}

/// Index of an address in the table of a level; the root's may be wider.
fn index(format: &Format, level: u32, address: u64) -> u64 {
    let root = level + 1 == format.levels;
    let bits = format.index_bits + if root { format.root_extra_bits } else { 0 };
    address >> (PAGE_BITS + level * format.index_bits) & ((1 << bits) - 1)
}
