fn main() {
    let t = std::time::Instant::now();
    let dir = std::env::args().nth(1).unwrap();
    let (model, mut found) = load::Model::read(std::path::Path::new(&dir)).unwrap();
    eprintln!("read {:?}", t.elapsed());
    let (specs, more) = model.check();
    eprintln!("checked {:?}", t.elapsed());
    found.extend(more);
    print!("{}", syntax::render(&model.sources, &found, &model.revisions(), false));
    for s in &specs { eprintln!("{} rv{} csrs {} insns {} rules {}", s.revision.id, s.xlen, s.csrs.len(), s.insns.len(), s.rules.len()); }
    eprintln!("{} findings", found.len());
}
