//! Spelling: the manual's names in Rust. The only place that decides it.

/// `hfence.vvma` as a Rust identifier: `hfence_vvma`. Keywords get a trailing `_`.
pub fn snake(name: &str) -> String {
    let mut out: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    if out.starts_with(|c: char| c.is_ascii_digit()) {
        out.insert(0, '_');
    }
    if ["fn", "mod", "type", "self", "in", "as", "if", "or", "ref", "use", "mut", "yield", "final", "virtual"].contains(&out.as_str()) {
        out.push('_');
    }
    out
}

/// `hfence.vvma` as a variant: `HfenceVvma`.
pub fn camel(name: &str) -> String {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map_or(String::new(), |c| c.to_ascii_uppercase().to_string() + &chars.as_str().to_ascii_lowercase())
        })
        .collect()
}

/// `store_guest_page_fault` as a constant: `STORE_GUEST_PAGE_FAULT`.
pub fn screaming(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

/// A revision's id as a module: `1.2-rc` is `h1_2_rc`.
pub fn module(revision: &str) -> String {
    format!("h{}", revision.replace(['.', '-'], "_"))
}
