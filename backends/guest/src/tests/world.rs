//! A guest's RAM and a hypervisor that writes down what it is asked for.

use crate::{Context, End, Host, Memory, Outside};
use std::collections::VecDeque;
use std::sync::Mutex;
use std::vec;
use std::vec::Vec;

pub const RAM: u64 = 0x8000_0000;
pub const BYTES: usize = 1 << 20;

/// RAM and hypervisor.
pub struct World {
    ram: Mutex<Vec<u8>>,
    pub typed: Mutex<VecDeque<u8>>,
    pub printed: Mutex<Vec<u8>>,
    pub woken: Mutex<Vec<u32>>,
    pub kicked: Mutex<u64>,
    pub again: Mutex<u32>,
    pub ended: Mutex<Option<End>>,
}

impl World {
    pub fn new() -> Self {
        Self {
            ram: Mutex::new(vec![0; BYTES]),
            typed: Mutex::default(),
            printed: Mutex::default(),
            woken: Mutex::default(),
            kicked: Mutex::default(),
            again: Mutex::default(),
            ended: Mutex::default(),
        }
    }

    pub fn context(&self) -> Context<'_> {
        self
    }

    pub fn put_bytes(&self, gpa: u64, bytes: &[u8]) {
        self.write(gpa, bytes).unwrap();
    }

    pub fn bytes(&self, gpa: u64, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.read(gpa, &mut bytes).unwrap();
        bytes
    }

    pub fn half(&self, gpa: u64) -> u16 {
        u16::from_le_bytes(self.bytes(gpa, 2).try_into().unwrap())
    }
}

fn range(gpa: u64, length: usize) -> Result<std::ops::Range<usize>, Outside> {
    let start = usize::try_from(gpa.checked_sub(RAM).ok_or(Outside)?).map_err(|_| Outside)?;
    let end = start.checked_add(length).filter(|end| *end <= BYTES).ok_or(Outside)?;
    Ok(start..end)
}

impl Memory for World {
    fn read(&self, gpa: u64, into: &mut [u8]) -> Result<(), Outside> {
        into.copy_from_slice(&self.ram.lock().unwrap()[range(gpa, into.len())?]);
        Ok(())
    }

    fn write(&self, gpa: u64, from: &[u8]) -> Result<(), Outside> {
        self.ram.lock().unwrap()[range(gpa, from.len())?].copy_from_slice(from);
        Ok(())
    }

    fn contains(&self, gpa: u64, bytes: u64) -> bool {
        usize::try_from(bytes).is_ok_and(|bytes| range(gpa, bytes).is_ok())
    }
}

impl Host for World {
    fn memory(&self) -> &dyn Memory {
        self
    }

    fn now(&self) -> u64 {
        0
    }

    fn kick(&self, vcpus: u64) {
        *self.kicked.lock().unwrap() |= vcpus;
    }

    fn wake(&self, guest: u32) {
        self.woken.lock().unwrap().push(guest);
    }

    fn again(&self) {
        *self.again.lock().unwrap() += 1;
    }

    fn put(&self, byte: u8) {
        self.printed.lock().unwrap().push(byte);
    }

    fn get(&self) -> Option<u8> {
        self.typed.lock().unwrap().pop_front()
    }

    fn end(&self, how: End) {
        *self.ended.lock().unwrap() = Some(how);
    }
}
