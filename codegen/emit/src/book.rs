//! Pages.
/// Pages.
pub fn pages(_: &[ir::Spec], _: &load::Header) -> Result<Vec<(String, String)>, String> { Ok(Vec::new()) }
