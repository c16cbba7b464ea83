//! `draftvisor explain`: what a word of the model means.
//!
//! [`lookup`] finds what a word names, in any revision. Each kind of thing has
//! a file that makes a [`page::Page`] of it; [`life`] tells in which revisions
//! it exists and why it changed, [`access`] who may use it.

mod access;
mod cause;
mod csr;
mod instruction;
mod life;
pub mod lookup;
mod other;
mod page;

use crate::model::{self, Loaded, ModelArgs};
use crate::{Outcome, Verdict};
use ir::Spec;
use ir::legality::Mode;
use lookup::Topic;
use page::Page;
use serde_json::Value;
use std::io::Write;

/// Say what a word means: what it is, since when, who may use it, and where that is said.
///
/// The word is a CSR, a field (VTW or hstatus.VTW), the address of a CSR (0x…),
/// the name or number of a cause, an instruction, a rule, a change, or any
/// other id of the model.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  draftvisor explain hstatus.VTW\n  draftvisor explain hip --rev first --mode VS\n  draftvisor explain hlv.w"
)]
pub struct Args {
    /// What to explain
    #[arg(value_name = "WORD")]
    word: String,
    /// As it is in this revision (an id, `first` or `last`) [default: the last that has it]
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    /// Only what this mode may do
    #[arg(long, ignore_case = true, value_parser = access::mode_parser())]
    mode: Option<Mode>,
    /// Width of the integer registers [default: 64 where it exists there]
    #[arg(long)]
    xlen: Option<u32>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    model: ModelArgs,
}

/// What a question is about, beside the word.
struct Question<'a> {
    loaded: &'a Loaded,
    revision: Option<usize>,
    xlens: Vec<u32>,
    mode: Option<Mode>,
}

/// Where something exists, and the spec to describe it by.
struct Place<'a> {
    /// As it is asked for: none if it does not exist there.
    spec: Option<&'a Spec>,
    /// By revision.
    there: Vec<bool>,
    /// The only XLEN at which it exists.
    only: Option<u32>,
}

impl<'a> Question<'a> {
    /// The spec to describe something by: of the revision asked for, or the last that has it.
    fn place(&self, exists: impl Fn(&Spec) -> bool) -> Place<'a> {
        let is_at = |xlen: &u32| self.loaded.chain(*xlen).any(&exists);
        let has: Vec<u32> = load::XLENS.into_iter().filter(is_at).collect();
        let only = if let [one] = has[..] { Some(one) } else { None };
        let chains = self.xlens.iter().map(|&xlen| self.loaded.chain(xlen).collect::<Vec<&'a Spec>>());
        let places = chains.map(|chain| {
            let spec = match self.revision {
                Some(r) => chain.get(r).copied().filter(|s| exists(s)),
                None => chain.iter().rev().copied().find(|s| exists(s)),
            };
            Place { spec, there: chain.iter().map(|s| exists(s)).collect(), only }
        });
        let none = Place { spec: None, there: vec![false; self.loaded.model.header.revisions.len()], only };
        // The preferred XLEN, unless only another has it.
        places.reduce(|best, next| if better(&best, &next) { next } else { best }).unwrap_or(none)
    }

    /// The modes asked for.
    fn modes(&self) -> Vec<Mode> {
        self.mode.map_or(Mode::ALL.to_vec(), |mode| vec![mode])
    }
}

/// Whether the second place tells more than the first.
fn better(first: &Place, second: &Place) -> bool {
    let rank = |place: &Place| (place.spec.is_some(), place.there.contains(&true));
    rank(second) > rank(first)
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let loaded = model::open(&args.model)?;
    let xlens = match args.xlen {
        Some(xlen) => {
            anyhow::ensure!(load::XLENS.contains(&xlen), "XLEN is one of {:?}, not {xlen}", load::XLENS);
            vec![xlen]
        }
        None => load::XLENS.into_iter().rev().collect(),
    };
    let revision = args.rev.as_deref().map(|rev| loaded.revision(rev)).transpose()?;
    let question = Question { loaded, revision, xlens, mode: args.mode };
    let topics = lookup::topics(&question, &args.word)?;
    let pages: Vec<Page> = topics.iter().map(|topic| page_of(&question, topic)).collect();
    if args.json {
        writeln!(out, "{:#}", pages.iter().map(Page::as_json).collect::<Value>())?;
        return Ok(Verdict::Good);
    }
    for (i, page) in pages.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        page.print(out)?;
    }
    Ok(Verdict::Good)
}

fn page_of(question: &Question, topic: &Topic) -> Page {
    match topic {
        Topic::Csr(name) => csr::page(question, name),
        Topic::Field(csr, field) => csr::field_page(question, csr, field),
        Topic::Address(address) => csr::empty_page(question, *address),
        Topic::Exception(name) => cause::page(question, name, false),
        Topic::Interrupt(name) => cause::page(question, name, true),
        Topic::Insn(name) => instruction::page(question, name),
        Topic::Change(id) => other::change_page(question, id),
        Topic::Node(kind, id) => other::node_page(question, kind, id),
    }
}
