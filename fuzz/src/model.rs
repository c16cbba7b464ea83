//! Model files with something wrong in them, in both forms: a file of the
//! model of which pieces are removed, repeated, exchanged with those of
//! another file or overwritten. The reader must answer with findings.

use std::path::Path;
use std::sync::OnceLock;

use arbitrary::{Result, Unstructured};

/// Reads one input.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok((path, text)) = spoilt(&mut input) else { return };
    let header = files().iter().filter(|(path, _)| !path.contains('/') && path.ends_with("revisions.yaml"));
    let others = header.filter(|(other, _)| *other != path).cloned().collect::<Vec<_>>();
    let (model, found) = load::Model::from_files([others, vec![(path, text)]].concat());
    if found.is_empty() {
        model.check();
    }
}

/// The files of the model: paths and texts.
fn files() -> &'static [(String, String)] {
    static FILES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../model"));
        let (mut found, mut folders) = (Vec::new(), vec![root.to_path_buf()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the model lies beside this package").flatten() {
                let path = entry.path();
                match path.extension().and_then(|end| end.to_str()) {
                    None => folders.push(path),
                    Some("yaml" | "rs") => {
                        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
                        found.push((name, std::fs::read_to_string(&path).unwrap_or_default()));
                    }
                    Some(_) => {}
                }
            }
        }
        found.sort();
        found
    })
}

fn spoilt(input: &mut Unstructured) -> Result<(String, String)> {
    let (path, text) = input.choose(files())?;
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..input.int_in_range(1..=4u8)? {
        let at = input.choose_index(text.len().max(1))?;
        let end = (at + input.int_in_range(0..=24usize)?).min(text.len());
        match input.int_in_range(0..=4u8)? {
            0 => drop(text.drain(at..end)),
            1 => drop(text.splice(at..at, text[at..end].to_vec())),
            2 => {
                let other: Vec<char> = input.choose(files())?.1.chars().collect();
                let from = input.choose_index(other.len().max(1))?;
                let piece = other.iter().skip(from).take(24).copied().collect::<Vec<_>>();
                text.splice(at..end, piece);
            }
            3 => {
                let odd = *input.choose(&['"', '\'', '{', '[', '(', ':', '&', '*', '\t', '\0', '|', '\u{2028}', 'é', '#', '!', '-'])?;
                text.insert(at, odd);
            }
            _ => {
                let bytes = input.bytes(input.len().min(6))?;
                text.splice(at..end, String::from_utf8_lossy(bytes).chars().collect::<Vec<_>>());
            }
        }
    }
    Ok((path.clone(), text.into_iter().collect()))
}
