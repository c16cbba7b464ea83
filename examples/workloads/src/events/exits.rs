//! Events that a hypervisor answers: a guest leaves, HS-mode has all of its
//! registers, does something, and enters a guest.
//!
//! The state of a guest hart, its switch and what an exit means are those of
//! the generated hypervisor. The way out and in is not: this one always moves
//! all registers.

use crate::firmware::csr;
use crate::hypervisor::{Exit, GuestInterrupt, Vcpu, gstage, guest_memory, insn};
use crate::tables::{self, HOLE, LINE, PAGE, WINDOW, WINDOW_PAGES};
use core::arch::{asm, naked_asm};
use core::mem::offset_of;
use core::sync::atomic::{AtomicU64, Ordering};

/// Exits in an iteration.
const TIMES: u64 = 8;
/// The VMIDs of the two guests.
const VMIDS: [u64; 2] = [1, 2];

/// What happens at an exit; returns the guest to enter.
type Handler = extern "C" fn(&mut World) -> *mut World;

/// A guest, as its hypervisor knows it.
#[repr(C)]
struct World {
    vcpu: Vcpu,
    handler: Handler,
    /// The one to switch to.
    other: *mut World,
    /// The page of the window that is mapped, for [`map`].
    mapped: u64,
}

impl World {
    const NEW: Self = Self { vcpu: Vcpu::new(), handler: answer, other: core::ptr::null_mut(), mapped: WINDOW };
}

static mut FIRST: World = World::NEW;
static mut SECOND: World = World::NEW;

/// Sets up what HS-mode has to know of a guest, in M-mode, for workloads that
/// need a hypervisor. Translation is set up.
pub fn prepare(name: &str) {
    let handler: Handler = match name {
        "e-exit" => answer,
        "e-switch" => switch_worlds,
        "e-gfault" => map,
        "e-irq" => inject,
        "e-mmio" => emulate,
        "e-hlv" => {
            tables::guest();
            answer
        }
        _ => return,
    };
    if name == "e-gfault" {
        (0..WINDOW_PAGES).for_each(|page| set(WINDOW + page * PAGE, false));
    }
    let (first, second) = (&raw mut FIRST, &raw mut SECOND);
    // SAFETY: one hart, and no guest has run.
    let first = unsafe { &mut *first };
    first.vcpu.restrict();
    first.vcpu.vsstatus |= csr::sstatus::FS;
    first.vcpu.vsatp = csr::vsatp::read();
    first.vcpu.hgatp = csr::hgatp::read();
    (first.handler, first.other) = (handler, second);
    // SAFETY: as above.
    let second = unsafe { &mut *second };
    second.vcpu = first.vcpu.clone();
    second.vcpu.pc = call_back as *const () as u64;
    second.vcpu.hgatp ^= (VMIDS[0] ^ VMIDS[1]) << csr::hgatp::VMID_SHIFT;
    (second.handler, second.other) = (handler, &raw mut *first);
    // SAFETY: no guest is loaded, and the tables map what is the guest's.
    unsafe { first.vcpu.load() };
    csr::stvec::write(exit as *const () as u64);
    csr::sscratch::write(&raw const *first as u64);
}

/// Where a guest comes that leaves: `sscratch` holds its [`World`].
#[unsafe(naked)]
unsafe extern "C" fn exit() -> ! {
    naked_asm!(
        ".balign 4",
        "csrrw a0, {sscratch}, a0",
        ".irp n,1,2,3,4,5,6,7,8,9,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31",
        "sd x\\n, {x} + 8 * \\n(a0)",
        ".endr",
        "csrr t0, {sscratch}",
        "sd t0, {x} + 8 * 10(a0)",
        "la sp, __machine_stack_top",
        "ld t0, {handler}(a0)",
        "jalr t0",
        "csrw {sscratch}, a0",
        ".irp n,1,2,3,4,5,6,7,8,9,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31",
        "ld x\\n, {x} + 8 * \\n(a0)",
        ".endr",
        "ld a0, {x} + 8 * 10(a0)",
        "sret",
        sscratch = const csr::sscratch::ADDRESS,
        x = const offset_of!(World, vcpu) + offset_of!(Vcpu, x),
        handler = const offset_of!(World, handler),
    )
}

/// Steps over the call that the guest left by.
fn step_over(vcpu: &mut Vcpu) {
    assert!(vcpu.is_call(), "{:?}", vcpu.exit());
    vcpu.set_pc(vcpu.pc() + 4);
}

/// Calls, with a number that the handler changes.
pub extern "C" fn call(iterations: u64) -> u64 {
    let mut number = 1u64;
    for _ in 0..iterations * TIMES {
        // SAFETY: HS-mode changes this register alone.
        unsafe { asm!("ecall", inout("a0") number) };
    }
    number
}

extern "C" fn answer(world: &mut World) -> *mut World {
    step_over(&mut world.vcpu);
    world.vcpu.x[10] = world.vcpu.x[10].wrapping_mul(3) ^ csr::scause::read();
    world
}

