//! What can be named at one revision, and what something has asked of that.
//!
//! Whatever the resolver asks is noted on demand: what has asked the same
//! questions and got the same answers in two revisions is the same in both.

use ir::Ty;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Parameters and result of a rule.
pub type Signature = (Vec<(String, Ty)>, Ty);

/// A CSR: its type, and its fields'.
type CsrTypes = (Ty, BTreeMap<String, Ty>);

/// Signatures only.
#[derive(Debug, Default)]
pub struct Names {
    csrs: BTreeMap<String, CsrTypes>,
    rules: BTreeMap<String, Signature>,
    /// State that is no CSR.
    cells: BTreeMap<String, Ty>,
    /// `None` takes the type that is wanted.
    constants: BTreeMap<String, (Option<Ty>, u64)>,
    /// Trap-return tables.
    returns: Vec<String>,
    /// Since [`Names::noting`] began, if it has.
    asked: RefCell<Option<Vec<Asked>>>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Csr(String, Option<Ty>),
    Field(String, String, Option<Ty>),
    Rule(String, Option<Signature>),
    Cell(String, Option<Ty>),
    Constant(String, Option<(Option<Ty>, u64)>),
    Return(String, bool),
}

impl Names {
    pub fn add_csr(&mut self, name: &str, ty: Ty, fields: BTreeMap<String, Ty>) {
        self.csrs.insert(name.to_string(), (ty, fields));
    }

    pub fn add_rule(&mut self, name: &str, signature: Signature) {
        self.rules.insert(name.to_string(), signature);
    }

    pub fn add_cell(&mut self, name: &str, ty: Ty) {
        self.cells.insert(name.to_string(), ty);
    }

    pub fn add_constant(&mut self, name: &str, ty: Option<Ty>, value: u64) {
        self.constants.insert(name.to_string(), (ty, value));
    }

    pub fn add_returns(&mut self, names: impl Iterator<Item = String>) {
        self.returns.extend(names);
    }

    /// Type of a CSR.
    pub fn csr(&self, name: &str) -> Option<Ty> {
        let ty = self.csrs.get(name).map(|csr| csr.0);
        self.note(|| Asked::Csr(name.to_string(), ty));
        ty
    }

    /// Type of a field.
    pub fn field(&self, csr: &str, field: &str) -> Option<Ty> {
        let ty = self.csrs.get(csr).and_then(|csr| csr.1.get(field)).copied();
        self.note(|| Asked::Field(csr.to_string(), field.to_string(), ty));
        ty
    }

    /// A rule.
    pub fn rule(&self, name: &str) -> Option<&Signature> {
        let signature = self.rules.get(name);
        self.note(|| Asked::Rule(name.to_string(), signature.cloned()));
        signature
    }

    /// Type of a cell.
    pub fn cell(&self, name: &str) -> Option<Ty> {
        let ty = self.cells.get(name).copied();
        self.note(|| Asked::Cell(name.to_string(), ty));
        ty
    }

    /// Type and value of a constant.
    pub fn constant(&self, name: &str) -> Option<(Option<Ty>, u64)> {
        let constant = self.constants.get(name).copied();
        self.note(|| Asked::Constant(name.to_string(), constant));
        constant
    }

    /// Whether there is a trap-return table of that name.
    pub fn is_return(&self, name: &str) -> bool {
        let is_return = self.returns.iter().any(|r| r == name);
        self.note(|| Asked::Return(name.to_string(), is_return));
        is_return
    }

    /// What `make` makes, and what it has asked for that.
    pub fn noting<T>(&self, make: impl FnOnce() -> T) -> (T, Vec<Asked>) {
        *self.asked.borrow_mut() = Some(Vec::new());
        let made = make();
        (made, self.asked.take().unwrap_or_default())
    }

    /// Whether all the answers are the same here.
    pub fn agree(&self, asked: &[Asked]) -> bool {
        asked.iter().all(|asked| match asked {
            Asked::Csr(name, ty) => self.csr(name) == *ty,
            Asked::Field(csr, field, ty) => self.field(csr, field) == *ty,
            Asked::Rule(name, signature) => self.rule(name) == signature.as_ref(),
            Asked::Cell(name, ty) => self.cell(name) == *ty,
            Asked::Constant(name, constant) => self.constant(name) == *constant,
            Asked::Return(name, is_return) => self.is_return(name) == *is_return,
        })
    }

    fn note(&self, asked: impl FnOnce() -> Asked) {
        if let Some(all) = &mut *self.asked.borrow_mut() {
            all.push(asked());
        }
    }
}

/// For messages: what has been misspelt, perhaps.
impl Names {
    pub fn csrs(&self) -> Vec<&str> {
        self.csrs.keys().map(String::as_str).collect()
    }

    pub fn fields(&self, csr: &str) -> Vec<&str> {
        self.csrs.get(csr).into_iter().flat_map(|csr| csr.1.keys()).map(String::as_str).collect()
    }

    pub fn constants(&self) -> impl Iterator<Item = &str> {
        self.constants.keys().map(String::as_str)
    }

    pub fn returns(&self) -> &[String] {
        &self.returns
    }

    /// Everything that an expression can name alone.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let all = self.csrs.keys().chain(self.rules.keys()).chain(self.cells.keys()).chain(self.constants.keys());
        all.map(String::as_str)
    }
}
