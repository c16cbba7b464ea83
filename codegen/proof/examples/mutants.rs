//! `mutants SHARD/SHARDS SEED COUNT [TESTS]`: judges mutants of the model, one
//! line for each, and prints how many survived. `TESTS` is a program with tests.

use proof::judge::{Judge, Verdict};
use proof::mutate;
use proof::text::{FOLDER, Texts};
use std::collections::BTreeMap;
use std::path::Path;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [shard, seed, count, tests @ ..] = &args[..] else { return Err("SHARD/SHARDS SEED COUNT [TESTS]".into()) };
    let number = |text: &str| text.parse::<u64>().map_err(|e| format!("{text}: {e}"));
    let (shard, shards) = shard.split_once('/').ok_or("SHARD/SHARDS")?;
    let (shard, shards, seed, count) = (number(shard)?, number(shards)?, number(seed)?, number(count)?);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = mutate::files(&root.join("model").canonicalize().map_err(|e| e.to_string())?).map_err(|e| e.to_string())?;
    let mutants = mutate::sample(mutate::all(&files), seed, count as usize);
    let texts = Texts::read(&root.join(FOLDER)).map_err(|e| e.to_string())?;
    let judge = Judge::new(files.clone(), texts, tests.first().map(Into::into))?;
    std::panic::set_hook(Box::new(|_| {}));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, mutant) in mutants.iter().enumerate().filter(|(i, _)| *i as u64 % shards == shard - 1) {
        let verdict = judge.judge(mutant)?;
        *counts.entry(verdict.word()).or_default() += 1;
        match &verdict {
            Verdict::Tests(by) | Verdict::Texts(by) => println!("{} {} [{by}]", verdict.word(), mutant.describe(&files)),
            _ => println!("{} {}", verdict.word(), mutant.describe(&files)),
        }
    }
    println!("{counts:?}");
    Ok(())
}
