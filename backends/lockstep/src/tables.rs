//! Page tables: code as it lies in memory, for supervisors and once more for
//! users, and a few pages of data whose entries change.

use crate::image::{ALIAS, DATA, DATA_PAGES, PAGE, RAM, RAM_BYTES, TABLES};
use ir::{Paging, PteLayout, Spec};
use std::collections::BTreeMap;

/// Tables of one format.
#[derive(Clone, Debug)]
pub struct Tables {
    /// Value of MODE.
    pub mode: u64,
    /// Whether for the G-stage.
    pub gstage: bool,
    /// Page number of the root.
    pub root: u64,
    /// Where the entry of each data page is.
    pub entries: Vec<u64>,
}

/// All tables and the memory that they are in.
#[derive(Debug)]
pub struct Memory<'s> {
    spec: &'s Spec,
    words: BTreeMap<u64, u64>,
    next: u64,
    /// By format.
    pub tables: Vec<Tables>,
}

impl<'s> Memory<'s> {
    /// Tables of all formats of a text.
    pub fn new(spec: &'s Spec) -> Self {
        let mut memory = Self { spec, words: BTreeMap::new(), next: RAM + TABLES, tables: Vec::new() };
        for format in &spec.formats {
            let tables = memory.build(format);
            memory.tables.push(tables);
        }
        memory
    }

    /// Memory as words of an entry's size, by address.
    pub fn words(&self) -> impl Iterator<Item = (u64, u64)> + use<'_> {
        self.words.iter().map(|(at, word)| (*at, *word))
    }

    /// Layout of a format's entries.
    pub fn layout(spec: &'s Spec, format: &Paging) -> &'s PteLayout {
        spec.ptes.iter().find(|p| p.name == format.pte).expect("checked: a format's layout exists")
    }

    /// An entry with these one-bit fields set.
    pub fn entry(layout: &PteLayout, at: u64, fields: &str) -> u64 {
        let low = |name: &str| layout.fields.iter().find(|f| f.0 == name).map(|f| f.2);
        let number = (at / PAGE) << low("PPN").expect("an entry has a page number");
        fields.chars().filter_map(|c| low(&c.to_string())).fold(number, |entry, bit| entry | 1 << bit)
    }

    fn allocate(&mut self, bytes: u64) -> u64 {
        let at = self.next.next_multiple_of(bytes);
        self.next = at + bytes;
        at
    }

    fn build(&mut self, format: &Paging) -> Tables {
        let root = self.allocate(PAGE << format.root_extra_bits);
        let user = if format.gstage { "U" } else { "" };
        // Leaves of the second lowest level, but pages for the data.
        let size = PAGE << format.index_bits;
        for offset in (0..RAM_BYTES).step_by(size as usize) {
            if offset != DATA {
                self.map(format, root, RAM + offset, RAM + offset, 1, &format!("VRWXAD{user}"));
            }
            self.map(format, root, RAM + ALIAS + offset, RAM + offset, 1, "VRWXADU");
        }
        let mut entries = Vec::new();
        for page in 0..DATA_PAGES {
            let at = RAM + DATA + page * PAGE;
            entries.push(self.map(format, root, at, at, 0, "VRWXADU"));
        }
        Tables { mode: format.mode, gstage: format.gstage, root: root / PAGE, entries }
    }

    /// Maps one page of a level; returns where its entry is.
    fn map(&mut self, format: &Paging, root: u64, from: u64, to: u64, level: u32, fields: &str) -> u64 {
        let layout = Self::layout(self.spec, format);
        let bytes = u64::from(format.pte_bytes);
        let shift = |level: u32| PAGE.trailing_zeros() + level * format.index_bits;
        let mut table = root;
        for at in (level + 1..format.levels).rev() {
            let extra = if at + 1 == format.levels { format.root_extra_bits } else { 0 };
            let place = table + (from >> shift(at) & ir::expr::mask(format.index_bits + extra)) * bytes;
            let next = match self.words.get(&place) {
                Some(entry) => self.target(layout, *entry),
                None => {
                    let next = self.allocate(PAGE);
                    self.words.insert(place, Self::entry(layout, next, "V"));
                    next
                }
            };
            table = next;
        }
        let extra = if level + 1 == format.levels { format.root_extra_bits } else { 0 };
        let place = table + (from >> shift(level) & ir::expr::mask(format.index_bits + extra)) * bytes;
        self.words.insert(place, Self::entry(layout, to, fields));
        place
    }

    fn target(&self, layout: &PteLayout, entry: u64) -> u64 {
        let (_, hi, lo) = layout.fields.iter().find(|f| f.0 == "PPN").expect("an entry has a page number");
        (entry >> lo & ir::expr::mask(hi - lo + 1)) * PAGE
    }
}