/// Calls upon which another guest runs, of another VMID, until it calls too:
/// all that a vCPU has is moved, but floating point, and nothing fenced. 16
/// pages are touched in between.
pub extern "C" fn switch(iterations: u64) -> u64 {
    let mut sum = 0u64;
    for at in 0..iterations * TIMES / 2 {
        // SAFETY: this guest goes on as if nothing had happened.
        unsafe { asm!("ecall") };
        for page in 0..WINDOW_PAGES {
            let word = (WINDOW + page * (PAGE + LINE)) as *mut u64;
            // SAFETY: RAM that is mapped where it is.
            let value = unsafe { word.read_volatile() };
            sum = sum.wrapping_add(value ^ page);
        }
        // SAFETY: as above, and nothing else uses it.
        unsafe { (WINDOW as *mut u64).write_volatile(at) };
    }
    sum
}

/// The other guest.
#[unsafe(naked)]
unsafe extern "C" fn call_back() -> ! {
    naked_asm!("1: ecall", "j 1b")
}

extern "C" fn switch_worlds(world: &mut World) -> *mut World {
    step_over(&mut world.vcpu);
    // SAFETY: it is the one that is loaded.
    unsafe { world.vcpu.save() };
    // SAFETY: both live as long as the program, and are two.
    let other = unsafe { &mut *world.other };
    // SAFETY: the other one was just saved; both may use what is mapped.
    unsafe { other.vcpu.load() };
    other
}

/// Faults so far. The guest sees it as HS-mode does.
static FAULTS: AtomicU64 = AtomicU64::new(0);

/// Touches pages of which HS-mode maps one at a time.
pub extern "C" fn fault(iterations: u64) -> u64 {
    let mut sum = 0u64;
    for at in 0..iterations * TIMES {
        let word = (WINDOW + at % WINDOW_PAGES * PAGE) as *mut u64;
        // SAFETY: HS-mode maps RAM there.
        let value = unsafe { word.read_volatile() };
        // SAFETY: as above, and nothing else uses it.
        unsafe { word.write_volatile(value + at) };
        sum ^= value;
    }
    sum + FAULTS.load(Ordering::Relaxed)
}

/// Maps the page that was touched, and no longer the one before.
extern "C" fn map(world: &mut World) -> *mut World {
    let Exit::GuestPageFault { gpa, gva, .. } = world.vcpu.exit() else {
        panic!("{:?}", world.vcpu.exit());
    };
    // Of this guest, both addresses are the same.
    let page = gpa.unwrap_or(gva) & !(PAGE - 1);
    assert!((WINDOW..WINDOW + WINDOW_PAGES * PAGE).contains(&page), "{page:#x} is not in the window");
    set(page, true);
    if world.mapped != page {
        set(world.mapped, false);
        gstage::fence(world.mapped, VMIDS[0]);
    }
    world.mapped = page;
    FAULTS.fetch_add(1, Ordering::Relaxed);
    world
}

/// Has the G-stage map a page where it is, or not.
fn set(page: u64, mapped: bool) {
    let leaf = if mapped { gstage::leaf(page, true, true, true) } else { 0 };
    // SAFETY: an entry of the tables; no page of the program is in the window.
    unsafe { tables::second_entry(page).write_volatile(leaf) };
}

/// Calls upon which HS-mode interrupts the guest, whose handler counts.
pub extern "C" fn interrupt(iterations: u64) -> u64 {
    csr::stvec::write(count as *const () as u64);
    csr::sie::set(csr::sie::SSIE);
    csr::sstatus::set(csr::sstatus::SIE);
    let mut interrupts = 0u64;
    for _ in 0..iterations * TIMES {
        // SAFETY: the handler changes this register alone.
        unsafe { asm!("ecall", inout("t2") interrupts) };
    }
    csr::sstatus::clear(csr::sstatus::SIE);
    interrupts
}

/// The guest's handler.
#[unsafe(naked)]
unsafe extern "C" fn count() -> ! {
    naked_asm!(
        ".balign 4",
        "csrci {sip}, {ssip}",
        "addi t2, t2, 1",
        "sret",
        sip = const csr::sip::ADDRESS,
        ssip = const csr::sip::SSIP,
    )
}

extern "C" fn inject(world: &mut World) -> *mut World {
    step_over(&mut world.vcpu);
    world.vcpu.inject_now(GuestInterrupt::Software, true);
    world
}

/// Reads a device that is not there.
pub extern "C" fn read(iterations: u64) -> u64 {
    let mut sum = 0u64;
    for at in 0..iterations * TIMES {
        let register = (HOLE + at % 64 * 4) as *const u32;
        // SAFETY: HS-mode emulates the load.
        sum = sum.wrapping_add(u64::from(unsafe { register.read_volatile() }));
    }
    sum
}

/// Emulates a load, of which a register or else memory has the instruction.
extern "C" fn emulate(world: &mut World) -> *mut World {
    let vcpu = &mut world.vcpu;
    let Exit::GuestPageFault { gpa, gva, tinst, .. } = vcpu.exit() else {
        panic!("{:?}", vcpu.exit());
    };
    let access = insn::from_tinst(tinst).or_else(|| {
        // SAFETY: both stages map all RAM where it is.
        let word = guest_memory::fetch(vcpu, |gpa| Some(unsafe { (gpa as *const u64).read_volatile() }))?;
        insn::memory_access(word)
    });
    let access = access.expect("only a load faults");
    assert!(!access.store, "only a load faults");
    vcpu.x[usize::from(access.reg)] = (gpa.unwrap_or(gva) - HOLE) ^ 0x55;
    vcpu.set_pc(vcpu.pc() + u64::from(access.len));
    world
}
