//! Writes everything below a folder: a stand-in for the CLI while it is built.
fn main() {
    let t = std::time::Instant::now();
    let (model, mut found) = load::Model::read(std::path::Path::new(&std::env::args().nth(1).unwrap())).unwrap();
    let (specs, more) = model.check();
    found.extend(more);
    print!("{}", syntax::render(&model.sources, &found, &model.revisions(), false));
    eprintln!("checked {:?}", t.elapsed());
    if !found.is_empty() { std::process::exit(1) }
    let out = std::path::PathBuf::from(std::env::args().nth(2).unwrap());
    let files = emit::generate(&model, &specs, &|_| ()).unwrap();
    eprintln!("generated {} files {:?}", files.len(), t.elapsed());
    for (p, s) in files { let p = out.join(p); std::fs::create_dir_all(p.parent().unwrap()).unwrap(); if std::fs::read_to_string(&p).ok().as_deref() != Some(&s) { std::fs::write(p, s).unwrap(); } }
    eprintln!("{:?}", t.elapsed());
}
